"""Statements → candidate positions: proposed and grouped, never decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pourparler.drafting.moves import contradict, moves_to, says
from pourparler.model import Evidence, Negotiation, Position, Statement
from pourparler.model.stances import SECOND_HAND, at_second_hand, position_from, takers


@dataclass(frozen=True, slots=True)
class Candidate:
    """A position that statements suggest, with when it was first said (``position.as_of``: last).

    ``times``: how often it was said; the same words told by several outlets count once unless each was to be counted.
    ``known``: the dossier's position that says the same, if it has one. ``contradicts``: positions of the dossier that cannot hold
    with it. ``moved_from``: other candidates that cannot hold with it and were last said before it was first said: the party moved.
    ``disputed``: those said in the meantime or after, so that a person must tell which holds.
    """

    position: Position
    statements: tuple[Statement, ...]
    times: int
    first: date | None = None
    known: str | None = None
    contradicts: tuple[str, ...] = ()
    moved_from: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def hedged(self) -> bool:
        """Whether every statement behind it is hedged, anonymous or reported by somebody else."""
        return all(map(at_second_hand, self.statements))


def suggest_positions(
    statements: Iterable[Statement],
    negotiation: Negotiation,
    dates: Mapping[str, date | None],
    alike: Mapping[str, str] | None = None,
) -> tuple[Candidate, ...]:
    """Candidates from statements with an issue, an option and a stance that makes a position, one for each party that takes it.

    Statements that say the same are one candidate with all of them as evidence, dated by the latest; ``dates`` maps
    documents to their dates. ``alike`` maps statements to the first one with the same words, so that near-duplicates count
    once; without it each counts. Candidates stand in the order of parties and issues.
    """
    groups: dict[Position, list[Statement]] = {}
    for s in statements:
        for party, stance in takers(s):
            position = position_from(negotiation, party, s.issue, s.option, stance)
            if position is not None:
                groups.setdefault(position, []).append(s)
    parties = {p.name: k for k, p in enumerate(negotiation.parties)}
    issues = {i.id: k for k, i in enumerate(negotiation.issues)}
    found = [
        _candidate(position, groups[position], negotiation, dates, alike or {})
        for position in sorted(groups, key=lambda p: (parties[p.party], issues[p.issue or ""], p.kind, p.option or ""))
    ]
    return tuple(_with_moves(candidate, found) for candidate in found)


def _candidate(
    position: Position,
    statements: Sequence[Statement],
    negotiation: Negotiation,
    dates: Mapping[str, date | None],
    alike: Mapping[str, str],
) -> Candidate:
    dated = [day for s in statements if (day := dates.get(s.document))]
    position = replace(
        position,
        evidence=tuple(Evidence(statement=s.id) for s in statements),
        as_of=max(dated, default=None),
        hedged=SECOND_HAND if all(map(at_second_hand, statements)) else None,
    )
    known = next((p.id for p in negotiation.in_force if says(p) == says(position)), None)
    against = tuple(p.id for p in negotiation.in_force if contradict(p, position))
    times = len({alike.get(s.id, s.id) for s in statements})
    return Candidate(position, tuple(statements), times, min(dated, default=None), known, against)


def _with_moves(candidate: Candidate, found: Sequence[Candidate]) -> Candidate:
    moves = moves_to(candidate, found)
    return replace(candidate, moved_from=moves.moved_from, disputed=moves.disputed)
