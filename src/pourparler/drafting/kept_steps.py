"""What documents announce, kept from one draft to the next: it hangs on nothing but the document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from pourparler.drafting.kept_work import KeptWork, document_key
from pourparler.drafting.next_steps import Announced, Announcements, announcements
from pourparler.model import Document

NAME = "announced"
"""Of what is kept."""


def announced_in(documents: Sequence[Document], kept: KeptWork) -> list[Announcements]:
    """What each document announces. ``kept``: where what an earlier draft found is, and this is put; the result is the same."""
    before = _unpacked(kept.found.get(NAME, b""))
    keys = [document_key(document) for document in documents]
    found = [
        before[key] if key in before else announcements(document) for key, document in zip(keys, documents, strict=True)
    ]
    kept.made[NAME] = _packed(dict(zip(keys, found, strict=True)))
    return found


def _packed(found: dict[str, Announcements]) -> bytes:
    """As bytes, to be kept."""
    told = {
        key: [a.document, _day(a.day), [[one.subject, one.of_the_talks, one.place, one.what, one.when, one.hedged, _day(one.due)] for one in a.all]]
        for key, a in found.items()
    }  # fmt: skip
    return json.dumps(told).encode()


def _unpacked(kept: bytes) -> dict[str, Announcements]:
    """The inverse of ``_packed``; nothing where this is something else: documents are looked through again then."""
    try:
        return {
            key: Announcements(document, _date(day), tuple(map(_announced, those)))
            for key, (document, day, those) in json.loads(kept).items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


def _announced(told: Sequence[Any]) -> Announced:
    subject, of_the_talks, (start, end), what, when, hedged, due = told
    return Announced(subject, of_the_talks, (start, end), what, when, hedged, _date(due))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
