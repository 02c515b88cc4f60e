"""The bars of what each party says to the settlements; the mark of each answer."""

from dataclasses import replace

from pourparler.dossier import load
from pourparler.figures.acceptability import COLOURS, SHAPES, acceptance_bars
from pourparler.settlement import analyse
from pourparler.wording import ACCEPTANCE

from ..conftest import DEMO, RIYADH


def test_the_bars_add_up_to_all_settlements():
    n = load(DEMO / "dossier.yaml").negotiation
    analysis = analyse(n)
    assert {len(row) for row in analysis.zopa.acceptability.values()} == {2916}
    assert "2,673" in acceptance_bars(analysis)
    large = analyse(replace(n, issues=n.issues + load(RIYADH / "dossier.yaml").negotiation.issues[:8]))
    assert acceptance_bars(large) is None


def test_each_answer_has_its_shape_and_colour():
    assert set(SHAPES) == set(COLOURS) == set(ACCEPTANCE.values())
    assert len(set(SHAPES.values())) == len(set(COLOURS.values())) == 3
