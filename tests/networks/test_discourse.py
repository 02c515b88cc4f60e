"""Discourse networks on a case small enough to count by hand, and their properties on others."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import Issue, Kind, Negotiation, Party, Position, Stance
from pourparler.model.stances import Side
from pourparler.networks.discourse import one_mode, sides_in_dossier, sides_in_record, sides_in_statements
from pourparler.networks.over_time import Counting, period
from pourparler.networks.taken import Sides, Taken
from pourparler.networks.weights import Aggregation


@dataclass(frozen=True)
class Told:
    actor: str
    issue: str | None
    option: str | None
    stance: Stance = Stance.DEMANDS
    opposed: bool = False
    confirmed: bool = False
    document: str = "d"
    day: date | None = None
    statement: str = "s"
    alike: str = "s"


def talks(*positions):
    issues = (Issue("transit", {"open": "", "closed": ""}), Issue("dues", {"none": "", "full": ""}))
    return Negotiation("Talks", (Party("North"), Party("South"), Party("Town")), issues, positions)


def taken(actor, option, side, issue="transit", **more):
    return Taken(actor, (issue, option), side, **more)


# North and South agree on open transit, and are opposed on closed transit and on dues; Town speaks of open transit only.
SIDES = [
    *[taken("North", "open", Side.FOR)] * 3,
    *[taken("North", "closed", Side.AGAINST)] * 2,
    taken("North", "full", Side.FOR, "dues"),
    taken("South", "open", Side.FOR),
    taken("South", "closed", Side.FOR),
    *[taken("South", "full", Side.AGAINST, "dues")] * 2,
    *[taken("Town", "open", Side.AGAINST)] * 4,
]


def network(kind, sides):
    return period(kind, Counting(), Sides.of(sides)).graph


def edges(graph):
    return {frozenset((a, b)): data for a, b, data in graph.edges(data=True)}


def test_who_is_for_and_against_what():
    graph = network("affiliation", [*SIDES, taken("North", "open", Side.AGAINST)])
    found = edges(graph)
    assert found[frozenset(("North", "transit=open"))] == {"agree": 3, "disagree": 1, "weight": 2}
    assert found[frozenset(("Town", "transit=open"))] == {"agree": 0, "disagree": 4, "weight": -4}
    assert len(found) == 7
    assert graph.nodes["transit=open"] == {"kind": "option", "issue": "transit", "option": "open"}
    assert graph.nodes["Town"] == {"kind": "actor"}


def test_who_takes_the_same_side():
    graph = network("congruence", SIDES)
    assert edges(graph) == {
        frozenset(("North", "South")): {"weight": 1, "normalised": 0.333333, "options": (("transit", "open"),)}
    }
    assert dict(graph.nodes(data="options")) == {"North": 3, "South": 3, "Town": 1}


def test_who_takes_opposite_sides():
    assert edges(network("conflict", SIDES)) == {
        frozenset(("North", "South")): {
            "weight": 2, "normalised": 0.666667, "options": (("transit", "closed"), ("dues", "full")),
        },
        frozenset(("North", "Town")): {"weight": 1, "normalised": 0.5, "options": (("transit", "open"),)},
        frozenset(("South", "Town")): {"weight": 1, "normalised": 0.5, "options": (("transit", "open"),)},
    }  # fmt: skip


def test_who_is_near_to_whom():
    found = edges(network("balance", SIDES))
    assert found[frozenset(("North", "South"))]["weight"] == -1
    assert len(found[frozenset(("North", "South"))]["options"]) == 3
    assert found[frozenset(("North", "Town"))]["normalised"] == -0.5


def test_who_took_both_sides_agrees_and_is_opposed():
    both = [taken("North", "open", Side.FOR), taken("North", "open", Side.AGAINST), taken("Town", "open", Side.FOR)]
    assert network("congruence", both)["North"]["Town"]["weight"] == 1
    assert network("conflict", both)["North"]["Town"]["weight"] == 1
    assert not network("balance", both).edges


def test_the_positions_in_force_are_sides():
    first, second, third = date(2031, 1, 1), date(2031, 2, 1), date(2031, 3, 1)
    positions = (
        Position("1", "North", Kind.REJECTS, "transit", "closed"),
        Position("2", "North", Kind.REQUIRES, "transit", "open", as_of=first),
        Position("3", "South", Kind.PREFERS, "dues", ranking=(("none",), ("full",))),
        Position("4", "South", Kind.PACKAGE, better=(("dues", "none"),), worse=(("dues", "full"),)),
        Position("5", "Town", Kind.DEMANDS, "dues", "full", as_of=second, until=third),
        Position("6", "Town", Kind.DEMANDS, "dues", "full", as_of=second, until=second),
        Position("7", "Town", Kind.DEMANDS, "dues", "full", until=third),
    )
    held = [
        taken("North", "closed", Side.AGAINST, words="1"),
        taken("North", "open", Side.FOR, words="2", day=first, until=date.max),
        taken("South", "none", Side.FOR, "dues", words="3"),
    ]
    assert sides_in_dossier(talks(*positions)) == held
    assert sides_in_dossier(talks(*positions), given_up=True) == [
        *held,
        taken("Town", "full", Side.FOR, "dues", words="5", day=second, until=date(2031, 2, 28)),
        taken("Town", "full", Side.FOR, "dues", words="6", day=second, until=second),
    ]


def test_statements_with_a_side_on_an_option_of_the_dossier_count():
    said = [
        Told("North", "transit", "open", confirmed=True, day=date(2031, 1, 1), document="a", statement="1", alike="0"),
        Told("North", "transit", "closed", Stance.REJECTS),
        Told("South", "dues", "none", Stance.PREFERS, confirmed=True),
        Told("South", "dues", "none", Stance.REPORTS, confirmed=True),
        Told("South", "dues", "none", Stance.CONDITIONS, confirmed=True),
        Told("South", "dues", None, confirmed=True),
        Told("South", "dues", "half", confirmed=True),
        Told("South", "love", "full", confirmed=True),
        Told("South", None, None, confirmed=True),
    ]
    first = taken("North", "open", Side.FOR, day=date(2031, 1, 1), document="a", words="0", statement="1")
    rest = {"document": "d", "words": "s", "statement": "s"}
    last = taken("South", "none", Side.FOR, "dues", **rest)
    assert list(sides_in_record(talks(), said)) == [first, taken("North", "closed", Side.AGAINST, **rest), last]
    assert list(sides_in_record(talks(), said, confirmed=True)) == [first, last]


def test_who_is_opposed_takes_the_other_side():
    said = [
        Told("North", "transit", "open", opposed=True),
        Told("South", "transit", "open", Stance.REJECTS, opposed=True),
        Told("South", "transit", "open", Stance.REPORTS, opposed=True),
    ]
    assert [(t.actor, t.side) for t in sides_in_record(talks(), said)] == [("North", Side.AGAINST), ("South", Side.FOR)]


def test_of_many_actors_those_that_say_most_stay():
    sides = Sides.of([*SIDES, taken("Acre", "none", Side.FOR, "dues")])
    assert set(sides.most_said(1).actors) == {"North"}
    assert set(sides.most_said(3).actors) == {"North", "South", "Town"}
    assert set(sides.most_said(3).concepts) == {
        ("transit", "open"),
        ("transit", "closed"),
        ("dues", "full"),
    }
    equal = Sides.of([taken("b", "open", Side.FOR), taken("a", "open", Side.FOR)])
    assert equal.most_said(1).actors == ("a",)
    assert Sides.of([]).most_said(3).actors == ()


def test_in_one_statement_who_makes_it_is_together_and_who_is_opposed_against():
    said = [
        Told("North", None, None, statement="1", alike="1"),
        Told("South", None, None, statement="1", alike="1"),
        Told("Town", None, None, opposed=True, statement="1", alike="1"),
        Told("North", "dues", "full", statement="2", alike="2"),
        *(Told(actor, None, None, statement="3", alike="1", confirmed=True) for actor in ("North", "South")),
    ]
    support, against = (network(kind, sides_in_statements(said)) for kind in ("support", "opposition"))
    assert {tuple(sorted(pair)): d["statements"] for pair, d in edges(support).items()} == {("North", "South"): ("1",)}
    assert {tuple(sorted(pair)): d["weight"] for pair, d in edges(against).items()} == {
        ("North", "Town"): 1, ("South", "Town"): 1,
    }  # fmt: skip
    assert support.nodes["North"] == {"kind": "actor", "statements": 1}
    each = edges(
        period("support", Counting(count_each=True), Sides.of(sides_in_statements(said)).each_statement()).graph
    )
    assert each[frozenset(("North", "South"))]["statements"] == ("1", "3")
    confirmed = list(sides_in_statements(said, confirmed=True))
    assert {(t.actor, t.statement) for t in confirmed} == {("North", "3"), ("South", "3")}


concepts = st.tuples(st.sampled_from("ij"), st.sampled_from("xyz"))
sides = st.lists(
    st.tuples(st.sampled_from("ABCD"), concepts, st.sampled_from(Side)).map(lambda t: Taken(*t)), max_size=14
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(sides)
def test_networks_of_actors_are_products_of_signs(told):
    """By the definition: on each concept both spoke of, each side of one with each side of the other has the product 1 (same) or -1."""
    signs = {}
    for t in told:
        signs.setdefault(t.actor, {}).setdefault(t.concept, set()).add(int(t.side))
    many = {a: sum(len(both) for both in mine.values()) for a, mine in signs.items()}
    for kind, product in (("congruence", 1), ("conflict", -1)):
        graph = network(kind, told)
        assert set(graph) == set(signs)
        for a in signs:
            for b in signs:
                if a < b:
                    shared = {
                        c: n for c in signs[a].keys() & signs[b].keys() if (n := sum(s * t == product for s in signs[a][c] for t in signs[b][c]))
                    }  # fmt: skip
                    data = graph.get_edge_data(a, b)
                    assert (data is None) == (not shared)
                    if data:
                        assert set(data["options"]) == set(shared)
                        assert data["weight"] == sum(shared.values())
                        assert data["normalised"] == pytest.approx(2 * data["weight"] / (many[a] + many[b]), abs=1e-5)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(sides)
def test_nothing_said_is_lost_between_actors_and_options(told):
    data = [d for _, _, d in network("affiliation", told).edges(data=True)]
    assert sum(d["agree"] for d in data) == sum(t.side is Side.FOR for t in told)
    assert sum(d["disagree"] for d in data) == sum(t.side is Side.AGAINST for t in told)
    assert all(d["weight"] == d["agree"] - d["disagree"] for d in data)


def test_a_network_of_no_one_is_empty():
    assert not one_mode(Sides.of([]), Aggregation.CONGRUENCE)
    assert not network("affiliation", [])
