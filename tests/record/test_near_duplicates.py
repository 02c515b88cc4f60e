"""When two quotations are one: the same words, or one speaker's words in other words; never where one says otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.record.near_duplicates import (
    ENOUGH,
    Quotation,
    jaccard,
    opposed,
    retold,
    same_short,
    same_words,
    shingles,
)

from .told_again import quotations


@pytest.mark.parametrize(("part", "least"), [("tuning", 7), ("later", 5)])
def test_what_is_held_for_one_is_one(part, least):
    def found(pairs):
        return [pair for pair in pairs if same_words(*map(Quotation, pair)) or retold(*map(Quotation, pair))]

    assert len(found(quotations(f"{part} | same"))) == least
    assert found(quotations(f"{part} | other")) == []


@given(
    st.lists(st.sampled_from("we will not accept 4 9 percent of the dues never".split()), min_size=4, max_size=14),
    st.data(),
)
def test_it_does_not_matter_which_is_named_first(words, data):
    one = Quotation(" ".join(words))
    other = Quotation(" ".join(data.draw(st.permutations(words))[: data.draw(st.integers(3, len(words)))]))
    assert opposed(one.words, other.words) == opposed(other.words, one.words)
    assert retold(one, other) == retold(other, one)
    assert same_words(one, other) == same_words(other, one)


def test_another_figure_and_a_denial_are_no_repetition():
    four = "her government would accept transit dues of 4 percent for three years"
    assert jaccard(shingles(four), shingles(four.replace("4", "9"))) >= ENOUGH
    said = Quotation(four)
    assert not same_words(said, Quotation(four.replace("4", "9")))
    assert not same_words(said, Quotation(four.replace("would", "would not")))
    assert same_words(said, Quotation(four.replace("transit dues", "dues")))


def test_what_is_left_out_after_the_shorter_one_denies_nothing():
    whole = Quotation("We can live with 4 percent for three years, not with 9")
    assert retold(whole, Quotation("We can live with 4 percent for three years"))
    assert not retold(whole, Quotation("We can not live with 4 percent for three years"))


def test_short_words_are_the_same_letter_by_letter_or_not_at_all():
    assert same_short(Quotation("the toll"), Quotation("The toll,"))
    assert not same_short(Quotation("the toll"), Quotation("the tolls"))
    assert not same_short(Quotation("…"), Quotation(""))
    long = Quotation("a toll that every ship pays on the canal")
    assert not same_short(long, long)  # such are compared by what they share
