"""The cards of a document's statements: of a long one those that are seen first, the others when they are about to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from starlette.requests import Request

from pourparler.errors import NotFoundError
from pourparler.model import Negotiation
from pourparler.record import PROPOSED, Entry, Record
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.statement_card import card

router = Router()
TOGETHER = 100
"""Cards that come at once: a screen shows five, and most documents have no more than these."""


@dataclass(frozen=True, slots=True)
class Cards:
    """``told``: the cards that are there, the first of them the ``first`` (from 0) of ``many``; ``before``, ``after``: where others go.
    ``together``: cards of a part.
    """

    told: Sequence[dict[str, Any]]
    first: int
    many: int
    before: Markup
    after: Markup
    together: int


def in_parts(
    record: Record, entries: Sequence[Entry], text: str, negotiation: Negotiation, statement: str | None
) -> Cards:
    """The part with a statement, as long as there is none the one with the first to review, where the page begins."""
    begin = _begin(entries, statement)
    end = min(begin + TOGETHER, len(entries))
    place = _Place(len(entries))
    return Cards(
        _told(record, entries[begin:end], text, negotiation),
        begin,
        len(entries),
        Markup("\n".join(place.html(k, entries[k]) for k in range(begin))),
        Markup("\n".join(place.html(k, entries[k]) for k in range(end, len(entries)))),
        TOGETHER,
    )


def _begin(entries: Sequence[Entry], statement: str | None) -> int:
    """The number (from 0) of the first card of a part."""
    order = [e.statement.id for e in entries]
    if statement in order:
        return order.index(statement) // TOGETHER * TOGETHER
    waiting = next((k for k, e in enumerate(entries) if e.review == PROPOSED), 0)
    return waiting // TOGETHER * TOGETHER


def _told(record: Record, entries: Sequence[Entry], text: str, negotiation: Negotiation) -> list[dict[str, Any]]:
    tellings = record.tellings(e.alike for e in entries)
    return [card(e, text, negotiation, tellings.get(e.alike, ())) for e in entries]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a card will be that is not there yet: it can be linked to, stepped to and filtered. ``many``: statements in all."""

    many: int

    def html(self, number: int, entry: Entry) -> str:
        """Made by hand: there are a thousand of them."""
        id, document, review = map(escape, (entry.statement.id, entry.statement.document, entry.review))
        name = f"Statement {number + 1} of {self.many}"
        content = [list(span) for span in entry.statement.content]
        return (
            f'<article class="card {review} later" id="{id}" tabindex="-1" data-review="{review}" data-content="{content}"'
            f' aria-label="{name}"><a href="/read?document={document}&amp;statement={id}#{id}">{name}</a></article>'
        )


@router.get("/documents/{id}/cards")
def cards(request: Request, id: str, statement: str) -> dict[str, Any]:
    """The part of a document's cards that a statement is in: ``cards``, each with ``id``, ``review`` and ``html``. Raises NotFoundError."""
    session: Session = request.app.state.session
    negotiation = session.sheet().negotiation
    with session.looking() as record:
        document = record.document(id)
        entries = record.statements(document=document.id)
        if all(e.statement.id != statement for e in entries):
            raise NotFoundError(
                f"the document has no statement {statement!r} any more", mend="Reload the page to see what it has now"
            )
        begin = _begin(entries, statement)
        told = _told(record, entries[begin : begin + TOGETHER], document.text, negotiation)
    fragment = request.app.state.fragment
    return {"cards": [{"id": c["id"], "review": c["review"], "html": fragment("card.html", c=c)} for c in told]}
