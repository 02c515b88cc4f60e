"""What a statement does: demands, offers, rejects, and so on; by the cue's verb and the words of the content."""

from __future__ import annotations

import re

from pourparler.model import Stance
from pourparler.reading.cues import HEDGES

_NOT = r"(?:not|n['’]t|never)"
_ASSERTION = r"(?:charge|accusation|allegation|claim|report|rumou?r|suggestion that|media report)s?\b"

# stance, words of the cue, words of the content (either is enough). The first that fits counts: what is narrow stands first.
_RULES: tuple[tuple[Stance, str, str], ...] = (
    (
        Stance.CONDITIONS,
        r"$^",
        r"\b(?:only (?:if|when|once|after)|provided(?: that)?|(?:up)?on (?:the )?condition|(?:as|so) long as|unless|conditional on|depends? on|must be accompanied by"
        r"|(?:not|nothing|no|never)\b[^.?!]{0,60}?\b(?:until|without|before)|(?:stay|remain|stays|remains|continue)\b[^.?!]{0,40}?\buntil|if and when|in (?:return|exchange) for)\b"
        r"|\b(?:would|could|will|shall|can|may|might|is|are|was|were)\b[^.?!]{0,90}?\bif\b|^[^.?!]{0,80}\bif\b[^.?!]{0,80}\b(?:would|could|will|can)\b"
        r"|^if\b",
    ),
    (
        Stance.DENIES,
        r"\b(?:den(?:y|ies|ied|ying)|disput|rebut|refut)",
        rf"\b(?:(?:is|are|am|was|were|be) (?:not true|untrue|false|a lie)|nothing of the (?:kind|sort)|no such|there (?:is|was|were|has been|had been) no (?:deal|agreement|offer|split|plan|talks|decision)"
        rf"|(?:I|we|he|she|they) (?:have|has|had)? ?never (?:met|said|made|offered|agreed)|(?:did|had|have|has) ?{_NOT} (?:said|say|offer|agree|promise|threaten)|we deny)\b",
    ),
    (
        Stance.CONCEDES,
        r"\b(?:conced|acknowledg|admit|no longer (?:insist|demand|object|oppos|requir)|(?:has|have|had) (?:dropped|given up|softened))",
        r"\b(?:no longer (?:insist|demand|require|ask|object|oppos)\w*|(?:any longer|any more) (?:on|for|to)|drop(?:s|ped|ping)? (?:its|their|the|our|a|his|her) (?:demand|objection|claim|refusal|insistence)\w*"
        r"|(?:would|will|need|has|have) (?:have )?to (?:abandon|give up)|(?:could|can|would|might) live with|(?:could|can|would) do without|g(?:i|a)ven? up (?:its|their|our|the|his|her) (?:claim|demand|word)\w*"
        r"|withdr\w+ (?:its|their|our) (?:objection|demand|claim)|had given up)\b",
    ),
    (
        Stance.REJECTS,
        r"\b(?:reject|refus|dismiss|oppos|rul(?:e|es|ed|ing) out|declin|turn(?:s|ed)? down|reject|vetoe?d)",
        rf"\b(?:reject\w*|unacceptable|(?:will|would|could|can|shall|may|does|do|did|is|are)(?: ?{_NOT}) (?:\w+ )?(?:accept|agree|sign|surrender|pay"
        r"|give up|cede|tolerate|recogni[sz]e|allow|negotiate|discuss|consider|going to)|cannot (?:accept|agree|be accepted)|no intention of|off the table|nothing to (?:discuss|recogni[sz]e|negotiate)"
        r"|out of the question|never (?:accept|agree|sign|give)|red line|rul(?:e|es|ed) out|not (?:be )?acceptable|opposed to|not for sale|nobody will)\b|^[“\"]?no[.,:]",
    ),
    (
        Stance.PREFERS,
        r"\b(?:prefer|favou?r)",
        r"\b(?:prefer\w*|(?:would|['’]d|’d) (?:much )?(?:rather|sooner)|favou?r(?:s|ed)?|better (?:than|for us))\b",
    ),
    (
        Stance.CALLS_ON,
        r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for|upon)|appeal|invit|exhort|pleads?|pleaded)",
        r"^(?:for|on|upon)\b|\b(?:calls? (?:on|for|upon)|calling (?:on|for)|we (?:urge|invite|appeal)|urges?|appeals? to)\b",
    ),
    (
        Stance.OFFERS,
        r"\b(?:offer|propos|undert(?:ake|ook)|pledg|promis|put(?:s|ting)? forward|tabled|volunteer|is (?:ready|prepared|willing)|are (?:ready|prepared|willing)|(?:was|were) (?:ready|prepared|willing))",
        r"\b(?:offer(?:s|ed|ing)? (?:to|a|an)|propos(?:e|es|ed|ing)|(?:is|are|am|was|were|be|been|remains?|remained) (?:\w+ )?(?:ready|prepared|willing) to|would be (?:ready|prepared|willing) to|we (?:offer|propose))\b",
    ),
    (
        Stance.DEMANDS,
        r"\b(?:demand|insist|want|seek|sought|requir|reiterated (?:its|their|his|her) demand|claims? the right)",
        r"\b(?:must(?: not)?|demand\w*|insist\w*|requires?|has to|have to|needs? to|non-negotiable|wants?|nothing less|or not at all|the least|should (?:be|follow|go))\b"
        r"|\bonly (?:the )?[^.]{0,40} (?:would|will) do\b|^[“\"]?(?:give|let|open|release|return|stop|lift|free|end|pay)\b(?! no)",
    ),
    (
        Stance.ACCEPTS,
        r"\b(?:accept|agree|welcom|endors|hail|prais|embrac|approv|back(?:s|ed)\b|support)",
        r"\b(?:accept(?:s|ed|able)?|agree[sd]?(?: to| that)?|had agreed|have agreed|welcomes?|is acceptable|signed up to)\b",
    ),
)
_COMPILED = tuple((stance, re.compile(cue, re.I), re.compile(content, re.I)) for stance, cue, content in _RULES)
_OF_AN_ASSERTION = re.compile(rf"^(?:the |a |any |such |those |these |media )*{_ASSERTION}", re.I)


def stance_of(cue: str, content: str) -> Stance:
    """The stance; ``reports`` where no rule fits, and for a question. Words of the cue go before words of the content."""
    if content.rstrip('"”’ ').endswith("?"):
        return Stance.REPORTS
    by_cue = next((stance for stance, on_cue, _ in _COMPILED if on_cue.search(cue)), None)
    by_content = next((stance for stance, _, on_content in _COMPILED if on_content.search(content)), None)
    if by_cue is Stance.REJECTS and _OF_AN_ASSERTION.match(content):
        return Stance.DENIES
    if by_cue is Stance.DEMANDS and by_content is Stance.CONCEDES:
        return by_content
    if by_cue in (Stance.ACCEPTS, Stance.OFFERS, Stance.DEMANDS, None) and by_content is Stance.CONDITIONS:
        return by_content
    return by_cue or by_content or Stance.REPORTS


def is_hedged(cue: str, content: str) -> bool:
    """Whether the words make the report less than certain."""
    words = f" {cue} {content} ".lower()
    return any(hedge in words for hedge in HEDGES)
