"""Quotations that stand as sentences of their own, between two who speak. Who holds them is set by hand, as a model might."""

from __future__ import annotations

import pytest

from pourparler.model import Spans, quote
from pourparler.reading.attribution import Attribution
from pourparler.reading.block_borders import Borders
from pourparler.reading.genres import Spoken
from pourparler.reading.names import Name, Names
from pourparler.reading.neighbours import Neighbours
from pourparler.reading.quotation_marks import inside_marks
from pourparler.structure.blocks import find_blocks

PEOPLE = ("Ada Voss", "Tomas Rell")
LOCK = "Envoy Ada Voss shook her head. “The lock leaks.” Minister Tomas Rell answered that it was new. “It was built last year.”"
FERRY = "“The ferry stays,” Ada Voss said. Minister Tomas Rell of Norland was not pleased. “Then it stays empty.”"


def _names() -> Names:
    names = Names()
    for full in PEOPLE:
        person = Name(full, None, person=True)
        names.add(full, person)
        names.add(full.split()[1], person)
    return names


def _span(text: str, words: str) -> Spans:
    at = text.index(words)
    return ((at, at + len(words)),)


def _said(text: str, source: str, cue: str, *content: str) -> Spoken:
    spans = tuple(span for words in content for span in _span(text, words))
    return Spoken(Attribution(_span(text, source), _span(text, cue), spans), form=False)


def _returned(text: str, *found: Spoken) -> list[tuple[str, str, list[str]]]:
    """(source, cue, contents) of each after the quotations were given back."""
    blocks = find_blocks(text)
    neighbours = Neighbours(Borders(text, blocks), inside_marks(text, blocks), _names(), found)
    return [
        (quote(text, a.source), quote(text, a.cue), [text[slice(*span)] for span in a.content])
        for a in (s.attribution for s in neighbours.returned(found))
    ]


def test_a_quotation_is_not_of_somebody_whom_a_later_sentence_brings_in():
    found = _said(LOCK, "Minister Tomas Rell", "answered", "“The lock leaks.”", "that it was new")
    assert _returned(LOCK, found) == [
        ("Ada Voss", "", ["“The lock leaks.”"]),
        ("Minister Tomas Rell", "answered", ["that it was new"]),
    ]


def test_a_quotation_is_not_of_somebody_before_a_sentence_about_another():
    found = _said(FERRY, "Ada Voss", "said", "“The ferry stays,”", "“Then it stays empty.”")
    assert _returned(FERRY, found) == [
        ("Ada Voss", "said", ["“The ferry stays,”"]),
        ("Tomas Rell", "", ["“Then it stays empty.”"]),
    ]


def test_it_goes_to_what_is_said_in_the_sentence_before_it():
    text = "Ada Voss said the lock was old. “It leaks.” Tomas Rell denied it. “It does not,” he said."
    first = _said(text, "Ada Voss", "said", "the lock was old")
    second = _said(text, "he", "said.", "“It leaks.”", "“It does not,”")
    assert _returned(text, first, second) == [
        ("Ada Voss", "said", ["the lock was old", "“It leaks.”"]),
        ("he", "said.", ["“It does not,”"]),
    ]


def test_a_pronoun_means_whom_the_sentence_before_is_about():
    text = "Tomas Rell disagreed. “We built it,” he said. Ada Voss shook her head. “And we paid.”"
    found = _said(text, "he", "said", "“We built it,”", "“And we paid.”")
    assert [(who, said) for who, _, said in _returned(text, found)] == [
        ("he", ["“We built it,”"]),
        ("Ada Voss", ["“And we paid.”"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # The same person all along.
        "Ada Voss shook her head. “The lock leaks.” Voss said that it was old.",
        # The sentence between is about nobody who is known.
        "“The lock leaks,” Ada Voss said. The room was silent. “It is old.”",
        # It begins with a pronoun: whoever is named later in it is not whom it is about.
        "“The lock leaks,” Ada Voss said. She looked at Tomas Rell. “It is old.”",
        # Words without quotation marks.
        "Tomas Rell shook his head. The lock leaks. Ada Voss said that it was old.",
        # Another paragraph.
        "Tomas Rell shook his head.\n\n“The lock leaks.” Ada Voss said that it was old.",
    ],
)
def test_what_nothing_tells_apart_stays(text: str):
    source = "Voss" if text.count("Voss") > 1 else "Ada Voss"
    at = text.rindex(source)
    content = ["The lock leaks", "It is old" if "“It is old" in text else "it was old"]
    a = Attribution(((at, at + len(source)),), _span(text, "said"), tuple(s for c in content for s in _span(text, c)))
    assert [told for _, _, told in _returned(text, Spoken(a, form=False))] == [content]


def test_what_the_form_tells_stays():
    found = _said(LOCK, "Minister Tomas Rell", "answered", "“The lock leaks.”", "that it was new")
    told = Spoken(found.attribution, form=True)
    assert _returned(LOCK, told)[0][2] == ["“The lock leaks.”", "that it was new"]
