"""Who sits at the table, who hosts, and which statements show a party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pourparler.drafting.parties import ProposedParty
from pourparler.drafting.proposed import ProposedPosition
from pourparler.model import Meeting

FEW = 2
"""Positions up to which whoever hosts a meeting is its host and no party: hosts that negotiate themselves take more."""
SHOWN = 20
"""Statements that are kept as evidence for a party."""


def seated(party: ProposedParty, positions: Sequence[ProposedPosition], meetings: Sequence[Meeting]) -> ProposedParty:
    """The party with its role, its seat and its evidence; what the dossier says of a party it knows stays. ``positions``: those that it takes.

    Away is a party that a meeting names as absent and none as present; without meetings everybody sits at the table.
    """
    evidence = tuple(dict.fromkeys(p.statement for p in positions))[:SHOWN]
    if party.known:
        return replace(party, evidence=evidence)
    names = {form.lower() for form in (party.name, *party.aliases, *(a.name for a in party.actors))}
    present = any(_among(names, m.present) for m in meetings)
    absent = any(_among(names, m.absent) for m in meetings)
    hosts = any(m.host is not None and _among(names, (m.host,)) for m in meetings)
    role = "host" if hosts and party.positions <= FEW else party.role
    return replace(party, evidence=evidence, role=role, at_table=present or not absent)


def _among(names: set[str], those: Sequence[str]) -> bool:
    return any(one.lower() in names for one in those)
