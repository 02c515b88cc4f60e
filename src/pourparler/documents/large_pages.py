"""Web pages of tens of thousands of paragraphs: all their words in order.

Telling an article from what surrounds it compares each part of a page with the others, in a time that grows faster than the page; and a
page of this length is no article with advertisements around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml.etree import iterwalk  # type: ignore[import-untyped]

from pourparler.documents.pieces import Piece
from pourparler.model import BlockKind

LARGE = 30_000
"""Elements that hold text, from which a page is large."""

_KINDS = {
    "li": BlockKind.LIST_ITEM, "dt": BlockKind.LIST_ITEM, "dd": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTATION,
    "td": BlockKind.TABLE_CELL, "th": BlockKind.TABLE_CELL, "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION,
} | {f"h{level}": BlockKind.HEADING for level in range(1, 7)}  # fmt: skip
_APART = frozenset(_KINDS) | frozenset(
    "p div article section main body ul ol dl table thead tbody tr pre br hr address figure".split()
)
"""Elements whose words are no part of the paragraph before or after."""
_NO_WORDS = frozenset(
    ("script", "style", "template", "noscript", "nav", "footer", "aside", "form", "head", "iframe", "svg", "button")
)


def is_large(page: Any) -> bool:
    """Whether a parsed page has more elements with text than are told apart."""
    return (
        sum(1 for _ in zip(page.iter("p", "li", "td", "th", "dd", "div", "br"), range(LARGE + 1), strict=False)) > LARGE
    )


def pieces_of(page: Any, *, quotations_whole: bool = False) -> Iterator[Piece]:
    """Headings, paragraphs, items, cells in their order, without navigation and scripts.

    ``quotations_whole``: whatever stands in a quotation is one.
    """
    words: list[str] = []
    around: list[Any] = []
    walk = iterwalk(page, events=("start", "end"))

    def piece() -> Iterator[Piece]:
        text = " ".join("".join(words).split())
        words.clear()
        if text:
            tag = next((e.tag for e in reversed(around) if e.tag in _KINDS), "p")
            if quotations_whole and any(e.tag == "blockquote" for e in around):
                tag = "blockquote"
            yield Piece(_KINDS.get(tag, BlockKind.PARAGRAPH), text, int(tag[1]) if tag[0] == "h" else 0)

    for event, element in walk:
        left_out = not isinstance(element.tag, str) or element.tag in _NO_WORDS
        apart = element.tag in _APART
        if event == "start":
            if left_out:
                walk.skip_subtree()
                continue
            if apart:
                yield from piece()
                around.append(element)
            words.append(element.text or "")
        else:
            if apart:
                yield from piece()
                around.pop()
            words.append(element.tail or "")
    yield from piece()
