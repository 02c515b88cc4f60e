"""One analysis: each part computed once, when it is asked for; limits and interruption; what it tells of one settlement."""

import threading
from dataclasses import replace

import pytest

from pourparler.dossier import load
from pourparler.errors import PourparlerError
from pourparler.model import Kind, Linkage, NoAgreement, Position
from pourparler.monitor import Monitor
from pourparler.settlement import PARTS, Acceptance, Analysis, Verdict, analyse
from pourparler.settlement import analysis as module
from pourparler.settlement.efficiency import Efficiency

from ..conftest import DEMO
from .negotiations import QUARREL, talks

COMPUTED_BY = {
    "zopa": "measure_zopa", "blocking": "find_blocking", "contradictions": "find_contradictions", "gaps": "open_questions",
    "trades": "find_trades", "groups": "find_groups", "deciding": "deciding_answers", "questions": "next_questions", "robust": "robust_solutions",
    "outcomes": "outcomes", "solved": "solve", "confirmed": "confirmed",
}  # fmt: skip
NUMBERS = {
    "A": {"x": {"yes": 3, "no": 0}, "y": {"yes": 1, "no": 0}},
    "B": {"x": {"yes": 0, "no": 1}, "y": {"yes": 0, "no": 3}},
}


def numbers():
    return talks(values=NUMBERS, no_agreement=NoAgreement(values={"A": 0, "B": 0}))


def counting(monkeypatch):
    """How often each part's computation was called."""
    calls = dict.fromkeys(COMPUTED_BY, 0)

    def counted(part, compute):
        def call(*given, **more):
            calls[part] += 1
            return compute(*given, **more)

        return call

    for part, name in COMPUTED_BY.items():
        monkeypatch.setattr(module, name, counted(part, getattr(module, name)))
    return calls


def test_every_part_is_known_here():
    assert set(PARTS) == {*COMPUTED_BY, "judges"}


def test_nothing_is_computed_before_it_is_asked_for(monkeypatch):
    calls = counting(monkeypatch)
    analysis = Analysis(talks(QUARREL))
    assert not any(analysis.is_computed(part) for part in PARTS)
    assert analysis.trades is analysis.trades
    assert calls == dict.fromkeys(COMPUTED_BY, 0) | {"trades": 1}
    assert [part for part in PARTS if analysis.is_computed(part)] == ["judges", "trades"]
    with pytest.raises(KeyError):
        analysis.is_computed("everything")


