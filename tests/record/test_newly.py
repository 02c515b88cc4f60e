"""What came since some time: by the day of the document, or by when it came into the record; against counting by hand."""

import sqlite3
import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import Decision, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import By, NewDocument, Record, Since, Spoke

SAME = "We will not pay the full due today or on any other day of this year or the next"


def add(record, number, day, *said, read=True):
    """A document in which North says each of the words, on (issue, option, stance); South is opposed where the option begins with "!"."""
    text = f"Number {number}. " + " ".join(f"Ada Voss said: {words}." for words, *_ in said)
    document = Document(text, f"Title {number}", day, f"Outlet {number}")
    record.add_document(document)
    found, at = [], 0
    for words, issue, option, stance in said:
        at = text.index("Ada", at)
        content = ((at + 15, at + 15 + len(words)),)
        holders = (
            Holder("North", "North"),
            *((Holder("South", "South", opposed=True),) if option and option[0] == "!" else ()),
        )
        found.append(
            Statement(
                document.id, ((at, at + 8),), ((at + 9, at + 13),), content, Mode.INDIRECT, speaker="Ada Voss", party="North", issue=issue,
                option=option and option.lstrip("!"), stance=stance, position=content, holders=holders,
            )
        )  # fmt: skip
        at += 1
    if read:
        record.save_reading(Reading(document.id, "test/1", tuple(found)), text)
    return document.id, [s.id for s in found]


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="Ada") as opened:
        yield opened


@pytest.fixture
def filled(record):
    """Three documents of February and three of March, one of them not read, one that tells again; and one without a date."""
    say = {
        "old": add(record, 1, date(2031, 2, 1), (SAME, "dues", "full", Stance.REJECTS), ("Something else altogether", None, None, Stance.REPORTS)),
        "new": add(record, 2, date(2031, 3, 5), ("No more than half of it, she told us", "dues", "!half", Stance.ACCEPTS), ("The sea is calm", None, None, Stance.REPORTS)),
        "again": add(record, 3, date(2031, 3, 6), (SAME, "dues", "full", Stance.REJECTS)),
        "unread": add(record, 4, date(2031, 3, 7), (SAME, "dues", "full", Stance.REJECTS), read=False),
        "undated": add(record, 5, None, ("Patrols are none of our business, ever", "patrols", "none", Stance.REJECTS)),
    }  # fmt: skip
    return record, say


SINCE = Since(date(2031, 3, 1))


def test_documents_by_their_day_and_what_is_told_again(filled):
    record, say = filled
    found = {d.id: d for d in record.newly(SINCE).documents()}
    assert [d.date for d in found.values()] == [date(2031, 3, 5), date(2031, 3, 6), date(2031, 3, 7)]
    again = found[say["again"][0]]
    assert again == NewDocument(again.id, "Title 3", date(2031, 3, 6), "Outlet 3", None, "en", True, 1, 1)
    assert (found[say["new"][0]].statements, found[say["new"][0]].told_again) == (2, 0)
    assert not found[say["unread"][0]].read


def test_what_has_no_day_is_new_from_when_it_was_added(filled):
    record, say = filled
    assert say["undated"][0] in record.new_document_ids(Since(date(2000, 1, 1)))
    assert say["undated"][0] in record.new_document_ids(Since(date.min))
    assert say["undated"][0] not in record.new_document_ids(Since(date.max))


@pytest.mark.parametrize(("zone", "new"), [("UTC-10", True), ("UTC", False), ("UTC+5", False)])
def test_the_day_on_which_it_was_added_is_that_of_the_readers_clock(filled, tmp_path, monkeypatch, zone, new):
    record, say = filled
    with sqlite3.connect(tmp_path / "record.sqlite") as db:  # 05:00 of 1 March ten hours east of Greenwich
        db.execute("UPDATE documents SET added_at = '2031-02-28 19:00:00.000000'")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert (say["undated"][0] in record.new_document_ids(SINCE)) is new
    finally:
        monkeypatch.undo()
        time.tzset()


def test_by_party_and_issue_each_wording_once_and_not_what_was_told_before(filled):
    record, _ = filled
    assert record.newly(SINCE).spoke() == [
        Spoke("North", None, 1, 0), Spoke("North", "dues", 1, 0), Spoke("South", "dues", 1, 0)
    ]  # fmt: skip


def test_stances_in_new_documents_and_in_all_others(filled):
    record, say = filled
    issues = ["dues", "patrols"]
    new = record.newly(SINCE).taken(new=True, issues=issues)
    assert [(t.party, t.option, t.stance, t.opposed, t.first, t.statements) for t in new] == [
        ("North", "half", Stance.ACCEPTS, False, date(2031, 3, 5), (say["new"][1][0],)),
        ("South", "half", Stance.ACCEPTS, True, date(2031, 3, 5), (say["new"][1][0],)),
    ]
    old = record.newly(SINCE).taken(new=False, issues=issues)
    assert [(t.party, t.issue, t.option, t.last) for t in old] == [
        ("North", "dues", "full", date(2031, 2, 1)), ("North", "patrols", "none", None)
    ]  # fmt: skip
    assert record.newly(SINCE).taken(new=False, issues=["patrols"]) == old[1:]


