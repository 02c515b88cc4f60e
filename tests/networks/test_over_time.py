"""Networks of one time after another: each is what its time alone would make."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model.stances import Side
from pourparler.networks import over_time as networks_over_time
from pourparler.networks.duplicates import Duplicates
from pourparler.networks.over_time import KINDS, Counting, over_time, period
from pourparler.networks.taken import Sides, Taken
from pourparler.networks.weights import Normalisation
from pourparler.networks.windows import read_windows
from tests.networks.dna_sample import TAKEN

YEARS = read_windows(by="year")


def taken(actor, option, side, day, **more):
    return Taken(actor, ("dues", option), side, day and date.fromisoformat(day), **more)


# In 2030 A and B stand against C; in 2031 A goes over to C; in 2032 nobody says anything; in 2033 B speaks alone.
TALKS = [
    taken("A", "full", Side.FOR, "2030-03-01"),
    taken("B", "full", Side.FOR, "2030-03-01"),
    taken("C", "full", Side.AGAINST, "2030-12-31"),
    taken("A", "full", Side.AGAINST, "2031-01-01"),
    taken("B", "full", Side.FOR, "2031-06-01"),
    taken("C", "full", Side.AGAINST, "2031-06-01"),
    taken("B", "none", Side.FOR, "2033-06-01"),
    taken("C", "none", Side.FOR, None),
]


def test_each_year_has_its_ties_and_its_camps():
    found = over_time("congruence", Sides.of(TALKS), YEARS)
    assert [p.window.first.year for p in found.periods] == [2030, 2031, 2032, 2033]
    assert [sorted(p.graph.edges) for p in found.periods] == [[("A", "B")], [("A", "C")], [], []]
    assert [found.camps(p) for p in found.periods] == [
        (("A", "B"), ("C",)), (("A", "C"), ("B",)), None, None,
    ]  # fmt: skip
    assert [p.camps.across for p in found.periods[:2]] == [1.0, 1.0]
    assert (found.undated, [len(p.sides) for p in found.periods]) == (1, [3, 3, 0, 1])
    assert len(found.whole.sides) == 5  # B and C said one thing twice
    conflict = over_time("conflict", Sides.of(TALKS), YEARS)
    assert sorted(conflict.periods[1].graph.edges) == [("A", "B"), ("B", "C")]


def test_who_moved_closer_to_whom():
    found = over_time("congruence", Sides.of(TALKS), YEARS)
    first, second, third, _ = found.periods
    moves = [(m.first, m.second, m.before, m.now, m.by) for m in found.moves(first, second)]
    assert moves == [("A", "B", 1.0, -1.0, -2.0), ("A", "C", -1.0, 1.0, 2.0)]
    assert found.moves(second, third) == []


def test_windows_of_statements_count_each_statement_once_however_many_speak_in_it_or_tell_it():
    told = [
        taken("A", "full", Side.FOR, "2031-01-01", words="x", statement="s1"),
        taken("B", "full", Side.FOR, "2031-01-01", words="x", statement="s1"),
        taken("A", "full", Side.FOR, "2031-01-02", words="x", statement="s2"),
        taken("A", "none", Side.AGAINST, "2031-01-03", words="y", statement="s3"),
        taken("B", "none", Side.AGAINST, "2031-01-05", words="z", statement="s4"),
        taken("A", "half", Side.FOR, None, words="u", statement="s5"),
    ]
    ends = {}
    for count_each in (False, True):
        found = over_time("congruence", Sides.of(told), read_windows(window="2e"), Counting(count_each=count_each))
        ends[count_each] = [(p.window.first.day, p.window.last.day) for p in found.periods]
    assert ends == {False: [(1, 3)], True: [(1, 2), (3, 5)]}
    assert Sides.of(TALKS).statement_days() == sorted(t.day.toordinal() for t in TALKS if t.day)


def test_windows_of_positions_begin_within_the_days_asked_for():
    held = [
        taken("A", "full", Side.FOR, "2029-01-01", words="p1", until=date.max),
        taken("B", "full", Side.FOR, "2031-01-01", words="p2", until=date.max),
        taken("B", "none", Side.FOR, "2031-01-05", words="p3", until=date.max),
    ]
    found = over_time("congruence", Sides.of(held), read_windows(window="1e"), first=date(2030, 1, 1))
    assert [p.window.first for p in found.periods] == [date(2031, 1, 1), date(2031, 1, 5)]


def test_only_what_lies_between_the_days_counts():
    found = over_time("congruence", Sides.of(TALKS), YEARS, first=date(2030, 6, 1), last=date(2031, 3, 1))
    assert [p.window.first.year for p in found.periods] == [2030, 2031]
    assert [sorted(found.actors[a] for a in p.sides.actor) for p in found.periods] == [["C"], ["A"]]
    assert over_time("congruence", Sides.of([]), YEARS).periods == ()
    assert over_time("congruence", Sides.of(TALKS[-1:]), YEARS).whole is None


def test_a_position_counts_in_every_period_in_which_it_is_held():
    held = [
        Taken("A", ("dues", "full"), Side.FOR, date(2030, 5, 1), until=date.max),
        Taken("B", ("dues", "full"), Side.FOR, date(2031, 5, 1), until=date(2032, 1, 31)),
        Taken("C", ("dues", "full"), Side.AGAINST, date(2033, 1, 1), until=date.max),
    ]
    found = over_time("congruence", Sides.of(held), YEARS)
    assert [sorted(p.graph) for p in found.periods] == [["A"], ["A", "B"], ["A", "B"], ["A", "C"]]


def test_the_sample_of_dna_in_windows_of_days():
    # DNA puts a window of 21 days around each day of the time and keeps those that lie within it: here 2005-01-26 to 2005-02-16, 22 days.
    every = over_time(
        "congruence", Sides.of(TAKEN), read_windows(window="21d", step="1d"), Counting(Duplicates.INCLUDE)
    )
    assert [(p.window.first.isoformat(), len(p.sides)) for p in every.periods] == [
        ("2005-01-26", 24),
        ("2005-01-27", 36),
    ]


days = st.dates(date(2030, 1, 1), date(2030, 3, 1))
said = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.tuples(st.just("i"), st.sampled_from("xyz")), st.sampled_from(Side), days, st.sampled_from("de")).map(
        lambda t: Taken(*t)
    ),
    min_size=1,
    max_size=16,
)  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True)
@given(said, st.sampled_from(list(KINDS)), st.sampled_from(Duplicates), st.sampled_from(Normalisation), st.booleans())
def test_a_period_is_what_its_time_alone_makes(told, kind, duplicates, normalisation, each):
    counting = Counting(duplicates, normalisation, each)
    found = over_time(kind, Sides.of(told), read_windows(window="10d", step="7d"), counting)
    for at in found.periods:
        inside = [t for t in told if at.window.first <= t.day <= at.window.last]
        alone = period(kind, counting, Sides.of(inside))
        assert _told(at.graph) == _told(alone.graph)
        assert (at.camps and at.camps.modularity) == (alone.camps and alone.camps.modularity)
    assert all(b.window.first - a.window.first == timedelta(days=7) for a, b in zip(found.periods, found.periods[1:], strict=False))  # fmt: skip


def _told(graph):
    nodes = dict(graph.nodes(data=True))
    edges = {
        frozenset((a, b)): {k: set(v) if isinstance(v, tuple) else v for k, v in d.items()}
        for a, b, d in graph.edges(data=True)
    }
    return nodes, edges


@settings(max_examples=60, deadline=None, derandomize=True)
@given(said)
def test_moves_are_differences_of_balances(told):
    found = over_time("balance", Sides.of(told), read_windows(by="month"))
    for before, now in zip(found.periods, found.periods[1:], strict=False):
        moves = {(m.first, m.second): m.by for m in found.moves(before, now)}
        for a in range(len(found.actors)):
            for b in range(a + 1, len(found.actors)):
                change = now.balance[a, b] - before.balance[a, b]
                both = all(p.active()[[a, b]].all() for p in (before, now))
                expected = change if both and change else None
                assert moves.get((found.actors[a], found.actors[b])) == expected
        assert [abs(m.by) for m in found.moves(before, now)] == sorted((abs(v) for v in moves.values()), reverse=True)
    assert np.all([p.counts.shape[0] == len(found.actors) for p in found.periods])


days = st.dates(date(2030, 12, 28), date(2031, 1, 6))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.one_of(st.none(), days), st.one_of(st.none(), days)), max_size=9), days, days)
def test_between_two_days_is_what_was_said_or_held_then(told, first, last):
    sides = Sides.of(
        Taken("A", ("dues", str(k)), Side.FOR, day, until=until and day and max(day, until))
        for k, (day, until) in enumerate(told)
    )
    expected = [
        k for k in range(len(sides)) if sides.first[k] and sides.first[k] <= last.toordinal() and sides.last[k] >= first.toordinal()
    ]  # fmt: skip
    kept = sides.between(first, last)
    assert kept.concept.tolist() == sides.concept[expected].tolist()
    assert kept.last.tolist() == sides.last[expected].tolist()
    assert sides.any_between(first, last) == bool(expected)
    assert kept.once(Duplicates.RANGE).spoken_of().concepts == tuple(sides.concepts[k] for k in sorted(kept.concept))


def test_in_a_period_without_a_word_no_groups_are_looked_for(monkeypatch):
    looked = []
    monkeypatch.setattr(networks_over_time, "bipolarisation", lambda *ties: looked.append(ties))
    for p in over_time("congruence", Sides.of(TALKS), YEARS).periods:
        _ = p.camps
    assert len(looked) == 3  # not in 2032
