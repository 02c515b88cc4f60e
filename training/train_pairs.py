"""Fit the model of pairs on what the reader finds in annotated negotiations: which positions answer one question, and which of them alike.

    python training/train_pairs.py --positions FOLDER [--kept-out] [--out src/pourparler/drafting/pair_model.json]

FOLDER has a folder for each author, as negotiations.py describes. Nobody's marks are used but to tell which pairs belong together: words, holders and sentence
embeddings are the reader's, so that the model learns from the mistakes it will meet. ``--kept-out``: instead of writing anything, how well each fifth of
the cases is put together by a model fitted on the others: B-cubed (Bagga, Baldwin 1998) over the positions that fit a mark.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from negotiations import Told, load, sources
from pourparler.drafting.clusters import clusters
from pourparler.drafting.likeness import FEATURES, Positions
from pourparler.drafting.parties import Parties
from pourparler.model import Document, Meaning, Statement, quote
from pourparler.reading import ModelReader
from score_positions import alike

OUT = Path(__file__).parents[1] / "src/pourparler/drafting/pair_model.json"
HIDDEN, MEMBERS, STEPS, RATE, DECAY, BATCH = 12, 3, 150, 1e-2, 0.05, 4096
LEAST = {"question": -1.0, "alone": -0.6, "answer": 0.0}
"""Mean log-odds above which clusters are joined (``alone``: of one document): by B-cubed and by the effort saved, with each fifth of the cases kept out in turn."""

Mark = tuple[str, str, str]


@dataclass
class Case:
    """What the reader found in one negotiation, and its marks: of each document (words, issue, issue and option)."""

    author: str
    name: str
    statements: list[Statement]
    documents: dict[str, Document]
    meanings: dict[str, Meaning]
    marks: dict[str, list[Mark]]

    @cached_property
    def taking(self) -> list[Statement]:
        """Statements that somebody takes a position in."""
        return [s for s in self.statements if s.position and s.holders]

    @cached_property
    def marked(self) -> list[Mark | None]:
        """Of each of these the mark that its words are most like; None where they fit none."""
        found = []
        for s in self.taking:
            words = quote(self.documents[s.document].text, s.position)
            fits = [(alike(m[0], words), m) for m in self.marks[s.document]]
            best = max(fits, key=lambda f: f[0], default=(0.0, None))
            found.append(best[1] if best[0] else None)
        return found

    @cached_property
    def takers(self) -> list[frozenset[str]]:
        """Who takes each of these, by the names that drafting gives them."""
        quotes = [
            (h, quote(self.documents[s.document].text, (w,))) for s in self.taking for h in s.holders for w in h.words
        ]
        parties = Parties(self.statements, quotes, self.documents)
        return [frozenset(parties.of(h) for h in s.holders) for s in self.taking]


def read(author: str, path: Path, reader: ModelReader) -> Case:
    """A case as the reader reads it."""
    told: Sequence[Told] = load(path)
    case = Case(author, path.stem, [], {}, {}, {})
    for text in told:
        _, source, _ = text.name.split("_", 2)
        document = Document(text.text, text.text.splitlines()[0], source=source.replace("-", " "))
        found = list(reader.read(document).statements)
        case.documents[document.id] = document
        case.statements += found
        case.meanings |= reader.meanings(document, found)
        case.marks[document.id] = [(text.text[m.start : m.end], m.issue, f"{m.issue}={m.option}") for m in text.marks]
    return case


@dataclass
class Pairs:
    """Pairs of one case: what they have in common (pairs, features), whether the annotation tells, and whether they belong together."""

    first: np.ndarray
    second: np.ndarray
    features: np.ndarray
    known: np.ndarray
    same: np.ndarray
    many: int


def position_pairs(case: Case, *, answer: bool) -> Pairs:
    """Of positions: one question; ``answer``: of those with one question, whether one answer."""
    positions = Positions(case.taking, case.documents, case.meanings, case.takers)
    first, second = positions.pairs()
    issue = [m[1] if m else None for m in case.marked]
    option = [m[2] if m else None for m in case.marked]
    told = option if answer else issue
    known = [
        issue[a] is not None and issue[b] is not None and (not answer or issue[a] == issue[b])
        for a, b in zip(first, second, strict=True)
    ]
    same = [told[a] == told[b] for a, b in zip(first, second, strict=True)]
    return Pairs(
        first, second, positions.features(first, second), np.array(known, bool), np.array(same, bool), len(case.taking)
    )


class Fitted:
    """Small networks fitted on pairs; a case weighs by its members, not by its pairs."""

    def __init__(self, pairs: Sequence[Pairs]) -> None:
        rows = [p for p in pairs if p.known.any()]
        x = np.concatenate([p.features[p.known] for p in rows])
        y = torch.tensor(np.concatenate([p.same[p.known] for p in rows]).astype(np.float32))
        w = np.concatenate([np.full(p.known.sum(), p.many / p.known.sum()) for p in rows])
        weight = torch.tensor((w / w.mean()).astype(np.float32))
        self.middle, self.spread = x.mean(0), x.std(0) + 1e-3
        scaled = torch.tensor((x - self.middle) / self.spread)
        self.members = [self._fit(seed, scaled, y, weight) for seed in range(MEMBERS)]

    @staticmethod
    def _fit(seed: int, x: torch.Tensor, y: torch.Tensor, weight: torch.Tensor) -> nn.Sequential:
        torch.manual_seed(seed)
        network = nn.Sequential(nn.Linear(x.shape[1], HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, 1))
        optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
        for step in range(STEPS):
            some = torch.randperm(len(x))[:BATCH]
            for group in optimiser.param_groups:
                group["lr"] = RATE * (1 - step / STEPS)
            loss = nn.functional.binary_cross_entropy_with_logits(network(x[some])[:, 0], y[some], reduction="none")
            optimiser.zero_grad()
            (loss * weight[some]).mean().backward()
            optimiser.step()
        return network.eval()

    def odds(self, features: np.ndarray) -> np.ndarray:
        """(pairs,) log-odds."""
        x = torch.tensor((features - self.middle) / self.spread)
        with torch.no_grad():
            return np.mean([network(x)[:, 0].numpy() for network in self.members], axis=0)

    def told(self) -> dict[str, Any]:
        """As plain data."""
        layers = [[m for m in network if isinstance(m, nn.Linear)] for network in self.members]
        rounded = lambda values, digits: np.round(values, digits).tolist()  # noqa: E731
        return {
            "middle": rounded(self.middle.astype(float), 5),
            "spread": rounded(self.spread.astype(float), 5),
            "members": [
                [
                    [
                        rounded(m.weight.detach().numpy().T.astype(float), 4),
                        rounded(m.bias.detach().numpy().astype(float), 4),
                    ]
                    for m in row
                ]
                for row in layers
            ],
        }


def b_cubed(case: Case, pairs: Pairs, odds: np.ndarray) -> tuple[float, float, int]:
    """Precision and recall (Bagga, Baldwin 1998) of a case's issues over the positions that fit a mark, and how many these are."""
    found = clusters(
        pairs.many, zip(pairs.first.tolist(), pairs.second.tolist(), odds.tolist(), strict=True), LEAST["question"]
    )
    of = {k: n for n, members in enumerate(found) for k in members}
    issue = {k: m[1] for k, m in enumerate(case.marked) if m}
    rows = [
        (
            sum(of[k] == of[j] and issue[k] == issue[j] for j in issue),
            sum(of[k] == of[j] for j in issue),
            sum(issue[k] == issue[j] for j in issue),
        )
        for k in issue
    ]
    return (
        sum(b / s for b, s, _ in rows) / max(1, len(rows)),
        sum(b / g for b, _, g in rows) / max(1, len(rows)),
        len(rows),
    )


