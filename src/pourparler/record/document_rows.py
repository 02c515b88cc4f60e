"""Documents as rows of their table, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from pourparler.model import Block, BlockKind, Document, DocumentKind

DETAILS = ("title", "date", "source", "url", "path", "published_at")
"""What may be completed later."""
_AS_THEY_ARE = (*DETAILS, "text", "language", "encoding", "format", "kind_reason")


def to_row(document: Document) -> dict[str, Any]:
    """The columns that the document itself fills."""
    row = {name: getattr(document, name) for name in _AS_THEY_ARE}
    return row | {
        "id": document.id,
        "sha256": document.sha256,
        "kind": document.kind.value if document.kind else None,
        "date_guessed": document.date_guessed,
        "blocks": blocks_body(document.blocks) or None,
    }


WHAT_IS_CITED = (*_AS_THEY_ARE, "kind", "date_guessed")
"""The columns of a document without its blocks: of a long one these take longer to understand than all else."""


def as_cited(row: Row[Any]) -> Document:
    """A row of these columns as what it means."""
    return Document(
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        kind=DocumentKind(row.kind) if row.kind else None,
        date_guessed=bool(row.date_guessed),
    )


def from_row(row: Row[Any]) -> Document:
    """A row as what it means; kind and blocks are missing where an earlier release wrote it."""
    return replace(
        as_cited(row),
        blocks=tuple(Block(BlockKind(kind), start, end, level) for kind, start, end, level in row.blocks or ()),
    )


def blocks_body(blocks: tuple[Block, ...]) -> list[list[Any]]:
    """Blocks as plain data: kind, start, end, level."""
    return [[b.kind.value, b.start, b.end, b.level] for b in blocks]
