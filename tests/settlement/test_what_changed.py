"""What changed in what could be agreed, and which positions make the difference."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.model import Issue, Kind, Negotiation, Party, Position
from pourparler.monitor import Monitor
from pourparler.settlement import Analysis, Verdict
from pourparler.settlement.what_changed import TRIED, what_changed

from .negotiations import negotiations


def position(id, party, kind, option, **fields):
    return Position(id, party, kind, "dues", option, **fields)


def talks(*positions):
    issue = Issue("dues", {"none": "no dues", "full": "full dues"})
    return Negotiation("Talks", (Party("North"), Party("South")), (issue,), positions)


NO_FULL, NO_NONE = position("n", "North", Kind.REJECTS, "full"), position("s", "South", Kind.REJECTS, "none")


def test_the_position_that_makes_the_difference_is_told():
    beside = position("beside", "South", Kind.ACCEPTS, "full")
    found = what_changed(talks(NO_FULL), talks(NO_FULL, NO_NONE, beside))
    assert found.changed
    assert (found.before.verdict, found.after.verdict) == (Verdict.POSSIBLE, Verdict.NONE)
    assert [p.id for p in found.came] == ["s", "beside"]
    assert [p.id for p in found.decisive] == ["s"]
    back = what_changed(talks(NO_FULL, NO_NONE), talks(NO_FULL))
    assert [p.id for p in back.gone] == [p.id for p in back.decisive] == ["s"]


def test_where_several_together_make_it_none_does_alone():
    both = (position("s", "South", Kind.REJECTS, "none"), position("t", "South", Kind.REQUIRES, "full"))
    found = what_changed(talks(NO_FULL), talks(NO_FULL, *both))
    assert found.changed
    assert found.tried
    assert found.decisive == ()


def test_another_name_or_other_evidence_is_no_change():
    now = talks(NO_FULL)
    found = what_changed(talks(replace(NO_FULL, id="other", suggested=True)), now)
    assert (found.changed, found.came, found.gone) == (False, (), ())
    assert found.before is found.after


def test_an_analysis_that_is_there_is_used():
    now = talks(NO_FULL)
    mine = Analysis(now)
    assert what_changed(now, now, analysis=mine).after is mine


def test_what_cannot_be_analysed_is_told_as_such():
    found = what_changed(replace(talks(), issues=()), talks(NO_FULL))
    assert found.before is None
    assert found.changed
    assert found.decisive == ()


def test_where_too_much_changed_or_time_is_over_nothing_is_tried():
    parties = [
        position(f"p{k}", "North", Kind.ACCEPTS, "none", condition=(("dues", "none"),) * (k + 1))
        for k in range(TRIED + 1)
    ]
    many = what_changed(talks(NO_FULL), talks(NO_FULL, NO_NONE, *parties))
    assert (many.changed, many.tried, many.decisive) == (True, False, ())
    stopped = Monitor(seconds={"what changed": 0.0})
    late = what_changed(talks(NO_FULL), talks(NO_FULL, NO_NONE), stopped)
    assert (late.changed, late.tried) == (True, False)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(negotiations(most_issues=2), st.sets(st.integers(0, 6), max_size=3))
def test_what_makes_the_difference_is_what_an_analysis_without_it_says(after, late):
    before = replace(after, positions=tuple(p for k, p in enumerate(after.positions) if k not in late))

    def answer(positions):
        a = Analysis(replace(after, positions=tuple(positions)))
        return a.verdict, a.zopa.size, a.zopa.at_table

    for then, now in ((before, after), (after, before)):
        found = what_changed(then, now)
        assert found.changed == (answer(then.positions) != answer(now.positions))
        if found.changed:
            changed = (*found.came, *found.gone)
            undone = {
                p: [q for q in now.positions if q is not p] if p in found.came else [*now.positions, p] for p in changed
            }
            assert found.decisive == tuple(p for p in changed if answer(undone[p]) == answer(then.positions))
