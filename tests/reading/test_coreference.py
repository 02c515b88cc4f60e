"""Whom a word points back to."""

import numpy as np
import pytest

from pourparler.dossier import loads
from pourparler.reading.coreference import Antecedents
from pourparler.reading.encoding import Window
from pourparler.reading.model import Pointer, Scores, shipped
from pourparler.reading.names import add_names_in, dossier_names

NEGOTIATION = loads("""
negotiation: Valley talks
parties:
  Growers: {actors: [{name: Ines Falk}]}
  Mill: {actors: [{name: Otto Brandt}]}
issues: {wages: {question: What?, options: {x: one, y: two}}}
""").negotiation


def names():
    return dossier_names(NEGOTIATION)


def meant(text, word):
    """Name → probability for the last place of a word in the text."""
    encoded = shipped().encode(text)
    known = names()
    add_names_in(text, [], known)
    antecedents = Antecedents(text, encoded, shipped().scores(encoded), known)
    at = text.rindex(word)
    first, _ = antecedents.words(at, at + len(word))
    return {name.name: share for name, share in antecedents.of(first).items()}


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Ines Falk came to Sarn. She said the rent was too high.", "She", "Ines Falk"),
        ("Otto Brandt signed the lease. He said it was fair.", "He", "Otto Brandt"),
        ("“No,” said Otto Brandt. “Never,” he added.", "he", "Otto Brandt"),
        ("Ines Falk praised the tariff.", "Falk", "Ines Falk"),
    ],
)
def test_a_pronoun_means_a_name(text, word, name):
    found = meant(text, word)
    assert max(found, key=found.get) == name
    assert found[name] >= 0.4
    assert sum(found.values()) <= 1 + 1e-5


@pytest.mark.parametrize(
    ("text", "word"), [("It rained. She said so.", "She"), ("Otto Brandt saw the harvest. The price fell.", "price")]
)
def test_of_nobody_named_nothing_is_sure(text, word):
    assert all(share < 0.6 for share in meant(text, word).values())


def by_hand(text, heads):
    """Antecedents whose pointers are given: from the number of a word to the word that it means."""
    encoded = shipped().encode(text)
    size = len(encoded.spans)
    rows, columns = np.zeros((size, size), dtype=np.float32), np.eye(size, dtype=np.float32)
    for word in range(size):
        rows[word, heads.get(word, word)] = 50
    pointer, none = Pointer(rows, columns, np.zeros(32, dtype=np.float32)), np.zeros((size, 7), dtype=np.float32)
    scores = Scores(Window(0, size, 0, size), none, pointer, pointer, pointer, np.zeros((size, 384), dtype=np.float16))
    return Antecedents(text, encoded, [scores], names())


def test_a_chain_is_followed_to_the_name():
    found = by_hand("Falk left and she knew she won", {3: 0, 5: 3})
    assert {n.name: pytest.approx(p) for n, p in found.of(5).items()} == {"Ines Falk": 1}


def test_a_chain_that_never_reaches_a_name_means_nobody():
    assert by_hand("It left and she knew she won", {3: 0, 5: 3}).of(5) == {}


def test_a_long_chain_is_given_up():
    text = "Falk she she she she she she she"
    assert by_hand(text, {k: k - 1 for k in range(1, 8)}).of(7) == {}
    assert by_hand(text, {k: k - 1 for k in range(1, 8)}).of(2) != {}


def test_the_words_of_a_stretch():
    found = by_hand("Falk left early", {})
    assert found.words(5, 9) == (1, 2)
    assert found.words(0, 15) == (0, 3)
