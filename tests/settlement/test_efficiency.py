"""Whether a settlement could be bettered for somebody at no cost to anybody."""

from hypothesis import HealthCheck, given, settings

from pourparler.settlement import Judges, robust_solutions
from pourparler.settlement.drafts import Change, compare
from pourparler.settlement.efficiency import Efficiency, efficiency

from .negotiations import negotiations, settlements

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


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
