"""Which positions of a party, as they were read, contradict each other, and where it moved from one to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pourparler.model import Kind, Position
from pourparler.model.stances import SIDE, TAKES_ONE_OPTION, Side


class Told(Protocol):
    """A position with the day on which it was first said; ``position.as_of`` is the last."""

    @property
    def position(self) -> Position:
        """What was said."""

    @property
    def first(self) -> date | None:
        """When first; None where no document has a date."""


def says(position: Position) -> tuple[object, ...]:
    """What a position on one option says, by which the same position is known again."""
    return position.party, position.issue, position.kind, position.option


def contradict(known: Position, new: Position) -> bool:
    """Whether a party cannot hold both: it is for and against one option, or demands two options of one issue.

    ``new`` has no condition. A position that holds on a condition only (``if``, ``unless``) contradicts nothing.
    Stricter than the analysis (``settlement.contradictions``), for which two demands are wishes that no settlement grants at once: of
    reports they say that the party moved or that one is wrong.
    """
    if known.party != new.party or known.issue != new.issue or known.condition:
        return False
    kinds = {known.kind, new.kind}
    if not kinds <= set(TAKES_ONE_OPTION):
        return False
    if known.option == new.option:
        return {SIDE[kind] for kind in kinds} == {Side.FOR, Side.AGAINST}
    return kinds == {Kind.DEMANDS}


def before(first: Told, second: Told) -> bool:
    """Whether the one was last said before the other was first said; where a date is missing nobody can tell."""
    last, begun = first.position.as_of, second.first
    return last is not None and begun is not None and last < begun


@dataclass(frozen=True, slots=True)
class Moves:
    """How a position stands to those that contradict it, each by its id.

    ``moved_from``: last said before this one was first said, so the party moved here. ``disputed``: said meanwhile, or undated, so a
    person must tell which holds.
    """

    moved_from: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


def moves_to(told: Told, others: Iterable[Told]) -> Moves:
    """How a position stands to others of which some contradict it; what the party moved to later is in neither list.

    One that holds on a condition only contradicts nothing.
    """
    if told.position.condition:
        return Moves()
    against = [other for other in others if other is not told and contradict(other.position, told.position)]
    return Moves(
        tuple(other.position.id for other in against if before(other, told)),
        tuple(other.position.id for other in against if not before(other, told) and not before(told, other)),
    )


def given_up_on(told: Told, others: Iterable[Told], by: Iterable[Told] | None = None) -> date | None:
    """The day on which the party took what contradicts a position, where nothing that is said meanwhile or undated does; None where it did not.

    ``by``: those of the others that may end it, all where nobody says.
    """
    others = tuple(others)
    if moves_to(told, others).disputed:
        return None
    ends = [t.first for t in (others if by is None else by) if told.position.id in moves_to(t, (told,)).moved_from]
    return min((day for day in ends if day is not None), default=None)
