"""Partly unknown and strong preferences, coalitions, foresight: against the definitions, completions and the textbook."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from pourparler.errors import TooManyError
from pourparler.model.conflict import Conflict, Move, Order, Wish
from pourparler.stability import analyse
from pourparler.stability.attitudes import forms
from pourparler.stability.coalitions import coalitions
from pourparler.stability.limited_move import foresight
from pourparler.stability.relations import Relations
from tests.stability.definitions import by_definition, compared, conflicts, moves_of
from tests.stability.test_concepts import two_by_two

RULES = {"max_examples": 60, "deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


def may(x):
    return x is None or x > 0


def surely(x):
    return x is not None and x > 0


FORMS = {
    "surely": (may, lambda x: not may(x), surely),
    "possibly": (surely, lambda x: not surely(x), may),
    "a": (may, lambda x: not may(x), may),
    "b": (surely, lambda x: not may(x), may),
    "c": (may, lambda x: not surely(x), may),
    "d": (surely, lambda x: not surely(x), may),
    "strongly": (surely, lambda x: x == -2, surely),
}


@settings(**RULES)
@given(conflicts(most_moves=5, partial=True))
def test_each_form_is_that_of_its_definition(conflict):
    for name, stable in forms(conflict).stable.items():
        wanted = by_definition(conflict, *FORMS[name])
        for concept, rows in stable.items():
            assert rows.tolist() == wanted[concept], (name, concept)


@settings(**RULES)
@given(conflicts(most_moves=5))
def test_where_all_is_known_surely_and_possibly_are_plain(conflict):
    plain = analyse(conflict).stable
    for name in ("surely", "possibly"):
        for concept, rows in forms(conflict).stable[name].items():
            assert (rows == plain[concept]).all()


@settings(**RULES)
@given(conflicts(most_moves=3, most_makers=2, partial=True))
def test_surely_and_possibly_against_all_completions(conflict):
    """Every ranking that agrees with what is known, one decision maker at a time, the others' fixed."""
    many = len(conflict.states)
    if many > 4:
        conflict = Conflict(
            "part",
            conflict.decision_makers,
            conflict.moves,
            conflict.states[:4],
            tuple(Order(tuple(t[:, :4] for t in o.tiers)) for o in conflict.orders),
        )
        many = 4
    completions = [
        [
            levels
            for levels in product(range(many), repeat=many)
            if all(
                (known := compared(o, s, t)) is None or np.sign(levels[t] - levels[s]) == np.sign(known)
                for s, t in combinations(range(many), 2)
            )
        ]
        for o in conflict.orders
    ]
    random = np.random.default_rng(0)
    some = [[c[k] for k in random.permutation(len(c))[:12]] for c in completions]
    found = forms(conflict).stable
    seen = {c: [] for c in ("nash", "gmr", "smr", "seq", "sim")}
    for chosen in product(*some):
        made = Conflict(
            "one", conflict.decision_makers, conflict.moves, conflict.states, tuple(map(Order.by_level, chosen))
        )
        for concept, rows in analyse(made).stable.items():
            seen[concept].append(rows)
    for concept, rows in seen.items():
        assert (found["surely"][concept] <= np.logical_and.reduce(rows)).all()
        assert (np.logical_or.reduce(rows) <= found["possibly"][concept]).all()
    # Exact for what depends on the focal one's own preferences alone.
    for d, all_of_one in enumerate(completions):
        judged = {c: [] for c in ("nash", "gmr", "smr")}
        for levels in all_of_one:
            orders = list(map(Order.by_level, (c[0] for c in completions)))
            orders[d] = Order.by_level(levels)
            made = Conflict("one", conflict.decision_makers, conflict.moves, conflict.states, tuple(orders))
            stable = analyse(made).stable
            for concept in judged:
                judged[concept].append(stable[concept][d])
        for concept, rows in judged.items():
            assert (found["surely"][concept][d] == np.logical_and.reduce(rows)).all()
            assert (found["possibly"][concept][d] == np.logical_or.reduce(rows)).all()


def test_an_unknown_wish_leaves_two_states_apart():
    moves = (Move("x", 0), Move("y", 1))
    states = np.arange(4)
    x, y = Wish("x", (((0, True),),)), Wish("y", (((1, True),),), known=False)
    c = Conflict("c", ("A", "B"), moves, states, (Order.by_wishes([[x]], states), Order.by_wishes([[y]], states)))
    found = forms(c)
    assert not c.complete
    assert found.equilibria("surely", "nash") == []
    assert found.equilibria("possibly", "nash") == [1, 3]


