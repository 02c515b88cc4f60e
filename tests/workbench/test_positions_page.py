"""The matrix and its cells count a position for each that takes it, on the side that it takes."""

import json
from dataclasses import replace

import lxml.html
import pytest

from pourparler.dossier import load
from pourparler.model import Decision, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record

from .conftest import post

TEXT = "Joost Marrin said the League would refuse closed waters, opposed by Kestria."


@pytest.fixture
def told(read_demo):
    """A statement by Maravel of what the League rejects and Kestria wants."""
    document = Document(TEXT, "Radio")
    made = Statement(
        document.id, ((0, 12),), ((13, 17),), ((18, len(TEXT)),), Mode.INDIRECT, speaker="Joost Marrin", party="Maravel",
        stance=Stance.REJECTS, issue="transit", option="closed", position=((35, 55),),
        holders=(Holder("Harbour League", "Harbour League"), Holder("Kestria", "Kestria", opposed=True)),
    )  # fmt: skip
    with Record(read_demo / "record.sqlite", by="ann") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (made,)), TEXT)
        for e in record.statements():
            if e.statement.issue == "transit" and e.statement.id != made.id:
                record.decide(
                    e.statement.id, Decision.CORRECTED, as_corrected=replace(e.statement, issue=None, option=None)
                )
    return made.id


@pytest.mark.parametrize(
    ("party", "stance", "proposed"),
    [
        ("Harbour League", "rejects", ["■ rejects a closed strait"]),
        ("Kestria", "demands", ["▲ demands a closed strait"]),
        ("Maravel", "reports", []),
    ],
)
def test_a_cell_shows_what_its_party_takes(told, inside, party, stance, proposed):
    page = lxml.html.fromstring(inside.get(f"/positions/{party}/transit").text)
    (line,) = page.cssselect(".history:not(.became) li")
    assert f" {stance} " in " ".join(line.text_content().split())
    found = [" ".join(e.text_content().split()) for e in page.cssselect("article.proposal h3")]
    assert [words.partition(" 1 statement")[0] for words in found] == proposed
    assert all("every statement is second-hand or hedged" in words for words in found)


def test_the_matrix_proposes_who_is_opposed_with_the_other_side(told, inside):
    page = lxml.html.fromstring(inside.get("/positions").text)
    proposed = [" ".join(e.text_content().split()) for e in page.cssselect(".proposal")]
    assert [words for words in proposed if "closed strait" in words] == [
        "▲ demands a closed strait proposed from 1 statement"
    ]


WHERE = "/positions/Kestria/monitoring"
ID = "kestria.monitoring.accepts.third_party"
REFERENCE = "38930af75525@266-335"


def page_of(inside, where=WHERE):
    return lxml.html.fromstring(inside.get(where).text)


def revision_of(inside):
    return page_of(inside).cssselect("#cell")[0].get("data-revision")


def told_of(inside, id, where=WHERE):
    """What the form for a position begins with, evidence as it is sent."""
    (article,) = [a for a in page_of(inside, where).cssselect("article.position") if a.get("id") == id]
    told = json.loads(article.get("data-told"))
    return told | {"evidence": [e["written"] for e in told["evidence"]]}


def position_in(read_demo, id):
    return load(read_demo / "dossier.yaml").negotiation.position[id]


NEW = {
    "demands": ({"kind": "demands", "issue": "crews", "option": "all"}, "demands: all"),
    "order": (
        {"kind": "prefers", "issue": "dues", "ranking": [["none"], ["reduced", "full"]]},
        "prefers: none > reduced = full",
    ),
    "condition": (
        {"kind": "accepts", "issue": "crews", "option": "all", "condition": [["dues", "none"]]},
        "accepts: all, if: {dues: none}",
    ),
    "unless": (
        {"kind": "rejects", "issue": "crews", "option": "all", "condition": [["dues", "none"], ["patrols", "none"]]},
        "rejects: all, unless: {dues: none, patrols: none}",
    ),
    "package": (
        {"kind": "package", "better": [["crews", "all"], ["dues", "none"]], "worse": [["dues", "full"]]},
        "package: {better: {crews: all, dues: none}, worse: {dues: full}}",
    ),
}


@pytest.mark.parametrize("name", NEW)
def test_a_position_of_every_kind_is_made(inside, read_demo, name):
    told, written = NEW[name]
    judged = {"judgement": "she said so in private", "by": "Ada", "on": "2031-03-21"}
    # What the form holds for other kinds is sent along, and counts for nothing.
    rest = {"ranking": [["x"]], "condition": [["crews", "all"]], "better": [], "worse": [], "note": " "}
    body = {
        "party": "Port Auvane",
        "evidence": [REFERENCE, judged],
        "concession": True,
        "as_of": "2031-03-20",
        **rest,
        **told,
    }
    if "condition" not in told:
        body["condition"] = []
    answer = post(inside, "/positions", {"position": body, "revision": revision_of(inside)})
    assert answer.status_code == 200, answer.text
    assert f"{{party: Port Auvane, {written}" in " ".join((read_demo / "dossier.yaml").read_text().split()).replace(
        "issue: crews, ", ""
    ).replace("issue: dues, ", "")
    position = load(read_demo / "dossier.yaml").negotiation.positions[-1]
    assert str(position.evidence[0]) == REFERENCE
    assert str(position.evidence[1]) == "judgement of Ada on 2031-03-21: she said so in private"
    assert (position.concession, str(position.as_of), position.note) == (True, "2031-03-20", None)


