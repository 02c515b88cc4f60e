"""Found meetings against marked ones."""

from datetime import date

import pytest

from pourparler.evaluation import GoldText, judge_meetings
from pourparler.model import Document, Meeting

MARKED = {
    "place": "Port Ilm",
    "date": date(2031, 4, 10),
    "duration": "four hours",
    "present": ["Ada Voss", "Tomas Rell"],
}


def judged(*found, marked=(MARKED,)):
    return judge_meetings([GoldText(Document("x", "t"), "report", (), tuple(marked))], [found])


def test_all_right():
    found = Meeting("m", date(2031, 4, 10), "Port Ilm", "four hours", None, ("Tomas Rell", "Ada Voss"))
    assert set(judged(found).values()) == {1.0}


def test_details_are_counted_one_by_one():
    figures = judged(Meeting("m", None, "Port", None, None, ("Ada Voss", "Somebody Else")))
    assert (figures["meeting place"], figures["meeting date"], figures["meeting duration"]) == (1.0, 0.0, 0.0)
    assert (figures["present precision"], figures["present coverage"]) == (0.5, 0.5)


@pytest.mark.parametrize(
    "found",
    [
        Meeting("m", date(2031, 4, 11), "Port Ilm", present=("Ada Voss", "Tomas Rell")),  # another day
        Meeting("m", date(2031, 4, 10), "Aldmoor"),
        Meeting("m", present=("Somebody Else",)),
    ],
)
def test_another_meeting(found):
    figures = judged(found)
    assert (figures["meeting precision"], figures["meeting coverage"]) == (0.0, 0.0)


def test_none_found_and_none_marked():
    assert set(judged().values()) == {0.0}
    assert set(judged(marked=()).values()) == {0.0}
