"""Passages: every sentence with its headings, searched by words; they follow whatever becomes of their documents."""

import sqlite3
from datetime import date

import pytest

from pourparler.model import Decision, Document, Mode, Reading, Statement
from pourparler.reading.passages import passages_of
from pourparler.record import Record
from pourparler.record.passages import quoted_terms
from pourparler.verbs.indexing import index_again

TEXT = """# Tolls

Ada Voss spoke first. Kestria rejects any toll in the strait.

## Crews

Maravel offered to pay the crews. Nobody answered.
"""
BULLETIN = Document(TEXT, "Bulletin 1", date=date(2031, 2, 3), format="markdown")
LETTER = Document("The League wants dues that are lower.", "Letter", date=date(2031, 5, 1))


def found(record, expression, **days):
    rows = record.passage_rows([n for n, _ in record.ranked_passages(expression, **days)])
    return [" ".join(rows[n].words.split()) for n, _ in record.ranked_passages(expression, **days)]


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_documents([BULLETIN, LETTER])
        index_again(opened)
        yield opened


def test_every_sentence_stands_under_its_headings():
    told = [(BULLETIN.text[p.start : p.end], p.headings) for p in passages_of(BULLETIN)]
    assert ("Kestria rejects any toll in the strait.", "Bulletin 1 › Tolls") in [(w, h) for w, h in told]
    assert ("Nobody answered.", "Bulletin 1 › Tolls › Crews") in told


def test_titles_and_headings_are_no_sentences_of_the_document():
    assert [BULLETIN.text[p.start : p.end] for p in passages_of(BULLETIN) if not p.told] == ["Tolls", "Crews"]


def test_a_text_without_a_sentence_is_one_passage():
    (only,) = passages_of(Document("…", "Nothing"))
    assert (only.start, only.end, only.headings) == (0, 1, "Nothing")


def test_words_are_found_in_any_form_and_under_any_heading_best_first(record):
    assert found(record, '"tolls"')[:2] == ["Tolls", "Kestria rejects any toll in the strait."]
    assert found(record, 'headings : "crew" AND "answered"') == ["Nobody answered."]
    assert found(record, '"dues" OR "toll"', since=date(2031, 3, 1)) == ["The League wants dues that are lower."]
    assert "The League wants dues that are lower." not in found(record, '"dues" OR "toll"', until=date(2031, 3, 1))
    assert found(record, '"toll"', among='words : "rejects"') == ["Kestria rejects any toll in the strait."]
    scores = [dict(record.ranked_passages('"toll"', among=among)) for among in ("", 'words : "rejects"')]
    assert scores[1].items() < scores[0].items()  # what else they have to fit does not count
    assert record.passages_having("offer") == 1
    assert record.passages_having("offers", "strait") == 2
    assert record.passages_having("zebra") == record.passages_having("?!") == 0


def test_what_people_write_is_no_query_language():
    assert quoted_terms(['a"b', "NEAR(", "-", "*"]) == ['"a""b"', '"NEAR("']


def test_statements_and_passages_find_each_other(record):
    start, end = TEXT.index("Kestria"), TEXT.index("strait.") + 6
    one = Statement(BULLETIN.id, ((start, start + 7),), (), ((start + 8, end),), Mode.INDIRECT, party="Kestria")
    through = Statement(BULLETIN.id, (), (), ((TEXT.index("Maravel"), len(TEXT) - 1),), Mode.DIRECT, speaker="Rell")
    record.save_reading(Reading(BULLETIN.id, "test", (one, through)), TEXT)
    places = record.passages_of([one.id, through.id])
    assert [len(places[one.id]), len(places[through.id])] == [1, 2]
    assert {p.statement for p in record.statements_in(places[through.id])} == {through.id}
    assert record.statement_ids(["Rell"]) == {through.id}
    assert record.documents_dated(date(2032, 1, 1), None) == set()
    assert record.statement_ids(["Nobody"]) == set()
    assert record.documents_dated(None, date(2032, 1, 1)) == {BULLETIN.id, LETTER.id}
    assert record.documents_dated(LETTER.date, LETTER.date) == {LETTER.id}
    assert record.latest_statements(1, {one.id, through.id}) == [one.id]
    assert record.latest_statements(2, {through.id}) == [through.id]
    assert record.latest_statements(2, documents={BULLETIN.id}) == [one.id, through.id]
    assert record.latest_statements(2, documents={LETTER.id}) == []
    told = record.said_by(["Kestria"], [one.id, through.id])
    assert (told[one.id].takes, told[through.id].takes) == (True, False)
    record.decide(one.id, Decision.REJECTED)
    assert set(record.said_by(None, [one.id, through.id])) == {through.id}
    assert record.names()["Kestria"] == 1


def test_they_follow_titles_and_go_and_come_with_the_document(record):
    record.change_document(BULLETIN.id, {"title": "Zebra talks"})
    assert len(found(record, 'headings : "zebra"')) == len(passages_of(BULLETIN))
    assert found(record, 'headings : "bulletin"') == []
    record.remove_document(BULLETIN.id)
    assert found(record, '"toll"') == []
    record.restore_document(BULLETIN.id)
    assert found(record, '"toll"') == []
    assert index_again(record) == 1
    assert found(record, '"strait"') == ["Kestria rejects any toll in the strait."]
    assert record.add_document(Document(LETTER.text, "Given"), sure=["title"]) == "completed"
    assert found(record, 'headings : "given"') == [LETTER.text]


def test_nothing_is_indexed_twice_also_by_two_processes(record):
    record.add_document(Document("One more sentence.", "More"))
    waiting = [(d.id, passages_of(d)) for d in record.unindexed(10)]
    with Record(record.path) as other:
        assert index_again(other) == 1
    record.keep_passages(waiting)
    assert found(record, '"sentence"') == ["One more sentence."]
    assert index_again(record) == 0


def test_a_document_taken_out_meanwhile_is_left_out(record):
    more = Document("One more sentence.", "More")
    record.add_document(more)
    waiting = [(d.id, passages_of(d)) for d in record.unindexed(10)]
    record.remove_document(more.id)
    record.keep_passages(waiting)
    assert found(record, '"sentence"') == []


def test_the_search_agrees_with_the_texts_after_all_that(record):
    record.change_document(BULLETIN.id, {"title": "Other"})
    record.remove_document(LETTER.id)
    record.restore_document(LETTER.id)
    index_again(record)
    with sqlite3.connect(record.path) as db:
        db.execute("INSERT INTO passages_search(passages_search, rank) VALUES ('integrity-check', 1)")
        assert db.execute("SELECT count(*) FROM passages").fetchone()[0] == sum(
            len(passages_of(d)) for d in record.documents()
        )


def test_no_trigger_goes_through_the_text_for_each_passage(record, tmp_path):
    """A text of five megabytes took three minutes so."""
    with sqlite3.connect(tmp_path / "record.sqlite") as db:
        written = [sql for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    assert written
    assert not [sql for sql in written if "substr" in sql]
