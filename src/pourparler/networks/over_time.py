"""Discourse networks of one time after another: ties, camps, and who moved closer to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pourparler.lazy import computed_once
from pourparler.networks.bipolarisation import Bipolarisation, bipolarisation
from pourparler.networks.discourse import affiliation, one_mode
from pourparler.networks.duplicates import Duplicates
from pourparler.networks.taken import Sides
from pourparler.networks.weights import Aggregation, Normalisation, each_between_actors
from pourparler.networks.windows import Window, Windows

if TYPE_CHECKING:
    import networkx as nx


class Concepts(StrEnum):
    """What actors take sides on: options of the dossier, or the position of one statement."""

    OPTIONS = "options"
    STATEMENTS = "statements"


KINDS: Mapping[str, tuple[Concepts, Aggregation | None]] = {
    "affiliation": (Concepts.OPTIONS, None),
    "congruence": (Concepts.OPTIONS, Aggregation.CONGRUENCE),
    "conflict": (Concepts.OPTIONS, Aggregation.CONFLICT),
    "balance": (Concepts.OPTIONS, Aggregation.SUBTRACT),
    "support": (Concepts.STATEMENTS, Aggregation.CONGRUENCE),
    "opposition": (Concepts.STATEMENTS, Aggregation.CONFLICT),
    "together": (Concepts.STATEMENTS, Aggregation.SUBTRACT),
}
"""Each kind of discourse network: what sides are taken on, and what a tie between actors counts; None: ties to options."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How sides are counted. ``duplicates`` None: in the network of actors and options each statement, between actors each concept once."""

    duplicates: Duplicates | None = None
    normalisation: Normalisation = Normalisation.AVERAGE
    count_each: bool = False

    def rule(self, aggregation: Aggregation | None) -> Duplicates:
        """Which duplicates count once in a network of this aggregation."""
        if self.duplicates is not None:
            return self.duplicates
        return Duplicates.INCLUDE if aggregation is None else Duplicates.RANGE


@dataclass(frozen=True)
class Period:
    """One time: what was said in it, and the network of one kind that it makes. Actors have the same numbers in all periods."""

    window: Window | None
    kind: str
    counting: Counting
    sides: Sides
    """Those that count."""

    @computed_once
    def counts(self) -> NDArray[np.float64]:
        """``Sides.counts``."""
        return self.sides.counts()

    @computed_once
    def graph(self) -> nx.Graph:
        """The network, with ids (``discourse.affiliation``, ``discourse.one_mode``)."""
        aggregation = KINDS[self.kind][1]
        if aggregation is None:
            return affiliation(self.sides)
        return one_mode(self.sides, aggregation, self.counting.normalisation, self.counts)

    @computed_once
    def _weights(self) -> list[NDArray[np.float64]]:
        """(actors, actors) agreement, conflict, and the one less the other, divided as the network is."""
        return each_between_actors(
            self.counts,
            (Aggregation.CONGRUENCE, Aggregation.CONFLICT, Aggregation.SUBTRACT),
            self.counting.normalisation,
        )

    @property
    def balance(self) -> NDArray[np.float64]:
        """(actors, actors) agreement less conflict, divided as the network is."""
        return self._weights[2]

    @computed_once
    def camps(self) -> Bipolarisation | None:
        """The two groups into which its actors fall best; None where no two of them tie."""
        if not len(self.sides):
            return None
        same, opposite, _ = self._weights
        return bipolarisation(same, opposite)

    def active(self) -> NDArray[np.bool_]:
        """(actors,) who took a side."""
        found: NDArray[np.bool_] = self.counts.sum(axis=(1, 2)) > 0
        return found


@dataclass(frozen=True, slots=True)
class Move:
    """How near two actors were and are: agreement less conflict, divided as the networks are; ``by`` more is closer."""

    first: str
    second: str
    before: float
    now: float

    @property
    def by(self) -> float:
        """The difference; above 0 they moved closer."""
        return self.now - self.before


@dataclass(frozen=True)
class OverTime:
    """Networks of one kind, of one time after another; the same actors in all. ``undated``: sides without a day, which are in none."""

    kind: str
    counting: Counting
    actors: tuple[str, ...]
    periods: tuple[Period, ...]
    undated: int
    whole: Period | None
    """All the time at once; None where nothing is dated."""

    def camps(self, at: Period) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The names of a period's two groups."""
        if at.camps is None:
            return None
        one, other = (tuple(self.actors[a] for a in group) for group in at.camps.groups)
        return one, other

    def moves(self, before: Period, now: Period) -> list[Move]:
        """Of any two actors who took sides in both periods, and are not as near as they were; the largest moves first."""
        both = np.flatnonzero(before.active() & now.active())
        found = [
            Move(self.actors[a], self.actors[b], float(before.balance[a, b]), float(now.balance[a, b]))
            for a, b in combinations(both.tolist(), 2)
            if before.balance[a, b] != now.balance[a, b]
        ]
        return sorted(found, key=lambda m: (-abs(round(m.by, 9)), m.first, m.second))


def over_time(
    kind: str,
    sides: Sides,
    windows: Windows,
    counting: Counting | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
) -> OverTime:
    """The networks of a kind (KINDS) for each window from ``first`` to ``last``; open ends are the first and last day of anything said.

    Near-duplicates and duplicates count once in each window: its network is what the window alone would make.

    Raises:
        PourparlerError: there are too many windows (``Windows.over``).
    """
    counting = counting or Counting()
    within = sides.between(first, last)
    span = within.span()
    if span is None:
        return OverTime(kind, counting, sides.actors, (), sides.undated(), None)
    begin, end = first or span[0], last or span[1]
    days = [d for d in within.statement_days(count_each=counting.count_each) if d >= begin.toordinal()]
    nothing = within.where(slice(0)).spoken_of()  # of a thousand weeks most are empty
    periods = tuple(
        period(kind, counting, within, w) if within.any_between(w.first, w.last) else Period(w, kind, counting, nothing)
        for w in windows.over(begin, end, days)
    )
    whole = period(kind, counting, within, Window(begin, end))
    return OverTime(kind, counting, sides.actors, periods, sides.undated(), whole)


def period(kind: str, counting: Counting, sides: Sides, window: Window | None = None) -> Period:
    """What the sides of one window make; without a window all of them, undated ones too."""
    kept = sides.between(window.first, window.last) if window else sides
    rule = counting.rule(KINDS[kind][1])
    return Period(window, kind, counting, kept.once(rule, count_each=counting.count_each).spoken_of())