def kept_out(cases: Sequence[Case], folds: int = 5) -> None:
    """Print by author how well cases are put together that the model was not fitted on."""
    rows: dict[str, list[tuple[float, float, int]]] = {}
    all_pairs = [position_pairs(case, answer=False) for case in cases]
    for fold in range(folds):
        fitted = Fitted([p for k, p in enumerate(all_pairs) if k % folds != fold])
        for case, pairs in list(zip(cases, all_pairs, strict=True))[fold::folds]:
            rows.setdefault(case.author, []).append(b_cubed(case, pairs, fitted.odds(pairs.features)))
    for author, told in rows.items():
        many = sum(n for *_, n in told)
        p, r = (sum(row[k] * row[2] for row in told) / many for k in (0, 1))
        print(f"{author:8} issues: precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f} on {many} positions")


def model(cases: Sequence[Case]) -> Mapping[str, Any]:
    """The file that ships."""
    return {
        "features": list(FEATURES),
        "question": Fitted([position_pairs(c, answer=False) for c in cases]).told(),
        "answer": Fitted([position_pairs(c, answer=True) for c in cases]).told(),
        **{f"least_{name}": least for name, least in LEAST.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=Path, required=True)
    parser.add_argument("--kept-out", action="store_true")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    reader = ModelReader()
    cases = [
        read(author, path, reader) for author, paths in sources(options.positions / "train").items() for path in paths
    ]
    if options.kept_out:
        kept_out(cases)
    else:
        options.out.write_text(json.dumps(model(cases), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
