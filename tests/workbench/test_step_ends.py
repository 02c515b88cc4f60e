"""The page of meetings: next steps by what became of them, marked by a person, suggested from later words, taken back."""

from datetime import date

import pytest

from pourparler.dossier import add_next_steps, load
from pourparler.model import Document, Evidence, NextStep, StepStatus
from pourparler.record import Record

from .meetings import JUDGED, is_refused, page, send


def steps(read_demo):
    return load(read_demo / "dossier.yaml").negotiation.next_steps


@pytest.fixture
def with_end(read_demo):
    """A step of which a later document says that it was done."""
    with Record(read_demo / "record.sqlite") as record:
        promise = next(d for d in record.documents() if d.date)
        record.add_document(
            Document("Kestria sent a list of its crews to the mediator.", "The list", date(2031, 3, 30))
        )
    evidence = (Evidence(document=promise.id, spans=((0, 20),)),)
    step = NextStep(
        "Kestria will send a list of its crews", ("Kestria",), "in March", evidence=evidence, due=date(2031, 3, 31)
    )
    add_next_steps(read_demo / "dossier.yaml", [step])
    return step


def test_what_later_words_seem_to_say_is_confirmed_or_dismissed(inside, read_demo, with_end):
    def suggested():
        return [e.get("data-end") for e in page(inside).cssselect(f"#{with_end.id} .end")]

    (end,) = suggested()
    assert send(inside, "/meetings/ends", id=end, action="nod").status_code == 422
    assert send(inside, "/meetings/ends", id=end, action="confirm").status_code == 200
    step = steps(read_demo)[-1]
    assert (step.became, f"{step.id}:{step.shown_by[0]}") == (StepStatus.KEPT, end)
    assert suggested() == []
    assert send(inside, "/dossier/undo").status_code == 200
    assert suggested() == [end]
    assert send(inside, "/meetings/ends", id=end, action="dismiss").status_code == 200
    assert suggested() == []


def test_each_shows_its_status(inside, read_demo):
    told = page(inside)
    for step in steps(read_demo):
        (article,) = told.cssselect(f"#{step.id}")
        assert article.cssselect(f"b.step-{step.status(date.today()).value}")


@pytest.mark.parametrize("became", ["kept", "broken"])
def test_a_step_is_marked_by_what_shows_it_and_that_is_taken_back(inside, read_demo, became):
    before = (read_demo / "dossier.yaml").read_bytes()
    id = steps(read_demo)[0].id
    assert send(inside, "/meetings/became", id=id, became=became, evidence=[JUDGED]).status_code == 200
    (step,) = [s for s in steps(read_demo) if s.id == id]
    assert (step.became, step.shown_by[0].judgement) == (StepStatus(became), "I was there")
    shown = page(inside).cssselect(f"#{id}")[0].text_content()
    assert f"That it was {became} is shown by:" in " ".join(shown.split())
    assert send(inside, "/dossier/undo").status_code == 200
    assert (read_demo / "dossier.yaml").read_bytes() == before
    send(inside, "/meetings/became", id=id, became=became, evidence=[JUDGED])
    assert send(inside, "/meetings/became", id=id, became="open").status_code == 200
    assert (read_demo / "dossier.yaml").read_bytes() == before


def test_changing_a_step_keeps_what_became_of_it(inside, read_demo):
    id = steps(read_demo)[0].id
    send(inside, "/meetings/became", id=id, became="kept", evidence=[JUDGED])
    told = {"what": "experts meet", "due": "2031-04-02", "evidence": [JUDGED]}
    assert send(inside, "/meetings", kind="step", place=0, told=told).status_code == 200
    step = steps(read_demo)[0]
    assert (step.what, step.due, step.became) == ("experts meet", date(2031, 4, 2), StepStatus.KEPT)


@pytest.mark.parametrize(
    ("where", "body", "words"),
    [
        ("/meetings/became", {"id": "n000000000000", "became": "kept", "evidence": [JUDGED]}, "no single next step"),
        ("/meetings/became", {"id": "n000000000000", "became": "kept"}, "nothing shows"),
        ("/meetings/became", {"id": "n000000000000", "became": "overdue", "evidence": [JUDGED]}, "there is no end"),
        ("/meetings/ends", {"id": "n0:s0", "action": "confirm"}, "no longer suggested"),
    ],
)
def test_what_does_not_fit_writes_nothing(inside, read_demo, where, body, words):
    is_refused(inside, read_demo, where, body, words)
