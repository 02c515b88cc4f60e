"""What an answer holds: sentences with where they stand, those of one position together. No word of it is the program's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pourparler.asking.question import Question
from pourparler.model import Span, Stance


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands, and its ``words``. ``statement``: its id, where one is marked there; ``headings``: the document's title
    and those above it."""

    document: str
    title: str
    date: date | None
    source: str | None
    url: str | None
    headings: str
    span: Span
    words: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that answers: where it stands, and where else the same words are told.

    ``who`` takes the position or speaks, ``speaks_for`` a group, where that is not himself; empty where nothing is marked. ``stance``:
    None where no statement is marked, so that only the words were found. ``side``: for or against; empty where none is taken.
    ``doubtful``: it may be the other side. ``review``: proposed, accepted or corrected. ``fits``: whether words or meaning are near
    enough to the matter to be counted.
    """

    place: Place
    who: str = ""
    speaks_for: str = ""
    stance: Stance | None = None
    side: str = ""
    doubtful: bool = False
    review: str = ""
    again: tuple[Place, ...] = ()
    fits: bool = True

    @property
    def words(self) -> str:
        """The sentence as the place has it that is shown."""
        return self.place.words


@dataclass(frozen=True, slots=True)
class Group:
    """What the same one said on one side of the same matter: the sentence that fits best, then the others, oldest first."""

    who: str
    speaks_for: str
    side: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The groups, in the order in which they are shown.

    ``found``: sentences that fit, told again or not, each once, of those that were ``looked_at``, the nearest; ``left``: how many more
    have something of the question, and were not looked at. ``years``: how many of them by year of the document; ``sides``: by for,
    against and neither (empty). ``more``: groups that are not among those handed out. ``unknown``: words of the matter that no passage
    has, each with words that are spelt alike. ``silent``: those asked after who have nothing in the record, each with names spelt alike.
    ``other_times``: the sentence whose words fit better than all in the time asked for, and is of another; None where there is none.
    """

    question: Question
    groups: tuple[Group, ...] = ()
    found: int = 0
    looked_at: int = 0
    left: int = 0
    years: Mapping[int, int] = field(default_factory=dict)
    sides: Mapping[str, int] = field(default_factory=dict)
    more: int = 0
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    silent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_times: Told | None = None

    @property
    def answered(self) -> bool:
        """Whether anything fits; else the groups are what comes nearest."""
        return self.found > 0
