"""Fit the chance of holders on what a reader finds in cases that its model had not been trained on.

    python training/holder_chances.py --positions FOLDER --model FOLDER RUN

RUN is the folder that train_positions.py wrote with ``--fold`` or ``--without``, --model what export.py made of it. Names count here, which the reader
finds by itself: right is a holder that goes by a name or an alias of the party. Prints the row of weights that stands in
``pourparler.reading.position_chances``, and how often each fifth of the chances came true; what it prints of ``dev`` is not fitted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from chances import Example, chances, fit, reliability
from negotiations import Told, load, sources
from pourparler.model import Document, Statement
from pourparler.reading.model import Model
from pourparler.reading.model_reader import ModelReader
from pourparler.reading.position_chances import HOLDER_WEIGHTS, logit
from score_positions import alike


def names(told: Told) -> dict[str, set[str]]:
    """Party → its written forms in the text, in lower case, without "the"."""
    found: dict[str, set[str]] = {}
    for start, end, party in told.mentions:
        form = told.text[start:end].lower()
        if form not in told.people:
            found.setdefault(party, {party.lower()}).add(form.removeprefix("the "))
    return found


def examples(told: Told, statements: Sequence[Statement]) -> Iterator[Example]:
    """For each mark that was found: the features, the share read back from the chance that the present weights made of it, and whether the holder is right."""
    forms = names(told)
    for s in statements:
        if not s.position or not s.holders or s.chances is None:
            continue
        words = told.text[s.position[0][0] : s.position[0][1]]
        marks = [
            m
            for m in told.marks
            if alike(told.text[m.start : m.end], words) and m.start < s.position[0][1] and m.end > s.position[0][0]
        ]
        if marks:
            holder = (s.holders[0].party or s.holders[0].name).lower().removeprefix("the ")
            right = any(holder in forms.get(party, {party.lower()}) for m in marks for party in m.holders)
            side = float(s.holders[0].party is not None)
            share = (logit(s.chances.holder) - HOLDER_WEIGHTS[0] - HOLDER_WEIGHTS[2] * side) / HOLDER_WEIGHTS[1]
            yield [share, side], right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("run", type=Path)
    options = parser.parse_args()
    held = json.loads((options.run / "held.json").read_text())
    wanted = {tuple(name) for those in held.values() for name in those}
    reader = ModelReader(Model(options.model))
    made: dict[str, list[Example]] = {"train": [], "dev": []}
    for split, rows in made.items():
        for files in sources(options.positions / split).values():
            for told in (t for file in files for t in load(file) if (t.case, t.name) in wanted):
                document = Document(text=told.text, title=told.name, source=told.name.split("_")[1])
                rows += examples(told, reader.read(document).statements)
    weights = fit(made["train"])
    print(f"HOLDER_WEIGHTS = {tuple(round(float(w), 3) for w in weights)}  # {len(made['train'])}")
    for split, rows in made.items():
        print(f"{split}: right {100 * np.mean([r for _, r in rows]):.1f} ", reliability(chances(weights, rows), rows))


if __name__ == "__main__":
    main()
