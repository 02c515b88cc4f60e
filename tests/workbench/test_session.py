"""A session: one sheet for each state of the file, what follows from it held by the analysis, caches that are bounded."""

import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import date

import pytest
from filelock import FileLock

from pourparler.dossier import edit as dossier_edit
from pourparler.dossier import open_dossier
from pourparler.errors import DossierError, NotFoundError, PourparlerError, StaleError
from pourparler.figures import frontier
from pourparler.model import Decision
from pourparler.record import Standing
from pourparler.settlement.scenarios import changed
from pourparler.verbs import matching
from pourparler.workbench import session as module
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import Counting


@pytest.fixture
def session(demo):
    return Session(open_dossier(demo))


def test_a_sheet_is_made_once_for_a_state_of_the_file(session):
    sheet = session.sheet()
    assert session.sheet() is sheet
    assert session.sheet(["Kestria"]) is not sheet
    assert session.sheet(["Kestria"]) is session.sheet(["Kestria"])
    assert "Kestria" not in session.sheet(["Kestria"]).negotiation.party
    path = session.dossier.yaml
    path.write_text(path.read_text() + "\n# a comment\n")
    assert session.sheet() is not sheet
    with pytest.raises(PourparlerError):
        session.sheet(["Nobody"])


def test_several_threads_get_one_sheet(session):
    found, begin = [], threading.Barrier(6)

    def ask():
        begin.wait(10)
        found.append(session.sheet())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(30)
    assert len(set(map(id, found))) == 1


def test_scenarios_are_kept_and_let_go(session, monkeypatch):
    monkeypatch.setattr(module, "SHEETS", 3)
    small = Session(session.dossier)
    sheet = small.sheet()
    made = []

    def derive(text):
        return small.derived(sheet, text, (), lambda: made.append(text) or changed(sheet.negotiation))

    first = derive("drop a")
    assert derive("drop a") is first
    for text in ("drop b", "drop c", "drop d"):
        derive(text)
    assert derive("drop a") is not first
    assert made == ["drop a", "drop b", "drop c", "drop d", "drop a"]
    assert len(small._sheets) == 3


def test_what_is_kept_is_bounded(session, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 2)
    small = Session(session.dossier)
    for k in range(5):
        assert small.kept(("kind", k), lambda k=k: k) == k
    assert len(small._kept) == 2
    assert small.kept(("kind", 4), lambda: "again") == 4
    assert small.kept(("kind", 0), lambda: "again") == "again"


def test_a_sheet_shows_what_its_analysis_holds(session, monkeypatch):
    sheet = session.sheet()
    assert not sheet.analysis.is_computed("questions")
    drawn = []
    monkeypatch.setattr(
        frontier, "frontier_chart", lambda n, found, across, up, link: drawn.append((across, up)) or "<svg/>"
    )
    a, b = sheet.analysis.robust.parties[:2]
    assert sheet.frontier(a, b, str) == sheet.frontier(a, b, str) == "<svg/>"
    sheet.frontier(b, a, str)
    assert drawn == [(a, b), (b, a)]


def test_where_everything_is_confirmed_what_is_confirmed_is_not_analysed_again(session):
    whole, confirmed = session.sheet(), session.sheet((), Counting(confirmed_only=True))
    assert confirmed.negotiation == whole.negotiation
    assert confirmed.analysis is whole.analysis
    assert session.sheet(["Port Auvane"]).analysis is not whole.analysis
    data = session.dossier.yaml.read_text()
    assert session.sheet((), Counting(as_of=date(2031, 3, 1))).analysis is not whole.analysis
    session.dossier.yaml.write_text(data.replace("rejects: league,", "rejects: league, suggested: true,", 1))
    assert session.sheet((), Counting(confirmed_only=True)).analysis is not session.sheet().analysis


def test_warming_computes_what_takes_longest(session):
    session.warm()
    sheet = session.sheet()
    assert all(sheet.analysis.is_computed(p) for p in ("zopa", "blocking", "deciding", "robust", "outcomes"))
    assert sheet.analysis.knows_what_to_ask


def test_warming_counts_the_statements(read_demo):
    session = Session(open_dossier(read_demo))
    session.warm()
    with session.record() as record:
        assert Standing.tellings.is_computed(session.standing_at_hand(record))


def test_editing_another_state_of_the_file_is_refused(session):
    with session.editing(session.sheet().revision):
        pass
    with pytest.raises(StaleError), session.editing("0" * 12):
        pass


def test_a_file_that_is_no_utf_8_is_refused_as_the_commands_do(session):
    session.dossier.yaml.write_bytes(session.dossier.yaml.read_bytes() + b"# caf\xe9\n")
    for read in (session.sheet, session.dossier.load):
        with pytest.raises(DossierError, match="the byte 0xe9 is not UTF-8"):
            read()


