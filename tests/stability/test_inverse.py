"""What would make a state an equilibrium, what undoes one, and the ways between states."""

import numpy as np
from hypothesis import HealthCheck, given, settings

from pourparler.model.conflict import Conflict, Direction, Move, Order, Wish
from pourparler.stability import Graph, analyse
from pourparler.stability.attitudes import sure
from pourparler.stability.inverse import falls, inverse, undone_by, with_rises
from pourparler.stability.paths import all_ways, bars, easiest, reach
from pourparler.stability.relations import Relations
from pourparler.stability.revisions import Change, opposite, revisions
from tests.stability.definitions import conflicts, moves_of
from tests.stability.test_concepts import two_by_two

RULES = {"max_examples": 15, "deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


@settings(**RULES)
@given(conflicts(most_moves=4, most_makers=3))
def test_rises_suffice_and_smaller_ones_do_not(conflict):
    for state in range(0, len(conflict.states), 5):
        for wanted in inverse(conflict, state):
            assert state in analyse(with_rises(conflict, wanted.rises)).equilibria(wanted.concept)
            assert (wanted.places == 0) == (state in analyse(conflict).equilibria(wanted.concept))
            if wanted.concept == "sim":
                continue  # one's rise may ask for another's
            for rise in wanted.rises:
                level = conflict.levels[rise.maker]
                for lower in {int(level[t]) for t in rise.past} - {int(rise.levels[state])}:
                    less = conflict.levels.copy()
                    less[rise.maker, state] = lower
                    changed = Conflict.with_levels(
                        "less", conflict.decision_makers, conflict.moves, conflict.states, less
                    )
                    assert not analyse(changed).stable[wanted.concept][rise.maker, state]


@settings(**RULES)
@given(conflicts(most_moves=4, most_makers=3))
def test_how_far_an_equilibrium_may_fall(conflict):
    found = analyse(conflict)
    for concept in ("nash", "seq", "sim"):
        for s in found.equilibria(concept).tolist()[:3]:
            for d, places in falls(conflict, concept, s).items():
                level = conflict.levels[d]
                below = sorted({int(x) for x in level if x < level[s]}, reverse=True)
                stays = []
                for lower in [*below, -1]:
                    less = conflict.levels.copy()
                    less[d, s] = lower
                    changed = Conflict.with_levels("c", conflict.decision_makers, conflict.moves, conflict.states, less)
                    stays.append(bool(analyse(changed).stable[concept][d, s]))
                assert places == (None if all(stays) else stays.index(False))


def made_of_wishes():
    """A wants most that it does not do x, then that B does y; B wants most not to do y, then x."""
    moves = (Move("x", 0, id="x"), Move("y", 1, id="y"))
    states = np.arange(4)
    x, y = Wish("x", (((0, True),),)), Wish("y", (((1, True),),))
    a = Order.by_wishes([[opposite(x)], [y]], states)
    b = Order.by_wishes([[opposite(y)], [x]], states)
    return Conflict("c", ("A", "B"), moves, states, (a, b))


def test_statements_that_would_make_cooperation_stable():
    c = made_of_wishes()
    assert analyse(c).equilibria("nash").tolist() == [0]
    by_concept = {w.concept: w for w in inverse(c, 3)}
    told = by_concept["nash"].statements
    assert [(r.change, r.wish.words) for r in told[0]] == [(Change.DROPPED, "not (x)")]
    both = told[1][0].of(told[0][0].of(c))
    assert 3 in sure(both)["nash"].all(axis=0).nonzero()[0]
    assert [w.places for w in inverse(c, 3)] == sorted(w.places for w in inverse(c, 3))


def test_making_an_unknown_wish_known():
    c = made_of_wishes()
    unknown = Wish("x", (((0, True),),), known=False)
    partial = Conflict("c", c.decision_makers, c.moves, c.states, (Order.by_wishes([[unknown]], c.states), c.orders[1]))
    assert [r.change for r in revisions(partial, 0)] == [Change.WANTED, Change.UNWANTED]
    wanted = {w.concept: w for w in inverse(partial, 1)}["nash"]
    assert [r.change for r in wanted.statements[0]] == [Change.WANTED]
    assert wanted.rises == ()


def test_the_opposite_of_a_wish():
    states = np.arange(8)
    wish = Wish("(x and y) or not z", (((0, True), (1, True)), ((2, False),)))
    assert (opposite(wish).holds(states) == ~wish.holds(states)).all()
    assert (opposite(opposite(wish)).holds(states) == wish.holds(states)).all()


def test_what_undoes_an_equilibrium():
    """In the Prisoner's Dilemma mutual defection ends as Nash where one ranks being exploited above it."""
    c = two_by_two((1, 0, 3, 2), (1, 3, 0, 2))
    assert {s: [(r.maker, r.upper, r.lower) for r in found] for s, found in undone_by(c, "nash").items()} == {
        0: [(0, (0,), (1,)), (1, (0,), (2,))]
    }
    by_wishes = undone_by(made_of_wishes(), "nash")
    assert by_wishes == {0: ()}


@settings(**RULES)
@given(conflicts(most_moves=4, most_makers=3))
def test_all_ways_are_those_of_a_search(conflict):
    relations = Relations.of(conflict)
    makers = range(len(conflict.decision_makers))
    for improving in (True, False):

        def step(d, s, improving=improving):
            level = conflict.levels[d]
            return [t for t in moves_of(conflict, d, s) if not improving or level[t] > level[s]]

        def search(way, seen, target):
            here = way[-1][1] if way else 0
            if here == target:
                yield tuple(way)
                return
            if len(way) < 3:
                for d in makers:
                    if not way or way[-1][0] != d:
                        for t in step(d, here):
                            if t not in seen:
                                yield from search([*way, (d, t)], seen | {t}, target)

        for target in range(len(conflict.states)):
            found = list(all_ways(relations, 0, target, 3, improving=improving))
            assert [len(w) for w in found] == sorted(len(w) for w in found)
            assert sorted(found) == sorted(search([], {0}, target))


@settings(**RULES)
@given(conflicts(most_moves=4, most_makers=3))
def test_the_easiest_way_has_the_fewest_moves_against_preference(conflict):
    graph = Graph.of(conflict)
    ways, against = easiest(graph, 0)
    any_way = reach(graph, 0, improving=False)
    assert ((against >= 0) == (any_way.steps >= 0)).all()
    assert ((against == 0) == (reach(graph, 0).steps >= 0)).all()
    # By relaxation over all moves, a move that its mover does not prefer costs one.
    cost = {0: 0}
    for _ in range(len(conflict.states)):
        for s in list(cost):
            for d in range(len(conflict.decision_makers)):
                for t in moves_of(conflict, d, s):
                    worse = int(conflict.levels[d][t] <= conflict.levels[d][s])
                    cost[t] = min(cost.get(t, 99), cost[s] + worse)
    assert {s: int(x) for s, x in enumerate(against) if x >= 0} == cost
    for target in cost:
        here, times = 0, 0
        for d, then in ways.path(target):
            assert then in moves_of(conflict, d, here)
            times += int(conflict.levels[d][then] <= conflict.levels[d][here])
            here = then
        assert times == cost[target]


def test_what_bars_a_way():
    moves = (Move("signs", 0, Direction.FORWARD), Move("hopes", 1, Direction.BACK), Move("talks", 1))
    c = Conflict.with_levels("c", ("A", "B"), moves, range(8), [range(8), range(8)])
    assert bars(c, 0b001, 0b110) == (0, 1)
    assert bars(c, 0b010, 0b101) == ()
