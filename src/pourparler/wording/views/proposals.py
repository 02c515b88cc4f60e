"""Proposals as plain data: `draft`, `proposals list`, and what drafting again has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from pourparler.drafting.redrafting import News
from pourparler.model import Body, PartyBody, PositionBody, Proposal, Proposals, What
from pourparler.model.stances import told

View = dict[str, Any]
SHORTEST = 6
"""Characters of an id that are shown at the least: two letters of the kind, and digits."""
REST = (What.LINKAGE, What.PRIORITY, What.NO_AGREEMENT, What.MEETING, What.NEXT_STEP)


class Source(Protocol):
    """A document, as far as it is named beside a sentence."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def date(self) -> date | None:
        """Its date."""


def short_ids(proposals: Proposals) -> dict[str, str]:
    """Each id as far as it must be typed: as few characters, the same for all, as tell them apart."""
    ids = list(proposals.by_id)
    long = next(n for n in range(SHORTEST, 65) if len({id[:n] for id in ids}) == len(ids))
    return {id: id[:long] for id in ids}


def proposals_view(proposals: Proposals, documents: Mapping[str, Source]) -> View:
    """Parties; issues with their options and the positions on each; all else; what was dismissed.

    ``short``: as much of an id as must be typed.
    """
    short = short_ids(proposals)
    return {
        "revision": proposals.revision,
        "parties": [_party(proposals, p, short) for p in proposals.parties],
        "issues": [
            {
                **_proposal(i, short),
                "options": [
                    {
                        **_proposal(o, short),
                        "positions": [
                            _position(proposals, p, short, documents)
                            for p in proposals.once(proposals.positions_of(o.id))
                        ],
                    }
                    for o in proposals.options_of(i.id)
                ],
            }
            for i in proposals.issues
        ],
        **{what.value: [_proposal(p, short) for p in proposals.live(what)] for what in REST},
        "dismissed": [{**_proposal(p, short), "what": p.what.value} for p in proposals.once(proposals.dismissed)],
    }


def news_view(news: News, proposals: Proposals) -> View:
    """What drafting again changed."""
    short = short_ids(proposals)

    def told_of(items: Iterable[Proposal]) -> list[View]:
        return [{**_proposal(p, short), "what": p.what.value} for p in items]

    return {
        "added": told_of(news.added),
        "moved": told_of(news.moved),
        "gone": told_of(news.gone),
        "put_aside": told_of(news.put_aside),
        "unsupported": told_of(news.unsupported),
    }


def _proposal(p: Proposal, short: Mapping[str, str]) -> View:
    return {"id": p.id, "short": short.get(p.id, p.id), "words": p.words, "state": p.state.value, "why": p.why}


def _party(proposals: Proposals, p: Proposal, short: Mapping[str, str]) -> View:
    assert isinstance(p.body, PartyBody)
    return {
        **_proposal(p, short),
        "aliases": list(p.body.aliases),
        "role": p.body.role,
        "at_table": p.body.at_table,
        "actors": [a.name for a in p.body.actors],
        "positions": len(proposals.once(proposals.positions_by(p.id))),
    }


def _position(proposals: Proposals, p: Proposal, short: Mapping[str, str], documents: Mapping[str, Source]) -> View:
    b = p.body
    assert isinstance(b, PositionBody)
    again = [q for q in proposals.told_again(p.id) if q.body.document != b.document]  # type: ignore[union-attr]
    return {
        **_proposal(p, short),
        "party": proposals[b.party].words,
        "kind": told(b.stance)["kind"],
        "direction": told(b.stance)["direction"],
        "condition": b.condition,
        "hedged": b.hedged,
        "chance": round(b.chances.position, 2) if b.chances else None,
        **_source(b, documents),
        "told_again": [{"id": q.id, **_source(q.body, documents)} for q in again],
    }


def _source(b: Body, documents: Mapping[str, Source]) -> View:
    """Where a position is told."""
    assert isinstance(b, PositionBody)
    source = documents.get(b.document)
    return {
        "statement": b.statement or None,
        "document": source.title if source else None,
        "date": source.date if source else None,
    }
