"""How well the words of a question fit a passage: each counts once, by how rare it is and how near it stands."""

import pytest

from pourparler.asking import Known
from pourparler.asking.fit import BESIDE, HEADING, Sought, any_word, fit_of, sought
from pourparler.asking.question import understood, with_abbreviations
from pourparler.model import Document
from pourparler.record import Record
from pourparler.verbs.indexing import index_again

TEXT = """# Ladders

The fleet met. It left the harbour. A ladder for sturgeon was asked for. Sturgeon, sturgeon, sturgeon. Nothing else.

## Weather

The Dorn Gauge Panel (DGP) spoke of rain. The DGP left."""


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite") as opened:
        opened.add_document(Document(TEXT, "Day 1", format="markdown"))
        index_again(opened)
        yield opened


def shares(record, words):
    question = with_abbreviations(understood(words, Known(None, ())), record.long_forms, record.short_forms)
    asked_for = sought(record, question)
    found = {n for n, _ in record.ranked_passages(any_word(asked_for))}
    fit = fit_of(record, asked_for, found)
    rows = record.passage_rows(fit.shares)
    return {" ".join(rows[n].words.split()): share for n, share in fit.shares.items()}


def test_all_words_once_are_more_than_one_several_times(record):
    found = shares(record, "what about a ladder for sturgeon")
    assert max(found, key=found.get) == "A ladder for sturgeon was asked for."
    assert found["A ladder for sturgeon was asked for."] > found["Sturgeon, sturgeon, sturgeon."]


def test_what_stands_in_the_heading_or_beside_counts_less_and_nothing_twice(record):
    found = shares(record, "what about rain")
    own, after = found["The Dorn Gauge Panel (DGP) spoke of rain."], found["The DGP left."]
    assert 0 < after < own
    assert after == pytest.approx(own * BESIDE[-1], rel=0.1)  # but for the lengths
    weather = shares(record, "what about the weather")
    assert weather["The DGP left."] == pytest.approx(weather["Weather"] * HEADING, rel=0.1)
    assert "Nothing else." not in weather


def test_irregular_forms_and_abbreviations_are_the_word_itself(record):
    found = shares(record, "who leaves")
    assert {"It left the harbour.", "The DGP left."} <= set(found)
    spelt = shares(record, "what about the Dorn Gauge Panel")
    assert spelt["The DGP left."] == pytest.approx(spelt["The Dorn Gauge Panel (DGP) spoke of rain."], rel=0.1)


def test_common_words_are_looked_for_only_where_all_are():
    rare, common = Sought('"dorn"', 5.0, False), Sought('"report"', 0.7, True)
    assert any_word([rare, common]) == '"dorn"'
    assert any_word([common]) == '"report"'
    assert any_word([]) == ""


def test_a_record_without_anything(record):
    assert fit_of(record, [], ()).shares == {}
    assert shares(record, "what about zeppelins") == {}
