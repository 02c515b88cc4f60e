"""Of words that most statements have as many as are shown come in the order of the documents; else the best come first."""

import pytest

from pourparler.model import Document, Mode, Passage, Reading, Statement
from pourparler.record import Record, Wanted, queries

LONG = (
    "of the harbour and its keepers, and of the tolls",
    "of the harbour and the tolls",
    "of tolls",
    "of dues",
    "of dues",
    "",
)


@pytest.fixture
def record(tmp_path):
    """Six documents, each with one statement, the later the shorter: all tell of a plan, half of them of tolls."""
    with Record(tmp_path / "record.sqlite") as record:
        for number, more in enumerate(LONG):
            text = f"Ada Voss said: plan {number} {more}"
            document = Document(text, f"Title {number}")
            content = (15, len(text.rstrip()))
            statement = Statement(document.id, ((0, 8),), ((9, 13),), (content,), Mode.DIRECT, speaker="Ada Voss")
            record.add_document(document)
            record.save_reading(Reading(document.id, "test/1", (statement,)), text)
            record.keep_passages([(document.id, [Passage(document.id, 0, 0, len(text), "")])])
        yield record


def found(record, words):
    return [e.quote.split()[1] for e, _ in record.find(Wanted(words=words)).entries]


def passages(record, words, most, *, every):
    numbers = sorted(record.passage_stretches(range(100)))
    return [numbers.index(n) for n, _ in record.ranked_passages(words, most=most, every=every)]


@pytest.mark.parametrize("words", ["plan", "pla*", "plan ada"])
def test_of_what_most_have_as_many_as_are_shown_come_as_they_are(record, monkeypatch, words):
    assert [found(record, words)[k] for k in (0, -1)] == ["5", "0"]  # the shorter the better
    monkeypatch.setattr(queries, "MOST_WORDS", 3)
    assert found(record, words) == ["0", "1", "2"]


def test_of_what_fewer_have_the_best_come_first(record, monkeypatch):
    monkeypatch.setattr(queries, "MOST_WORDS", 2)
    assert found(record, "tolls") == ["2", "1"]


def test_so_it_is_with_passages_that_have_every_word(record):
    assert passages(record, "words : (plan)", 1, every=False) == [5]
    assert passages(record, "words : (plan)", 2, every=True) == [0, 1]
    assert passages(record, "words : (plan)", 6, every=True) == passages(record, "words : (plan)", 6, every=False)
    assert passages(record, "words : (tolls)", 2, every=True) == [2, 1]
