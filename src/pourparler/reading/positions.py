"""Statements → candidate positions: suggested, grouped, never decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pourparler.model import Evidence, Kind, Negotiation, Position, Stance, Statement, slug

KINDS: Mapping[Stance, Kind] = {
    Stance.DEMANDS: Kind.DEMANDS,
    Stance.REJECTS: Kind.REJECTS,
    Stance.ACCEPTS: Kind.ACCEPTS,
    Stance.CONCEDES: Kind.ACCEPTS,
    Stance.OFFERS: Kind.OFFERS,
}
"""Which kind of position a stance may be. Preferences and conditions need a person: an order or a condition is not in a stance."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A position that statements suggest. ``known``: the dossier's position that says the same, if it has one."""

    position: Position
    statements: tuple[Statement, ...]
    known: str | None = None
    contradicts: tuple[str, ...] = ()

    @property
    def hedged(self) -> bool:
        """Whether every statement behind it is hedged or anonymous."""
        return all(s.hedged or s.anonymous for s in self.statements)


def suggest_positions(
    statements: Iterable[Statement], negotiation: Negotiation, dates: Mapping[str, date | None]
) -> tuple[Candidate, ...]:
    """Candidates from statements with a party, an issue, an option and a stance that makes a position.

    Statements that say the same are one candidate with all of them as evidence, dated by the latest; ``dates`` maps
    documents to their dates. Candidates stand in the order of parties and issues.
    """
    groups: dict[tuple[str, str, Kind, str], list[Statement]] = {}
    for s in statements:
        kind = KINDS.get(s.stance)
        if kind is None or s.party is None or s.issue is None or s.option is None:
            continue
        known = negotiation.issue.get(s.issue)
        if s.party in negotiation.party and known is not None and s.option in known.options:
            groups.setdefault((s.party, s.issue, kind, s.option), []).append(s)
    parties = {p.name: k for k, p in enumerate(negotiation.parties)}
    issues = {i.id: k for k, i in enumerate(negotiation.issues)}
    found = []
    for (party, issue, kind, option), group in sorted(
        groups.items(), key=lambda g: (parties[g[0][0]], issues[g[0][1]], g[0][2:])
    ):
        dated = [day for s in group if (day := dates.get(s.document))]
        position = Position(
            id=".".join((slug(party), slug(issue), kind.value, slug(option))),
            party=party,
            kind=kind,
            issue=issue,
            option=option,
            evidence=tuple(Evidence(statement=s.id) for s in group),
            as_of=max(dated, default=None),
            hedged="hedged or anonymous in every source" if all(s.hedged or s.anonymous for s in group) else None,
        )
        same = next((p.id for p in negotiation.in_force if _says(p) == _says(position)), None)
        clash = tuple(p.id for p in negotiation.in_force if _contradict(p, position))
        found.append(Candidate(position, tuple(group), same, clash))
    return tuple(found)


def _says(position: Position) -> tuple[object, ...]:
    return position.party, position.issue, position.kind, position.option


def _contradict(known: Position, new: Position) -> bool:
    if known.party != new.party or known.issue != new.issue or known.condition:
        return False
    taking = (Kind.ACCEPTS, Kind.OFFERS, Kind.DEMANDS, Kind.REQUIRES)
    pair = (known.kind, new.kind)
    if known.option == new.option:
        return (Kind.REJECTS in pair) and (pair[0] in taking or pair[1] in taking)
    return known.kind is new.kind is Kind.DEMANDS
