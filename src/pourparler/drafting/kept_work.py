"""What one draft leaves for the next: results that hold as long as what they are made of is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pourparler.model import Document

_PARTS = ("drafting", "model", "reading", "structure")
"""The packages whose rules and models make what is kept."""


@dataclass(frozen=True, slots=True)
class KeptWork:
    """``found``: what an earlier draft left, by name. ``made``: what this one leaves. A draft is the same with and without what was found."""

    found: Mapping[str, bytes] = field(default_factory=dict)
    made: dict[str, bytes] = field(default_factory=dict)


def document_key(document: Document) -> str:
    """What a document is, as far as its sentences and the days that it names hang on it: its text, its day, its kind and its blocks."""
    blocks = "".join(f" {b.kind} {b.start} {b.end} {b.level}" for b in document.blocks)
    told = f"{document.sha256} {document.date} {document.kind}{blocks}"
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


@cache
def program() -> str:
    """What the rules are by which work is done: another release, or a changed rule, begins anew (SHA-256, 16 hexadecimal digits)."""
    told = hashlib.sha256()
    for part in _PARTS:
        folder = files("pourparler") / part
        for path in sorted((p for p in folder.iterdir() if p.name.endswith((".py", ".json"))), key=lambda p: p.name):
            told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:16]
