"""Plain text and Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from pourparler.dates import read_date
from pourparler.documents.details import Details
from pourparler.errors import DocumentError


def split_front_matter(text: str) -> tuple[Details, str]:
    """Details between two lines of ``---`` at the top (title, date, source, url), and the rest."""
    if not text.startswith("---\n"):
        return Details(), text
    head, separator, body = text[4:].partition("\n---\n")
    if not separator:
        return Details(), text
    try:
        fields: Any = YAML(typ="safe").load(StringIO(head))
    except YAMLError:
        return Details(), text
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


def markdown_to_text(text: str) -> str:
    """The words of a Markdown text: paragraphs apart, list items with a dash, links and emphasis without their marks."""
    blocks: list[str] = []
    prefix = ""
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(text):
        if token.type == "list_item_open":
            prefix = "- "
        elif token.type == "inline":
            words = _inline(token)
            if words.strip():
                blocks.append(prefix + words)
            prefix = ""
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip())
    return "\n\n".join(blocks)


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
