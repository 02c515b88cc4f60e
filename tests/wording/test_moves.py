"""States have names made of what happens in them; conditions on moves read as English."""

import pytest

from pourparler.dossier import load
from pourparler.model.conflict import Conflict, Move, Order, Role, feasible
from pourparler.wording.moves import NOBODY_MOVES, condition, purpose, state_name, way_words, ways_words

from ..conftest import DEMO


@pytest.fixture(scope="module")
def talks():
    return load(DEMO / "dossier.yaml").negotiation.conflict


def place(conflict, *ids):
    return conflict.place(sum(1 << k for k, m in enumerate(conflict.moves) if m.id in ids))


def patterns(conflict, *alternatives):
    index = {m.id: k for k, m in enumerate(conflict.moves)}
    return tuple(
        tuple((index[word.removeprefix("not ")], not word.startswith("not ")) for word in alternative.split(" and "))
        for alternative in alternatives
    )


SIGN = ("kestria_signs", "maravel_signs", "league_signs")


@pytest.mark.parametrize(
    ("ids", "name"),
    [
        ((), NOBODY_MOVES),
        (SIGN, "all three sign a settlement"),
        (SIGN[:2], "Kestria and Maravel sign a settlement"),
        (("league_signs",), "the Harbour League signs a settlement"),
        (
            (*SIGN, "town_shuts"),
            "all three sign a settlement; Port Auvane shuts the harbour to what was signed without it",
        ),
        (
            ("kestria_leaves", "kestria_yields", "maravel_leaves"),
            "Kestria and Maravel stop the talks; Kestria no longer rejects self-rule for Port Auvane",
        ),
        (
            ("kestria_leaves", "kestria_yields"),
            "Kestria stops the talks and no longer rejects self-rule for Port Auvane",
        ),
    ],
)
def test_names_of_states(talks, ids, name):
    assert state_name(talks, place(talks, *ids)) == name


def test_every_state_has_a_name_of_its_own(talks):
    names = [state_name(talks, k) for k in range(len(talks.states))]
    assert len(set(names)) == len(names)
    assert not any("_" in name for name in names)


@pytest.mark.parametrize(
    ("alternatives", "own", "words"),
    [
        (["not kestria_yields"], None, "Kestria still rejects self-rule for Port Auvane"),
        (["not kestria_yields"], 0, "it still rejects self-rule for Port Auvane"),
        (["town_yields"], 0, "Port Auvane no longer requires self-rule"),
        (
            [" and ".join((*SIGN, "not town_shuts"))],
            0,
            "all three sign a settlement and Port Auvane does not shut the harbour to what was signed without it",
        ),
        (["not kestria_signs", "not maravel_signs", "not league_signs"], None, "not all three sign a settlement"),
        (
            ["not kestria_leaves and not maravel_leaves"],
            None,
            "neither Kestria nor Maravel stops the talks",
        ),
        (
            ["not kestria_signs", "town_yields"],
            None,
            "Port Auvane no longer requires self-rule if Kestria signs a settlement",
        ),
        (
            ["kestria_leaves and not town_yields", "maravel_leaves"],
            None,
            "either Kestria stops the talks and Port Auvane still requires self-rule or Maravel stops the talks",
        ),
        (
            ["kestria_leaves and town_yields", "kestria_leaves and town_shuts"],
            None,
            "Kestria stops the talks, and either Port Auvane no longer requires self-rule "
            "or Port Auvane shuts the harbour to what was signed without it",
        ),
    ],
)
def test_conditions(talks, alternatives, own, words):
    assert condition(talks, patterns(talks, *alternatives), own) == words


@pytest.mark.parametrize(
    ("alternatives", "own", "words"),
    [
        (["not kestria_yields"], 0, "to keep rejecting self-rule for Port Auvane"),
        (["not kestria_leaves"], 0, "not to stop the talks"),
        (["kestria_signs and not kestria_leaves"], 0, "to sign a settlement and not to stop the talks"),
        (["town_yields"], 0, None),
        (
            ["town_shuts", "not kestria_signs", "kestria_yields"],
            3,
            "to shut the harbour to what was signed without it if Kestria signs a settlement "
            "and still rejects self-rule for Port Auvane",
        ),
    ],
)
def test_own_moves_are_purposes(talks, alternatives, own, words):
    assert purpose(talks, patterns(talks, *alternatives), own) == words


def test_ways(talks):
    start, signed = place(talks), place(talks, "league_signs")
    left = place(talks, "maravel_leaves")
    assert way_words(talks, [(2, signed)], start) == "the Harbour League signs a settlement"
    assert way_words(talks, [(2, signed), (2, start)], start).endswith(
        "the Harbour League no longer signs a settlement"
    )
    yields = place(talks, "maravel_leaves", "maravel_pays")
    told = way_words(talks, [(1, yields), (1, left)], start)
    assert (
        told == "Maravel no longer rejects a reduced due and stops the talks, then Maravel rejects a reduced due again"
    )
    assert ways_words(talks, None, start) == "No way leads there."
    assert ways_words(talks, [], start) == "That is how things stand."
    assert ways_words(talks, [(2, signed)], start) == "The Harbour League signs a settlement."


def test_options_of_other_programs_are_chosen():
    moves = (Move("Delay", 0), Move("Accept", 0), Move("Insist", 1))
    states = feasible(3, ())
    conflict = Conflict("x", ("Company", "Government"), moves, states, (Order.unknown(states), Order.unknown(states)))
    assert (
        state_name(conflict, conflict.place(0b111))
        == "Company chooses ‘Delay’ and ‘Accept’; Government chooses ‘Insist’"
    )
    assert condition(conflict, (((0, False), (1, False)),)) == "Company does not choose ‘Delay’ or ‘Accept’"


def test_two_who_accept_are_both_named():
    moves = (Move("agrees", 0, role=Role.ACCEPT), Move("agrees", 1, role=Role.ACCEPT))
    states = feasible(2, ())
    conflict = Conflict("x", ("A", "Europeans"), moves, states, (Order.unknown(states), Order.unknown(states)))
    assert state_name(conflict, conflict.place(0b11)) == "A and the Europeans agree"
    assert state_name(conflict, conflict.place(0b10)) == "the Europeans agree"
    assert condition(conflict, (((0, False),), ((1, False),))) == "not both agree"
