"""A draft beside the dossier that people made of the same documents: what it found, what it missed, what it got wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pourparler.drafting.parties import ProposedParty
from pourparler.drafting.proposed import Draft, ProposedIssue, ProposedPosition
from pourparler.model import Negotiation, Party, Position, Spans, covers
from pourparler.model.stances import SIDE, side_of

Place = tuple[str, Spans]
"""A document and where its words stand."""
SAME = 0.5
"""Two stretches are the same place where they share this part of the shorter one: people cite a sentence or a clause of it."""


class Fate(StrEnum):
    """What became of a position of the dossier in the draft."""

    FOUND = "found"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class ComparedPosition:
    """A position of the dossier, and the proposal in the same words, if there is one.

    ``WRONG``: the proposal is of another party, or for what the dossier says the party is against, or the other way round.
    """

    position: Position
    fate: Fate
    proposal: ProposedPosition | None = None


@dataclass(frozen=True, slots=True)
class ComparedIssue:
    """An issue of the dossier. ``proposal``: the draft's, where most of each lie in the other."""

    id: str
    proposal: ProposedIssue | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A draft and how it compares. ``parties``: each of the dossier's with the draft's. ``more_*``: what the draft alone has.

    ``without_place``: positions of the dossier whose evidence points at no words of the record; they are not compared.
    """

    draft: Draft
    parties: tuple[tuple[Party, ProposedParty | None], ...]
    more_parties: tuple[ProposedParty, ...]
    issues: tuple[ComparedIssue, ...]
    positions: tuple[ComparedPosition, ...]
    more_positions: tuple[ProposedPosition, ...]
    without_place: tuple[Position, ...] = ()

    def of(self, fate: Fate) -> tuple[ComparedPosition, ...]:
        """The positions with this fate."""
        return tuple(p for p in self.positions if p.fate is fate)


def compare_with_dossier(draft: Draft, negotiation: Negotiation, places: Mapping[str, Sequence[Place]]) -> Comparison:
    """Compare. ``places``: for each position of the dossier by its id, the words that it rests on.

    Positions are compared by their words: those of the draft that share at least half of the shorter stretch.
    """
    parties = _parties(draft.parties, negotiation)
    names = {p.name: party.name for party, p in parties if p is not None}
    placed = [p for p in negotiation.positions if places.get(p.id)]
    here = {p.id: [q for q in draft.positions if _in_the_same_words(q, places[p.id])] for p in placed}
    compared = tuple(_compared(p, here[p.id], names) for p in placed)
    told = {id(q) for those in here.values() for q in those}
    matched = {p.name for _, p in parties if p is not None}
    return Comparison(
        draft,
        parties,
        tuple(p for p in draft.parties if p.name not in matched),
        _issues(compared, draft, negotiation),
        compared,
        tuple(q for q in draft.positions if id(q) not in told),
        tuple(p for p in negotiation.positions if not places.get(p.id)),
    )


def _parties(
    proposed: Sequence[ProposedParty], negotiation: Negotiation
) -> tuple[tuple[Party, ProposedParty | None], ...]:
    """Each party of the dossier with the proposed one that shares most names with it; none is taken twice."""
    free = list(proposed)
    found: list[tuple[Party, ProposedParty | None]] = []
    for party in negotiation.parties:
        names = _names(party.name, party.aliases)
        best = max(free, key=lambda p: len(names & _names(p.name, p.aliases)), default=None)
        if best is not None and not names & _names(best.name, best.aliases):
            best = None
        if best is not None:
            free.remove(best)
        found.append((party, best))
    return tuple(found)


def _names(name: str, aliases: Sequence[str]) -> set[str]:
    return {n.lower().removeprefix("the ") for n in (name, *aliases)}


def _in_the_same_words(proposal: ProposedPosition, places: Sequence[Place]) -> bool:
    return any(document == proposal.document and _share(proposal.words, spans) >= SAME for document, spans in places)


def _share(first: Spans, second: Spans) -> float:
    """Common code points by those of the shorter stretch, 0..1."""
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)
    return common / (min(covers(first), covers(second)) or 1)


def _compared(position: Position, here: Sequence[ProposedPosition], names: Mapping[str, str]) -> ComparedPosition:
    """``here``: the proposals in the position's own words."""
    if not here:
        return ComparedPosition(position, Fate.MISSED)
    right = next((q for q in here if _agrees(q, position, names)), None)
    return ComparedPosition(position, Fate.FOUND if right else Fate.WRONG, right or here[0])


def _agrees(proposal: ProposedPosition, position: Position, names: Mapping[str, str]) -> bool:
    """The same party on the same side; a package is on no side of one option."""
    side = SIDE[position.kind]
    return names.get(proposal.party) == position.party and (side is None or side is side_of(proposal.stance))


def _issues(compared: Sequence[ComparedPosition], draft: Draft, negotiation: Negotiation) -> tuple[ComparedIssue, ...]:
    """An issue is found where more than half of its positions that were found stand in one proposed issue, and more than half of that are its own."""
    both = Counter((p.position.issue, p.proposal.issue) for p in compared if p.proposal is not None)
    ours, theirs = Counter[str | None](), Counter[str]()
    for (own, proposed), many in both.items():
        ours[own] += many
        theirs[proposed] += many
    known = {i.id: i for i in draft.issues}
    found = []
    for issue in negotiation.issues:
        inside = [q for (own, q), n in both.items() if own == issue.id and 2 * n > ours[own] and 2 * n > theirs[q]]
        found.append(ComparedIssue(issue.id, known[inside[0]] if inside else None))
    return tuple(found)
