"""What came of visits, in words."""

from datetime import datetime

import pytest

from pourparler.model import Visit, WatchedSource
from pourparler.wording.watching import source_view, visit_view, visit_words

AT, LATER = datetime(2031, 3, 1, 9), datetime(2031, 3, 2, 14, 5)


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        (Visit(AT, total=40, new=3), "3 new of 40"),
        (
            Visit(AT, total=1200, new=100, changed=2, known=1, failed=4, left=1093),
            "100 new of 1,200, 2 changed, 1 in the record already, 4 could not be brought in, 1,093 left for the next visit",
        ),
        (Visit(AT, what="a file", total=1, new=8), "8 new documents"),
        (Visit(AT, what="a folder", total=2, new=1, known=2), "1 new document, 2 in the record already"),
        (Visit(AT, unchanged=True), "nothing new; it says that it has not changed since the last visit"),
        (Visit(AT, what="a file", unchanged=True), "nothing new; it has not changed since the last visit"),
        (Visit(AT, fault="no such file", failing_since=AT), "cannot be looked at: no such file."),
        (
            Visit(LATER, fault="no such file", failing_since=AT),
            "cannot be looked at: no such file. This has been so since 1 March 2031, 09:00 UTC.",
        ),
        (
            Visit(AT, total=3, left=2, new=1, not_before=LATER),
            "1 new of 3, 2 left for the next visit. Its server wants to be left alone until 2 March 2031, 14:05 UTC",
        ),
        (
            Visit(AT, fault="it answered 503", failing_since=AT, not_before=LATER),
            "cannot be looked at: it answered 503. Its server wants to be left alone until 2 March 2031, 14:05 UTC",
        ),
    ],
)
def test_what_came_of_a_visit(visit, words):
    assert visit_words(visit) == words


def test_a_source_that_was_not_asked():
    visit = Visit(AT, total=3, new=3, not_before=LATER)
    words = "not asked, because its server wants to be left alone until 2 March 2031, 14:05 UTC"
    assert visit_words(visit, put_off=True) == words
    assert visit_view("x", visit, put_off=True)["words"] == words


def test_a_source_that_is_watched():
    assert source_view(WatchedSource("x"))["words"] == "not looked at yet"
    view = source_view(WatchedSource("x", Visit(AT, "a feed", "Post", 4, fault="f", failing_since=AT), 1))
    assert (view["failing"], view["when"], view["seen_words"]) == (True, "1 March 2031, 09:00 UTC", "1 text")
