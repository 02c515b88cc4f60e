"""Whole dates beside a text, and the days that sentences name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.dates import check_order, day_named, day_of, last_day_named, read_date
from pourparler.errors import DocumentError, PourparlerError

WRITTEN = date(2031, 2, 19)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2031-02-18", date(2031, 2, 18)),
        ("2031-02-18T09:00:00Z", date(2031, 2, 18)),
        ("Tue, 18 Feb 2031", date(2031, 2, 18)),
        ("February 18, 2031", date(2031, 2, 18)),
        ("18/02/2031", date(2031, 2, 18)),
        ("05/05/2031", date(2031, 5, 5)),
    ],
)
def test_whole_dates(text, wanted):
    assert read_date(text) == wanted


@pytest.mark.parametrize(("order", "wanted"), [("dmy", date(2031, 4, 3)), ("mdy", date(2031, 3, 4))])
def test_the_order_tells_which_of_two_dates_is_meant(order, wanted):
    assert read_date("03/04/2031", order) == wanted


@pytest.mark.parametrize("text", ["soon", "February 2031", "2031", "2031-13-01", "18 February", "03/04/2031"])
def test_dates_that_are_not_whole_are_never_completed(text):
    with pytest.raises(DocumentError):
        read_date(text)


@pytest.mark.parametrize(
    ("written", "day"),
    [("2031-02-18", date(2031, 2, 18)), ("2030-12-31", date(2030, 12, 31)), ("", None), (None, None)],
)
def test_a_day_in_an_address(written, day):
    assert day_of(written) == day


@pytest.mark.parametrize("written", ["18 Feb", "2031-02-30", "2031"])
def test_no_day_in_an_address(written):
    with pytest.raises(PourparlerError, match=written):
        day_of(written)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The ministers met on 3 January.", date(2031, 1, 3)),
        ("The ministers met on January 3, 2030, in the capital.", date(2030, 1, 3)),
        ("They signed on the 5th of February.", date(2031, 2, 5)),
        ("They signed on 28 November.", date(2030, 11, 28)),  # before the day of writing
        ("They signed on 20 February.", date(2031, 2, 20)),  # a clock ahead
        ("They signed on 21 February.", date(2030, 2, 21)),
        ("They met on Tuesday.", date(2031, 2, 18)),
        ("They met on Wednesday.", WRITTEN),
        ("They met on Thursday.", date(2031, 2, 13)),
        ("They met yesterday.", date(2031, 2, 18)),
        ("Last night they met.", date(2031, 2, 18)),
        ("They met this morning.", WRITTEN),
        ("They met on 31 February.", None),
        ("They met for three hours.", None),
        ("They may meet; 3 delegations march on.", None),
    ],
)
def test_days_behind(words, day):
    assert day_named(words, WRITTEN) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by Friday", date(2031, 2, 21)),
        ("on Wednesday", date(2031, 2, 26)),  # not the day of writing
        ("on 3 January", date(2032, 1, 3)),
        ("on 19 February", WRITTEN),
        ("before March 4, 2031", date(2031, 3, 4)),
        ("on the 1st of May", date(2031, 5, 1)),
        ("tomorrow", date(2031, 2, 20)),
        ("on 30 February", None),
        ("within ten days", None),
        ("before the next round", None),
    ],
)
def test_days_ahead(words, day):
    assert day_named(words, WRITTEN, ahead=True) == day


def test_without_the_day_of_writing_only_whole_dates_are_days():
    assert day_named("on 3 January 2031", None) == date(2031, 1, 3)
    assert day_named("on 3 January", None) is day_named("yesterday", None) is day_named("on Friday", None) is None


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.sampled_from(("Monday", "Thursday", "Sunday")))
def test_a_weekday_lies_within_a_week(written, weekday):
    behind, ahead = day_named(weekday, written), day_named(weekday, written, ahead=True)
    assert 0 <= (written - behind).days < 7
    assert 0 < (ahead - written).days <= 7
    assert behind.strftime("%A") == ahead.strftime("%A") == weekday


def test_a_day_that_may_be_left_blank():
    assert [day_of(written) for written in (None, "", "  ", "2031-02-18")] == [None, None, None, date(2031, 2, 18)]
    with pytest.raises(DocumentError):
        day_of("soon")


def test_dates_with_full_stops_are_day_first_unless_told_otherwise():
    assert read_date("5.2.2031") == read_date("05. 02. 2031.") == date(2031, 2, 5)
    assert read_date("5.2.2031", "mdy") == date(2031, 5, 2)


@pytest.mark.parametrize("text", ["1995-12", "12/1995", "12.1995"])
def test_a_month_is_no_day(text):
    with pytest.raises(DocumentError, match="is a month, not a day"):
        read_date(text)


@pytest.mark.parametrize("text", ["1-02-17T09:" + "9" * 30 + ":00Z", "20:" + "1" * 400])
def test_a_time_of_any_length_is_told(text):
    """dateutil counts seconds in decimals, which raise faults of their own."""
    with pytest.raises(DocumentError, match="is not a date"):
        read_date(text)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("by 12 March", date(2031, 3, 12)),
        ("before 12 March", date(2031, 3, 11)),
        ("until 3 January", date(2032, 1, 3)),
        ("by Friday", date(2031, 2, 21)),
        ("tomorrow", date(2031, 2, 20)),
        ("within two weeks", date(2031, 3, 5)),
        ("in a month", date(2031, 3, 19)),
        ("within 36 hours", date(2031, 2, 21)),
        ("in ten days", date(2031, 3, 1)),
        ("in March", date(2031, 3, 31)),
        ("in early January", date(2032, 1, 31)),
        ("by February 2033", date(2033, 2, 28)),
        ("before May", date(2031, 4, 30)),
        ("later this week", date(2031, 2, 23)),
        ("next week", date(2031, 3, 2)),
        ("next Thursday", date(2031, 2, 27)),
        ("next Monday", date(2031, 2, 24)),
        ("the day after tomorrow", date(2031, 2, 21)),
        ("in two years", date(2033, 2, 19)),
        ("by the end of the month", date(2031, 2, 28)),
        ("next month", date(2031, 3, 31)),
        ("next year", date(2032, 12, 31)),
        ("after 5 March", None),
        ("from Monday", None),
        ("before the next round", None),
        ("in spring", None),
        ("on 31 February", None),
        ("in the coming days", None),
        ("in March 0000", None),
        ("by 3 March 0000", None),
    ],
)
def test_the_last_day_on_which_something_would_be_in_time(words, last):
    assert last_day_named(words, WRITTEN) == last


def test_a_last_day_needs_the_day_of_writing_unless_the_words_tell_it():
    assert last_day_named("by 12 March 2031", None) == date(2031, 3, 12)
    assert last_day_named("in March 2031", None) == date(2031, 3, 31)
    for words in ("by 12 March", "in March", "within two weeks", "next week"):
        assert last_day_named(words, None) is None


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 1)),
    st.sampled_from(["by Friday", "in March", "next week", "within two weeks", "this month"]),
)
def test_a_last_day_is_never_before_the_day_of_writing(written, words):
    assert last_day_named(words, written) >= written


def test_a_span_of_time_does_not_end_before_it_begins():
    for span in ((None, None), (WRITTEN, None), (None, WRITTEN), (WRITTEN, WRITTEN)):
        check_order(*span)
    with pytest.raises(PourparlerError, match=r"2031-02-19 is after 2031-02-18\. Give the earlier day first"):
        check_order(WRITTEN, date(2031, 2, 18))
