"""One form for one text."""

import unicodedata

import pytest

from pourparler.documents.details import Details
from pourparler.documents.normalise import MOST_COMBINING, decode, normalise
from pourparler.errors import DocumentError


@pytest.mark.parametrize("text", ["e\u0301", "caf\u00e9 " * 40, "\u0440\u0430\u0437" * 40, "\u0e01\u0e33" * 40])
def test_what_stands_in_ordinary_texts_is_composed_and_no_more(text):
    assert normalise(text) == unicodedata.normalize("NFC", text).strip()


def test_a_row_of_accents_without_end_is_broken_up():
    text = normalise("a" + "\u0323\u0301" * 500)
    rows = text.split("\u034f")
    assert len(rows) > 30
    assert all(sum(map(bool, map(unicodedata.combining, row))) <= MOST_COMBINING for row in rows)
    assert text.replace("\u034f", "").count("\u0301") == 500


@pytest.mark.parametrize("encoding", ["punycode", "undefined", "ascii", "klingon", "base64"])
def test_an_encoding_that_does_not_fit_is_told(encoding):
    with pytest.raises(DocumentError, match=f"is not in {encoding}|no encoding '{encoding}'"):
        decode("Ünï <".encode(), encoding)


def test_details_hold_nothing_that_a_record_cannot_keep():
    kept = Details(title="St\0rait \ud800talks", source="\0Lorn Post").storable()
    assert (kept.title, kept.source) == ("Strait ?talks", "Lorn Post")
