"""Lines that say who wrote a text, who published it and when: "By Jane Doe, Basin Gazette, 3 March 2031".

A line is taken apart at commas, bars and dashes; it is one of credits where each part is a day, a name, or says what somebody does. Which
name is the publisher's shows in the form: it stands after the author, after "for" or "source:", or beside a bar, or has "The" or a word that
papers, agencies and stations call themselves by. A place before a day ("Norhaven, 3 March 2031") has none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pourparler.dates import ANY_MONTH, WEEKDAY

LONGEST = 160
"""Code points of such a line."""
_MONTH = rf"(?:{ANY_MONTH})"
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH}\.?,? \d{{4}}|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
_DATED = re.compile(
    rf"(?:\b(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Ll]ast [Uu]pdated|[Dd]ated?|[Ii]ssued)\b:? ?)?(?:\bon )?(?:(?:{WEEKDAY}),? )?{DAY}{TIME}"
)
_PARTS = re.compile(r"\s*(?:[,;|•·]|(?<=\s)[–—-](?=\s))\s*")
_WORD = r"[A-ZÀ-Þ][\w.'’\-]*"
_NAME = rf"{_WORD}(?:(?: (?:of|the|and|for|&|de|van|von|al|bin|la))* {_WORD}){{0,6}}"
_PEOPLE = rf"(?:{_WORD}(?: (?:de|van|von|al|bin|la|{_WORD})){{0,4}})(?:(?: and| &) {_WORD}(?: (?:de|van|von|al|bin|la|{_WORD})){{0,4}})?"
_JOB = r"(?:(?:staff|special|senior|chief|political|diplomatic|foreign|our) ){0,3}(?:correspondent|reporter|editor|writer|staff|bureau)s?"
_BY = re.compile(
    r"(?:[Bb]y|BY|[Aa]uthors?:?|AUTHORS?:?|[Ww]ritten by|[Rr]eport(?:ed|ing)? by|[Ss]tory by|[Pp]osted by|[Ee]dit(?:ed|ing) by|[Tt]ext|[Ww]ords):? "
    rf"(?P<who>{_PEOPLE})(?:,? (?:for|of) (?:the )?(?P<for>{_NAME})|,? (?:in|at) {_NAME})?$"
)
_FOR = re.compile(rf"(?P<who>{_PEOPLE}) for (?:the )?(?P<for>{_NAME})$")
_FROM = re.compile(
    rf"(?:(?P<says>[Ss]ource:|[Pp]ublisher:|[Pp]ublished (?:in|by)|[Ff]irst published (?:in|by))|[Ff]rom|[Ii]n) (?:the )?(?P<for>{_NAME})$"
)
_DOES = re.compile(rf"(?:(?P<for>{_NAME}) )?(?i:{_JOB})(?: (?:in|for|of|at) .{{2,40}})?$")
_PLAIN = re.compile(rf"(?:The |the )?{_NAME}$")
_MASTHEADS = frozenset(
    "news times journal herald press sun star record gazette courier courant transcript bulletin dispatch register ledger chronicle observer examiner inquirer enquirer "
    "sentinel mirror beacon tribune clarion telegram telegraph post agency radio television tv magazine review weekly daily newsletter broadcasting".split()
)
"""Common words that publishers call themselves by. Newspapers: the Editor & Publisher International Yearbook, by which nearly all of 1,600 dailies are called
by some sixty words (Hartford Courant, 5 September 1993); of these none that is as often a person or a place. The others, from "agency" on, are what Open
English WordNet has as kinds of press and broadcasting."""


@dataclass(frozen=True, slots=True)
class Credits:
    """What a line says. ``authors``: whether it names who wrote the text. ``publisher``: None where it names none, or where a place may be meant.

    ``sure``: whether its form leaves no other meaning; else a place might stand there, after an author's name. ``dated``: whether a day is in it.
    """

    authors: bool
    publisher: str | None
    sure: bool
    dated: bool


def credits_in(line: str) -> Credits | None:
    """What a line of credits says; None where it is none."""
    line = line.strip().rstrip(".")
    if not line or len(line) > LONGEST or "\n" in line:
        return None
    rest, days = _DATED.subn(" | ", line, count=1)
    barred = "|" in line or bool(re.search(r"\s[–—-]\s", line))
    parts = [part for part in _PARTS.split(rest) if part]
    authors, told, names = False, None, []
    for number, part in enumerate(parts):
        if (found := _BY.match(part) or (_FOR.match(part) if number == 0 else None)) and not authors:
            authors, told = True, found["for"]
        elif ((found := _FROM.match(part)) is not None and (days or found["says"])) or (
            authors and (found := _DOES.match(part)) is not None
        ):
            told = told or found["for"]
        elif _PLAIN.match(part) and (number or not re.match(r"(?:From|In) ", part)):
            names.append(part)
        else:
            return None
    if told is not None:
        return Credits(authors, told, sure=True, dated=bool(days))
    return _by_names(names, authors=authors, barred=barred, dated=bool(days))


def is_called_so(name: str) -> bool:
    """Whether one of the words of a name is one that publishers call themselves by."""
    return any(word.lower() in _MASTHEADS for word in re.findall(r"[^\W\d_]+", name))


def _by_names(names: list[str], *, authors: bool, barred: bool, dated: bool) -> Credits | None:
    """By the form of what stands in a line besides authors and days."""
    called = [n for n in names if is_called_so(n)]
    articled = [n for n in names if n.startswith("The ")]
    if authors:
        return Credits(True, next(iter((*called, *articled, *names)), None), sure=bool(called), dated=dated)
    if len(names) == 2 and called == names[1:]:  # "Jane Doe, Basin Gazette"
        return Credits(True, called[0], sure=True, dated=dated)
    if len(names) == 1 and dated:
        sure = bool(called) or barred
        return Credits(False, names[0] if sure or articled else None, sure=sure, dated=True)
    return None
