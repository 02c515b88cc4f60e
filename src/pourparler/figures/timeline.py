"""Meetings, statements, and moves of positions on one time axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree as ET

from pourparler import wording
from pourparler.figures.drawing import FAINT, MIDDLE, PAPER, party_colours, wide
from pourparler.figures.svg import MARK, SIZE, circle_of, line, path, picture, rect, said, text, written
from pourparler.figures.time_axis import TimeAxis
from pourparler.model import Evidence, Meeting, Negotiation
from pourparler.wording.confirmation import NOT_CONFIRMED

MOST_BINS = 80
"""Columns of statements on the axis; over a longer time each column covers more days."""
LENGTHS = (1, 7, 14, 30, 61, 91, 182, 365, 1826)
"""Days that a column may cover."""
TITLED = 8
"""Up to so many meetings have their titles above their lines."""
WIDTH, LANE = 900, 60
NAME_AT, MARK_AT, FOOT, TALL = 0.17, 0.44, 0.95, 0.38
"""Where in a lane, from its top, the name and the marks stand, the columns begin, and how tall the tallest is; parts of the lane."""
LEFT, RIGHT, EDGE = 24, 30, 8
"""Pixels left and right of the lanes, for marks and dates at their ends, and above and below all."""
SHAPE = {
    "said": (circle_of(5.5), "Circle: a position stated"),
    "moved": ("M-5,-5.6 L5,0 L-5,5.6 Z", "Triangle: a move"),
    "given up": ("M-4.9,-2 H-2 V-4.9 H2 V-2 H4.9 V2 H2 V4.9 H-2 V2 H-4.9 Z", "Cross: a position given up"),
}
"""The mark of each kind of event of a position, and what it means."""
TITLE, TITLE_ROW = 11, 14
"""Size of the letters of a meeting's title, and pixels from one row of titles to the next."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day. ``kind``: said, moved, given up, or met. ``proposed``: nobody confirmed it.

    ``title``: a meeting's.
    """

    when: date
    kind: str
    words: str
    party: str | None = None
    issue: str | None = None
    evidence: tuple[Evidence, ...] = ()
    proposed: bool = False
    title: str = ""


def events_of(negotiation: Negotiation, proposed: Iterable[Meeting] = ()) -> list[Event]:
    """Positions stated, moved to and given up, and meetings, by date; what has no date is left out."""
    found = []
    for p in negotiation.positions:
        words = wording.position_words(negotiation, p)
        if p.as_of:
            kind = "moved" if p.concession else "said"
            found.append(Event(p.as_of, kind, words, p.party, p.issue, p.evidence, p.suggested))
        if p.until:
            words = f"no longer: {words}"
            found.append(Event(p.until, "given up", words, p.party, p.issue, p.evidence, p.suggested))
    for m, unsure in [*((m, m.suggested) for m in negotiation.meetings), *((m, True) for m in proposed)]:
        if m.date:
            who = f" ({wording.joined(m.present)})" if m.present else ""
            absent = f"; absent: {wording.joined(m.absent)}" if m.absent else ""
            found.append(
                Event(m.date, "met", f"{m.title}{who}{absent}", evidence=m.evidence, proposed=unsure, title=m.title)
            )
    return sorted(found, key=lambda e: e.when)


def column_days(first: date, last: date) -> int:
    """Days in a column, so that there are no more than MOST_BINS."""
    span = (last - first).days + 1
    return next((n for n in LENGTHS if span <= n * MOST_BINS), LENGTHS[-1])


def timeline_figure(
    negotiation: Negotiation,
    events: Sequence[Event],
    days: Sequence[tuple[date, str, int]] = (),
    *,
    fewest: int = 2,
    width: int = WIDTH,
    linked: bool = False,
) -> str | None:
    """SVG: a lane a party with columns of statements and marks for positions, meetings as lines; None with fewer days than ``fewest``.

    ``linked``: marks are links, of statements to the record, of positions to their cell.
    """
    every = [e.when for e in events] + [day for day, _, _ in days]
    if len(set(every)) < fewest:
        return None
    colours = party_colours(negotiation)
    lanes = list(colours)
    columns = _columns(lanes, min(every), max(every), days)
    axis = TimeAxis(min(every), max([*every, *(c.end for c in columns)]), width)
    meetings = _meetings(events)
    titles = _title_rows(meetings, axis)
    top = EDGE + TITLE_ROW * (max((row for _, row, _ in titles), default=-1) + 1) + (6 if titles else 0)
    foot = LANE * len(lanes)
    svg = picture(LEFT + width + RIGHT, top + foot + axis.tall + EDGE)
    area = ET.SubElement(svg, "g", {"transform": f"translate({LEFT},{top})"})
    for k in range(1, len(lanes)):
        line(area, 0, LANE * k, width, LANE * k, stroke=FAINT)
    for m in meetings:
        _meeting(area, axis.at(m.when), foot, m.words)
    for m, row, late in titles:
        _title(area, axis.at(m.when), row, m.title, late=late)
    for c in columns:
        _column(area, axis, lanes.index(c.party), c, colours[c.party], linked=linked)
    for mark in _positions(lanes, events):
        _position(area, axis, lanes.index(mark.party), mark, colours[mark.party], linked=linked)
    for k, party in enumerate(lanes):
        text(area, 2, LANE * (k + NAME_AT) + SIZE / 3, party, font_weight="bold")
    axis.draw(area, foot)
    return written(svg)


def marks_words(negotiation: Negotiation, events: Sequence[Event]) -> list[str]:
    """What the marks of the figure mean, only of those that it has."""
    drawn = _positions([p.name for p in negotiation.parties], events)
    kinds = {mark.kind for mark in drawn}
    told = [f"{SHAPE[kind][1]}." for kind in SHAPE if kind in kinds]
    told += ["Hollow: proposed, confirmed by nobody."] if any(mark.proposed for mark in drawn) else []
    return told + (["Dashed line: a meeting."] if any(e.kind == "met" for e in events) else [])


class _Mark(NamedTuple):
    """What a party did with its positions on a day."""

    when: date
    party: str
    kind: str
    words: str
    proposed: bool
    address: str


class _Met(NamedTuple):
    """The meetings of a day; ``title`` empty where it is not shown."""

    when: date
    words: str
    title: str


class _Column(NamedTuple):
    """The statements of a party from ``begin`` to before ``end``; ``share`` of those of the fullest column."""

    party: str
    begin: date
    end: date
    many: int
    share: float


def _positions(lanes: Sequence[str], events: Sequence[Event]) -> list[_Mark]:
    """A mark for each party and day with a position; of several on one day a move counts most, and what is confirmed before what is not."""
    kinds = ("moved", "given up", "said")
    ranked = sorted((e for e in events if e.party in lanes), key=lambda e: (kinds.index(e.kind), e.proposed))
    unique = {(e.party, e.when): e for e in reversed(ranked)}
    return [
        _Mark(
            e.when, e.party or "", e.kind, f"{e.words} ({NOT_CONFIRMED})" if e.proposed else e.words, e.proposed,
            f"/positions/{quote(e.party or '')}/{quote(e.issue)}" if e.issue else "/positions",
        )
        for e in unique.values()
    ]  # fmt: skip


def _meetings(events: Sequence[Event]) -> list[_Met]:
    """The days with meetings; titles only of confirmed ones, where they are few."""
    met: dict[date, list[str]] = {}
    for e in events:
        if e.kind == "met" and e.words not in met.setdefault(e.when, []):
            met[e.when].append(e.words)
    titles = {e.when: e.title for e in events if e.kind == "met" and not e.proposed}
    return [
        _Met(when, "; ".join(words), titles.get(when, "") if len(titles) <= TITLED else "")
        for when, words in met.items()
    ]


def _title_rows(meetings: Iterable[_Met], axis: TimeAxis) -> list[tuple[_Met, int, bool]]:
    """The meetings that show their title: (meeting, row, late), each with the lowest row above the lanes in which it stands over no other;
    in the later half of the axis left of its line."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for m in (m for m in meetings if m.title):
        at, long = axis.at(m.when), wide(m.title, TITLE) + 10
        late = at > axis.width / 2
        begin, end = (at - long, at) if late else (at, at + long)
        row = next((k for k, spans in enumerate(taken) if all(end <= a or b <= begin for a, b in spans)), len(taken))
        taken += [[]] if row == len(taken) else []
        taken[row].append((begin, end))
        found.append((m, row, late))
    return found


