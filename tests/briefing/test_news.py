"""What is new: gathered, laid out, and consistent with itself; each fault that is put in is found."""

import re
import shutil
from datetime import date

import pytest

import pourparler as pp
from pourparler.briefing.news import Began, began, gather
from pourparler.briefing.news_view import SENTENCES, Most, build_news, summary
from pourparler.briefing.render import to_html, to_markdown
from pourparler.dossier import add_next_steps, add_positions, load, open_dossier, set_became
from pourparler.drafting.news import Sort
from pourparler.errors import PourparlerError
from pourparler.model import Evidence, Kind, NextStep, Position, StepStatus
from pourparler.monitor import Monitor
from pourparler.provenance.citations import Citations
from pourparler.record import By, Record, Since
from pourparler.settlement.asked_before import Became
from pourparler.verbs.matching import matched_record

from ..conftest import suggest
from ..proposed_talks import proposed
from .consistency import news as consistency

TODAY = date(2031, 5, 20)
MARCH = Began(Since(date(2031, 3, 1)))


def told(folder, begun=MARCH, today=TODAY, **how):
    dossier = open_dossier(folder)
    with matched_record(dossier) as record:
        found = gather(record, dossier.load().negotiation, begun, today, **{"monitor": Monitor(), **how})
        return found, build_news(found, Citations(record))


@pytest.fixture(scope="module")
def lorn(read_once, tmp_path_factory):
    folder = shutil.copytree(read_once, tmp_path_factory.mktemp("news") / "lorn")
    return folder, *told(folder)


def test_what_is_new_since_march(lorn):
    _, news, report = lorn
    assert [d.date for d in news.documents] == sorted(d.date for d in news.documents)
    assert min(d.date for d in news.documents) >= date(2031, 3, 1)
    assert {n.sort for n in news.positions} >= {Sort.NEW, Sort.MOVED}
    assert news.changed.changed
    assert {a.became for a in news.asked} == {Became.ANSWERED, Became.OPEN}
    assert len(report.view["lines"]) <= 10
    assert report.missing == 0


def test_every_claim_leads_to_sentences(lorn):
    _, _, report = lorn
    view = report.view
    rows = [
        *(r for p in view["parties"] for r in p["rows"]),
        *view["again"]["rows"],
        *view["steps"],
        *view["proposed_steps"],
    ]
    assert rows
    assert all(row["notes"] for row in rows)
    assert all(q["notes"] for q in view["questions"] if q["became"] != "open")
    entries = [*view["verdict"]["decisive"], *view["verdict"]["others"]]
    assert entries
    assert all(p["notes"] for p in entries)
    assert all(note["found"] and note["quotation"] for note in view["notes"])


def test_no_sentence_denies_another(lorn, half_confirmed, tmp_path):
    folder, _, report = lorn
    assert consistency.denials(to_html(report)) == []
    assert consistency.denials(to_html(told(folder, Began(Since(date(1990, 1, 1))))[1])) == []
    assert consistency.denials(to_html(told(folder, Began(Since(date(2040, 1, 1))))[1])) == []
    assert consistency.denials(to_html(told(half_confirmed)[1])) == []
    assert consistency.denials(to_html(told(half_confirmed, confirmed_only=True)[1])) == []


def test_of_a_draft(tmp_path):
    proposed(tmp_path / "talks", "brenna-truce-2034")
    pp.draft_write(tmp_path / "talks", suggested=True)
    with Record(tmp_path / "talks" / "record.sqlite") as record:
        days = sorted(h.date for h in record.headings() if h.date)
    news, report = told(tmp_path / "talks", Began(Since(days[-1])))
    assert news.positions
    assert consistency.denials(to_html(report)) == []
    assert all(not r["confirmed"] for p in report.view["parties"] for r in p["rows"])


def put(old, new):
    def into(page):
        assert re.search(old, page, re.S), old
        return re.sub(old, new, page, count=1, flags=re.S)

    return into


