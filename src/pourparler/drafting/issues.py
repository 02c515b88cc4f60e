"""Positions put together: those that answer one question are an issue, those of them that answer it alike an option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.drafting.candidates import ALL, candidates
from pourparler.drafting.clusters import clusters
from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.likeness import Floats, Ints, Positions
from pourparler.drafting.pair_model import PairModel, shipped
from pourparler.spread import HERE, Spread, in_order

WORTH_KEEPING = 3.0
"""Log-odds below the threshold that are kept where not every pair is: what is lower counts as not compared."""
OTHER_FIGURE = -100.0
"""Log-odds of two positions with other figures to be one answer: no mean over an option in which they would meet is above the threshold."""
OF_TWO_MINDS = -6.0
"""Log-odds, at the most, of one answer where a party is for the one position and against the other: it may have moved, but seldom has."""
_AT_ONCE = 100_000
"""Pairs whose features are worked out together."""


@dataclass(frozen=True, slots=True)
class Group:
    """An issue's positions, by their numbers. ``options``: the same, those with one answer together. ``chance``: see ``ProposedIssue``."""

    members: tuple[int, ...]
    options: tuple[tuple[int, ...], ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Compared:
    """The pairs (first, second) of ``many`` positions in ``documents`` documents with the log-odds of one question and, if so, of one answer."""

    many: int
    documents: int
    first: Ints
    second: Ints
    question: Floats
    answer: Floats


def compared(
    positions: Positions, model: PairModel | None = None, on: Spread = HERE, kept: KeptWork | None = None
) -> Compared:
    """How likely positions answer one question, and alike; ``on``: where that is worked out. ``kept``: see ``candidates``.

    After it nothing needs what they mean: that is most of the memory of a long record.
    """
    first, second = candidates(positions, on, kept)
    parts = [slice(start, start + _AT_ONCE) for start in range(0, len(first), _AT_ONCE)]
    found = in_order(on, _odds, (positions, model or shipped()), [(first[part], second[part]) for part in parts])
    nothing = np.zeros(0, dtype=np.float32)
    question, answer = (np.concatenate((nothing, *(each[k] for each in found))) for k in range(2))
    return Compared(positions.many, positions.documents, first, second, question, answer)


def grouped(
    pairs: Compared,
    issues: Sequence[str | None],
    options: Sequence[str | None],
    tellings: Sequence[str] | None = None,
    model: PairModel | None = None,
) -> list[Group]:
    """All positions in issues and options, in the order of their first members.

    ``issues``, ``options``: those of the dossier that a position is known to be on, None where nobody knows: positions on one of these
    stay together, positions on different ones apart. ``tellings``: the same for positions that are one told again, which count once in
    ``chance``; without them each counts.
    """
    model = model or shipped()
    first, second, question = pairs.first, pairs.second, pairs.question
    by_issue = _together(issues)
    least = model.least_question if pairs.documents > 1 else model.least_alone
    kept = question > (least - WORTH_KEEPING if pairs.many > ALL else -np.inf)
    found = clusters(pairs.many, _pairs(first, second, question, kept), least, by_issue)
    of = np.empty(pairs.many, dtype=np.int64)
    for number, members in enumerate(found):
        of[members] = number
    inside = of[first] == of[second]
    same = [f"{i}\n{o}" if i is not None and o is not None else None for i, o in zip(issues, options, strict=True)]
    answers = clusters(pairs.many, _pairs(first, second, pairs.answer, inside), model.least_answer, _together(same))
    by_group: dict[int, list[tuple[int, ...]]] = {}
    for members in answers:
        by_group.setdefault(int(of[members[0]]), []).append(tuple(members))
    once = _first_of_each(tellings) if tellings is not None else np.ones(pairs.many, dtype=np.bool_)
    counted = once[first] & once[second]
    chances = _chances(of, first[counted], second[counted], question[counted], len(found))
    return [Group(tuple(members), tuple(by_group[number]), chances[number]) for number, members in enumerate(found)]


def _odds(shared: tuple[Positions, PairModel], pairs: tuple[Ints, Ints]) -> tuple[Floats, Floats]:
    """Log-odds of the pairs to answer one question, and alike."""
    (positions, model), (first, second) = shared, pairs
    features = positions.features(first, second)
    question, answer = model.question.odds(features), model.answer.odds(features)
    answer[positions.other_figures(first, second)] = OTHER_FIGURE
    turned = positions.of_two_minds(first, second)
    answer[turned] = np.minimum(answer[turned], OF_TWO_MINDS)
    return question, answer


def _pairs(first: Ints, second: Ints, odds: Floats, kept: NDArray[np.bool_]) -> zip[tuple[int, int, float]]:
    return zip(first[kept].tolist(), second[kept].tolist(), odds[kept].tolist(), strict=True)


def _together(names: Sequence[str | None]) -> list[list[int]]:
    """The numbers of those that have one name."""
    found: dict[str, list[int]] = {}
    for k, name in enumerate(names):
        if name is not None:
            found.setdefault(name, []).append(k)
    return list(found.values())


def _first_of_each(tellings: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each is the first of its telling."""
    _, first = np.unique(np.array(tellings, dtype=np.str_), return_index=True)
    once = np.zeros(len(tellings), dtype=np.bool_)
    once[first] = True
    return once


def _chances(of: Ints, first: Ints, second: Ints, odds: Floats, many: int) -> list[float]:
    """Of each group the mean chance of its pairs to answer one question; 1 where there is no pair."""
    inside = of[first] == of[second]
    group = of[first[inside]]
    chance = 1 / (1 + np.exp(-odds[inside]))
    total = np.bincount(group, chance, many)
    count = np.bincount(group, minlength=many)
    return [round(float(t / n), 2) if n else 1.0 for t, n in zip(total, count, strict=True)]
