"""HTML: the article's text and what the page says of itself, by trafilatura."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import trafilatura

from pourparler.dates import read_date
from pourparler.documents.details import Details
from pourparler.documents.pieces import Piece
from pourparler.errors import DocumentError
from pourparler.model import BlockKind

_KINDS = {
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.QUOTATION,
    "cell": BlockKind.TABLE_CELL,
    "list": BlockKind.LIST_ITEM,
    "table": BlockKind.TABLE_CELL,
}
_LEAVES = ("p", "item", "quote", "cell", "code", "ab")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def html_to_text(data: bytes | str, url: str | None = None) -> tuple[str, Details, list[Piece]]:
    """The article on a page, without navigation, comments and advertisements.

    Raises:
        DocumentError: no article was found.
        Exception: what trafilatura and lxml raise over hostile pages, of many kinds.
    """
    found: Any = trafilatura.bare_extraction(
        data,
        url=url,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
        # the day of publication, not of an update
        date_extraction_params={"original_date": True, "max_date": "2999-12-31"},
    )
    text = getattr(found, "text", None) if found is not None else None
    if not text or not text.strip():
        mend = "If a script builds the page, save it as text or PDF and add that file"
        raise DocumentError("no article text was found on the page", mend=mend)
    day = None
    if found.date:
        try:
            day = read_date(found.date)
        except DocumentError:
            day = None
    text = "\n\n".join(line for line in text.split("\n") if line.strip())
    details = Details(title=found.title, date=day, source=found.sitename or found.hostname, url=found.url or url)
    return text, details, list(_pieces(found.body)) if found.body is not None else []


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
