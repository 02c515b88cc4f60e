"""Turns of a transcript."""

import pytest
from pourparler.reading.transcripts import find_turns

from pourparler.model import quote

TALK = "Host: Will rents rise?\nInes Falk: No.\nThey fall.\nHost: And wages?\nInes Falk: They rise."


def turns(text):
    return [(quote(text, t.source), quote(text, t.content)) for t in find_turns(text)]


def test_each_paragraph_is_a_turn_of_whoever_spoke_last():
    assert turns(TALK) == [
        ("Host", "Will rents rise?"),
        ("Ines Falk", "No."),
        ("Ines Falk", "They fall."),
        ("Host", "And wages?"),
        ("Ines Falk", "They rise."),
    ]
    assert {quote(TALK, t.cue) for t in find_turns(TALK)} == {":"}


@pytest.mark.parametrize(
    "text",
    [
        "Ines Falk: Rents fall.\nIt rained.\nNobody came.",  # one colon
        "Note: one.\nNote: two.\nNote: three.",  # one name only
        "Host: One.\n" + "It rained.\n" * 5 + "Guest: Two.\nHost: Three.",  # most lines have none
        "Rents rise. Wages fall.",
        "",
    ],
)
def test_no_transcript(text):
    assert find_turns(text) == []


def test_names_with_titles_and_places():
    text = "MS. FALK: One.\nMayor of Sarn: Two.\nQ: Three?\nA: Four."
    assert [source for source, _ in turns(text)] == ["MS. FALK", "Mayor of Sarn", "Q", "A"]
