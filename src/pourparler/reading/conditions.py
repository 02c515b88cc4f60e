"""The words of a statement that its other words hang on: "… if inspectors may come", "unless the strait is open"."""

from __future__ import annotations

import re

from pourparler.model import Span, Spans
from pourparler.reading.word_lists import any_of, word_table

_OPENERS = word_table("conditions")["opens"]
_OPENS = re.compile(any_of(pattern for those in _OPENERS.values() for pattern in those), re.I)
_WITH_FUTURE = frozenset(_OPENERS["with_future"])
_WITH_NEGATION = frozenset(_OPENERS["with_negation"])
_NO_CONDITION = re.compile(
    r"\b(?:as|even|ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|knows?|knew|see|sure|doubt(?:s|ed|ful)?|unclear|decid(?:e|es|ed)|tell|questions?|check|remember)"
    r" (?:\w+ )?$",
    re.I,
)
"""What stands before an "if" that opens no condition: a comparison, a concession ("even if"), an indirect question ("asked if")."""
_FUTURE = re.compile(
    r"\b(?:will|would|shall|could|can|cannot|may|might|must|going to|ready to|won['’]t)\b|['’](?:ll|d)\b", re.I
)
_NEGATED = re.compile(r"\b(?:no|not|nothing|never|none|nobody|cannot)\b|n['’]t\b", re.I)
_PAST = re.compile(r"\b(?:have|has|had|did|was|were)\b|\b(?:have|has|had|did|was|were)n['’]t\b|['’]ve\b", re.I)
_STAYS = re.compile(r"\b(?:stay|remain|continue|keep)s?\b", re.I)
_SENTENCE_END = re.compile(r"[.!?;]\s")
_ENDS = re.compile(
    r"[.;!?:…]|,\s+(?:but|and|while|whereas|or|he|she|they|it|we|I|the|a|an|there|then)\b|\s[–—]\s|[”\"](?=\s|$)"
)
_AFTER_THE_CONDITION = re.compile(r",")
_REACH = 1_000
"""Code points before a conjunction that are looked at; a sentence without end would be looked at again for each."""


def condition_in(text: str, content: Spans) -> Spans:
    """Where the condition stands in a content, its conjunction included; empty if there is none. The first that fits counts."""
    for start, end in content:
        if found := find_condition(text[start:end]):
            return ((start + found[0], start + found[1]),)
    return ()


def find_condition(words: str) -> Span | None:
    """The first condition in the words, its conjunction included.

    What ends it: the end of the sentence or clause, and the comma where the condition comes first.
    """
    begins = passed = 0
    for found in _OPENS.finditer(words):
        for end_before in _SENTENCE_END.finditer(words, passed, found.start()):
            begins = end_before.end()
        passed = found.start()
        before = words[max(begins, found.start() - _REACH) : found.start()]
        if not _is_condition(found[0].lower(), before):
            continue
        opens_clause = not before.strip(" \n“\"‘'—–,")
        end = (_AFTER_THE_CONDITION if opens_clause else _ENDS).search(words, found.end())
        stop = end.start() if end else len(words)
        stop = len(words[:stop].rstrip(" ,;:”\"'’"))
        if stop > found.end():
            return found.start(), stop
    return None


def _is_condition(opener: str, before: str) -> bool:
    """Whether a conjunction opens a condition after these words of its sentence."""
    if opener in _WITH_FUTURE:
        return _FUTURE.search(before) is not None
    if opener in _WITH_NEGATION:
        if opener == "until" and _STAYS.search(before):
            return True
        ahead = _FUTURE.search(before) or not _PAST.search(before)
        never = re.search(r"\bnever\b", before, re.I) and not _FUTURE.search(
            before
        )  # "They never came without an army."
        return bool(_NEGATED.search(before) and ahead and not never)
    return _NO_CONDITION.search(before) is None
