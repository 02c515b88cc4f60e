"""How long drafting takes, and how much memory: positions of annotated negotiations, repeated with other words until there are enough.

    python benchmarks/bench_draft.py --positions FOLDER [--statements 100000]

The negotiations are read once; of what is read, copies are made whose names and rare words differ from copy to copy, as other talks would. Three in ten
statements of a record take a position. Prints the seconds of drafting alone and the peak of memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from pourparler.drafting import draft
from pourparler.model import Document, Holder, Meaning, Spans, Statement
from pourparler.reading import ModelReader

NOISE = 0.35
"""Length of what is added to a unit vector for a copy, relative to the vector."""


def documents_in(folder: Path) -> Iterator[Document]:
    """The texts of a folder of annotated negotiations or of plain texts, without marks."""
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        yield Document(text, path.stem)


def copied(
    number: int, document: Document, statements: list[Statement], meanings: dict[str, Meaning]
) -> tuple[Document, list[Statement], dict[str, Meaning]]:
    """A document with its statements once more, under another text of the same length, so that every offset holds."""
    random = np.random.default_rng(number)
    made = Document(f"{document.text}\n{number}", document.title, date(2000, 1, 1) + timedelta(days=number % 7000))
    moved, meant = [], {}
    for s in statements:
        new = replace(s, document=made.id, id="", holders=tuple(_renamed(h, number) for h in s.holders))
        moved.append(new)
        if s.id in meanings:
            m = meanings[s.id]
            meant[new.id] = Meaning(
                _noisy(m.content, random), None if m.position is None else _noisy(m.position, random)
            )
    return made, moved, meant


def _renamed(holder: Holder, number: int) -> Holder:
    """Every tenth copy has holders of its own; the others share theirs, as a conference of states does."""
    words: Spans = holder.words
    if number % 10:
        return holder
    name = f"{holder.name} {number // 10}"
    return Holder(name, name if holder.party else None, words, holder.opposed)


def _noisy(vector: np.ndarray, random: np.random.Generator) -> np.ndarray:
    noise = random.standard_normal(len(vector)).astype(np.float32)
    found = vector + NOISE * noise / np.linalg.norm(noise)
    return found / np.linalg.norm(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=Path, required=True)
    parser.add_argument("--statements", type=int, default=100_000)
    options = parser.parse_args()
    reader = ModelReader()
    read = []
    for document in documents_in(options.positions):
        found = list(reader.read(document).statements)
        read.append((document, found, reader.meanings(document, found)))
    documents: dict[str, Document] = {}
    statements: list[Statement] = []
    meanings: dict[str, Meaning] = {}
    number = 0
    while len(statements) < options.statements:
        document, found, meant = copied(number, *read[number % len(read)])
        documents[document.id] = document
        statements += found
        meanings |= meant
        number += 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    made = draft(statements, documents, meanings=meanings)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(statements)} statements, {len(made.positions)} positions, {len(made.issues)} issues, {len(made.parties)} parties: "
        f"{seconds:.1f} s; memory {before:.0f} MB before, {peak:.0f} MB at its peak"
    )


if __name__ == "__main__":
    main()
