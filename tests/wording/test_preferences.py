"""Preferences and changes to them, said as somebody would say them."""

from dataclasses import replace

import pytest

from pourparler.dossier import load
from pourparler.model.conflict import Conflict, Move, Order, Wish, feasible
from pourparler.stability.revisions import Change, revisions, swaps
from pourparler.wording.preferences import change_words, preference_words, states_words, swap_words, unknown_words

from ..conftest import DEMO, RIYADH


@pytest.fixture(scope="module")
def talks():
    return load(DEMO / "dossier.yaml").negotiation.conflict


def said(conflict, d):
    return [preference_words(conflict, d, w) for tier in conflict.orders[d].wishes for w in tier]


def test_preferences_of_a_party_at_the_table(talks):
    assert said(talks, 0)[:4] == [
        "Kestria prefers to keep rejecting self-rule for Port Auvane.",
        "Kestria prefers that all three sign a settlement and Port Auvane does not shut the harbour to what was signed without it.",
        "Kestria prefers that Maravel no longer rejects a reduced due.",
        "Kestria prefers not to stop the talks.",
    ]


def test_a_preference_with_a_condition(talks):
    assert said(talks, 3)[2] == (
        "Port Auvane prefers to shut the harbour to what was signed without it if all three sign a settlement "
        "and Kestria still rejects self-rule for Port Auvane."
    )


def test_what_is_not_known(talks):
    assert unknown_words(talks) == [
        "It is not known what matters more to Maravel: to keep rejecting a reduced due, or that all three sign a settlement."
    ]
    riyadh = load(RIYADH / "dossier.yaml").negotiation.conflict
    told = unknown_words(riyadh)
    assert any(t.startswith("It is not known what matters most to the United States: ") for t in told)
    assert (
        "It is not known whether Ukraine prefers any of these: that Russia no longer rejects a peacekeeping mission, or to refuse what is agreed."
        in told
    )
    bare = replace(riyadh, orders=(Order.unknown(riyadh.states), *riyadh.orders[1:]))
    assert unknown_words(bare)[0] == "Nothing is known of what the United States prefers."
    one = Wish("x", (((0, True),),), known=False)
    single = replace(riyadh, orders=(Order.by_wishes([[one]], riyadh.states), *riyadh.orders[1:]))
    assert unknown_words(single)[0] == "It is not known whether the United States prefers to agree to a settlement."
    assert preference_words(single, 0, one) == unknown_words(single)[0]


def changes(conflict, d, change):
    return [change_words(conflict, r) for r in revisions(conflict, d) if r.change is change]


def test_changes(talks):
    assert (
        "it mattered more to Kestria that all three sign a settlement and Port Auvane does not shut the harbour to what was signed "
        "without it than to keep rejecting self-rule for Port Auvane"
    ) in changes(talks, 0, Change.FIRST)
    assert "it no longer mattered to Kestria not to stop the talks" in changes(talks, 0, Change.DROPPED)
    riyadh = load(RIYADH / "dossier.yaml").negotiation.conflict
    assert "Ukraine preferred to refuse what is agreed (not known today)" in changes(riyadh, 2, Change.WANTED)
    assert "Ukraine preferred not to refuse what is agreed (not known today)" in changes(riyadh, 2, Change.UNWANTED)
    assert "Russia preferred that not both agree to a settlement (not known today)" in changes(
        riyadh, 1, Change.UNWANTED
    )


def test_the_same_move_is_not_said_twice(talks):
    swap = list(swaps(talks, 3))[-1]
    assert swap_words(talks, swap) == (
        "it mattered more to Port Auvane not to shut the harbour to what was signed without it than to do so "
        "if all three sign a settlement and Kestria still rejects self-rule for Port Auvane"
    )


def test_orders_of_states_without_statements():
    states = feasible(2, ())
    conflict = Conflict("x", ("A",), (Move("signs", 0), Move("leaves", 0)), states, (Order.by_level([2, 1, 0, 0]),))
    assert swap_words(conflict, next(swaps(conflict, 0))) == "A preferred “A signs” to “nobody makes a move”"
    assert states_words(conflict, [0, 1, 2, 3]) == "“nobody makes a move”, “A signs” and 2 more"
