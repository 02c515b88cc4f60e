"""Networks as pictures: every actor by name, against told from for by a dashed line, nothing drawn of nothing."""

import networkx as nx
import pytest
from lxml import etree

from pourparler.figures.networks import one_mode_figure, two_mode_figure

COLOURS = {"Ann": "#0072B2", "Bo": "#D55E00"}


def affiliation():
    graph = nx.Graph()
    for name in ("Ann", "Bo"):
        graph.add_node(name, kind="actor", label=name)
    graph.add_node("x=yes", kind="option", label="free passage", issue="transit")
    graph.add_edge("Ann", "x=yes", agree=3, disagree=1, weight=2)
    graph.add_edge("x=yes", "Bo", agree=0, disagree=2, weight=-2)
    return graph


def test_sides_are_drawn_by_how_often_they_were_taken():
    svg = two_mode_figure(affiliation(), COLOURS, {"Ann": "/a", "Bo": "/b", "x=yes": "/x"})
    for words in ("Ann for free passage: 3", "Ann against free passage: 1", "Bo against free passage: 2"):
        assert words in svg
    assert "Bo for free passage" not in svg
    assert "transit: free passage" in svg
    assert 'href="/b"' in svg
    assert svg.count('stroke-dasharray="6 5"') == 2
    lines = {e.findtext("{*}title"): e for e in etree.fromstring(svg.encode()).iter("{*}line")}
    assert [float(lines[w].get("stroke-width")) for w in ("Ann for free passage: 3", "Bo against free passage: 2")] == [
        4.8,
        3.5,
    ]
    dots = {(c.get("cx"), c.get("cy")) for c in etree.fromstring(svg.encode()).iter("{*}circle")}
    for e in lines.values():
        assert {(e.get("x1"), e.get("y1")), (e.get("x2"), e.get("y2"))} <= dots


@pytest.mark.parametrize(("form", "dashed"), [("for", 0), ("against", 1)])
def test_two_actors_have_a_line_of_their_weight(form, dashed):
    graph = nx.Graph()
    graph.add_edge("Ann", "Bo", weight=4)
    svg = one_mode_figure(graph, COLOURS, {"Ann": "/a", "Bo": "/b"}, form)
    assert "Ann and Bo: 4" in svg
    assert all(f">{name}<" in svg for name in COLOURS)
    assert svg.count('stroke-dasharray="6 5"') == dashed


def test_a_network_of_thousands_of_ties_has_every_one_and_names_that_do_nothing():
    graph = nx.complete_graph(90)
    graph = nx.relabel_nodes(graph, {k: f"<b>{k}</b> & co" for k in graph})
    nx.set_edge_attributes(graph, 1, "weight")
    drawn = etree.fromstring(one_mode_figure(graph, {}, dict.fromkeys(graph, "/record?a=1&b=2"), "for").encode())
    assert len(list(drawn.iter("{*}line"))) == 90 * 89 // 2
    assert {a.get("href") for a in drawn.iter("{*}a")} == {"/record?a=1&b=2"}
    assert {"".join(t.itertext()) for t in drawn.iter("{*}text")} == {*graph}


def test_without_an_edge_there_is_no_picture():
    graph = nx.Graph()
    graph.add_node("Ann", kind="actor", label="Ann")
    assert two_mode_figure(graph, COLOURS, {"Ann": "/a"}) is None
    assert one_mode_figure(graph, COLOURS, {"Ann": "/a"}, "for") is None
