"""What is kept of a document beside what was found in it, and follows from the document alone.

Whoever reads works it out, in another process perhaps: the record has one writer, which then only writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pourparler.model import Meaning, Reading, Statement, quote
from pourparler.record.meanings import Packed, packed_meaning, unpacked_meanings
from pourparler.record.near_duplicates import keys_of, shingles


@dataclass(frozen=True, slots=True)
class Matched:
    """Statements as a dossier has them, in the order of their reading.

    ``key``: ``reading.matching_key`` of the dossier. ``source``: who published the document, as it was when they were matched.
    """

    key: str
    source: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading, without its meanings. ``meanings`` and ``bands`` (see ``near_duplicates.keys_of``): of its statements, by their ids."""

    reading: Reading
    meanings: Mapping[str, Packed] = field(default_factory=dict)
    bands: Mapping[str, Sequence[int]] = field(default_factory=dict)
    matched: Matched | None = None


def prepared(reading: Reading, text: str, matched: Matched | None = None) -> Prepared:
    """A reading of a text with what is kept beside it. ``matched``: its statements, matched by their ``kept_meanings``."""
    found = keys_of([shingles(quote(text, s.content)) for s in reading.statements])
    return Prepared(
        replace(reading, meanings={}),
        {id: packed_meaning(meaning) for id, meaning in reading.meanings.items()},
        {s.id: bands for s, bands in zip(reading.statements, found, strict=True)},
        matched,
    )


def kept_meanings(meanings: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Meanings as they will be read back: whoever matches by these does as whoever matches by the record."""
    return dict(zip(meanings, unpacked_meanings([packed_meaning(m) for m in meanings.values()]), strict=True))
