"""What a container holds: documents with what the container tells of them, and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pourparler.documents.details import Details
from pourparler.documents.gathered import Gathered
from pourparler.documents.limits import UNPACKED, Limits
from pourparler.errors import DocumentError

_NAMED = 12
"""The most kinds that a notice lists."""
_KINDS = 1_000
"""The most kinds that are counted apart."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Member:
    """One document in a container, or a container in it.

    ``details`` go before what its text says, ``fallback`` after; ``fallback_day``: of what its date is the day, as "capture". ``file``: its
    name is that of a file, as people give them. ``page``: it is one of the web, many of which only lead on to others. ``message``: the
    Message-ID of the message (RFC 5322, 3.6.4) that it is, or is attached to.
    """

    name: str
    data: bytes
    form: str
    details: Details = field(default_factory=Details)
    fallback: Details = field(default_factory=Details)
    fallback_day: str = ""
    file: bool = False
    page: bool = False
    message: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a container that is no document: of what kind, and where one of these stands."""

    what: str
    name: str


Item = Member | LeftOut | Gathered


class Tally:
    """What was left out of a container, counted by kind; and what dates its documents were given."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._dated: Counter[str] = Counter()

    def dated(self, day: str) -> None:
        """A document that gives no date got that ``day``."""
        self._dated[day] += 1

    def add(self, item: LeftOut) -> None:
        """Count it."""
        what = " ".join(item.what.split())
        what = what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…"
        if what not in self._counts and len(self._counts) >= _KINDS:
            what = "of other kinds"
        self._counts[what] += 1
        self._first.setdefault(what, item.name)

    @property
    def words(self) -> Iterator[str]:
        """For whoever added the container: how many of which kind, with the name of the first of each; how many got a date."""
        for day, count in self._dated.items():
            who, whose = ("1 document gives", "its") if count == 1 else (f"{count:,} documents give", "their")
            yield f"{who} no date of {whose} own; the day of the {day} was taken, marked as guessed"
        if not self._counts:
            return
        listed = self._counts.most_common(_NAMED)
        told = "; ".join(f"{count:,} × {what} (first: {self._first[what]})" for what, count in listed)
        more = len(self._counts) - len(listed)
        yield f"left out: {told}" + (f"; and {more:,} more kinds" if more else "")


class Quota:
    """How much a container may unpack to: ten times its own size, or ten times the limit on size where that is more."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._limits = limits
        self.allowed = max(UNPACKED * size, limits.unpacked)
        self._taken = 0

    def take(self, size: int) -> None:
        """So many bytes more were unpacked. Raises DocumentError where that is too much."""
        self._taken += size
        if self._taken > self.allowed:
            raise self._limits.unpacks_to_too_much(self.allowed)


def too_large(size: int, limits: Limits) -> DocumentError | None:
    """The error of a member of ``size`` bytes, where it is over the limit."""
    try:
        limits.check_size(size, "it")
    except DocumentError as error:
        return error
    return None
