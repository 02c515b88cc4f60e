"""What statements mean is kept in few bytes, with them and no longer."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pourparler.model import Decision, Document, Meaning, Mode, Reading, Stance, Statement
from pourparler.record import Record
from pourparler.record.meanings import packed, unpacked

TEXT = "Ada Voss said the strait must stay open. Tomas Rell said it would."


def unit(seed):
    vector = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return vector / np.linalg.norm(vector)


@given(st.integers(0, 2**32 - 1), st.floats(1.0, 3.0))
def test_little_is_lost(seed, tail):
    # Heavier tails than a normal distribution's, so that the largest value is farther from the others.
    rng = np.random.default_rng(seed)
    vector = np.sign(z := rng.normal(size=384)) * np.abs(z) ** tail
    vector = (vector / np.linalg.norm(vector)).astype(np.float32)
    (back,) = unpacked([packed(vector)])
    assert len(packed(vector)) == 384
    assert np.linalg.norm(back) == pytest.approx(1, abs=1e-5)
    if np.abs(vector).max() < 0.25:
        assert vector @ back >= 0.9995


@given(arrays(np.int8, 384))
def test_what_was_packed_once_stays_as_it_is(values):
    rows = unpacked([values.tobytes()])
    assert np.allclose(unpacked([packed(rows[0])]), rows, atol=0.02)


def test_zeros_stay_zeros():
    assert not unpacked([packed(np.zeros(384, dtype=np.float32))]).any()


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_document(Document(TEXT, "The strait"))
        yield opened


DOCUMENT = Document(TEXT, "The strait")
DEMAND = Statement(
    DOCUMENT.id, ((0, 8),), ((9, 13),), ((14, 39),), Mode.INDIRECT, stance=Stance.DEMANDS, position=((25, 39),)
)
REPORT = Statement(DOCUMENT.id, ((41, 51),), ((52, 56),), ((57, 65),), Mode.INDIRECT)
MEANINGS = {DEMAND.id: Meaning(unit(1), unit(2)), REPORT.id: Meaning(unit(3))}


def test_rows_are_those_of_all_of_some_or_of_documents_and_not_of_what_was_decided_otherwise(record):
    other = Document(f"Again. {TEXT}", "Another day")
    more = Statement(other.id, (), (), ((21, 46),), Mode.INDIRECT)
    record.add_document(other)
    record.save_reading(Reading(DOCUMENT.id, "test", (DEMAND, REPORT), meanings=MEANINGS), TEXT)
    record.save_reading(Reading(other.id, "test", (more,), meanings={more.id: Meaning(unit(4))}), other.text)

    def rows(*asked):
        found = record.meaning_rows(*asked)
        assert [found.rows.shape, found.rows.dtype] == [(len(found.ids), 384), np.int8]
        vectors = {id: row.tobytes() for id, row in zip(found.ids, found.rows, strict=True)}
        assert vectors == {id: packed(kept[id]) for id in found.ids}
        return dict(zip(found.ids, found.documents, strict=True))

    kept = {DEMAND.id: unit(1), REPORT.id: unit(3), more.id: unit(4)}
    everything = {DEMAND.id: DOCUMENT.id, REPORT.id: DOCUMENT.id, more.id: other.id}
    assert rows() == everything
    assert rows([REPORT.id, more.id, "unknown"]) == {REPORT.id: DOCUMENT.id, more.id: other.id}
    assert rows(None, {other.id}) == {more.id: other.id}
    assert rows([]) == rows(None, set()) == {}
    record.decide(REPORT.id, Decision.REJECTED)
    assert rows() == rows(list(everything)) == rows(None, {DOCUMENT.id, other.id}) == {
        DEMAND.id: DOCUMENT.id, more.id: other.id
    }  # fmt: skip


def save(record, *statements, meanings=MEANINGS):
    mine = {s.id: meanings[s.id] for s in statements if s.id in meanings}
    return record.save_reading(Reading(DOCUMENT.id, "test/1", statements, meanings=mine), TEXT)


def test_they_are_given_back_all_or_some(record):
    save(record, DEMAND, REPORT)
    kept = record.meanings()
    assert set(kept) == {DEMAND.id, REPORT.id}
    for id, meaning in MEANINGS.items():
        assert kept[id].content.dtype == np.float32
        assert kept[id].content.shape == (384,)
        assert kept[id].content @ meaning.content > 0.9995
    assert kept[DEMAND.id].position @ unit(2) > 0.9995
    assert kept[REPORT.id].position is None
    assert set(record.meanings([REPORT.id])) == {REPORT.id}
    assert record.meanings([]) == {}


def test_they_go_with_their_statements_and_are_replaced_by_a_new_reading(record):
    save(record, DEMAND, REPORT)
    save(record, DEMAND, meanings={DEMAND.id: Meaning(unit(7), unit(8))})
    (kept,) = record.meanings().values()
    assert kept.content @ unit(7) > 0.9995
    save(record)
    assert record.meanings() == {}


def test_statements_without_are_told_and_can_get_them_later(record):
    save(record, DEMAND, REPORT, meanings={})
    assert record.without_meanings() == [DOCUMENT.id]
    record.keep_meanings(DOCUMENT.id, MEANINGS)
    assert record.without_meanings() == []
    assert set(record.meanings()) == {DEMAND.id, REPORT.id}


def test_of_changed_words_nothing_is_told_until_that_is_undone(record):
    save(record, DEMAND, REPORT)
    record.decide(REPORT.id, Decision.ACCEPTED)
    record.decide(DEMAND.id, Decision.CORRECTED, as_corrected=replace(DEMAND, position=((30, 39),)))
    assert set(record.meanings()) == {REPORT.id}
    record.undo(DEMAND.id)
    assert set(record.meanings()) == {DEMAND.id, REPORT.id}


def test_what_was_marked_by_hand_counts_as_nothing_lacking(record):
    save(record, DEMAND)
    record.mark(REPORT)
    assert record.without_meanings() == []
    assert set(record.meanings()) == {DEMAND.id}
