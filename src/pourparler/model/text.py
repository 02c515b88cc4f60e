"""What was read: statements, actors, meetings.

Offsets are code points of the document's stored text, end exclusive.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
Spans = tuple[Span, ...]

_SPAN_REFERENCE = re.compile(r"([0-9a-f]{12,64})@(\d+-\d+(?:,\d+-\d+)*)")
_JUDGEMENT = re.compile(r"judgement of (?P<by>[^:]+?)(?: on (?P<on>\d{4}-\d\d-\d\d))?: (?P<words>.+)")
_STATEMENT_ID = re.compile(r"s[0-9a-f]{12}")


class Mode(StrEnum):
    """How the words of a statement are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What a statement does with what it speaks of: one of the seven kinds of position, or something that takes none."""

    DEMANDS = "demands"
    REQUIRES = "requires"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    PREFERS = "prefers"
    REJECTS = "rejects"
    CONCEDES = "concedes"
    CONDITIONS = "makes conditional"
    CALLS_ON = "calls on"
    DENIES = "denies"
    REPORTS = "reports"


class Decision(StrEnum):
    """What a person decided about a statement that the reader suggested."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


def covers(spans: Spans) -> int:
    """How many code points the spans hold."""
    return sum(end - start for start, end in spans)


def overlap(first: Spans, second: Spans) -> float:
    """Intersection over union of two span sets in code points, 0..1; two empty sets overlap fully."""
    if not first and not second:
        return 1.0
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)
    union = covers(first) + covers(second) - common
    return common / union if union else 0.0


def quote(text: str, spans: Spans) -> str:
    """The words under the spans, pieces joined by an ellipsis, whitespace made single."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def statement_id(document: str, source: Spans, cue: Spans, content: Spans) -> str:
    """``s`` and 12 hexadecimal digits that follow from the document and the spans, and from nothing else."""
    key = f"{document}|{source}|{cue}|{content}"
    return "s" + hashlib.sha256(key.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who takes a position: a party, or somebody whose party nobody knows yet, by the ``name`` alone.

    ``words``: where the text names the holder. ``opposed``: takes the other side in the same words ("A, opposed by B, proposed …").
    """

    name: str
    party: str | None = None
    words: Spans = ()
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely (0..1) the reader is right: that a position is taken in these words, who holds it, and whether for or against."""

    position: float
    holder: float
    direction: float


SURE_DIRECTION = 0.85
"""Chance of the direction below which nobody is taken to be for or against until a person has looked."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who (source) says (cue) what (content), or, where ``act``, who does what: a position told without a word of saying.

    ``speaker`` and ``party`` are None where the reader does not know. ``confidence`` (0..1) is the reader's for the
    issue and option it suggests; None where nobody gave one. ``condition``: the words of the content that the rest hangs on.
    ``reported_by``: the statement in whose content this one lies ("Novik said the prime minister had told her …").

    ``position``: the words of the content that take a position of the kind ``stance``; empty where none is taken. ``holders``: who takes
    it, the likeliest first. ``points_to``: what the position's words point back to ("this idea"). ``part_of``: the statement of the
    same words that takes another position before this one. ``chances``: None where no reader gave any, or a person has decided.
    """

    document: str
    source: Spans
    cue: Spans
    content: Spans
    mode: Mode
    speaker: str | None = None
    party: str | None = None
    stance: Stance = Stance.REPORTS
    issue: str | None = None
    option: str | None = None
    confidence: float | None = None
    hedged: bool = False
    anonymous: bool = False
    condition: Spans = ()
    reported_by: str | None = None
    position: Spans = ()
    holders: tuple[Holder, ...] = ()
    points_to: Spans = ()
    part_of: str | None = None
    act: bool = False
    chances: Chances | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            made = statement_id(self.document, self.source, self.cue, self.content)
            object.__setattr__(self, "id", made)

    @property
    def doubtful(self) -> bool:
        """Whether it is in doubt if the position is for or against: then nothing is concluded from it."""
        return self.chances is not None and bool(self.position) and self.chances.direction < SURE_DIRECTION

    @property
    def own_side(self) -> Holder | None:
        """Whoever speaks, as a holder: the party that this is said for, else the speaker; None where neither is known."""
        name = self.party or self.speaker
        return Holder(name, self.party) if name else None

    def is_own_side(self, holder: Holder) -> bool:
        """Whether a holder is whoever speaks: by the party, or by the name where nobody knows the holder's party."""
        return holder.party == self.party if holder.party is not None else holder.name == self.speaker

    @property
    def takers(self) -> tuple[Holder, ...]:
        """Who takes its position, each side once: the holders; whoever speaks where no words of a position are marked.

        Nobody where the words are and the holder is not known: that may be somebody else than the speaker.
        """
        if not self.holders:
            return (side,) if not self.position and (side := self.own_side) else ()
        found: dict[str, Holder] = {}
        for h in self.holders:
            if h.party is None and h.name == self.speaker:
                h = replace(h, party=self.party)
            found.setdefault(h.party or h.name, h)
        return tuple(found.values())

    @property
    def extent(self) -> Span:
        """From the first to the last code point of any of its spans."""
        spans = self.source + self.cue + self.content
        return min(start for start, _ in spans), max(end for _, end in spans)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, office or body that speaks or meets, and the party it speaks for (None: nobody said)."""

    name: str
    role: str | None = None
    party: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim rests on: a statement by its id, a stretch of a document by its hash and spans, or a person's own judgement.

    Written ``s0123456789ab``, ``0123456789ab@120-180,200-240`` (12 to 64 digits of the document's SHA-256), or
    ``judgement of Ada on 2031-02-03: words``.
    """

    statement: str | None = None
    document: str | None = None
    spans: Spans = ()
    judgement: str | None = None
    """The words of the person who judges; ``by``: the person's name; ``on``: the day."""
    by: str | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        """Raises ValueError: a judgement without words, or without the name of who judges."""
        if self.judgement is None:
            return
        words, by = (" ".join((text or "").split()) for text in (self.judgement, self.by))
        if not words or not by or ":" in by:
            raise ValueError("a judgement needs words, and the name of who judges (without a colon)")
        object.__setattr__(self, "judgement", words)
        object.__setattr__(self, "by", by)

    @classmethod
    def parse(cls, text: str) -> Evidence:
        """Read the written form.

        Raises:
            ValueError: it is none of the three.
        """
        if _STATEMENT_ID.fullmatch(text):
            return cls(statement=text)
        if judged := _JUDGEMENT.fullmatch(text):
            on = date.fromisoformat(judged["on"]) if judged["on"] else None
            return cls(judgement=judged["words"], by=judged["by"], on=on)
        if not (found := _SPAN_REFERENCE.fullmatch(text)):
            raise ValueError(f"{text!r} is neither a statement's id nor DOCUMENT@START-END")
        spans = []
        for piece in found[2].split(","):
            start, end = map(int, piece.split("-"))
            if start >= end:
                raise ValueError(f"{text!r}: the stretch {piece} is empty")
            spans.append((start, end))
        return cls(document=found[1], spans=tuple(spans))

    def __str__(self) -> str:
        if self.statement:
            return self.statement
        if self.judgement:
            return f"judgement of {self.by}{f' on {self.on}' if self.on else ''}: {self.judgement}"
        return f"{self.document}@" + ",".join(f"{start}-{end}" for start, end in self.spans)