def _columns(lanes: Sequence[str], first: date, last: date, days: Sequence[tuple[date, str, int]]) -> list[_Column]:
    """Statements by party and column; the more statements, the higher."""
    length = column_days(first, last)
    known, counts = set(lanes), Counter[tuple[int, str]]()
    for day, party, many in days:
        if party in known:
            counts[(day - first).days // length, party] += many
    most = max(counts.values(), default=1)
    return [
        _Column(party, first + timedelta(days=k * length), first + timedelta(days=(k + 1) * length), many, many / most)
        for (k, party), many in counts.items()
    ]


def _meeting(area: ET.Element, x: float, foot: float, words: str) -> None:
    """A dashed line through all lanes."""
    line(said(area, words), x, 0, x, foot, class_=MARK, stroke=MIDDLE, stroke_dasharray="3 3")


def _title(area: ET.Element, x: float, row: int, words: str, *, late: bool) -> None:
    """A meeting's title above the lanes."""
    text(
        area, x - 4 if late else x + 4, -8 - TITLE_ROW * row, words, size=TITLE, text_anchor="end" if late else "start"
    )


def _column(area: ET.Element, axis: TimeAxis, lane: int, c: _Column, colour: str, *, linked: bool) -> None:
    """A column of statements, perhaps a link to them in the record."""
    words = f"{c.party}: {wording.plural(c.many, 'statement')}, {wording.day(c.begin)}"
    address = f"/record?party={quote(c.party)}&since={c.begin}&until={c.end - timedelta(days=1)}" if linked else ""
    x, high = axis.at(c.begin), LANE * TALL * c.share
    rect(
        said(area, words, address), x, LANE * (lane + FOOT) - high, axis.at(c.end) - x, high,
        fill=colour, opacity="0.45", stroke=PAPER,
    )  # fmt: skip


def _position(area: ET.Element, axis: TimeAxis, lane: int, mark: _Mark, colour: str, *, linked: bool) -> None:
    """The mark of a position stated, moved to or given up; hollow where nobody confirmed it."""
    path(
        said(area, mark.words, mark.address if linked else ""), SHAPE[mark.kind][0], axis.at(mark.when), LANE * (lane + MARK_AT),
        class_=MARK, fill=colour, fill_opacity="0" if mark.proposed else "1", stroke=colour, stroke_width="1.6",
    )  # fmt: skip


def by_month(events: Sequence[Event]) -> list[tuple[str, list[Event]]]:
    """Events under the name of their month, in order."""
    return [(name, list(some)) for name, some in groupby(events, key=lambda e: e.when.strftime("%B %Y"))]
