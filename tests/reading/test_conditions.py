"""Which words of a content the rest hangs on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import quote
from pourparler.reading.conditions import condition_in


@pytest.mark.parametrize(
    ("content", "condition"),
    [
        ("to open two ports if inspectors may come unannounced", "if inspectors may come unannounced"),
        ("that visits would begin only when the sanctions are eased", "only when the sanctions are eased"),
        ("If the convoy passes, the guns stay silent", "If the convoy passes"),
        ("ready to talk, provided that the road is open, but not about the mines", "provided that the road is open"),
        ("nothing will be signed until the last prisoner is home. It is late.", "until the last prisoner is home"),
        ("The army stays until they leave", "until they leave"),
        ("four names in return for two officers", "in return for two officers"),
        ("“We will pay once the dam is filled”", "once the dam is filled"),
        ("the talks lasted until midnight", None),
        ("that he left after the meeting", None),
        ("They talk about us as if we were a pipe", None),
        ("that the port is closed", None),
    ],
)
def test_finds_the_words_of_the_condition(content, condition):
    found = condition_in(content, ((0, len(content)),))
    assert (quote(content, found) or None) == condition


def test_counts_from_the_beginning_of_the_text():
    text = "Voss said it would open the port if paid. She left."
    assert quote(text, condition_in(text, ((10, 40),))) == "if paid"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("if unless, .”\nonly when é"), max_size=60), st.integers(0, 20))
def test_lies_within_the_content(words, start):
    text = "x" * start + words
    for begin, end in condition_in(text, ((start, len(text)),)):
        assert start <= begin < end <= len(text)