def test_what_is_rejected_or_in_doubt_is_left_out_and_what_is_confirmed_counts_as_that(filled):
    record, say = filled
    record.decide(say["new"][1][0], Decision.ACCEPTED)
    assert [t.confirmed for t in record.newly(SINCE).taken(new=True, issues=["dues"])] == [1, 1]
    assert Spoke("North", "dues", 1, 1) in record.newly(SINCE).spoke()
    record.decide(say["new"][1][0], Decision.REJECTED)
    assert record.newly(SINCE).taken(new=True, issues=["dues"]) == []
    assert record.newly(SINCE).spoke() == [Spoke("North", None, 1, 0)]
    assert {d.id: d.statements for d in record.newly(SINCE).documents()}[say["new"][0]] == 1


def test_by_when_it_came_a_document_counts_from_its_first_reading(filled, tmp_path):
    record, say = filled
    early, late = datetime(2031, 3, 1, 9), datetime(2031, 3, 2, 9)
    with sqlite3.connect(tmp_path / "record.sqlite") as db:
        db.execute("UPDATE documents SET added_at = ?", (f"{early}.000000",))
        db.execute("UPDATE readings SET at = ?", (f"{early}.000000",))
        db.execute("UPDATE readings SET at = ? WHERE document = ?", (f"{late}.000000", say["old"][0]))
        db.execute("UPDATE documents SET added_at = ? WHERE id = ?", (f"{late}.000000", say["unread"][0]))
    since = Since(date(2031, 3, 2), By.ADDED, datetime(2031, 3, 2))
    assert set(record.new_document_ids(since)) == {say["old"][0], say["unread"][0]}
    assert len(record.new_document_ids(replace(since, moment=early))) == 5
    assert record.new_document_ids(replace(since, moment=datetime(2031, 4, 1))) == []


def test_a_day_begins_where_the_program_runs():
    since = Since(date(2031, 3, 2), By.ADDED)
    assert since.at.replace(tzinfo=UTC).astimezone().replace(tzinfo=None) == datetime(2031, 3, 2)


def test_a_briefing_that_was_handed_over_changes_nothing_else(filled):
    record, _ = filled
    assert record.last_briefing() is None
    version = record.version()
    record.keep_briefing("negotiation: A", confirmed_only=True)
    record.keep_briefing("negotiation: B")
    last = record.last_briefing()
    assert (last.dossier, last.by, last.confirmed_only) == ("negotiation: B", "Ada", False)
    assert record.version() == version


def counted(newly, issues=("dues", "patrols")):
    """All that counts as new, by either way of counting."""
    return newly.documents(), newly.spoke(), *(newly.taken(new=new, issues=issues) for new in (True, False))


MANY = ["We shall see about that in March, or later", "The sea is calm and the harbour open today", SAME]


@settings(max_examples=15, deadline=None)
@given(
    said=st.lists(st.tuples(st.sampled_from([None, 1, 2, 3, 4]), st.lists(st.integers(0, 8), max_size=4)), min_size=1, max_size=6),
    decided=st.lists(st.tuples(st.integers(0, 20), st.sampled_from([Decision.ACCEPTED, Decision.REJECTED])), max_size=6),
    since=st.integers(1, 5),
    by=st.sampled_from(By),
)  # fmt: skip
def test_from_all_statements_in_memory_the_same_is_new_as_in_the_database(tmp_path_factory, said, decided, since, by):
    on = [("dues", "full", Stance.REJECTS), ("patrols", "!none", Stance.ACCEPTS), (None, None, Stance.REPORTS)]
    path = tmp_path_factory.mktemp("newly") / "record.sqlite"
    with Record(path, by="Ada") as record:
        for number, (day, words) in enumerate(said):
            told = [(MANY[k % 3], *on[k // 3]) for k in words]
            add(record, number, day and date(2031, 3, day), *told, read=bool(words))
        ids = [e.statement.id for e in record.statements()]
        for k, decision in decided:
            if ids:
                record.decide(ids[k % len(ids)], decision)
        with sqlite3.connect(path) as db:  # each came on its day, an undated one in 2030
            db.execute("UPDATE documents SET added_at = coalesce(date, '2030-01-01') || ' 12:00:00.000000'")
            db.execute("UPDATE readings SET at = (SELECT added_at FROM documents WHERE id = document)")
        asked = Since(date(2031, 3, since), by)
        assert counted(record.newly(asked, record.standing())) == counted(record.newly(asked))
