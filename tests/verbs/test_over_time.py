"""A dossier as it stood, the lives of its positions, and who moved, as functions."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

import pourparler as pp
from pourparler import verbs
from pourparler.errors import DocumentError, PourparlerError
from pourparler.model import as_it_stood
from pourparler.model.stances import Side
from pourparler.settlement import Verdict

from ..conftest import RIYADH

DAY = date(2031, 3, 1)


def without_stood(negotiation):
    return replace(negotiation, stood=None, conflict=None)


def test_as_of_the_last_day_every_dossier_is_as_it_stands(read_demo, tmp_path):
    riyadh = tmp_path / "riyadh"
    shutil.copytree(RIYADH, riyadh)
    for folder, last in ((read_demo, "2031-12-31"), (riyadh, "2025-02-18"), (read_demo / "dossier.yaml", "2031-12-31")):
        whole, then = pp.load_negotiation(folder), pp.load_negotiation(folder, as_of=last)
        assert without_stood(then) == without_stood(whole)
        assert then.stood.later == 0
        assert pp.settle(folder, as_of=last).zopa.size == pp.settle(folder).zopa.size
    assert pp.load_negotiation(riyadh, as_of="2025-02-18").stood.undated == 6


def test_every_analysis_can_look_at_an_earlier_day(read_demo):
    whole = pp.load_negotiation(read_demo)
    then = pp.load_negotiation(read_demo, as_of=DAY)
    assert {p.id for p in then.in_force} == {
        p.id for p in whole.positions if p.as_of <= DAY and (p.until is None or p.until > DAY)
    }
    assert "kestria.transit.rejects.open" in {p.id for p in then.in_force}
    only = {"as_of": "1 March 2031"}
    assert pp.settle(read_demo, **only).zopa.size == pp.settle(then).zopa.size == 0
    assert pp.settle(read_demo, **only).verdict is Verdict.NONE
    assert (
        pp.concessions(read_demo, **only).blocking
        == pp.concessions(then).blocking
        != pp.concessions(read_demo).blocking
    )
    assert pp.ask_next(read_demo, **only) == pp.ask_next(then) != pp.ask_next(read_demo)
    first, _ = pp.what_if(read_demo, add=["Port Auvane: transit rejects open"], **only)
    assert list(first.analysis.negotiation.position) == list(then.position)
    drafts = ({"dues": "full"}, {"dues": "none"})
    assert pp.compare(read_demo, *drafts, **only) == pp.compare(then, *drafts)
    assert pp.analyse_stability(read_demo, **only).sure == pp.analyse_stability(then).sure
    assert pp.load_conflict(read_demo, **only).moves == then.conflict.moves
    assert len(pp.propose_conflict(read_demo, **only).moves) == len(pp.propose_conflict(then).moves)
    assert {c.positions for c in verbs.contests(read_demo, runs=5, **only)} == {
        c.positions for c in verbs.contests(then, runs=5)
    }
    assert "transit" in pp.why(read_demo, "verdict", **only).words
    networks = [pp.network(read_demo, basis=basis, **only) for basis in ("dossier", "record")]
    for basis, made in zip(("dossier", "record"), networks, strict=True):
        assert 0 < len(made.edges) < len(pp.network(read_demo, basis=basis).edges)
    # Of a negotiation that a program made, its positions' own days tell.
    assert pp.settle(whole, as_of=DAY).zopa.size == pp.settle(as_it_stood(whole, DAY)).zopa.size


def test_the_briefing_of_an_earlier_day_says_so_and_knows_no_later_document(read_demo):
    written = pp.report(read_demo, read_demo / "then.md", as_of="2031-02-20").first.read_text()
    assert "This is how things stood at the end of 20 February 2031. 16 positions were first said later" in written
    assert "from 3 February 2031 to 20 February 2031" in written or "12 March 2031" not in written.split("## ")[0]
    today = pp.report(read_demo, read_demo / "now.md").first.read_text()
    assert "This is how things stood" not in today
    assert "March 2031" in today
    later = [line for line in written.splitlines() if line.startswith("[^") and " March 2031" in line]
    assert later == []


@pytest.mark.parametrize(
    ("day", "words"),
    [("2031-02-30", "is not a date"), ("spring", "is not a date"), ("2031-02-02", "had been said by 2031-02-02")],
)
def test_a_day_that_cannot_be_is_told(demo, day, words):
    with pytest.raises(PourparlerError, match=words):
        pp.settle(demo, as_of=day)


def test_the_life_of_positions_by_dossier_and_by_record(read_demo):
    found = pp.positions_history(read_demo, "Kestria", "transit")
    assert {(f.party, f.issue) for f in found} == {("Kestria", "transit")}
    rejects = next(f for f in found if f.side is Side.AGAINST)
    assert [(s.kind.value, str(s.day)) for s in rejects.steps] == [
        ("first said", "2031-02-03"),
        ("moved", "2031-03-02"),
    ]
    assert not any(s.suggested for f in found for s in f.steps)
    by_record = pp.positions_history(read_demo, basis="record")
    assert len(by_record) > 5
    assert all(s.suggested for f in by_record for s in f.steps)
    assert pp.positions_history(read_demo, basis="confirmed") == ()
    life = by_record[0]
    pp.statements_accept(read_demo, life.steps[0].evidence[0].statement)
    (confirmed,) = pp.positions_history(read_demo, basis="confirmed")
    assert (confirmed.party, confirmed.steps[0].suggested) == (life.party, False)
    for wrong in ({"party": "Nobody"}, {"issue": "nothing"}, {"basis": "rumours"}):
        with pytest.raises(PourparlerError, match="there is no"):
            pp.positions_history(read_demo, **wrong)


def test_who_moved_between_two_days(demo):
    found = pp.moved(demo)
    assert [(i.issue.id, i.movers(None, None)) for i in found.issues if i.moves(None, None)] == [
        ("transit", ["Kestria"]), ("dues", ["Kestria"]), ("crews", ["Maravel"]),
    ]  # fmt: skip
    (one,) = pp.moved(demo, "transit", "2031-03-01", "2031-03-10").issues
    assert one.movers(date(2031, 3, 1), date(2031, 3, 10)) == ["Kestria"]
    assert all(s.day <= date(2031, 3, 10) for f in one.lives for s in f.steps)
    with pytest.raises(PourparlerError, match="2031-03-01 is after 2031-02-01"):
        pp.moved(demo, since="2031-03-01", until="2031-02-01")
    with pytest.raises(DocumentError):
        pp.moved(demo, since="yesterday")
    with pytest.raises(PourparlerError, match="there is no issue"):
        pp.moved(demo, "weather")
