"""What the record hands out: statements with what was decided on them, documents without their texts, and what is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Self

from pourparler.dates import day_of
from pourparler.errors import PourparlerError, did_you_mean, unknown
from pourparler.model import Decision, Stance, Statement

HAND = "by hand"
"""The reader of a statement that a person marked."""
PROPOSED = "proposed"
"""The review of a statement that nobody has decided on."""
REVIEWS = (PROPOSED, *(d.value for d in Decision))
"""What a statement may be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in the record: as decided where somebody decided, else as the reader proposes it.

    ``quote``: its content. ``position``: the words that take the position; empty where none are marked.
    ``alike``: the least id of those with the same words, by which near-duplicates are told together; its own where no other has them.
    """

    statement: Statement
    quote: str
    reader: str
    decision: Decision | None = None
    by: str | None = None
    at: datetime | None = None
    note: str | None = None
    current: bool = True
    alike: str = ""
    position: str = ""
    number: int = 0
    """Of the last decision on it; 0 where there is none."""

    @property
    def last(self) -> str:
        """By what the last decision is told from any other, also from one that got its number after it was undone; empty for none."""
        return f"{self.number} {self.at}" if self.number else ""

    @property
    def review(self) -> str:
        """PROPOSED, or the decision's word."""
        return self.decision.value if self.decision else PROPOSED

    @property
    def confirmed(self) -> bool:
        """Whether a person stands behind it."""
        return self.decision in (Decision.ACCEPTED, Decision.CORRECTED)


class Tellings:
    """Gives what several documents tell one label: the group's, and a number where a document has several of the group.

    A sentence that takes two positions is two statements in each document that tells it.
    """

    def __init__(self) -> None:
        self._many: dict[tuple[str, str], int] = {}

    def label(self, document: str, alike: str) -> str:
        """Of the next statement of a document, in the order of its text, that is of a group (``Entry.alike``)."""
        before = self._many.get((document, alike), 0)
        self._many[document, alike] = before + 1
        return f"{alike}/{before}" if before else alike

    @staticmethod
    def group(label: str) -> str:
        """The group (``Entry.alike``) that a label is of."""
        return label.partition("/")[0]

    @staticmethod
    def labels(alike: Sequence[str]) -> Sequence[str]:
        """Of statements of one document, all that are asked about, in the order of its text, at once: see ``label``."""
        if len(set(alike)) == len(alike):
            return alike
        # A document says little twice in the same words.
        several = {group for group, many in Counter(alike).items() if many > 1}
        told = Tellings()
        return [told.label("", group) if group in several else group for group in alike]


def told_once(entries: Iterable[Entry]) -> list[Entry]:
    """Of what several documents tell the first of these statements; one that somebody decided on goes before the others."""
    tellings = Tellings()
    found: dict[str, Entry] = {}
    for entry in entries:
        label = tellings.label(entry.statement.document, entry.alike)
        if found.setdefault(label, entry).decision is None and entry.decision is not None:
            found[label] = entry
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Heading:
    """A document without its text; ``kind`` is None where an earlier release kept it.

    ``reviewed`` of its ``statements`` have been decided on, ``confirmed`` of them confirmed.
    """

    id: str
    title: str
    date: date | None
    source: str | None
    url: str | None
    language: str
    format: str
    kind: str | None
    date_guessed: bool | None
    statements: int
    reviewed: int
    confirmed: int
    story: str = ""
    """The first document to come of those that tell its story; its own id where no other does."""

    @property
    def waiting(self) -> int:
        """Statements that nobody decided on."""
        return self.statements - self.reviewed


@dataclass(frozen=True, slots=True)
class Telling:
    """A document that tells what others tell too, or a statement of it (``statement``, empty of a whole document)."""

    document: str
    title: str
    date: date | None
    source: str | None
    language: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Two documents that may tell one story, the one that was first and the other; ``translated``: in two languages. Nobody has looked."""

    first: Telling
    other: Telling
    translated: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statements: all that is given must fit, of several stances any; empty is not asked for.

    ``words``: in the quotation or the speaker's name. ``document``: the whole id. ``speaker``: a part of the name is enough.
    ``alike``: the near-duplicates of one statement. Dates are those of the documents, both ends included.
    """

    words: str = ""
    document: str = ""
    speaker: str = ""
    party: str = ""
    issue: str = ""
    stance: tuple[str, ...] = ()
    review: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    alike: str = ""

    @classmethod
    def asked(cls, told: Mapping[str, str | None]) -> Self:
        """From what somebody wrote for each of these names, several stances with commas between; blank is not asked for.

        Raises:
            PourparlerError: there is no such filter, stance or review, or a date cannot be read.
        """
        names = tuple(f.name for f in fields(cls))
        asked: dict[str, Any] = {name: (value or "").strip() for name, value in told.items()}
        for name in asked:
            if name not in names:
                raise PourparlerError(f"statements have no {name!r} to choose by", mend=did_you_mean(name, names))
        stances = tuple(filter(None, map(str.strip, asked.get("stance", "").split(","))))
        for name, values, known in (
            ("stance", stances, [s.value for s in Stance]),
            ("review", (asked.get("review"),), REVIEWS),
        ):
            for value in filter(None, values):
                if value not in known:
                    raise unknown(name, value, known)
        days: dict[str, Any] = {name: day_of(asked[name]) for name in ("since", "until") if name in asked}
        return cls(**asked | days | {"stance": stances})


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was asked for: groups of near-duplicates, each with its first statement and how many more there are.

    ``statements`` and ``groups`` count all that fits, also what is not on this page. ``first``: the ids of the first statements of as many
    groups as were asked for, those on this page among them.
    """

    entries: Sequence[tuple[Entry, int]]
    statements: int
    groups: int
    first: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What a party, or a speaker, said on an option: by how many statements that are not rejected, how many confirmed, last when.

    Near-duplicates are one statement unless each was asked for.

    ``opposed``: the actor takes the other side in them than their ``stance`` (see ``model.stances.stance_of``).
    """

    actor: str
    issue: str
    option: str | None
    stance: Stance
    statements: int
    confirmed: int
    last: date | None
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What a reading changed in the record."""

    added: int
    kept: int
    removed: int
    held_by_review: int
