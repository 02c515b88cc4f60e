"""The words of a statement that its other words hang on: "… if inspectors may come", "unless the strait is open"."""

from __future__ import annotations

import re

from pourparler.model import Span, Spans

_OPENS = re.compile(
    r"\b(?:(?<!as )(?:only |even |and )?(?:if|when|once|after)|provided(?: that)?|(?:up)?on (?:the )?condition(?: that)?|(?:as|so) long as|unless|until|"
    r"before|without|in (?:return|exchange) for|in case|conditional on|depend(?:s|ed|ing)? on|must be accompanied by)\b",
    re.I,
)
_ALWAYS = re.compile(r"only|\bif\b|provided|condition|long as|unless|return|exchange|case|depend|accompanied", re.I)
"""What opens a condition by itself; "when", "once", "after" and "until", "before", "without" need more beside them."""
_NEGATED = re.compile(
    r"\b(?:no|not|nothing|never|none|nobody|cannot|only)\b|n['’]t\b|\b(?:stay|remain|continue|keep)s?\b", re.I
)
_FUTURE = re.compile(r"\b(?:will|would|shall|could|can|may|might|going to|ready to)\b|['’](?:ll|d)\b", re.I)
_ENDS = re.compile(
    r"[.;!?:…]|,\s+(?:but|and|while|whereas|or|he|she|they|it|we|I|the|a|an|there|then)\b|\s[–—]\s|[”\"](?=\s|$)"
)
_AFTER_THE_CONDITION = re.compile(r",")


def condition_in(text: str, content: Spans) -> Spans:
    """Where the condition stands in a content, its conjunction included; empty if there is none.

    The first that fits counts. What ends it: the end of the sentence or clause, and the comma where the condition comes first.
    """
    for start, end in content:
        if found := _in_words(text[start:end]):
            return ((start + found[0], start + found[1]),)
    return ()


def _in_words(content: str) -> Span | None:
    for found in _OPENS.finditer(content):
        before = content[
            max(content.rfind(".", 0, found.start()), content.rfind(";", 0, found.start())) + 1 : found.start()
        ]
        if not _ALWAYS.search(found[0]):
            late = found[0].lower() in ("until", "before", "without")
            if not (_NEGATED if late else _FUTURE).search(before):
                continue
        opens_clause = not before.strip(" \n“\"‘'—–,")
        end = (_AFTER_THE_CONDITION if opens_clause else _ENDS).search(content, found.end())
        stop = end.start() if end else len(content)
        stop = len(content[:stop].rstrip(" ,;:”\"'’"))
        if stop > found.end():
            return found.start(), stop
    return None
