"""Whom the words of a position begin with."""

import pytest

from pourparler.reading.coreference import Antecedents
from pourparler.reading.named_words import NamedWords
from pourparler.reading.names import Name, Names
from pourparler.reading.subjects import subject_of

from .scores_by_hand import encoded, scores


def subject(text):
    known = Names()
    for body in ("Arland", "Borland", "US"):
        known.add(body, Name(body, body, person=False))
    words = encoded(text)
    named = NamedWords(text, words, Antecedents(text, words, [scores(text)], known), known.bodies())
    found = subject_of(text, words, named, (0, len(text)))
    return found and ("first" if found.first else [text[a:b] for a, b in found.spans])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Arland opposed the toll", ["Arland"]),
        ("Arland and Borland opposed the toll", ["Arland", "Borland"]),
        ("that Arland would never pay", ["Arland"]),
        ("the works council would never agree", ["works council"]),
        ("she would welcome pilots", ["she"]),
        ("we will not pay", "first"),
        ("the US would not pay", ["the US"]),
        # somebody who is told to do something, whose something is, and what is nobody
        ("Arland must pay", None),
        ("she should pay", None),
        ("Arland's offer is too low", None),
        ("the toll is too high", None),
    ],
)
def test_whom_words_begin_with(text, who):
    assert subject(text) == who
