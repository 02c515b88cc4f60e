"""Irregular forms of English words."""

import pytest

from pourparler.asking.word_forms import other_forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("leave", {"left"}),
        ("Leaving", {"left"}),
        ("left", {"leave"}),
        ("withdrew", {"withdraw", "withdrawn"}),
        ("children", {"child"}),
        ("criterion", {"criteria"}),
        ("oppose", set()),
        ("3.14", set()),
    ],
)
def test_forms_of_one_word(word, forms):
    assert set(other_forms(word)) == forms
