"""Two drafts compared: who gains, who loses, and where that is not known."""

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.settlement import Acceptance
from pourparler.settlement.drafts import Change, compare

from .negotiations import QUARREL, negotiations, settlements, talks

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


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
