"""Numbers too long for exact sums of 52 bits: what is counted is right, or said to be an upper limit."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.model import Issue, Negotiation, NoAgreement, Party
from pourparler.settlement import analyse
from pourparler.settlement import zopa as zopa_module
from pourparler.settlement.numeric_values import numeric

ISSUES = tuple(Issue(f"i{k}", {o: o for o in "abc"[:n]}) for k, n in enumerate((3, 2, 3, 2)))
PARTIES = ("A", "B")
LONG = Fraction(1, 3**40)
"""Added to a number it does not change what is near, and needs 64 bits more."""
few = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@st.composite
def talks(draw):
    values = {
        p: {i.id: {o: draw(st.integers(0, 9)) + draw(st.integers(1, 5)) * LONG for o in i.options} for i in ISSUES}
        for p in PARTIES
    }
    for told in values.values():  # to nobody are all options of an issue the same
        for options in told.values():
            options["b"] = options["a"] + draw(st.integers(1, 5))
    least = {p: draw(st.integers(5, 25)) + Fraction(1, 2) for p in PARTIES}
    return Negotiation("n", tuple(map(Party, PARTIES)), ISSUES, values=values, no_agreement=NoAgreement(values=least))


def agreed(n):
    """How many settlements give every party its reservation value, one by one in fractions."""

    def takes(p, options):
        return sum(n.values[p][i.id][o] for i, o in zip(ISSUES, options, strict=True)) >= n.no_agreement.values[p]

    return sum(all(takes(p, options) for p in PARTIES) for options in product(*(i.options for i in ISSUES)))


@few
@given(talks())
def test_a_small_space_is_counted_right(n):
    assert all(numeric(n, p) is None for p in PARTIES)
    zopa = analyse(n).zopa
    assert zopa.size == zopa.agreed == agreed(n)
    assert not zopa.only_hard


@few
@given(talks())
def test_what_is_counted_without_them_is_an_upper_limit_and_said_to_be(n):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zopa_module, "FULL_LIMIT", 0)
        patch.setattr(zopa_module, "CLOSED_LIMIT", 0)
        zopa = analyse(n).zopa
        assert set(zopa.only_hard) == set(PARTIES)
        assert zopa.agreed is None
        assert zopa.size >= agreed(n)
