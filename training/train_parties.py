"""Fit the model that tells which names of a record are one party, on what the reader finds in the annotated negotiations.

    python training/train_parties.py --positions FOLDER [--cached FILE]

A name's party is the one that the annotation gives it, else the one whose positions it mostly takes. One set of weights for every pair of sorts
(a body and a person, a description and a body …), each drawn to the common one: logistic regression with a ridge. Prints precision and recall of
pairs with each group of cases kept out in turn, then writes ``party_model.json``.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from negotiations import Told, load, sources
from pourparler.drafting.name_counts import counted
from pourparler.drafting.name_pairs import COUNTS, FORMS, SORTS, figures, pair_sort
from pourparler.drafting.parties import Parties
from pourparler.drafting.same_party import WEIGHTS, PartyModel
from pourparler.model import Document, Statement, quote
from pourparler.reading import ModelReader
from score_positions import alike

RIDGE_COMMON, RIDGE_OWN = 0.3, 3.0
"""How strongly the common weights are drawn to nothing, and those of a pair of sorts to the common ones."""
LEAST = -0.75
"""Mean log-odds above which names are joined: below even odds, for to take one party for two costs as many corrections as the reverse."""
SEVERAL = 0.6
"""Share of a name's positions that one party must have."""


@dataclass(frozen=True)
class Case:
    """One negotiation: what was read, and what people marked."""

    group: str
    name: str
    documents: dict[str, Document]
    told: dict[str, Told]
    statements: list[Statement]


def cases(folder: Path) -> Iterator[Case]:
    """All negotiations of a folder, read by the model in the package."""
    reader = ModelReader()
    for group, source in ((g, f) for g, files in sources(folder).items() for f in files):
        documents, told, statements = {}, {}, []
        for text in load(source):
            document = Document(text=text.text, title=text.name, source=text.name.split("_")[1])
            documents[document.id], told[document.id] = document, text
            statements += reader.read(document).statements
        yield Case(group, source.stem, documents, told, statements)


def nobody(case: Case) -> tuple[Parties, list]:
    """The parties as plain rules leave them."""
    quotes = [
        (h, quote(case.documents[s.document].text, (w,)))
        for s in case.statements
        if s.position
        for h in s.holders
        for w in h.words
    ]
    weights = np.zeros((len(SORTS), len(COUNTS) + len(FORMS) + 2))
    weights[:, 0] = -9.0  # nobody is joined, nor are people who have no body
    apart = PartyModel(weights, 1.0, -9.0)
    return Parties(case.statements, quotes, case.documents, model=apart), quotes


def gold(case: Case, forms: dict[str, int]) -> dict[int, str]:
    """Number of a name → its party; names of nobody who is a party are left out."""
    by_form = {
        t.text[a:b].lower().removeprefix("the "): party for t in case.told.values() for a, b, party in t.mentions
    }
    found = {
        number: by_form[f] for form, number in forms.items() if (f := form.lower().removeprefix("the ")) in by_form
    }
    votes: dict[int, Counter[str]] = {}
    for s in case.statements:
        for h in s.holders if s.position else ():
            number = forms.get(h.party or h.name)
            marks = [m for m in case.told[s.document].marks if _same(case, s, m)]
            if number is not None and number not in found and len(marks) == 1 and len(marks[0].holders) == 1:
                votes.setdefault(number, Counter()).update(marks[0].holders)
    for number, counts in votes.items():
        party, many = counts.most_common(1)[0]
        if many >= SEVERAL * counts.total():
            found[number] = party
    return found


def _same(case: Case, s: Statement, mark) -> bool:
    text = case.documents[s.document].text
    return (
        mark.start < s.position[0][1]
        and mark.end > s.position[0][0]
        and bool(alike(text[mark.start : mark.end], quote(text, s.position)))
    )


def examples(all_cases: Sequence[Case]) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """Group → (sorts, figures, right, weights) of all pairs of names that people gave a party."""
    rows: dict[str, list] = {}
    for case in all_cases:
        parties, quotes = nobody(case)
        names, forms = parties.known(quotes, [d.text for d in case.documents.values()])
        texts = counted(names, case.statements, case.documents, forms)
        party = gold(case, forms)
        known = sorted(party)
        for k, one in enumerate(known):
            for other in known[k + 1 :]:
                weight = ((1 + names[one].positions) * (1 + names[other].positions)) ** 0.5
                row = (
                    pair_sort(names, one, other),
                    figures(names, texts, one, other),
                    party[one] == party[other],
                    weight,
                )
                rows.setdefault(case.group, []).append(row)
    return {g: tuple(np.array(column) for column in zip(*r, strict=True)) for g, r in rows.items()}  # type: ignore[misc]


def fit(rows: Sequence[tuple]) -> np.ndarray:
    """(len(SORTS), figures) weights."""
    sorts, x, y, w = (np.concatenate(column) for column in zip(*rows, strict=True))
    w = w / w.mean()
    many = x.shape[1]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        common, own = flat[:many], flat[many:].reshape(len(SORTS), many)
        z = np.einsum("ij,ij->i", x, common + own[sorts])
        error = w * (1 / (1 + np.exp(-z)) - y)
        slope = np.zeros_like(own)
        np.add.at(slope, sorts, error[:, None] * x)
        value = (w * (np.logaddexp(0, z) - y * z)).sum()
        value += RIDGE_COMMON * (common[1:] ** 2).sum() / 2 + RIDGE_OWN * (own**2).sum() / 2
        common_slope = slope.sum(0) + RIDGE_COMMON * np.r_[0.0, common[1:]]
        return value, np.concatenate([common_slope, (slope + RIDGE_OWN * own).ravel()])

    found = minimize(loss, np.zeros(many * (len(SORTS) + 1)), jac=True, method="L-BFGS-B", options={"maxiter": 2000})
    return found.x[:many] + found.x[many:].reshape(len(SORTS), many)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=Path, required=True)
    parser.add_argument("--cached", type=Path, help="what the reader found, kept for another run")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    if options.cached and options.cached.exists():
        read = pickle.loads(options.cached.read_bytes())
    else:
        read = list(cases(options.positions / "train"))
        if options.cached:
            options.cached.write_bytes(pickle.dumps(read))
    rows = examples(read)
    for kept_out, (sorts, x, y, _) in sorted(rows.items()):
        weights = fit([r for g, r in rows.items() if g != kept_out])
        odds = np.einsum("ij,ij->i", x, weights[sorts])
        joined = odds > LEAST
        print(
            f"{kept_out:6} {len(y):6} pairs, {int(y.sum()):5} one party; joined: precision {y[joined].mean():.2f}, recall {y[joined].sum() / y.sum():.2f}"
        )
    weights = fit(list(rows.values()))
    apart = float(np.mean([np.log((y.sum() + 1) / (len(y) - y.sum() + 1)) for _, _, y, _ in rows.values()]))
    told = {
        "figures": [*COUNTS, *FORMS],
        "sorts": list(SORTS),
        "least": LEAST,
        "apart": round(apart, 3),
        "weights": [[round(float(v), 3) for v in row] for row in weights],
    }
    options.out.write_text(json.dumps(told) + "\n", encoding="utf-8")
    print(f"wrote {options.out}")


if __name__ == "__main__":
    main()
