"""What one draft leaves for the next: results that hold as long as what they are made of is the same."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Document

T = TypeVar("T")
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


def packed(told: Any, **arrays: NDArray[Any]) -> bytes:
    """Arrays, and what JSON can tell, as bytes that are kept."""
    kept = io.BytesIO()
    words = np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)
    np.savez(kept, allow_pickle=False, told=words, **arrays)
    return kept.getvalue()


def unpacked(kept: bytes, made: Callable[[Any, Mapping[str, NDArray[Any]]], T]) -> T | None:
    """What ``made`` makes of that (what was told, the arrays by name); None where the bytes are something else: it is worked out anew then."""
    try:
        with np.load(io.BytesIO(kept), allow_pickle=False) as found:
            return made(json.loads(found["told"].tobytes()), found)
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile):
        return None


@cache
def program() -> str:
    """What the rules are by which work is done: another release, or a changed rule, begins anew (SHA-256, 16 hexadecimal digits)."""
    told = hashlib.sha256()
    for part in _PARTS:
        for path in _rules(files("pourparler") / part):
            told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:16]


def _rules(folder: Traversable) -> Iterator[Traversable]:
    """The modules, models and word lists of a package, those of its folders too."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            yield from _rules(path)
        elif path.name.endswith((".py", ".json", ".toml")):
            yield path
