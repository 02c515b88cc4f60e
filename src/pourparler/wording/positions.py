"""What a party said, as a clause: for positions, for what gives way, and for where the words come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pourparler.model import Kind, Negotiation, Position
from pourparler.model.stances import HEDGED, SECOND_HAND
from pourparler.settlement.commitment_strength import Firmness
from pourparler.settlement.conceded import Conceded
from pourparler.wording.confirmation import NOT_CONFIRMED, doubt_words, resting
from pourparler.wording.english import capital, is_many, named, pronoun, quoted, verb_phrase
from pourparler.wording.terms import bundle_words, day, issue_words, issues_words, joined, option_words

KIND = {
    Kind.PREFERS: "prefers",
    Kind.DEMANDS: "demands",
    Kind.REJECTS: "rejects",
    Kind.REQUIRES: "requires",
    Kind.ACCEPTS: "accepts",
    Kind.OFFERS: "offers",
    Kind.PACKAGE: "values",
}


def position_words(negotiation: Negotiation, position: Position, *, with_party: bool = True) -> str:
    """What the party said, as a clause that begins with its name."""
    verb = verb_phrase(KIND[position.kind], many=is_many(position.party))
    text = f"{verb} {_object(negotiation, position)}"
    if position.condition:
        word = "unless" if position.kind is Kind.REJECTS else "if"
        text += f", {word} the settlement has {bundle_words(negotiation, position.condition)}"
    return f"{named(position.party)} {text}" if with_party else text


def before_words(negotiation: Negotiation, move: Conceded) -> str:
    """What the party said before a concession, what of that it never gave up, and what has no date."""
    told = [
        position_words(negotiation, q, with_party=False) + (" (not given up)" if q.in_force else "")
        for q in move.before
    ]
    told += [f"{position_words(negotiation, q, with_party=False)} (no date tells whether before)" for q in move.undated]
    return "; ".join(told) or "no earlier position in the dossier"


def _object(negotiation: Negotiation, position: Position) -> str:
    if position.kind is Kind.PACKAGE:
        better, worse = (bundle_words(negotiation, b) for b in (position.better, position.worse))
        return f"“{better}” at least as much as “{worse}”"
    issue = position.issue or ""
    if position.kind is Kind.PREFERS:
        groups = [joined((option_words(negotiation, issue, o) for o in g), "or") for g in position.ranking]
        return " to ".join(groups) if len(groups) < 3 else ", then ".join(groups)
    return option_words(negotiation, issue, position.option or "")


def sentence(negotiation: Negotiation, position: Position) -> str:
    """The same as the beginning of a sentence or an entry of a list."""
    return capital(position_words(negotiation, position))


def reasons_words(negotiation: Negotiation, party: str, broken: Iterable[Position]) -> str:
    """Why a party would not accept: because it requires self-rule."""
    said = joined(position_words(negotiation, p, with_party=False) for p in broken)
    return f"because {pronoun(party)} {said}" if said else ""


def source_words(position: Position) -> str:
    """That nobody has confirmed it, hedges and who said it, to follow a claim; empty where the claim is plain."""
    parts = [NOT_CONFIRMED] if position.suggested else []
    if position.said_by:
        parts.append(f"according to {position.said_by}")
    if position.hedged:
        of_ours = position.hedged in (HEDGED, SECOND_HAND)
        parts.append(position.hedged if of_ours else f"hedged: {quoted(position.hedged)}")
    return "; ".join(parts)


def concession_words(negotiation: Negotiation, group: Sequence[Position]) -> str:
    """Which positions would have to be given up."""
    if not group:
        return "no position has to be given up"
    return joined(f"{named(p.party)} no longer {_given_up(negotiation, p)}" for p in group)


def _given_up(negotiation: Negotiation, position: Position) -> str:
    if position.kind in (Kind.ACCEPTS, Kind.OFFERS):
        words = option_words(negotiation, position.issue or "", position.option or "")
        tie = verb_phrase("makes", many=is_many(position.party))
        return f"{tie} {words} depend on {bundle_words(negotiation, position.condition)}"
    return position_words(negotiation, position, with_party=False)


def set_words(negotiation: Negotiation, group: Sequence[Position]) -> str:
    """A concession set with how firmly its positions were stated and when the party last moved."""
    firmness = Firmness.of(negotiation)
    notes = []
    for p in group:
        if not firmness.firm(p):
            notes.append(f"{named(p.party)} stated this with a hedge or a condition, or others report it")
        if moved := firmness.last_move(p):
            notes.append(f"{named(p.party)} last moved on {issue_words(p.issue or '')} on {day(moved)}")
    if doubt := doubt_words(group):
        notes.append(doubt)
    return concession_words(negotiation, group) + (f" ({'; '.join(dict.fromkeys(notes))})" if notes else "")


def blocking_words(negotiation: Negotiation, group: Sequence[Position]) -> str:
    """Why a set of positions leaves nothing: the issues, then who says what."""
    issues = issues_words(dict.fromkeys(i for p in group for i in p.issues))
    return resting(capital(f"{issues}: {joined(position_words(negotiation, p) for p in group)}."), group)
