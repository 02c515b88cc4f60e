"""What a statement does: demands, offers, rejects, and so on; by the cue's verb and the words of the content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pourparler.model import Stance
from pourparler.reading.conditions import find_condition
from pourparler.reading.word_lists import any_of, verb_forms, word_list, word_table

_NOT = r"(?:not|n['’]t|['’]t|never)"
_NEGATED = re.compile(r"\b(?:not|never|cannot|neither|nor)\b(?! only)|n['’]t\b", re.I)
_OF_AN_ASSERTION = re.compile(
    r"^(?:the |a |any |such |those |these |media )*(?:charge|accusation|allegation|claim|report|rumou?r|suggestion that|media report)s?\b",
    re.I,
)
_NO = re.compile(r"^[“\"]?no[.,:]", re.I)
_CALLS = re.compile(r"\bcall(?:s|ed|ing)?\W*$", re.I)
_FOR = re.compile(r"^(?:for|on|upon)\b", re.I)
_MONTH_MAY = re.compile(
    r"\bMay\b|\b(?:in|by|since|on|until|till|before|after|of|early|late|mid|last|next|this) may\b|\b\d{1,2} may\b|\bmay \d"
)
"""The month, which is no "may"; a capital is the month's, as no report begins with the verb."""


@dataclass(frozen=True, slots=True)
class _Rule:
    stance: Stance
    cue: re.Pattern[str]
    content: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    """By the list ``stances``, in its order: what is narrow stands first."""
    rules = []
    for name, words in word_table("stances").items():
        verbs = sorted(form for verb in words["verbs"] for form in verb_forms(verb))
        cue = any_of([*verbs, *words.get("cue", ())])
        content = any_of(pattern.replace("NOT", _NOT) for pattern in words["content"])
        rules.append(_Rule(Stance(name), re.compile(cue, re.I), re.compile(content, re.I)))
    return tuple(rules)


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(any_of(sorted(word_list("hedges"))), re.I)


def stance_of(cue: str, content: str) -> Stance:
    """The stance; ``reports`` where no rule fits, and for a question. Words of the cue go before words of the content."""
    if content.rstrip('"”’ ').endswith("?"):
        return Stance.REPORTS
    by_cue, by_content = _by_cue(cue, content), _by_content(content)
    if by_cue is Stance.REJECTS and _OF_AN_ASSERTION.match(content):
        return Stance.DENIES
    if by_cue is Stance.DEMANDS and by_content is Stance.CONCEDES:
        return by_content
    if by_cue in (Stance.ACCEPTS, Stance.OFFERS, Stance.DEMANDS, None) and by_content is Stance.CONDITIONS:
        return by_content
    return by_cue or by_content or Stance.REPORTS


def _by_cue(cue: str, content: str) -> Stance | None:
    if _CALLS.search(cue) and _FOR.match(content):
        return Stance.CALLS_ON
    for rule in _rules():
        if not (found := rule.cue.search(cue)):
            continue
        if rule.stance is not Stance.CONCEDES and _NEGATED.search(cue, 0, found.start()):
            return Stance.REJECTS if rule.stance is Stance.ACCEPTS else Stance.REPORTS
        return rule.stance
    return None


def _by_content(content: str) -> Stance | None:
    if find_condition(content):
        return Stance.CONDITIONS
    for rule in _rules():
        if rule.content.search(content) or (rule.stance is Stance.REJECTS and _NO.match(content)):
            return rule.stance
    return None


def is_hedged(cue: str, content: str) -> bool:
    """Whether the words make the report less than certain."""
    return _hedges().search(_MONTH_MAY.sub(" ", f"{cue} {content}")) is not None
