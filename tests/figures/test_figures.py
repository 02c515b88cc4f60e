"""The figures: party names stand in them as text; where there is nothing to draw there is none."""

from dataclasses import replace

from pourparler.dossier import load
from pourparler.figures.acceptability import acceptance_bars
from pourparler.figures.drawing import OKABE_ITO, party_colours
from pourparler.figures.timeline import events_of, timeline_figure
from pourparler.settlement import analyse

from ..conftest import DEMO, RIYADH


def test_the_time_axis_names_parties_and_meetings():
    n = load(DEMO / "dossier.yaml").negotiation
    svg = timeline_figure(n, events_of(n))
    assert all(word in svg for word in ("Kestria", "Port Auvane", "First round", "Second round"))
    assert "<script" not in svg


def test_too_few_days_make_no_time_axis():
    n = load(RIYADH / "dossier.yaml").negotiation
    assert timeline_figure(n, events_of(n), fewest=3) is None


def test_the_bars_add_up_to_all_settlements():
    n = load(DEMO / "dossier.yaml").negotiation
    analysis = analyse(n)
    assert {len(row) for row in analysis.zopa.acceptability.values()} == {2916}
    assert "2,673" in acceptance_bars(analysis)
    large = analyse(replace(n, issues=n.issues + load(RIYADH / "dossier.yaml").negotiation.issues[:8]))
    assert acceptance_bars(large) is None


def test_a_party_keeps_its_colour():
    n = load(DEMO / "dossier.yaml").negotiation
    assert list(party_colours(n).values()) == list(OKABE_ITO[:4])
