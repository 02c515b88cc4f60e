"""Whom the words of a position begin with, where that one acts in them: "Arland and Borland opposed …", "she would welcome …", "we want …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pourparler.model import Span, Spans, merge_spans
from pourparler.reading.encoding import Encoded
from pourparler.reading.named_words import NamedWords
from pourparler.reading.plain_bodies import is_body_noun
from pourparler.reading.word_lists import singular

FIRST = frozenset("i we us our ours me my mine ourselves myself".split())
DUTY = re.compile(
    r"\s+(?:\w+ly\s+)?(?:must|has to|have to|had to|should|needs? to|ought to|will have to|would have to|shall)\b", re.I
)
"""Words behind a name that say what its bearer must do: whoever says so takes the position."""
_THEY = frozenset("he she they".split())
_THEY_BEGIN = re.compile(r"(?:\A|[.!?;][”\"’')\]]*\s+)(?=They\b(?:\s+[\w’']+){0,3}\s*\Z)")
"""Where a sentence begins with "They", a few words before a position."""
_SENTENCE_END = re.compile(r"[^.][.!?;][”\"’')\]]*\s|\n")
_TWO_SENTENCES = 600
"""Code points before a position in which its sentence, and the one before, begin."""
_BEFORE = frozenset('that and but so the “ ” " ,'.split())
_WORDS_OF_A_BODY = 4
"""Words in which a plain noun for a body ends: "the plant's works council"."""


@dataclass(frozen=True)
class Subject:
    """Who acts in the words of a position: ``first`` for "I" and "we", else where anybody else is named."""

    first: bool = False
    spans: Spans = ()


def subject_of(text: str, encoded: Encoded, words: NamedWords, position: Span) -> Subject | None:
    """None where the words begin with something else, say what somebody must do, or only tell whose something is."""
    at, last = encoded.words(*position)
    while at < last and words.said(at) in _BEFORE:
        at += 1
    if at >= last:
        return None
    named = words.name(at) is not None
    if not named and words.said(at) in FIRST:  # "the US" is no "us"
        return Subject(first=True)
    end = encoded.words(*words.span(at))[1] if named else _described_until(words, at, last)
    if end is None or end >= last or (named and is_body_noun(words.said(end))):
        return None
    span = encoded.places[at][0], encoded.places[end - 1][1]
    if _owns(text, span) or DUTY.match(text, span[1]) is not None:
        return None
    if not named:
        return Subject(spans=(span,))
    beside = [s for _, s in words.listed([span]).values()] + [s for _, s in words.behind([span])]
    return Subject(spans=merge_spans([span, *beside]))


def _described_until(words: NamedWords, at: int, last: int) -> int | None:
    """The word after "she", "they" or a plain noun for a body with which words begin: "the works council"; None where they begin otherwise."""
    if words.said(at) in _THEY:
        return at + 1
    noun = next((k for k in range(at, min(at + _WORDS_OF_A_BODY, last)) if is_body_noun(words.said(k))), None)
    return noun + 1 if noun is not None else None


def _owns(text: str, span: Span) -> bool:
    """Whether a name only tells whose something is: "Arland's offer"."""
    return text[slice(*span)].endswith(("'s", "’s")) or text[span[1] : span[1] + 1] in ("'", "’")


def they_before(text: str, encoded: Encoded, words: NamedWords, position: Span) -> list[tuple[int, float]]:
    """The words, with the share of each, that name whom "They" means where the sentence of a position begins with it: the several whom the sentence before
    is about. None where that one is about one body, or where a paragraph begins between them.
    """
    low = max(encoded.extent[0], position[0] - _TWO_SENTENCES)
    they = _THEY_BEGIN.search(f"{text[low : position[0]]}{text[slice(*position)].split()[0]}")
    if they is None:
        return []
    begins = low + they.end()
    ends = [m.end() for m in _SENTENCE_END.finditer(text, low, low + they.start() + 1)]
    start = ends[-1] if ends else low
    if "\n" in text[start:begins]:
        return []
    subject = subject_of(text, encoded, words, (start, begins))
    if subject is None or not subject.spans:
        return []
    found = [k for span in subject.spans for k in range(*encoded.words(*span))]
    named = {name.side for k in found if (name := words.name(k)) is not None}
    several = len(named) > 1 or (not named and singular(words.said(found[-1])) is not None)
    return [(k, 1 / len(found)) for k in found] if several else []
