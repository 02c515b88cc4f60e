"""Where bargaining over an ordered issue ends, in words that fit what the runs say."""

import pytest

from pourparler.wording.spatial import _spread, interval, range_words

SCALE = "On the scale from none (0) to all (100)"


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((10.0, 20.0, 40.0), f"{SCALE} it ends at 20 in the middle run, and between 10 and 40 in 95 % of runs."),
        ((20.0, 20.0, 20.2), f"{SCALE} it ends at 20 in 95 % of runs."),
        ((0.0, 0.0, 100.0), f"{SCALE} the runs end at nearly every place, so the model forecasts these shares and no place."),
        ((4.0, 50.0, 94.0), f"{SCALE} the runs end at nearly every place, so the model forecasts these shares and no place."),
        ((5.0, 50.0, 94.0), f"{SCALE} it ends at 50 in the middle run, and between 5 and 94 in 95 % of runs."),
    ],
)  # fmt: skip
def test_an_interval_is_told_where_it_says_something(ends, words):
    assert _spread(SCALE, ends, 100.0) == words


def test_an_interval_holds_its_middle():
    assert interval(range(101)) == [2.5, 50, 97.5]
    assert range_words(range(101)) == ("50", "2 to 98")
