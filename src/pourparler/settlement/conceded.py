"""Where a party conceded something, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.model import Negotiation, Position
from pourparler.settlement.cells import positions_in


@dataclass(frozen=True, slots=True)
class Conceded:
    """A position that the dossier marks as a concession, and what else the party says in the same cell of the matrix.

    ``before``: what it said earlier, given up or not. ``undated``: what may be earlier, for a date is missing.
    """

    position: Position
    before: tuple[Position, ...] = ()
    undated: tuple[Position, ...] = ()


def moves_in(negotiation: Negotiation) -> tuple[Conceded, ...]:
    """Every concession with what the party said before, in the order of the dossier."""
    return tuple(_conceded(negotiation, p) for p in negotiation.positions if p.concession)


def _conceded(negotiation: Negotiation, moved: Position) -> Conceded:
    """Looked at is what the matrix shows beside the concession, so that the two never disagree."""
    here = {q.id for issue in moved.issues[:1] for q in positions_in(negotiation, moved.party, issue)}
    others = [q for q in negotiation.positions if q.id in here and q is not moved]
    before = [q for q in others if _earlier(q, moved)]
    undated = [q for q in others if q not in before and (q.as_of is None or moved.as_of is None)]
    return Conceded(moved, tuple(before), tuple(undated))


def _earlier(other: Position, moved: Position) -> bool:
    """Said on an earlier day; what is given up was said before also on the same day, and where no date tells."""
    if other.as_of is None or moved.as_of is None:
        return not other.in_force
    return other.as_of < moved.as_of or (other.as_of == moved.as_of and not other.in_force)
