"""Fit the weights of the issue matcher on annotated texts, and print what stands in pourparler.reading.issue_matching.

python training/calibrate.py training/gold/tessel-water training/gold/tamarra-ceasefire training/gold/varda-missiles
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from pourparler import load_negotiation
from pourparler.evaluation.gold import load_gold_text
from pourparler.reading import issue_matching as issues
from pourparler.reading.embeddings import Meanings
from pourparler.reading.issue_matching import IssueMatcher
from pourparler.reading.model import shipped

Example = tuple[np.ndarray, int]
"""(issues, features), and which issue is right, -1 for none."""
SHRINK = 1e-4
"""How much large weights cost: a few hundred statements must not make the fit too sure."""


def examples(folders: Sequence[Path]) -> Iterator[Example]:
    """Every annotated statement with its true spans."""
    model = shipped()
    for folder in folders:
        negotiation = load_negotiation(folder)
        ids = [issue.id for issue in negotiation.issues]
        matcher = IssueMatcher(negotiation.issues, model.meaning)
        for path in sorted(folder.glob("*.txt")):
            gold = load_gold_text(path)
            text = gold.document.text
            encoded = model.encode(text)
            meanings = Meanings(encoded, model.scores(encoded))
            told = sorted(gold.statements, key=lambda s: min(s.spans["content"]))
            contents = [s.spans["content"] for s in told]
            rows = matcher.features(text, contents, np.stack([meanings.of(content) for content in contents]))
            for statement, row in zip(told, rows, strict=True):
                yield row, ids.index(statement.issue) if statement.issue else -1


def loss(weights: np.ndarray, given: Sequence[Example], columns: int) -> float:
    """Mean negative log-likelihood of the conditional logit, and what large weights cost."""
    total = -sum(np.log(issues.chances(row[:, :columns], weights.tolist())[right]) for row, right in given)
    return float(total) / len(given) + SHRINK * float(weights @ weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    folders = parser.parse_args().folders
    for name, columns in (("ALONE", 2), ("TOGETHER", 4)):
        given = list(examples(folders))
        fitted = minimize(loss, np.ones(columns + 1), (given, columns), method="Nelder-Mead", options={"maxiter": 4000})
        setattr(issues, name, tuple(fitted.x.tolist()))
        print(f"{name} = {tuple(round(float(x), 2) for x in fitted.x)}  # log-likelihood {-fitted.fun:.3f}")
    for least in (0.4, 0.5, 0.6, 0.7):
        best = [(row, right, issues.chances(row, issues.TOGETHER)) for row, right in given]
        named = [(int(odds[:-1].argmax()), right) for _, right, odds in best if odds[:-1].max() >= least]
        hits, wanted = sum(k == right for k, right in named), sum(right >= 0 for _, right, _ in best)
        print(f"from {least}: {len(named)} named, precision {hits / len(named):.3f}, coverage {hits / wanted:.3f}")


if __name__ == "__main__":
    main()
