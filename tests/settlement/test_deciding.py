"""Answers that would change the verdict: what is told of each is what comes of changing the dossier, and none is missed."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from pourparler.model import Issue, Kind, NoAgreement, Party, Position
from pourparler.settlement import Acceptance, Analysis, Basis, zones_after, zopa
from pourparler.settlement.deciding import Effect
from pourparler.settlement.scenarios import changed
from pourparler.settlement.supposed_answers import possible_acceptances, possible_refusals

from .negotiations import allowed, breaks, negotiations, settlements, talks

many = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
NUMBERS = {
    Effect.OPENS: lambda a: a.zopa.size, Effect.CLOSES: lambda a: a.zopa.size, Effect.OPENS_TABLE: lambda a: a.zopa.at_table,
    Effect.CLOSES_TABLE: lambda a: a.zopa.at_table, Effect.FEWER: lambda a: fewest(a), Effect.MORE: lambda a: fewest(a),
}  # fmt: skip


def fewest(analysis):
    """By how many parties the settlements are refused that fewest refuse, counted one by one."""
    n, rows = analysis.negotiation, analysis.zopa.acceptability
    return min(
        (
            sum(Acceptance(row[k]).refused for row in rows.values())
            for k, s in enumerate(settlements(n))
            if allowed(n, s)
        ),
        default=None,
    )


def then(negotiation, answer):
    """The analysis of the dossier with the answer written into it."""
    return Analysis(changed(negotiation, drop=[p.id for p in answer.drop], add=answer.add))


def all_answers(negotiation):
    hard = {p for p in negotiation.in_force if p.hard}
    return [*possible_acceptances(negotiation, hard), *possible_refusals(negotiation)]


def verdict(analysis):
    return bool(analysis.zopa.size), bool(analysis.zopa.at_table), fewest(analysis)


@many
@given(negotiations(most_issues=3))
def test_what_an_answer_changes_is_what_the_changed_dossier_says(negotiation):
    today = Analysis(negotiation)
    for d in today.deciding:
        changed_ = then(negotiation, d.answer)
        if d.effect in NUMBERS:
            assert (NUMBERS[d.effect](today), NUMBERS[d.effect](changed_)) == (d.before, d.after)
            assert d.before != d.after
        sets = [frozenset(p.id for p in s) for s in changed_.blocking.blocking_sets]
        if d.effect is Effect.BLOCKS:
            assert frozenset({d.answer.add[0].id, *(p.id for p in d.rests_on)}) in sets
            assert any(p.party != d.party for p in d.rests_on)
        if d.effect is Effect.UNBLOCKS:
            assert any(set(d.rests_on) & set(s) for s in today.blocking.blocking_sets)
            assert all(d.answer.issue not in p.issues for s in changed_.blocking.blocking_sets for p in s)
        if d.effect in (Effect.CLOSES, Effect.CLOSES_TABLE) and d.rests_on:
            lines = (*d.rests_on, *d.answer.add)
            assert not any(
                allowed(negotiation, s) and not any(breaks(p, s) for p in lines) for s in settlements(negotiation)
            )


@many
@given(negotiations(most_issues=3))
def test_no_answer_that_changes_the_verdict_is_missed(negotiation):
    today = Analysis(negotiation)
    if today.blocking.linkages_alone_block:
        assert today.deciding == ()
        return
    told = {(d.answer.party, d.answer.issue, d.answer.option, d.answer.accepts) for d in today.deciding}
    for a in all_answers(negotiation):
        other = then(negotiation, a)
        same = verdict(other) == verdict(today)
        if not a.accepts and today.blocking.blocking_sets:
            new = [s for s in other.blocking.blocking_sets if a.add[0] in s and any(p.party != a.party for p in s)]
            same = same and not new
        # Where values, not red lines, leave nothing, only what opens or closes counts.
        assert same or (a.party, a.issue, a.option, a.accepts) in told, a


@many
@given(negotiations(most_issues=3))
def test_counted_and_judged_are_the_same(negotiation):
    judged = Analysis(negotiation).deciding
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zopa, "few_enough", lambda judges: False)
        patch.setattr(zones_after, "few_enough", lambda judges: False)
        analysis = Analysis(negotiation)
        counted = analysis.deciding
    if analysis.zopa.basis is not Basis.FULL:
        return
    assert analysis.zopa.acceptability is None

    def told(found):
        return {
            (d.answer, d.effect, d.before, d.after)
            for d in found
            if d.effect in (Effect.OPENS, Effect.CLOSES, Effect.OPENS_TABLE, Effect.CLOSES_TABLE)
        }

    assert told(counted) == told(judged)


def lines(*told):
    return [Position(str(k), *one) for k, one in enumerate(told)]


def test_who_could_open_a_settlement_comes_first():
    n = talks(lines(("A", Kind.REQUIRES, "x", "yes"), ("B", Kind.REJECTS, "x", "yes")))
    away = replace(n, parties=(*n.parties, Party("C", at_table=False)))
    found = Analysis(away).deciding
    assert [(d.party, d.answer.option, d.effect, d.after) for d in found[:2]] == [
        ("A", "no", Effect.OPENS, 2),
        ("B", "yes", Effect.OPENS, 2),
    ]
    refusals = {(d.party, d.answer.option): d for d in found[2:]}
    # C would stand in the way as well, on either side; A and B have said what they want, or refuse everything else.
    assert set(refusals) == {("C", "yes"), ("C", "no")}
    assert {d.effect for d in refusals.values()} == {Effect.BLOCKS}
    assert [p.party for p in refusals["C", "yes"].rests_on] == ["A"]


def test_one_answer_of_two_that_are_needed():
    n = talks(
        lines(
            ("A", Kind.REQUIRES, "x", "yes"), ("B", Kind.REJECTS, "x", "yes"),
            ("A", Kind.REQUIRES, "y", "yes"), ("B", Kind.REJECTS, "y", "yes"),
        )
    )  # fmt: skip
    found = {(d.party, d.answer.issue): d.effect for d in Analysis(n).deciding}
    assert found == {(p, i): Effect.UNBLOCKS for p in "AB" for i in "xy"}


def test_a_requirement_is_given_up_for_one_option_only():
    n = talks(lines(("A", Kind.REQUIRES, "x", "a"), ("B", Kind.REJECTS, "x", "a")))
    three = replace(n, issues=(Issue("x", {o: o for o in "abc"}),))
    answer = next(a for a in possible_acceptances(three, set(three.positions)) if (a.party, a.option) == ("A", "b"))
    assert [p.id for p in answer.drop] == ["0"]
    assert [(p.kind, p.option) for p in answer.add] == [(Kind.ACCEPTS, "b"), (Kind.REJECTS, "c")]
    assert then(three, answer).zopa.size == 1


def test_what_changes_nothing_is_not_asked():
    assert Analysis(talks([])).deciding == ()
    ask = Analysis(talks([], no_agreement=NoAgreement({"x": "no", "y": "no"}))).to_ask()
    assert ask.deciding == ()
    assert ask.narrowing


def test_a_refusal_that_leaves_nothing():
    n = talks(lines(("A", Kind.REJECTS, "x", "yes")))
    (d,) = Analysis(n).deciding
    assert (d.party, d.answer.option, d.effect, d.before, d.after) == ("B", "no", Effect.CLOSES, 2, 0)
    assert [p.id for p in d.rests_on] == ["0"]
    assert Analysis(n).to_ask().narrowing == ()
