"""Which names of a record are one party: a person and the body that the person acts for, a body and what it is also called.

A logistic model over ``name_pairs.figures``, with weights of its own for every pair of sorts, says how likely two names are one party; average
linkage over its log-odds puts them together. ``training/train_parties.py`` fits it and writes ``party_model.json`` beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from pourparler.drafting.clusters import clusters
from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.name_counts import Known, Sort, Texts, counted
from pourparler.drafting.name_pairs import COUNTS, FORMS, SORTS, figures, pair_sort, surely_two
from pourparler.model import Document, Statement
from pourparler.reading.model import Floats

WEIGHTS = Path(__file__).parent / "party_model.json"
NEVER = -100.0
"""Log-odds of two that are surely two: no mean over a group in which they would meet is above the threshold."""
UNLIKELY = -3.0
"""Log-odds below which a person is not put to a body."""
MOST = 300
"""Names that are compared, those that take most positions: long records name hundreds of people once."""


@dataclass(frozen=True, slots=True)
class PartyModel:
    """``weights``: (len(SORTS), figures). ``least``: the mean log-odds above which names are joined. ``apart``: log-odds of two that never meet."""

    weights: Floats
    least: float
    apart: float

    def odds(self, sort: int, figures: Floats) -> float:
        """Log-odds that a pair of this sort is one party."""
        return float(self.weights[sort] @ figures)


@lru_cache(maxsize=1)
def shipped() -> PartyModel:
    """The model in the package."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert told["figures"] == [*COUNTS, *FORMS]
    assert tuple(told["sorts"]) == SORTS
    return PartyModel(np.array(told["weights"], dtype=np.float32), float(told["least"]), float(told["apart"]))


def one_party(
    names: Sequence[Known],
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    of: Mapping[str, int],
    model: PartyModel | None = None,
    kept: KeptWork | None = None,
) -> list[list[int]]:
    """The numbers of the names in groups, a party each. ``of``: the number of every name that holders and speakers go by.

    ``kept``: see ``counted``.
    """
    model = model or shipped()
    texts = counted(names, statements, documents, of, kept)
    often = set(sorted(range(len(names)), key=lambda k: (-names[k].positions, k))[:MOST])
    pairs = [
        (one, other, _odds(names, texts, one, other, model))
        for one, other in sorted(texts.pairs() | _alike(names, often))
        if one in often and other in often
    ]
    return _people_joined(clusters(len(names), pairs, model.least, far=model.apart), names, pairs)


def _people_joined(
    groups: Sequence[Sequence[int]], names: Sequence[Known], pairs: Iterable[tuple[int, int, float]]
) -> list[list[int]]:
    """People of whom no body is likely enough go to the likeliest body that the texts show them with: alone a person is seldom a party."""
    of = {k: number for number, group in enumerate(groups) for k in group}
    alone = {number for number, group in enumerate(groups) if all(names[k].sort is Sort.PERSON for k in group)}
    best: dict[int, tuple[float, int]] = {}
    for one, other, odds in pairs:
        for person, body in ((of[one], of[other]), (of[other], of[one])):
            if person in alone and body not in alone and odds > UNLIKELY:
                best[person] = max(best.get(person, (odds, -body)), (odds, -body))
    found = [list(group) for group in groups]
    for person, (_, body) in best.items():
        found[-body] += found[person]
    return [sorted(group) for number, group in enumerate(found) if number not in best]


def _odds(names: Sequence[Known], texts: Texts, one: int, other: int, model: PartyModel) -> float:
    if surely_two(names, texts, one, other):
        return NEVER
    return model.odds(pair_sort(names, one, other), figures(names, texts, one, other))


def _alike(names: Sequence[Known], often: set[int]) -> set[tuple[int, int]]:
    """Pairs of names that share a word."""
    by_word: dict[str, list[int]] = {}
    for k in sorted(often):
        for word in {w.lower() for form in names[k].forms for w in form.split() if len(w) > 2}:
            by_word.setdefault(word, []).append(k)
    return {(a, b) for those in by_word.values() for x, a in enumerate(those) for b in those[x + 1 :]}
