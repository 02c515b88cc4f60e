"""Undo takes the last decision back, one at a time, and the history keeps all of it."""

from dataclasses import replace

import pytest

from pourparler.errors import DecidedError, NotFoundError
from pourparler.model import Decision, Document, Mode, Reading, Statement
from pourparler.record import Record


def test_undo_goes_back_decision_by_decision(tmp_path):
    document = Document("Ada said no.", title="t")
    statement = Statement(document.id, ((0, 3),), ((4, 8),), ((9, 11),), Mode.INDIRECT, speaker="Ada")
    with Record(tmp_path / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (statement,)), document.text)
        with pytest.raises(NotFoundError, match="nothing was decided"):
            record.undo(statement.id)
        assert [h.reviewed for h in record.headings()] == [0]
        record.decide(statement.id, Decision.ACCEPTED)
        assert [h.reviewed for h in record.headings()] == [1]
        record.decide(statement.id, Decision.CORRECTED, as_corrected=replace(statement, speaker="Bo"))
        assert record.undo(statement.id).review == "accepted"
        assert record.statement(statement.id).statement.speaker == "Ada"
        assert [h.reviewed for h in record.headings()] == [1]
        assert record.undo(statement.id).review == "proposed"
        assert [h.reviewed for h in record.headings()] == [0]
        assert [r["action"] for r in record.revisions(statement.id)] == ["accepted", "corrected", "undo", "undo"]


@pytest.fixture
def two(tmp_path):
    document = Document("Ada said no. Bo said yes.", title="t")
    ada = Statement(document.id, ((0, 3),), ((4, 8),), ((9, 11),), Mode.INDIRECT, speaker="Ada")
    bo = Statement(document.id, ((13, 15),), ((16, 20),), ((21, 24),), Mode.INDIRECT, speaker="Bo")
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (ada, bo)), document.text)
        yield record, ada.id, bo.id


def test_what_was_decided_since_it_was_seen_is_not_overwritten(two):
    record, ada, bo = two
    seen = {ada: record.statement(ada).last, bo: record.statement(bo).last}
    record.decide(ada, Decision.REJECTED, seen={ada: ""})
    for act in (
        lambda: record.decide(ada, Decision.ACCEPTED, seen=seen),
        lambda: record.split(ada, 10, seen=seen),
        lambda: record.join(bo, ada, seen=seen),
        lambda: record.undo(ada, seen=seen),
    ):
        with pytest.raises(DecidedError, match="somebody has decided") as told:
            act()
        assert told.value.statement == ada
    assert [record.statement(id).review for id in (ada, bo)] == ["rejected", "proposed"]
    record.decide(ada, Decision.ACCEPTED, seen={ada: record.statement(ada).last})
    assert record.statement(ada).review == "accepted"


def test_a_decision_that_was_taken_back_since_is_told_too(two):
    record, ada, _ = two
    record.decide(ada, Decision.ACCEPTED)
    seen = {ada: record.statement(ada).last}
    record.undo(ada)
    with pytest.raises(DecidedError):
        record.decide(ada, Decision.REJECTED, seen=seen)
