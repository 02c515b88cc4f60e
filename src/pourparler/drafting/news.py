"""What statements newly say beside what was known of a party: positions that are new, said again, moved to, or against others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from pourparler.drafting.moves import before, contradict, moves_to, says
from pourparler.model import Evidence, Negotiation, Position, Stance
from pourparler.model.stances import TAKES_ONE_OPTION, position_from, stance_of


class Said(Protocol):
    """A party's stance on an option with the statements that tell it, as a record counts them."""

    @property
    def party(self) -> str:
        """Who takes it."""

    @property
    def issue(self) -> str:
        """On which issue."""

    @property
    def option(self) -> str:
        """On which of its options."""

    @property
    def stance(self) -> Stance:
        """Which one; the party's is the opposite where it is ``opposed``."""

    @property
    def opposed(self) -> bool:
        """Whether it takes the other side in these statements."""

    @property
    def first(self) -> date | None:
        """On which day first."""

    @property
    def last(self) -> date | None:
        """On which day last."""

    @property
    def statements(self) -> tuple[str, ...]:
        """Their ids, the oldest first."""

    @property
    def confirmed(self) -> int:
        """How many of them a person confirmed."""


class Sort(StrEnum):
    """What a position is beside what was known, the most telling first; each has the first that is true of it."""

    MOVED = "moved"
    """It contradicts what the party last said before."""
    CONTRADICTS = "contradicts"
    """It contradicts what the party said meanwhile, or at no known time: a person must tell which holds."""
    NEW = "new"
    """The party was not known to say it, nor anything that contradicts it."""
    EARLIER = "earlier"
    """Likewise, and what the party said later contradicts it."""
    REPEATED = "repeated"
    """The party was known to say it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A position and when it was first said; ``position.as_of`` is the last day, ``position.evidence`` what tells it, the oldest first.

    ``times``: by how many statements, the same words told by several outlets once. ``confirmed``: how many of these a person confirmed.
    ``entry``: the dossier's position, where it is one.
    """

    position: Position
    first: date | None
    times: int = 0
    confirmed: int = 0
    entry: Position | None = None


@dataclass(frozen=True, slots=True)
class NewlyHeard:
    """A position that new statements tell. ``against``: what it moved from, or contradicts; ``later``: what the party said later against
    it; ``known``: how it was known before."""

    heard: Heard
    sort: Sort
    against: tuple[Heard, ...] = ()
    later: tuple[Heard, ...] = ()
    known: Heard | None = None


def heard_in(said: Iterable[Said], negotiation: Negotiation) -> tuple[Heard, ...]:
    """The positions that statements tell, in the order of the dossier's parties and issues."""
    told_by: list[Heard] = []
    for told in said:
        stance = stance_of(told.stance, opposed=told.opposed)
        evidence = tuple([Evidence(statement=id) for id in told.statements])
        position = position_from(
            negotiation, told.party, told.issue, told.option, stance, evidence=evidence, as_of=told.last
        )
        if position is not None:
            told_by.append(Heard(position, told.first, len(told.statements), told.confirmed))
    return in_order(each_once(told_by), negotiation)


def in_order(heard: Iterable[Heard], negotiation: Negotiation) -> tuple[Heard, ...]:
    """In the order of the dossier's parties and issues."""
    parties = {p.name: k for k, p in enumerate(negotiation.parties)}
    issues = {i.id: k for k, i in enumerate(negotiation.issues)}

    def place(h: Heard) -> tuple[int, int, str, str]:
        p = h.position
        return parties[p.party], issues[p.issue or ""], p.kind.value, p.option or ""

    return tuple(sorted(heard, key=place))


def _together(one: Heard, other: Heard) -> Heard:
    """Two ways of saying the same position; what the dossier says of it, a condition perhaps, stands."""
    evidence = tuple(dict.fromkeys((*one.position.evidence, *other.position.evidence)))
    lasts = [day for h in (one, other) if (day := h.position.as_of) is not None]
    firsts = [day for h in (one, other) if (day := h.first) is not None]
    entry = one.entry or other.entry
    position = replace(entry or one.position, evidence=evidence, as_of=max(lasts, default=None))
    times = len(evidence) if entry else one.times + other.times
    return Heard(position, min(firsts, default=None), times, one.confirmed + other.confirmed, entry)


def each_once(heard: Iterable[Heard]) -> tuple[Heard, ...]:
    """What statements tell and what the dossier holds, each position once, at the place of its first."""
    found: dict[tuple[object, ...], Heard] = {}
    for h in heard:
        key = says(h.position)
        found[key] = _together(found[key], h) if key in found else h
    return tuple(found.values())


def in_dossier(entries: Iterable[Position]) -> tuple[Heard, ...]:
    """The dossier's positions that are told by one option."""
    return tuple(Heard(p, p.as_of, len(p.evidence), entry=p) for p in entries if p.kind in TAKES_ONE_OPTION)


def newly_heard(new: Sequence[Heard], known: Sequence[Heard]) -> tuple[NewlyHeard, ...]:
    """Each new position with what it is beside what was known, and beside the other new ones; in their order."""
    again = {says(h.position): h for h in known}
    fresh = {says(h.position) for h in new}
    others: dict[tuple[str, str | None], list[Heard]] = {}
    for h in (*new, *(h for key, h in again.items() if key not in fresh)):
        others.setdefault((h.position.party, h.position.issue), []).append(h)
    return tuple(_compared(h, others[h.position.party, h.position.issue], again) for h in new)


def _compared(told: Heard, others: Sequence[Heard], again: Mapping[tuple[object, ...], Heard]) -> NewlyHeard:
    # What holds on a condition only contradicts nothing (``contradict`` asks that of the known one).
    moves = moves_to(told, others)
    by_id = {h.position.id: h for h in others}
    known = again.get(says(told.position))
    later = tuple(
        h
        for h in others
        if h is not told and not told.position.condition and contradict(h.position, told.position) and before(told, h)
    )
    if moves.moved_from:
        return NewlyHeard(told, Sort.MOVED, tuple(by_id[id] for id in moves.moved_from), later, known)
    if moves.disputed:
        return NewlyHeard(told, Sort.CONTRADICTS, tuple(by_id[id] for id in moves.disputed), later, known)
    if known is not None:
        return NewlyHeard(told, Sort.REPEATED, (), later, known)
    return NewlyHeard(told, Sort.EARLIER if later else Sort.NEW, (), later)
