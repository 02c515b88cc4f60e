"""What a statement does: demands, offers, rejects, and so on; by the cue's verb and the words of the content."""

from __future__ import annotations

import re

from pourparler.model import Stance
from pourparler.reading.cues import HEDGES

_RULES: tuple[tuple[Stance, str, str], ...] = (
    # stance, pattern on the cue, pattern on the content (either is enough); the first that fits counts
    (Stance.DENIES, r"\b(?:den(?:y|ies|ied|ying)|disput)", r"\b(?:is|are|was|were) (?:not true|untrue|false)\b"),
    (
        Stance.CONDITIONS,
        r"$^",
        r"\b(?:only if|only when|only once|provided that|provided|on (?:the )?condition|as long as|so long as|unless|not (?:\w+ ){0,4}until"
        r"|no (?:\w+ ){0,4}without|not (?:\w+ ){0,4}without|must be accompanied by|depends on)\b",
    ),
    (
        Stance.REJECTS,
        r"\b(?:reject|refus|dismiss|oppos|rul(?:e|es|ed|ing) out|declin)",
        r"\b(?:reject\w*|unacceptable|(?:will|would|could|can|shall|may|does|do|did)(?: not|n['’]t| never) (?:\w+ )?(?:accept|agree|sign|surrender"
        r"|give up|cede|tolerate|recogni[sz]e|allow|negotiate|discuss|consider)|(?:cannot|could not|will not|would not) be accepted|cannot (?:accept|agree)|no intention of"
        r"|out of the question|never (?:accept|agree)|red line|rul(?:e|es|ed) out|not (?:be )?acceptable|opposed to|not for sale)\b",
    ),
    (
        Stance.CONCEDES,
        r"\bconced",
        r"\b(?:no longer (?:insist|demand|require|ask)\w*|drop\w* (?:its|their|the|our) (?:demand|objection|claim)\w*|would have to (?:abandon|accept)"
        r"|need to (?:abandon|accept)|could live with|can live with|give up (?:its|their|our) (?:claim|demand)\w*|withdr\w+ (?:its|their|our) objection)\b",
    ),
    (
        Stance.OFFERS,
        r"\b(?:offer|propos)",
        r"\b(?:offer\w*|propos\w+|(?:is|are|am|was|were|be|remains?) (?:ready|prepared|willing) to|would be (?:ready|prepared|willing) to)\b",
    ),
    (Stance.PREFERS, r"\bprefer", r"\b(?:prefer\w*|would rather|favou?rs?|better (?:than|for us))\b"),
    (
        Stance.CALLS_ON,
        r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for|upon)|appeal)",
        r"^(?:for|on|upon)\b|\b(?:calls? (?:on|for)|urges?|appeals? to)\b",
    ),
    (
        Stance.DEMANDS,
        r"\b(?:demand|insist|want|seek|sought|requir)",
        r"\b(?:must(?: not)?|demand\w*|insist\w*|requires?|has to|have to|needs? to|non-negotiable|wants?)\b",
    ),
    (
        Stance.ACCEPTS,
        r"\b(?:accept|agree|welcom|endors)",
        r"\b(?:accept(?:s|ed|able)?|agree[sd]?(?: to| that)?|had agreed|have agreed|welcomes?|is acceptable)\b",
    ),
)
_COMPILED = tuple((stance, re.compile(cue, re.I), re.compile(content, re.I)) for stance, cue, content in _RULES)


def stance_of(cue: str, content: str) -> Stance:
    """The stance; ``reports`` where no rule fits, and for a question. Words of the cue go before words of the content."""
    if content.rstrip('"”’ ').endswith("?"):
        return Stance.REPORTS
    for stance, on_cue, _ in _COMPILED:
        if stance not in (Stance.ACCEPTS, Stance.DEMANDS) and on_cue.search(cue):
            return stance
    for stance, _, on_content in _COMPILED:
        if on_content.search(content):
            return stance
    return next((stance for stance, on_cue, _ in _COMPILED if on_cue.search(cue)), Stance.REPORTS)


def is_hedged(cue: str, content: str) -> bool:
    """Whether the words make the report less than certain."""
    words = f" {cue} {content} ".lower()
    return any(hedge in words for hedge in HEDGES)
