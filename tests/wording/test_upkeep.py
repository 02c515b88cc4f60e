"""How far an upkeep of the record is, in words."""

import pytest

from pourparler.wording.upkeep import upkeep_words


@pytest.mark.parametrize(
    ("done", "seconds", "words"),
    [
        (0, 3.0, "0 of 5,000 documents looked through"),
        (1000, 3.0, "1,000 of 5,000 documents looked through, about 12 seconds left"),
        (4999, 3.0, "4,999 of 5,000 documents looked through, about 1 second left"),
        (1000, 60.0, "1,000 of 5,000 documents looked through, about 4 minutes left"),
        (5000, 60.0, "5,000 of 5,000 documents looked through"),
    ],
)
def test_what_how_far_and_how_long_still(done, seconds, words):
    assert upkeep_words("documents looked through", done, 5000, seconds) == words
