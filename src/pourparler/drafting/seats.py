"""Who sits at the table, who hosts, and which statements show a party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pourparler.drafting.parties import ProposedParty
from pourparler.drafting.proposed import ProposedPosition
from pourparler.model import Meeting

FEW = 2
"""Positions up to which whoever hosts a meeting is its host and no party: hosts that negotiate themselves take more."""
SHOWN = 20
"""Statements that are kept as evidence for a party."""


@dataclass(frozen=True, slots=True)
class AtMeetings:
    """Who meetings name as present, as absent and as their host, in small letters."""

    present: frozenset[str]
    absent: frozenset[str]
    hosts: frozenset[str]

    @classmethod
    def of(cls, meetings: Sequence[Meeting]) -> AtMeetings:
        """All meetings of a record together: it may have a thousand, and hundreds of parties are looked for in them."""
        return cls(
            _small(name for m in meetings for name in m.present),
            _small(name for m in meetings for name in m.absent),
            _small(m.host for m in meetings if m.host is not None),
        )


def seated(party: ProposedParty, positions: Sequence[ProposedPosition], named: AtMeetings) -> ProposedParty:
    """The party with its role, its seat and its evidence; what the dossier says of a party it knows stays. ``positions``: those that it takes.

    Away is a party that a meeting names as absent and none as present; without meetings everybody sits at the table.
    """
    evidence = tuple(dict.fromkeys(p.statement for p in positions))[:SHOWN]
    if party.known:
        return replace(party, evidence=evidence)
    names = _small((party.name, *party.aliases, *(a.name for a in party.actors)))
    role = "host" if names & named.hosts and party.positions <= FEW else party.role
    away = not names & named.present and bool(names & named.absent)
    return replace(party, evidence=evidence, role=role, at_table=not away)


def _small(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)
