"""What is kept stays, what people decided stays longest, and everything can be found."""

from dataclasses import replace

import pytest

from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Decision, Document, DocumentKind, Evidence, Meeting, Mode, Reading, Stance, Statement
from pourparler.record import Record

TEXT = "Ada Voss said the strait must stay open. Tomas Rell said it would."


def statement(document, source, cue, content, **more):
    return Statement(document.id, source, cue, content, Mode.INDIRECT, **more)


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        yield opened


@pytest.fixture
def document(record):
    made = Document(TEXT, "The strait", source="Courier")
    record.add_document(made)
    return made


@pytest.fixture
def voss(document):
    return statement(document, ((0, 8),), ((9, 13),), ((14, 39),), speaker="Ada Voss", confidence=0.5)


@pytest.fixture
def rell(document):
    return statement(document, ((41, 51),), ((52, 56),), ((57, 65),), speaker="Tomas Rell")


def save(record, document, *statements, reader="test/1", meetings=()):
    return record.save_reading(Reading(document.id, reader, statements, meetings), document.text)


def test_the_same_text_is_one_document_and_lost_details_are_completed(record, document):
    import datetime

    assert record.add_document(Document(TEXT, "Another title")) == "known"
    assert (
        record.add_document(Document(TEXT, "Another", date=datetime.date(2031, 2, 18), source="Agency")) == "completed"
    )
    (kept,) = record.documents()
    assert (kept.title, kept.source, kept.date) == ("The strait", "Courier", datetime.date(2031, 2, 18))


def test_what_a_person_gives_replaces_what_was_kept(record, document):
    assert record.add_document(Document(TEXT, "Given", source="Guessed"), sure=["title"]) == "completed"
    (kept,) = record.documents()
    assert (kept.title, kept.source) == ("Given", "Courier")
    assert record.revisions(document.id)[-1]["before"] == {"title": "The strait"}
    assert record.add_document(Document(TEXT, "Given"), sure=["title"]) == "known"


def test_reading_again_finds_statements_again(record, document, voss, rell):
    assert save(record, document, voss, rell).added == 2
    saved = save(record, document, voss)
    assert (saved.added, saved.kept, saved.removed) == (0, 1, 1)
    assert [e.statement for e in record.statements()] == [voss]


def test_decisions_survive_reading_again_with_other_suggestions(record, document, voss, rell):
    save(record, document, voss, rell)
    record.decide(
        voss.id, Decision.CORRECTED, as_corrected=replace(voss, party="Kestria", stance=Stance.DEMANDS), note="plain"
    )
    record.decide(rell.id, Decision.REJECTED)
    # A new reader sees another speaker, and a content three characters shorter.
    changed = statement(document, ((0, 8),), ((9, 13),), ((14, 36),), speaker="Somebody Else")
    saved = save(record, document, changed, reader="test/2")
    assert saved.added == 0
    kept = {e.statement.id: e for e in record.statements()}
    assert set(kept) == {voss.id, rell.id}
    assert kept[voss.id].statement.party == "Kestria"
    assert kept[voss.id].statement.stance is Stance.DEMANDS
    assert (kept[voss.id].review, kept[voss.id].by, kept[voss.id].note, kept[voss.id].current) == (
        "corrected",
        "ann",
        "plain",
        False,
    )
    assert kept[rell.id].review == "rejected"


def test_an_accepted_statement_stays_as_it_was_accepted(record, document, voss):
    save(record, document, voss)
    record.decide(voss.id[:6], Decision.ACCEPTED)
    save(record, document, statement(document, voss.source, voss.cue, voss.content, speaker="Wrong"))
    assert record.statement(voss.id).statement.speaker == "Ada Voss"


def test_the_latest_decision_counts_and_all_are_kept(record, document, voss):
    save(record, document, voss)
    record.decide(voss.id, Decision.REJECTED)
    record.decide(voss.id, Decision.ACCEPTED)
    assert record.statement(voss.id).confirmed
    assert [(r["action"], r["by"]) for r in record.revisions(voss.id)] == [("rejected", "ann"), ("accepted", "ann")]
    assert record.revisions(voss.id)[1]["before"]["review"] == "rejected"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"content": ((0, 9999),)}, "outside the text"),
        ({"cue": ((5, 5),)}, "outside the text"),
        ({"condition": ((-1, 5),)}, "outside the text"),
        ({"content": ()}, "needs the words that were said"),
        ({"id": "s000000000000"}, "no correction of"),
        ({"document": "000000000000"}, "no correction of"),
    ],
)
def test_a_correction_that_does_not_fit_changes_nothing(record, document, voss, changes, message):
    save(record, document, voss)
    with pytest.raises(PourparlerError, match=message):
        record.decide(voss.id, Decision.CORRECTED, as_corrected=replace(voss, **changes))
    assert record.statement(voss.id).review == "proposed"
    assert record.revisions(voss.id) == []


def test_search_finds_words_speakers_and_hostile_queries(record, document, voss, rell):
    save(record, document, voss, rell)
    assert [e.statement.id for e in record.search("strait open")] == [voss.id]
    assert [e.statement.id for e in record.search("rell")] == [rell.id]
    assert record.search('" OR NEAR( *') == []
    assert record.search("") == []
    save(record, document, rell)
    assert record.search("strait") == []


def test_unknown_and_ambiguous_references(record, document, voss, rell):
    save(record, document, voss, rell)
    for reference in ("s", "sffffffffffff", "", "%"):
        with pytest.raises(NotFoundError):
            record.statement(reference)
    with pytest.raises(NotFoundError):
        record.document("ffff")


def test_meetings_are_those_of_the_latest_reading(record, document, voss):
    met = Meeting(
        "Talks", place="Aldmoor", present=("Ada Voss",), evidence=(Evidence(document=document.id, spans=((0, 5),)),)
    )
    save(record, document, voss, meetings=(met, met))
    assert record.meetings() == [met]
    save(record, document, voss)
    assert record.meetings() == []


def test_unread_is_by_reader(record, document, voss):
    assert record.unread("test/1") == [document.id]
    save(record, document, voss)
    assert record.unread("test/1") == []
    assert record.unread("test/2") == [document.id]


def test_blocks_and_kind_are_kept_and_the_kind_can_be_changed(record):
    made = Document(
        "Good talks\n\nIvo Brandt: No toll.\n\nQuestion: None?\n\nIvo Brandt: None.", "Good talks", date_guessed=True
    )
    record.add_document(made)
    kept = record.document(made.id)
    assert [b.kind.value for b in kept.blocks] == ["title", "paragraph", "paragraph", "paragraph"]
    assert kept.kind is DocumentKind.TRANSCRIPT
    assert "turns" in kept.kind_reason
    assert kept.date_guessed
    save(record, kept)
    changed = record.set_kind(made.id[:6], DocumentKind.LETTER)
    assert (changed.kind, changed.kind_reason) == (DocumentKind.LETTER, "given by ann")
    assert record.documents() == [changed]
    assert record.unread("test/1") == [made.id]  # what was read of a transcript is not what stands in a letter
    save(record, kept)
    assert record.set_kind(made.id, None).kind is DocumentKind.TRANSCRIPT
    assert record.headings()[0].kind == "transcript"


def test_a_document_of_an_earlier_release_has_its_blocks_found_when_asked(record, document):
    import sqlite3

    with sqlite3.connect(record.path) as db:
        db.execute("UPDATE documents SET kind = NULL, kind_reason = NULL, blocks = NULL, date_guessed = NULL")
    kept = record.document(document.id)
    assert (kept.kind, len(kept.blocks), kept.date_guessed) == (DocumentKind.NEWS, 1, False)
