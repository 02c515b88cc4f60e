"""Three steps, and where one stands in each."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from pourparler.dossier import open_dossier
from pourparler.model import Document, Proposals
from pourparler.record import Record
from pourparler.workbench.app import create_app
from pourparler.workbench.reading_job import Progress

from ..proposed_talks import EMPTY, Still, proposed
from .conftest import COOKIE, HOST, TOKEN


def inside(folder):
    app = create_app(open_dossier(folder), TOKEN)
    app.state.drafting = Still()
    client = TestClient(app, base_url=HOST, follow_redirects=False)
    client.cookies.set(COOKIE, TOKEN)
    return client


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(EMPTY)
    return folder


def stands(page):
    return [" ".join(p.text_content().split()) for p in html.fromstring(page).cssselect(".stands")]


def test_an_empty_dossier_opens_on_start(empty):
    client = inside(empty)
    first = html.fromstring(client.get("/").text)
    assert [h.text_content() for h in first.cssselect(".step h2")] == [
        "Add documents",
        "Look at the draft",
        "See what could be agreed",
    ]
    assert first.cssselect("nav a[aria-current]")[0].text_content() == "Start"
    assert first.cssselect("h1")[0].text_content() == "Talks on the Tavi corridor"
    documents, draft, verdict = stands(client.get("/start").text)
    assert documents.startswith("No documents yet")
    assert draft.startswith("The program will propose")
    assert verdict.startswith("Here you will read")
    assert first.cssselect("#add-documents input[type=file]")
    assert first.cssselect("#add-documents [name=address]")
    assert not first.cssselect("a.next")


def test_with_issues_settlements_come_first_and_start_says_the_verdict(client, inside):
    assert "Put a settlement together" in inside.get("/").text
    page = inside.get("/start").text
    assert "Every settlement crosses a red line" in stands(page)[2]
    assert "dossier.yaml holds 4 parties, 7 issues and" in page


def test_documents_proposals_and_what_is_confirmed(tmp_path):
    proposed(tmp_path / "talks", "tavi-corridor-2032")
    client = inside(tmp_path / "talks")
    documents, draft, _ = stands(client.get("/start").text)
    assert documents == "5 documents read, with 24 statements."
    assert draft == "The documents propose 24 positions of 4 parties on 5 issues. None is confirmed yet."
    with Record(tmp_path / "talks" / "record.sqlite") as record:
        record.add_document(Document("Nobody has read this.", "New"))
    parts = client.get("/start/stand").json()
    assert set(parts) == {"stand-documents", "stand-draft", "stand-verdict"}
    assert "5 of 6 documents read, with 24 statements. The others are not read yet." in parts["stand-documents"]
    client.app.state.reading.progress = Progress(running=True, total=1)
    assert "5 of 6 documents read so far" in client.get("/start/stand").json()["stand-documents"]


def test_a_draft_that_takes_no_time_is_told_at_once(tmp_path):
    folder = tmp_path / "talks"
    proposed(folder, "tavi-corridor-2032")
    with Record(folder / "record.sqlite") as record:
        drafted = record.proposals()
        record.keep_proposals(drafted, Proposals(revision=drafted.revision), "all gone")
    client = inside(folder)

    def drafts(record):
        with Record(folder / "record.sqlite") as other:
            before = other.proposals()
            other.keep_proposals(before, drafted, "draft", undoable=False)

    client.app.state.drafting.follow = drafts
    page = client.get("/start").text
    assert stands(page)[1] == stands(client.get("/start").text)[1]
