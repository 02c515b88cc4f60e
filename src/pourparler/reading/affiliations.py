"""Whom a person acts for, by the words beside the name: "Kestrian Prime Minister X", "X, Kestria's envoy", "X of the Seamen's Union"."""

from __future__ import annotations

import re

from pourparler.model import Span
from pourparler.reading.names import NO_MORE, Name, Names, is_office

REACH = 100
"""Code points before and after a name that are looked at."""
_LONGEST_NAME = 80
SENTENCE = re.compile(r"[.;:!?\n]\s|[“”\"]")
"""What parts the words that stand in one sentence with a name from those before."""
_WORDS = re.compile(r"['’]?s?(?:[\s\-]+[\w'’\-]+\.?){1,8},?\s+")
"""What may stand between a body and the name of who acts for it."""
_TITLE_OF = re.compile(
    r"(?P<title>[\w\-]+)(?:\s+general)?\s+(?:of|for|from|at|with|to)\s+(?:the\s+|its\s+|their\s+)?$", re.I
)
_APPOSITION = re.compile(r"\s*,\s+(?P<said>[^.;:!?\n“”\"]{3,100}?)(?=,|[.;:!?\n]|$|\s+(?:said|says|told|added)\b)")
_AFTER = re.compile(
    r"(?:\s+(?:of|from|for)|,?\s+(?:representing|speaking for|on behalf of))\s+(?:the\s+)?|\s*\((?:the\s+)?"
)
_SPOKE = re.compile(
    r"(?:,[^,.;\n]{1,60},)?\s+(?:spoke|speaks|is speaking|negotiates?|negotiated|answered|replied)\s+(?:for|on behalf of)\s+(?:the\s+)?"
)
_LED_BY = re.compile(r"\b(?:led|headed|chaired|represented|run|founded)\s+by\s+(?:[\w'’\-]+\s+){0,8}$")
_IS = re.compile(r"[\s,(]*(?:(?:which|that|who)\s+)?(?:is|are|was|were|has been|have been|now|currently|today|\s)*")
"""What may stand between a body and "led by"."""
_ITS = re.compile(r"\b(?:its|their|our)\s+(?P<said>(?:[\w'’\-]+\s+){0,4}[\w'’\-]+),?\s+$", re.I)
_COMMA_ITS = re.compile(r",\s+(?:its|their)\s+(?P<said>[\w'’\- ]{3,50}?)(?=[,.;\n])", re.I)
_FOR = re.compile(r",?\s*(?:also\s+|speaking\s+)*(?:on\s+behalf\s+of|speaking\s+for|for)\s+(?:the\s+)?")

_SENTENCE_END = re.compile(r"[^.]{3}[.!?][”\"’')\]]*\s|\n")
_LEADS = r"(?:has |have |had )?(?:leads?|led|heads?|headed|chairs?|chaired|represents?|represented|speaks?|spoke|negotiates?|negotiated|runs?)"
_BEHIND = re.compile(
    rf"(?:['’]s?)?(?:\s*[,(–—-]|\s+(?:of|from|for|at|with|who|which)\b|\s+{_LEADS}\b)[^.;:!?\n“”\"]{{0,80}}$"
)
"""What stands between a person's name and the body behind it, where that is whom the person acts for."""

_PARTY_LETTER = re.compile(r"\s*\((D|R)-[A-Z][\w.]+")
PARTY_LETTERS = {
    "D": ("Democrats", "Democratic Party", "Democratic"),
    "R": ("Republicans", "Republican Party", "Republican"),
}
"""How American papers write a member of Congress: "Ada Voss (D-Ohio)"."""


def body_beside(text: str, start: int, end: int, bodies: Names) -> Name | None:
    """The body that the words right before or after a person's name give; None where they give none, or tell of the past."""
    before = SENTENCE.split(text[max(0, start - REACH) : start])[-1]
    if not NO_MORE.search(before) and (found := _before(before, bodies)) is not None:
        return found
    after = _APPOSITION.match(text, end, min(len(text), end + REACH + 20))
    if after is not None and not NO_MORE.search(after["said"]) and (found := _after(after["said"], bodies)) is not None:
        return found
    if letter := _PARTY_LETTER.match(text, end):
        return next((n for n in bodies.forms.values() if n.name in PARTY_LETTERS[letter[1]]), None)
    if beside := _AFTER.match(text, end):
        return _named_at(text, beside.end(), bodies)
    return _spoken_for(text, end, bodies) or _led(text, start, bodies) or _its_own(text, start, end, bodies)


