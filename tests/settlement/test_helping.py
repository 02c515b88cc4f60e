"""Questions, drafts, trades, agreements without some, scenarios, efficiency, solutions under partial values."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.model import Issue, Kind, Negotiation, NoAgreement, Party, Position
from pourparler.settlement import Acceptance, Judges, Verdict, analyse, find_frontier, robust_solutions, solve
from pourparler.settlement.adjusted_winner import adjusted_winner, divide
from pourparler.settlement.drafts import Change, compare
from pourparler.settlement.efficiency import Efficiency, efficiency
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.numeric_case import Bargain, bargain_of
from pourparler.settlement.questions import About, batch, next_questions
from pourparler.settlement.scenarios import changed, side_by_side, supposed
from pourparler.settlement.solutions import equal_gain, raiffa
from pourparler.settlement.subgroup_agreements import find_groups, group_of
from pourparler.settlement.trades import find_trades

from .negotiations import negotiations, settlements
from .test_numeric_case import bargains

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
YES_NO = {"yes": "yes", "no": "no"}


def talks(positions=(), issues=("x", "y"), **more):
    return Negotiation("t", (Party("A"), Party("B")), tuple(Issue(i, YES_NO) for i in issues), tuple(positions), **more)


def demands(id, party, issue, option):
    return Position(id, party, Kind.DEMANDS, issue, option)


QUARREL = (
    demands("0", "A", "x", "yes"), demands("1", "A", "y", "yes"), demands("2", "B", "x", "no"), demands("3", "B", "y", "no"),
)  # fmt: skip


def test_a_trade_gives_each_what_matters_more_to_it():
    n = talks(QUARREL, priorities={"A": (("x",), ("y",)), "B": (("y",), ("x",))})
    (trade,) = find_trades(Judges.of(n), ["A", "B"])
    assert (trade.winner, trade.other, trade.sure, trade.shares) == ("A", "B", True, (1.0, 1.0))
    assert trade.package == (("x", "yes"), ("y", "no"))
    assert trade.mirror == (("x", "no"), ("y", "yes"))


def test_a_trade_that_breaks_a_red_line_is_none():
    line = Position("4", "B", Kind.REJECTS, "x", "yes")
    n = talks((*QUARREL, line), priorities={"A": (("x",), ("y",)), "B": (("y",), ("x",))})
    assert find_trades(Judges.of(n), ["A", "B"]) == ()
    assert find_trades(Judges.of(talks(QUARREL)), ["A", "B"])[1:] == ()


def test_drafts_compared():
    n = talks(QUARREL, priorities={"A": (("x",), ("y",))})
    found = compare(n, {"x": "no", "y": "yes"}, {"x": "yes", "y": "no"})
    assert found.changed == {"x": ("no", "yes"), "y": ("yes", "no")}
    a, b = found.parties
    assert a.change is Change.GAINS
    assert b.change is Change.UNKNOWN
    assert 0.4 < b.share.value < 0.6
    assert compare(n, {"x": "no"}, {"x": "yes"}).parties[1].change is Change.LOSES
    assert compare(n, {"x": "no"}, {"x": "no"}).parties[0].change is Change.SAME
    for first, second, told in (
        ({"x": "no"}, {"y": "no"}, "only one draft answers x"),
        ({"x": "no"}, {"x": "maybe"}, "x has no option 'maybe'"),
        ({"z": "no"}, {"z": "no"}, "there is no issue 'z'"),
    ):
        with pytest.raises(PourparlerError, match=told):
            compare(n, first, second)


@few
@given(negotiations(most_issues=2), st.data())
def test_drafts_follow_the_answers(negotiation, data):
    """A party that surely takes the first and gains by the second surely takes the second."""
    everything = settlements(negotiation)
    first, second = data.draw(st.sampled_from(everything)), data.draw(st.sampled_from(everything))
    try:
        there, back = compare(negotiation, first, second), compare(negotiation, second, first)
    except PourparlerError:
        reject()
    opposite = {Change.GAINS: Change.LOSES, Change.LOSES: Change.GAINS}
    for a, b in zip(there.parties, back.parties, strict=True):
        assert b.change is opposite.get(a.change, a.change)
        if a.change is Change.GAINS and a.before is Acceptance.ACCEPTABLE:
            assert a.after in (Acceptance.ACCEPTABLE, Acceptance.REFUSED)


def test_a_question_removes_the_doubt_that_it_says():
    n = talks([demands("0", "B", "x", "yes")], issues=("x",), no_agreement=NoAgreement({"x": "no"}))
    (question,) = next_questions(Judges.of(n))
    # One issue, known without a settlement: which option A likes better decides everything that is open.
    assert (question.party, question.about, question.worth) == ("A", About.OPTIONS, pytest.approx(1.0))
    assert all(r.doubt == pytest.approx(0.0) for r in question.replies)
    yes, no = question.replies
    assert (yes.better, yes.accepts, no.refuses) == ("yes", 1, 1)
    assert question.open_answers == 1
    assert batch(next_questions(Judges.of(n))) == (question,)


@few
@given(negotiations(most_issues=3))
def test_questions_are_ranked_and_expect_to_remove_what_they_remove(negotiation):
    questions = next_questions(Judges.of(negotiation))
    assert list(questions) == sorted(questions, key=lambda q: -q.worth)
    for q in questions:
        assert 0 < q.worth <= 1 + 1e-9
        assert sum(r.chance for r in q.replies) == pytest.approx(1)
        assert q.open_answers <= q.looked_at
    assert sum(q.worth for q in batch(questions)) <= 1 + 1e-9
    assert len({q.party for q in batch(questions)}) == len(batch(questions))


@few
@given(negotiations(most_issues=3))
def test_groups_are_what_settling_without_the_others_gives(negotiation):
    judges = Judges.of(negotiation)
    for group in find_groups(judges):
        outside = [p.name for p in negotiation.parties if p.name not in group.parties]
        alone = analyse(changed(negotiation, without=outside))
        if any(not j.verdicts for j in judges):
            assert group.size >= alone.zopa.size
            continue
        assert group.size == alone.zopa.size > 0
        for o in group.outsiders:
            kept = [p for p in outside if p != o.party]
            assert group.size - o.refuses == analyse(changed(negotiation, without=kept)).zopa.size
            if o.price == ((),):
                continue
            for given_up in o.price:
                opened = changed(negotiation, without=kept, drop=[p.id for p in given_up])
                assert HardRules.of(opened).count() > 0


def test_a_party_left_out_names_its_price():
    n = talks([Position("0", "A", Kind.REQUIRES, "x", "yes"), Position("1", "B", Kind.REJECTS, "x", "yes")])
    three = replace(n, parties=(*n.parties, Party("C")))
    group = group_of(Judges.of(three), ["A", "C"])
    (outsider,) = group.outsiders
    assert (group.size, outsider.refuses) == (2, 2)
    assert [[p.id for p in s] for s in outsider.price] == [["0"], ["1"]]


def test_scenarios_leave_the_negotiation_alone():
    n = talks([Position("0", "A", Kind.REQUIRES, "x", "yes"), Position("1", "B", Kind.REJECTS, "x", "yes")])
    other = changed(n, drop=["1"], add=[supposed("B: y rejects no", 1)])
    before, after = side_by_side(n, [("moved", other)])
    assert (before.analysis.verdict, after.analysis.verdict) == (Verdict.NONE, Verdict.POSSIBLE)
    assert after.analysis.zopa.size == 1
    assert len(n.positions) == 2
    assert supposed("B: x prefers yes > no", 2).ranking == (("yes",), ("no",))
    for text in ("B x rejects no", "B: x hates no", "B: x rejects"):
        with pytest.raises(PourparlerError, match="is not PARTY: ISSUE KIND OPTION"):
            supposed(text, 1)
    for wrong in (
        {"drop": ["9"]},
        {"without": ["Z"]},
        {"add": [supposed("Z: x rejects no", 1)]},
        {"add": [supposed("A: z rejects no", 1)]},
        {"add": [supposed("A: x rejects maybe", 1)]},
    ):
        with pytest.raises(PourparlerError):
            changed(n, **wrong)


@few
@given(negotiations(most_issues=3))
def test_what_could_surely_be_bettered_is_on_no_frontier(negotiation):
    judges = Judges.of(negotiation)
    names = [p.name for p in negotiation.parties]
    robust = robust_solutions(judges, names, draws=10)
    for s in settlements(negotiation)[:6]:
        codes = judges.rules.space.codes(s)
        found = robust.efficient.get(codes, 0.0) if robust else 0.0
        answer, better = efficiency(judges, s, names, on_some_frontier=found > 0)
        if answer is Efficiency.NO:
            comparison = compare(negotiation, s, better.better)
            assert all(c.change is not Change.LOSES for c in comparison.parties)
            assert all(c.least >= -1e-9 for c in comparison.parties)
            assert better.gainers


def test_a_robust_solution_is_the_answer_where_values_are_known():
    values = {
        "A": {"x": {"yes": 3, "no": 0}, "y": {"yes": 1, "no": 0}},
        "B": {"x": {"yes": 0, "no": 1}, "y": {"yes": 0, "no": 3}},
    }
    n = talks(values=values, no_agreement=NoAgreement(values={"A": 0, "B": 0}))
    robust = robust_solutions(Judges.of(n), ["A", "B"], draws=5)
    for solution in robust.solutions.values():
        (answer,) = solution.answers
        assert (answer.settlement, answer.share, solution.moves, solution.none) == (
            {"x": "yes", "y": "no"},
            1.0,
            0.0,
            0.0,
        )
        assert answer.gains["A"][0] == pytest.approx(0.75, abs=1e-6)
    solved = solve(n)
    assert solved.rational.frontier.codes[solved.rational.solutions["nash"].place].tolist() == [0, 1]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(bargains())
def test_equal_gain_and_raiffa_of_the_list(bargain):
    frontier, low = find_frontier(bargain), bargain.worst
    gains = frontier.vectors - low
    found = equal_gain(frontier, low)
    apart = gains.max(axis=1) - gains.min(axis=1)
    best = [k for k in range(len(gains)) if apart[k] == apart.min()]
    most = max(int(gains[k].sum()) for k in best)
    assert sorted(found.places) == [k for k in best if gains[k].sum() == most]
    steps = raiffa(frontier, low)
    # From the definition, in fractions.
    point, left, n = [Fraction(0)] * bargain.parties, list(range(len(gains))), 0
    while len(left) > 1 and n < 64:
        ideal = [max(int(gains[k][p]) for k in left) for p in range(bargain.parties)]
        further = [a + (i - a) / bargain.parties for a, i in zip(point, ideal, strict=True)]
        kept = [k for k in left if all(int(g) >= f for g, f in zip(gains[k], further, strict=True))]
        if not kept:
            break
        left, point, n = kept, further, n + 1
    assert set(steps.places) <= set(left)
    assert steps.value == n


def test_adjusted_winner_of_the_book():
    """Brams and Taylor's divorce of Donald and Ivana Trump (1996, ch. 5): 10 and 38, 40 and 20, 10 and 30, 38 and 10, 2 and 2."""
    found = adjusted_winner([10, 40, 10, 38, 2], [38, 20, 30, 10, 2])
    assert found.points[0] == found.points[1]
    assert found.envy_free
    assert found.share[0] == found.share[2] == 0


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
def test_adjusted_winner_is_equitable_envy_free_and_efficient(worth):
    a, b = zip(*worth, strict=True)
    if not sum(a) or not sum(b):
        with pytest.raises(PourparlerError):
            adjusted_winner(a, b)
        return
    found = adjusted_winner(a, b)
    assert sum(0 < s < 1 for s in found.share) <= 1
    assert found.envy_free
    points = [[Fraction(100 * x, sum(side)) for x in side] for side in (a, b)]
    assert found.points[0] == found.points[1] or all(x == 0 or y == 0 for x, y in worth)
    # No way to give whole issues, the split one left as it is, is better for one and no worse for the other.
    for taken in product((0, 1), repeat=len(worth)):
        mine = sum(p * t for p, t in zip(points[0], taken, strict=True))
        theirs = sum(p * (1 - t) for p, t in zip(points[1], taken, strict=True))
        assert not (mine >= found.points[0] and theirs >= found.points[1] and (mine, theirs) != found.points)


