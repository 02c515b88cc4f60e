"""What stands beside the board: the selected proposal, the sentences it comes from, and what can be done with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pourparler.errors import NotFoundError
from pourparler.model import Evidence, IssueBody, PartyBody, PositionBody, Proposal, Proposals, What
from pourparler.model.stances import TAKING
from pourparler.record import Record
from pourparler.wording.english import capital
from pourparler.wording.statements import said_by
from pourparler.wording.terms import day, joined, percent, plural
from pourparler.wording.views.board import lowest, other_words, party_colours, position_view
from pourparler.workbench.sentence_around import around

View = dict[str, Any]
SENTENCES = 12
"""Sentences shown for one proposal."""
ROLES = ("party", "mediator", "host", "observer")
"""What a party of a draft may be."""

CONFIRM, DISMISS, RESTORE = ("confirm", "c", "Confirm"), ("dismiss", "d", "Dismiss"), ("restore", "b", "Bring back")
RENAME, MERGE, MOVE, SPLIT = (
    ("rename", "r", "Rename"),
    ("merge", "m", "Merge"),
    ("move", "v", "Move"),
    ("split", "s", "Split off"),
)
DEEDS = {
    What.PARTY: (CONFIRM, ("confirm-party", "p", "Confirm with positions"), RENAME, MERGE, DISMISS),
    What.ISSUE: (CONFIRM, RENAME, MERGE, ("new", "n", "New option"), SPLIT, DISMISS),
    What.OPTION: (CONFIRM, RENAME, MERGE, MOVE, SPLIT, DISMISS),
    What.POSITION: (
        CONFIRM,
        DISMISS,
        MOVE,
        SPLIT,
        ("turn", "t", "Turn"),
        ("holder", "h", "Holder"),
        ("mark", "x", "Mark"),
    ),
}
"""(deed, key, words) for each kind; all else is confirmed or dismissed."""


def panel_view(proposals: Proposals, id: str, record: Record, known: Collection[str] = ()) -> View:
    """``known``: the parties of dossier.yaml, whose colours they keep. Raises NotFoundError: there is no such proposal."""
    if id not in proposals:
        raise NotFoundError(f"there is no proposal {id!r}", mend="The page Draft shows all of them")
    p = proposals[id]
    told = _sentences(list(dict.fromkeys(_sources(proposals, p))), record)
    return {
        "what_words": p.what.value.replace("_", "-"),
        "state": p.state.value,
        "why": p.why,
        "title": p.words,
        "about": "",
        "aliases": "",
        "people": "",
        "chance_words": "",
        "colour": None,
        "fields": [],
        **_more(proposals, p, party_colours(proposals, known)),
        "deeds": DEEDS.get(p.what, (CONFIRM, DISMISS)) if p.live else (RESTORE,),
        "sentences": told[:SENTENCES],
        "more": max(0, len(told) - SENTENCES),
        "without": "Nobody takes it yet."
        if p.what in (What.OPTION, What.ISSUE)
        else "A person added it; it has no sentence.",
    }


def _more(proposals: Proposals, p: Proposal, colours: Mapping[str, int]) -> View:
    """What only this kind of proposal has."""
    body = p.body
    if isinstance(body, PositionBody):
        return _of_position(proposals, p, body, colours)
    if isinstance(body, PartyBody):
        where = "at the table" if body.at_table else "away"
        many = len(proposals.once(proposals.positions_by(p.id)))
        return {
            "colour": colours[p.id],
            "about": capital(f"{body.role}, {where}; {plural(many, 'position')}"),
            "aliases": joined(body.aliases),
            "people": joined(f"{a.name} ({a.role})" if a.role else a.name for a in body.actors),
            "fields": [
                {"name": "role", "label": "Role", "value": body.role, "choices": [(r, r) for r in ROLES]},
                {
                    "name": "at_table",
                    "label": "Where",
                    "value": str(body.at_table).lower(),
                    "choices": [("true", "at the table"), ("false", "away")],
                },
            ],
        }
    if isinstance(body, IssueBody):
        sure = percent(body.chance) if body.chance < 1 else ""
        return {
            "about": f"In short: {body.name.replace('_', ' ')}",
            "chance_words": f"{sure} sure that these belong together" if sure else "",
        }
    if p.what is What.OPTION:
        return {"about": f"Question: {proposals.issue_of(p.id).words}"}
    return {"title": other_words(proposals, p)}


def _of_position(proposals: Proposals, p: Proposal, body: PositionBody, colours: Mapping[str, int]) -> View:
    card = position_view(proposals, p, colours)
    chance = lowest(body.chances)
    option, issue = proposals.option_of(p.id), proposals.issue_of(p.id)
    about = f"Question: {issue.words}"
    if body.condition:
        about += f" On the condition: “{body.condition}”."
    return {
        "colour": card["colour"],
        "title": f"{card['name']} {card['does']}: {option.words}",
        "about": about,
        "chance_words": f"{percent(chance)} sure" if chance is not None else "",
        "fields": [
            {
                "name": "stance",
                "label": "Kind",
                "value": body.stance.value,
                "choices": [(s.value, s.value) for s in TAKING],
            },
            {
                "name": "party",
                "label": "Taken by",
                "value": card["party"],
                "choices": [(q.id, q.words) for q in proposals.parties],
            },
        ],
    }


def _sources(proposals: Proposals, p: Proposal) -> Iterable[Evidence]:
    """Its own evidence; of an issue and an option that of the positions in it."""
    body = p.body
    if isinstance(body, PositionBody):
        for q in proposals.told_again(p.id):
            yield from q.body.sources  # type: ignore[union-attr]
    elif p.what in (What.ISSUE, What.OPTION):
        for q in proposals.within(p.id):
            if q.live and isinstance(q.body, PositionBody):
                yield from q.body.sources
    else:
        held = getattr(body, "meeting", None) or getattr(body, "step", None) or body
        yield from getattr(held, "evidence", ())
        if p.what is What.PARTY:
            for q in proposals.positions_by(p.id):
                assert isinstance(q.body, PositionBody)
                yield from q.body.sources


def _sentences(sources: list[Evidence], record: Record) -> list[View]:
    """Those that the record holds; a statement that is gone since is left out."""
    ids = [e.statement for e in sources if e.statement]
    held = {e.statement.id: e.statement for e in record.statements(ids=ids)} if ids else {}
    texts = {}
    told: list[View] = []
    for source in sources:
        statement = held.get(source.statement or "")
        where = statement.document if statement else source.document
        if where is None:
            continue
        if where not in texts:
            texts[where] = record.document(where)
        document = texts[where]
        shown = around(document, statement.content, statement.position) if statement else around(document, source.spans)
        place = statement.id if statement else ""
        told.append(
            {
                **shown,
                "day": day(document.date),
                "by": f"{said_by(statement)}, " if statement and not statement.act else "",
                "link": f"/read?document={document.id}#{place}",
            }
        )
    return told
