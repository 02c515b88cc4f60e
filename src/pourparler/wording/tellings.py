"""What several documents tell, in words: who was first, and who else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from pourparler.wording.english import quoted
from pourparler.wording.terms import day, joined, plural

NAMED = 2
"""Other sources that are named; the rest is counted."""


class Told(Protocol):
    """A document that tells it."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def date(self) -> date | None: ...  # noqa: D102


def source_words(told: Told) -> str:
    """The source; the title where it is not known."""
    return told.source or quoted(told.title)


def sources(tellings: Sequence[Told]) -> list[str]:
    """Who tells it, each once, who was first before the others."""
    return list(dict.fromkeys(map(source_words, tellings)))


def first_words(tellings: Sequence[Told]) -> str:
    """by the Courier on 3 March 2031; without a date where none is known."""
    first = tellings[0]
    return f"by {source_words(first)}" + (f" on {day(first.date)}" if first.date else "")


def also_words(tellings: Sequence[Told], named: int = NAMED) -> str:
    """the Courier, Radio Norhaven and 8 others; empty where one source alone tells it."""
    others = sources(tellings)[1:]
    if len(others) == named + 1:
        named += 1  # "and 1 other" is no shorter than its name
    rest = len(others) - named
    return joined([*others[:named], *([plural(rest, "other")] if rest > 0 else [])])


def told_words(tellings: Sequence[Told]) -> str:
    """First told by the Courier on 3 March 2031; also told by A, B and 8 others. Empty where it is told once."""
    if len(tellings) < 2:
        return ""
    also = also_words(tellings)
    again = f"also told by {also}" if also else f"told {len(tellings)} times"
    return f"First told {first_words(tellings)}; {again}."


def story_words(tellings: Sequence[Told]) -> str:
    """The same story, told by 4: first by the Courier on 3 March 2031; also by A, B and C. Empty where it is told once."""
    if len(tellings) < 2:
        return ""
    also = also_words(tellings)
    return f"The same story, told by {len(tellings)}: first {first_words(tellings)}" + (
        f"; also by {also}." if also else "."
    )


T = TypeVar("T", bound=Told, covariant=True)


class MayBeOne(Protocol[T]):
    """Two documents that may tell one story."""

    @property
    def first(self) -> T: ...  # noqa: D102
    @property
    def other(self) -> T: ...  # noqa: D102
    @property
    def translated(self) -> bool: ...  # noqa: D102


def perhaps_words(perhaps: MayBeOne[Told]) -> str:
    """“Talks stall” (Courier, 3 March 2031) and “…” (…) may tell one story, in two languages."""
    one, other = (
        f"{quoted(t.title)} ({', '.join(part for part in (t.source, day(t.date) if t.date else None) if part) or 'no date'})"
        for t in (perhaps.first, perhaps.other)
    )
    return f"{one} and {other} may tell one story{', in two languages' if perhaps.translated else ''}."