@settings(**RULES)
@given(conflicts(most_moves=5, most_makers=3, partial=True))
def test_coalitions_by_definition(conflict):
    """Nash and general metarational: a joint way that all members gain by, and any answer that one of them does not prefer."""
    found = coalitions(conflict)
    makers = range(len(conflict.decision_makers))

    def joint(group, s):
        reached, waiting = set(), [(s, None)]
        seen = set(waiting)
        while waiting:
            here, last = waiting.pop()
            for j in group:
                if j != last:
                    for t in moves_of(conflict, j, here):
                        reached.add(t)
                        if (t, j) not in seen:
                            seen.add((t, j))
                            waiting.append((t, j))
        return reached

    for g, group in enumerate(found.groups):
        rest = [j for j in makers if j not in group]

        def gain(s, t, group=group):
            return all(surely(compared(conflict.orders[d], s, t)) for d in group)

        for s in range(len(conflict.states)):
            tempting = [t for t in joint(group, s) if t != s and gain(s, t)]
            assert found.stable["nash"][g, s] == (not tempting)
            assert found.stable["gmr"][g, s] == all(any(not gain(s, u) for u in joint(rest, t)) for t in tempting)
    for concept in found.stable:
        for s in found.equilibria(concept):
            assert found.single[concept][:, s].all()


def test_the_prisoners_leave_defection_together():
    """Mutual defection is Nash for each, and not for both together (Kilgour, Hipel, Fang, Peng 2001)."""
    found = coalitions(two_by_two((1, 0, 3, 2), (1, 3, 0, 2)))
    assert found.single["nash"].all(axis=0).tolist() == [True, False, False, False]
    assert found.equilibria("nash") == []
    assert found.equilibria("seq") == [3]


def test_looking_ahead_in_the_prisoners_dilemma():
    """One move ahead is Nash; two and more hold cooperation too, as non-myopic stability does (Brams, Wittman 1981)."""
    found = foresight(two_by_two((1, 0, 3, 2), (1, 3, 0, 2)), 3)
    assert [found.equilibria(h) for h in (1, 2, 3)] == [[0], [0, 3], [0, 3]]
    assert found.equilibria() == [0, 3]


def test_looking_ahead_in_chicken():
    """The non-myopic equilibrium is that both swerve (Brams, Wittman 1981)."""
    found = foresight(two_by_two((0, 1, 3, 2), (0, 3, 1, 2)), 2)
    assert found.equilibria(1) == [1, 2]
    assert found.equilibria() == [3]


@settings(**RULES)
@given(conflicts(most_moves=4, most_makers=3))
def test_foresight_by_backward_reckoning(conflict):
    makers = range(len(conflict.decision_makers))
    levels = conflict.levels

    def ends(d, s, h):
        """Where it may end when d has the move at s with h moves to go."""
        if h == 0:
            return {s}

        def after(t):
            others = [j for j in makers if j != d]
            return set().union(*(ends(j, t, h - 1) for j in others)) if others else {t}

        worth = {t: min(levels[d][u] for u in after(t)) for t in moves_of(conflict, d, s)}
        best = max(worth.values(), default=-1)
        if best <= levels[d][s]:
            return {s}
        return set().union(*(after(t) for t, w in worth.items() if w == best))

    found = foresight(conflict, 3)
    for h in (1, 2, 3):
        for d in makers:
            stays = [ends(d, s, h) == {s} and not _moves(conflict, d, s, h, ends) for s in range(len(conflict.states))]
            assert found.limited[h - 1][d].tolist() == stays
    assert (found.limited[0] == analyse(conflict).stable["nash"]).all()


def _moves(conflict, d, s, h, ends):
    """Whether d, having reckoned, moves at all: it may come back to where it stood only by moving."""
    others = [j for j in range(len(conflict.decision_makers)) if j != d]
    level = conflict.levels[d]
    for t in moves_of(conflict, d, s):
        after = set().union(*(ends(j, t, h - 1) for j in others)) if others else {t}
        if min(level[u] for u in after) > level[s]:
            return True
    return False


def test_too_many_states_or_makers_are_told():
    moves = tuple(Move(f"m{k}", k) for k in range(12))
    states = np.arange(4096)
    names = tuple(f"D{d}" for d in range(12))
    c = Conflict.with_levels("c", names, moves, states, [states] * 12)
    with pytest.raises(TooManyError, match="4,096 states"):
        Relations.of(c)
    small = Conflict.with_levels("c", names, moves, states[:4], [states[:4]] * 12)
    with pytest.raises(TooManyError, match="12 decision makers"):
        coalitions(small)
    partial = Conflict("c", ("A",), (Move("x", 0),), np.arange(2), (Order((np.array([[0, 1], [1, 0]]),)),))
    with pytest.raises(ValueError, match="fully known preferences"):
        foresight(partial, 2)
