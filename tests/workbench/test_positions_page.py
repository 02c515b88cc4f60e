"""The matrix and its cells count a position for each that takes it, on the side that it takes."""

from dataclasses import replace

import lxml.html
import pytest

from pourparler.model import Decision, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record

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
    (line,) = page.cssselect(".history li")
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
