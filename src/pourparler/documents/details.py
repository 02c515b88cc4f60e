"""Title, date, source: what is known of a text besides its words, and where it was learnt."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from pourparler.dates import read_date
from pourparler.documents.normalise import storable
from pourparler.errors import DocumentError
from pourparler.model import DocumentKind


@dataclass(frozen=True, slots=True)
class Details:
    """What is known besides the text; None is not known. ``date_guessed``: the date stands in the running text, nobody gave it."""

    title: str | None = None
    date: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    date_guessed: bool = False
    published_at: datetime | None = None
    """Universal time, without its zone."""

    def over(self, other: Details) -> Details:
        """These details, completed by ``other`` where something is not known here."""
        return Details(
            self.title or other.title,
            self.date or other.date,
            self.source or other.source,
            self.url or other.url,
            self.language or other.language,
            self.date_guessed if self.date else other.date_guessed,
            self._time_beside(other),
        )

    def _time_beside(self, other: Details) -> datetime | None:
        """The time of the day that holds; where only ``other`` tells one of the same day, that one."""
        mine = self.published_at if self.date else None
        return mine or (other.published_at if self.date in (None, other.date) else None)

    def storable(self) -> Details:
        """These details without zeros and halves of characters, which files and arguments may hold and not every record can keep."""
        words = (self.title, self.source, self.url, self.language)
        if all(w is None or (w.isascii() and "\0" not in w) for w in words):
            return self
        title, source, url, language = (storable(w) if w is not None else None for w in words)
        return replace(self, title=title, source=source, url=url, language=language)


def time_of(at: datetime | None, day: date | None) -> datetime | None:
    """When something of a day was published, universal time without its zone; ``at``: as it is written.

    None where no zone is written, where it is the time of another day, and for midnight to the second, which stands for the whole day.
    """
    if at is None or at.tzinfo is None or at.date() != day or at.time() == time.min:
        return None
    try:
        return at.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class DetailsRow:
    """What a table says of the file that it calls ``file``. ``name``: where in the table."""

    name: str
    file: str
    details: Details
    kind: DocumentKind | None = None

    @property
    def given(self) -> frozenset[str]:
        """Names of the details that it says."""
        return frozenset(n for n in ("title", "date", "source", "url") if getattr(self.details, n) is not None)


_FIELDS = {
    "date": r"(?P<date>\d{4}-\d{2}-\d{2}|\d{8})",
    "year": r"(?P<year>\d{4})",
    "month": r"(?P<month>\d{1,2})",
    "day": r"(?P<day>\d{1,2})",
    "source": r"(?P<source>.+?)",
    "title": r"(?P<title>.+?)",
    "*": r".*?",
}


class NamePattern:
    """A file name taken apart by a pattern such as ``{date}_{source}_{title}``.

    Fields: ``{date}`` (2031-02-18 or 20310218), ``{year}``, ``{month}``, ``{day}``, ``{source}``, ``{title}``, and ``{*}`` for
    anything. Underscores inside source and title become spaces, and hyphens where there are
    no other spaces. The extension is not part of the name.
    """

    def __init__(self, pattern: str) -> None:
        pieces = re.split(r"\{([^}]*)\}", pattern)
        built = ""
        for k, piece in enumerate(pieces):
            if k % 2 == 0:
                built += re.escape(piece)
            elif piece in _FIELDS:
                built += _FIELDS[piece]
            else:
                known = ", ".join("{" + name + "}" for name in _FIELDS)
                raise DocumentError(f"the name pattern has an unknown field {{{piece}}}", mend=f"Choose from: {known}")
        try:
            self._regex = re.compile(built)
        except re.error as error:
            raise DocumentError(
                f"the name pattern names a field twice: {pattern}", mend="Use each field once"
            ) from error
        self.pattern = pattern

    def read(self, stem: str) -> Details:
        """The details in a file's name.

        Raises:
            DocumentError: the name does not fit the pattern, or its date is none.
        """
        found = self._regex.fullmatch(stem)
        if not found:
            raise DocumentError(
                f"the file name {stem!r} does not fit the pattern {self.pattern!r}",
                mend="Rename the file, or change --name-pattern",
            )
        fields = found.groupdict()
        day = None
        if written := fields.get("date"):
            day = read_date(written if "-" in written else f"{written[:4]}-{written[4:6]}-{written[6:]}")
        elif fields.get("year") and fields.get("month") and fields.get("day"):
            day = read_date(f"{fields['year']}-{int(fields['month']):02}-{int(fields['day']):02}")

        def words(name: str) -> str | None:
            value = fields.get(name)
            if not value:
                return None
            plain = value.replace("_", " ")
            return " ".join((plain if " " in plain else plain.replace("-", " ")).split())

        return Details(title=words("title"), date=day, source=words("source"))


_NAME_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def date_in_name(stem: str) -> date | None:
    """The ISO date, with or without its hyphens, at the beginning of a file's name."""
    found = _NAME_DATE.match(stem)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return day if day is not None and 1800 <= day.year < 2200 else None
