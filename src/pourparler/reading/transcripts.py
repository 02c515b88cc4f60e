"""Transcripts: a turn begins with the speaker's name and a colon."""

from __future__ import annotations

import re

from pourparler.reading.attribution import Attribution
from pourparler.reading.sentences import paragraphs

_TURN = re.compile(
    r"\s*(?P<name>(?:Q|A|[A-ZÀ-Þ][\w.'’\-]+(?:[ ,]+(?:of|for|the|de|van|von|al|bin|[A-ZÀ-Þ(][\w.'’\-)]*)){0,6}))\s*(?P<colon>:)\s+(?=\S)"
)
MINIMUM = 3
"""Turns below which a text is no transcript: a colon after a name happens in any report."""


def find_turns(text: str) -> list[Attribution]:
    """One attribution a paragraph of a transcript; empty where the text is none.

    A paragraph without a name goes on with the turn before it, if that one stands directly above.
    """
    spans = paragraphs(text)
    heads = [_TURN.match(text, start, end) for start, end in spans]
    named = [h for h in heads if h]
    if len(named) < MINIMUM or len(named) * 2 < len(spans) or len({h["name"] for h in named}) < 2:
        return []
    turns: list[Attribution] = []
    for (start, end), head in zip(spans, heads, strict=True):
        if head:
            name, colon = head.span("name"), head.span("colon")
            turns.append(Attribution((name,), (colon,), ((head.end(), end),)))
        elif turns:
            last = turns[-1]
            turns.append(Attribution(last.source, last.cue, ((start, end),)))
    return turns
