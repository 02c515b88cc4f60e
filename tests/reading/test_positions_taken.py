"""Scores made by hand → positions, their holders, directions and chances."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.reading import positions_taken as taken
from pourparler.reading.model import Scores

from .scores_by_hand import Mark, encoded, scores

TEXT = "Norland rejects the toll, Sudmark said. Varn, opposed by Osk, wants a road. They met."


STARTS = [0, TEXT.index("Varn"), TEXT.index("They")]


def find(text: str, marks: list[Mark], **details: float) -> list[taken.PositionTaken]:
    starts = [0, *(k + 2 for k in range(len(text)) if text.startswith(". ", k))]
    return taken.positions_taken(text, encoded(text), [scores(text, marks, **details)], starts)


def test_words_kind_direction_and_holder() -> None:
    first, second = find(TEXT, [("rejects the toll", "rejects", ["Norland"]), ("wants a road", "demands", ["Varn"])])
    assert TEXT[slice(*first.words)] == "rejects the toll"
    assert (first.kind, first.favours) == ("rejects", False)
    assert (second.kind, second.favours) == ("demands", True)
    (word, share), *_ = first.likely
    assert word == TEXT.split().index("Norland")
    assert share == pytest.approx(1, abs=0.01)


def test_two_that_share_the_pointer_are_both_likely() -> None:
    (position,) = find(TEXT, [("wants a road", "demands", ["Varn", "Osk"])])
    assert [share for _, share in position.likely[:2]] == pytest.approx([0.5, 0.5], abs=0.01)


def test_no_position_goes_over_a_sentence() -> None:
    found = find(TEXT, [("toll, Sudmark said. Varn, opposed by Osk, wants", "demands", ["Varn"])])
    assert [TEXT[slice(*p.words)] for p in found] == ["toll, Sudmark said", "Varn, opposed by Osk, wants"]


@pytest.mark.parametrize(
    ("text", "taken_there"),
    [
        ("Will Norland accept the toll on barges? They met.", False),
        ("“Will Norland accept the toll on barges?” Sudmark asked.", False),
        ("Norland will accept the toll on barges. Will they meet?", True),
        ("“Norland will accept the toll on barges.” Will they meet?", True),
        ("Norland will accept the toll on barges", True),
    ],
)
def test_what_is_asked_is_no_position(text: str, taken_there: bool) -> None:
    assert bool(find(text, [("accept the toll", "accepts", ["Norland"])])) is taken_there


@pytest.mark.parametrize(
    ("words", "kept"),
    [("rejects the toll,", "rejects the toll"), (", wants a road.", "wants a road"), ("pay 40 %.", "pay 40 %"), ("• open the port;", "open the port"), ("(the toll)", "(the toll)"),
     ("rejects the toll and", "rejects the toll"), ("rejects all sand", "rejects all sand")],
)  # fmt: skip
def test_points_bullets_and_quotation_marks_at_the_ends_are_no_part(words: str, kept: str) -> None:
    text = f"Norland said {words} They met."
    (position,) = find(text, [(words, "rejects", ["Norland"])])
    assert text[slice(*position.words)] == kept


@pytest.mark.parametrize(
    ("words", "holders", "alone"),
    [
        ("The dockers' union", ["dockers' union"], True),
        ("The dockers' union and Varn,", ["dockers' union", "Varn"], True),
        ("The dockers' union and Varn,", ["dockers' union"], False),
        ("The dockers' union wants", ["dockers' union"], False),
    ],
)
def test_words_that_only_name_who_takes_a_position_are_none(words: str, holders: list[str], alone: bool) -> None:
    text = f"{words} agreed on Monday. They met."
    position = taken.PositionTaken((0, len(words)), "demands", True, False, 0.9, 0.9)
    named = [(text.index(h), text.index(h) + len(h)) for h in holders]
    assert taken.only_names(text, encoded(text), position, named) is alone


def test_a_position_begins_where_the_model_says_so() -> None:
    found = find(
        TEXT, [("Norland rejects the", "rejects", ["Norland"]), ("toll, Sudmark said", "accepts", ["Sudmark"])]
    )
    assert [p.kind for p in found] == ["rejects", "accepts"]


def test_nothing_where_no_word_is_likely() -> None:
    assert find(TEXT, []) == []


def test_six_kinds_for_it_outweigh_one_against() -> None:
    kinds = np.array([0.2, 0.1, 0.1, 0.15, 0.03, 0.02, 0.4], dtype=np.float32)
    assert taken.KINDS[taken.kind_of(kinds)] == "demands"
    assert taken.kind_of(np.array([0, 0, 0, 0, 0, 0.4, 0.6], dtype=np.float32)) == taken.AGAINST


def test_holders_by_whom_words_mean() -> None:
    odds = taken.holder_odds(
        [(4, 0.5), (9, 0.3), (2, 0.1)], lambda word: {4: {"A": 1.0}, 9: {"A": 0.5, "B": 0.5}}.get(word, {})
    )
    assert odds == pytest.approx({"A": 0.65, "B": 0.15})
    assert taken.holders_among(odds) == ["A"]
    assert taken.holders_among({"A": 0.4, "B": 0.39, "C": 0.01}) == ["A", "B"]
    assert taken.holders_among({"A": 0.01}) == []


@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=40), st.data())
def test_runs_are_apart_in_order_and_within_edges(odds: list[float], data: st.DataObject) -> None:
    inside = np.array(odds, dtype=np.float32)
    begins = inside * np.array(
        data.draw(st.lists(st.floats(0, 1, width=32), min_size=len(odds), max_size=len(odds))), dtype=np.float32
    )
    edges = np.array(sorted(data.draw(st.sets(st.integers(0, len(odds))))), dtype=np.int64)
    found = taken.runs(inside, begins, edges)
    for (_, a), (b, _) in itertools.pairwise(found):
        assert a <= b
    for first, last in found:
        assert last - first >= taken.FEWEST_WORDS
        assert inside[first:last].max() >= taken.SURE
        assert not ((edges > first) & (edges < last)).any()


def test_chances_rise_with_what_the_model_says() -> None:
    (sure,) = find(TEXT, [("wants a road", "demands", ["Varn"])])
    (doubtful,) = find(TEXT, [("wants a road", "demands", ["Varn"])], sure=2.5)
    assert 0 < doubtful.chance < sure.chance <= 1


def test_words_that_may_name_the_holder_come_likeliest_first() -> None:
    (position,) = find(TEXT, [("wants a road", "demands", ["Varn", "Osk"])])
    words = encoded(TEXT).spans
    assert {TEXT[slice(*words[k])] for k, _ in position.likely} == {"Varn", "Osk"}
    assert sum(share for _, share in position.likely) == pytest.approx(1, abs=0.01)


def test_a_least_chance_leaves_out_the_doubtful() -> None:
    made = scores(TEXT, [("wants a road", "demands", ["Varn"])], sure=2.5)
    (position,) = taken.positions_taken(TEXT, encoded(TEXT), [made], STARTS, least=0.0)
    assert taken.positions_taken(TEXT, encoded(TEXT), [made], STARTS, least=position.chance + 0.01) == []


def test_a_model_without_these_heads_finds_none() -> None:
    made = scores(TEXT, [("wants a road", "demands", ["Varn"])])
    bare = Scores(made.window, made.tags, made.links, made.sources, made.antecedents, made.meaning)
    assert taken.positions_taken(TEXT, encoded(TEXT), [bare], [0]) == []


def test_a_stretch_is_taken_apart_at_its_joints_where_both_sides_are_long_and_surely_inside():
    inside = np.full(12, 0.9, dtype=np.float32)
    assert taken.parted((0, 12), inside, [(5, 6)]) == [(0, 5), (6, 12)]
    assert taken.parted((0, 12), inside, [(2, 3)]) == [(0, 12)]  # too short before
    assert taken.parted((0, 12), inside, [(9, 10)]) == [(0, 12)]  # and behind
    assert taken.parted((6, 12), inside, [(5, 6)]) == [(6, 12)]
    inside[6:] = taken.SURE / 2
    assert taken.parted((0, 12), inside, [(5, 6)]) == [(0, 12)]
