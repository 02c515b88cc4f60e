"""What is asked of a large record is answered from what it is about, however much else the record holds."""

from datetime import date

import pytest

from pourparler.model import Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record


def keep(record, number, issue):
    """A document in which Ada Voss tells of what Kestria rejects, on one issue."""
    words = f"Ada Voss said that Kestria rejects plan {number}."
    document = Document(words, f"Title {number}", date(2031, 2, 1), "Outlet")
    content = (14, len(words) - 1)
    statement = Statement(
        document.id, ((0, 8),), ((9, 13),), (content,), Mode.INDIRECT, speaker="Ada Voss", issue=issue, option="joint",
        stance=Stance.REJECTS, position=(content,), holders=(Holder("Kestria", "Kestria"),),
    )  # fmt: skip
    record.add_document(document)
    record.save_reading(Reading(document.id, "test/1", (statement,)), words)


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite") as record:
        yield record


def steps(record, ask):
    """What ``ask`` answers, and how many steps of its machine SQLite takes for that."""
    taken = 0

    def step():
        nonlocal taken
        taken += 1

    with record._reading() as db:
        db.connection.driver_connection.set_progress_handler(step, 1)
    try:
        found = ask()
    finally:
        with record._reading() as db:
            db.connection.driver_connection.set_progress_handler(None, 0)
    return found, taken


def test_what_was_said_on_few_issues_is_counted_without_going_through_what_was_said_on_others(record):
    for number in range(4):
        keep(record, number, "patrols")

    def ask():
        return record.spoken(["Kestria", "Maravel"], ["patrols"])

    few, taken = steps(record, ask)
    assert few == {("Kestria", "patrols"): 4}
    for number in range(4, 60):
        keep(record, number, "dues")
    again, taken_later = steps(record, ask)
    assert again == few
    assert taken_later < 1.2 * taken


def test_however_many_are_asked_after_it_is_one_question(record):
    keep(record, 1, "dues")
    (entry,) = record.statements()
    names = {f"s{n:012x}" for n in range(3_000)} | {entry.statement.id}
    asked = []
    with record._reading() as db:
        db.connection.driver_connection.set_trace_callback(asked.append)
    assert list(record.said_by(["Kestria"], names)) == [entry.statement.id]
    record.passage_stretches(range(3_000))
    # Which of them he holds, and what they are; where passages lie.
    assert sum(words.startswith("SELECT") for words in asked) == 2 + 1
