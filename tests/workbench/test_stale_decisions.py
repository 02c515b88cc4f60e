"""A page that has not seen a decision cannot overwrite it: it is told what was decided, and may decide again."""

import pytest
from lxml import html

from pourparler.model import Decision
from pourparler.record import Record

from .conftest import post


@pytest.fixture
def two(read_demo):
    with Record(read_demo / "record.sqlite") as record:
        first, second = (e.statement.id for e in record.statements()[:2])
    return first, second


def test_a_decision_on_what_was_decided_since_is_refused_and_can_be_made_again(inside, read_demo, two):
    id, _ = two
    with Record(read_demo / "record.sqlite", by="Bo") as record:
        record.decide(id, Decision.REJECTED)
    answer = post(inside, f"/statements/{id}", {"decision": "accepted", "seen": {id: ""}})
    assert answer.status_code == 409
    told = answer.json()
    assert told["decided"].startswith("Bo: rejected, ")
    assert (told["id"], told["card"]["review"]) == (id, "rejected")
    (shown,) = html.fragment_fromstring(told["html"], create_parent="div").cssselect(".told")
    assert shown.get("data-last") == told["card"]["last"] != ""
    again = post(inside, f"/statements/{id}", {"decision": "accepted", "seen": {id: told["card"]["last"]}})
    assert again.json()["card"]["review"] == "accepted"


@pytest.mark.parametrize("body", [{"decision": "undo"}, {"decision": "split", "place": 3}, {"decision": "join"}])
def test_every_other_step_is_refused_too(inside, read_demo, two, body):
    id, other = two
    with Record(read_demo / "record.sqlite", by="Bo") as record:
        record.decide(id, Decision.REJECTED)
        record.decide(id, Decision.ACCEPTED)
        record.undo(id)
    body = {**body, "other": other, "seen": {id: "", other: ""}}
    if body["decision"] == "split":
        with Record(read_demo / "record.sqlite") as record:
            body["place"] = record.statement(id).statement.content[0][0] + 8
    answer = post(inside, f"/statements/{id}", body)
    assert answer.status_code == 409
    assert answer.json()["decided"].startswith("Bo: took the decision back")
    with Record(read_demo / "record.sqlite") as record:
        assert record.statement(id).review == "rejected"


def test_the_page_shows_the_last_decision_that_it_sends_back(inside, read_demo, two):
    id, other = two
    with Record(read_demo / "record.sqlite", by="Bo") as record:
        last = record.decide(id, Decision.REJECTED).last
        document = record.statement(id).statement.document
    page = html.fromstring(inside.get(f"/read?document={document}").text)
    assert page.cssselect(f"#{id} .told")[0].get("data-last") == last
    assert page.cssselect(f"#{other} .told")[0].get("data-last") == ""


def test_a_decision_on_what_is_not_there_any_more_is_told_so(inside, read_demo, two):
    id, _ = two
    with Record(read_demo / "record.sqlite") as record:
        record.remove_document(record.statement(id).statement.document)
    answer = post(inside, f"/statements/{id}", {"decision": "accepted", "seen": {id: ""}})
    assert (answer.status_code, answer.json()["error"]) == (
        404,
        "this statement is not there any more: its document was taken out, or read again. Reload the page",
    )


def test_a_decision_is_answered_although_its_document_is_taken_out_in_that_moment(inside, read_demo, two, monkeypatch):
    id, _ = two
    headings = Record.headings_since

    def without_it(record, *before):
        now, found = headings(record, *before)
        gone = record.statement(id).statement.document
        return now, tuple(h for h in found if h.id != gone)

    monkeypatch.setattr(Record, "headings_since", without_it)
    answer = post(inside, f"/statements/{id}", {"decision": "accepted", "seen": {id: ""}})
    assert (answer.status_code, answer.json()["waiting"]) == (200, 0)


def test_a_page_that_tells_of_a_decision_that_never_was_is_told_how_things_stand(inside, two):
    id, _ = two
    answer = post(inside, f"/statements/{id}", {"decision": "accepted", "seen": {id: "9"}})
    assert (answer.status_code, answer.json()["card"]["review"]) == (409, "proposed")
