"""Fit the chances of marks and directions on what models found in cases that they had not been trained on.

    python training/chances.py --positions FOLDER RUN...

Each RUN is a folder that train_positions.py wrote with ``--fold`` or ``--without``. Prints the two rows of weights that stand in
``pourparler.reading.position_chances``, the best least chance, and how often each tenth of the chances came true; what it prints of ``dev`` is never fitted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from tokenizers import Tokenizer

from positions import Text, texts
from pourparler.reading.position_chances import direction_features
from score_positions import Taken, gold_of, matched, measure
from start import minilm

Example = tuple[list[float], bool]


def load(run: Path, every: Sequence[Text]) -> Iterator[tuple[str, Text, list[Taken]]]:
    """Author, document and what was found in it."""
    report = json.loads((run / "held.json").read_text())
    for author, names in report.items():
        by_name = {(t.told.case, t.told.name): t for t in every}
        found = json.loads((run / f"found-{author}.json").read_text())
        for name, those in zip(names, found, strict=True):
            yield author, by_name[tuple(name)], [Taken(**t) for t in those]


def examples(given: Sequence[tuple[str, Text, list[Taken]]]) -> dict[str, list[Example]]:
    """Features and whether it was right: of marks, and of matched marks' directions."""
    made: dict[str, list[Example]] = {"mark": [], "direction": []}
    for _, text, those in given:
        gold = gold_of(text)
        spans = sorted({(g[1], g[2]) for g in gold})
        pairs = {j: i for i, j in matched([("", w, a) for w, a in spans], [("", t.quote, t.against) for t in those])}
        for j, t in enumerate(those):
            made["mark"].append((t.features, j in pairs))
            if j not in pairs:
                continue
            quote, _ = spans[pairs[j]]
            same = [g for g in gold if g[1] == quote]
            made["direction"].append(
                (list(direction_features(np.array(t.kinds))), any(g[2] == t.against for g in same))
            )
    return made


def fit(given: Sequence[Example], shrink: float = 1e-3) -> np.ndarray:
    """Weights of a logistic regression, the constant first."""
    x = np.array([[1.0, *row] for row, _ in given])
    y = np.array([right for _, right in given])

    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float(np.mean(np.logaddexp(0, np.where(y, -z, z))) + shrink * (w[1:] @ w[1:]))

    return np.asarray(minimize(loss, np.zeros(x.shape[1])).x)


def chances(weights: np.ndarray, given: Sequence[Example]) -> np.ndarray:
    """(examples,) probabilities."""
    return 1 / (1 + np.exp(-np.array([[1.0, *row] for row, _ in given]) @ weights))


def reliability(p: np.ndarray, given: Sequence[Example], bins: int = 5) -> str:
    """For each bin of chances: how many, the mean chance, and how many came true."""
    right = np.array([r for _, r in given])
    place = np.minimum((p * bins).astype(int), bins - 1)
    return "  ".join(
        f"{k / bins:.1f}-: n {(place == k).sum()} said {100 * p[place == k].mean():.0f} true {100 * right[place == k].mean():.0f}"
        for k in range(bins)
        if (place == k).any()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=Path, required=True)
    parser.add_argument("runs", type=Path, nargs="+")
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    every = texts(options.positions / "train", tokenizer)
    dev = texts(options.positions / "dev", tokenizer)
    loaded = [row for run in options.runs for row in load(run, [*every, *dev])]
    given = [row for row in loaded if not row[0].startswith("dev-")]
    made = examples(given)
    fitted = {}
    for name, rows in made.items():
        fitted[name] = fit(rows)
        print(f"{name.upper()}_WEIGHTS = {tuple(round(float(x), 3) for x in fitted[name])}  # {len(rows)}")
        print("   ", reliability(chances(fitted[name], rows), rows))
    print("dev, not fitted:")
    held = [row for row in loaded if row[0].startswith("dev-")]
    for name, rows in (examples(held) if held else {}).items():
        print("   ", name, reliability(chances(fitted[name], rows), rows))
    for least in np.arange(0.2, 0.7, 0.05):
        print(f"least {least:.2f}", table(given, held, fitted["mark"], float(least)))


def table(
    given: Sequence[tuple[str, Text, list[Taken]]],
    held: Sequence[tuple[str, Text, list[Taken]]],
    weights: np.ndarray,
    least: float,
) -> str:
    """F1 of each author from a least chance on."""
    shown = []
    for author in sorted({row[0] for row in (*given, *held)}):
        rows = [row for row in (*given, *held) if row[0] == author]
        m = measure([text for _, text, _ in rows], [those for _, _, those in rows], weights.tolist(), least)
        shown.append(f"{author} {m['marks']:.0f}/{m['with_party']:.0f}/{m['direction']:.0f}")
    return "  ".join(shown)


if __name__ == "__main__":
    main()
