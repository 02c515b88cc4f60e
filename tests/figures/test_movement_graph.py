"""The movement graph: states that matter, and who would surely move from which to which."""

from pourparler.dossier import load
from pourparler.figures.movement_graph import key_words, movement_graph
from pourparler.stability import StabilityAnalysis

from ..conftest import DEMO, RIYADH


def test_the_movement_graph_shows_states_and_movers():
    talks = load(DEMO / "dossier.yaml").negotiation
    svg = movement_graph(talks, StabilityAnalysis.of(talks.conflict))
    assert all(word in svg for word in ("as things stand", "Kestria", "Port Auvane", ">A<", "would move"))
    assert "<script" not in svg


def test_where_no_move_is_sure_there_is_no_picture():
    n = load(RIYADH / "dossier.yaml").negotiation
    assert movement_graph(n, StabilityAnalysis.of(n.conflict)) is None


def test_a_conflict_of_very_many_states_is_not_drawn(monkeypatch):
    talks = load(DEMO / "dossier.yaml").negotiation
    analysis = StabilityAnalysis.of(talks.conflict)
    monkeypatch.setattr("pourparler.figures.movement_graph.MOST_STATES", len(analysis.conflict.states) - 1)
    assert movement_graph(talks, analysis) is None


def test_the_key_explains_the_circles_that_there_are():
    demo, riyadh = (StabilityAnalysis.of(load(f / "dossier.yaml").negotiation.conflict) for f in (DEMO, RIYADH))
    assert key_words(demo)[1:] == [
        "Filled circle: surely an equilibrium under at least one concept.",
        "Dashed circle: possibly one.",
    ]
    assert not any("circle" in words for words in key_words(riyadh))
