"""Sentences as offsets, block by block."""

import pytest

from pourparler.model import Block, BlockKind
from pourparler.reading.sentences import LONGEST, sentences
from pourparler.structure.blocks import find_blocks


def cut(text):
    return [text[s.start : s.end] for s in sentences(text, find_blocks(text))]


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
        ("See e.g. the lease. It ends.", ["See e.g. the lease.", "It ends."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_ends_of_sentences(text, wanted):
    assert cut(text) == wanted


def test_a_sentence_without_end_is_cut():
    found = sentences("word " * 2000, [Block(BlockKind.PARAGRAPH, 0, 10_000)])
    assert len(found) > 1
    assert all(s.end - s.start <= LONGEST for s in found)


def test_a_sentence_knows_its_block_and_captions_have_none():
    text = "Rents rise. They do.\n\nPhoto: the mill.\n\n Wages fall. "
    found = sentences(text, find_blocks(text))
    assert [(text[s.start : s.end], s.block) for s in found] == [
        ("Rents rise.", 0),
        ("They do.", 0),
        ("Wages fall.", 2),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Wait...! Go.", ["Wait...!", "Go."]),
        ("Wait....Go on.", ["Wait....Go on."]),
        ("“Wait...”Then it ended.", ["“Wait...”", "Then it ended."]),
        ("Is it?!” She left.", ["Is it?!”", "She left."]),
    ],
)
def test_stops_in_a_row(text, wanted):
    assert cut(text) == wanted
