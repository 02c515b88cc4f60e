"""Who pulls where and who weighs how much, as an analyst gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pourparler.model.text import Evidence

Range = tuple[float, float]
"""The least and the greatest that a number may be; equal where it is known."""


@dataclass(frozen=True, slots=True)
class Pull:
    """One actor in a contest.

    ``position`` is an option of the issue, or the ends of what it may be on its scale; None: what its positions tell.

    ``capability`` (above 0, in any unit, the same for all) and ``salience`` (0..1): None where nobody gave a number.
    """

    actor: str
    position: str | Range | None = None
    capability: Range | None = None
    salience: Range | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """An issue whose options lie in order, from one end to the other, and who pulls where.

    ``scale``: for each option the least and greatest number that it may stand at; the ends are known.
    """

    issue: str
    scale: Mapping[str, Range]
    pulls: tuple[Pull, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """How a body decides: a motion passes where the weights of those for it come to the quota of every rule.

    ``rules``: for each the weights, one a voter, and the quota; whole numbers.
    """

    title: str
    voters: tuple[str, ...]
    rules: tuple[tuple[tuple[int, ...], int], ...]
    evidence: tuple[Evidence, ...] = ()
