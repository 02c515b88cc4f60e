"""Which words of a content the rest hangs on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import quote
from pourparler.reading.conditions import condition_in, find_condition


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
        ("to cut tariffs providing that the quota is lifted", "providing that the quota is lifted"),
        ("to sign, provided they publish the accounts", "provided they publish the accounts"),
        ("the rent stays as long as the roof leaks", "as long as the roof leaks"),
        ("a wage rise on condition that night shifts end", "on condition that night shifts end"),
        ("We sign in the event that parliament agrees", "in the event that parliament agrees"),
        ("that growers would sell unless the tax falls, but not at night", "unless the tax falls"),
        ("Any cut depends on the harvest", "depends on the harvest"),
        ("a treaty contingent upon a census", "contingent upon a census"),
        ("the mine will close when the filters are in", "when the filters are in"),
        ("No vote before the census", "before the census"),
        ("the council cannot agree without a survey", "without a survey"),
        ("the border remains shut until autumn", "until autumn"),
        ("we lower the dues if and only if they do", "if and only if they do"),
        ("the talks lasted until midnight", None),
        ("We have never seen this before.", None),
        ("They never came without an army", None),
        ("nobody was paid before the harvest", None),
        ("that he asked if the mine was open", None),
        ("We sign even if they protest", None),
        ("it rained when he left", None),
        ("once a year the river floods", None),
        ("speaking on condition of anonymity", None),
        ("the strike went on for as long as five weeks", None),
        ("Norway provided the ships", None),
        ("that the specific tariff is gone", None),
        ("a whenever and an unlessened risk", None),
        ("that he left after the meeting", None),
        ("They talk about us as if we were a pipe", None),
        ("that the port is closed", None),
    ],
)
def test_finds_the_words_of_the_condition(content, condition):
    found = condition_in(content, ((0, len(content)),))
    assert (quote(content, found) or None) == condition


def test_is_found_in_the_second_stretch_where_the_first_has_none():
    text = "The dues fall, she said, unless the fleet stays."
    assert quote(text, condition_in(text, ((0, 13), (25, len(text) - 1)))) == "unless the fleet stays"


def test_counts_from_the_beginning_of_the_text():
    text = "Voss said it would open the port if paid. She left."
    assert quote(text, condition_in(text, ((10, 40),))) == "if paid"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("if unless, .”\nonly when é"), max_size=60), st.integers(0, 20))
def test_lies_within_the_content(words, start):
    text = "x" * start + words
    for begin, end in condition_in(text, ((start, len(text)),)):
        assert start <= begin < end <= len(text)


def test_only_the_sentence_of_the_conjunction_is_looked_at():
    assert find_condition("They will not sign. They left when it rained. It went on until noon") is None
    words = "They left when it rained. " * 40 + "They will sign when the road is open."
    assert words[slice(*find_condition(words))] == "when the road is open"


def test_a_sentence_without_end_is_looked_back_on_a_little_only():
    assert find_condition("They will sign " + "and go " * 20 + "when the road is open") is not None
    assert find_condition("They will sign " + "and go " * 200 + "when the road is open") is None
