"""What would follow if a position were added, dropped, or a party left out."""

from dataclasses import replace
from datetime import date

import pytest

from pourparler.errors import PourparlerError
from pourparler.model import Kind, Position
from pourparler.settlement import Analysis, Verdict
from pourparler.settlement.scenarios import changed, counted, side_by_side, supposed

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


def test_only_what_is_confirmed_counts_where_it_is_asked_for():
    n = talks(
        [Position("0", "A", Kind.REJECTS, "x", "yes"), Position("1", "B", Kind.REQUIRES, "x", "yes", suggested=True)]
    )
    assert counted(n, confirmed_only=False) is n
    left = counted(n, confirmed_only=True)
    assert list(left.position) == ["0"]
    assert (Analysis(n).verdict, Analysis(left).verdict) == (Verdict.NONE, Verdict.POSSIBLE)
    assert Analysis(n).confirmed.verdict is Verdict.POSSIBLE
    nobody = replace(n, parties=tuple(replace(p, suggested=True) for p in n.parties), positions=n.positions[1:])
    assert Analysis(nobody).confirmed is None
    with pytest.raises(PourparlerError, match="too little is confirmed yet"):
        counted(nobody, confirmed_only=True)


def test_as_of_a_day_only_what_was_said_by_then_counts():
    first, later = date(2031, 2, 3), date(2031, 3, 1)
    n = talks(
        [
            Position("0", "A", Kind.REJECTS, "x", "yes", as_of=first),
            Position("1", "B", Kind.REQUIRES, "x", "yes", as_of=later, suggested=True),
        ]
    )
    then = counted(n, confirmed_only=False, as_of=first)
    assert (list(then.position), then.stood.later) == (["0"], 1)
    assert (Analysis(n).verdict, Analysis(then).verdict) == (Verdict.NONE, Verdict.POSSIBLE)
    assert list(counted(n, confirmed_only=True, as_of=later).position) == ["0"]
    with pytest.raises(PourparlerError, match=r"had been said by 2031-02-02.*from 2031-02-03 on"):
        counted(n, confirmed_only=False, as_of=date(2031, 2, 2))
    undated = replace(n, positions=tuple(replace(p, as_of=None) for p in n.positions))
    with pytest.raises(PourparlerError, match="no position of this dossier has a date"):
        counted(undated, confirmed_only=False, as_of=first)
