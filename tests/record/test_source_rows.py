"""What sources have given is kept with the documents, in one transaction."""

from datetime import datetime

import pytest

from pourparler.model import Document, SourceEntry, SourceState, Visit
from pourparler.record import Record, entry_key

from .older import made_older

AT = datetime(2031, 3, 1, 9)
ONE, TWO = Document("Ada Voss said no.", "One"), Document("Tomas Rell said yes.", "Two")


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="Mia") as record:
        yield record


def entry(name="a", **told):
    return SourceEntry(entry_key(name), **{"mark": "1", "at": AT} | told)


def test_of_a_source_that_nobody_looked_at_nothing_is_known(record):
    assert record.source_state("x") == SourceState()
    assert (record.last_visits(), record.seen_of_sources()) == ({}, {})


def test_entries_and_visits_come_back_as_they_were_kept(record):
    first = entry(document=ONE.id, address="https://a.example/1", etag='"x"', last_modified="then")
    failed = entry("b", tries=2, fault="it was not there")
    assert record.keep_entry("x", first, [ONE]) == ["added"]
    record.keep_entry("x", failed)
    record.keep_entry("y", entry(document=ONE.id), [ONE])
    visit = Visit(AT, "a feed", "Post", 9, 1, failing_since=AT, not_before=AT, fault="f")
    record.keep_visit("x", SourceState(visit, '"e"', "m", 2))
    state = record.source_state("x")
    assert (state.last, state.etag, state.last_modified, state.busy) == (visit, '"e"', "m", 2)
    assert state.entries == {first.key: first, failed.key: failed}
    assert (record.last_visits(), record.seen_of_sources()) == ({"x": visit}, {"x": 2, "y": 1})


def test_what_is_kept_again_takes_the_place_of_what_was(record):
    record.keep_entry("x", entry(), [ONE])
    assert record.keep_entry("x", entry(mark="2", document=TWO.id), [ONE, TWO]) == ["known", "added"]
    record.keep_visit("x", SourceState(Visit(AT)))
    record.keep_visit("x", SourceState(Visit(AT, new=3)))
    state = record.source_state("x")
    assert [e.mark for e in state.entries.values()] == ["2"]
    assert state.last.new == 3
    record.forget_source("x")
    assert record.source_state("x") == SourceState()
    assert len(record.documents()) == 2


def test_a_document_and_that_it_was_seen_are_kept_together_or_not_at_all(record):
    with pytest.raises(Exception, match="NOT NULL"):
        record.keep_entry("x", SourceEntry(entry_key("a"), mark=None), [ONE])
    assert record.documents() == []
    assert record.source_state("x").entries == {}


def test_a_source_of_many_entries_with_names_of_any_length(record):
    for n in range(30):
        record.keep_entry("x", entry("n" * n * 1000 + "\ud800"))
    assert len(record.source_state("x").entries) == 30


def test_a_record_of_the_release_before_gets_the_tables_and_keeps_all(tmp_path):
    path = tmp_path / "record.sqlite"
    with Record(path) as record:
        record.add_document(ONE)
    made_older(path, "0008")
    with Record(path) as record:
        assert record.documents() == [record.document(ONE.id)]
        record.keep_entry("x", entry(), [TWO])
        assert len(record.source_state("x").entries) == 1
