"""Any text can be read: no crash, valid spans, the same result twice, time in proportion to length."""

import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.documents import gather_data
from pourparler.dossier import load
from pourparler.model import Document
from pourparler.reading import ModelReader
from pourparler.record import Record

from ..conftest import DEMO

NEGOTIATION = load(DEMO / "dossier.yaml").negotiation
PIECES = st.sampled_from(
    ["Ada Voss", " said ", "that ", '"', "“", "”", "''", "«", "»", ". ", ", ", "\n", "he ", "according to ", "told ", ": ", "Q: ", "the ",
     "met in Aldmoor ", "on Tuesday", " (", ")", "‏", "🙂", "\u0301", "SAID ", "Mr. ", "U.S. ", "31 February", "…", "—", "would not accept ",
     "\x00", "no Kestrian officials were present", "\t", "saying ", "and "]
)  # fmt: skip
READER = ModelReader()
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text(text):
    document = Document(text, "t")
    first = READER.read(document, NEGOTIATION)
    assert first == READER.read(document, NEGOTIATION)
    for s in first.statements:
        assert s.content
        for spans in (s.source, s.cue, s.content):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert list(spans) == sorted(spans)
    for m in first.meetings:
        assert all(0 <= start < end <= len(text) for e in m.evidence for start, end in e.spans)


@pytest.mark.parametrize(
    "unit",
    [
        "Ada Voss said that the strait would stay open. “We will stay,” she said, adding that the due would go. ",
        "Ada Voss said that the strait would stay open.\n",
        '"',
        "said ",
        "word",
        "A. ",
        "Ada Voss: We go on.\n",
        ", said the ",
        "Kestria and Maravel reject the toll. ",
        "Kestria, Maravel, ",
    ],
)
def test_work_grows_in_proportion_to_length(unit):
    def calls(share):
        text = unit * (share * min(1_250, 12_500 // len(unit)) // 8)
        counted = 0

        def count(frame, event, argument):
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            READER.read(Document(text, "t"), NEGOTIATION)
        finally:
            sys.setprofile(None)
        return counted

    calls(1)  # what is done once is done
    # Eight times the text: quadratic work would take 64 times as many calls.
    assert calls(8) < 10 * calls(1) + 2_000


SAID = "Ada Voss said that the strait would stay open. "
ODD = {
    "one line": SAID * 400,
    "no stop": "Ada Voss said that the strait would stay open " * 300,
    "dates in one line": "on 5 February 2031, " * 900,
    "a date a line": "5 February 2031\n" * 900,
    "dates in digits": "2031-02-05" * 900,
    "bullets": "* a\n" * 900,
    "tables only": "Ada Voss\t12\topen\n" * 300,
    "no letters": "12 34. " * 900,
    "stops": "." * 9_000 + "x",
    "hyphens": "Ab-" * 900,
    "capitals": "AB-" * 900 + "AND " * 900,
    "marks that open": "“We will stay\n" * 300,
    "accents": "a" + "\u0301\u0323" * 900,
    "one turn": "Q: Why?\nA: Yes.\nQ: What?\nA: No.\n" + "We go on with it all.\n" * 300,
}


def brought(text):
    (gathered,) = gather_data("odd.txt", text.encode())
    return gathered


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_added_read_and_kept(name, tmp_path):
    document = brought(ODD[name]).document
    edges = [(b.start, b.end) for b in document.blocks]
    assert edges == sorted(edges)
    assert all(a[1] <= b[0] for a, b in pairwise(edges))
    reading = READER.read(document, NEGOTIATION)
    for s in reading.statements:
        assert all(0 <= a < b <= len(document.text) for a, b in (*s.source, *s.cue, *s.content, *s.condition))
    with Record(tmp_path / "record.sqlite") as record:
        record.add_document(document)
        assert record.save_reading(reading, document.text).added == len({s.id for s in reading.statements})
        assert record.save_reading(replace(reading, statements=()), document.text).kept == 0
        assert record.statements() == []


def test_every_sentence_of_one_long_line_is_read():
    statements = READER.read(brought(ODD["one line"]).document, NEGOTIATION).statements
    assert len(statements) > 380
    # A sentence in a hundred may be read without its speaker where two parts of a line meet.
    assert sum(s.speaker == "Ada Voss" for s in statements) > 0.99 * len(statements)


@pytest.mark.parametrize("name", ["dates in one line", "a date a line", "dates in digits", "no letters", "bullets"])
def test_nobody_speaks_in_dates_and_numbers(name):
    assert READER.read(brought(ODD[name]).document, NEGOTIATION).statements == ()


@pytest.mark.parametrize("text", ["*" * 50_000, "*\n" * 9_000, "“”" * 9_000, "🙂 " * 9_000, "?!" * 9_000])
def test_a_text_without_a_letter_or_a_digit_is_refused_in_words(text):
    gathered = brought(text)
    assert gathered.document is None
    assert "holds no words" in gathered.error.message
