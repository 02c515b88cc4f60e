"""Whom the words of a position begin with."""

import pytest

from pourparler.reading.coreference import Antecedents
from pourparler.reading.named_words import NamedWords
from pourparler.reading.names import Name, Names
from pourparler.reading.subjects import subject_of, they_before

from .scores_by_hand import encoded, scores


def words_of(text):
    """The words of a text, and the same with the names among them."""
    known = Names()
    for body in ("Arland", "Borland", "US"):
        known.add(body, Name(body, body, person=False))
    words = encoded(text)
    return words, NamedWords(text, words, Antecedents(text, words, [scores(text)], known), known.bodies())


def subject(text):
    words, named = words_of(text)
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


@pytest.mark.parametrize(
    ("text", "position", "who"),
    [
        (
            "The mayors of the islands back the council. They also oppose any toll.",
            "They also oppose any toll",
            "mayors",
        ),
        ("The mayors of the islands back the council. They also want a bridge.", "a bridge", "mayors"),
        ("Arland and Borland agreed. They will pay the toll.", "They will pay the toll", "Arland Borland"),
        # about one body, a paragraph between, another subject, and too far before the position
        ("Arland agreed. They will pay the toll.", "They will pay the toll", ""),
        ("The mayors agreed.\nThey will pay the toll.", "They will pay the toll", ""),
        ("The mayors agreed. She will pay the toll.", "She will pay the toll", ""),
        ("The mayors agreed. They have long known that she wants a bridge.", "a bridge", ""),
    ],
)
def test_whom_they_means(text, position, who):
    words, named = words_of(text)
    at = text.index(position)
    found = [text[slice(*words.places[k])] for k, _ in they_before(text, words, named, (at, at + len(position)))]
    assert " ".join(found).removeprefix("The ") == who
