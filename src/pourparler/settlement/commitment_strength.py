"""How firmly a position was stated, and whether its party has moved: in which order concessions are shown. No number is made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pourparler.model import Negotiation, Position


@dataclass(frozen=True)
class Firmness:
    """What is known of a negotiation's positions beyond what they say.

    ``moved``: for (party, issue) the last day on which the party gave something up there, or made a concession.
    """

    place: Mapping[str, int]
    moved: Mapping[tuple[str, str], date]
    own: Mapping[str, tuple[str, ...]]
    """The names of those who speak for each party."""

    @classmethod
    def of(cls, negotiation: Negotiation) -> Firmness:
        """Collect it from all positions, those given up included."""
        moved: dict[tuple[str, str], date] = {}
        for p in negotiation.positions:
            when = p.until or (p.as_of if p.concession else None)
            for issue in (p.issue,) if p.issue and when else ():
                assert when is not None
                moved[p.party, issue] = max(when, moved.get((p.party, issue), when))
        own = {p.name: tuple(n for a in p.actors for n in (a.name, *a.aliases)) for p in negotiation.parties}
        return cls({p.id: k for k, p in enumerate(negotiation.positions)}, moved, own)

    def firm(self, position: Position) -> bool:
        """Said plainly, by somebody who speaks for the party, and without a condition."""
        by = position.said_by
        own = by is None or any(by in name for name in self.own.get(position.party, ()))
        return own and not (position.hedged or position.condition)

    def last_move(self, position: Position) -> date | None:
        """When the party last moved on the issue."""
        return self.moved.get((position.party, position.issue or ""))

    def rank(self, positions: Sequence[Position]) -> tuple[int, int, int, tuple[int, ...]]:
        """To sort by: fewest positions, fewest of them firm, latest move on their issues, then the order of the dossier."""
        moves = [when for p in positions if (when := self.last_move(p))]
        return (
            len(positions),
            sum(map(self.firm, positions)),
            -max(moves).toordinal() if moves else 0,
            tuple(self.place[p.id] for p in positions),
        )
