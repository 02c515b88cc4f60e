"""Meetings, statements, and moves of positions on one time axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pourparler import wording
from pourparler.figures.drawing import here, party_colours, rendered
from pourparler.model import Evidence, Meeting, Negotiation

if TYPE_CHECKING:
    import altair as alt

MOST_BINS = 80
"""Columns of statements on the axis; a longer time is told in longer pieces."""
LENGTHS = (1, 7, 14, 30, 61, 91, 182, 365, 1826)
"""Days that a piece may hold."""
TITLED = 8
"""Up to so many meetings have their titles above their lines."""
WIDTH, LANE = 900, 46


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day. ``kind``: said, moved, given up, or met. ``suggested``: a meeting that the reader found and nobody confirmed.

    ``title``: a meeting's.
    """

    when: date
    kind: str
    words: str
    party: str | None = None
    issue: str | None = None
    evidence: tuple[Evidence, ...] = ()
    suggested: bool = False
    title: str = ""


def events_of(negotiation: Negotiation, suggested: Iterable[Meeting] = ()) -> list[Event]:
    """Positions stated, moved to and given up, and meetings, by date; what has no date is left out."""
    found = []
    for p in negotiation.positions:
        words = wording.position_words(negotiation, p)
        if p.as_of:
            kind = "moved" if p.concession else "said"
            found.append(Event(p.as_of, kind, words, p.party, p.issue, p.evidence))
        if p.until:
            found.append(Event(p.until, "given up", f"no longer: {words}", p.party, p.issue, p.evidence))
    for m, unsure in [*((m, False) for m in negotiation.meetings), *((m, True) for m in suggested)]:
        if m.date:
            who = f" ({wording.joined(m.present)})" if m.present else ""
            absent = f"; not there: {wording.joined(m.absent)}" if m.absent else ""
            found.append(
                Event(m.date, "met", f"{m.title}{who}{absent}", evidence=m.evidence, suggested=unsure, title=m.title)
            )
    return sorted(found, key=lambda e: e.when)


def piece_length(first: date, last: date) -> int:
    """Days in a piece, so that there are no more than MOST_BINS."""
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
    # Of several positions on one day a move is what counts.
    ranked = sorted(
        (e for e in events if e.party in colours), key=lambda e: ("moved", "given up", "said").index(e.kind)
    )
    unique = {(e.party, e.when): e for e in reversed(ranked)}
    marks = [
        {
            "x": e.when.isoformat(), "y": lanes.index(e.party or "") + 0.26, "party": e.party, "kind": e.kind, "words": e.words,
            "link": here(f"/positions/{quote(e.party or '')}/{quote(e.issue)}" if e.issue else "/positions"),
        }
        for e in unique.values()
    ]  # fmt: skip
    met: dict[date, list[str]] = {}
    for e in events:
        if e.kind == "met" and e.words not in met.setdefault(e.when, []):
            met[e.when].append(e.words)
    titles = {e.when: e.title for e in events if e.kind == "met" and not e.suggested}
    lines = [
        {"x": w.isoformat(), "words": "; ".join(words), "title": titles.get(w, "") if len(titles) <= TITLED else ""}
        for w, words in met.items()
    ]
    x = alt.X("x:T", title=None, axis=alt.Axis(grid=False, tickCount=8, labelFlush=True, format="%-d %b %Y"))
    y = alt.Y("y:Q", title=None, axis=None, scale=alt.Scale(domain=[len(lanes), 0], nice=False))
    colour = alt.Color("party:N", scale=alt.Scale(domain=lanes, range=list(colours.values())), legend=None)
    kinds = alt.Scale(domain=["said", "moved", "given up"], range=["circle", "triangle-right", "cross"])
    names = [{"y": k + 0.26, "party": p} for k, p in enumerate(lanes)]

    links: dict[str, Any] = {"href": "link:N"} if linked else {}

    def drawn(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=list(rows)))

    rules = drawn([{"y": k} for k in range(1, len(lanes))]).mark_rule(color="#cfc9bd").encode(y=y)
    meetings = drawn(lines).mark_rule(strokeDash=[3, 3], color="#777").encode(x=x, description="words:N")
    headings = drawn(lines).mark_text(align="left", dx=4, dy=-6, baseline="bottom", fontSize=11, color="#333")
    columns = (
        drawn(_columns(lanes, min(every), max(every), days))
        .mark_rect(opacity=0.45, stroke="white")
        .encode(x=x, x2="x2:T", y=y, y2="y2:Q", color=colour, description="words:N", **links)
    )
    positions = (
        drawn(marks)
        .mark_point(size=95, filled=True, opacity=1)
        .encode(x=x, y=y, color=colour, shape=alt.Shape("kind:N", scale=kinds, legend=None), description="words:N", **links)
    )  # fmt: skip
    labels = drawn(names).mark_text(align="right", dx=-10, fontSize=12, fontWeight="bold", limit=200)
    layers = [
        rules,
        *([meetings, headings.encode(x=x, y=alt.value(0), text="title:N")] if lines else []),
        *([columns] if days else []),
        positions,
    ]
    layers.append(labels.encode(x=alt.value(0), y=y, text="party:N"))
    return rendered(alt.layer(*layers).properties(width=width, height=LANE * len(lanes)))


def _columns(
    lanes: Sequence[str], first: date, last: date, days: Sequence[tuple[date, str, int]]
) -> list[dict[str, Any]]:
    """Statements by party and piece of time, as high as they are many."""
    length = piece_length(first, last)
    counts: Counter[tuple[date, str]] = Counter()
    for day, party, many in days:
        if party in lanes:
            counts[first + timedelta(days=(day - first).days // length * length), party] += many
    most = max(counts.values(), default=1)
    return [
        {
            "x": begin.isoformat(), "x2": (begin + timedelta(days=length)).isoformat(), "party": party,
            "y": lanes.index(party) + 0.94, "y2": lanes.index(party) + 0.94 - 0.5 * many / most,
            "words": f"{party}: {wording.plural(many, 'statement')}, {wording.day(begin)}",
            "link": here(f"/record?party={quote(party)}&since={begin}&until={begin + timedelta(days=length - 1)}"),
        }
        for (begin, party), many in counts.items()
    ]  # fmt: skip


def by_month(events: Sequence[Event]) -> list[tuple[str, list[Event]]]:
    """Events under the name of their month, in order."""
    return [(name, list(some)) for name, some in groupby(events, key=lambda e: e.when.strftime("%B %Y"))]
