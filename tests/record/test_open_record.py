"""What is asked of a record at one moment stands together, whatever others write meanwhile."""

import pytest

from pourparler.model import Document, Mode, Reading, Statement
from pourparler.record import Record

TEXT = "Ada said no. Bo said that the strait stays open."
DOCUMENT = Document(TEXT, "Talks")
ADA = Statement(DOCUMENT.id, ((0, 3),), ((4, 8),), ((9, 11),), Mode.INDIRECT, speaker="Ada")


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_document(DOCUMENT)
        opened.save_reading(Reading(DOCUMENT.id, "test/1", (ADA,)), TEXT)
        yield opened


def take_out(record):
    with Record(record.path) as other:
        other.remove_document(DOCUMENT.id)


def test_what_others_take_out_is_there_until_the_moment_is_over(record):
    with record.at_one_moment():
        version = record.version()
        take_out(record)
        with record.at_one_moment():  # the same one
            assert record.document(DOCUMENT.id).text == TEXT
        assert [e.statement.id for e in record.statements()] == [ADA.id]
        assert record.version() == version
    assert record.statements() == []


def test_what_is_kept_of_later_is_not_taken_for_what_was_then(record):
    with record.at_one_moment():
        record.version()
        take_out(record)
        with Record(record.path) as other:
            later, headings = other.standing(), other.headings_since(0, ())
        then = record.standing(later)
        assert list(then.documents) == [DOCUMENT.id]
        assert then.revision < later.revision
        now, listed = record.headings_since(*headings)
        assert [h.id for h in listed] == [DOCUMENT.id]
        assert now == then.revision
    assert list(record.standing(then).documents) == []


def test_what_is_chosen_is_whole_although_others_take_out_meanwhile(record, monkeypatch):
    from pourparler.record import Wanted

    headings = record.headings

    def then_taken_out():
        found = headings()
        take_out(record)
        return found

    monkeypatch.setattr(record, "headings", then_taken_out)
    rows, texts = record.selection(Wanted())
    assert ([r.entry.statement.id for r in rows], texts) == ([ADA.id], {DOCUMENT.id: TEXT})
