"""A pronoun, a title alone, a clause's beginning or a numbered part never becomes a name."""

import pytest

from pourparler.model import Negotiation
from pourparler.reading.names import add_names_in, dossier_names
from pourparler.reading.not_names import is_no_name, only_counts


@pytest.mark.parametrize(
    "words",
    ["We", "We've", "They’re", "I", "Mr.", "Mrs", "Though I", "When We", "If Norland", "However He", "Phase I", "Phase II", "Annex B", "Article 5", "Round 3", "They", "Mr. He", "That I", "Parties", "the Parties", "Both sides", "the two parties", "Either Party", "each side", "Both", "Neither", ""],
)  # fmt: skip
def test_no_names(words):
    assert is_no_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "Ada Voss",
        "Mr. Brandt",
        "Working Group II",
        "Charles I of Arland",
        "The Island Council",
        "Ivo",
        "We Fish Union",
        "Mali",
        "the party",
        "Green Party",
        "Side Street Union",
    ],
)
def test_names(words):
    assert not is_no_name(words)


def test_they_are_not_learnt_from_a_text():
    names = dossier_names(Negotiation(title="x", parties=(), issues=()))
    add_names_in(
        "Though I hope for the best, Phase I begins. President Though I said so.", ["Though I", "I", "Phase I"], names
    )
    assert names.forms == {}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Five percent is fair", True),
        ("it held. Twelve clubs voted", True),
        ("they want five", True),
        ("the Five were against it", False),
        ("it held. The Six will have nothing", False),
        ("in the name of the Big Five", False),
    ],
)
def test_a_number_with_a_capital_within_a_sentence_is_somebody(text, counts):
    word = next(w for w in text.split() if w in ("five", "Five", "Twelve", "Six"))
    assert only_counts(text, text.index(word), text.index(word) + len(word)) is counts
    assert not is_no_name(word)


@pytest.mark.parametrize("words", ["G-77/China", "G-77", "G77", "E3", "Four-Power"])
def test_a_name_with_a_number_is_somebody(words):
    assert not is_no_name(words)
