"""The life of each position: when a party first took a side on an option, repeated it, weakened it, moved to another, gave it up.

Movement is what Pruitt (1981, Negotiation Behavior, ch. 2) calls a concession: a change of what a party asks for. How firmly it is asked
for is told apart from what is asked for (Walton, McKersie 1965): a position weakens while it stays. Every step follows from what was said
until its day and from nothing later, so that a life told up to a day is the beginning of the life told up to a later one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from pourparler.model import Evidence, Kind
from pourparler.model.stances import FIRMNESS, Side


class StepKind(StrEnum):
    """What happened to a position on a day."""

    FIRST = "first said"
    REPEATED = "repeated"
    WEAKENED = "weakened"
    """Still held, less firmly than when it was said last: by a weaker kind (``stances.FIRMNESS``), or hedged or conditional where it was not."""
    HARDENED = "hardened"
    """Still held, more firmly than when it was said last."""
    RETURNED = "taken up again"
    """Said again after it was left."""
    MOVED = "moved"
    """Left for another option of the issue, or a rejection left for the option."""
    GIVEN_UP = "given up"
    """Left for nothing else: the party speaks against what it was for, or the dossier says until when it was held."""
    PERHAPS = "perhaps left"
    """A sentence to look at: it would be a move if it and what was said before were sure (``lives``), and they are not."""

    @property
    def is_change(self) -> bool:
        """Whether it is more than the same said again, and sure enough to be told."""
        return self not in (StepKind.REPEATED, StepKind.PERHAPS)

    @property
    def is_leaving(self) -> bool:
        """Whether the party no longer holds what it held."""
        return self in (StepKind.MOVED, StepKind.GIVEN_UP)


class Saying(NamedTuple):
    """Somebody's taking a side on an option, once.

    ``words``: the same for the same words told again, of which the first counts, ``confirmed`` where one telling is. ``softened``: hedged, or on a condition. ``ends``: whether
    it ends what the party held until then and cannot hold beside it; else that ends only where a ``Ending`` says so. ``plain``: whether it
    is sure that this party takes this side on this option, as in a dossier. ``named``: whether at least its words name the option.
    """

    party: str
    issue: str
    option: str
    side: Side
    kind: Kind
    day: date
    words: Hashable
    confirmed: bool = False
    softened: bool = False
    ends: bool = True
    plain: bool = True
    named: bool = True
    evidence: tuple[Evidence, ...] = ()

    @property
    def firmness(self) -> tuple[int, bool]:
        """How firmly, to compare."""
        return FIRMNESS[self.kind], not self.softened


class Ending(NamedTuple):
    """That a side was given up on a day, as the dossier says (``until``)."""

    party: str
    issue: str
    option: str
    side: Side
    day: date
    confirmed: bool = False
    evidence: tuple[Evidence, ...] = ()


class Step(NamedTuple):
    """What happened on a day, and in which sentences: those that say it.

    ``firmest``: how it was put, of several sayings the firmest; None where it was given up without words. ``to``: (option, side) that was
    moved to. ``suggested``: it rests on something that nobody confirmed, be it what was said then or before.
    """

    kind: StepKind
    day: date
    evidence: tuple[Evidence, ...]
    firmest: Kind | None = None
    softened: bool = False
    to: tuple[str, Side] | None = None
    suggested: bool = True


@dataclass(frozen=True, slots=True)
class Life:
    """What became of a party's side on an option, oldest first.

    ``held``: from which day until which (exclusive), the last one without an end where it is still held.
    """

    party: str
    issue: str
    option: str
    side: Side
    steps: tuple[Step, ...]
    held: tuple[tuple[date, date | None], ...]

    def holds(self, day: date) -> bool:
        """Whether it is held at the end of the day."""
        place = bisect_right(self.held, day, key=lambda span: span[0])
        end = self.held[place - 1][1] if place else day
        return end is None or day < end

    def said_last(self, day: date) -> Step:
        """The last step until a day, that day included. The first one where it begins later."""
        return self.steps[max(bisect_right(self.steps, day, key=lambda s: s.day), 1) - 1]

    def until(self, day: date) -> Life | None:
        """The same told up to a day, that day included; None where it begins later."""
        steps = tuple(s for s in self.steps if s.day <= day)
        held = tuple((begun, end if end is None or end <= day else None) for begun, end in self.held if begun <= day)
        return replace(self, steps=steps, held=held) if steps else None


def lives(sayings: Iterable[Saying], endings: Iterable[Ending] = ()) -> tuple[Life, ...]:
    """The life of every side on every option, in the order of party, issue, option; of the same words only the first telling.

    An option is left where the party takes one that it did not hold, and not the first on the same day; an option held beside others is
    not left by repeating one of them. A rejection ends where the party takes the option, and holding an option where it rejects that.
    Where a party takes both sides of an option on one day nobody can tell which holds: neither makes a step.

    It is a move where what is left and what is taken are both ``Saying.plain``; where both are only ``named`` it is one from one side of an
    option to the other. Else it makes a sentence to look at (``StepKind.PERHAPS``), and what is surer of the two is held, the later of equals
    that are named.
    """
    cells: dict[tuple[str, str], _Cell] = defaultdict(_Cell)
    for saying in sayings:
        cells[saying.party, saying.issue].sayings.append(saying)
    for ending in endings:
        cells[ending.party, ending.issue].endings.append(ending)
    return tuple(life for (party, issue) in sorted(cells) for life in cells[party, issue].lives(party, issue))


Stand = tuple[str, int]
"""An option and the number of a side: enumerations take long to hash."""
FOR, AGAINST = int(Side.FOR), int(Side.AGAINST)
UNSURE, NAMED, PLAIN = range(3)


class _Held(NamedTuple):
    """How a side was said last: how firmly, and whether somebody confirmed that; ``sure``: how sure it was at best (``_sure``)."""

    firmness: tuple[int, bool]
    confirmed: bool
    sure: int


class _Cell:
    """A party on an issue, worked through day by day."""

    def __init__(self) -> None:
        self.sayings: list[Saying] = []
        self.endings: list[Ending] = []
        self._steps: dict[Stand, list[Step]] = defaultdict(list)
        self._spans: dict[Stand, list[tuple[date, date | None]]] = defaultdict(list)
        self._held: dict[Stand, _Held] = {}
        self._sure: set[Hashable] = set()

    def lives(self, party: str, issue: str) -> Iterator[Life]:
        self._sure = {s.words for s in self.sayings if s.confirmed}
        told = self._by_day()
        ended: dict[date, dict[Stand, Ending]] = defaultdict(dict)
        for e in self.endings:
            ended[e.day][e.option, int(e.side)] = e
        for day in sorted({*told, *ended}):
            self._live(day, told.get(day, {}), ended.get(day, {}))
        for option, side in sorted(self._steps):
            steps, spans = self._steps[option, side], self._spans[option, side]
            yield Life(party, issue, option, Side(side), tuple(steps), tuple(spans))

    def _by_day(self) -> dict[date, dict[Stand, list[Saying]]]:
        """What was taken on each day, each words once; sides of an option that are both taken on a day are left out."""
        seen: set[tuple[str, int, Hashable]] = set()
        found: dict[date, dict[Stand, list[Saying]]] = {}
        for s in sorted(self.sayings, key=attrgetter("day")):
            once = s.option, int(s.side), s.words
            if once not in seen:
                seen.add(once)
                found.setdefault(s.day, {}).setdefault(once[:2], []).append(s)
        for day, taken in found.items():
            if len(taken) > 1:
                found[day] = {stand: said for stand, said in taken.items() if (stand[0], -stand[1]) not in taken}
        return found

    def _live(self, day: date, taken: Mapping[Stand, list[Saying]], given_up: Mapping[Stand, Ending]) -> None:
        fresh = [s for s in taken if s[1] == FOR and s not in self._held]
        if len(fresh) > 1:
            fresh.sort(key=lambda s: _rank(taken[s]))
        before = set(self._held)
        barred: set[Stand] = set()
        """What is not taken, because something sure is held that it cannot stand beside."""
        for stand in sorted(before):
            ending = given_up.get(stand)
            if ending is None and stand in taken:
                continue
            opposite = stand[0], -stand[1]
            others = fresh if stand[1] == FOR else []
            whither = [s for s in (*others, opposite) if s in taken and (ending or any(x.ends for x in taken[s]))]
            to = whither[0] if whither else None
            held = self._held[stand].sure
            if to is not None and ending is None and min(held, _sure(taken[to])) < (NAMED if to == opposite else PLAIN):
                goes = _sure(taken[to]) >= max(held, NAMED)
                self._leave(day, stand, to, taken, None, kind=StepKind.PERHAPS, goes=goes)
                barred |= {s for s in whither if _sure(taken[s]) < max(held, NAMED)}
            elif to is not None or ending:
                self._leave(day, stand, to, taken, ending)
        for stand in sorted(set(taken) - barred):
            if stand not in given_up or stand not in before:
                self._take(day, stand, taken[stand])
        for stand in sorted(set(given_up) & set(self._held)):
            self._leave(day, stand, None, {}, given_up[stand])

    def _leave(
        self,
        day: date,
        stand: Stand,
        to: Stand | None,
        taken: Mapping[Stand, list[Saying]],
        ending: Ending | None,
        *,
        kind: StepKind | None = None,
        goes: bool = True,
    ) -> None:
        """``to``: what is taken instead; a wanted option that is spoken against is given up, for nothing else.

        ``kind``: of the step, where it is neither a move nor giving up. ``goes``: whether it is no longer held.
        """
        said = taken[to] if to is not None else []
        confirmed = ending.confirmed if ending is not None else any(s.words in self._sure for s in said)
        firmest = max(said, key=lambda s: s.firmness, default=None)
        gone = to is None or to[1] == AGAINST
        self._steps[stand].append(
            Step(
                kind=kind or (StepKind.GIVEN_UP if gone else StepKind.MOVED),
                day=day,
                evidence=tuple(e for s in said for e in s.evidence) or (ending.evidence if ending is not None else ()),
                firmest=firmest.kind if firmest else None,
                softened=firmest.softened if firmest else False,
                to=None if to is None or gone else (to[0], Side(to[1])),
                suggested=not (confirmed and self._held[stand].confirmed),
            )
        )
        if goes:
            begun, _ = self._spans[stand][-1]
            self._spans[stand][-1] = begun, day
            del self._held[stand]

    def _take(self, day: date, stand: Stand, said: Sequence[Saying]) -> None:
        firmest = max(said, key=lambda s: s.firmness)
        confirmed = any(s.words in self._sure for s in said)
        before = self._held.get(stand)
        if before is None:
            kind = StepKind.RETURNED if self._steps[stand] else StepKind.FIRST
            self._spans[stand].append((day, None))
        elif firmest.firmness < before.firmness:
            kind = StepKind.WEAKENED
        elif firmest.firmness > before.firmness:
            kind = StepKind.HARDENED
        else:
            kind = StepKind.REPEATED
        # How firmly is told by comparing with what was said last.
        compared = before.confirmed if before is not None and kind is not StepKind.REPEATED else True
        self._steps[stand].append(
            Step(
                kind=kind,
                day=day,
                evidence=tuple(e for s in said for e in s.evidence),
                firmest=firmest.kind,
                softened=firmest.softened,
                suggested=not (confirmed and compared),
            )
        )
        self._held[stand] = _Held(firmest.firmness, confirmed, max(_sure(said), before.sure if before else UNSURE))


def _sure(said: Sequence[Saying]) -> int:
    """How sure it is at best that the party takes this side on this option."""
    return max(PLAIN if s.plain else NAMED if s.named else UNSURE for s in said)


def _rank(said: Sequence[Saying]) -> tuple[int, bool, int, str]:
    """Of several options that are new on one day the firmest comes first, then the one said most often."""
    level, plain = max(s.firmness for s in said)
    return -level, not plain, -len(said), said[0].option
