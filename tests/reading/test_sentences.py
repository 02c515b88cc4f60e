"""Paragraphs and sentences as offsets."""

import pytest

from pourparler.reading.sentences import LONGEST, paragraphs, sentences


def cut(text):
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rents rise. Wages fall.", ["Rents rise.", "Wages fall."]),
        ("Will rents rise? No! They fall.", ["Will rents rise?", "No!", "They fall."]),
        ("Mr. Falk met Dr. Orr. They talked.", ["Mr. Falk met Dr. Orr.", "They talked."]),
        ("The tariff is 4.5 per cent. It stays.", ["The tariff is 4.5 per cent.", "It stays."]),
        ("J. R. Falk signed. Orr did not.", ["J. R. Falk signed.", "Orr did not."]),
        ("“Never!” he said. “We stay.”", ["“Never!” he said.", "“We stay.”"]),
        ("They wait… Nobody comes.", ["They wait…", "Nobody comes."]),
        ("One line\n\nAnother line", ["One line", "Another line"]),
        ("SARN (Reuters) — The mill closed. It rained.", ["SARN (Reuters) —", "The mill closed.", "It rained."]),
        ("See e.g. the lease. It ends.", ["See e.g. the lease.", "It ends."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_ends_of_sentences(text, wanted):
    assert cut(text) == wanted


def test_a_sentence_without_end_is_cut():
    found = sentences("word " * 2000)
    assert len(found) > 1
    assert all(s.end - s.start <= LONGEST for s in found)


def test_a_sentence_knows_its_paragraph():
    assert [(s.start, s.end, s.paragraph) for s in sentences("Rents rise. They do.\n\n Wages fall. ")] == [
        (0, 11, 0),
        (12, 20, 0),
        (23, 34, 1),
    ]


def test_paragraphs_are_lines_that_hold_something():
    text = "one\n\n  \ntwo"
    assert [text[a:b] for a, b in paragraphs(text)] == ["one", "two"]
