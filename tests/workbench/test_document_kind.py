"""What kind of document one is, chosen on the reading page."""

import pytest
from lxml import html

from pourparler.model import Document
from pourparler.record import Record

from .conftest import post

TEXT = """Strait talks

By Pia Lund

Ada Voss said that Kestria would keep the strait open.

The envoys asked for:

- an open strait
- lower dues

Photo: The harbour"""


@pytest.fixture
def document(read_demo):
    made = Document(TEXT, "Strait talks")
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(made)
        return record.document(made.id)


def page_of(inside, document):
    return html.fromstring(inside.get(f"/read?document={document.id}").text)


def chosen(page):
    (option,) = page.cssselect("#kind option[selected]")
    return option.text_content(), page.cssselect("#kind-reason")[0].text_content()


def test_the_kind_is_shown_with_its_reason_and_kept_when_another_is_chosen(inside, document, read_demo):
    assert chosen(page_of(inside, document)) == ("news", document.kind_reason)
    told = post(inside, f"/documents/{document.id}/kind", {"kind": "transcript"}).json()
    assert (told["kind"], told["unread"]) == ("transcript", True)
    assert told["reason"].startswith("given by ")
    assert chosen(page_of(inside, document)) == ("transcript", told["reason"])
    with Record(read_demo / "record.sqlite") as record:
        assert record.document(document.id).kind == "transcript"
        assert told["version"] == record.version()
    told = post(inside, f"/documents/{document.id}/kind", {"kind": ""}).json()
    assert (told["kind"], told["reason"]) == ("news", document.kind_reason)


def test_a_document_with_another_kind_has_to_be_read_again(inside, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        read = record.documents()[0]
        assert record.is_read(read.id)
    assert page_of(inside, read).cssselect("#read-again")[0].get("hidden") is not None
    assert post(inside, f"/documents/{read.id}/kind", {"kind": read.kind}).json()["unread"] is False
    assert post(inside, f"/documents/{read.id}/kind", {"kind": "letter"}).json()["unread"] is True
    (notice,) = page_of(inside, read).cssselect("#read-again")
    assert notice.get("hidden") is None
    assert notice.cssselect("button")[0].text_content() == "Read it"


def test_no_kind_of_that_name_and_no_such_document(inside, document):
    answer = post(inside, f"/documents/{document.id}/kind", {"kind": "novel"})
    assert answer.status_code == 422
    assert "there is no kind of document 'novel'" in answer.json()["error"]
    assert post(inside, "/documents/ffffffffffff/kind", {"kind": "letter"}).status_code == 404


def test_blocks_are_said_to_be_what_they_are(inside, document):
    (article,) = page_of(inside, document).cssselect("article.text")
    labels = [(p.text_content(), p.getnext().text_content()) for p in article.cssselect(".block-kind")]
    assert labels == [("Title", "Strait talks"), ("Byline", "By Pia Lund"), ("Caption", "Photo: The harbour")]
    (items,) = article.cssselect("ul")
    assert [i.text_content() for i in items.cssselect("li[data-kind='list item']")] == [
        "- an open strait",
        "- lower dues",
    ]