def test_a_position_is_changed_in_place_with_its_comment_and_given_up_and_deleted_and_back(inside, read_demo):
    path = read_demo / "dossier.yaml"
    text = path.read_text()
    line = '     evidence: ["30d76fb903ad@388-448"]}\n'
    assert text.count(line) == 1
    path.write_text(text.replace(line, line.rstrip("\n") + "   # said on the radio\n"))
    told = told_of(inside, ID) | {"kind": "rejects", "condition": [["dues", "none"]], "note": "asked twice"}
    body = {"position": told, "revision": revision_of(inside)}
    assert post(inside, f"/position/{ID}", body).status_code == 200
    new = "kestria.monitoring.rejects.third_party"
    assert position_in(read_demo, new).condition == (("dues", "none"),)
    assert "# said on the radio" in path.read_text()
    assert post(inside, f"/position/{ID}", body).status_code == 409
    told = told_of(inside, new) | {"until": "2031-03-20"}
    assert post(inside, f"/position/{new}", {"position": told, "revision": revision_of(inside)}).status_code == 200
    assert "given up 20 March 2031" in inside.get(WHERE).text
    before = path.read_text()
    assert post(inside, f"/position/{new}/remove", {"revision": revision_of(inside)}).status_code == 200
    assert "The dossier holds no position of Kestria on this issue yet" in inside.get(WHERE).text
    assert post(inside, "/dossier/undo", {"revision": revision_of(inside)}).status_code == 200
    assert path.read_text() == before


def test_what_was_only_suggested_is_confirmed_when_a_person_saves_it(inside, read_demo):
    path = read_demo / "dossier.yaml"
    line = 'evidence: ["30d76fb903ad@388-448"]}'
    path.write_text(path.read_text().replace(line, line.replace("}", ", suggested: true}")))
    assert position_in(read_demo, ID).suggested
    body = {"position": told_of(inside, ID), "revision": revision_of(inside)}
    assert post(inside, f"/position/{ID}", body).status_code == 200
    assert not position_in(read_demo, ID).suggested


def test_a_position_written_to_an_older_file_is_refused(inside, read_demo):
    body = {"position": told_of(inside, ID) | {"note": "mine"}, "revision": revision_of(inside)}
    path = read_demo / "dossier.yaml"
    path.write_text(path.read_text() + "# a colleague was here\n")
    for where in ("/positions", f"/position/{ID}"):
        answer = post(inside, where, body)
        assert answer.status_code == 409
        assert "has changed since" in answer.json()["error"]
    assert "mine" not in path.read_text()
    assert post(inside, f"/position/{ID}", {**body, "revision": revision_of(inside)}).status_code == 200
    assert "# a colleague was here" in path.read_text()
    assert "note: mine" in path.read_text()


@pytest.mark.parametrize(
    ("id", "told", "words"),
    [
        ("nobody.said.this", {}, "no position"),
        (ID, {"kind": "rejects", "option": "all"}, "unknown option"),
        (ID, {"kind": "praises"}, "cannot be written"),
        (ID, {"as_of": "yesterday"}, "is not a date"),
        (ID, {"evidence": []}, "needs evidence"),
        (ID, {"evidence": ["s1"]}, "this evidence cannot be saved"),
        (ID, {"evidence": [{"judgement": "so", "by": ""}]}, "the name of who judges"),
        (ID, {"kind": "prefers", "ranking": [["third_party"]]}, "at least two options"),
        (ID, {"kind": "package", "better": [["dues", "full"]], "worse": []}, "needs both"),
        (ID, {"condition": [["monitoring", "none"]]}, "the condition is on the issue itself"),
        (ID, {"until": "2001-01-01"}, "lies before `as_of`"),
    ],
)
def test_a_change_that_does_not_fit_writes_nothing(inside, read_demo, id, told, words):
    path = read_demo / "dossier.yaml"
    before = path.read_bytes()
    body = {"position": told_of(inside, ID) | told, "revision": revision_of(inside)}
    answer = post(inside, f"/position/{id}", body)
    assert answer.status_code in (404, 422)
    assert words in answer.json()["error"]
    assert path.read_bytes() == before


def test_a_proposal_is_confirmed_with_its_statements(inside, read_demo):
    where = "/positions/Harbour%20League/monitoring"
    page = page_of(inside, where)
    proposal = next(p for p in page.cssselect(".proposal") if p.cssselect("[data-do=confirm]"))
    told = json.loads(proposal.get("data-told"))
    told["evidence"] = [e["written"] for e in told["evidence"]]
    assert post(inside, "/positions", {"position": told, "revision": revision_of(inside)}).status_code == 200
    assert (
        f"{told['kind']}: {told['option']}, evidence: [{told['evidence'][0]}"
        in (read_demo / "dossier.yaml").read_text()
    )
    assert len(page_of(inside, where).cssselect(".proposal")) == len(page.cssselect(".proposal")) - 1


def test_more_evidence_is_added_once(inside, read_demo):
    for _ in range(2):
        body = {"evidence": [REFERENCE, {"judgement": "so", "by": "Ada"}], "revision": revision_of(inside)}
        assert post(inside, f"/position/{ID}/evidence", body).status_code == 200
    assert len(position_in(read_demo, ID).evidence) == 3


def test_a_judgement_looks_different_from_a_quotation(inside):
    told = told_of(inside, ID)
    judged = {"judgement": "she said so in private", "by": "Ada", "on": "2031-03-21"}
    body = {"position": told | {"evidence": [judged]}, "revision": revision_of(inside)}
    assert post(inside, f"/position/{ID}", body).status_code == 200
    (shown,) = page_of(inside).cssselect(f"article[id='{ID}'] .judgement")
    assert shown.text_content() == "Judgement of Ada, 21 March 2031: she said so in private"
    assert told_of(inside, ID)["evidence"] == ["judgement of Ada on 2031-03-21: she said so in private"]
