"""The bars of what each party says to the settlements; the mark of each answer."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from pourparler.dossier import load
from pourparler.figures.acceptability import COLOURS, LEAST, MARGIN, SHAPES, SPAN, acceptance_bars, answers_found
from pourparler.settlement import Acceptance, analyse
from pourparler.wording import ACCEPTANCE

from ..conftest import DEMO, RIYADH


def bars(svg, answer):
    """(x, width) of the bars of an answer."""
    shapes = re.findall(rf'<rect x="([\d.]+)" [^>]*?width="([\d.]+)" [^>]*class="mark" fill="{COLOURS[answer]}"', svg)
    return [(float(x), float(wide)) for x, wide in shapes]


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


def test_an_answer_that_occurs_once_is_seen_and_one_that_does_not_occur_is_not_named():
    analysis = analyse(load(DEMO / "dossier.yaml").negotiation)
    assert answers_found(analysis) == list(COLOURS)
    svg = acceptance_bars(analysis)
    assert [wide for _, wide in bars(svg, "would accept")] == [LEAST]
    assert "1 would accept, 909 not known, 2,006 would not accept" in svg
    assert [x + wide for x, wide in bars(svg, "would not accept")] == pytest.approx([MARGIN + SPAN] * 4, abs=0.11)
    never = {
        p: np.where(row == Acceptance.ACCEPTABLE, Acceptance.OPEN, row)
        for p, row in analysis.zopa.acceptability.items()
    }
    talks = SimpleNamespace(
        negotiation=analysis.negotiation, zopa=SimpleNamespace(acceptability=never, settlements=2916)
    )
    assert answers_found(talks) == ["not known", "would not accept"]
    assert "would accept" not in acceptance_bars(talks)
