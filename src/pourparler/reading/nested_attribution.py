"""What somebody is reported to have said: attributions inside the content of others.

The corpus that the model learns from gives each word to one attribution, the outermost ("Novik said the prime minister had told her …").
So what lies within is found by reading the content once more, as a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pourparler.model import Span, quote
from pourparler.reading.attribution import Attribution, find_attributions
from pourparler.reading.encoding import Encoded
from pourparler.reading.model import Model

_SAYS = re.compile(
    r"\b(?:say|says|said|saying|tells?|told|telling|promis(?:e|es|ed|ing)|assur(?:e|es|ed|ing)|claim(?:s|ed|ing)?|demand(?:s|ed|ing)?"
    r"|insist(?:s|ed|ing)?|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|accept(?:s|ed|ing)?|agree[ds]?|offer(?:s|ed|ing)?|propos(?:e|es|ed|ing)"
    r"|warn(?:s|ed|ing)?|threaten(?:s|ed|ing)?|announc(?:e|es|ed|ing)|suggest(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|want(?:s|ed|ing)?"
    r"|ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|den(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?|report(?:s|ed)|according to)\b",
    re.I,
)
"""Contents without such a word are not read again: it costs time, and there would be nothing to find."""
_NOT_A_REPORT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput|rebut|refut|reject|dismiss|demand|urg(?:e|es|ed|ing)|ask|call(?:s|ed|ing)? (?:on|for)|want)",
    re.I,
)
"""Cues that say it is not true or that it ought to be: nobody is then reported to have said it."""
_NOT_YET = re.compile(r"\b(?:will|would|shall|should|could|may|might|must|can|cannot|to|not|never)\b|n[’']t\b", re.I)
"""Cues that tell of words not said."""
_OWN_VOICE = frozenset(("i", "we", "who", "that", "which", "it", "this", "you", "one", "everyone", "nobody", "no one"))
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_OPENING = "“‘\"'«„"
_LEAST = 0.5
"""Score from which an attribution inside another counts."""
_FEWEST_WORDS = 3
"""Contents that are shorter say too little to stand alone."""


@dataclass(frozen=True, slots=True)
class Reported:
    """An attribution that lies in the content of another, ``found[outer]``."""

    outer: int
    attribution: Attribution


def find_reported(text: str, encoded: Encoded, found: Sequence[Attribution], model: Model) -> list[Reported]:
    """Attributions one level inside those found, in their order; deeper ones are left in the content of these.

    Those whose outer cue denies or demands it are left out, as are those in the outer speaker's own voice ("I told them …").
    """
    within = []
    for outer, attribution in enumerate(found):
        if _NOT_A_REPORT.search(quote(text, attribution.cue)):
            continue
        for start, end in attribution.content:
            if _SAYS.search(text, start, end):
                within += [Reported(outer, a) for a in _inside(text, encoded, start, end, model)]
    return within


def _in_its_sentence(text: str, a: Attribution) -> Attribution:
    """Without what stands behind the sentence of its cue: there whoever reports speaks again, unless it stands in quotation marks of its own."""
    last = a.cue[-1][1]
    kept: list[Span] = []
    for start, end in a.content:
        stop = _SENTENCE_END.search(text, last, end) if end > last else None
        if stop is None or text[start] in _OPENING:
            kept.append((start, end))
        elif stop.start() > start:
            kept.append((start, stop.start()))
    return replace(a, content=tuple(kept))


def _inside(text: str, encoded: Encoded, start: int, end: int, model: Model) -> Iterator[Attribution]:
    first, last = encoded.words(start, end)
    while first < last and text[slice(*encoded.places[first])].lower() in ("that", "“", '"', ",", "‘", "'"):
        first += 1
    if last - first <= _FEWEST_WORDS:
        return
    part = encoded.part(first, last)
    for attribution in find_attributions(part, model.scores(part), model.transitions):
        attribution = _in_its_sentence(text, attribution)
        source, cue = quote(text, attribution.source).lower(), quote(text, attribution.cue)
        said = _SAYS.search(cue) and not _NOT_YET.search(cue)
        words = sum(b - a for a, b in (encoded.words(*span) for span in attribution.content))
        if said and source and source not in _OWN_VOICE and words >= _FEWEST_WORDS and attribution.score >= _LEAST:
            yield attribution
