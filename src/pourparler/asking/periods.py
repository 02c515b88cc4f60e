"""The time that a question names: years, months, days, and before, after or between them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pourparler.dates import MONTH, MONTHS
from pourparler.model import Span

_YEAR = r"(?<![\d/.])(?:19|20)\d\d"
_DAY = rf"(?:\d{{1,2}} (?:{MONTH}) {_YEAR}|(?:{MONTH}) \d{{1,2}},? {_YEAR}|{_YEAR}-\d\d-\d\d)"
_WHEN = rf"(?:{_DAY}|(?:{MONTH}) {_YEAR}|{_YEAR}-\d\d(?!\d)|(?:the )?{_YEAR}s|{_YEAR}(?![\d/-]))"
_BETWEEN = re.compile(
    rf"\b(?:(?:between|from) (?P<a>{_WHEN}) (?:and|to|until|till) |in (?P<c>{_YEAR}) ?[-–] ?|(?P<d>{_YEAR}) ?[-–] ?)(?P<b>{_WHEN})\b",
    re.I,
)
_ONE = re.compile(
    rf"\b(?:(?P<how>before|until|till|up to|since|from|after|in|during|on|of|by the end of) )?(?P<when>{_WHEN})(?:\b|(?<=s))",
    re.I,
)
_NO_TIME = re.compile(r"(?:\bby |[-–])$", re.I)
"""Before a year that is not one of documents: "by 2050", "post-2012"."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; None is open. ``words``: where the question says so."""

    since: date | None
    until: date | None
    words: Span


def period_in(words: str) -> Period | None:
    """The first period that the words name; None where they name none, or one that no calendar has.

    A year alone, or two with a dash between, belongs to the matter ("the 2030 target", "net zero by 2050", "2008-2012 budgets") unless a
    word of time stands before it or the question ends with it.
    """
    try:
        for found in _BETWEEN.finditer(words):
            if found["d"] and not _ends(words, found):
                continue
            first, last = _days(found["a"] or found["c"] or found["d"]), _days(found["b"])
            return Period(first[0], last[1], found.span()) if first[0] <= last[1] else None
        for found in _ONE.finditer(words):
            bare = (found["how"] or "of").lower() == "of" and re.fullmatch(_YEAR, found["when"])
            if bare and (_NO_TIME.search(words, 0, found.start()) or not _ends(words, found)):
                continue
            first_day, last_day = _days(found["when"])
            how = (found["how"] or "in").lower()
            if how == "before":
                return Period(None, first_day - timedelta(days=1), found.span())
            if how in ("until", "till", "up to", "by the end of"):
                return Period(None, last_day, found.span())
            if how == "after":
                return Period(last_day + timedelta(days=1), None, found.span())
            if how in ("since", "from"):
                return Period(first_day, None, found.span())
            return Period(first_day, last_day, found.span())
    except ValueError:
        return None
    return None


def _ends(words: str, found: re.Match[str]) -> bool:
    return not any(map(str.isalnum, words[found.end() :]))


def day_from(written: str) -> date | None:
    """The first day that a year, a month or a day written alone stands for; None where it is none of these."""
    days = _alone(written)
    return days[0] if days else None


def day_until(written: str) -> date | None:
    """The last day of it."""
    days = _alone(written)
    return days[1] if days else None


def _alone(written: str) -> tuple[date, date] | None:
    if not re.fullmatch(_WHEN, written.strip(), re.I):
        return None
    try:
        return _days(written.strip())
    except ValueError:
        return None


def _days(when: str) -> tuple[date, date]:
    """The first and the last day. Raises ValueError where no calendar has it."""
    when = when.lower().removeprefix("the ")
    year = int(re.search(_YEAR, when)[0])  # type: ignore[index]
    if when.endswith("s"):
        return date(year, 1, 1), date(year + 9, 12, 31)
    if found := re.fullmatch(r"\d{4}-(\d\d)-(\d\d)", when):
        return (day := date(year, int(found[1]), int(found[2]))), day
    if found := re.fullmatch(r"\d{4}-(\d\d)", when):
        return _month(year, int(found[1]))
    month = next((k for k, name in enumerate(MONTHS, 1) if name in when), None)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    number = re.search(r"\b\d{1,2}\b", when)
    return ((day := date(year, month, int(number[0]))), day) if number else _month(year, month)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
