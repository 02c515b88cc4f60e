"""Fit the model of pairs on what the reader finds in annotated negotiations: which positions answer one question, and alike; which names are one party.

    python training/train_pairs.py --positions FOLDER [--kept-out] [--out src/pourparler/drafting/pair_model.json]

FOLDER has a folder for each author, as negotiations.py describes. Nobody's marks are used but to tell which pairs belong together: words, holders and sentence
embeddings are the reader's, so that the model learns from the mistakes it will meet. ``--kept-out``: instead of writing anything, how well each fifth of
the cases is put together by a model fitted on the others: B-cubed (Bagga, Baldwin 1998) over the positions that fit a mark.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from negotiations import Told, load, sources
from pourparler.drafting.clusters import clusters
from pourparler.drafting.likeness import FEATURES, Positions
from pourparler.drafting.party_likeness import PARTY_FEATURES, Names, bare, key_of
from pourparler.model import Document, Meaning, Statement, quote
from pourparler.reading import ModelReader
from score_positions import alike

OUT = Path(__file__).parents[1] / "src/pourparler/drafting/pair_model.json"
HIDDEN, MEMBERS, STEPS, RATE, DECAY, BATCH = 12, 3, 150, 1e-2, 0.05, 4096
LEAST = {"question": -1.0, "answer": 0.0, "party": -1.2}
"""Mean log-odds above which clusters are joined: by B-cubed and by the effort saved, with each fifth of the cases kept out in turn."""
SURE = 0.6
"""Share of the marks of a name that one party has to have for the name to be this party's."""


@dataclass
class Case:
    """What the reader found in one negotiation, and its marks: of each document (words, issue, option, parties). ``forms``: written form → party."""

    author: str
    name: str
    statements: list[Statement]
    documents: dict[str, Document]
    meanings: dict[str, Meaning]
    marks: dict[str, list[tuple[str, str, str, frozenset[str]]]]
    forms: dict[str, str] = field(default_factory=dict)

    @cached_property
    def taking(self) -> list[Statement]:
        """Statements that somebody takes a position in."""
        return [s for s in self.statements if s.position and s.holders]

    @cached_property
    def marked(self) -> list[tuple[str, str, str, frozenset[str]] | None]:
        """Of each of these the mark that its words are most like; None where they fit none."""
        found = []
        for s in self.taking:
            words = quote(self.documents[s.document].text, s.position)
            fits = [(alike(m[0], words), m) for m in self.marks[s.document]]
            best = max(fits, key=lambda f: f[0], default=(0.0, None))
            found.append(best[1] if best[0] else None)
        return found

    @cached_property
    def names(self) -> Names:
        """The names of holders."""
        return Names(self.statements, self.taking, self.documents)

    @cached_property
    def party(self) -> dict[str, str]:
        """Name → the party that it is: by the annotation's names, else the one that most of its marks are of."""
        votes: dict[str, Counter[str]] = {}
        for s, mark in zip(self.taking, self.marked, strict=True):
            for h in s.holders:
                if mark is not None and len(mark[3]) == 1:
                    votes.setdefault(key_of(h), Counter())[next(iter(mark[3]))] += 1
        found = {}
        for key in self.names.keys:
            (best, many), *_ = votes.get(key, Counter()).most_common(1) or [("", 0)]
            if key.lower() in self.forms:
                found[key] = self.forms[key.lower()]
            elif many and many >= SURE * votes[key].total():
                found[key] = best
        return found


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
        case.marks[document.id] = [
            (text.text[m.start : m.end], m.issue, f"{m.issue}={m.option}", frozenset(m.holders)) for m in text.marks
        ]
        case.forms |= {bare(text.text[start:end]).lower(): party for start, end, party in text.mentions}
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


def position_pairs(case: Case, parties: Callable[[Case], list[frozenset[str]]], answer: bool) -> Pairs:
    """Of positions: one question; ``answer``: of those with one question, whether one answer."""
    positions = Positions(case.taking, case.documents, case.meanings, parties(case))
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


def party_pairs(case: Case) -> Pairs:
    """Of names."""
    first, second = case.names.pairs()
    of = [case.party.get(key) for key in case.names.keys]
    known = [of[a] is not None and of[b] is not None for a, b in zip(first, second, strict=True)]
    same = [of[a] == of[b] for a, b in zip(first, second, strict=True)]
    return Pairs(
        first, second, case.names.features(first, second), np.array(known, bool), np.array(same, bool), len(of)
    )


def named(case: Case) -> list[frozenset[str]]:
    """Who takes each position, by name."""
    return [frozenset(key_of(h) for h in s.holders) for s in case.taking]


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
    all_pairs = [position_pairs(case, named, answer=False) for case in cases]
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
        "party_features": list(PARTY_FEATURES),
        "question": Fitted([position_pairs(c, named, answer=False) for c in cases]).told(),
        "answer": Fitted([position_pairs(c, named, answer=True) for c in cases]).told(),
        "party": Fitted([party_pairs(c) for c in cases]).told(),
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