class Place(NamedTuple):
    """Where the words of evidence stand: the document's id, None of a judgement; its day, None where it is not known; and the statement
    that they are, or that has most of them, where that is asked for."""

    document: str | None
    day: date | None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Actors who met. Whatever the texts do not say is None or empty. ``suggested``: nobody confirmed it."""

    title: str
    date: date | None = None
    place: str | None = None
    duration: str | None = None
    host: str | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggested: bool = False

    @property
    def id(self) -> str:
        """``m`` and 12 hexadecimal digits that follow from the evidence."""
        key = "|".join(map(str, self.evidence)) or f"{self.title}|{self.date}|{self.place}"
        return "m" + hashlib.sha256(key.encode()).hexdigest()[:12]


class Meaning(NamedTuple):
    """What a statement's words mean: unit vectors (384,), whose products are likenesses (-1..1).

    ``content``: of all that is said. ``position``: of the words that take the position; None where none are marked.
    """

    content: NDArray[np.float32]
    position: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one document. ``meanings``: by the statement's id; a reader that has no embeddings gives none."""

    document: str
    reader: str
    statements: tuple[Statement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    meanings: Mapping[str, Meaning] = field(default_factory=dict, compare=False, repr=False)


def merge_spans(spans: Iterable[Span]) -> Spans:
    """Sorted, empty ones dropped, touching and overlapping ones joined."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def subtract_spans(spans: Iterable[Span], taken: Iterable[Span]) -> Spans:
    """What is left of the spans without the others."""
    left = list(spans)
    for start, end in taken:
        left = [piece for a, b in left for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]]
    return tuple(left)
