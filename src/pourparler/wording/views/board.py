"""A draft as a board: parties, issues as lanes with their options, the positions on each, and the other proposals below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pourparler.model import (
    Chances,
    IssueBody,
    LinkageBody,
    Meeting,
    MeetingBody,
    NextStep,
    NextStepBody,
    NoAgreementBody,
    PartyBody,
    PositionBody,
    PriorityBody,
    Proposal,
    Proposals,
    What,
)
from pourparler.model.stances import Side, side_of
from pourparler.wording.english import is_many, verb_phrase
from pourparler.wording.terms import day, joined, plural

View = dict[str, Any]
COLOURS = 8
"""Colours that parties have; the ninth has the first one's again, and its name beside it as all have."""
TITLES = {
    What.LINKAGE: "Cannot stand together",
    What.PRIORITY: "What matters most",
    What.NO_AGREEMENT: "Without an agreement",
    What.MEETING: "Meetings",
    What.NEXT_STEP: "Next steps",
}
"""The proposals below the board, in the order in which they stand."""


LANES = 60
"""Issues on one page."""
CARDS = 40
"""Positions of an option that a page shows with others; the page of one issue shows all."""


def board_view(
    proposals: Proposals, known: Collection[str] = (), new: Collection[str] = (), *, page: int = 1, issue: str = ""
) -> View:
    """Everything on the page, dismissed proposals too, but for what was merged away.

    ``page``: of LANES issues each, from 1. ``issue``: only this one, whole. ``known``: the parties of dossier.yaml in their order, whose
    colours they keep. ``new``: ids of proposals that came with the last drafting.
    """
    colours = party_colours(proposals, known)
    issues = [i for i in _shown(proposals, What.ISSUE) if issue in ("", i.id)]
    pages = max(1, -(-len(issues) // LANES))
    page = min(max(page, 1), pages)
    here = issues[(page - 1) * LANES : page * LANES]
    most = None if issue else CARDS
    live = proposals.once(proposals.positions)
    return {
        "revision": proposals.revision,
        "words": counts_words(proposals),
        "new_words": _new_words(proposals, new),
        "open": sum(not p.confirmed for p in live),
        "parties": [_party(proposals, p, colours, new) for p in _shown(proposals, What.PARTY)],
        "lanes": [_lane(proposals, i, colours, new, most) for i in here],
        "page": page,
        "pages": pages,
        "issue": issue,
        "others": _others(proposals, new),
    }


def party_colours(proposals: Proposals, known: Collection[str] = ()) -> dict[str, int]:
    """The number (1..COLOURS) of each party's colour: those of dossier.yaml first, then the others in their order."""
    place = {name: k for k, name in enumerate(known)}
    found: dict[str, int] = {}
    last = len(place)
    for p in proposals.all(What.PARTY):
        at = place.get(p.in_file or p.words)
        if at is None:
            at, last = last, last + 1
        found[p.id] = at % COLOURS + 1
    return found


def counts_words(proposals: Proposals) -> str:
    """42 positions of 6 parties on 8 issues. 12 are confirmed, 30 are proposed."""
    positions = proposals.once(proposals.positions)
    confirmed = sum(p.confirmed for p in positions)
    told = (
        f"{plural(len(positions), 'position')} of {plural(len(proposals.parties), 'party', 'parties')} "
        f"on {plural(len(proposals.issues), 'issue')}."
    )
    if not positions:
        return told
    if confirmed == len(positions):
        return f"{told} All are confirmed."
    rest = len(positions) - confirmed
    return (
        f"{told} {confirmed or 'None'} confirmed, {rest} proposed." if confirmed else f"{told} None is confirmed yet."
    )


def _new_words(proposals: Proposals, new: Collection[str]) -> str:
    """2 issues and 5 positions: what came with the last drafting and is still there; empty where nothing did."""
    kinds = ((What.PARTY, "party", "parties"), (What.ISSUE, "issue", None), (What.POSITION, "position", None))
    many = [
        (sum(p.id in new for p in proposals.once(proposals.live(what))), one, several) for what, one, several in kinds
    ]
    return joined(plural(n, one, several) for n, one, several in many if n)


def _shown(proposals: Proposals, what: What) -> Iterable[Proposal]:
    return (p for p in proposals.all(what) if p.merged_into is None)


def _common(p: Proposal, new: Collection[str]) -> View:
    return {"id": p.id, "what": p.what.value, "words": p.words, "state": p.state.value, "new": p.id in new}


def _party(proposals: Proposals, p: Proposal, colours: Mapping[str, int], new: Collection[str]) -> View:
    body = p.body
    assert isinstance(body, PartyBody)
    return {
        **_common(p, new),
        "name": body.name,
        "colour": colours[p.id],
        "positions": len(proposals.once(proposals.positions_by(p.id))),
        "about": party_words(body),
        "role": body.role,
        "at_table": body.at_table,
        "aliases": list(body.aliases),
        "people": [a.name for a in body.actors],
    }


def party_words(body: PartyBody) -> str:
    """What is not as with most: its role, that it is away. Empty of a party at the table."""
    return ", ".join(filter(None, (body.role if body.role != "party" else "", "" if body.at_table else "away")))


def _lane(
    proposals: Proposals, issue: Proposal, colours: Mapping[str, int], new: Collection[str], most: int | None
) -> View:
    body = issue.body
    assert isinstance(body, IssueBody)
    positions = proposals.once(proposals.positions_on(issue.id))
    return {
        **_common(issue, new),
        "name": body.name.replace("_", " ") or body.question,
        "positions": len(positions),
        "confirmed": sum(p.confirmed for p in positions),
        "options": [
            {
                **_common(option, new),
                "taken": bool(proposals.positions_of(option.id)),
                **_cards(proposals, option, colours, new, most),
            }
            for option in proposals.within(issue.id)
            if option.what is What.OPTION and option.merged_into is None
        ],
    }


def _cards(
    proposals: Proposals, option: Proposal, colours: Mapping[str, int], new: Collection[str], most: int | None
) -> View:
    """The positions on an option, those that are one told again once."""
    told = proposals.once(proposals.within(option.id))
    return {
        "positions": [position_view(proposals, p, colours, new) for p in told[:most]],
        "more": 0 if most is None else max(0, len(told) - most),
    }


def position_view(proposals: Proposals, p: Proposal, colours: Mapping[str, int], new: Collection[str] = ()) -> View:
    """One card: who, for or against, of which kind, in which words."""
    body = p.body
    assert isinstance(body, PositionBody)
    party = proposals.resolved(body.party)
    against = side_of(body.stance) is Side.AGAINST
    chance = lowest(body.chances)
    return {
        **_common(p, new),
        "party": party.id,
        "name": party.words,
        "colour": colours[party.id],
        "side": "against" if against else "for",
        "kind": body.stance.value,
        "does": verb_phrase(body.stance.value, many=is_many(party.words)),
        "quote": body.quote or body.note or "",
        "condition": body.condition,
        "hedged": body.hedged,
        "chance": None if chance is None else round(chance, 3),
        "statement": body.statement,
        "document": body.document,
        "documents": len(proposals.documents_of(p.id)),
    }


def lowest(chances: Chances | None) -> float | None:
    """How likely the least certain part of a position is right: that one is taken, who takes it, for or against."""
    return None if chances is None else min(chances.position, chances.holder, chances.direction)


def _others(proposals: Proposals, new: Collection[str]) -> list[View]:
    groups = []
    for what, title in TITLES.items():
        rows = [
            {**_common(p, new), "words": other_words(proposals, p), "because": getattr(p.body, "because", "")}
            for p in _shown(proposals, what)
        ]
        if rows:
            groups.append({"title": title, "rows": rows})
    return groups


def other_words(proposals: Proposals, p: Proposal) -> str:
    """What a linkage, a priority, a no-agreement, a meeting or a next step says, without its source."""
    body = p.body
    if isinstance(body, LinkageBody):
        return joined(f"“{proposals.resolved(o).words}” ({_issue_of(proposals, o)})" for o in body.never)
    if isinstance(body, PriorityBody):
        return f"{proposals.resolved(body.party).words}: {proposals.resolved(body.issue).words}"
    if isinstance(body, NoAgreementBody):
        return f"{_issue_of(proposals, body.option)}: {proposals.resolved(body.option).words}"
    if isinstance(body, MeetingBody):
        return meeting_words(body.meeting)
    return step_words(body.step) if isinstance(body, NextStepBody) else p.words


def _issue_of(proposals: Proposals, option: str) -> str:
    body = proposals.issue_of(proposals.resolved(option).id).body
    assert isinstance(body, IssueBody)
    return body.name.replace("_", " ")


def meeting_words(meeting: Meeting) -> str:
    """What, when, where, with whom."""
    told = ", ".join(filter(None, (meeting.title, day(meeting.date), meeting.place)))
    return f"{told}; present: {joined(meeting.present)}" if meeting.present else told


def step_words(step: NextStep) -> str:
    """Who will do what, and when."""
    who = f"{joined(step.who)}: " if step.who else ""
    return f"{who}{step.what}" + (f" ({step.when})" if step.when and step.when not in step.what else "")
