"""Statements marked, split and joined by hand: nothing of the words lost, and each step undone whole."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Chances, Decision, Document, Holder, Mode, Reading, Stance, Statement, quote
from pourparler.record import HAND, Record
from pourparler.record.review import divided, united

TEXT = "Ada said the strait stays open and the patrols go. Bo said no."


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_document(Document(TEXT, "t"))
        yield opened


@pytest.fixture
def ada(record):
    document = Document(TEXT, "t")
    first = Statement(document.id, ((0, 3),), ((4, 8),), ((9, 49),), Mode.INDIRECT, speaker="Ada", party="North")
    second = Statement(document.id, ((51, 53),), ((54, 58),), ((59, 61),), Mode.INDIRECT, speaker="Bo")
    record.save_reading(Reading(document.id, "test/1", (first, second)), TEXT)
    return first.id, second.id


def test_split_and_undo(record, ada):
    place = TEXT.index(" and the patrols")
    kept, rest = record.split(ada[0], place)
    assert (kept.quote, rest.quote) == ("the strait stays open", "and the patrols go")
    assert (kept.review, rest.review, rest.reader) == ("corrected", "accepted", HAND)
    assert rest.statement.speaker == "Ada"
    assert rest.statement.party == "North"
    assert len(record.statements()) == 3
    record.undo(rest.statement.id)
    assert [e.review for e in record.statements()] == ["proposed", "proposed"]
    assert record.statement(ada[0]).quote == "the strait stays open and the patrols go"
    with pytest.raises(NotFoundError):
        record.statement(rest.statement.id)


@pytest.mark.parametrize("place", [0, 9, 49, 60, 10_000])
def test_a_split_outside_the_words_is_refused(record, ada, place):
    with pytest.raises(PourparlerError, match="within its content"):
        record.split(ada[0], place)
    assert [e.review for e in record.statements()] == ["proposed", "proposed"]


def test_join_and_undo(record, ada):
    whole = record.join(*ada)
    assert whole.quote == "the strait stays open and the patrols go … no"
    assert record.statement(ada[1]).review == "rejected"
    record.undo(ada[1])
    assert [e.review for e in record.statements()] == ["proposed", "proposed"]
    with pytest.raises(PourparlerError, match="only statements of the same document"):
        record.join(ada[0], ada[0])


TAKING = {"stance": Stance.DEMANDS, "holders": (Holder("North", "North"),), "points_to": ((0, 3),)}


def test_a_split_leaves_the_position_with_its_words(record, ada):
    whole = replace(record.statement(ada[0]).statement, position=((20, 30), (35, 46)), **TAKING)
    kept, rest = divided(whole, TEXT.index(" and the patrols"), TEXT)
    assert [quote(TEXT, s.position) for s in (kept, rest)] == ["stays open", "the patrols"]
    assert {s.stance for s in (kept, rest)} == {Stance.DEMANDS}
    kept, rest = divided(replace(whole, position=((20, 30),)), TEXT.index(" and the patrols"), TEXT)
    assert (kept.stance, kept.holders) == (Stance.DEMANDS, TAKING["holders"])
    assert (rest.stance, rest.position, rest.holders, rest.points_to) == (Stance.REPORTS, (), (), ())


def test_joined_statements_keep_the_position(record, ada):
    none, other = (record.statement(id).statement for id in ada)
    first, second = replace(none, position=((20, 30),), **TAKING), replace(other, position=((59, 61),), **TAKING)
    assert united(first, second).position == ((20, 30), (59, 61))
    assert united(first, replace(second, stance=Stance.REJECTS)).position == ((20, 30),)
    assert united(first, other).position == ((20, 30),)
    taken = united(none, second)
    assert (taken.stance, taken.position, taken.holders) == (Stance.DEMANDS, ((59, 61),), TAKING["holders"])
    assert united(none, other).stance is Stance.REPORTS


def test_a_position_outside_the_text_is_refused(record, ada):
    beyond = replace(record.statement(ada[0]).statement, position=((20, 3000),), **TAKING)
    with pytest.raises(PourparlerError, match="position: a span lies outside the text"):
        record.decide(ada[0], Decision.CORRECTED, as_corrected=beyond)


@pytest.mark.parametrize("decision", [Decision.ACCEPTED, Decision.CORRECTED])
def test_what_a_person_decides_is_in_doubt_no_more_until_it_is_undone(tmp_path, decision):
    document = Document(TEXT, "t")
    doubtful = Statement(
        document.id, ((0, 3),), ((4, 8),), ((9, 49),), Mode.INDIRECT, party="North", position=((20, 30),), chances=Chances(0.9, 0.9, 0.6), **TAKING,
    )  # fmt: skip
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test/1", (doubtful,)), TEXT)
        assert record.statement(doubtful.id).statement.doubtful
        corrected = replace(doubtful, stance=Stance.REJECTS) if decision is Decision.CORRECTED else None
        record.decide(doubtful.id, decision, as_corrected=corrected)
        decided = record.statement(doubtful.id).statement
        assert (decided.chances, decided.doubtful) == (None, False)
        assert decided.stance is (corrected or doubtful).stance
        record.undo(doubtful.id)
        assert record.statement(doubtful.id).statement == doubtful


def test_a_step_is_not_undone_under_a_later_decision(record, ada):
    record.join(*ada)
    record.decide(ada[1], Decision.ACCEPTED)
    with pytest.raises(PourparlerError, match="has a later decision"):
        record.undo(ada[0])
    record.undo(ada[1])
    record.undo(ada[0])
    assert [e.review for e in record.statements()] == ["proposed", "proposed"]


def test_mark_what_the_reader_missed(record):
    document = Document(TEXT, "t")
    missed = Statement(document.id, ((51, 53),), (), ((59, 61),), Mode.INDIRECT, speaker="Bo", stance=Stance.REJECTS)
    made = record.mark(missed)
    assert (made.quote, made.review, made.statement.speaker) == ("no", "accepted", "Bo")
    with pytest.raises(PourparlerError, match="marked already"):
        record.mark(replace(missed, speaker=None))
    with pytest.raises(PourparlerError, match="outside the text"):
        record.mark(replace(missed, content=((59, 6100),), id=""))
    with pytest.raises(NotFoundError):
        record.mark(replace(missed, document="000000000000"))
    assert record.undo(made.statement.id) is None
    assert record.statements() == []
    assert [r["action"] for r in record.revisions(made.statement.id)] == ["accepted", "undo"]


def test_reading_again_leaves_what_a_person_marked(record, ada):
    document = Document(TEXT, "t")
    made = record.mark(Statement(document.id, (), (), ((4, 8),), Mode.INDIRECT))
    saved = record.save_reading(Reading(document.id, "test/2", ()), TEXT)
    assert saved.held_by_review == 1
    assert [e.statement.id for e in record.statements()] == [made.statement.id]


@st.composite
def cut(draw):
    text = draw(st.text("ab \n", min_size=4, max_size=40))
    ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    content = tuple(zip(ends[::2], ends[1::2], strict=False))
    return text, Statement("d", (), (), content, Mode.DIRECT), draw(st.integers(0, len(text)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(cut())
def test_the_two_parts_hold_the_words_of_the_whole(told):
    text, statement, place = told

    def letters(*parts):
        return [k for s in parts for a, b in s.content for k in range(a, b) if not text[k].isspace()]

    try:
        first, second = divided(statement, place, text)
    except PourparlerError:
        before = [k for k in letters(statement) if k < place]
        assert not before or len(before) == len(letters(statement))
        return
    assert letters(first, second) == letters(statement)
    assert first.id == statement.id != second.id
    joined = united(first, second)
    assert letters(joined) == letters(statement)
    assert quote(text, joined.content)
