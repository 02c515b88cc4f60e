"""What is known of a text, from several that tell it: its day and the time of that day."""

from datetime import date, datetime, timedelta, timezone

from pourparler.documents.details import Details, time_of

DAY = date(2031, 2, 3)
AT = datetime(2031, 2, 3, 10, 15)


def test_the_time_goes_with_the_day_that_holds():
    told = Details(date=DAY, published_at=AT)
    assert Details(title="x").over(told).published_at == AT
    assert Details(date=DAY).over(told).published_at == AT  # who tells the day alone does not contradict
    assert Details(date=DAY + timedelta(1)).over(told).published_at is None
    assert told.over(Details(date=DAY, published_at=AT + timedelta(hours=1))).published_at == AT


def test_a_time_without_a_zone_or_of_another_day_is_none():
    there = timezone(timedelta(hours=-5))
    assert time_of(AT.replace(tzinfo=there), DAY) == AT + timedelta(hours=5)
    assert time_of(AT, DAY) is None
    assert time_of(AT.replace(tzinfo=there), DAY + timedelta(1)) is None
    assert time_of(None, DAY) is None
    assert time_of(datetime(2031, 2, 3, tzinfo=there), DAY) is None
    assert time_of(datetime.max.replace(tzinfo=there), date.max) is None
