"""What is known of a party on an issue: the state of a cell of the matrix."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pourparler.model import Kind, Negotiation, Position

Spoken = Mapping[tuple[str, str | None], int]
"""(party, issue) to how many statements of the record that nobody rejected are the party's on the issue; issue None: on no issue of the
dossier, which counts for no cell."""


class CellState(StrEnum):
    """How far a party has got on an issue."""

    NOTHING_SAID = "nothing said"
    NOT_SETTLED = "said, no position yet"
    """The record has statements; nobody has put down what they mean."""
    POSITION = "position"


def cell_state(negotiation: Negotiation, party: str, issue: str, spoken: Spoken | None) -> CellState:
    """The state of a cell; ``spoken`` is None where there is no record, and then only two states can be told apart.

    A position names the issue: as its own, in a condition, or in a package; given up counts too, but not the condition of what is given up.
    """
    named = (p for p in negotiation.in_force if p.party == party and issue in p.issues)
    if any(named) or positions_in(negotiation, party, issue):
        return CellState.POSITION
    return CellState.NOT_SETTLED if spoken and spoken.get((party, issue)) else CellState.NOTHING_SAID


def positions_in(negotiation: Negotiation, party: str, issue: str) -> list[Position]:
    """The positions that a cell shows, packages that touch the issue included; what is in force first."""
    here = [p for p in negotiation.positions if p.party == party and (p.issue == issue or _packages(p, issue))]
    return sorted(here, key=lambda p: not p.in_force)


def _packages(position: Position, issue: str) -> bool:
    return position.kind is Kind.PACKAGE and issue in position.issues
