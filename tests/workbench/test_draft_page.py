"""What the draft page shows and keeps, without a browser."""

import threading

import pytest
from lxml import html
from starlette.testclient import TestClient

from pourparler import verbs
from pourparler.dossier import open_dossier
from pourparler.drafting import proposals as edits
from pourparler.model import Stance, What
from pourparler.record import Record
from pourparler.workbench import drafting_job
from pourparler.workbench.app import create_app
from pourparler.workbench.drafting_job import DraftingJob

from ..proposed_talks import Still, proposed
from .conftest import COOKIE, HOST, TOKEN, post


@pytest.fixture
def folder(tmp_path):
    proposed(tmp_path / "talks", "tavi-corridor-2032")
    return tmp_path / "talks"


@pytest.fixture
def inside(folder):
    app = create_app(open_dossier(folder), TOKEN)
    app.state.drafting = Still()
    with TestClient(app, base_url=HOST, follow_redirects=False) as client:
        client.cookies.set(COOKIE, TOKEN)
        yield client


def now(folder):
    with Record(folder / "record.sqlite") as record:
        return record.proposals()


def edit(inside, folder, **told):
    revision = now(folder).revision
    return post(inside, "/draft", {"revision": revision, "shown": revision, **told})


def called(folder, what, words):
    (found,) = [p for p in now(folder).live(what) if words in p.words]
    return found.id


def test_every_proposal_is_on_the_page(inside, folder):
    page = html.fromstring(inside.get("/draft").text)
    ids = {thing.get("id") for thing in page.cssselect(".thing")}
    assert ids == {p.id for p in now(folder)}
    assert page.cssselect("#draft")[0].get("data-revision") == str(now(folder).revision)
    names = [nav.text_content() for nav in page.cssselect("nav a")]
    assert names.index("Draft") == names.index("Read") + 1
    assert page.cssselect(".bar .name")[0].text_content() == "Talks on the Tavi corridor"


def test_only_what_looks_different_is_answered(inside, folder):
    inside.get("/draft")
    toll = called(folder, What.ISSUE, "What is paid")
    nine = called(folder, What.POSITION, "Nine crowns a ton")
    told = edit(inside, folder, edit="confirm", ids=[nine]).json()
    assert set(told["fragments"]) == {"counts", "parties", "outline", f"lane:{toll}"}
    assert told["revision"] == now(folder).revision
    lane = html.fromstring(told["fragments"][f"lane:{toll}"])
    (card,) = [c for c in lane.cssselect(".position") if c.get("id") == nine]
    assert "confirmed" in card.get("class")
    assert told["lanes"] == [p.id for p in now(folder).all(What.ISSUE)]


def test_a_stale_edit_does_nothing_until_it_is_asked_for_again(inside, folder):
    shown = now(folder).revision
    nine = called(folder, What.POSITION, "Nine crowns a ton")
    free = called(folder, What.POSITION, "nobody would ever travel")
    inside.get("/draft")
    edit(inside, folder, edit="dismiss", ids=[nine])
    before = now(folder)
    stale = {"revision": shown, "shown": shown, "edit": "confirm", "ids": [free]}
    answer = post(inside, "/draft", stale)
    assert answer.status_code == 409
    assert answer.json()["revision"] == before.revision
    assert now(folder) == before
    told = post(inside, "/draft", {**stale, "revision": before.revision}).json()
    assert now(folder)[free].confirmed
    toll = called(folder, What.ISSUE, "What is paid")
    lane = html.fromstring(told["fragments"][f"lane:{toll}"])
    (gone,) = [c for c in lane.cssselect(".position") if c.get("id") == nine]
    assert "dismissed" in gone.get("class")  # what the other tab did is seen with it


