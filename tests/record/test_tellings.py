"""Statements that several documents tell are one: whatever the order they came in, whatever goes, and in edited words within one story."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import Decision, Document, Mode, Reading, Stance, Statement
from pourparler.record import Record, Wanted
from pourparler.record.near_duplicates import Quotation, bands, same_words, shingles

from .told_again import edited, story

LONG = "We will not accept patrols by the League in the strait, today or ever, and nobody has asked us"
SHORT = "We will not accept patrols by the League in the strait"
QUOTES = (
    LONG, LONG.upper(), f"{LONG} again", f"{LONG}, he said again", LONG.replace("League", "Union of the ports"),
    f"Well, {LONG.replace('League', 'Union of the ports')}", "The dues are another matter, and we shall speak of them in March", "No",
)  # fmt: skip
DAY = date(2031, 2, 3)


def tell(record, number, words, speaker="Ada Voss", told="", day=DAY, stance=Stance.REPORTS):
    """A document in which one person says one thing; the statement's id."""
    text = f"{told} Number {number}. {speaker} said: {words}."
    document = Document(text, f"Title {number}", day, f"Outlet {number}")
    at = text.index(words)
    s = Statement(document.id, (), (), ((at, at + len(words)),), Mode.DIRECT, speaker=speaker, stance=stance)
    record.add_document(document)
    record.save_reading(Reading(document.id, "test/1", (s,)), text)
    return s.id


def groups(record):
    found = {}
    for e in record.statements():
        found.setdefault(e.alike, set()).add(e.statement.id)
    return set(map(frozenset, found.values()))


def by_comparing_all(quotes):
    """What is connected by the same words, found by a band in common."""
    of = {id: {id} for id in quotes}
    for one, first in quotes.items():
        for other, second in quotes.items():
            near = set(bands(shingles(first))) & set(bands(shingles(second)))
            if one < other and near and same_words(Quotation(first), Quotation(second)):
                both = of[one] | of[other]
                of |= dict.fromkeys(both, both)
    return set(map(frozenset, of.values()))


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        yield opened


@given(st.lists(st.integers(0, len(QUOTES) - 1), min_size=2, max_size=8), st.data())
@settings(max_examples=6, deadline=None)
def test_groups_are_right_whatever_comes_first_and_whatever_goes(tmp_path_factory, chosen, data):
    with Record(tmp_path_factory.mktemp("tellings") / "record.sqlite") as record:
        quotes = {tell(record, k, QUOTES[which]): QUOTES[which] for k, which in enumerate(chosen)}
        assert groups(record) == by_comparing_all(quotes)
        for gone in data.draw(st.lists(st.sampled_from(sorted(quotes)), unique=True, max_size=3)):
            document = record.statement(gone).statement.document
            record.remove_document(document)
            del quotes[gone]
            assert groups(record) == by_comparing_all(quotes)
        last = tell(record, len(chosen), LONG)
        assert groups(record) == by_comparing_all({**quotes, last: LONG})


@pytest.mark.parametrize("first", [True, False])
def test_of_many_forms_that_differ_in_a_figure_the_one_told_again_is_found_whatever_comes_first(record, first):
    forms = [
        f"Kestria offered {n} ships to patrol the strait for the whole of the next fishing season and the winter"
        for n in range(100, 180)
    ]
    again = forms[22].replace("strait", "again")  # more than twenty others have as many bands in common with it
    told = [tell(record, 1, again)] if first else []
    text = ". ".join(forms)
    document = Document(text, "Forms", DAY + timedelta(days=90))
    record.add_document(document)
    spans = [(text.index(f), text.index(f) + len(f)) for f in forms]
    those = tuple(Statement(document.id, (), (), (span,), Mode.DIRECT, speaker="Ada Voss") for span in spans)
    record.save_reading(Reading(document.id, "test/1", those), text)
    told = told or [tell(record, 1, again)]
    assert {g for g in groups(record) if len(g) > 1} == {frozenset({told[0], those[22].id})}


