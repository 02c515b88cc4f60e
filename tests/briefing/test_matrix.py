"""The positions matrix: what each party said on each issue, and what kind of position it is."""

import pytest

from pourparler.briefing.matrix import COLUMNS, MARKS, build_matrix, kind_of
from pourparler.briefing.notes import Notes
from pourparler.dossier import load
from pourparler.model import Kind, Position
from pourparler.provenance.citations import Citations

from ..conftest import DEMO
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