def test_a_day_is_analysed_again_when_a_day_of_the_evidence_changes_and_not_for_a_decision(read_demo):
    session = Session(open_dossier(read_demo))
    then = Counting(as_of=date(2031, 3, 1))
    before = session.sheet((), then)
    with session.record() as record:
        cited = next(e.document[:12] for p in before.negotiation.positions for e in p.evidence if e.document)
        record.decide(record.statements(document=cited)[0].statement.id, Decision.ACCEPTED)
    assert session.sheet((), then) is before
    with session.record() as record:
        record.change_document(cited, {"date": date(2031, 1, 2)})
    after = session.sheet((), then)
    assert after is not before
    fresh = Session(open_dossier(read_demo)).sheet((), then)
    assert after.dated == fresh.dated != before.dated
    assert after.negotiation.positions == fresh.negotiation.positions


def test_who_spoke_is_counted_alike_before_and_after_all_statements_are_in_memory(read_demo):
    session = Session(open_dossier(read_demo))
    negotiation = session.sheet().negotiation
    for until in (None, date(2031, 3, 1)):
        with Session(session.dossier).record() as record:
            first = Session(session.dossier).spoken(record, until)
            session.standing(record)
            whole = session.spoken(record, until)
        assert first == {k: n for k, n in whole.items() if k[0] in negotiation.party and k[1] in negotiation.issue}
        assert first


def test_threads_that_come_at_once_match_the_record_once(read_demo, monkeypatch):
    text = read_demo / "dossier.yaml"
    text.write_text(
        text.read_text(encoding="utf-8").replace("aliases: [", "aliases: [The Other Name, ", 1), encoding="utf-8"
    )
    session, matched, real = Session(open_dossier(read_demo)), [], matching.Matching.match

    def match(self, documents):
        matched.append(list(documents))
        return real(self, documents)

    def look():
        with session.record():
            pass

    monkeypatch.setattr(matching.Matching, "match", match)
    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(matched) == 1
    assert matched[0]


def test_whom_questions_may_be_about_is_asked_for_again_when_a_name_changed(read_demo):
    session = Session(open_dossier(read_demo))
    with session.record() as record:
        first = session.known(record)
        session.standing(record)
        known = session.known(record)
        assert known is not first
        one, other = (e.statement for e in record.statements()[:2])
        record.decide(one.id, Decision.ACCEPTED)
        assert session.known(record) is known
        assert known.who("Ottilie Brandt") is None
        record.decide(other.id, Decision.CORRECTED, as_corrected=replace(other, speaker="Ottilie Brandt"))
        assert session.known(record).who("Ottilie Brandt").name == "Ottilie Brandt"


def test_an_edit_of_another_program_is_no_part_of_an_edit_of_a_page(session, monkeypatch):
    """Another program edits the file as soon as it is let go; taking the page's edit back does not take that back with it."""
    path = session.dossier.yaml
    release = FileLock.release

    def edited_then(lock, *told):
        release(lock, *told)
        monkeypatch.setattr(FileLock, "release", release)
        dossier_edit.set_title(path, "Talks of others")

    monkeypatch.setattr(FileLock, "release", edited_then)
    with session.editing(session.sheet().revision) as edit:
        dossier_edit.set_title(path, "Talks of the page")
    assert edit.after != session.sheet().revision
    with pytest.raises(StaleError, match="nothing was undone"):
        session.undo()
    assert session.title() == "Talks of others"


def test_only_the_edit_that_is_meant_is_taken_back(session):
    with session.editing(session.sheet().revision) as first:
        dossier_edit.set_title(session.dossier.yaml, "One")
    with session.editing(first.after):
        dossier_edit.set_title(session.dossier.yaml, "Two")
    with pytest.raises(NotFoundError):
        session.undo(first.after)
    assert session.title() == "Two"


def test_undoing_where_the_file_is_gone_is_told(session):
    with session.editing(session.sheet().revision):
        dossier_edit.set_title(session.dossier.yaml, "One")
    session.dossier.yaml.unlink()
    with pytest.raises(DossierError, match="no dossier here"):
        session.undo()


def test_a_text_that_goes_while_it_is_put_last_is_no_fault(session, monkeypatch):
    """Another thread remembers one more, and the oldest goes."""
    monkeypatch.setattr(module, "FORMER", 1)
    others = []

    class Texts(OrderedDict):
        def __setitem__(self, revision, text):
            super().__setitem__(revision, text)
            if revision == "a":
                others.append(threading.Thread(target=session._remember, args=("b", b"B")))
                others[-1].start()
                others[-1].join(0.2)  # has to wait now

    session._texts = Texts()
    session._remember("a", b"A")
    others[0].join(10)
    assert list(session._texts) == ["b"]