def may_act_for(text: str, name: Span, body: Span, *, named: bool) -> bool:
    """Whether a body stands where whom a person acts for is told: before the name, or behind it before anybody does or says anything.

    A plain noun ("the union") stands in the same sentence; a ``named`` body may be named earlier.
    """
    if body[1] <= name[0]:
        return named or _SENTENCE_END.search(text, body[0], name[0]) is None
    return body[0] < name[1] or _BEHIND.match(text, name[1], body[0]) is not None


def _spoken_for(text: str, end: int, bodies: Names) -> Name | None:
    """Of "X, a guest, spoke for the Harbour League"."""
    found = _SPOKE.match(text, end)
    return _named_at(text, found.end(), bodies) if found else None


def _led(text: str, start: int, bodies: Names) -> Name | None:
    """Of "The Harbour League was led by X"."""
    before = SENTENCE.split(text[max(0, start - 2 * REACH) : start])[-1]
    led = _LED_BY.search(before)
    if led is None or NO_MORE.search(before[led.start() :]):
        return None
    named = list(bodies.mentions(before[: led.start()]))
    return named[-1][2] if named and _IS.fullmatch(before[named[-1][1] : led.start()]) else None


def _its_own(text: str, start: int, end: int, bodies: Names) -> Name | None:
    """Of "its chairman X" and "X, its managing director": the body named last before."""
    before = _ITS.search(text, max(0, start - 60), start)
    after = _COMMA_ITS.match(text, end)
    if not (before and _names_an_office(before["said"])) and not (after and _names_an_office(after["said"])):
        return None
    if NO_MORE.search(before["said"] if before else "") or NO_MORE.search(after["said"] if after else ""):
        return None
    at = before.start() if before else start
    return next((n for _, _, n in reversed(list(bodies.mentions(text[max(0, at - 3 * REACH) : at])))), None)


def _before(words: str, bodies: Names) -> Name | None:
    """Of "Kestrian Prime Minister", else of "the chair of the Harbour League,"; words of no other body stand between."""
    mentions = list(bodies.mentions(words))
    for number, (_, last, name) in enumerate(mentions):
        said = words[last:].split(" for ")[0].split(" of ")[0]
        after = words[last : mentions[number + 1][0]] if number + 1 < len(mentions) else ""
        # "Arland and the Borland minister X" is Borland's; "US National Security Adviser X", where Security looks like a body, is the United States'.
        alone = not re.fullmatch(r"\s*(?:,|and|&|/|or)\s*(?:the\s+)?", after)
        if alone and _WORDS.fullmatch(words, last) and _names_an_office(said):
            return name
        if re.fullmatch(r"['’]s\s+", words[last:]):  # "Kestria's Ada Voss"
            return name
    if mentions and re.fullmatch(r",?\s+", words[mentions[-1][1] :]):
        first, _, name = mentions[-1]
        if (title := _TITLE_OF.search(words, 0, first)) is not None and is_office(title["title"]):
            return name
    return None


def _whole(words: str, bodies: Names) -> Name | None:
    """The body that all of the words name."""
    return next((n for a, b, n in bodies.mentions(words) if a <= len("the ") and b == len(words)), None)


def _after(words: str, bodies: Names) -> Name | None:
    """Of "Kestria's envoy", "the chair of the Harbour League", "who speaks for the Harbour League"."""
    for first, last, name in bodies.mentions(words):
        if _names_an_office(words[last:]) and len(words[last:].split()) <= 7:
            return name
        if (title := _TITLE_OF.search(words, 0, first)) is not None and is_office(title["title"]):
            return name
        if re.search(
            r"\bwho\b[^,]*\b(?:(?:speaks?|spoke|signs?|signed|negotiates?|negotiated|acts?|works?|sits?) (?:for|on behalf of)"
            r"|leads?|led|heads?|headed|chairs?|runs?|represents?|rules?|ruled|governs?|governed|commands?)\s+(?:the\s+)?(?:(?:\w+\s+)?(?:delegation|team|side|government|army|party|union|council|board|forces)\s+of\s+(?:the\s+)?)?$",
            words[:first],
        ):
            return name
    return None


def group_spoken_for(text: str, end: int, bodies: Names) -> Name | None:
    """The group that a name is followed by: "Switzerland, for the ENVIRONMENTAL INTEGRITY GROUP"."""
    found = _FOR.match(text, end)
    return _named_at(text, found.end(), bodies) if found else None


def _named_at(text: str, start: int, bodies: Names) -> Name | None:
    """The body whose name begins at a place."""
    return bodies.beginning(text[start : start + _LONGEST_NAME])


def _names_an_office(words: str) -> bool:
    return any(is_office(word) for word in re.findall(r"[\w\-]+", words))
