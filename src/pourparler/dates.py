"""Days as they are written: dates in options and addresses, whole dates beside a text, and the days that its sentences name."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from pourparler.errors import DocumentError, PourparlerError

DateOrder = Literal["ymd", "dmy", "mdy"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = "|".join(month.capitalize() for month in MONTHS)
ANY_MONTH = rf"{MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
WEEKDAY = "|".join(day.capitalize() for day in WEEKDAYS)
"""Patterns; with a capital, as "march" and "may" are other words."""

_NUMERIC = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})\s*")
_MONTH_ALONE = re.compile(r"\d{4}-\d{2}|\d{2}[./]\d{4}")
_DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\.?")
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})(?:,? (?P<year>\d{{4}}))?\b"
    rf"|\b(?P<month_first>{MONTH}) (?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?:, (?P<year_after>\d{{4}}))?\b",
    re.I,
)
_RELATIVE = re.compile(
    r"\b(?:(?P<two_after>day after tomorrow)|(?P<two_before>day before yesterday)|(?P<after>tomorrow)"
    r"|(?P<before>yesterday|last night)|(?P<same>today|this (?:morning|afternoon|evening)|tonight))\b",
    re.I,
)
_FROM_TODAY = {"two_before": -2, "before": -1, "same": 0, "after": 1, "two_after": 2}
_WEEKDAY = re.compile(rf"\b(?:{WEEKDAY})\b", re.I)


def check_order(first: date | None, last: date | None) -> None:
    """Raises PourparlerError where a span of time ends before it begins."""
    if first and last and first > last:
        raise PourparlerError(f"{first} is after {last}", mend="Give the earlier day first")


def read_date(text: str, order: DateOrder | None = None) -> date:
    """A date from its usual written forms; time of day and weekday are dropped.

    Dates with full stops, as 5.2.2031, are day first unless ``order`` says otherwise: in the Unicode Common Locale Data Repository
    (CLDR 46) no language's short date has full stops and the month first.

    Raises:
        DocumentError: not a full date, or one that can be read in two ways while no ``order`` says which.
    """
    stripped = text.strip()
    if found := re.match(r"\d{4}-\d{2}-\d{2}(?![\d])", stripped):
        try:
            return date.fromisoformat(found[0])
        except ValueError as error:
            raise DocumentError(
                f"{stripped!r} is not a date", mend="Give a day that there is, as 2031-02-18"
            ) from error
    if _MONTH_ALONE.fullmatch(stripped):
        raise DocumentError(f"{stripped!r} is a month, not a day", mend="Add the day, as in 2031-02-18")
    if order is None and _DOTTED.fullmatch(stripped):
        order = "dmy"
    if (found := _NUMERIC.fullmatch(stripped)) and order is None:
        first, second = int(found[1]), int(found[2])
        if first <= 12 and second <= 12 and first != second:
            mend = "Say which with --date-order dmy or --date-order mdy"
            raise DocumentError(f"{stripped!r} can be read as two dates", mend=mend)
    mend = "Write it as 2031-02-18"
    if not re.search(r"\d{4}|\d[./-]\d{1,2}[./-]\d{2}", stripped):
        raise DocumentError(f"{stripped!r} is not a date with day, month and year", mend=mend)
    from dateutil import parser  # what only shows days has no need of it

    try:
        # Two defaults: a part that the text does not give shows as a difference.
        low, high = (
            parser.parse(stripped, dayfirst=order == "dmy", yearfirst=order == "ymd", default=default).date()
            for default in (datetime(2001, 1, 1), datetime(2002, 2, 2))
        )
    except (ValueError, ArithmeticError) as error:  # dateutil counts in decimals, which have faults of their own
        raise DocumentError(f"{stripped!r} is not a date", mend=mend) from error
    if low != high:
        raise DocumentError(f"{stripped!r} is not a date with day, month and year", mend=mend)
    whole: date = low
    return whole


def day_of(written: str | None) -> date | None:
    """The day in a field or an option that may be left blank. Raises DocumentError where it is no date, see ``read_date``."""
    return read_date(written) if written and written.strip() else None


def day_named(words: str, written: date | None, *, ahead: bool = False) -> date | None:
    """The day that the words name, told from the day they were ``written``; None where they name none, or none that exists.

    A weekday, or a day without its year, is taken from the past, the day of writing included; with ``ahead`` a weekday from the
    seven days after it, a day from the year that begins with it.
    """
    if found := _DAY.search(words):
        return _day(found, written, ahead)
    if written is None:
        return None
    if found := _RELATIVE.search(words):
        return written + timedelta(days=_FROM_TODAY[str(found.lastgroup)])
    if found := _WEEKDAY.search(words):
        weekday = WEEKDAYS.index(found[0].lower())
        if ahead:
            return written + timedelta(days=(weekday - written.weekday() - 1) % 7 + 1)
        return written - timedelta(days=(written.weekday() - weekday) % 7)
    return None


def _day(found: re.Match[str], written: date | None, ahead: bool) -> date | None:
    day, year = int(found["day"] or found["day_after"]), found["year"] or found["year_after"]
    month = MONTHS.index((found["month"] or found["month_first"]).lower()) + 1
    try:
        if year:
            return date(int(year), month, day)
        if written is None:
            return None
        told = date(written.year, month, day)
        if ahead:
            return told if told >= written else told.replace(year=written.year + 1)
        # A clock ahead of the writer's may already show tomorrow's date.
        return told if told <= written + timedelta(days=1) else told.replace(year=written.year - 1)
    except ValueError:
        return None


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPAN = re.compile(
    rf"\b(?:within|in) (?:the next )?(?P<many>an?|{'|'.join(_NUMBERS)}|\d{{1,3}}) (?P<unit>hour|day|week|month|year)s?\b",
    re.I,
)
_NEXT_WEEKDAY = re.compile(rf"\bnext (?:{WEEKDAY})\b", re.I)
_PERIOD = re.compile(r"\b(?P<which>this|next|the) (?P<unit>week|month|year)\b", re.I)
_OF_MONTH = re.compile(rf"\b(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?\b")
_OPEN_END = re.compile(r"\s*(?:after|from|since)\b", re.I)
_BEFORE = re.compile(r"\s*before\b", re.I)


def last_day_named(words: str, written: date | None) -> date | None:
    """The last day on which what is announced for a time in these words would be in time, told from the day they were ``written``.

    Of a month, a week or a year its last day; "before" a day or a month the day before it. None where the words name no end ("after 5
    March", "before the next round", "in spring"), or the day of writing is needed and not known. Of several readings the latest counts:
    what is over by this day is overdue in any of them.
    """
    try:
        return None if _OPEN_END.match(words) else _last_day(words, written)
    except (ValueError, OverflowError):  # the year 0, or one after 9999
        return None


def _last_day(words: str, written: date | None) -> date | None:
    day = day_named(words, written, ahead=True)
    if day is not None and written is not None and _NEXT_WEEKDAY.search(words):
        # "Next Friday" is this week's or the next one's, by who says it.
        return day + timedelta(days=7) if day.isocalendar()[:2] == written.isocalendar()[:2] else day
    if day is not None or _DAY.search(words):  # a day that there is not is no end of a month
        return day - timedelta(days=1) if day is not None and _BEFORE.match(words) else day
    if found := _OF_MONTH.search(words):
        return _end_named(found, written, before=bool(_BEFORE.match(words)))
    if written is None:
        return None
    if found := _SPAN.search(words):
        told = found["many"].lower()
        many = int(told) if told.isdigit() else _NUMBERS.index(told) + 1 if told in _NUMBERS else 1
        unit = found["unit"].lower()
        days = {"hour": -(-many // 24), "day": many, "week": 7 * many}.get(unit, 0)
        months = {"month": many, "year": 12 * many}.get(unit, 0)
        over: date = written + relativedelta(days=days, months=months)
        return over
    if found := _PERIOD.search(words):
        return _end_of(found["unit"].lower(), written, ahead=found["which"].lower() == "next")
    return None


def _end_named(found: re.Match[str], written: date | None, *, before: bool) -> date | None:
    """The end of a month, or the day before it; without its year, of the one that comes next."""
    month, year = MONTHS.index(found["month"].lower()) + 1, found["year"]
    if year:
        first = date(int(year), month, 1)
    elif written is None:
        return None
    else:
        first = date(written.year + (month < written.month), month, 1)
    last: date = first - timedelta(days=1) if before else first + relativedelta(day=31)
    return last


def _end_of(unit: str, written: date, *, ahead: bool) -> date:
    """The last day of the week (Sunday), month or year of a day, or of the next one."""
    if unit == "week":
        return written + timedelta(days=6 - written.weekday() + 7 * ahead)
    if unit == "month":
        over: date = written + relativedelta(months=int(ahead), day=31)
        return over
    return date(written.year + ahead, 12, 31)
