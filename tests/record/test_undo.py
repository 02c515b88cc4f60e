"""Undo takes the last decision back, one at a time, and the history keeps all of it."""

from dataclasses import replace

import pytest

from pourparler.errors import NotFoundError
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
