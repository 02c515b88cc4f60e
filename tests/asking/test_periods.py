"""The time that a question names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.asking.periods import day_from, day_until, period_in

D = date


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("what was said in 2009", D(2009, 1, 1), D(2009, 12, 31)),
        ("before 2005", None, D(2004, 12, 31)),
        ("until 2005", None, D(2005, 12, 31)),
        ("since 2010", D(2010, 1, 1), None),
        ("after March 2010", D(2010, 4, 1), None),
        ("between 2001 and 2005", D(2001, 1, 1), D(2005, 12, 31)),
        ("from May 2001 to 3 June 2005", D(2001, 5, 1), D(2005, 6, 3)),
        ("in 2001-2005", D(2001, 1, 1), D(2005, 12, 31)),
        ("in the 1990s", D(1990, 1, 1), D(1999, 12, 31)),
        ("on 3 December 2011", D(2011, 12, 3), D(2011, 12, 3)),
        ("on December 3, 2011", D(2011, 12, 3), D(2011, 12, 3)),
        ("in November 2009", D(2009, 11, 1), D(2009, 11, 30)),
        ("from 2009-11", D(2009, 11, 1), None),
    ],
)
def test_periods(words, since, until):
    found = period_in(f"what did Kestria say {words} about tolls")
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize(
    "words",
    [
        "about article 3.7",
        "on decision 1/2009",
        "since Copenhagen",
        "of 12345 ships",
        "on 31 February 2011",
        "between 2005 and 2001",
    ],
)
def test_what_is_no_period(words):
    assert period_in(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "net zero by 2050",
        "the 2030 target",
        "pre-2020 ambition",
        "the regime post-2012",
        "1990 levels as base year",
        "a fund of 2000 ships",
        "the 2008-2012 commitment period",
        "the pre-2012 and the 2020 targets",
    ],
)
def test_a_year_in_the_matter_is_no_time_of_documents(words):
    assert period_in(words) is None
    found = period_in(f"{words} before 2005")
    assert (found.since, found.until) == (None, D(2004, 12, 31))


@pytest.mark.parametrize(
    ("words", "last"), [("Kestria tolls 2009", 2009), ("tolls, 2009?", 2009), ("tolls 2009-2011", 2011)]
)
def test_a_year_that_ends_the_question_is_a_time(words, last):
    found = period_in(words)
    assert (found.since, found.until) == (D(2009, 1, 1), D(last, 12, 31))


@given(st.dates(D(1900, 1, 1), D(2099, 12, 31)))
def test_a_day_is_itself_and_lies_in_its_month_and_year(day):
    found = period_in(f"on {day.day} {day:%B %Y}")
    assert (found.since, found.until) == (day, day)
    assert day_from(day.isoformat()) == day_until(day.isoformat()) == day
    for written in (f"{day:%B %Y}", f"{day:%Y-%m}", f"{day:%Y}"):
        assert day_from(written) <= day <= day_until(written)


def test_other_words_are_no_day():
    assert day_from("last week") is day_until("2009 or so") is None
