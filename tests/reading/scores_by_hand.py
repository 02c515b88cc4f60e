"""What a model might say of a short text, made by hand: which words take positions, who holds them, what names somebody, who acts for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pourparler.reading import positions_taken as taken
from pourparler.reading.encoding import WORD, Encoded, Window
from pourparler.reading.model import ENTITIES, Pointer, Scores

Mark = tuple[str, str, Sequence[str]]
"""Words of a position, its kind, and the words that its own point to."""
SURE = 10.0


def encoded(text: str) -> Encoded:
    """The words of a text; no word pieces are needed where no model is asked."""
    spans = np.array([m.span() for m in WORD.finditer(text)], dtype=np.int64)
    count = len(spans)
    signs = np.zeros((count, 3), dtype=np.int64)
    signs[0, 2] = 2
    return Encoded(spans, np.arange(count), np.arange(count + 1), signs)


def word(text: str, quoted: str) -> int:
    """The number of the first word of a quotation."""
    return encoded(text).words(text.index(quoted), text.index(quoted) + len(quoted))[0]


def scores(
    text: str,
    marks: Sequence[Mark] = (),
    *,
    sure: float = 6.0,
    entities: Mapping[str, str] = {},
    acts_for: Mapping[str, tuple[str, float]] = {},
    means: Mapping[str, str] = {},
) -> Scores:
    """``entities``: words → PERSON, ORGANIZATION, LOCATION. ``acts_for``: a person's last word → a body's word and the pointer's probability.

    ``means``: a word → the word that it points back to.
    """
    words = encoded(text)
    count = len(words)
    positions = np.zeros((count, taken.COLUMNS), dtype=np.float32)
    positions[:, 0] = sure
    holders = np.zeros((count, count), dtype=np.float32)
    for quoted, kind, names in marks:
        first, last = words.words(text.index(quoted), text.index(quoted) + len(quoted))
        positions[first:last, :3] = (0, 0, sure)
        positions[first, :3] = (0, sure, 0)
        positions[first:last, 3 + taken.KINDS.index(kind)] = 6
        positions[first:last, taken.CONDITIONAL] = -6
        for name in names:
            holders[first:last, word(text, name)] = SURE * count**0.5
    named = np.zeros((count, len(ENTITIES)), dtype=np.float32)
    named[:, ENTITIES.index("O")] = SURE / 2
    for quoted, kind in entities.items():
        for found in range(len(text)):
            if text.startswith(quoted, found):
                first, last = words.words(found, found + len(quoted))
                named[first:last, ENTITIES.index(kind)] = SURE
    affiliations, antecedents = (np.eye(count, dtype=np.float32) * SURE * 2 for _ in range(2))
    for person, (body, chance) in acts_for.items():
        column = word(text, body)
        for row in (k for k, span in enumerate(words.spans) if text[slice(*span)] == person):
            affiliations[row, column] = affiliations[row, row] + np.log(chance / (1 - chance))
    for back, to in means.items():
        antecedents[word(text, back), word(text, to)] = SURE * 5
    columns = np.eye(count, dtype=np.float32) * count**0.5
    none = np.zeros(32, dtype=np.float32)
    empty = Pointer(columns, columns, none)
    return Scores(
        Window(0, count, 0, count),
        np.zeros((count, 7), dtype=np.float32),
        empty,
        empty,
        Pointer(antecedents, columns, none),
        np.zeros((count, 384), dtype=np.float16),
        positions,
        Pointer(holders, np.eye(count, dtype=np.float32), none),
        0.0,
        named,
        Pointer(affiliations, columns, none),
    )
