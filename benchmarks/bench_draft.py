"""How good a drafted dossier is, and how long drafting takes.

    python benchmarks/bench_draft.py [STATEMENTS ...]

First a dossier is drafted from each of the annotated negotiations and scored by the program that belongs to them: neither is a part of this
project, and without them nothing is measured. Then the command is timed on ten articles, and drafting alone on long records, of as many
STATEMENTS as are given: what was read, again and again with other names, as other talks would have. Seconds are those of the processor, so
that what else the machine does counts for little.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from pourparler.drafting.draft import draft
from pourparler.model import Document, Holder, Meaning, Statement
from pourparler.reading import ModelReader
from pourparler.structure.kinds import completed

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("POURPARLER_REFERENCE", ROOT.parent / "shared"))
"""The folder with ``reference/drafting`` and ``tools/draft_bench.py``."""
DEV = SHARED / "reference" / "drafting" / "dev"
GROUPS = {"the Riyadh article": "riyadh-2025*.txt", "uk-eu-2020": "uk-eu-2020*.txt", "six conference bulletins": "enb"}
MEASURES = (
    ("parties F1", "parties", "f1"),
    ("roles", "roles", "accuracy"),
    ("mentions with party F1", "mentions_with_party", "f1"),
    ("mentions F1", "mentions", "f1"),
    ("direction", "direction", "accuracy"),
    ("issues F1", "issues", "f1"),
    ("relations F1", "relations", "f1"),
    ("effort saved", "effort", "saved"),
)
STATEMENTS = (10_000, 100_000)
EXAMPLE = ROOT / "examples" / "strait-of-lorn" / "documents"
NOISE = 0.35
"""Length of what is added to a unit vector for a copy, relative to the vector."""
PROGRAM = Path(sys.executable).with_name("pourparler")


def main(*statements: int) -> None:
    scores()
    ten_articles()
    long_records(statements or STATEMENTS)


def scores() -> None:
    """The table of what is drafted from the annotated negotiations; the mean is weighted by their marks."""
    bench = SHARED / "tools" / "draft_bench.py"
    if not bench.exists() or not DEV.exists():
        print(f"scores of drafts are not measured: no annotated negotiations at {DEV}")
        return
    print(f"| text | marks | {' | '.join(title for title, *_ in MEASURES)} |\n{'| --- ' * (len(MEASURES) + 2)}|")
    rows = []
    for name, pattern in GROUPS.items():
        rows.append(score(bench, [str(path) for path in sorted(DEV.glob(pattern))]))
        _print_row(name, rows[-1]["marks"], [rows[-1]["mean"][part][what] for _, part, what in MEASURES])
    marks = sum(row["marks"] for row in rows)
    means = [sum(row["marks"] * row["mean"][part][what] for row in rows) / marks for _, part, what in MEASURES]
    _print_row("all, by marks", marks, means)


def _print_row(name: str, marks: int, shares: Sequence[float]) -> None:
    print(f"| {name} | {marks} | {' | '.join(f'{100 * x:.1f}' for x in shares)} |", flush=True)


def score(bench: Path, cases: Sequence[str]) -> Mapping[str, Any]:
    """What ``draft_bench.py`` says of the cases."""
    command = [sys.executable, str(bench), *cases, "--exe", str(PROGRAM), "--json"]
    told: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return told


def texts() -> list[Document]:
    """Documents of the project's own, as the record keeps them: with blocks and kind."""
    found = sorted([*(ROOT / "examples").rglob("documents/*.txt"), *(ROOT / "training" / "gold").rglob("*.txt")])
    return [completed(Document(path.read_text(encoding="utf-8"), path.stem)) for path in found]


def ten_articles() -> None:
    """The whole command on the example's documents, which were read before, against a command that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = str(Path(folder) / "dossier")
        for command in (["new", dossier], ["add", dossier, str(EXAMPLE)], ["read", dossier]):
            _run(command)
        nothing = min(_run(["--version"]) for _ in range(3))
        first, again = _run(["draft", dossier]), min(_run(["draft", dossier]) for _ in range(3))
        print(
            f"\n{len(list(EXAMPLE.iterdir()))} documents after reading, the whole command `pourparler draft`: {first:.2f} s first, {again:.2f} s again (target 1 s); "
            f"`pourparler --version` {nothing:.2f} s"
        )


def _run(arguments: Sequence[str]) -> float:
    """Seconds of the processor that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([PROGRAM, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


Read = tuple[Document, list[Statement], dict[str, Meaning]]


def long_records(sizes: Sequence[int]) -> None:
    """Seconds and memory of drafting, from small to large, so that each peak is its own."""
    reader = ModelReader()
    read: list[Read] = []
    for document in texts():
        found = list(reader.read(document).statements)
        read.append((document, found, dict(reader.meanings(document, found))))
    each: list[float] = []
    for size in sorted(sizes):
        documents: dict[str, Document] = {}
        statements: list[Statement] = []
        meanings: dict[str, Meaning] = {}
        for document, found, meant in copies(read):
            if len(statements) >= size:
                break
            documents[document.id] = document
            statements += found
            meanings |= meant
        before = _memory()
        start = time.process_time()
        made = draft(statements, documents, meanings=meanings)
        seconds = time.process_time() - start
        each.append(seconds / len(statements))
        print(
            f"drafting {len(statements):,} statements ({len(made.positions):,} positions, {len(made.issues):,} issues, {len(made.parties):,} parties): "
            f"{seconds:.1f} s, {each[-1] / each[0]:.2f} times as long for each as in the shortest; memory {before:.0f} MB before, {_memory():.0f} MB at its peak",
            flush=True,
        )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def copies(read: Sequence[Read]) -> Iterator[Read]:
    """The documents with their statements again and again, each time under another text of the same length, so that every offset holds."""
    number = 0
    while True:
        for document, found, meanings in read:
            yield _copied(number, document, found, meanings)
            number += 1


def _copied(number: int, document: Document, statements: Sequence[Statement], meanings: Mapping[str, Meaning]) -> Read:
    random = np.random.default_rng(number)
    made = Document(
        f"{document.text}\n{number}", document.title, date(2000, 1, 1) + timedelta(days=number % 7000),
        kind=document.kind, kind_reason=document.kind_reason, blocks=document.blocks,
    )  # fmt: skip
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
    if number % 10:
        return holder
    name = f"{holder.name} {number // 10}"
    return Holder(name, name if holder.party else None, holder.words, holder.opposed)


def _noisy(vector: np.ndarray, random: np.random.Generator) -> np.ndarray:
    noise = random.standard_normal(len(vector)).astype(np.float32)
    found = vector + NOISE * noise / np.linalg.norm(noise)
    return found / np.linalg.norm(found)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
