"""Agreements without some parties, and what it would take to bring those in."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from pourparler.model import Kind, Party, Position
from pourparler.settlement import Judges, analyse
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.scenarios import changed
from pourparler.settlement.subgroup_agreements import find_groups, group_of

from .negotiations import negotiations, talks

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@few
@given(negotiations(most_issues=3))
def test_groups_are_what_settling_without_the_others_gives(negotiation):
    judges = Judges.of(negotiation)
    for group in find_groups(judges):
        outside = [p.name for p in negotiation.parties if p.name not in group.parties]
        alone = analyse(changed(negotiation, without=outside))
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
