"""Periods of the calendar: they hold every day once, and are as short as their number allows."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.calendar_periods import MOST, Length, periods


@pytest.mark.parametrize(
    ("first", "last", "length", "many"),
    [
        (date(2031, 2, 3), date(2031, 2, 23), Length.DAY, 21),
        (date(2031, 2, 3), date(2031, 3, 12), Length.WEEK, 6),
        (date(2030, 5, 31), date(2031, 6, 1), Length.MONTH, 14),
        (date(2028, 5, 31), date(2031, 6, 1), Length.QUARTER, 13),
        (date(1995, 3, 1), date(2015, 12, 12), Length.YEAR, 21),
        (date(1700, 1, 1), date(2015, 12, 12), Length.YEAR, 316),
        (date.min, date.min, Length.DAY, 1),
        (date(9999, 12, 31), date.max, Length.DAY, 1),
    ],
)
def test_the_length_follows_from_the_span(first, last, length, many):
    found = periods(first, last)
    assert {p.length for p in found} == {length}
    assert len(found) == many


DAYS = st.dates(date(1, 1, 1), date.max)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(DAYS, st.integers(0, 4000), st.none() | st.sampled_from(Length))
def test_every_day_is_in_one_period(first, span, length):
    last = min(first.toordinal() + span, date.max.toordinal())
    found = periods(first, date.fromordinal(last), length if span < 400 else None)
    assert found[0].first <= first <= found[0].last
    assert found[-1].first <= date.fromordinal(last) <= found[-1].last
    for one, next_one in pairwise(found):
        assert one.last + timedelta(days=1) == next_one.first
    if length is None:
        assert len(found) <= MOST
