"""Documents get other details, are taken out and put back; the history keeps all of it."""

from dataclasses import replace
from datetime import date

import pytest

from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Decision, Document, Evidence, Holder, Meeting, Mode, Reading, Stance, Statement
from pourparler.record import Record, Wanted
from pourparler.verbs.indexing import index_again

TEXT = "Ada said no. Bo said that the strait stays open."
DOCUMENT = Document(TEXT, "Talks", date=date(2031, 2, 3), source="Radio")
ADA = Statement(DOCUMENT.id, ((0, 3),), ((4, 8),), ((9, 11),), Mode.INDIRECT, speaker="Ada")
BO = Statement(
    DOCUMENT.id, ((13, 15),), ((16, 20),), ((21, 47),), Mode.INDIRECT, speaker="Bo", party="South", stance=Stance.DEMANDS,
    issue="transit", option="open", position=((26, 47),), holders=(Holder("South", "South"),),
)  # fmt: skip
MEETING = Meeting("first round", date(2031, 2, 2), evidence=(Evidence(document=DOCUMENT.id, spans=((0, 3),)),))


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_document(DOCUMENT)
        opened.save_reading(Reading(DOCUMENT.id, "test/1", (ADA, BO), (MEETING,)), TEXT)
        yield opened


def passages_with(record, expression):
    """The places of the passages that fit an expression of the search."""
    index_again(record)
    rows = record.passage_rows([n for n, _ in record.ranked_passages(expression)])
    return sorted((row.document, row.start, row.headings) for row in rows.values())


def everything(record):
    """Whatever the record tells, but for the numbers of its rows and which of several with the same words names their group."""
    entries = [
        [replace(e, number=0, alike="") for e in record.all(w)]
        for w in (Wanted(), Wanted(words="strait"), Wanted(party="South"))
    ]
    told = (
        record.documents(),
        record.meetings(),
        record.standing().said(),
        record.headings(),
        passages_with(record, '"talks"'),
        record.find(Wanted()).groups,
    )
    return *entries, *told, record.is_read(DOCUMENT.id)


def test_details_change_and_the_history_says_from_what_to_what(record):
    new = record.change_document(DOCUMENT.id[:6], {"title": "Late talks", "date": date(2031, 2, 4), "source": None})
    assert (new.title, new.date, new.source, new.text) == ("Late talks", date(2031, 2, 4), None, TEXT)
    assert passages_with(record, 'headings : "late"')
    assert not passages_with(record, 'headings : "Talks" NOT headings : "late"')
    last = record.revisions(DOCUMENT.id)[-1]
    assert (last["action"], last["before"]["title"], last["after"]["date"]) == (
        "change document",
        "Talks",
        "2031-02-04",
    )


def test_with_another_date_it_counts_as_not_read_and_the_day_is_no_guess(tmp_path):
    with Record(tmp_path / "record.sqlite") as record:
        record.add_document(replace(DOCUMENT, date_guessed=True))
        record.save_reading(Reading(DOCUMENT.id, "test/1", (ADA,)), TEXT)
        record.change_document(DOCUMENT.id, {"title": "Other"})
        assert (record.is_read(DOCUMENT.id), record.document(DOCUMENT.id).date_guessed) == (True, True)
        record.change_document(DOCUMENT.id, {"date": date(2031, 2, 4)})
        assert (record.is_read(DOCUMENT.id), record.document(DOCUMENT.id).date_guessed) == (False, False)


def test_what_is_the_same_is_no_change(record):
    before = record.version()
    record.change_document(DOCUMENT.id, {"title": "Talks", "date": date(2031, 2, 3)})
    assert record.version() == before


@pytest.mark.parametrize(
    ("changes", "message"), [({"title": ""}, "needs a title"), ({"text": "x"}, "'text' of a document")]
)
def test_some_changes_are_refused(record, changes, message):
    with pytest.raises(PourparlerError, match=message):
        record.change_document(DOCUMENT.id, changes)
    with pytest.raises(NotFoundError):
        record.change_document("ffffffff", {"title": "x"})


def test_a_document_taken_out_is_gone_with_all_that_was_read_in_it(record):
    record.decide(BO.id, Decision.ACCEPTED)
    assert record.remove_document(DOCUMENT.id).title == "Talks"
    assert (record.documents(), record.statements(), record.meetings(), record.standing().said()) == ([], [], [], [])
    assert not passages_with(record, '"talks"')
    (gone,) = record.removed_documents()
    assert (gone.id, gone.title, gone.statements, gone.by) == (DOCUMENT.id, "Talks", 2, "ann")


def test_put_back_it_is_as_it_was_decisions_and_their_undo_too(record):
    record.decide(ADA.id, Decision.REJECTED)
    record.join(ADA.id, BO.id)
    before = everything(record)
    record.remove_document(DOCUMENT.id)
    other = Document("Cy said yes.", "Other")
    record.add_document(other)
    cy = Statement(other.id, ((0, 2),), ((3, 7),), ((8, 11),), Mode.INDIRECT, speaker="Cy")
    record.save_reading(Reading(other.id, "test/1", (cy,)), other.text)
    record.decide(cy.id, Decision.ACCEPTED)
    record.remove_document(other.id)
    record.restore_document(DOCUMENT.id)
    assert everything(record) == before
    assert record.undo(ADA.id).review == "rejected"
    assert record.statement(BO.id).review == "proposed"
    assert [gone.id for gone in record.removed_documents()] == [other.id]


def test_only_what_was_taken_out_is_put_back(record):
    with pytest.raises(NotFoundError, match="was taken out"):
        record.restore_document(DOCUMENT.id)
