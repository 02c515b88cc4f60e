"""From documents alone to a draft, with the reader that ships: an invented quarrel over tolls and pilots."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.drafting import Draft
from pourparler.drafting.draft import draft
from pourparler.model import Document, Meaning, Stance, Statement
from pourparler.reading import ModelReader

FIRST = Document(
    "Tolls divide the coast\n\nKestria's foreign minister, Ada Voss, said on Monday that Kestria demanded a toll of 25 percent on every ship in the "
    'strait. Norland rejected the toll. "We will not pay a toll in our own waters," said Tomas Rell, Norland\'s envoy.\n\n'
    "Norland called for free pilots in the harbour.",
    "Tolls divide the coast",
    date(2031, 3, 4),
)
SECOND = Document(
    "Toll talks go on\n\nNorland again ruled out any toll on ships in the strait.\n\nKestria insisted that harbour pilots must be paid by the ships.",
    "Toll talks go on",
    date(2031, 3, 9),
)


@pytest.fixture(scope="module")
def made() -> Draft:
    reader = ModelReader()
    statements: list[Statement] = []
    meanings: dict[str, Meaning] = {}
    documents = {d.id: d for d in (FIRST, SECOND)}
    for d in documents.values():
        found = reader.read(d).statements
        statements += found
        meanings |= reader.meanings(d, found)
    return draft(statements, documents, meanings=meanings)


def test_the_two_sides_are_found_with_their_people(made: Draft) -> None:
    assert {p.name for p in made.parties} == {"Kestria", "Norland"}
    people = {a.name: p.name for p in made.parties for a in p.actors}
    assert people["Ada Voss"] == "Kestria"
    assert people["Tomas Rell"] == "Norland"


def test_the_toll_is_one_issue_of_both_documents_and_pilots_another(made: Draft) -> None:
    toll = {p.issue for p in made.positions if "toll" in p.quote}
    pilots = {p.issue for p in made.positions if "pilots" in p.quote}
    assert len(toll) == 1
    assert not toll & pilots
    (issue,) = [i for i in made.issues if i.id in toll]
    assert "toll" in issue.question
    sides = {(p.party, p.stance is Stance.REJECTS) for p in made.positions if p.issue == issue.id}
    assert {("Kestria", False), ("Norland", True)} <= sides
