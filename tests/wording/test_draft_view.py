"""What the record proposes for a dossier as plain data: the SYSTEM format that drafts are measured in, and more."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.drafting import (
    Draft,
    ProposedIssue,
    ProposedLinkage,
    ProposedNoAgreement,
    ProposedOption,
    ProposedPosition,
    ProposedPriority,
)
from pourparler.drafting.parties import ProposedActor, ProposedParty
from pourparler.model import Chances, Document, Evidence, Meeting, Stance
from pourparler.wording.views.draft import draft_view, stem

DOCUMENT = Document("Arland wants a toll.", "Tolls", date(2031, 2, 3), path="texts/2031-02-03_Courier_1.txt")
OTHER = Document("Borland rejects a toll.", "No tolls")
DRAFT = Draft(
    parties=(
        ProposedParty("Arland", ("the Republic",), (ProposedActor("Ada Voss", ("Voss",)),), 2),
        ProposedParty("Borland", (), (), 1, evidence=("s1",), known=True),
    ),
    issues=(ProposedIssue("toll", "a toll", (ProposedOption("wants", "wants a toll"),)),),
    positions=(
        ProposedPosition("Arland", "toll", "wants", Stance.DEMANDS, "Voss", "s1", DOCUMENT.id, ((7, 19),), "wants a toll", "if", True, Chances(0.876, 0.5, 1.0)),
        ProposedPosition("Borland", "toll", "wants", Stance.REJECTS, "Borland", "s1", DOCUMENT.id, ((7, 19),), "wants a toll"),
        ProposedPosition("Borland", "toll", "wants", Stance.REJECTS, "Borland", "s2", OTHER.id, ((8, 22),), "rejects a toll"),
    ),
    linkages=(ProposedLinkage((("toll", "wants"), ("pilots", "paid")), "if pilots are free", (Evidence(statement="s1"),)),),
    priorities=(ProposedPriority("Arland", "toll", "our first priority", (Evidence(statement="s1"),)),),
    no_agreement=(ProposedNoAgreement("toll", "wants", "a toll if the talks fail", (Evidence(statement="s2"),)),),
    meetings=(Meeting("Talks", date(2031, 2, 1), "Aldmoor", host="Borland", present=("Ada Voss",)),),
    unheld=("s3",),
)  # fmt: skip


@pytest.fixture
def view():
    return draft_view(DRAFT, {d.id: d for d in (DOCUMENT, OTHER)})


def test_parties_with_their_names_and_people(view):
    assert view["parties"] == [
        {"name": "Arland", "aliases": ["the Republic"], "role": "party", "at_table": True, "positions": 2, "known": False, "evidence": [], "actors": [{"name": "Ada Voss", "aliases": ["Voss"]}]},
        {"name": "Borland", "aliases": [], "role": "party", "at_table": True, "positions": 1, "known": True, "evidence": ["s1"], "actors": []},
    ]  # fmt: skip
    assert view["of_nobody_known"] == ["s3"]


def test_positions_point_to_issues_and_options(view):
    assert view["issues"] == [
        {"id": "toll", "question": "a toll", "options": {"wants": "wants a toll"}, "chance": 1.0, "known": False}
    ]
    assert {(p["issue"], p["option"]) for p in view["positions"]} == {("toll", "wants")}


def test_positions_with_evidence_date_doubt_and_chances(view):
    first, second, third = view["positions"]
    assert (first["party"], first["kind"], first["condition"], first["hedged"]) == ("Arland", "demands", "if", True)
    assert first["as_of"] == "2031-02-03"
    assert first["chances"] == {"position": 0.88, "holder": 0.5, "direction": 1.0}
    assert first["evidence"] == [{"document": "2031-02-03_Courier_1", "statement": "s1", "quote": "wants a toll"}]
    assert (second["party"], second["kind"], second["chances"], second["hedged"]) == ("Borland", "rejects", None, False)
    assert (third["as_of"], third["evidence"][0]["document"]) == (None, "No tolls")


def test_the_name_of_a_documents_file():
    assert (stem(DOCUMENT), stem(OTHER)) == ("2031-02-03_Courier_1", "No tolls")


def test_what_goes_with_positions(view):
    assert view["linkages"] == [
        {"never": {"toll": "wants", "pilots": "paid"}, "because": "if pilots are free", "evidence": ["s1"]}
    ]
    assert view["priorities"][0] == {
        "party": "Arland",
        "issue": "toll",
        "because": "our first priority",
        "evidence": ["s1"],
    }
    assert view["no_agreement"][0]["because"] == "a toll if the talks fail"
    assert (view["meetings"][0]["date"], view["meetings"][0]["host"]) == ("2031-02-01", "Borland")
    assert view["next_steps"] == []
