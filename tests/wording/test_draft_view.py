"""What the record proposes for a dossier as plain data: the SYSTEM format that drafts are measured in, and more."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.drafting import Draft, ProposedPosition
from pourparler.drafting.parties import ProposedActor, ProposedParty
from pourparler.model import Chances, Document, Stance
from pourparler.wording.views.draft import draft_view, stem

DOCUMENT = Document("Arland wants a toll.", "Tolls", date(2031, 2, 3), path="texts/2031-02-03_Courier_1.txt")
OTHER = Document("Borland rejects a toll.", "No tolls")
DRAFT = Draft(
    parties=(
        ProposedParty("Arland", ("the Republic",), (ProposedActor("Ada Voss", ("Voss",)),), 2),
        ProposedParty("Borland", (), (), 1),
    ),
    positions=(
        ProposedPosition(
            "Arland", Stance.DEMANDS, "s1", DOCUMENT.id, ((7, 19),), "wants a toll", "if", True, Chances(0.876, 0.5, 1.0)
        ),
        ProposedPosition("Borland", Stance.REJECTS, "s1", DOCUMENT.id, ((7, 19),), "wants a toll"),
        ProposedPosition("Borland", Stance.REJECTS, "s2", OTHER.id, ((8, 22),), "rejects a toll"),
    ),
    unheld=("s3",),
)  # fmt: skip


@pytest.fixture
def view():
    return draft_view(DRAFT, {d.id: d for d in (DOCUMENT, OTHER)})


def test_parties_with_their_names_and_people(view):
    assert view["parties"] == [
        {"name": "Arland", "aliases": ["the Republic"], "role": "party", "positions": 2, "actors": [{"name": "Ada Voss", "aliases": ["Voss"]}]},
        {"name": "Borland", "aliases": [], "role": "party", "positions": 1, "actors": []},
    ]  # fmt: skip
    assert view["of_nobody_known"] == ["s3"]


def test_each_statement_is_an_issue_of_its_own(view):
    assert [(i["id"], i["question"], i["options"]) for i in view["issues"]] == [
        ("s1", "wants a toll", {"as_said": "wants a toll"}),
        ("s2", "rejects a toll", {"as_said": "rejects a toll"}),
    ]
    options = {(i["id"], option) for i in view["issues"] for option in i["options"]}
    assert {(p["issue"], p["option"]) for p in view["positions"]} <= options


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
