"""What the form of a file tells of its text: pieces in their order, each of a kind; then found again in the stored text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pourparler.documents.normalise import normalise
from pourparler.model import BlockKind
from pourparler.structure.blocks import Known

_AWAY = 2_000
"""Code points within which a piece is looked for after the one before; further on it would be another one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph, a cell … with its words as the file has them. ``level``: of a heading, 1 the highest."""

    kind: BlockKind
    text: str
    level: int = 0


def placed(text: str, pieces: Iterable[Piece]) -> Sequence[Known]:
    """Where the pieces stand in the normalised text; one that is not found is left to be found as plain text is."""
    known = []
    at = 0
    for piece in pieces:
        words = normalise(piece.text)
        start = text.find(words, at, at + len(words) + _AWAY) if words else -1
        if start >= 0:
            at = start + len(words)
            known.append(Known(start, at, piece.kind, piece.level))
    return known
