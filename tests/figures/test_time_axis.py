"""The axis of days: which dates stand below it, and where."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.figures.drawing import wide
from pourparler.figures.time_axis import DATE, OVER, TimeAxis

FIRST = date(2031, 1, 31)


def axis(days, width=900):
    return TimeAxis(FIRST, FIRST + timedelta(days=days), width)


def test_days_lie_between_the_ends():
    assert [axis(10).at(FIRST + timedelta(days=k)) for k in (0, 5, 10)] == [0, 450, 900]
    assert axis(0).at(FIRST) == 0


def test_the_longer_the_time_the_longer_what_is_named():
    named = {days: [d.isoformat() for d in axis(days).dates()] for days in (3, 50, 200, 800, 5000, 8000)}
    assert named[3] == ["2031-01-31", "2031-02-01", "2031-02-02", "2031-02-03"]
    assert named[50][:2] == ["2031-02-03", "2031-02-10"]  # Mondays
    assert named[200][:2] == ["2031-02-01", "2031-03-01"]
    assert named[800][:3] == ["2031-04-01", "2031-07-01", "2031-10-01"]
    assert named[5000][:3] == ["2032-01-01", "2034-01-01", "2036-01-01"]
    assert named[8000][:3] == ["2032-01-01", "2036-01-01", "2040-01-01"]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, (date.max - FIRST).days), st.sampled_from([600, 900]))
def test_dates_have_room_and_stay_within_the_figure(days, width):
    made = axis(days, width)
    assert 1 <= len(made.dates()) <= width // DATE
    area = ET.Element("g")
    made.draw(area, 0)
    spans = [(float(t.get("x")), wide(t.text)) for t in area.iter("text")]
    assert all(x - w / 2 >= -OVER - 0.1 and x + w / 2 <= width + OVER + 0.1 for x, w in spans)
    assert all(x + w / 2 < y - v / 2 for (x, w), (y, v) in pairwise(spans))
