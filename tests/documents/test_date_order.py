"""Dates of a table that break the order which the others keep."""

from datetime import date, timedelta

import pytest

from pourparler.documents.date_order import FEWEST, OutOfOrder, out_of_order

DAYS = [date(2031, 1, 1) + timedelta(days=9 * k) for k in range(40)]


def year_later(days, *numbers):
    return [day.replace(year=day.year + 1) if k in numbers else day for k, day in enumerate(days)]


@pytest.mark.parametrize("falling", [False, True])
def test_runs_in_another_year_stand_out_in_tables_that_rise_or_fall(falling):
    days = year_later(DAYS[::-1] if falling else DAYS, 7, 8, 9, 20)
    assert out_of_order(days) == [
        OutOfOrder(7, 9, days[6], days[10]),
        OutOfOrder(20, 20, days[19], days[21]),
    ]


def test_at_an_end_one_neighbour_is_enough():
    assert out_of_order(year_later(DAYS, 0)) == [OutOfOrder(0, 0, None, DAYS[1])]
    early = [*DAYS[:-1], DAYS[-1].replace(year=2030)]
    assert out_of_order(early) == [OutOfOrder(39, 39, DAYS[38], None)]


@pytest.mark.parametrize(
    "days",
    [
        [],
        DAYS,
        [DAYS[0]] * 40,
        [*DAYS[: FEWEST - 2], date(2040, 1, 1)],  # too few to tell
        [*DAYS[:10], DAYS[12], DAYS[11], *DAYS[13:]],  # a few days late
        [day.replace(year=2031 + k % 3) for k, day in enumerate(DAYS)],  # in no order
    ],
)
def test_nothing_is_told_without_an_order_or_a_great_break(days):
    assert out_of_order(days) == []
