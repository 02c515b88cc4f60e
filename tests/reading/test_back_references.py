"""Which words of a position leave to others what it is about."""

import pytest

from pourparler.reading.back_references import pointing_words


@pytest.mark.parametrize(
    ("words", "pointing"),
    [
        ("We support this", "this"),
        ("would not accept the proposal", "the proposal"),
        ("They would never do so", "so"),
        ("We demand free passage", None),
        ("supported this long and winding list of the many other things that were asked for", None),
    ],
)
def test_the_words_that_point_back(words, pointing):
    assert pointing_words(words) == pointing