FAULTS = {
    "a number without a note": ("notes", put(r'<li id="note-5".*?</li>', "")),
    "another number of documents": ("documents", put("11 documents", "12 documents")),
    "an estimate outside its interval": ("intervals", put("</main>", "<section>about 5 (9 to 14 with 95 % confidence) of them</section></main>")),
    "nothing new, and then something": ("short", put(r'<p class="verdict">', '<p>Nothing new since yesterday.</p><p class="verdict">')),
    "a position more than are listed": ("positions", put(r"9 positions: 8 new", "10 positions: 9 new")),
    "fewer unconfirmed than are marked": ("positions", put(r" Nobody has confirmed 1 of them\.", "")),
    "somebody else moved": ("who", put("Moved: Maravel", "Moved: Kestria")),
    "nobody is overdue": ("steps", put("1 overdue", "2 overdue")),
    "no change, and what makes the difference": ("verdict", put("What could be agreed changed", "What could be agreed is as it was")),
    "more answers than are listed": ("questions", put("2 answered", "3 answered")),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_is_put_in_is_found(lorn, fault):
    check, into = FAULTS[fault]
    found = consistency.denials(into(to_html(lorn[2])))
    assert [words for words in found if words.startswith(f"{check}: ")], found


def test_each_check_has_its_fault():
    assert {check for check, _ in FAULTS.values()} == {check.__name__ for check in consistency.CHECKS}


def test_nothing_new_is_one_line(lorn):
    folder, *_ = lorn
    news, report = told(folder, Began(Since(date(2040, 1, 1))))
    assert news.nothing
    assert summary(news) == ["Next steps: 1 overdue."]  # that is no news, and is told all the same
    assert report.view["nothing"] == "Nothing new since 1 January 2040, by the day of the documents."
    assert "Nothing new since 1 January 2040" in to_markdown(report)


def test_since_the_last_briefing_the_dossier_is_compared_as_it_was_then(read_demo):
    path = read_demo / "dossier.yaml"
    with Record(read_demo / "record.sqlite") as record:
        record.keep_briefing(path.read_text(encoding="utf-8"))
    gone = load(path).negotiation.in_force[0]
    again = Position(
        "x", "Maravel", Kind.ACCEPTS, "transit", "escorted", evidence=(Evidence(judgement="so I heard", by="Ada"),)
    )
    add_positions(path, [again])
    with Record(read_demo / "record.sqlite") as record:
        begun = began(record, None, By.ADDED)
    assert begun.briefing is not None
    news, report = told(read_demo, begun)
    assert [p.option for p in news.changed.came] == ["escorted"]
    assert not news.documents
    assert "since the last briefing" in report.view["since"] or "the last briefing" in report.view["since"]
    assert gone in news.changed.before.negotiation.in_force


def test_without_a_briefing_a_day_is_asked_for(read_demo):
    with (
        Record(read_demo / "record.sqlite") as record,
        pytest.raises(PourparlerError, match="no briefing of this dossier"),
    ):
        began(record, None, By.SAID)


def test_a_briefing_whose_dossier_cannot_be_read_any_more_is_told(read_demo):
    with Record(read_demo / "record.sqlite") as record:
        record.keep_briefing("negotiation: [")
        begun = began(record, None, By.SAID)
    news, report = told(read_demo, begun)
    assert news.left_out in report.view["lines"] or news.nothing
    assert "can no longer be read" in news.left_out


def test_next_steps_by_what_became_of_them(read_demo):
    path = read_demo / "dossier.yaml"
    sentence = load(path).negotiation.next_steps[0].evidence
    old = load(path).negotiation.positions[0].evidence
    late = NextStep("a list of crews", ("Maravel",), evidence=old, due=date(2031, 3, 4))
    add_next_steps(
        path, [late, NextStep("a map", evidence=old, due=date(2031, 5, 22)), NextStep("a flag", evidence=old)]
    )
    set_became(path, NextStep("a flag", evidence=old).id, StepStatus.BROKEN, sentence)
    news, _ = told(read_demo)
    steps = {s.step.what: (s.status.value, s.before and s.before.value) for s in news.steps}
    assert steps["a list of crews"] == ("overdue", "open")
    assert steps["a map"] == ("open", "open")
    assert steps["a flag"] == ("broken", "open")  # what shows it is of a new document
    assert steps["a third round"] == ("overdue", None)  # came up since
    told_again = told(read_demo, Began(Since(date(2031, 5, 1))))[1].view
    assert {s["what"] for s in told_again["steps"]} >= {"a list of crews", "a map", "a third round"}
    assert "a flag" not in {s["what"] for s in told_again["steps"]}


def test_sentences_are_limited_and_the_rest_counted(lorn):
    _, news, report = lorn
    rows = [r for p in report.view["parties"] for r in p["rows"]]
    assert all(r["more"] == max(0, r["times"] - SENTENCES) for r in rows)
    assert all(len(r["notes"]) <= SENTENCES for r in rows)
    assert len(news.positions) == len(rows) + len(report.view["again"]["rows"])


def test_of_a_long_list_the_most_telling_is_told_and_how_much_is_left(lorn):
    folder, news, whole = lorn
    with Record(folder / "record.sqlite") as record:
        short = build_news(news, Citations(record), record.headings(), Most(1, 1, 1, 1)).view
    order = list(Sort)
    for few, every in zip(short["parties"], whole.view["parties"], strict=True):
        assert (few["party"], len(few["rows"]) + few["more"]) == (every["party"], len(every["rows"]))
        sorts = [order.index(Sort(r["sort"])) for r in every["rows"]]
        first = every["rows"][sorts.index(min(sorts))]
        assert [(r["words"], r["sort"]) for r in few["rows"]] == [(first["words"], first["sort"])]
    assert len(short["again"]["rows"]) + short["again"]["more"] == len(whole.view["again"]["rows"])
    assert len(short["verdict"]["others"]) + short["verdict"]["more"] == len(whole.view["verdict"]["others"])
    assert len(short["proposed_steps"]) + short["proposed_steps_left"] == len(whole.view["proposed_steps"])
    assert short["lines"] == whole.view["lines"]
    assert len(short["notes"]) < len(whole.view["notes"])


def test_what_nobody_confirmed_is_marked(read_demo):
    path = read_demo / "dossier.yaml"
    suggest(path)
    _, report = told(read_demo)
    page = to_html(report)
    marked = page.count('<tr class="suggested">')
    assert marked >= sum(not r["confirmed"] for p in report.view["parties"] for r in p["rows"]) > 0
    assert "proposed, not confirmed" in to_markdown(report)
