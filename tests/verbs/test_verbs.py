"""What Python programs call has the names of the commands, and does what they do."""

import ast
import inspect
from dataclasses import replace
from datetime import timedelta

import pytest

import pourparler as pp
from pourparler import verbs
from pourparler.briefing import render
from pourparler.cli.app import application
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Document, confirmed
from pourparler.record import By, Record, Since, briefings
from pourparler.record.review import now
from pourparler.settlement import Analysis, Verdict
from pourparler.verbs.opening import negotiation_of

from ..conftest import DEMO, commands_of

ELSEWHERE = {"open": None, "stability": "analyse_stability"}
"""Not under their own names: ``open`` is a command only, and a package is called ``stability``."""


BY_OPTION = {
    "load_conflict", "load_negotiation", "propose_conflict", "draft_write", "documents_resting", "proposals_add", "proposals_change", "proposals_reorder",
    "network_over_time",
}  # fmt: skip
"""What a command does by an option or before it asks, what pages do, and what reads files."""


def commands(group, words=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield "_".join((*words, name)).replace("-", "_")


NAMES = {name for c in commands(commands_of(application())) if (name := ELSEWHERE.get(c, c))}


def test_every_command_is_a_function_and_nothing_else_but_what_reads_files():
    assert set(pp.__all__) == NAMES | BY_OPTION
    assert set(pp.__all__) <= set(dir(pp))
    for name in pp.__all__:
        verb = getattr(pp, name)
        assert callable(verb)
        assert inspect.getdoc(verb)


def test_verbs_are_where_the_table_says():
    told = [name for names in verbs.VERBS.values() for name in names]
    assert len(told) == len(set(told))
    assert set(verbs.__all__) == set(told) >= set(pp.__all__)
    for group, names in verbs.VERBS.items():
        for name in names:
            assert getattr(verbs, name).__module__ == f"pourparler.verbs.{group}"
    for module in (pp, verbs):
        with pytest.raises(AttributeError, match="nonsense"):
            _ = module.nonsense


def test_what_type_checkers_see_is_what_is_there():
    for module in (pp, verbs):
        tree = ast.parse(inspect.getsource(module))
        (block,) = (n for n in tree.body if isinstance(n, ast.If))
        assert {a.name for n in block.body for a in n.names} == set(module.__all__)


def test_settlement_verbs_take_a_folder_or_a_negotiation(demo):
    negotiation = pp.load_negotiation(demo)
    assert negotiation_of(negotiation) is negotiation
    for source in (demo, str(demo), negotiation):
        assert pp.settle(source).verdict is Verdict.NONE
    assert pp.settle(demo, without=["Port Auvane"]).verdict is not Verdict.NONE
    found = pp.concessions(demo)
    assert isinstance(found, Analysis)
    assert all(found.is_computed(part) for part in ("blocking", "trades", "groups"))
    assert not found.is_computed("zopa")
    assert {d.party for d in pp.ask_next(demo, "Maravel").deciding} == {"Maravel"}
    assert pp.ask_next(demo) == pp.ask_next(negotiation)
    with pytest.raises(PourparlerError, match="what would be different"):
        pp.what_if(demo)
    before, after = pp.what_if(demo, add=["Port Auvane: transit rejects open"])
    assert len(after.analysis.negotiation.positions) == len(before.analysis.negotiation.positions) + 1


def test_stability_takes_a_folder_a_negotiation_or_a_conflict(demo):
    negotiation = pp.load_negotiation(demo)
    found = [pp.analyse_stability(x).sure for x in (demo, negotiation, negotiation.conflict, pp.load_conflict(demo))]
    assert found[0]
    assert found == [found[0]] * 4
    assert len(pp.analyse_stability(pp.propose_conflict(demo)).conflict.moves) > 0


def test_the_demo_is_replaced_only_where_it_is_one(tmp_path):
    from pourparler.verbs.dossiers import new_demo

    folder = tmp_path / "demo"
    assert new_demo(folder).load().negotiation.title
    with pytest.raises(PourparlerError, match="this folder exists"):
        new_demo(folder)
    assert new_demo(folder, replace=True).root == folder
    (tmp_path / "mine").mkdir()
    with pytest.raises(PourparlerError, match="this folder exists"):
        new_demo(tmp_path / "mine", replace=True)


def test_the_record_is_read_and_decided_on(read_demo):
    entries = pp.statements_list(read_demo, party="Maravel")
    assert entries
    assert all("Maravel" in {e.statement.party, *(h.party for h in e.statement.holders)} for e in entries)
    id = entries[0].statement.id
    assert pp.statements_accept(read_demo, id, "as said").review == "accepted"
    assert pp.statements_correct(read_demo, id, {"party": None}).statement.party is None
    assert pp.statements_reject(read_demo, id).review == "rejected"
    shown = pp.statements_show(read_demo, id[:8])
    assert (shown.entry.review, len(shown.history)) == ("rejected", 3)
    words = " ".join(entries[0].quote.split("…")[0].split()[:6])
    ((evidence, title), *_) = pp.statements_cite(read_demo, words)
    assert title == shown.document.title
    assert str(evidence).startswith(shown.document.id[:12])
    with pytest.raises(NotFoundError):
        pp.statements_cite(read_demo, "words that nobody said in any of these")
    assert pp.statements_export(read_demo, read_demo / "out.csv", party="Maravel") == len(
        pp.statements_list(read_demo, party="Maravel")
    )


def test_what_is_suggested_is_applied_once(read_demo):
    fresh = [c for c in pp.positions_suggest(read_demo) if c.known is None]
    done = pp.positions_apply(read_demo, [fresh[0].position.id, fresh[0].position.id])
    assert [c.position.id for c in done.fresh] == [fresh[0].position.id]
    again = pp.positions_apply(read_demo, [fresh[0].position.id])
    assert (again.fresh, len(again.known)) == ((), 1)
    assert fresh[0].position.id in {p.id for p in pp.positions_list(read_demo)}
    with pytest.raises(NotFoundError, match="no next step 'nothing' is proposed"):
        pp.next_steps_apply(read_demo, ["nothing"])


def test_applying_a_move_gives_up_what_the_party_held_before(tmp_path):
    talks = tmp_path / "talks"
    pp.new(talks)
    (talks / "dossier.yaml").write_text("""
negotiation: Canal talks
parties: {Arland: {}, Norland: {}}
issues:
  toll:
    question: What toll do barges pay on the canal?
    options: {five: a toll of 5 percent, none: no toll}
positions: []
""")
    for day, words in (("2031-02-01", "Arland rejects"), ("2031-03-05", "Arland accepts")):
        (tmp_path / f"{day} news.txt").write_text(f"{words} a toll of 5 percent on the barges of the canal.\n")
    list(pp.add(talks, sorted(map(str, tmp_path.glob("*.txt")))))
    list(pp.read(talks))
    ids = [c.position.id for c in pp.positions_suggest(talks)]
    first, then = "arland.toll.rejects.five", "arland.toll.accepts.five"
    assert sorted(ids) == sorted((first, then))
    done = pp.positions_apply(talks, [first])
    assert done.ended == ()
    done = pp.positions_apply(talks, [then])
    assert [day.isoformat() for _, day in done.ended] == ["2031-03-05"]
    assert {str(p.until) for p in pp.positions_list(talks) if p.kind == "rejects"} == {"2031-03-05"}
    assert pp.check(talks).contradictions == ()


def test_what_is_in_doubt_is_told_until_somebody_decides(read_demo):
    doubtful = pp.verbs.positions_doubtful(read_demo)
    assert doubtful
    assert all(e.statement.doubtful and e.statement.option and e.review == "proposed" for e in doubtful)
    used = {s.id for c in pp.positions_suggest(read_demo) for s in c.statements}
    assert not used & {e.statement.id for e in doubtful}
    first, second, *rest = (e.statement.id for e in doubtful)
    pp.statements_accept(read_demo, first)
    pp.statements_reject(read_demo, second)
    assert [e.statement.id for e in pp.verbs.positions_doubtful(read_demo)] == rest


def test_checking_tells_of_evidence_that_leads_nowhere(demo):
    checked = pp.check(demo)
    assert checked.missing
    assert checked.contradictions == tuple(pp.settle(demo).contradictions)
    assert pp.network(demo, "conflict").number_of_edges() > 0
    assert pp.why(demo, "verdict").rests_on


def test_importing_costs_little():
    import subprocess
    import sys

    code = "import pourparler, sys; print([m for m in sys.modules if m.startswith('pourparler.') or m == 'numpy'])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
    assert DEMO.is_dir()


def test_drafting_loads_neither_what_opens_files_nor_scipy(read_demo):
    import subprocess
    import sys

    code = "import sys, pourparler as pp; pp.draft(sys.argv[1]); pp.documents_list(sys.argv[1]); print({'pourparler.documents', 'scipy'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code, str(read_demo)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_every_analysis_can_leave_out_what_nobody_confirmed(half_confirmed):
    whole = pp.load_negotiation(half_confirmed)
    left = confirmed(whole)
    opened = pp.load_negotiation(half_confirmed, confirmed_only=True)
    assert replace(opened, conflict=None) == replace(left, conflict=None)
    only = {"confirmed_only": True}
    for source in (half_confirmed, whole):
        assert pp.settle(source, **only).verdict is pp.settle(left).verdict is Verdict.POSSIBLE
        assert pp.settle(source).verdict is Verdict.NONE
        assert (
            pp.concessions(source, **only).blocking == pp.concessions(left).blocking != pp.concessions(source).blocking
        )
        assert pp.ask_next(source, **only) == pp.ask_next(left) != pp.ask_next(source)
        first, _ = pp.what_if(source, add=["Port Auvane: transit rejects open"], **only)
        assert list(first.analysis.negotiation.position) == list(left.position)
        assert len(pp.propose_conflict(source, **only).moves) == len(pp.propose_conflict(left).moves)
        assert {c.positions for c in verbs.contests(source, runs=5, **only)} == {
            c.positions for c in verbs.contests(left, runs=5)
        }
        drafts = ({"dues": "full"}, {"dues": "none"})
        assert pp.compare(source, *drafts, **only) == pp.compare(left, *drafts)
    assert [m.rests_on for m in pp.load_conflict(half_confirmed, **only).moves] == [
        m.rests_on for m in left.conflict.moves
    ]
    assert pp.analyse_stability(half_confirmed, **only).sure == pp.analyse_stability(left).sure
    ((_, powers),) = pp.influence_power(half_confirmed, **only)
    assert powers.game.voters == left.at_table
    assert len(pp.network(half_confirmed, **only).edges) < len(pp.network(half_confirmed).edges)
    assert "no party is known" in pp.why(half_confirmed, "verdict", **only).words.lower()
    with pytest.raises(NotFoundError):
        pp.why(half_confirmed, next(p.id for p in whole.positions if p.suggested), **only)


def test_what_comes_while_a_briefing_is_made_is_new_the_next_time(read_demo, monkeypatch):
    def then_more_comes(*told):
        with Record(read_demo / "record.sqlite") as record:
            record.add_document(Document("Ada Voss said that the dues would stay.", "Late news"))
        begun = now()
        monkeypatch.setattr(briefings, "now", lambda: begun + timedelta(seconds=9))  # it takes so long
        return write(*told)

    write = render.write_report
    monkeypatch.setattr(render, "write_report", then_more_comes)
    verbs.report(read_demo, read_demo / "briefing.md")
    with Record(read_demo / "record.sqlite") as record:
        at = record.last_briefing().at
        assert [
            d.title for d in record.documents() if d.id in record.new_document_ids(Since(at.date(), By.ADDED, at))
        ] == ["Late news"]
    monkeypatch.setattr(render, "write_report", write)
    verbs.report(read_demo, read_demo / "briefing.md")
    with Record(read_demo / "record.sqlite") as record:  # nothing came meanwhile
        at = record.last_briefing().at
        assert record.new_document_ids(Since(at.date(), By.ADDED, at)) == []
