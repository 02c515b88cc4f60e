"""What would follow if a position were added, dropped, or a party left out."""

import pytest

from pourparler.errors import PourparlerError
from pourparler.model import Kind, Position
from pourparler.settlement import Verdict
from pourparler.settlement.scenarios import changed, side_by_side, supposed

from .negotiations import talks


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
