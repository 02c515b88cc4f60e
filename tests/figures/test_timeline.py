"""The time axis: who spoke, who moved, who met, each on its day."""

import re
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.dossier import load
from pourparler.figures.timeline import (
    LENGTHS,
    MOST_BINS,
    by_month,
    column_days,
    events_of,
    marks_words,
    timeline_figure,
)
from pourparler.model import Issue, Kind, Meeting, Negotiation, Party, Position

from ..conftest import DEMO, RIYADH

FIRST = date(2031, 1, 31)


def test_the_time_axis_names_parties_and_meetings():
    n = load(DEMO / "dossier.yaml").negotiation
    svg = timeline_figure(n, events_of(n))
    assert all(word in svg for word in ("Kestria", "Port Auvane", "First round", "Second round"))
    assert "<script" not in svg


def test_too_few_days_make_no_time_axis():
    n = load(RIYADH / "dossier.yaml").negotiation
    assert timeline_figure(n, events_of(n), fewest=3) is None


def test_events_come_by_day_each_with_its_kind():
    positions = (
        Position("0", "A", Kind.REJECTS, "x", "yes", as_of=FIRST, until=FIRST + timedelta(days=9)),
        Position("1", "A", Kind.ACCEPTS, "x", "yes", as_of=FIRST + timedelta(days=9), concession=True),
        Position("2", "A", Kind.REJECTS, "x", "no"),
    )
    issue = Issue("x", {"yes": "yes", "no": "no"})
    met = Meeting("Round", date=FIRST + timedelta(days=2), present=("A", "B"))
    n = Negotiation("n", (Party("A"), Party("B")), (issue,), positions, meetings=(met, Meeting("Some day")))
    proposed = Meeting("Talks", date=FIRST + timedelta(days=1))
    events = events_of(n, [proposed])
    assert [(e.kind, (e.when - FIRST).days, e.proposed) for e in events] == [
        ("said", 0, False), ("met", 1, True), ("met", 2, False), ("given up", 9, False), ("moved", 9, False),
    ]  # fmt: skip
    assert [(e.party, e.issue) for e in events if e.kind in ("said", "moved")] == [("A", "x")] * 2
    assert [(month, len(some)) for month, some in by_month(events)] == [("January 2031", 1), ("February 2031", 4)]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(0, 40_000))
def test_over_a_long_time_a_column_covers_more_days(days):
    length = column_days(FIRST, FIRST + timedelta(days=days))
    assert length in LENGTHS
    if length < LENGTHS[-1]:
        assert days + 1 <= length * MOST_BINS
    if length > LENGTHS[0]:
        assert days + 1 > LENGTHS[LENGTHS.index(length) - 1] * MOST_BINS


def test_statements_make_columns_that_lead_to_the_record():
    n = load(DEMO / "dossier.yaml").negotiation
    days = [(FIRST, "Kestria", 2), (FIRST + timedelta(days=30), "Maravel", 1), (FIRST, "Nobody", 9)]
    svg = timeline_figure(n, [], days, linked=True)
    assert "Kestria: 2 statements, 31 January 2031" in svg
    assert "/record?party=Kestria&amp;since=2031-01-31&amp;until=2031-01-31" in svg
    assert "Nobody" not in svg


def test_what_nobody_confirmed_is_hollow_and_says_so():
    n = load(DEMO / "dossier.yaml").negotiation
    n = replace(n, positions=tuple(replace(p, suggested=p.party == "Maravel") for p in n.positions))
    n = replace(n, meetings=tuple(replace(m, suggested=True) for m in n.meetings))
    events = events_of(n)
    assert {(e.party, e.proposed) for e in events if e.kind != "met"} == {
        ("Kestria", False), ("Maravel", True), ("Harbour League", False), ("Port Auvane", False),
    }  # fmt: skip
    assert all(e.proposed for e in events if e.kind == "met")
    drawn = timeline_figure(n, events)
    assert drawn.count('fill-opacity="0"') == len({e.when for e in events if e.party == "Maravel"})
    assert "(proposed, not confirmed)" in drawn


def test_the_key_explains_the_marks_that_there_are():
    n = load(DEMO / "dossier.yaml").negotiation
    assert marks_words(n, events_of(n)) == [
        "Circle: a position stated.",
        "Triangle: a move.",
        "Dashed line: a meeting.",
    ]
    proposed = replace(n, meetings=(), positions=(replace(n.positions[0], as_of=FIRST, until=None, suggested=True),))
    assert marks_words(proposed, events_of(proposed)) == [
        "Circle: a position stated.",
        "Hollow: proposed, confirmed by nobody.",
    ]
    given_up = replace(n, meetings=(), positions=(replace(n.positions[0], as_of=None, until=FIRST),))
    assert marks_words(given_up, events_of(given_up)) == ["Cross: a position given up."]


def test_titles_of_meetings_that_are_close_stand_in_rows():
    n = load(DEMO / "dossier.yaml").negotiation
    met = tuple(Meeting(f"A long title of the meeting number {k}", FIRST + timedelta(days=k)) for k in range(3))
    svg = timeline_figure(replace(n, meetings=met), events_of(replace(n, meetings=met)), width=600)
    heights = re.findall(r' y="(-?[\d.]+)"[^>]*>A long title', svg)
    assert len(set(heights)) == len(met)
