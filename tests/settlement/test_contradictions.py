"""Contradictions are named with their positions, each set minimal."""

import pytest

from pourparler.model import Issue, Kind, Negotiation, Party, Position
from pourparler.settlement import Clash, contradictions_in

ISSUE = Issue("i", {"a": "a", "b": "b", "c": "c"})


def clashes(*positions, **more):
    n = Negotiation("t", (Party("A"),), (ISSUE, Issue("j", {"x": "x", "y": "y"})), positions, **more)
    return [(c.clash, [p.id for p in c.positions]) for c in contradictions_in(n)]


def said(id, kind, option=None, ranking=(), condition=()):
    return Position(id, "A", kind, "i", option, ranking, condition)


@pytest.mark.parametrize("kind", [Kind.ACCEPTS, Kind.OFFERS, Kind.DEMANDS])
def test_takes_and_rejects(kind):
    assert clashes(said("1", kind, "a"), said("2", Kind.REJECTS, "a")) == [(Clash.TAKES_AND_REJECTS, ["1", "2"])]


def test_a_conditional_rejection_goes_with_an_acceptance():
    assert not clashes(said("1", Kind.ACCEPTS, "a"), said("2", Kind.REJECTS, "a", condition=(("j", "x"),)))


def test_requires_two_and_requires_what_it_rejects():
    assert clashes(said("1", Kind.REQUIRES, "a"), said("2", Kind.REQUIRES, "b"))[0][0] is Clash.REQUIRES_TWO
    assert clashes(said("1", Kind.REQUIRES, "a"), said("2", Kind.REJECTS, "a")) == [
        (Clash.REQUIRES_AND_REJECTS, ["1", "2"])
    ]


def test_a_circle_is_cut_down_to_the_positions_that_make_it():
    circle = clashes(
        said("1", Kind.PREFERS, ranking=(("a",), ("b",))),
        said("2", Kind.PREFERS, ranking=(("b",), ("c",))),
        said("3", Kind.PREFERS, ranking=(("c",), ("a",))),
        said("4", Kind.ACCEPTS, "a"),
    )
    assert circle == [(Clash.CIRCULAR, ["1", "2", "3"])]


def test_numbers_against_an_order_have_a_minimal_explanation():
    values = {"A": {"i": {"a": 0, "b": 5, "c": 10}, "j": {"x": 0, "y": 0}}}
    found = clashes(said("1", Kind.PREFERS, ranking=(("a",), ("b",))), said("2", Kind.ACCEPTS, "c"), values=values)
    assert found == [(Clash.NO_VALUES, ["1"])]
