"""A page is of one moment: what others take out while it is made, or put back, makes no fault of ours of it."""

import re

import pytest

from pourparler import verbs
from pourparler.dossier import open_dossier
from pourparler.record import Record
from pourparler.workbench.session import Session


@pytest.fixture
def taken_out_after(read_demo, monkeypatch):
    """Has another program take all documents out as soon as a page has asked the record for something."""

    def after(name):
        ask = getattr(Record, name)

        def then_taken_out(record, *told, **named):
            found = ask(record, *told, **named)
            monkeypatch.setattr(Record, name, ask)
            with Record(read_demo / "record.sqlite") as other:
                for id in other.document_ids():
                    other.remove_document(id)
            return found

        monkeypatch.setattr(Record, name, then_taken_out)

    return after


@pytest.mark.parametrize(
    ("page", "first"),
    [
        ("/ask?q=what did Kestria say about dues", "statements_in"),
        ("/evidence?words=dues", "ranked_passages"),
        ("/positions/Kestria/transit", "headings_since"),
        ("/read", "headings_since"),
        ("/record", "find"),
        ("/record.csv", "headings"),
        ("/record/documents", "headings_since"),
        ("/news?since=2031-02-01", "version"),
        ("/meetings", "headings_since"),
    ],
)
def test_a_page_while_others_take_documents_out(inside, taken_out_after, page, first):
    taken_out_after(first)
    assert inside.get(page).status_code == 200
    assert inside.get(page.partition("?")[0]).status_code == 200


def test_a_page_says_of_which_version_of_the_record_it_is(inside, read_demo, taken_out_after):
    """And not of which the record is when the page is ready: by that it would pass for up to date."""

    def said(path):
        return int(re.search(r'name="pourparler-state" content="\S+ (\d+)"', inside.get(path).text)[1])

    with Record(read_demo / "record.sqlite") as record:
        before = record.version()
    taken_out_after("find")
    assert said("/record") == before
    with Record(read_demo / "record.sqlite") as record:
        now = record.version()
    assert before < now == said("/record") == said("/dossier")


def test_what_a_page_kept_of_an_earlier_moment_is_no_pages_of_later(read_demo):
    session = Session(open_dossier(read_demo))
    with session.looking() as early:
        before = early.version()
        with Record(read_demo / "record.sqlite") as other:
            gone = other.document_ids()[0]
            other.remove_document(gone)
        with session.looking() as late:
            assert gone not in session.standing(late).documents
            assert gone not in {h.id for h in session.headings(late)}
        assert gone in session.standing(early).documents
        assert gone in {h.id for h in session.headings(early)}
        assert early.version() == before
    with session.looking() as late:
        assert gone not in session.standing(late).documents
        assert gone not in {h.id for h in session.headings(late)}


def test_a_draft_while_others_take_documents_out(read_demo, taken_out_after):
    taken_out_after("document_ids")
    assert verbs.draft(read_demo).proposals.by_id


@pytest.mark.parametrize("ask", [verbs.positions_suggest, verbs.next_steps_suggest])
def test_what_is_suggested_while_others_take_documents_out(read_demo, taken_out_after, ask):
    taken_out_after("document_ids" if ask is verbs.next_steps_suggest else "statements")
    assert ask(read_demo)
