"""Sides that were taken, in columns: who was for or against what, on which day, in which document, in which words.

What Discourse Network Analyzer (DNA) calls statement events: variable 1 is the actor, variable 2 the concept, the qualifier the side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pourparler.model.stances import Side
from pourparler.networks.duplicates import Duplicates, once

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Concept = tuple[str, str]
"""(issue, option); of relations within one statement ("", its id)."""

SIDES = (Side.FOR, Side.AGAINST)
"""In the order of the last axis of counts."""
UNDATED = 0
"""In place of a day."""
EVER = date.max.toordinal()
"""The last day of what is still held."""


class Taken(NamedTuple):
    """An actor is for or against a concept.

    ``day``: when it was said, or a position was first held. ``until``: the last day it was held; None where that is the day, ``date.max``
    where it still is. ``words``: the same for near-duplicates.
    """

    actor: str
    concept: Concept
    side: Side
    day: date | None = None
    document: str = ""
    words: str = ""
    until: date | None = None
    statement: str = ""


COLUMNS = ("actor", "concept", "document", "statement", "side", "first", "last", "words")
"""Of ``Sides``."""


def _numbered(names: Sequence[Any]) -> tuple[tuple[Any, ...], Ints]:
    """Different names as they come, and the place of each name among them."""
    different = tuple(dict.fromkeys(names))
    numbers = dict(zip(different, range(len(different)), strict=True))
    return different, _numbers(map(numbers.__getitem__, names), len(names))


def _numbers(found: Iterable[int], many: int) -> Ints:
    return np.fromiter(found, dtype=np.int64, count=many)


def _ordinals(days: Sequence[date | None]) -> Ints:
    """As ``date.toordinal``; a hundred thousand rows have a few hundred days."""
    ordinal = {day: UNDATED if day is None else day.toordinal() for day in set(days)}
    return _numbers(map(ordinal.__getitem__, days), len(days))


@dataclass(frozen=True, slots=True)
class Sides:
    """Sides taken, in columns of equal length, in order of their days, undated ones first.

    ``actor``, ``concept``, ``document``, ``words``: numbers, of the first two and of documents into ``actors``, ``concepts``,
    ``documents``. ``side``: a number into SIDES. ``first``, ``last``: days as ``date.toordinal``, UNDATED where there is none.
    """

    actors: tuple[str, ...]
    concepts: tuple[Concept, ...]
    documents: tuple[str, ...]
    statements: tuple[str, ...]
    actor: Ints
    concept: Ints
    side: Ints
    first: Ints
    last: Ints
    document: Ints
    words: Ints
    statement: Ints

    @classmethod
    def of(cls, taken: Iterable[Taken]) -> Sides:
        """In columns. Actors, concepts and documents are numbered as they come."""
        rows = list(taken)
        actor, concept, side, day, document, words, until, statement = zip(*rows, strict=True) if rows else [()] * 8
        (actors, by), (concepts, on), (documents, inside), (statements, of) = map(
            _numbered, (actor, concept, document, statement)
        )
        first, ends, (told, alike) = _ordinals(day), _ordinals(until), _numbered(words)
        if "" in told:  # each of them in words of its own
            alone = alike == told.index("")
            alike[alone] = -1 - np.arange(alone.sum())
        columns = {
            "actor": by, "concept": on, "document": inside, "statement": of,
            "side": _numbers((s is not SIDES[0] for s in side), len(rows)),
            "first": first, "last": np.where((ends != UNDATED) & (first != UNDATED), ends, first), "words": alike,
        }  # fmt: skip
        in_order = np.argsort(first, kind="stable")
        ordered = {name: column[in_order] for name, column in columns.items()}
        return cls(actors, concepts, documents, statements, **ordered)

    def __len__(self) -> int:
        """How many sides were taken, copies of the same words too."""
        return len(self.actor)

    def where(self, kept: Flags | Ints | slice) -> Sides:
        """Some of the rows; actors and concepts keep their numbers."""
        some = {name: getattr(self, name)[kept] for name in COLUMNS}
        return Sides(self.actors, self.concepts, self.documents, self.statements, **some)

    def any_between(self, first: date, last: date) -> bool:
        """Whether ``between`` these two days finds anything."""
        held, then = self._standing(first.toordinal(), last.toordinal())
        return bool(len(held)) or then.start < then.stop

    def between(self, first: date | None = None, last: date | None = None) -> Sides:
        """What was said, or held, on some day from ``first`` to ``last``, both included; undated ones where both are open."""
        if first is None and last is None:
            return self
        held, then = self._standing(first.toordinal() if first else 1, last.toordinal() if last else EVER)
        if not len(held):
            return self.where(then)
        return self.where(np.concatenate([held, np.arange(then.start, then.stop)]))

    def _standing(self, begin: int, end: int) -> tuple[Ints, slice]:
        """The rows of what was first said before a time and is held in it, and of what was said in it."""
        # They stand in order of their days: of a hundred thousand only those of the time are looked at, a thousand times of a week each.
        dated, from_then, after = map(int, np.searchsorted(self.first, (UNDATED + 1, begin, end + 1)))
        held = dated + np.flatnonzero(self.last[dated : min(from_then, after)] >= begin)
        return held, slice(from_then, after)

    def once(self, duplicates: Duplicates, *, count_each: bool = False) -> Sides:
        """Without what counts once only: near-duplicates unless ``count_each``, then by the rule; the earliest stays."""
        if not len(self):
            return self
        kept = self
        if not count_each:
            kept = kept.where(once(kept.actor, kept.concept, kept.side, kept.words))
        if duplicates is Duplicates.INCLUDE:
            return kept
        period = kept.document if duplicates is Duplicates.DOCUMENT else duplicates.period(kept.first)
        return kept.where(once(kept.actor, kept.concept, kept.side, period))

    def span(self) -> tuple[date, date] | None:
        """The first day and the last on which something was said or first held; None where nothing has a day."""
        dated = self.first[self.first != UNDATED]
        ends = self.last[(self.last != UNDATED) & (self.last != EVER)]
        if not len(dated):
            return None
        return date.fromordinal(int(dated.min())), date.fromordinal(int(max(dated.max(), ends.max(initial=1))))

    def statement_days(self, *, count_each: bool = False) -> list[int]:
        """The day (``date.toordinal``) of each dated statement or position, ascending, whoever takes sides in it, and on how much.

        Of near-duplicates the earliest alone, unless ``count_each``.
        """
        kept = self.where(self.first != UNDATED)
        if not count_each:
            kept = kept.where(once(kept.words))
        nameless = self.statements.index("") if "" in self.statements else UNDATED - 1
        each = np.where(kept.statement == nameless, -1 - np.arange(len(kept)), kept.statement)
        days: list[int] = kept.first[once(each)].tolist()
        return days

    def day(self, row: int) -> date:
        """The day of a row that has one."""
        return date.fromordinal(int(self.first[row]))

    def undated(self) -> int:
        """How many have no day."""
        return int((self.first == UNDATED).sum())

    def most_said(self, most: int) -> Sides:
        """Those of the actors that say most, at most so many; equal ones by name. Only they, and what they speak of, stay in the names."""
        many = np.bincount(self.actor, minlength=len(self.actors))
        ranked = sorted(range(len(self.actors)), key=lambda a: (-int(many[a]), self.actors[a]))
        kept = self.where(np.isin(self.actor, [a for a in ranked[:most] if many[a]]))
        actors, actor = np.unique(kept.actor, return_inverse=True)
        named = tuple(self.actors[a] for a in actors)
        return replace(kept, actors=named, actor=actor.astype(np.int64)).spoken_of()

    def spoken_of(self) -> Sides:
        """With those concepts only on which somebody took a side; actors keep their numbers."""
        if not len(self):
            return replace(self, concepts=())
        concepts, concept = np.unique(self.concept, return_inverse=True)
        return replace(
            self, concepts=tuple(self.concepts[c] for c in concepts), concept=concept.astype(np.int64).reshape(-1)
        )

    def each_statement(self) -> Sides:
        """Of sides within statements (``discourse.sides_in_statements``): near-duplicates each a concept of its own."""
        return replace(self, concepts=tuple(("", id) for id in self.statements), concept=self.statement).spoken_of()

    def counts(self) -> NDArray[np.float64]:
        """(actors, concepts, 2): how often each actor was for ([..., 0]) and against ([..., 1]) each concept: DNA's array X."""
        shape = (len(self.actors), len(self.concepts), len(SIDES))
        flat = np.ravel_multi_index((self.actor, self.concept, self.side), shape) if len(self) else self.actor
        return np.bincount(flat, minlength=int(np.prod(shape))).astype(np.float64).reshape(shape)
