"""Documents are corrected, taken out and put back; what rests on them is said first, and follows their date."""

import pytest
from lxml import html

from pourparler import verbs
from pourparler.dossier import load
from pourparler.model import Document
from pourparler.record import Record

from .conftest import post


@pytest.fixture
def radio(read_demo):
    """The document on which what Kestria accepts on monitoring rests."""
    with Record(read_demo / "record.sqlite") as record:
        return record.document("30d76fb903ad")


def page(inside):
    return html.fromstring(inside.get("/record/documents").text)


def revision(inside):
    return page(inside).cssselect("#documents")[0].get("data-revision")


def correct(inside, id, **details):
    return post(inside, f"/documents/{id}/details", {"details": details, "revision": revision(inside)})


def test_details_are_corrected_and_positions_dated_by_the_document_follow(inside, read_demo, radio):
    id = "kestria.monitoring.accepts.third_party"
    assert load(read_demo / "dossier.yaml").negotiation.position[id].as_of == radio.date
    answer = correct(inside, radio.id, title="On the radio", date="2031-03-01", source="", kind="transcript").json()
    assert (answer["title"], answer["unread"]) == ("On the radio", True)
    assert answer["moved"] >= 1
    assert str(load(read_demo / "dossier.yaml").negotiation.position[id].as_of) == "2031-03-01"
    (article,) = [a for a in page(inside).cssselect("article.document") if a.get("id") == radio.id]
    told = " ".join(article.text_content().split())
    assert "On the radio 1 March 2031 · source not known · transcript" in told


@pytest.mark.parametrize(
    ("details", "words"),
    [({"title": " "}, "needs a title"), ({"date": "soon"}, "is not a date"), ({"kind": "poem"}, "poem")],
)
def test_what_does_not_fit_changes_nothing(inside, read_demo, radio, details, words):
    answer = correct(inside, radio.id, **details)
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    with Record(read_demo / "record.sqlite") as record:
        assert record.document(radio.id) == radio


def test_a_date_that_positions_follow_is_not_changed_from_a_stale_page(inside, read_demo, radio):
    old = revision(inside)
    path = read_demo / "dossier.yaml"
    path.write_text(path.read_text() + "# a colleague was here\n")
    body = {"details": {"date": "2031-03-01"}, "revision": old}
    assert post(inside, f"/documents/{radio.id}/details", body).status_code == 409
    with Record(read_demo / "record.sqlite") as record:
        assert record.document(radio.id) == radio


def test_what_rests_on_a_document_is_said_before_it_is_taken_out_and_put_back(inside, read_demo, radio):
    told = inside.get(f"/documents/{radio.id}/resting", headers={"accept": "application/json"}).json()
    assert "kestria.monitoring.accepts.third_party" in told["claims"]
    assert post(inside, f"/documents/{radio.id}/remove", {}).status_code == 422
    assert post(inside, f"/documents/{radio.id}/remove", {"sure": True}).json() == {"title": radio.title}
    shown = page(inside)
    assert radio.id not in {a.get("id") for a in shown.cssselect("article.document")}
    assert shown.cssselect(f"[data-restore='{radio.id}']")
    assert "is not in the record" in inside.get("/positions/Kestria/monitoring").text
    assert post(inside, f"/documents/{radio.id}/restore", {}).status_code == 200
    with Record(read_demo / "record.sqlite") as record:
        assert record.document(radio.id) == radio
        assert len(record.statements(document=radio.id)) == told["statements"]
    assert post(inside, f"/documents/{radio.id}/restore", {}).status_code == 404


def told(inside, id):
    (article,) = [a for a in page(inside).cssselect("article.document") if a.get("id") == id]
    return " ".join(article.text_content().split())


def test_documents_are_put_into_a_story_and_taken_out_of_it(inside, read_demo, radio):
    with Record(read_demo / "record.sqlite") as record:
        other = next(h for h in record.headings() if h.id != radio.id)
    assert "The same story" not in told(inside, radio.id)
    answer = post(inside, f"/documents/{radio.id}/story", {"same": True, "other": other.id}).json()
    assert answer["title"] == radio.title
    assert answer["words"].startswith("The same story, told by 2: first by")
    assert "The same story, told by 2" in told(inside, radio.id)
    assert "The same story, told by 2" in inside.get(f"/read?document={other.id}").text
    assert post(inside, f"/documents/{radio.id}/story", {"same": False}).status_code == 200
    assert "The same story" not in told(inside, radio.id)
    post(inside, f"/documents/{radio.id}/story", {"same": None})
    post(inside, f"/documents/{radio.id}/story", {"same": None})
    assert "The same story" not in told(inside, radio.id)
    assert post(inside, f"/documents/{radio.id}/story", {"same": None}).status_code == 404
    assert post(inside, f"/documents/{radio.id}/story", {"same": True}).status_code == 422


def test_a_document_that_waits_for_nobody_because_of_its_language_says_so(inside, read_demo, run):
    """Else "0 statements" would be all that is said of it."""
    document = Document("Le détroit reste ouvert.", "Le détroit", None, "Le Phare", language="fr")
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(document)
    (article,) = [a for a in page(inside).cssselect("article.document") if a.get("id") == document.id]
    assert "0 statements, 0 reviewed · in another language (fr)" in " ".join(article.text_content().split())
    assert "Le détroit  (Le Phare; fr)" in run("documents", "list", read_demo)[1]


def test_a_story_that_is_told_apart_in_the_moment_in_which_it_was_put_together_is_no_fault(inside, radio, monkeypatch):
    monkeypatch.setattr(verbs, "stories_together", lambda *told: ())
    answer = post(inside, f"/documents/{radio.id}/story", {"same": True, "other": radio.id})
    assert (answer.status_code, answer.json()["words"]) == (200, "")
