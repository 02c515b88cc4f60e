"""Words, word pieces and windows: how a text is put before the model, the same in training and in use.

A word is what SCORING counts as a token: a maximal run of word characters, joined over an inner apostrophe, stop or hyphen;
any other character that is not space stands alone. The encoder's vocabulary knows no capitals and no line ends, so each
word carries three signs beside its pieces: its case, whether it stands inside quotation marks, whether it opens a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Block, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

WORD = re.compile(r"\w+(?:['‘’.\-]\w+)*|\S")
MOST_PIECES = 510
"""Word pieces in one window; with its two ends the 512 positions that the encoder has."""
WORDS_A_PART = 30_000
"""Words of a text that are read at once; what the model says of a part takes about 100 MB."""
WORDS_ENCODED = 4096
"""Words that the tokenizer is given at once."""
PIECES_A_WORD = 12
"""A longer word (an address, a run of base64) is cut for the model; its span in the text is not."""

CASES = 5
"""No letters, lower case, capitalised, all capitals, digits."""
QUOTES = 3
"""Outside quotation marks, inside, the mark itself."""
PLACES = 3
"""Inside a paragraph, first word of a paragraph, first word after an empty line or of the text."""

_OPENING, _CLOSING = "“«„", "”»"
_STRAIGHT = '"'


@dataclass(frozen=True)
class Encoded:
    """A text in words.

    ``spans`` is (words, 2), code points. ``pieces`` holds the word pieces of all words in one row, word k's at
    ``starts[k]:starts[k + 1]``. ``signs`` is (words, 3): case, quotation, place.
    """

    spans: Ints
    pieces: Ints
    starts: Ints
    signs: Ints

    def __len__(self) -> int:
        return len(self.spans)

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The words, first and last (exclusive), that share a code point with the span."""
        first = bisect_right(self.places, start, key=itemgetter(1))
        return first, max(first, bisect_left(self.places, end, key=itemgetter(0)))

    @cached_property
    def places(self) -> list[Span]:
        """``spans`` as plain numbers, for whoever asks word by word."""
        return [(start, end) for start, end in self.spans.tolist()]

    def part(self, first: int, last: int) -> Encoded:
        """Some of the words as a text of their own; their spans stay those of the whole text."""
        signs = self.signs[first:last].copy()
        signs[:1, 2] = 2
        starts = self.starts[first : last + 1]
        return Encoded(self.spans[first:last], self.pieces[starts[0] : starts[-1]], starts - starts[0], signs)

    @property
    def extent(self) -> tuple[int, int]:
        """From the first to the last code point of any word."""
        return (int(self.spans[0, 0]), int(self.spans[-1, 1])) if len(self) else (0, 0)

    def parts(self, most: int = WORDS_A_PART) -> list[Encoded]:
        """Parts of at most ``most`` words, which end before a paragraph where one begins in their last quarter."""
        edges = [0]
        while len(self) - edges[-1] > most:
            last = edges[-1] + most
            edges.append(_paragraph_before(self, last, least=last - most // 4))
        edges.append(len(self))
        return [self] if len(edges) == 2 else [self.part(a, b) for a, b in pairwise(edges)]


@dataclass(frozen=True)
class Window:
    """Words ``first:last`` of a text; what the model says of ``keep_first:keep_last`` is used."""

    first: int
    last: int
    keep_first: int
    keep_last: int


def encode(text: str, tokenizer: Tokenizer, blocks: Sequence[Block] = ()) -> Encoded:
    """Cut the text into words and word pieces; a line opens a paragraph where a block begins with it, every line where none are given.

    Time grows in proportion to the text.
    """
    found = [m.span() for m in WORD.finditer(text)]
    spans = np.array(found, dtype=np.int64).reshape(-1, 2)
    words = [text[a:b] for a, b in found]
    pieces_of = _pieces_of(dict.fromkeys(words), tokenizer)
    starts = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum([len(pieces_of[word]) for word in words], out=starts[1:])
    pieces = [piece for word in words for piece in pieces_of[word]]
    return Encoded(
        spans,
        np.array(pieces, dtype=np.int64),
        starts,
        _signs(text, found, {b.start for b in blocks}),
    )


def _pieces_of(words: Iterable[str], tokenizer: Tokenizer) -> dict[str, list[int]]:
    """The word pieces of each different word, one at the least. They do not depend on the words beside it, and most words of a text come again."""
    unknown = tokenizer.token_to_id("[UNK]") or 0
    different = list(words)
    found: dict[str, list[int]] = {word: [] for word in different}
    for begin in range(0, len(different), WORDS_ENCODED):
        some = different[begin : begin + WORDS_ENCODED]
        encoding = tokenizer.encode(some, is_pretokenized=True, add_special_tokens=False)
        for piece, number in zip(encoding.ids, encoding.word_ids, strict=True):
            if number is not None and len(found[some[number]]) < PIECES_A_WORD:
                found[some[number]].append(piece)
    return {word: pieces or [unknown] for word, pieces in found.items()}


def _signs(text: str, found: Sequence[tuple[int, int]], opens: set[int]) -> Ints:
    signs: list[tuple[int, int, int]] = []
    inside, before = False, 0
    for start, end in found:
        gap = text[before:start]
        opened = 0
        if not signs or ("\n" in gap and (not opens or start in opens)):
            inside = False
            opened = 2 if not signs or gap.count("\n") > 1 else 1
        before = end
        word = text[start:end]
        if word in _OPENING or word in _CLOSING or word == _STRAIGHT:
            inside = word in _OPENING or (word == _STRAIGHT and not inside)
            signs.append((_case(word), 2, opened))
        else:
            signs.append((_case(word), int(inside), opened))
    return np.array(signs, dtype=np.int64).reshape(-1, 3)


@lru_cache(maxsize=WORDS_ENCODED)
def _case(word: str) -> int:
    if word.isdigit():
        return 4
    if word.islower():
        return 1
    if len(word) > 1 and word.isupper():
        return 3
    return 2 if word[0].isupper() else 0


def windows(encoded: Encoded, *, overlap: int = 60, most: int = 320, shift: int = 40) -> list[Window]:
    """Cut a text into windows of about equal length, at a paragraph where one begins within ``shift`` / 2 pieces of the cut.

    Every word is kept by exactly one window; half of ``overlap`` more pieces are seen before the first and after the last one kept.
    There is one window or an even number, so that two cores are busy to the end. ``most``: about the largest number of pieces in a window.
    """
    pieces, words = int(encoded.starts[-1]), len(encoded)
    if pieces <= most:
        return [Window(0, words, 0, words)] if words else []
    count = -(-(pieces - overlap) // (most - overlap - shift))
    count += count % 2
    opens = np.flatnonzero(encoded.signs[:, 2])
    cuts = [0]
    for k in range(1, count):
        wanted = pieces * k / count
        near = opens[np.abs(encoded.starts[opens] - wanted) <= shift / 2]
        at = near[np.abs(encoded.starts[near] - wanted).argmin()] if len(near) else encoded.starts.searchsorted(wanted)
        if cuts[-1] < at < words:
            cuts.append(int(at))
    result = []
    for first, last in pairwise([*cuts, words]):
        begin = int(np.searchsorted(encoded.starts, encoded.starts[first] - overlap / 2))
        end = int(np.searchsorted(encoded.starts, encoded.starts[last] + overlap / 2, side="right")) - 1
        result.append(Window(begin, min(max(end, last), words), first, last))
    return result


def _paragraph_before(encoded: Encoded, word: int, *, least: int) -> int:
    """The last word at or before ``word`` that opens a paragraph, if it is after ``least``; else ``word``."""
    opens = np.flatnonzero(encoded.signs[max(least, 0) + 1 : word + 1, 2])
    return int(opens[-1]) + max(least, 0) + 1 if len(opens) else word
