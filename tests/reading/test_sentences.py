"""Paragraphs, sentences, words and quotations as offsets."""

import pytest

from pourparler.reading.sentences import LONGEST, paragraphs, quotations, sentence_at, sentences


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


def test_tokens_and_paragraph_numbers():
    first, second = sentences("Rents won't rise.\nWages-only talks 2031!")
    assert [t.text for t in first.tokens] == ["Rents", "won't", "rise", "."]
    assert (first.paragraph, second.paragraph) == (0, 1)
    word, mark = first.tokens[0], first.tokens[-1]
    assert (word.lower, word.is_word, word.capital) == ("rents", True, True)
    assert (mark.is_word, first.tokens[1].capital) == (False, False)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('He said "no" twice.', ['"no"']),
        ("He said «no».", ["«no»"]),
        ("“It goes on", ["“It goes on"]),
        ('A 6" pipe leaks.', []),
        ("He said ''no'' again.", ["''no''"]),
        ("No marks.", []),
    ],
)
def test_quotations(text, wanted):
    assert [text[a:b] for a, b in quotations(text, 0, len(text))] == wanted


def test_an_offset_knows_its_quotation():
    text = "She said “rents rise” and left."
    (sentence,) = sentences(text)
    inside, outside = text.index("rise"), text.index("left")
    assert sentence.quoted(inside)
    assert not sentence.quoted(outside)
    assert text[slice(*sentence.quotation_at(inside))] == "“rents rise”"
    assert sentence.quotation_at(outside) is None


def test_a_quotation_of_two_sentences_reaches_into_both():
    first, second, third = sentences("“Rents rise. Wages fall,” she said. It rained.")
    assert first.quotations == second.quotations != ()
    assert third.quotations == ()


def test_the_sentence_at_an_offset():
    text = "Rents rise. Wages fall."
    found = sentences(text)
    assert [sentence_at(found, at) for at in (0, 5, 10, 11, 12, 22, 23)] == [0, 0, 0, None, 1, 1, None]
    assert sentence_at([], 3) is None


def test_paragraphs_are_lines_that_hold_something():
    text = "one\n\n  \ntwo"
    assert [text[a:b] for a, b in paragraphs(text)] == ["one", "two"]
