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
        ("a toll, but only if pilots are free", "a toll"),
        ("Norland would budge if pilots are free", "Norland would budge if pilots are free"),
        ("if pilots are free", "if pilots are free"),
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
        ("the pier must not be sold", "the pier must be sold"),
        ("insisted that no ferry be stopped", "any ferry be stopped"),
        ("there should be no gates", "there should be gates"),
        ("the old lock never be opened", "the old lock be opened"),
        ("neither a toll nor a gate", "either a toll or a gate"),
        ("he did not agree to a second lock", "a second lock"),
        ("the town council won’t support the tunnel", "the tunnel"),
        ("the plan wasn't a success for pilots", "the plan was a success for pilots"),
        ("the lock is opened no later than May", "the lock is opened no later than May"),
        ("a lock that would not open would be unacceptable", "a lock that would not open"),
        ("rejected a plan that would not cover wells", "a plan that would not cover wells"),
        ("refused not to share the pilots", "not to share the pilots"),
    ],
)
def test_what_is_refused_is_named_as_it_would_be(words: str, told: str) -> None:
    assert label(words, denied=True) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("refused to sell the pier", "refused to sell the pier"),
        ("the pier not to be sold", "the pier not to be sold"),
        ("it would not object to pilots", "pilots"),
        ("the town had nothing against it", "the town had nothing against it"),
    ],
)
def test_what_is_wanted_is_not_named_by_its_contrary(words: str, told: str) -> None:
    assert label(words) == told


def test_whoever_refuses_is_left_out_only_where_it_is_a_refusal() -> None:
    assert label("the board refused to sell the pier", denied=True, holders=["the board"]) == "sell the pier"
    assert label("the board refused to sell the pier", holders=["the board"]) == "the board refused to sell the pier"


def test_words_for_an_option_are_those_of_whoever_is_for_it() -> None:
    told = [("would not hear of a toll", True, ()), ("demanded a toll on every ship that passes", False, ())]
    assert option_words(told) == "a toll on every ship that passes"
    assert option_words([("rejected tolls of any kind", True, ())]) == "tolls of any kind"
    assert denial("a toll") == "not “a toll”"


def test_an_issue_is_asked_after_what_its_positions_share() -> None:
    words = ["a toll on the strait", "the toll must go", "no toll is paid by Norland", "half of the catch"]
    things = Things(words, ["Norland"])
    assert things.shared(words[:3]) == "toll"
    assert question("toll", words[1:3]) == "What about the toll?"
    assert question("pilots", words) == "What about pilots?"
    assert things.shared(["it is so"]) == ""
    ferries = ["Night ferries for the town", "Night ferries", "the night ferries"]
    assert Things(ferries, []).shared(ferries) == "night ferries"


@pytest.mark.parametrize(
    ("words", "holder", "told"),
    [
        ("The town still wants a bridge at night", "The town", "a bridge at night"),
        ("The Pilots, who work in shifts, demand 9 percent", "the Pilots", "9 percent"),
        ("The town wants a bridge over the river", "town", "a bridge over the river"),
        ("the board was prepared to offer a rise of 4 percent", "the board", "a rise of 4 percent"),
        ("Norland is in favour of it", "Norland", "Norland is in favour of it"),
        ("the town is quiet at night", "the town", "the town is quiet at night"),
    ],
)
def test_a_label_leaves_out_whoever_wants_it(words: str, holder: str, told: str) -> None:
    assert label(words, holders=[holder]) == told


def test_words_for_an_option_are_no_bare_condition_and_no_pronouns() -> None:
    told = [
        ("if the ferries stop", False, ()),
        ("in favour of it", False, ()),
        ("a bridge that opens at night", False, ()),
    ]
    assert option_words(told) == "a bridge that opens at night"
    assert option_words(told[:1]) == "if the ferries stop"
    assert option_words([("9 percent", False, ()), ("a rise of 9 percent", False, ())]) == "9 percent"
    assert option_words([("seven", False, ()), ("seven years of access", False, ())]) == "seven years of access"


def test_a_question_is_about_no_figure_and_no_verb() -> None:
    words = ["9 percent", "a pay rise of 4 percent", "a pay rise of 5 percent", "5 percent", "7 percent"]
    assert Things(words, []).shared(words) == "pay rise"
    words = ["the town builds a bridge", "if the town pays", "the bridge stays open"]
    assert Things(words, []).shared(words[:1]) in ("town", "bridge")
    assert Things(words, ["town"]).shared(["the town"]) == ""
    assert Things(["it stays open"], []).shared(["it stays open"]) == ""
    assert Things(["12 million crowns"], []).shared(["12 million crowns"]) == ""


def test_ids_are_readable_and_unlike_each_other() -> None:
    assert name("the toll on the strait", ()) == "toll_strait"
    assert name("the toll on the strait", {"toll_strait", "toll_strait_2"}) == "toll_strait_3"
    assert name("25 percent", ()) == "n25_percent"
    assert name("the pier is not to be sold by the town council", ()) == "pier_not_sold_town_council"
    assert name("it doesn’t sail by night", ()) == "not_sail_night"
    assert name("the ferry cannot sail", ()) == "ferry_not_sail"
    assert name("…", ()) == "issue"


@given(st.text(min_size=1, max_size=300))
def test_a_label_is_never_empty_nor_longer_than_it_may_be(words: str) -> None:
    made = label(words)
    assert len(made) <= max(LONGEST + 2, len(words.strip()) if len(words.strip()) < 2 else LONGEST + 2)
    assert bool(made) == bool(words.strip())


def test_the_most_typical_words_that_name_the_thing_are_the_options():
    told = [
        ("the government could live with", False, ()),
        ("a reduced due would be fine", False, ()),
        ("it wants a reduced due for ships", False, ()),
    ]
    assert option_words(told, "reduced due") == "a reduced due for ships"
