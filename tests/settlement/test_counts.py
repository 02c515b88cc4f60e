"""Counts that cannot be exact are estimates, and an estimate keeps its interval up to the words and the JSON."""

import json
import re
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler import wording
from pourparler.cli.console import plain
from pourparler.model import Kind, Position
from pourparler.monitor import Monitor
from pourparler.settlement import Analysis, Estimate, Judges, analyse, dense_counting, estimation, subgroup_agreements
from pourparler.settlement import zopa as zopa_module
from pourparler.settlement.counts import middle
from pourparler.settlement.zopa import lost_to, measure_zopa

from .negotiations import negotiations, talks

few = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@contextmanager
def nothing_counted():
    """No space is small enough to be judged or counted: every size that depends on values is estimated."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zopa_module, "FULL_LIMIT", 0)
        patch.setattr(zopa_module, "CLOSED_LIMIT", 0)
        patch.setattr(zopa_module, "STATES", 0)
        patch.setattr(dense_counting, "fits", lambda *_: False)
        yield


def hurried():
    monitor = Monitor()
    monitor.stop()
    return monitor


def near(exact, count):
    """An exact count is the same; an estimate holds it within three times its interval, or a hundredth where all draws weigh the same."""
    if isinstance(count, int):
        return count == exact
    below, above = 3 * (count.count - count.low), 3 * (count.high - count.count)
    slack = 0.01 * count.count
    return count.count - below - slack <= exact <= count.count + above + slack


@few
@given(negotiations(most_issues=3))
def test_every_size_of_a_zone_that_is_too_large_is_near_the_exact_one(negotiation):
    judges = Judges.of(negotiation)
    exact = measure_zopa(judges)
    if any(not j.verdicts for j in judges):
        return  # these are counted by their hard positions alone
    with nothing_counted():
        found = measure_zopa(judges, hurried())
    assert near(exact.size, found.size)
    assert near(exact.agreed, found.agreed)
    assert near(exact.at_table, found.at_table)
    for p in judges.parties:
        assert near(exact.without_party[p], found.without_party[p])
    for p in negotiation.absent:
        assert near(exact.lost_to_absent[p], found.lost_to_absent[p])


def test_an_estimate_of_what_is_lost_is_one_of_its_own():
    orders = [Position("0", "A", Kind.DEMANDS, "x", "yes"), Position("1", "B", Kind.DEMANDS, "y", "no")]
    n = talks([*orders, Position("2", "B", Kind.REJECTS, "x", "no")])
    judges = Judges.of(replace(n, parties=(n.parties[0], replace(n.parties[1], at_table=False))))
    assert lost_to(judges, ["A"], "B", 300) == 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense_counting, "fits", lambda *_: False)
        found = lost_to(judges, ["A"], "B", 0)
    assert isinstance(found, Estimate)
    assert found.low < 2 < found.high
    assert 0 < found.met < found.drawn
    silent = Judges.of(replace(n, parties=(*n.parties, replace(n.parties[0], name="C"))))
    assert lost_to(silent, ["A", "B"], "C", 300) == 0


def test_a_group_whose_settlements_are_estimated_says_so():
    n = talks([Position("0", "A", Kind.DEMANDS, "x", "yes"), Position("1", "B", Kind.DEMANDS, "x", "no")])
    three = replace(n, parties=(*n.parties, replace(n.parties[0], name="C")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense_counting, "fits", lambda *_: False)
        patch.setattr(subgroup_agreements, "few_enough", lambda *_: False)
        patch.setattr(subgroup_agreements, "STATES", 0)
        patch.setattr(estimation, "count", too_many)
        groups = Analysis(three).groups
    sizes = [g.size for g in groups]
    assert all(isinstance(s, Estimate) for s in sizes)
    pairs = [middle(g.size) for g in groups if len(g.parties) == 2]
    assert pairs == sorted(pairs, reverse=True)


def too_many(*_):
    from pourparler.errors import TooManyError

    raise TooManyError("too many")


estimates = st.builds(
    lambda low, more, rest: Estimate(low + more, low, low + more + rest, 50_000, 10),
    st.integers(1, 10**9).map(float), st.integers(1, 10**9).map(float), st.integers(1, 10**9).map(float),
)  # fmt: skip


def tells(text, estimate):
    return all(wording.number(round(x)) in re.findall(r"[\d,]+", text) for x in (estimate.low, estimate.high))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(estimates)
def test_the_interval_is_told_wherever_an_estimate_is_counted(estimate):
    assert tells(wording.counted(estimate), estimate)
    assert tells(wording.plural(estimate, "settlement"), estimate)
    assert json.loads(json.dumps(plain({"size": estimate}))) == {
        "size": {"count": estimate.count, "low": estimate.low, "high": estimate.high}
    }


@settings(max_examples=60, deadline=None, derandomize=True)
@given(estimates, estimates, estimates)
def test_the_interval_is_told_in_every_sentence_about_the_zone(size, at_table, lost):
    n = talks()
    away = replace(n, parties=(n.parties[0], replace(n.parties[1], at_table=False)))
    analysis = analyse(away)
    sized = replace(analysis.zopa, size=size, agreed=None, at_table=at_table, lost_to_absent={"B": lost})
    analysis.__dict__["zopa"] = sized
    assert tells(wording.verdict_words(analysis), size)
    assert tells(wording.table_words(analysis), at_table)
    assert tells(wording.table_words(analysis), lost)
    assert "estimate" in wording.basis_words(analysis)
    analysis.__dict__["zopa"] = replace(sized, agreed=lost)
    assert tells(wording.verdict_words(analysis), lost)


def test_a_zone_of_which_nothing_was_drawn_is_not_said_to_be_empty():
    nothing = Estimate(0.0, 0.0, 1234.0, 50_000, 0)
    assert not nothing
    assert nothing.within == float("inf")
    analysis = analyse(talks())
    analysis.__dict__["zopa"] = replace(analysis.zopa, size=nothing, agreed=nothing)
    assert "1,234" in wording.verdict_words(analysis)
    assert Estimate(0.2, 0.1, 0.4, 50_000, 3)
