"""Discourse networks on a case small enough to count by hand, and their properties on others."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting.stances import Side
from pourparler.model import Issue, Kind, Negotiation, Party, Position, Stance
from pourparler.networks import discourse
from pourparler.networks.discourse import (
    Taken,
    affiliation,
    conflict,
    congruence,
    sides_in_dossier,
    sides_in_record,
)


@dataclass(frozen=True)
class Said:
    actor: str
    issue: str
    option: str | None
    stance: Stance
    statements: int = 1
    confirmed: int = 0
    opposed: bool = False


def talks(*positions):
    issues = (Issue("transit", {"open": "", "closed": ""}), Issue("dues", {"none": "", "full": ""}))
    return Negotiation("Talks", (Party("North"), Party("South"), Party("Town")), issues, positions)


def taken(actor, option, side, times=1, issue="transit"):
    return Taken(actor, issue, option, side, times)


# North and South agree on open transit, and are opposed on closed transit and on dues; Town speaks of open transit only.
SIDES = [
    taken("North", "open", Side.FOR, 3),
    taken("North", "closed", Side.AGAINST, 2),
    taken("North", "full", Side.FOR, issue="dues"),
    taken("South", "open", Side.FOR),
    taken("South", "closed", Side.FOR),
    taken("South", "full", Side.AGAINST, 2, issue="dues"),
    taken("Town", "open", Side.AGAINST, 4),
]


def edges(graph):
    return {frozenset((a, b)): data for a, b, data in graph.edges(data=True)}


def test_who_is_for_and_against_what():
    graph = affiliation([*SIDES, taken("North", "open", Side.AGAINST)])
    found = edges(graph)
    assert found[frozenset(("North", "transit=open"))] == {"agree": 3, "disagree": 1, "weight": 2}
    assert found[frozenset(("Town", "transit=open"))] == {"agree": 0, "disagree": 4, "weight": -4}
    assert len(found) == 7
    assert graph.nodes["transit=open"] == {"kind": "option", "issue": "transit", "option": "open"}
    assert graph.nodes["Town"] == {"kind": "actor"}


def test_who_takes_the_same_side():
    graph = congruence(SIDES)
    assert edges(graph) == {
        frozenset(("North", "South")): {"weight": 1, "normalised": 0.3333, "options": (("transit", "open"),)}
    }
    assert dict(graph.nodes(data="options")) == {"North": 3, "South": 3, "Town": 1}


def test_who_takes_opposite_sides():
    assert edges(conflict(SIDES)) == {
        frozenset(("North", "South")): {
            "weight": 2, "normalised": 0.6667, "options": (("transit", "closed"), ("dues", "full")),
        },
        frozenset(("North", "Town")): {"weight": 1, "normalised": 0.5, "options": (("transit", "open"),)},
        frozenset(("South", "Town")): {"weight": 1, "normalised": 0.5, "options": (("transit", "open"),)},
    }  # fmt: skip


def test_who_took_both_sides_agrees_and_is_opposed():
    both = [taken("North", "open", Side.FOR), taken("North", "open", Side.AGAINST), taken("Town", "open", Side.FOR)]
    assert congruence(both)["North"]["Town"]["weight"] == conflict(both)["North"]["Town"]["weight"] == 1


def test_the_positions_in_force_are_sides():
    positions = (
        Position("1", "North", Kind.REJECTS, "transit", "closed"),
        Position("2", "North", Kind.REQUIRES, "transit", "open"),
        Position("3", "South", Kind.PREFERS, "dues", ranking=(("none",), ("full",))),
        Position("4", "South", Kind.PACKAGE, better=(("dues", "none"),), worse=(("dues", "full"),)),
        Position("5", "Town", Kind.DEMANDS, "dues", "full", until=date(2031, 2, 1)),
    )
    assert sides_in_dossier(talks(*positions)) == [
        taken("North", "closed", Side.AGAINST),
        taken("North", "open", Side.FOR),
        taken("South", "none", Side.FOR, issue="dues"),
    ]


SAID = [
    Said("North", "transit", "open", Stance.DEMANDS, 3, 1),
    Said("North", "transit", "closed", Stance.REJECTS, 2),
    Said("South", "dues", "none", Stance.PREFERS, 1, 1),
    Said("South", "dues", "none", Stance.REPORTS, 9, 9),
    Said("South", "dues", "none", Stance.CONDITIONS, 9, 9),
    Said("South", "dues", None, Stance.DEMANDS, 9, 9),
    Said("South", "dues", "half", Stance.DEMANDS, 9, 9),
    Said("South", "love", "full", Stance.DEMANDS, 9, 9),
]


def test_statements_with_a_side_on_an_option_of_the_dossier_count():
    assert sides_in_record(talks(), SAID) == [
        taken("North", "open", Side.FOR, 3),
        taken("North", "closed", Side.AGAINST, 2),
        taken("South", "none", Side.FOR, issue="dues"),
    ]
    assert sides_in_record(talks(), SAID, confirmed=True) == [
        taken("North", "open", Side.FOR),
        taken("South", "none", Side.FOR, issue="dues"),
    ]


def test_who_is_opposed_takes_the_other_side():
    said = [
        Said("North", "transit", "open", Stance.DEMANDS, 2, opposed=True),
        Said("South", "transit", "open", Stance.REJECTS, opposed=True),
        Said("South", "transit", "open", Stance.REPORTS, opposed=True),
    ]
    assert sides_in_record(talks(), said) == [
        taken("North", "open", Side.AGAINST, 2), taken("South", "open", Side.FOR),
    ]  # fmt: skip


def test_of_many_actors_those_that_say_most(monkeypatch):
    monkeypatch.setattr(discourse, "MOST_ACTORS", 1)
    assert {t.actor for t in sides_in_record(talks(), SAID)} == {"North"}
    equal = [Said("b", "transit", "open", Stance.DEMANDS), Said("a", "transit", "open", Stance.DEMANDS)]
    assert {t.actor for t in sides_in_record(talks(), equal)} == {"a"}


sides = st.lists(
    st.builds(
        Taken, st.sampled_from("ABCD"), st.sampled_from("ij"), st.sampled_from("xyz"), st.sampled_from(Side), st.integers(1, 5)
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(sides)
def test_networks_of_actors_are_products_of_signs(told):
    """By the definition: on each option both spoke of, some pair of their sides has the product 1 (same) or -1 (opposite)."""
    signs = {}
    for t in told:
        signs.setdefault(t.actor, {}).setdefault((t.issue, t.option), set()).add(int(t.side))
    for graph, product in ((congruence(told), 1), (conflict(told), -1)):
        assert set(graph) == set(signs)
        for a in signs:
            for b in signs:
                if a < b:
                    shared = {
                        c for c in signs[a].keys() & signs[b].keys() if product in {s * t for s in signs[a][c] for t in signs[b][c]}
                    }  # fmt: skip
                    data = graph.get_edge_data(a, b)
                    assert (data is None) == (not shared)
                    if data:
                        assert set(data["options"]) == shared
                        assert data["weight"] == len(shared)
                        assert data["normalised"] == pytest.approx(
                            2 * len(shared) / (len(signs[a]) + len(signs[b])), abs=1e-4
                        )


@settings(max_examples=100, deadline=None, derandomize=True)
@given(sides)
def test_nothing_said_is_lost_between_actors_and_options(told):
    data = [d for _, _, d in affiliation(told).edges(data=True)]
    assert sum(d["agree"] for d in data) == sum(t.times for t in told if t.side is Side.FOR)
    assert sum(d["disagree"] for d in data) == sum(t.times for t in told if t.side is Side.AGAINST)
    assert all(d["weight"] == d["agree"] - d["disagree"] for d in data)
