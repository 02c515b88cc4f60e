"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pourparler.dates import read_date
from pourparler.documents.details import Details
from pourparler.documents.pieces import Piece
from pourparler.errors import DocumentError
from pourparler.limited_yaml import DETAILS, YAMLFault, YAMLSyntaxFault, plain, without_controls
from pourparler.model import BlockKind

_WITHIN = {
    "list_item_open": BlockKind.LIST_ITEM, "blockquote_open": BlockKind.QUOTATION,
    "th_open": BlockKind.TABLE_CELL, "td_open": BlockKind.TABLE_CELL,
}  # fmt: skip
_BOLD_LEVEL = 6
_DETAIL = re.compile(r"^(title|date|source|url)\s*:", re.IGNORECASE | re.MULTILINE)


def split_front_matter(text: str) -> tuple[Details, str]:
    """Details between two lines of ``---`` at the top (title, date, source, url), and the rest.

    What stands between such lines and neither is YAML nor begins a line with one of these words is text.

    Raises:
        DocumentError: the details cannot be understood, or are more than ``limited_yaml.DETAILS`` allows.
    """
    if not text.startswith("---\n"):
        return Details(), text
    head, separator, body = text[4:].partition("\n---\n")
    if not separator:
        return Details(), text
    try:
        # They are dropped from the text too (``normalise``): one of them is no reason to refuse the whole document.
        fields: Any = plain(without_controls(head), DETAILS)
    except YAMLFault as fault:
        if isinstance(fault, YAMLSyntaxFault) and not _DETAIL.search(head):
            return Details(), text
        # The line of dashes above it is the first.
        raise DocumentError(f"front matter, line {fault.line + 1}: {fault.what}", mend=fault.mend) from fault
    if not isinstance(fields, Mapping):
        return Details(), text
    given = {str(key).lower(): str(value) for key, value in fields.items() if value is not None}
    day = None
    if "date" in given:
        try:
            day = read_date(given["date"])
        except DocumentError as error:
            raise DocumentError(f"date in the front matter: {error.what}", mend=error.mend) from error
    return Details(given.get("title"), day, given.get("source"), given.get("url")), body


def markdown_to_text(text: str) -> tuple[str, list[Piece]]:
    """The words of a Markdown text: paragraphs apart, list items with a dash, links and emphasis without their marks."""
    pieces: list[Piece] = []
    prefix = ""
    within: list[BlockKind] = []
    level = 0
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(text):
        if token.type in _WITHIN:
            within.append(_WITHIN[token.type])
        elif token.type.removesuffix("close") + "open" in _WITHIN:
            within.pop()
        if token.type == "list_item_open":
            prefix = "- "
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "inline":
            words = _inline(token)
            if words.strip():
                kind = within[-1] if within else BlockKind.PARAGRAPH
                heading = level or (_BOLD_LEVEL if kind is BlockKind.PARAGRAPH and _bold_heading(token, words) else 0)
                pieces.append(Piece(BlockKind.HEADING if heading else kind, prefix + words, heading))
            prefix, level = "", 0
        elif token.type in ("fence", "code_block"):
            pieces.append(Piece(BlockKind.PARAGRAPH, token.content.rstrip()))
    return "\n\n".join(p.text for p in pieces), pieces


def _bold_heading(token: Token, words: str) -> bool:
    """Whether a paragraph is one short line in bold type, and no sentence."""
    children = [c for c in token.children or [] if c.type != "text" or c.content.strip()]
    whole = len(children) == 3 and children[0].type == "strong_open" and children[-1].type == "strong_close"
    return whole and len(words) <= 120 and not words.rstrip().endswith((".", ":", ";", ","))


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "hardbreak" else " ")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)
