"""What holds, in words; which state is meant."""

import pytest

from pourparler.dossier import load
from pourparler.errors import PourparlerError
from pourparler.model.conflict import Conflict, Move, Order, feasible
from pourparler.stability import CONCEPTS, StabilityAnalysis
from pourparler.wording.limits import STATES
from pourparler.wording.stability import (
    handles,
    labels,
    lead_words,
    mark,
    now_words,
    place_of,
    rank_words,
    senses_words,
)

from ..conftest import DEMO, RIYADH


@pytest.fixture(scope="module")
def talks():
    return StabilityAnalysis.of(load(DEMO / "dossier.yaml").negotiation.conflict)


@pytest.fixture(scope="module")
def riyadh():
    return StabilityAnalysis.of(load(RIYADH / "dossier.yaml").negotiation.conflict)


def test_the_lead(talks, riyadh):
    assert lead_words(talks) == (
        "Of the 96 states that these moves can lead to, one would hold: all three sign a settlement; Port Auvane shuts the harbour "
        "to what was signed without it. One other might hold, depending on preferences that are not known."
    )
    assert lead_words(riyadh) == (
        "Of the 80 states that these moves can lead to, none is known to hold. "
        "Ten of them might hold, depending on preferences that are not known."
    )


def made(levels):
    """Two who can each do one thing, with how high each ranks the four states."""
    states = feasible(2, ())
    moves = (Move("signs", 0), Move("leaves", 1))
    return StabilityAnalysis.of(Conflict("x", ("A", "B"), moves, states, tuple(map(Order.by_level, levels))))


def test_where_much_or_nothing_holds():
    assert "4 would hold in at least one sense of stability." in lead_words(made([[0, 0, 0, 0], [0, 0, 0, 0]]))
    assert now_words(made([[0, 0, 0, 0], [0, 0, 0, 0]])) is None


def test_who_would_move(talks, riyadh):
    assert now_words(talks) == "As things stand, Kestria, Maravel and the Harbour League each have a reason to move."
    assert now_words(riyadh) == "As things stand, nobody is known to have a reason to move."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("now", 0),
        ("A", 88),
        ("a", 88),
        ("89", 88),
        ("kestria_signs+maravel_signs+league_signs+town_shuts", 88),
        ("kestria_signs, maravel_signs, league_signs, town_shuts", 88),
        ("all three sign a settlement; Port Auvane shuts the harbour to what was signed without it", 88),
        ("Nobody makes a move", 0),
    ],
)
def test_the_state_that_is_meant(talks, text, place):
    assert place_of(talks, text) == place


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0", "Numbers of states go from 1 to 96"),
        ("97", "Numbers of states go from 1 to 96"),
        ("kestria_signs+kestria_leaves", "cannot be made together"),
        ("nonsense", r"Name it as the table does \(now, A, B\)"),
    ],
)
def test_no_such_state(talks, text, told):
    with pytest.raises(PourparlerError, match=told):
        place_of(talks, text)


def test_handles_point_at_states_and_stand_beside_their_names(talks):
    found = handles(talks)
    assert [found[k] for k in talks.shown(STATES)] == ["now", "A", "B"]
    assert all(place_of(talks, handle) == k for k, handle in found.items())
    assert labels(talks)(88).startswith("A: all three sign")
    without = next(k for k in range(96) if k not in found)
    assert ": " not in labels(talks)(without)


def test_marks_ranks_and_senses(talks):
    assert mark(talks, "nash", 88) == "●"
    assert mark(talks, "nash", 0) == ""
    assert mark(talks, list(CONCEPTS)[1], talks.shown(STATES)[2]) == "○"
    assert rank_words(talks, 0, 88) == "36"
    assert rank_words(talks, 1, 88) == "–"
    assert senses_words([c for k, c in enumerate(CONCEPTS) if k in (0, 3)]) == "Nash and sequential stability"
    assert senses_words(list(CONCEPTS)) == "every kind of stability"
