"""GraphML: readable whatever the names hold."""

import networkx as nx

from pourparler.formats import graphml


def test_names_that_xml_forbids_are_shown_and_stay_apart():
    graph = nx.Graph(title="bell\x07")
    graph.add_node("North\x07", label="\x1b[31mNorth\ud800")
    graph.add_node("North␇", label="another")
    graph.add_edge("North\x07", "North␇", because="\u202eback", weight=2)
    back = nx.parse_graphml(graphml.write(graph))
    assert dict(back.nodes(data="label")) == {"North␇": "␛[31mNorth\ufffd", "North␇*": "another"}
    assert back.edges["North␇", "North␇*"] == {"because": "\ufffdback", "weight": 2}
    assert back.graph["title"] == "bell␇"
    assert graph.nodes["North\x07"]["label"] == "\x1b[31mNorth\ud800"
