"""Windows: calendar periods, lengths that move on, and so many statements."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.networks.windows import MOST_WINDOWS, Length, Unit, Window, later, read_length, read_windows


def over(first, last, days=None, **asked):
    found = read_windows(**asked).over(date.fromisoformat(first), date.fromisoformat(last), days)
    return [f"{w.first} {w.last}" for w in found]


def test_calendar_periods_cover_the_time_whole():
    assert over("2030-12-30", "2032-01-01", by="year") == [
        "2030-01-01 2030-12-31", "2031-01-01 2031-12-31", "2032-01-01 2032-12-31",
    ]  # fmt: skip
    assert over("2031-01-31", "2031-02-01", by="month") == ["2031-01-01 2031-01-31", "2031-02-01 2031-02-28"]
    assert over("2031-01-05", "2031-01-06", by="week") == ["2030-12-30 2031-01-05", "2031-01-06 2031-01-12"]
    assert over("2031-01-05", "2031-01-06", by="day") == ["2031-01-05 2031-01-05", "2031-01-06 2031-01-06"]
    assert over("0001-01-01", "0001-01-01", by="week") == ["0001-01-01 0001-01-07"]
    assert over("9999-12-31", "9999-12-31", by="year") == ["9999-01-01 9999-12-31"]


def test_windows_lie_within_the_time_and_move_on_by_their_step():
    assert over("2031-01-01", "2031-01-10", window="4d", step="3d") == [
        "2031-01-01 2031-01-04", "2031-01-04 2031-01-07", "2031-01-07 2031-01-10",
    ]  # fmt: skip
    assert over("2031-01-01", "2031-01-09", window="4d") == ["2031-01-01 2031-01-04", "2031-01-05 2031-01-08"]
    assert over("2031-01-31", "2031-04-30", window="1m") == [
        "2031-01-31 2031-02-27", "2031-02-28 2031-03-30", "2031-03-31 2031-04-29",
    ]  # fmt: skip
    assert over("2031-01-01", "2031-01-09", window="1 year") == ["2031-01-01 2031-01-09"]
    assert over("2031-01-01", "2031-01-14", window="1w") == ["2031-01-01 2031-01-07", "2031-01-08 2031-01-14"]
    assert over("2031-01-01", "2031-01-09") == ["2031-01-01 2031-01-09"]


def test_windows_of_statements_hold_all_of_their_days():
    days = [date(2031, 1, day).toordinal() for day in (1, 2, 2, 2, 3, 5)]
    assert over("2031-01-01", "2031-01-05", days, window="2e", step="2e") == [
        "2031-01-01 2031-01-02", "2031-01-02 2031-01-02", "2031-01-03 2031-01-05",
    ]  # fmt: skip
    assert over("2031-01-01", "2031-01-05", days, window="2e", step="1e") == [
        "2031-01-01 2031-01-02", "2031-01-02 2031-01-02", "2031-01-02 2031-01-03", "2031-01-03 2031-01-05",
    ]  # fmt: skip
    assert over("2031-01-01", "2031-01-05", days, window="9e") == ["2031-01-01 2031-01-05"]
    assert over("2031-01-01", "2031-01-05", [], window="9e") == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dates(date(2030, 1, 1), date(2031, 1, 1)), st.integers(0, 300), st.integers(1, 60), st.integers(1, 60))
def test_windows_of_days_are_all_that_fit(first, more, length, step):
    last = first + timedelta(days=more)
    found = read_windows(window=f"{length}d", step=f"{step}d").over(first, last)
    expected = [
        (first + timedelta(days=k), first + timedelta(days=k + length - 1))
        for k in range(0, more + 1, step)
        if k + length - 1 <= more
    ]
    assert [(w.first, w.last) for w in found] == (expected or [(first, last)])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.dates(date(2030, 1, 1), date(2031, 1, 1)), st.integers(0, 900), st.sampled_from(["year", "month", "week", "day"])
)
def test_a_day_lies_in_one_calendar_period(first, more, by):
    last = first + timedelta(days=more)
    found = read_windows(by=by).over(first, last)
    assert found[0].first <= first
    assert found[-1].last >= last
    assert all(b.first - a.last == timedelta(days=1) for a, b in itertools.pairwise(found))


def test_what_is_no_window_is_told():
    for asked, message in (
        ({"by": "decade"}, "day, week, month, year"),
        ({"by": "year", "window": "3d"}, "both a calendar period and a window"),
        ({"step": "3d"}, "needs a window"),
        ({"window": "3d", "step": "3e"}, "counts statements"),
        ({"window": "soon"}, "is no length of time"),
        ({"window": "0d"}, "is no length of time"),
        ({"window": "999999y"}, "longer than any calendar"),
    ):
        with pytest.raises(PourparlerError, match=message):
            read_windows(**asked)
    with pytest.raises(PourparlerError, match="more than 2,000 windows"):
        over("2000-01-01", "2031-01-01", by="day")
    assert MOST_WINDOWS == 2000


def test_lengths_are_read_as_people_write_them():
    assert read_length(" 26 weeks") == Length(26, Unit.WEEKS)
    assert read_length("6M") == Length(6, Unit.MONTHS)
    assert later(date(2032, 2, 29), Length(1, Unit.YEARS)) == date(2033, 2, 28)
    assert later(date(9999, 12, 31), Length(1, Unit.DAYS)) is None
    assert Window(date(2031, 1, 1), date(2031, 1, 2)).calendar is None
