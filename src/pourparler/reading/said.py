"""From what is said and which positions are taken to statements: each takes one position, or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pourparler.model import (
    Chances,
    Holder,
    Mode,
    Span,
    Spans,
    Stance,
    Statement,
    covers,
    merge_spans,
    quote,
    statement_id,
)
from pourparler.reading.attribution import Attribution
from pourparler.reading.conditions import condition_in
from pourparler.reading.hedges import is_hedged
from pourparler.reading.positions_taken import PositionTaken
from pourparler.reading.quotation_marks import quotation_mode
from pourparler.reading.speakers import Speaker

EVEN = 0.5
"""Chance of the direction where the words of saying deny what they report and the model reads it as if they did not. Set by hand: the training texts
have one case."""
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|wrong|untrue|false)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution and who speaks in it. ``own``: its content without what others are reported to have said in it.

    ``turn``: all of a stretch is the speaker's, as the form of the document tells. ``within``: the number of the one whose content it lies in.
    """

    attribution: Attribution
    speaker: Speaker
    own: Spans
    turn: bool = False
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A position with its holders, and how likely (0..1) the first of them is right.

    ``said``: the number of what it is said in; None where it is told as an act.
    """

    taken: PositionTaken
    holders: tuple[Holder, ...]
    holder_chance: float
    said: int | None
    points_to: Spans = ()


class Sayings:
    """What is said in a part of a text, asked in which of it words stand. Time does not grow with how much is said elsewhere."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._spans = [merge_spans((*each.own, *each.attribution.cue)) for each in said]
        self._sizes = [covers(spans) for spans in self._spans]
        self._placed = sorted((start, end, k) for k, spans in enumerate(self._spans) for start, end in spans)
        self._starts = [start for start, _, _ in self._placed]
        self._last_end = list(accumulate((end for _, end, _ in self._placed), max))
        """The last code point of any span up to here, in the order of their starts."""

    def of(self, words: Span) -> int | None:
        """The number of whatever the words are said in; what they share with its content and cue goes first, then what is smaller."""
        common: dict[int, int] = {}
        at = bisect_left(self._starts, words[1]) - 1
        while at >= 0 and self._last_end[at] > words[0]:
            start, end, k = self._placed[at]
            if end > words[0]:
                common[k] = common.get(k, 0) + min(words[1], end) - max(words[0], start)
            at -= 1
        return max(common, key=lambda k: (common[k], -self._sizes[k], -k), default=None)


class Statements:
    """Makes the statements of one part of a text. ``marks``: which of its characters stand inside quotation marks."""

    def __init__(self, document: str, text: str, marks: Sequence[bool]) -> None:
        self._document, self._text, self._marks = document, text, marks

    def of(self, said: Sequence[Said], held: Iterable[Held]) -> list[Statement]:
        """All of them: what is said in its order, further positions in the same words after it, acts at the end."""
        by_said: dict[int | None, list[Held]] = {}
        for position in held:
            by_said.setdefault(position.said, []).append(position)
        made: list[Statement] = []
        ids: list[str] = []
        for k, each in enumerate(said):
            taken = by_said.get(k, [])
            main = self._said(each, taken[0] if taken else None, ids[each.within] if each.within is not None else None)
            ids.append(main.id)
            made += [main, *(self._part(main, other) for other in taken[1:])]
        return made + [self._act(position) for position in by_said.get(None, ())]

    def _said(self, said: Said, held: Held | None, reported_by: str | None) -> Statement:
        a = said.attribution
        statement = Statement(
            document=self._document,
            source=a.source,
            cue=a.cue,
            content=a.content,
            mode=Mode.DIRECT if said.turn else quotation_mode(a.content, self._text, self._marks),
            speaker=said.speaker.name,
            party=said.speaker.party,
            hedged=is_hedged(quote(self._text, a.cue), quote(self._text, said.own)),
            anonymous=said.speaker.anonymous,
            condition=condition_in(self._text, said.own),
            reported_by=reported_by,
        )
        return self._taking(statement, held) if held else statement

    def _part(self, main: Statement, held: Held) -> Statement:
        """A further position in words that take one already."""
        words = (held.taken.words,)
        part = replace(
            main,
            content=words,
            hedged=is_hedged(quote(self._text, main.cue), quote(self._text, words)),
            condition=condition_in(self._text, words),
            part_of=main.id,
            id=statement_id(self._document, main.source, main.cue, words),
        )
        return self._taking(part, held)

    def _act(self, held: Held) -> Statement:
        words = (held.taken.words,)
        first = held.holders[0] if held.holders else None
        act = Statement(
            document=self._document,
            source=(),
            cue=(),
            content=words,
            mode=Mode.INDIRECT,
            party=first.party if first and not first.opposed else None,
            hedged=is_hedged("", quote(self._text, words)),
            condition=condition_in(self._text, words),
            act=True,
        )
        return self._taking(act, held)

    def _taking(self, statement: Statement, held: Held) -> Statement:
        taken = held.taken
        denied = taken.favours and _DENIED.search(quote(self._text, statement.cue)) is not None
        direction = min(taken.direction_chance, EVEN) if denied else taken.direction_chance
        return replace(
            statement,
            stance=Stance(taken.kind),
            position=(taken.words,),
            holders=held.holders,
            points_to=held.points_to,
            chances=Chances(taken.chance, held.holder_chance, direction),
        )
