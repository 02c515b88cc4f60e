"""Identifiers are stable; spans and evidence behave."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.model import Chances, Document, Evidence, Holder, Mode, Statement, merge_spans, overlap, quote
from pourparler.model.text import SURE_DIRECTION

spans = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).filter(lambda s: s[0] < s[1]), max_size=5).map(
    merge_spans
)


def test_a_documents_identity_is_its_text_alone():
    assert Document("words", "one").id == Document("words", "two", source="x").id
    assert Document("words", "one").id != Document("other words", "one").id


def test_a_statements_id_follows_from_document_and_spans_alone():
    made = [
        Statement("d", ((0, 3),), ((4, 8),), ((9, 20),), Mode.DIRECT, speaker=speaker, stance="demands")
        for speaker in ("Ada", None)
    ]
    assert made[0].id == made[1].id
    assert made[0].id != Statement("e", ((0, 3),), ((4, 8),), ((9, 20),), Mode.DIRECT).id
    assert made[0].extent == (0, 20)


@given(spans, spans)
def test_overlap_is_that_of_the_sets_of_code_points(first, second):
    a = {k for s, e in first for k in range(s, e)}
    b = {k for s, e in second for k in range(s, e)}
    assert overlap(first, second) == pytest.approx(len(a & b) / len(a | b) if a | b else 1.0)


@pytest.mark.parametrize("text", ["s0123456789ab", "0123456789ab@3-9", "0123456789abcdef@3-9,12-20"])
def test_evidence_reads_back_as_written(text):
    assert str(Evidence.parse(text)) == text


@pytest.mark.parametrize("text", ["", "s12", "0123456789ab", "0123456789ab@9-3", "0123@1-2", "S0123456789AB"])
def test_evidence_that_is_none_is_told(text):
    with pytest.raises(ValueError, match=r"neither|empty"):
        Evidence.parse(text)


def test_quote_joins_pieces_and_blanks():
    assert quote("one\n two three four", ((0, 8), (14, 19))) == "one two … four"


KESTRIA, UNION = Holder("Kestria", "Kestria", ((0, 4),)), Holder("the union")
SPOKEN = Statement("d", (), (), ((0, 9),), Mode.DIRECT, speaker="Ada Voss", party="Norland")
POSITION = ((2, 5),)


@pytest.mark.parametrize(
    ("told", "takers"),
    [
        ({}, [("Norland", "Norland", False)]),
        ({"party": None}, [("Ada Voss", None, False)]),
        ({"party": None, "speaker": None}, []),
        ({"position": POSITION}, []),
        ({"position": POSITION, "holders": (UNION, KESTRIA)}, [("the union", None, False), ("Kestria", "Kestria", False)]),
        ({"holders": (replace(KESTRIA, opposed=True), KESTRIA)}, [("Kestria", "Kestria", True)]),
        ({"holders": (Holder("Ada Voss"),)}, [("Ada Voss", "Norland", False)]),
        ({"holders": (Holder("Ada Voss"), Holder("Norland", "Norland"))}, [("Ada Voss", "Norland", False)]),
    ],
)  # fmt: skip
def test_who_takes_the_position_of_a_statement(told, takers):
    assert [(h.name, h.party, h.opposed) for h in replace(SPOKEN, **told).takers] == takers


@pytest.mark.parametrize(
    ("position", "chances", "doubtful"),
    [
        (POSITION, Chances(0.9, 0.9, SURE_DIRECTION - 0.01), True),
        (POSITION, Chances(0.1, 0.1, SURE_DIRECTION), False),  # what the position and its holder are is another matter
        (POSITION, None, False),  # a person has decided
        ((), Chances(0.9, 0.9, 0.1), False),
    ],
)
def test_a_statement_is_in_doubt_where_its_position_may_be_for_or_against(position, chances, doubtful):
    assert replace(SPOKEN, position=position, chances=chances).doubtful is doubtful


names = st.text(st.characters(categories=["L"]), min_size=1, max_size=12)


@given(names, st.none() | st.dates(), st.text(min_size=1).filter(str.strip))
def test_a_judgement_is_read_back_from_its_written_form(by, on, words):
    evidence = Evidence(judgement=words, by=by, on=on)
    assert Evidence.parse(str(evidence)) == evidence
    assert evidence.judgement == " ".join(words.split())


@pytest.mark.parametrize(("words", "by"), [("", "Ada"), ("so it is", None), ("so it is", " "), ("so it is", "Ada: Bo")])
def test_a_judgement_needs_words_and_a_name(words, by):
    with pytest.raises(ValueError, match="needs words, and the name of who judges"):
        Evidence(judgement=words, by=by)