def test_division_needs_two_parties():
    with pytest.raises(PourparlerError, match="there are 3"):
        divide(Bargain.of([np.ones((3, 2))]))
    n = talks(
        values={
            "A": {"x": {"yes": 1, "no": 0}, "y": {"yes": 1, "no": 0}},
            "B": {"x": {"yes": 1, "no": 0}, "y": {"yes": 0, "no": 1}},
        }
    )
    found = divide(bargain_of(n))
    assert (found.share, found.points, found.envy_free) == ((0, 1), (50, 50), True)


def test_concessions_are_ordered_by_size_firmness_and_latest_move():
    from datetime import date

    from pourparler.model import Actor
    from pourparler.settlement.commitment_strength import Firmness

    line = {"kind": Kind.REJECTS, "issue": "x", "option": "yes"}
    plain = Position("0", "A", **line, said_by="Voss")
    rumour = Position("1", "A", **line, said_by="two officials")
    hedged = Position("2", "B", **line, hedged="may")
    moved = Position("3", "B", Kind.REJECTS, "y", "yes", until=date(2031, 3, 1))
    n = Negotiation(
        "t",
        (Party("A", actors=(Actor("Ada Voss"),)), Party("B")),
        (Issue("x", YES_NO), Issue("y", YES_NO)),
        (plain, rumour, hedged, moved, Position("4", "B", Kind.REJECTS, "y", "no")),
    )
    firmness = Firmness.of(n)
    assert [firmness.firm(p) for p in n.positions[:3]] == [True, False, False]
    assert firmness.last_move(n.positions[4]) == date(2031, 3, 1)
    sets = [(plain, rumour), (plain,), (rumour,), (n.positions[4],)]
    assert sorted(sets, key=firmness.rank) == [(rumour,), (n.positions[4],), (plain,), (plain, rumour)]
