"""Statements → candidate positions: suggested, grouped, never decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    """A position that statements suggest, with when it was first said (``position.as_of``: last).

    ``known``: the dossier's position that says the same, if it has one. ``contradicts``: positions of the dossier that cannot hold
    with it. ``moved_from``: other candidates that cannot hold with it and were last said before it was first said: the party moved.
    ``disputed``: those said in the meantime or after, so that a person must tell which holds.
    """

    position: Position
    statements: tuple[Statement, ...]
    first: date | None = None
    known: str | None = None
    contradicts: tuple[str, ...] = ()
    moved_from: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def hedged(self) -> bool:
        """Whether every statement behind it is hedged, anonymous or reported by somebody else."""
        return all(map(_at_second_hand, self.statements))


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
            hedged="hedged, anonymous or reported by others in every source"
            if all(map(_at_second_hand, group))
            else None,
        )
        same = next((p.id for p in negotiation.in_force if _says(p) == _says(position)), None)
        clash = tuple(p.id for p in negotiation.in_force if _contradict(p, position))
        found.append(Candidate(position, tuple(group), min(dated, default=None), same, clash))
    return tuple(_with_moves(candidate, found) for candidate in found)


def _at_second_hand(statement: Statement) -> bool:
    return statement.hedged or statement.anonymous or statement.reported_by is not None


def _with_moves(candidate: Candidate, found: Sequence[Candidate]) -> Candidate:
    against = [c for c in found if c is not candidate and _contradict(c.position, candidate.position)]
    before = [c for c in against if _before(c, candidate)]
    after = [c for c in against if _before(candidate, c)]
    disputed = [c for c in against if c not in before and c not in after]
    return replace(
        candidate,
        moved_from=tuple(c.position.id for c in before),
        disputed=tuple(c.position.id for c in disputed),
    )


def _before(first: Candidate, second: Candidate) -> bool:
    last, begun = first.position.as_of, second.first
    return last is not None and begun is not None and last < begun


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
