"""The positions matrix: what each party said on each issue, and what kind of position it is."""

from dataclasses import replace

import pytest

from pourparler.briefing.matrix import COLUMNS, MARKS, build_matrix, key_of, key_words, kind_of
from pourparler.briefing.notes import Notes
from pourparler.dossier import load, open_dossier
from pourparler.model import Kind, Position
from pourparler.provenance.citations import Citations, citing
from pourparler.settlement import CellState

from ..conftest import DEMO, RIYADH
from .conftest import words


def test_silence_moves_hedges_and_contradictions_show(page):
    matrix = " ".join(words(m) for m in page.cssselect(".matrix"))
    assert "nothing said" in matrix
    assert "(given up)" in matrix
    assert matrix.count("• contradicted") == 2
    assert "according to two unnamed officials in Sant Elmo; hedged: “may be ready to accept”" in matrix


@pytest.mark.parametrize(
    ("position", "kind"),
    [
        (Position("0", "A", Kind.REJECTS, "x", "yes"), "red line"),
        (Position("0", "A", Kind.REQUIRES, "x", "yes"), "red line"),
        (Position("0", "A", Kind.ACCEPTS, "x", "yes", condition=(("y", "no"),)), "on a condition"),
        (Position("0", "A", Kind.OFFERS, "x", "yes", condition=(("y", "no"),)), "on a condition"),
        (Position("0", "A", Kind.ACCEPTS, "x", "yes"), "accepts"),
        (Position("0", "A", Kind.OFFERS, "x", "yes"), "offer"),
        (Position("0", "A", Kind.DEMANDS, "x", "yes"), "demand"),
        (Position("0", "A", Kind.PREFERS, "x", ranking=(("yes",), ("no",))), "order"),
        (Position("0", "A", Kind.PACKAGE, better=(("x", "yes"),), worse=(("y", "no"),)), "order"),
    ],
)
def test_each_kind_of_position_has_its_mark(position, kind):
    assert kind_of(position) == kind
    assert kind in MARKS
    assert len(set(MARKS.values())) == len(MARKS)


def test_the_matrix_holds_every_position_once_an_issue():
    n = load(DEMO / "dossier.yaml").negotiation
    blocks = build_matrix(n, (), Notes(Citations()))
    assert sum(len(b.issues) for b in blocks) == len(n.issues)
    assert all(len(b.issues) <= COLUMNS for b in blocks)
    assert all([r.party for r in b.rows] == [p.name for p in n.parties] for b in blocks)
    shown = sum(len(cell.items) for b in blocks for r in b.rows for cell in r.cells)
    assert shown == sum(len(p.issues) if p.kind is Kind.PACKAGE else 1 for p in n.positions)


def test_three_states_of_a_cell_and_what_nobody_confirmed(half_confirmed):
    n = load(half_confirmed / "dossier.yaml").negotiation
    with citing(open_dossier(half_confirmed)) as citations:
        blocks = build_matrix(n, (), Notes(citations))
    rows = {
        r.party: [c for b in blocks for row in b.rows if row.party == r.party for c in row.cells]
        for r in blocks[0].rows
    }
    cells = {(party, i.id): c for party, row in rows.items() for i, c in zip(n.issues, row, strict=True)}
    shown = [i for c in cells.values() for i in c.items]
    assert [i.suggested for i in shown].count(True) == sum(p.suggested for p in n.positions)
    assert all(("proposed, not confirmed" in i.hedge) == i.suggested for i in shown)
    silent, said = cells["Harbour League", "fishing"], cells["Port Auvane", "transit"]
    assert (silent.state, silent.words, silent.notes) == (CellState.NOTHING_SAID, "nothing said", [])
    assert (said.state, said.words, len(said.notes)) == (CellState.NOT_SETTLED, "said once, no position yet", 1)
    assert [r.suggested for r in blocks[0].rows] == [False, False, False, True]
    assert [s for b in blocks for s in b.suggested] == [False] * 6 + [True]


def test_without_a_record_there_are_two_states():
    n = load(DEMO / "dossier.yaml").negotiation
    cells = [c for b in build_matrix(n, (), Notes(Citations())) for r in b.rows for c in r.cells]
    assert {c.state for c in cells} == {CellState.NOTHING_SAID, CellState.POSITION}


def test_the_key_explains_the_marks_that_there_are():
    n = load(RIYADH / "dossier.yaml").negotiation
    key = key_of(build_matrix(n, (), Notes(Citations())))
    assert list(key["marks"]) == ["red line", "demand", "accepts", "offer"]
    assert (key["moved"], key["contradicted"], key["suggested"]) == (True, False, False)
    assert key_words(key)[-2:] == ["→ moved", "– nothing said"]


def test_a_cell_that_is_only_named_in_a_condition_has_no_mark_of_silence():
    n = load(DEMO / "dossier.yaml").negotiation
    only = replace(n, positions=tuple(p for p in n.positions if p.party == "Kestria" and p.issue != "monitoring"))
    cells = dict(
        zip([i.id for i in n.issues][4:], build_matrix(only, (), Notes(Citations()))[1].rows[0].cells, strict=True)
    )
    assert (cells["monitoring"].words, cells["monitoring"].mark) == ("only named in a condition", "")
    assert build_matrix(only, (), Notes(Citations()))[1].rows[1].cells[0].mark == "–"
