"""Sitemaps as sitemaps.org has them, and those of news (Google's extension): addresses with the day each was changed or published."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from pourparler.dates import read_date
from pourparler.documents.details import Details
from pourparler.documents.listings import MOST_LISTED, Lead, Listing, absolute
from pourparler.errors import DocumentError

_LONGEST = 160


def read_sitemap(data: bytes, base: str | None) -> Listing:
    """The pages of a sitemap, or the sitemaps of an index; those changed last come first, as far as it says when.

    Nothing it declares is expanded or fetched. Of one that breaks off what came before counts, and it is told.

    Raises DocumentError where nothing in it can be read.
    """
    leads: dict[str, Lead] = {}
    told: list[str] = []
    root = ""
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for event, element in events:
            root = root or _tag(element)
            if event == "end" and _tag(element) in ("url", "sitemap"):
                if len(leads) == MOST_LISTED:
                    told.append(f"it lists more than {MOST_LISTED:,} addresses; the others are not looked at")
                    break
                if (lead := _lead(element, base)) is not None:
                    leads.setdefault(lead.key, lead)
                element.clear()
    except etree.XMLSyntaxError as error:
        words = " ".join(str(error).split())[:_LONGEST]
        if not leads:
            raise DocumentError(f"the sitemap cannot be read ({words})", mend="Fetch it again") from error
        told.append(f"the sitemap breaks off ({words}); what came before is looked at")
    ordered = sorted(leads.values(), key=lambda lead: lead.mark, reverse=True)
    return Listing("sitemap", tuple(ordered), of_sitemaps=root == "sitemapindex", told=tuple(told))


def _lead(element: Any, base: str | None) -> Lead | None:
    found = _words(element)  # not what lies deeper: pictures have addresses and titles too
    news = next((e for e in element if _tag(e) == "news"), None)
    told = {} if news is None else _words(news)
    published, changed = _day(told.get("publication_date")), _day(found.get("lastmod"))
    publication = next((e for e in news if _tag(e) == "publication"), None) if news is not None else None
    source = None if publication is None else _words(publication).get("name")
    address = found.get("loc")
    if not address:
        return None
    address = absolute(address, base)
    return Lead(
        key=address,
        address=address,
        mark=found.get("lastmod") or told.get("publication_date") or "",
        details=Details(told.get("title"), published, source),
        fallback=Details(date=changed, date_guessed=True) if changed else Details(),
    )


def _words(element: Any) -> dict[str, str]:
    return {_tag(e): words for e in element if (words := " ".join((e.text or "").split()))}


def _tag(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _day(written: str | None) -> date | None:
    try:
        return read_date(written) if written else None
    except DocumentError:
        return None
