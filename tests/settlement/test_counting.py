"""Counts, estimates and draws over diagrams against listing every settlement, with and without linkages and partial values."""

from itertools import islice, product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.errors import TooManyError
from pourparler.model import Issue, Kind, Linkage, Negotiation, Party, Position
from pourparler.monitor import Monitor
from pourparler.settlement import zopa as zopa_module
from pourparler.settlement.acceptability import Judges
from pourparler.settlement.counting import count, count_accepted, needs_of
from pourparler.settlement.decision_diagram import Diagram
from pourparler.settlement.estimation import draw_evenly, estimate
from pourparler.settlement.frontier import find_frontier
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.numeric_case import Bargain
from pourparler.settlement.ranking import best_settlements
from pourparler.settlement.zopa import measure_zopa

from .negotiations import negotiations
from .test_numeric_case import bargains, undominated

many = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@st.composite
def clauses(draw, sizes):
    """Combinations that cannot be, over some of the issues."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        scope = draw(st.sets(st.integers(0, len(sizes) - 1), min_size=1, max_size=3))
        found.append(
            tuple(
                (i, tuple(draw(st.lists(st.booleans(), min_size=sizes[i], max_size=sizes[i])))) for i in sorted(scope)
            )
        )
    return found


def allowed(codes, forbidden):
    return not any(all(options[codes[i]] for i, options in c) for c in forbidden)


@st.composite
def ruled_bargains(draw):
    bargain = draw(bargains())
    return bargain, draw(clauses([len(t) for t in bargain.tables]))


@many
@given(ruled_bargains())
def test_a_diagram_holds_the_settlements_that_break_no_rule(case):
    bargain, forbidden = case
    sizes = [len(t) for t in bargain.tables]
    diagram = Diagram.of(sizes, forbidden)
    everything = list(product(*map(range, sizes)))
    inside = [c for c in everything if allowed(c, forbidden)]
    assert diagram.count() == len(inside)
    assert diagram.empty == (not inside)
    assert diagram.allows(np.array(everything)).tolist() == [c in set(inside) for c in everything]


@many
@given(ruled_bargains())
def test_count_and_frontier_under_rules_are_those_of_the_list(case):
    bargain, forbidden = case
    sizes = [len(t) for t in bargain.tables]
    diagram = Diagram.of(sizes, forbidden)
    inside = [c for c in product(*map(range, sizes)) if allowed(c, forbidden)]
    vectors = {c: tuple(map(int, bargain.utilities([c])[0])) for c in inside}
    assert count_accepted(bargain, diagram) == sum(all(v >= bargain.reservation) for v in vectors.values())
    frontier = find_frontier(bargain, diagram)
    assert {tuple(v) for v in frontier.vectors.tolist()} == undominated(set(vectors.values()))
    for k, vector in enumerate(frontier.vectors.tolist()):
        found = list(frontier.settlements(k))
        assert sorted(found) == sorted(c for c, v in vectors.items() if v == tuple(vector))
        assert tuple(frontier.codes[k].tolist()) in found


@many
@given(ruled_bargains())
def test_sorted_states_and_arrays_count_the_same(case):
    from pourparler.settlement import dense_counting

    bargain, forbidden = case
    diagram = Diagram.of([len(t) for t in bargain.tables], forbidden)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense_counting, "SUMS", 5)
        by_arrays = count_accepted(bargain, diagram)
        patch.setattr(dense_counting, "SUMS", 0)
        assert count_accepted(bargain, diagram) == by_arrays


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(negotiations(most_issues=3))
def test_a_counted_zone_is_the_judged_one(negotiation):
    judges = Judges.of(negotiation)
    judged = measure_zopa(judges)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zopa_module, "FULL_LIMIT", 0)
        patch.setattr(zopa_module, "CLOSED_LIMIT", 0)
        counted = measure_zopa(judges)
    if counted.only_hard:
        assert counted.size >= judged.size
        return
    if not any(j.contradicted for j in judges):
        assert counted.agreed == judged.agreed
    for what in ("settlements", "allowed", "size", "at_table", "lost_to_absent", "without_party", "without_issue"):
        assert getattr(counted, what) == getattr(judged, what)
    assert all(e.settlement for e in counted.examples)
    assert bool(counted.examples) == bool(counted.size)


def large(parties: int, seed: int = 3):
    """12 issues of 4 options, linkages, and utilities that half of each party's best must be reached of."""
    random = np.random.default_rng(seed)
    sizes = [4] * 12
    forbidden = [
        tuple((int(i), tuple(o == random.integers(4) for o in range(4))) for i in sorted(random.choice(12, 2, False)))
        for _ in range(8)
    ]
    values = [random.integers(0, 10, (parties, 4)) for _ in sizes]
    best = sum(v.max(axis=1) for v in values)
    return Bargain.of(values, reservation=(best * 2) // 3), Diagram.of(sizes, forbidden)


@pytest.mark.parametrize("parties", [2, 3, 5])
def test_an_estimate_agrees_with_the_exact_count(parties):
    bargain, diagram = large(parties)
    exact = count_accepted(bargain, diagram)
    outside = 0
    for seed in range(20):
        found = estimate(diagram, needs_of(bargain), within=0.05, seed=seed)
        assert found.within <= 0.05
        outside += not found.low <= exact <= found.high
    assert outside <= 4  # more than that in 20 is less likely than 0.3 %


def test_an_estimate_of_nothing_says_how_much_it_could_be():
    bargain, diagram = large(2)
    high = Bargain(bargain.tables, bargain.base, bargain.reservation * 10, bargain.scale, True)
    found = estimate(diagram, needs_of(high), draws=50_000)
    assert (found.count, found.low, found.met) == (0, 0, 0)
    assert found.high < diagram.count()


def test_draws_from_a_zone_are_even():
    bargain, diagram = large(3, seed=5)
    needs = needs_of(bargain)
    drawn = draw_evenly(diagram, needs, 40_000, seed=1)
    assert diagram.allows(drawn).all()
    assert all(n.met(drawn).all() for n in needs)
    # The share of each option of the first issue, against exact counts with that option alone.
    exact = count(diagram, needs)
    for option in range(4):
        inside = (drawn[:, 0] == option).mean()
        wanted = count_with(bargain, diagram, option) / exact
        assert abs(inside - wanted) < 4 * np.sqrt(max(wanted * (1 - wanted), 1e-4) / 40_000)


def count_with(bargain, diagram, option):
    """The exact count with one option of the first issue, by making the others worthless beyond rescue."""
    table = bargain.tables[0].copy()
    table[[o for o in range(len(table)) if o != option]] -= 10**6
    return count_accepted(
        Bargain((table, *bargain.tables[1:]), bargain.base, bargain.reservation, bargain.scale, True), diagram
    )


def test_drawing_from_an_empty_zone_is_told_in_words():
    bargain, diagram = large(2)
    high = Bargain(bargain.tables, bargain.base, bargain.reservation * 10, bargain.scale, True)
    with pytest.raises(TooManyError, match="found only 0 of 5"):
        draw_evenly(diagram, needs_of(high), 5, draws=50_000)


def test_a_space_of_1e300_is_counted_or_estimated():
    issues = tuple(Issue(f"i{k}", {str(o): str(o) for o in range(10)}) for k in range(300))
    positions = (Position("p", "A", Kind.REJECTS, "i0", "1"),)
    links = (Linkage("l", (("i5", "1"), ("i200", "2"))),)
    n = Negotiation("large", (Party("A"), Party("B")), issues, positions, linkages=links)
    assert HardRules.of(n).count() == 9 * 10**299 // 100 * 99
    bargain = Bargain.of([np.arange(20).reshape(2, 10) % 7 for _ in range(300)], reservation=[1000, 1000])
    found = estimate(Diagram.of([10] * 300, ()), needs_of(bargain), within=0.05)
    assert 0 < found.low < found.count < found.high < 1e300


@many
@given(ruled_bargains())
def test_the_best_settlements_come_in_order(case):
    bargain, forbidden = case
    sizes = [len(t) for t in bargain.tables]
    diagram = Diagram.of(sizes, forbidden)
    worth = [t.sum(axis=1) for t in bargain.tables]
    inside = [c for c in product(*map(range, sizes)) if allowed(c, forbidden)]
    accepted = [c for c in inside if (bargain.utilities([c])[0] >= bargain.reservation).all()]
    for needs, wanted in (((), inside), (needs_of(bargain), accepted)):
        found = list(best_settlements(diagram, worth, needs))
        assert [w for w, _ in found] == sorted(
            (sum(int(t[o]) for t, o in zip(worth, c, strict=True)) for c in wanted), reverse=True
        )
        assert sorted(c for _, c in found) == sorted(wanted)


def test_the_first_hundred_of_1e20_come_at_once():
    random = np.random.default_rng(0)
    worth = [random.integers(0, 50, 10) for _ in range(20)]
    diagram = Diagram.of([10] * 20, [((3, (True,) * 5 + (False,) * 5), (11, (True,) * 5 + (False,) * 5))])
    first = list(islice(best_settlements(diagram, worth), 100))
    assert first[0][0] <= sum(int(w.max()) for w in worth)
    assert [w for w, _ in first] == sorted((w for w, _ in first), reverse=True)
    assert len({c for _, c in first}) == 100
    assert diagram.allows(np.array([c for _, c in first])).all()


def test_an_interrupted_frontier_states_how_far_off_it_is():
    random = np.random.default_rng(1)
    bargain = Bargain.of([random.integers(0, 1000, (4, 6)) for _ in range(7)])
    hurry = Monitor()
    hurry.stop()
    exact, hurried = find_frontier(bargain), find_frontier(bargain, monitor=hurry)
    assert len(hurried) <= 1_000 < len(exact)
    assert hurried.gap.any()
    for vector in exact.vectors:
        assert ((hurried.vectors + hurried.gap) >= vector).all(axis=1).any()


def test_an_interrupted_search_keeps_the_sets_it_found():
    from pourparler.settlement.blocking import find_blocking
    from pourparler.settlement.commitment_strength import Firmness

    issues = tuple(Issue(f"i{k}", {"a": "a", "b": "b"}) for k in range(6))
    positions = tuple(
        Position(f"{p}{k}", p, Kind.REJECTS, f"i{k}", o) for k in range(6) for p, o in (("A", "a"), ("B", "b"))
    )
    n = Negotiation("n", (Party("A"), Party("B")), issues, positions)
    monitor = Monitor(lambda part, done, total: monitor.stop() if done >= 3 else None)
    found = find_blocking(HardRules.of(n), Firmness.of(n), monitor=monitor)
    assert not found.complete
    assert found.concessions is None
    assert all(len(s) == 2 for s in found.blocking_sets)
    assert found.concession_parts
