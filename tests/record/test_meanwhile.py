"""What others do to a record between a look at it and a change of it: the change is of what is there then, or refused in words."""

from datetime import date

import pytest

from pourparler.errors import NotFoundError
from pourparler.model import Decision, Document, DocumentKind, Mode, Reading, Statement
from pourparler.record import Record
from pourparler.record.prepared import prepared

TEXT = "Ada said no. Bo said that the strait stays open."
DOCUMENT = Document(TEXT, "Talks", date=date(2031, 2, 3), source="Radio")
ADA = Statement(DOCUMENT.id, ((0, 3),), ((4, 8),), ((9, 11),), Mode.INDIRECT, speaker="Ada")
BO = Statement(DOCUMENT.id, ((13, 15),), ((16, 20),), ((21, 47),), Mode.INDIRECT, speaker="Bo")
READING = Reading(DOCUMENT.id, "test/1", (ADA, BO))


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_document(DOCUMENT)
        opened.save_reading(READING, TEXT)
        yield opened


@pytest.fixture
def meanwhile(record, monkeypatch):
    """Has another program change the record just before the next change begins."""

    def first(change):
        begin = record._writing

        def after_it():
            monkeypatch.setattr(record, "_writing", begin)
            with Record(record.path, by="Bo") as other:
                change(other)
            return begin()

        monkeypatch.setattr(record, "_writing", after_it)

    return first


def taken_out(other):
    other.remove_document(DOCUMENT.id)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.decide(ADA.id, Decision.ACCEPTED),
        lambda r: r.mark(Statement(DOCUMENT.id, (), (), ((0, 3),), Mode.INDIRECT)),
        lambda r: r.split(BO.id, 29),
        lambda r: r.join(ADA.id, BO.id),
        lambda r: r.undo(ADA.id),
        lambda r: r.set_kind(DOCUMENT.id, DocumentKind.LETTER),
        lambda r: r.change_document(DOCUMENT.id, {"date": date(2031, 2, 9)}),
        lambda r: r.remove_document(DOCUMENT.id),
    ],
)
def test_what_was_taken_out_is_not_changed(record, meanwhile, change):
    meanwhile(taken_out)
    with pytest.raises(NotFoundError, match="no single"):
        change(record)
    assert [r["action"] for r in record.revisions(DOCUMENT.id)][-1] == "remove document"
    record.restore_document(DOCUMENT.id)
    assert [e.review for e in record.statements()] == ["proposed", "proposed"]


def test_a_reading_of_what_was_taken_out_is_not_kept(record):
    taken_out(record)
    assert record.save_prepared(prepared(READING, TEXT), TEXT, read_as=DOCUMENT) is None
    assert record.statements() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.change_document(DOCUMENT.id, {"date": date(2031, 2, 9)}),
        lambda r: r.set_kind(DOCUMENT.id, DocumentKind.LETTER),
    ],
)
def test_a_reading_of_what_was_changed_since_is_not_kept_and_waits_again(record, change):
    read_as = record.document(DOCUMENT.id)
    change(record)
    assert record.save_prepared(prepared(READING, TEXT), TEXT, read_as=read_as) is None
    assert record.unread("test/1") == [DOCUMENT.id]
    now = record.document(DOCUMENT.id)
    assert record.save_prepared(prepared(READING, TEXT), TEXT, read_as=now) is not None
    assert record.unread("test/1") == []


def test_meanings_of_what_was_taken_out_are_not_kept(record):
    from tests.verbs.test_matching import meant

    (meaning, *_) = meant().values()
    taken_out(record)
    record.keep_meanings(DOCUMENT.id, {ADA.id: meaning})
    assert record.meanings() == {}
    assert record.revisions(DOCUMENT.id)[-1]["action"] == "remove document"


@pytest.mark.parametrize(
    "change", [taken_out, lambda other: other.change_document(DOCUMENT.id, {"source": "Government of Kestria"})]
)
def test_what_was_matched_before_a_change_of_its_source_is_matched_again(record, change):
    record.change_document(DOCUMENT.id, {"date": date(2031, 2, 9)})  # it counts as not read, and so has no reading
    found = record.to_match([DOCUMENT.id])
    change(record)
    record.keep_matched("key", [(each, each.statements) for each in found])
    if change is taken_out:
        record.restore_document(DOCUMENT.id)
    assert record.unmatched("key") == [DOCUMENT.id]


def test_what_rests_on_something_that_has_just_gone_is_refused_in_words(record):
    from sqlalchemy import insert

    from pourparler.errors import RecordError
    from pourparler.record import schema as t

    with pytest.raises(RecordError, match="was taken out of the record meanwhile"), record._writing() as db:
        db.execute(insert(t.matchings).values(document="0" * 12, dossier="key"))