def test_what_only_a_statement_connected_is_apart_when_its_words_are_corrected(record):
    quotes = (LONG, f"{LONG} again and again", f"{LONG} again")
    first, second, third = (tell(record, k, q, told=" ".join(story(k, 90))) for k, q in enumerate(quotes))
    assert groups(record) == {frozenset({first, second, third})}
    standing = record.standing()
    s = record.statement(first).statement
    start = s.content[0][0]
    record.decide(first, Decision.CORRECTED, as_corrected=replace(s, content=((start, start + 30),)))
    assert groups(record) == {frozenset({first}), frozenset({second, third})}
    assert record.standing(standing) == record.standing()
    record.undo(first)
    assert groups(record) == {frozenset({first, second, third})}


def test_in_one_story_edited_words_of_the_same_speaker_are_one_statement(record):
    words = story(1, 150)
    told = [" ".join(edited(words, k)) for k in (1, 2)]
    first = tell(record, 1, LONG, "Ada Voss", told[0])
    second = tell(record, 2, SHORT, "Voss", told[1])
    third = tell(record, 3, SHORT, "Tomas Rell", " ".join(edited(words, 3)))
    fourth = tell(record, 4, SHORT, "Ada Voss", " ".join(story(5, 150)))
    assert groups(record) == {frozenset({first, second, third, fourth})}  # the short ones are the same words
    record.remove_document(record.statement(second).statement.document)
    assert groups(record) == {frozenset({first}), frozenset({third, fourth})}


def test_in_one_story_short_words_of_a_speaker_are_one_statement_where_the_stance_is_the_same(record):
    """As in "Kestria rejected the toll": what is rejected is too short to be known again anywhere else."""
    words = story(1, 150)
    told = [
        tell(record, k, "the toll", speaker, " ".join(edited(words, k)), stance=stance)
        for k, (speaker, stance) in enumerate(
            [("Kestria", Stance.REJECTS), ("Kestria", Stance.REJECTS), ("Kestria", Stance.DEMANDS), ("Maravel", Stance.REJECTS)]
        )
    ]  # fmt: skip
    elsewhere = tell(record, 9, "the toll", "Kestria", " ".join(story(5, 150)), stance=Stance.REJECTS)
    apart = {frozenset({id}) for id in (*told[2:], elsewhere)}
    assert groups(record) == {frozenset(told[:2])} | apart
    document = record.statement(told[1]).statement.document
    record.take_apart(document)
    assert groups(record) == {frozenset({id}) for id in told[:2]} | apart
    record.undo_story(document)
    assert groups(record) == {frozenset(told[:2])} | apart


def test_statements_are_told_apart_and_together_with_their_documents(record):
    words = story(1, 150)
    first = tell(record, 1, LONG, "Ada Voss", " ".join(edited(words, 1)))
    second = tell(record, 2, SHORT, "Voss", " ".join(edited(words, 2)))
    assert len(groups(record)) == 1
    document = record.statement(second).statement.document
    record.take_apart(document)
    assert len(groups(record)) == 2
    record.undo_story(document)
    assert len(groups(record)) == 1
    record.change_document(document, {"date": DAY + timedelta(90)})
    assert len(groups(record)) == 2
    assert first != second


def test_all_sources_of_a_statement_are_listed_who_was_first_before_the_others(record):
    late = tell(record, 1, LONG, day=DAY + timedelta(2))
    first = tell(record, 2, LONG, day=DAY)
    undated = tell(record, 3, LONG, day=None)
    alike = record.statement(late).alike
    assert [t.statement for t in record.tellings([alike])[alike]] == [first, late, undated]
    record.decide(first, Decision.REJECTED)
    assert [t.source for t in record.tellings([alike])[alike]] == ["Outlet 1", "Outlet 3"]
    assert record.find(Wanted()).groups == 1