def test_each_part_is_computed_once_even_from_several_threads(monkeypatch):
    calls = counting(monkeypatch)
    analysis = Analysis(numbers())
    begin = threading.Barrier(6)
    found, faults = [], []

    def ask(shift):
        try:
            begin.wait(10)
            # In another order each, so that parts wait for parts that other threads compute.
            found.append({part: getattr(analysis, part) for part in PARTS[shift:] + PARTS[:shift]})
        except Exception as error:  # a thread's fault would be lost
            faults.append(error)

    threads = [threading.Thread(target=ask, args=(2 * k,)) for k in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
    assert not faults
    assert len(found) == 6
    assert set(calls.values()) == {1}
    assert all(f[part] is found[0][part] for f in found for part in PARTS)


def test_analyse_computes_what_settle_shows_and_no_more():
    analysis = analyse(talks(QUARREL))
    assert {p for p in PARTS if analysis.is_computed(p)} == {"judges", "zopa", "blocking", "contradictions", "gaps"}


def test_the_monitor_limits_a_part_and_hears_of_it():
    told = []
    monitor = Monitor(lambda part, done, total: told.append((part, total)), seconds={"robust": 0.0})
    analysis = Analysis(talks(QUARREL), monitor)
    assert analysis.robust is None
    assert analysis.outcomes == ()
    assert ("robust", 200) in told
    assert len(analysis.questions) > 0
    assert ("questions", 2) in told


def test_an_interrupted_analysis_ends_with_what_it_has():
    monitor = Monitor()
    monitor.stop()
    analysis = analyse(
        talks([Position("0", "A", Kind.REQUIRES, "x", "yes"), Position("1", "B", Kind.REJECTS, "x", "yes")]), monitor
    )
    assert analysis.verdict is Verdict.NONE
    assert not analysis.blocking.complete
    assert analysis.questions == analysis.groups == ()


def test_who_is_counted_follows_the_verdict():
    line = [Position("0", "A", Kind.REQUIRES, "x", "yes"), Position("1", "B", Kind.REJECTS, "x", "yes")]
    n = talks(line)
    away = replace(n, parties=(n.parties[0], replace(n.parties[1], at_table=False)))
    assert Analysis(talks(QUARREL)).counted == ("A", "B")
    assert Analysis(away).counted == ("A",)
    assert Analysis(away).robust is None
    assert Analysis(away).at_table_verdict is Verdict.POSSIBLE


def test_questions_to_one_party_are_asked_even_where_it_refuses_everything():
    n = talks(
        [Position("0", "A", Kind.REQUIRES, "x", "yes"), Position("1", "B", Kind.REJECTS, "x", "yes")],
        no_agreement=NoAgreement({"x": "no", "y": "no"}),
    )
    away = replace(n, parties=(n.parties[0], replace(n.parties[1], at_table=False)))
    analysis = Analysis(away)
    assert {q.party for q in analysis.questions} == {"A"}
    found = analysis.to_ask("B")
    assert {d.party for d in found.deciding} | {q.party for q in found.narrowing} == {"B"}
    with pytest.raises(PourparlerError, match="there is no party 'C'"):
        analysis.to_ask("C")


def test_one_settlement_is_judged_with_the_linkages_that_it_breaks():
    link = Linkage("l", (("x", "yes"), ("y", "yes")))
    analysis = Analysis(talks([Position("0", "A", Kind.REJECTS, "x", "no")], linkages=(link,)))
    found = analysis.judge({"x": "yes", "y": "yes"})
    assert found.broken_linkages == (link,)
    assert [j.share for j in found.judgements] == [None, None]
    other = analysis.judge({"x": "no", "y": "yes"}, shares=True)
    assert other.broken_linkages == ()
    assert other.judgements[0].acceptance is Acceptance.REFUSED
    assert other.judgements[0].share is None
    assert 0 < other.judgements[1].share.value < 1
    with pytest.raises(KeyError):
        analysis.judge({"x": "no"})


def test_the_efficiency_of_one_settlement():
    analysis = Analysis(numbers())
    answer, better = analysis.efficiency({"x": "no", "y": "yes"})
    assert answer is Efficiency.NO
    assert better.better == {"x": "yes", "y": "no"}
    assert analysis.efficiency({"x": "yes", "y": "no"}) == (Efficiency.NECESSARY, None)
    assert analysis.often_efficient({"x": "yes", "y": "no"}) == 1.0
    assert analysis.often_efficient({"x": "no", "y": "yes"}) == 0.0


def test_a_group_without_a_settlement_is_told_too():
    n = talks([Position("0", "A", Kind.REQUIRES, "x", "yes"), Position("1", "B", Kind.REJECTS, "x", "yes")])
    assert Analysis(n).groups == ()
    assert Analysis(n).group(["A", "B"]).size == 0


def test_numbers_are_solved_where_all_are_there():
    assert Analysis(numbers()).solved.zopa == 4
    with pytest.raises(PourparlerError):
        _ = Analysis(talks(QUARREL)).solved


def test_the_outcomes_of_the_demo_are_those_that_are_most_often_efficient():
    analysis = Analysis(load(DEMO / "dossier.yaml").negotiation)
    shares = [o.share for o in analysis.outcomes]
    assert shares == sorted(shares, reverse=True)
    assert {tuple(o.gains) for o in analysis.outcomes} == {analysis.robust.parties}
    assert all(analysis.often_efficient(o.settlement) == o.share for o in analysis.outcomes)
