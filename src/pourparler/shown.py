"""Text where people see it: no character in it does anything but stand there. The record keeps what a document says; this is for showing.

What is harmful: control characters (C0, DEL, C1: they move a terminal's cursor, colour it, ring, and XML forbids most of them); characters
that turn the direction of what is around them (the embeddings, overrides and isolates of Unicode Standard Annex 9, 2; "Trojan Source",
Boucher and Anderson 2021); lone surrogates and the noncharacters that XML forbids. Tabs and line feeds stay, and so do marks that letters
need (zero-width joiners, U+200E, U+200F).

Every harmful character is shown by exactly one: where pages count characters, they count those of the document.
"""

from __future__ import annotations

import json
import re
from typing import Any

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Characters that change the direction of what follows, as a range of a regular expression."""

_HARMFUL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{TURNING}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
"""Control characters have pictures of their own: ␛ for an escape, ␇ for a bell."""
REPLACEMENT = "\ufffd"
"""Stands for what has no picture."""


def shown(text: str) -> str:
    """The text with every harmful character replaced by one that only stands there, as many code points as before.

    ``\\r\\n`` becomes a blank and a line feed: a carriage return alone would let a terminal write over the line.
    """
    return _HARMFUL.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    if found[0] == "\r" and found.string[found.end() : found.end() + 1] == "\n":
        return " "
    return _PICTURES.get(ord(found[0]), REPLACEMENT)


def shown_in_template(value: object) -> object:
    """For ``finalize`` of a Jinja environment: what an expression gives, harmless. Markup stays markup, a number a number."""
    if isinstance(value, int | float):
        return value
    if isinstance(value, str) and hasattr(value, "__html__"):
        return type(value)(shown(value)) if _HARMFUL.search(value) else value
    return shown(str(value))


def written_json(value: Any, indent: int | None = None, *, only_ascii: bool = False) -> str:
    """JSON whose harmful characters are escaped, and with ``only_ascii`` all letters beyond: it gives the value back as it was.

    ``json.dumps`` escapes C0 alone or everything beyond ASCII; C1 moves a terminal's cursor too, and a lone surrogate cannot be encoded.
    """
    text = json.dumps(value, ensure_ascii=only_ascii, indent=indent, default=str)
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
