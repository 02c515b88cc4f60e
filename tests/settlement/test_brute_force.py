"""Every result on small random negotiations equals what the definitions give by enumeration."""

from hypothesis import HealthCheck, given, settings

from pourparler.settlement import Acceptance, Analysis, Verdict, analyse
from pourparler.settlement.hard_constraints import HardRules

from .negotiations import allowed, answers, breaks, negotiations, satisfiable, settlements, subsets

few = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
many = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@few
@given(negotiations(most_issues=3))
def test_acceptability_is_that_of_the_definitions(negotiation):
    found = analyse(negotiation).zopa.acceptability
    for party in negotiation.parties:
        assert found[party.name].tolist() == answers(negotiation, party.name)


@few
@given(negotiations(most_issues=3))
def test_the_zone_is_what_no_party_refuses(negotiation):
    analysis = analyse(negotiation)
    zopa, rows = analysis.zopa, analysis.zopa.acceptability
    everything = settlements(negotiation)

    def zone(parties):
        return [
            k
            for k, s in enumerate(everything)
            if allowed(negotiation, s) and not any(Acceptance(rows[p][k]).refused for p in parties)
        ]

    names = [p.name for p in negotiation.parties]
    inside = zone(names)
    assert zopa.settlements == len(everything)
    assert zopa.allowed == sum(allowed(negotiation, s) for s in everything)
    assert zopa.size == len(inside)
    assert zopa.agreed == sum(all(rows[p][k] == Acceptance.ACCEPTABLE for p in names) for k in inside)
    assert zopa.at_table == len(zone(negotiation.at_table))
    for p in names:
        assert zopa.without_party[p] == len(zone([q for q in names if q != p]))
    for p in negotiation.absent:
        assert zopa.lost_to_absent[p] == sum(Acceptance(rows[p][k]).refused for k in zone(negotiation.at_table))
    wanted = Verdict.NONE if not inside else Verdict.AGREED if zopa.agreed else Verdict.POSSIBLE
    assert analysis.verdict is wanted
    assert all(e.settlement in [everything[k] for k in inside] for e in zopa.examples)


@many
@given(negotiations(most_issues=4))
def test_minimal_blocking_and_concession_sets(negotiation):
    hard = [p for p in negotiation.positions if p.hard]
    analysis = analyse(negotiation)
    blocking = {frozenset(p.id for p in s) for s in subsets(hard) if not satisfiable(negotiation, s)}
    minimal = {s for s in blocking if not any(t < s for t in blocking)}
    assert {frozenset(p.id for p in s) for s in analysis.blocking.blocking_sets} == minimal
    if not satisfiable(negotiation, ()):
        assert analysis.blocking.linkages_alone_block
        assert analysis.blocking.concessions == ()
        return
    opening = {
        frozenset(p.id for p in s) for s in subsets(hard) if satisfiable(negotiation, [p for p in hard if p not in s])
    }
    wanted = {s for s in opening if not any(t < s for t in opening)}
    assert {frozenset(p.id for p in s) for s in analysis.blocking.concessions} == wanted


@many
@given(negotiations(most_issues=4))
def test_counts_equal_counts_by_listing(negotiation):
    rules = HardRules.of(negotiation)
    everything = [s for s in settlements(negotiation) if allowed(negotiation, s)]
    hard = [p for p in negotiation.positions if p.hard]
    assert rules.count() == sum(not any(breaks(p, s) for p in hard) for s in everything)
    assert rules.count(()) == len(everything)
    for k, issue in enumerate(negotiation.issues):
        kept = [p for p in hard if issue.id not in p.issues]
        free = [i for i in negotiation.linkages if issue.id not in dict(i.never)]
        rest = {
            tuple(s[i.id] for i in negotiation.issues if i.id != issue.id)
            for s in settlements(negotiation)
            if not any(breaks(p, s) for p in kept) and not any(all(s[a] == b for a, b in i.never) for i in free)
        }
        assert rules.count(without_issue=k) == len(rest)


@few
@given(negotiations(most_issues=2))
def test_a_judgement_rests_on_the_positions_that_it_breaks(negotiation):
    for s in settlements(negotiation)[:4]:
        for j in Analysis(negotiation).judge(s).judgements:
            broken = {p.id for p in negotiation.positions if p.party == j.party and breaks(p, s)}
            assert {p.id for p in j.broken} == broken
