"""HTML: the article's text and what the page says of itself, by trafilatura."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import trafilatura

from pourparler.dates import read_date
from pourparler.documents.details import Details, time_of
from pourparler.documents.large_pages import is_large, pieces_of
from pourparler.documents.pieces import Piece
from pourparler.errors import DocumentError, NoTextError
from pourparler.model import BlockKind

_KINDS = {
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTATION,
    "cell": BlockKind.TABLE_CELL,
    "list": BlockKind.LIST_ITEM,
    "table": BlockKind.TABLE_CELL,
}
_LEAVES = ("p", "item", "quote", "cell", "code", "ab")

_DATES = {"original_date": True, "max_date": "2999-12-31"}
"""How trafilatura looks for the date: the day of publication, not of an update."""
_PUBLISHED = "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"
_TOP = 200_000
"""Bytes of the beginning of a large page in which it says what it is."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def html_to_text(data: bytes | str, url: str | None = None) -> tuple[str, Details, list[Piece]]:
    """The article on a page, without navigation, comments and advertisements.

    Raises:
        NoTextError: no article was found.
        Exception: what trafilatura and lxml raise over hostile pages, of many kinds.
    """
    page = trafilatura.load_html(data)
    at = _published(page)
    if page is not None and is_large(page):
        pieces = list(pieces_of(page))
        about = trafilatura.extract_metadata(data[:_TOP], default_url=url, date_config=_DATES)
        return "\n\n".join(p.text for p in pieces), _details(about, url, at), pieces
    found: Any = page is not None and trafilatura.bare_extraction(
        page,
        url=url,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    text = getattr(found, "text", None) or ""
    if not text.strip():
        mend = "If a script builds the page, save it as text or PDF and add that file"
        raise NoTextError("no article text was found on the page", mend=mend)
    text = "\n\n".join(line for line in text.split("\n") if line.strip())
    return text, _details(found, url, at), list(_pieces(found.body)) if found.body is not None else []


def fragment_to_text(data: bytes) -> tuple[str, Details, list[Piece]]:
    """All words of an article that came without the page around it, as a feed carries it.

    Raises:
        DocumentError: it has no words.
        Exception: what lxml raises over hostile markup.
    """
    page = trafilatura.load_html(data)
    pieces = list(pieces_of(page)) if page is not None else []
    if not pieces:
        raise DocumentError("the feed's own text holds no words", mend="Add the page itself")
    return "\n\n".join(p.text for p in pieces), Details(), pieces


def _published(page: Any) -> datetime | None:
    """The time of publication that a page states with its zone (Open Graph, schema.org); None where it states none."""
    for written in page.xpath(_PUBLISHED) if page is not None else ():
        with contextlib.suppress(ValueError, OverflowError):
            at = datetime.fromisoformat(str(written).strip())
            if at.tzinfo is not None:
                return at
    return None


def _details(about: Any, url: str | None, at: datetime | None) -> Details:
    day = None
    if about.date:
        with contextlib.suppress(DocumentError):
            day = read_date(about.date)
    source = about.sitename or about.hostname
    return Details(title=about.title, date=day, source=source, url=about.url or url, published_at=time_of(at, day))


def _pieces(element: Any, within: BlockKind = BlockKind.PARAGRAPH) -> Iterator[Piece]:
    """The tree that trafilatura leaves of a page: head, p, list, quote, table; their innermost elements are pieces."""
    for child in element:
        kind = _KINDS.get(child.tag, within)
        if child.tag == "head":
            level = str(child.get("rend") or "")[-1:]
            yield Piece(BlockKind.HEADING, _words(child), int(level) if level.isdigit() else 6)
        elif child.tag in _LEAVES and not any(c.tag in (*_KINDS, *_LEAVES) for c in child):
            yield Piece(kind, _words(child))
        else:
            yield from _pieces(child, kind)


def _words(element: Any) -> str:
    inner = (("\n" if c.tag == "lb" else _words(c)) + (c.tail or "") for c in element)
    return (element.text or "") + "".join(inner)
