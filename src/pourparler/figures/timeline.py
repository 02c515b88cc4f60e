"""Meetings, statements, and moves of positions on one time axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import quote

from pourparler import wording
from pourparler.figures.drawing import FAINT, INK, MIDDLE, PAPER, drawn_from, here, party_colours, rendered, wide
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
SHAPE = {
    "said": ("circle", "Circle: a position stated"),
    "moved": ("triangle-right", "Triangle: a move"),
    "given up": ("cross", "Cross: a position given up"),
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
    import altair as alt  # a second to load: only who draws pays for it

    every = [e.when for e in events] + [day for day, _, _ in days]
    if len(set(every)) < fewest:
        return None
    colours = party_colours(negotiation)
    lanes = list(colours)
    links: dict[str, Any] = {"href": "link:N"} if linked else {}
    columns = _columns(lanes, min(every), max(every), days)
    ends = min(every), max([*every, *(date.fromisoformat(c["x2"]) for c in columns)])
    axes = _axes(colours, ends)
    layers = [
        drawn_from([{"y": k} for k in range(1, len(lanes))]).mark_rule(color=FAINT).encode(y=axes["y"]),
        *_meeting_layers(_meetings(events), axes, ends, width),
        *([_column_layer(columns, axes, links)] if days else []),
        _position_layer(_positions(lanes, events), axes, links),
        _lane_names(lanes, axes),
    ]
    return rendered(alt.layer(*layers).properties(width=width, height=LANE * len(lanes)))


def marks_words(negotiation: Negotiation, events: Sequence[Event]) -> list[str]:
    """What the marks of the figure mean, only of those that it has."""
    drawn = _positions([p.name for p in negotiation.parties], events)
    kinds = {mark["kind"] for mark in drawn}
    told = [f"{SHAPE[kind][1]}." for kind in SHAPE if kind in kinds]
    told += ["Hollow: proposed, confirmed by nobody."] if any(not mark["filled"] for mark in drawn) else []
    return told + (["Dashed line: a meeting."] if any(e.kind == "met" for e in events) else [])


def _axes(colours: Mapping[str, str], ends: tuple[date, date]) -> dict[str, Any]:
    """``x`` in time from end to end, ``y`` in lanes from the top, ``color`` by party."""
    import altair as alt

    span = alt.Scale(domain=[day.isoformat() for day in ends], nice=False)
    dates = alt.Axis(
        grid=False, tickCount=8, labelFlush=True, format="%-d %b %Y", labelOverlap="greedy", labelSeparation=12
    )
    return {
        "x": alt.X("x:T", title=None, scale=span, axis=dates),
        "y": alt.Y("y:Q", title=None, axis=None, scale=alt.Scale(domain=[len(colours), 0], nice=False)),
        "color": alt.Color("party:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None),
    }


def _positions(lanes: Sequence[str], events: Sequence[Event]) -> list[dict[str, Any]]:
    """A row for each party and day with a position; of several on one day a move counts most, and what is confirmed before what is not."""
    kinds = ("moved", "given up", "said")
    ranked = sorted((e for e in events if e.party in lanes), key=lambda e: (kinds.index(e.kind), e.proposed))
    unique = {(e.party, e.when): e for e in reversed(ranked)}
    return [
        {
            "x": e.when.isoformat(), "y": lanes.index(e.party or "") + MARK_AT, "party": e.party, "kind": e.kind,
            "words": f"{e.words} ({NOT_CONFIRMED})" if e.proposed else e.words, "filled": 0 if e.proposed else 1,
            "link": here(f"/positions/{quote(e.party or '')}/{quote(e.issue)}" if e.issue else "/positions"),
        }
        for e in unique.values()
    ]  # fmt: skip


def _meetings(events: Sequence[Event]) -> list[dict[str, Any]]:
    """A row for each day with meetings; titles only of confirmed ones, where they are few."""
    met: dict[date, list[str]] = {}
    for e in events:
        if e.kind == "met" and e.words not in met.setdefault(e.when, []):
            met[e.when].append(e.words)
    titles = {e.when: e.title for e in events if e.kind == "met" and not e.proposed}
    return [
        {"x": w.isoformat(), "words": "; ".join(words), "title": titles.get(w, "") if len(titles) <= TITLED else ""}
        for w, words in met.items()
    ]


def _meeting_layers(
    meetings: list[dict[str, Any]], axes: Mapping[str, Any], ends: tuple[date, date], width: float
) -> list[Any]:
    """A dashed line a day, its title above: in the later half of the axis left of its line, and in as many rows as titles need."""
    import altair as alt

    if not meetings:
        return []
    layers = [
        drawn_from(meetings).mark_rule(strokeDash=[3, 3], color=MIDDLE).encode(x=axes["x"], description="words:N")
    ]
    for row in _title_rows(meetings, ends, width):
        title = drawn_from([row]).mark_text(
            align="right" if row["late"] else "left", dx=-4 if row["late"] else 4, dy=-6 - TITLE_ROW * row["row"],
            baseline="bottom", fontSize=TITLE, color=INK,
        )  # fmt: skip
        layers.append(title.encode(x=axes["x"], y=alt.value(0), text="title:N"))
    return layers


def _title_rows(meetings: Iterable[dict[str, Any]], ends: tuple[date, date], width: float) -> list[dict[str, Any]]:
    """The meetings that show their title, each with the lowest ``row`` above the lanes in which it stands over no other."""
    first, last = ends
    days = max((last - first).days, 1)
    taken: list[list[tuple[float, float]]] = []
    found = []
    for m in (m for m in meetings if m["title"]):
        at = (date.fromisoformat(m["x"]) - first).days / days * width
        late, long = at > width / 2, wide(m["title"], TITLE) + 10
        begin, end = (at - long, at) if late else (at, at + long)
        row = next((k for k, spans in enumerate(taken) if all(end <= a or b <= begin for a, b in spans)), len(taken))
        taken += [[]] if row == len(taken) else []
        taken[row].append((begin, end))
        found.append({**m, "late": late, "row": row})
    return found


def _column_layer(columns: list[dict[str, Any]], axes: Mapping[str, Any], links: Mapping[str, Any]) -> Any:
    """Columns of statements."""
    return (
        drawn_from(columns).mark_rect(opacity=0.45, stroke=PAPER).encode(x2="x2:T", y2="y2:Q", description="words:N", **axes, **links)
    )  # fmt: skip


def _position_layer(positions: list[dict[str, Any]], axes: Mapping[str, Any], links: Mapping[str, Any]) -> Any:
    """Marks for positions stated, moved to and given up; hollow where nobody confirmed them."""
    import altair as alt

    kinds = alt.Scale(domain=list(SHAPE), range=[mark for mark, _ in SHAPE.values()])
    shape = alt.Shape("kind:N", scale=kinds, legend=None)
    points = drawn_from(positions).mark_point(size=95, filled=True, opacity=1, strokeWidth=1.6)
    outline = alt.Stroke("party:N", scale=axes["color"]["scale"], legend=None)
    filled = alt.FillOpacity("filled:Q", scale=None, legend=None)
    return points.encode(shape=shape, stroke=outline, fillOpacity=filled, description="words:N", **axes, **links)


def _lane_names(lanes: Sequence[str], axes: Mapping[str, Any]) -> Any:
    """The parties' names, at the top of their lanes."""
    import altair as alt

    names = [{"y": k + NAME_AT, "party": p} for k, p in enumerate(lanes)]
    text = drawn_from(names).mark_text(align="left", baseline="middle", dx=2, fontSize=12, fontWeight="bold", color=INK)
    return text.encode(x=alt.value(0), y=axes["y"], text="party:N")


def _columns(
    lanes: Sequence[str], first: date, last: date, days: Sequence[tuple[date, str, int]]
) -> list[dict[str, Any]]:
    """Statements by party and column; the more statements, the higher."""
    length = column_days(first, last)
    counts: Counter[tuple[date, str]] = Counter()
    for day, party, many in days:
        if party in lanes:
            counts[first + timedelta(days=(day - first).days // length * length), party] += many
    most = max(counts.values(), default=1)
    return [
        {
            "x": begin.isoformat(), "x2": (begin + timedelta(days=length)).isoformat(), "party": party,
            "y": lanes.index(party) + FOOT, "y2": lanes.index(party) + FOOT - TALL * many / most,
            "words": f"{party}: {wording.plural(many, 'statement')}, {wording.day(begin)}",
            "link": here(f"/record?party={quote(party)}&since={begin}&until={begin + timedelta(days=length - 1)}"),
        }
        for (begin, party), many in counts.items()
    ]  # fmt: skip


def by_month(events: Sequence[Event]) -> list[tuple[str, list[Event]]]:
    """Events under the name of their month, in order."""
    return [(name, list(some)) for name, some in groupby(events, key=lambda e: e.when.strftime("%B %Y"))]
