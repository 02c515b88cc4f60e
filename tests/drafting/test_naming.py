"""Words for issues and options, from the documents' own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.drafting.naming import LONGEST, Things, denial, label, name, option_words, question


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("called for a toll on the strait", "a toll on the strait"),
        ("that the ferries must run at night", "the ferries must run at night"),
        ("he would accept half of the catch", "half of the catch"),
        ("“an end to overtime”", "an end to overtime"),
        ("the need for free pilots", "free pilots"),
        ("no", "no"),
    ],
)
def test_a_label_has_no_verb_of_wanting(words: str, told: str) -> None:
    assert label(words) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Norland would not pay a toll", "Norland would pay a toll"),
        ("rejected a toll", "a toll"),
        ("foreign pilots in the strait would be unacceptable", "foreign pilots in the strait"),
        ("it had no intention of giving up the island", "it would be giving up the island"),
    ],
)
def test_what_is_refused_is_named_as_it_would_be(words: str, told: str) -> None:
    assert label(words, denied=True) == told


def test_words_for_an_option_are_those_of_whoever_is_for_it() -> None:
    told = [("would not hear of a toll", True), ("demanded a toll on every ship that passes", False)]
    assert option_words(told) == "a toll on every ship that passes"
    assert option_words([("rejected tolls of any kind", True)]) == "tolls of any kind"
    assert denial("a toll") == "not “a toll”"


def test_an_issue_is_asked_after_what_its_positions_share() -> None:
    words = ["a toll on the strait", "the toll must go", "no toll is paid by Norland", "half of the catch"]
    things = Things(words, ["Norland"])
    assert things.shared(words[:3]) == "toll"
    assert question("toll", words[1:3]) == "What about the toll?"
    assert question("pilots", words) == "What about pilots?"
    assert things.shared(["it is so"]) == ""


def test_ids_are_readable_and_unlike_each_other() -> None:
    assert name("the toll on the strait", ()) == "toll_strait"
    assert name("the toll on the strait", {"toll_strait", "toll_strait_2"}) == "toll_strait_3"
    assert name("25 percent", ()) == "n25_percent"
    assert name("…", ()) == "issue"


@given(st.text(min_size=1, max_size=300))
def test_a_label_is_never_empty_nor_longer_than_it_may_be(words: str) -> None:
    made = label(words)
    assert len(made) <= max(LONGEST + 2, len(words.strip()) if len(words.strip()) < 2 else LONGEST + 2)
    assert bool(made) == bool(words.strip())


def test_the_most_typical_words_that_name_the_thing_are_the_options():
    told = [
        ("the government could live with", False),
        ("a reduced due would be fine", False),
        ("it wants a reduced due for ships", False),
    ]
    assert option_words(told, "reduced due") == "a reduced due for ships"