def test_all_parts_where_it_is_not_known_what_the_page_shows(inside, folder):
    nine = called(folder, What.POSITION, "Nine crowns a ton")
    told = edit(inside, folder, edit="confirm", ids=[nine], shown=999).json()
    assert len(told["fragments"]) == 4 + len(now(folder).issues)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"edit": "fly"}, "'fly' is no edit"),
        ({"edit": "rename", "ids": [], "words": "x"}, "takes one proposal, not 0"),
        ({"edit": "confirm", "ids": ["po0000000000"]}, "no proposal 'po0000000000'"),
        ({"edit": "turn", "ids": ["pa"]}, "only a position has a direction"),
        ({"edit": "change", "ids": ["x"], "fields": {"stance": "reports"}}, "takes no position"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_kept(inside, folder, asked, words):
    before = now(folder)
    answer = edit(inside, folder, **asked)
    assert answer.status_code in (404, 422)
    assert words in answer.json()["error"]
    assert now(folder) == before


def test_edits_by_their_names(inside, folder):
    def ok(**told):
        answer = edit(inside, folder, **told)
        assert answer.status_code == 200, answer.text
        return answer.json()

    lease = called(folder, What.OPTION, "lease")
    assert ok(edit="rename", ids=[lease], words="a lease")["said"] == "renamed"
    assert now(folder)[lease].words == "a lease"
    way = called(folder, What.OPTION, "right of way")
    assert ok(edit="merge", ids=[lease], into=way)["focus"] == way
    assert not now(folder)[lease].live
    assert ok(edit="undo")["said"] == "taken back: merge"
    assert now(folder)[lease].live
    nine = called(folder, What.POSITION, "Nine crowns a ton")
    made = ok(edit="split", ids=[nine], what="issue", words="Is a toll fair?")["focus"]
    assert now(folder).issue_of(nine).id == made
    toll, free = called(folder, What.ISSUE, "What is paid"), called(folder, What.OPTION, "free passage")
    assert ok(edit="move", ids=[nine], issue=toll, option=free)["focus"] == nine
    assert now(folder).option_of(nine).id == free
    assert ok(edit="turn", ids=[nine])["said"] == "now for"
    assert now(folder)[nine].body.stance is Stance.DEMANDS
    marisk = called(folder, What.PARTY, "Marisk")
    ok(edit="change", ids=[nine], fields={"party": marisk, "stance": "requires"})
    assert (now(folder)[nine].body.party, now(folder)[nine].body.stance) == (marisk, Stance.REQUIRES)
    ok(edit="change", ids=[marisk], fields={"at_table": "false"})
    assert now(folder)[marisk].body.at_table is False
    party = ok(edit="add", what="party", words="Ostrey")["focus"]
    assert now(folder)[party].words == "Ostrey"
    option = ok(edit="add", what="option", issue=toll, words="a crown a wagon")["focus"]
    assert now(folder).issue_of(option).id == toll
    ok(edit="dismiss", ids=[nine])
    ok(edit="restore", ids=[nine])
    assert now(folder)[nine].live
    assert "by " in now(folder)[nine].why


def test_an_issue_is_confirmed_with_all_that_stands_in_it(inside, folder):
    toll = called(folder, What.ISSUE, "What is paid")
    nine = called(folder, What.POSITION, "Nine crowns a ton")
    edit(inside, folder, edit="dismiss", ids=[nine])
    edit(inside, folder, edit="confirm", ids=[toll])
    kept = now(folder)
    assert all(p.confirmed for p in (*kept.options_of(toll), *kept.positions_on(toll)))
    assert not kept[nine].live
    assert sum(p.confirmed for p in kept.positions) == len(kept.positions_on(toll)) == 5


def test_the_sentence_beside_the_board(inside, folder):
    lease = called(folder, What.POSITION, "a lease for ninety-nine")
    shown = html.fromstring(inside.get(f"/draft/shown/{lease}").text)
    assert shown.cssselect("h2")[0].text_content() == "Marisk offers: lease"
    (said,) = shown.cssselect(".said")
    assert said.cssselect("mark")[0].text_content().startswith("a lease for ninety-nine years")
    assert "four thousand graves" in said.text_content()
    assert said.cssselect("a")[0].get("href").startswith("/read?document=")
    issue = html.fromstring(inside.get(f"/draft/shown/{called(folder, What.ISSUE, 'What is paid')}").text)
    assert len(issue.cssselect(".said")) == 6
    party = html.fromstring(inside.get(f"/draft/shown/{called(folder, What.PARTY, 'Porters')}").text)
    assert "Nan Tolliver" in party.text_content()
    assert [o.get("value") for o in party.cssselect("[name=at_table] option[selected]")] == ["false"]
    assert inside.get("/draft/shown/po0000000000", headers={"accept": "application/json"}).status_code == 404


class Working(Still):
    running, statements = True, 12


def test_a_drafting_that_goes_on_is_told(inside, folder):
    inside.app.state.drafting = Working()
    assert "Drafting from 12 statements" in inside.get("/draft").text
    told = inside.get("/draft/state").json()
    assert told == {"running": True, "words": "Drafting from 12 statements …", "revision": now(folder).revision}
    inside.app.state.drafting = Still()
    inside.app.state.drafting.fault = "the disk is full"
    assert "Drafting stopped early. the disk is full" in inside.get("/draft").text


def test_the_draft_of_a_large_record_is_begun_by_a_button(inside, folder, monkeypatch):
    job = inside.app.state.drafting = DraftingJob(open_dossier(folder))
    monkeypatch.setattr(drafting_job, "LARGE", 3)
    asked = []
    monkeypatch.setattr(verbs, "draft", asked.append)

    def hidden():
        (button,) = html.fromstring(inside.get("/draft").text).cssselect("#begin")
        return "hidden" in button.attrib

    assert not hidden()
    assert "takes a minute or more" in inside.get("/draft/state").json()["words"]
    assert post(inside, "/draft/begin", {}).status_code == 200
    while job.running:
        threading.Event().wait(0.01)
    assert asked == [folder]
    assert hidden()


def test_edits_of_two_requests_do_not_cross(inside, folder):
    ids = [p.id for p in now(folder).positions]
    revision = now(folder).revision
    codes = []

    def ask(id):
        body = {"revision": revision, "shown": revision, "edit": "confirm", "ids": [id]}
        codes.append(post(inside, "/draft", body).status_code)

    threads = [threading.Thread(target=ask, args=(id,)) for id in ids[:4]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200, 409, 409, 409]
    assert sum(p.confirmed for p in now(folder).positions) == 1


def test_what_is_confirmed_goes_into_the_dossier_or_all_of_it(inside, folder):
    def write(**told):
        revision = now(folder).revision
        return post(inside, "/draft/write", {"revision": revision, "shown": revision, **told})

    def held():
        return open_dossier(folder).load().negotiation

    before = (folder / "dossier.yaml").read_bytes()
    edit(inside, folder, edit="confirm", ids=[called(folder, What.POSITION, "Nine crowns a ton")])
    told = write(suggested=False).json()
    assert "added" in told["said"]
    assert [(p.party, p.suggested) for p in held().positions] == [("Upper Tavi", False)]
    assert inside.get("/").status_code == 200
    back = post(inside, "/draft/unwrite", {"file": told["file"]}).json()
    assert (folder / "dossier.yaml").read_bytes() == before
    assert back["file"] != told["file"]
    assert post(inside, "/draft/unwrite", {"file": told["file"]}).status_code == 404
    assert write(suggested=True).status_code == 200
    assert {p.suggested for p in held().positions} == {True, False}
    assert len(held().issues) >= len(now(folder).issues)
    assert write(suggested=True, revision=0).status_code == 409


def test_what_drafting_adds_meanwhile_hinders_no_edit_of_what_was_there(inside, folder):
    old = now(folder)
    mine, other = (p.id for p in old.live(What.PARTY)[:2])
    with Record(folder / "record.sqlite") as record:
        record.keep_proposals(old, edits.rename(old, other, "Another name"), "draft", undoable=False)
    told = {"revision": old.revision, "shown": old.revision}
    assert post(inside, "/draft", {**told, "edit": "confirm", "ids": [other]}).status_code == 409
    assert post(inside, "/draft", {**told, "edit": "confirm", "ids": [mine]}).status_code == 200
    assert now(folder)[mine].confirmed
    # Since then a person has changed something.
    assert post(inside, "/draft", {**told, "edit": "dismiss", "ids": [mine]}).status_code == 409


def test_an_edit_that_cannot_be_answered_is_not_kept(inside, folder):
    """dossier.yaml is just being saved by hand, half of it."""
    nine = called(folder, What.POSITION, "Nine crowns a ton")
    before = now(folder)
    (folder / "dossier.yaml").write_text("negotiation: [Talks")
    assert edit(inside, folder, edit="confirm", ids=[nine]).status_code == 422
    assert now(folder).revision == before.revision
    assert not now(folder)[nine].confirmed
