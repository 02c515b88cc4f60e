"""Meetings and next steps: suggested ones are accepted or stay dismissed, own ones are made, changed, deleted and taken back."""

import json

import pytest

from pourparler.dossier import load
from pourparler.model import Decision
from pourparler.record import Record

from .conftest import post
from .meetings import JUDGED, is_refused, page, send


def suggested(inside):
    return {a.get("data-id"): json.loads(a.get("data-told")) for a in page(inside).cssselect("article.proposal")}


def negotiation(read_demo):
    return load(read_demo / "dossier.yaml").negotiation


@pytest.mark.parametrize("kind", ["meeting", "step"])
def test_a_suggestion_is_accepted_with_its_sentence_and_no_longer_suggested(inside, read_demo, kind):
    id, told = next((id, told) for id, told in suggested(inside).items() if told["kind"] == kind)
    assert send(inside, "/meetings/suggested", id=id, action="accept").status_code == 200
    n = negotiation(read_demo)
    new = n.meetings[-1] if kind == "meeting" else n.next_steps[-1]
    assert [str(e) for e in new.evidence] == [e["written"] for e in told["evidence"]]
    assert not new.suggested
    assert id not in suggested(inside)
    assert send(inside, "/dossier/undo").status_code == 200
    assert id in suggested(inside)


def test_what_is_dismissed_stays_dismissed_until_it_is_brought_back(inside, read_demo):
    before = (read_demo / "dossier.yaml").read_bytes()
    id = next(iter(suggested(inside)))
    assert send(inside, "/meetings/suggested", id=id, action="dismiss").status_code == 200
    assert id not in suggested(inside)
    assert page(inside).cssselect(f"[data-back='{id}']")
    assert send(inside, "/meetings/suggested", id=id, action="back").status_code == 200
    assert id in suggested(inside)
    assert (read_demo / "dossier.yaml").read_bytes() == before


def test_what_waits_is_counted_whole_and_shown_in_part(inside, monkeypatch):
    every = list(suggested(inside))
    monkeypatch.setattr("pourparler.workbench.meetings_page.SHOWN", 1)
    assert list(suggested(inside)) == every[:1]
    assert page(inside).cssselect("h2.part .soft")[0].text == f"1 of {len(every)}"
    assert send(inside, "/meetings/suggested", id=every[0], action="dismiss").status_code == 200
    assert list(suggested(inside)) == every[1:2]
    assert page(inside).cssselect("h2.part .soft")[0].text == "1"


def test_a_decision_does_not_have_the_documents_searched_again(inside, read_demo, monkeypatch):
    before = suggested(inside)
    with Record(read_demo / "record.sqlite", by="ann") as record:
        record.decide(record.statements()[0].statement.id, Decision.ACCEPTED)
    monkeypatch.setattr("pourparler.drafting.next_steps.announcements", lambda document: pytest.fail(document.id))
    assert suggested(inside) == before


def test_own_ones_are_made_changed_and_deleted(inside, read_demo):
    told = {
        "title": "third round",
        "date": "2031-04-02",
        "place": "Aldmoor",
        "present": "Kestria, Ada Voss, a free name",
        "evidence": [JUDGED],
    }
    assert send(inside, "/meetings", kind="meeting", told=told).status_code == 200
    made = negotiation(read_demo).meetings[-1]
    assert (made.title, str(made.date), made.present) == (
        "third round",
        "2031-04-02",
        ("Kestria", "Ada Voss", "a free name"),
    )
    assert made.evidence[0].judgement == "I was there"
    place = len(negotiation(read_demo).meetings) - 1
    changed = {**told, "absent": "Maravel", "place": ""}
    assert send(inside, "/meetings", kind="meeting", place=place, told=changed).status_code == 200
    made = negotiation(read_demo).meetings[place]
    assert (made.place, made.absent) == (None, ("Maravel",))
    assert (
        send(
            inside, "/meetings", kind="step", told={"what": "a fourth  round", "who": "Kestria", "when": "in May"}
        ).status_code
        == 200
    )
    step = negotiation(read_demo).next_steps[-1]
    assert (step.what, step.who, step.when, step.evidence) == ("a fourth round", ("Kestria",), "in May", ())
    assert send(inside, "/meetings/remove", kind="meeting", place=place).status_code == 200
    assert len(negotiation(read_demo).meetings) == place


@pytest.mark.parametrize(
    ("where", "body", "words"),
    [
        ("/meetings", {"kind": "meeting", "told": {"title": " "}}, "needs a title"),
        ("/meetings", {"kind": "step", "told": {}}, "needs words"),
        ("/meetings", {"kind": "feast", "told": {}}, "there is no kind"),
        ("/meetings", {"kind": "meeting", "told": {"title": "x", "date": "soon"}}, "is not a date"),
        ("/meetings", {"kind": "meeting", "told": {"title": "x"}, "place": 99}, "there is no entry 100"),
        ("/meetings/suggested", {"id": "m0", "action": "accept"}, "no longer suggested"),
    ],
)
def test_what_does_not_fit_writes_nothing(inside, read_demo, where, body, words):
    is_refused(inside, read_demo, where, body, words)


def test_a_stale_page_is_refused(inside, read_demo):
    revision = page(inside).cssselect("#meetings")[0].get("data-revision")
    path = read_demo / "dossier.yaml"
    path.write_text(path.read_text() + "# a colleague was here\n")
    body = {"kind": "meeting", "told": {"title": "x"}, "revision": revision}
    assert post(inside, "/meetings", body).status_code == 409
