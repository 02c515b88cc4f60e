"""Dynamic GEXF: as the schema of GEXF 1.3 has it, and as networkx reads it back."""

from datetime import date
from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from pourparler.formats import gexf

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "gexf13" / "gexf.xsd"))
YEARS = [(date(2030 + k, 1, 1), date(2030 + k, 12, 31)) for k in range(4)]


def year(*edges, **groups):
    graph = nx.Graph(title="Who takes the same side", since="2030-01-01")
    for name, group in groups.items():
        graph.add_node(name, kind="actor", label=f"Party {name}", options=2, group=group)
    graph.add_edges_from(
        (a, b, {"weight": weight, "normalised": weight / 4, "options": "dues"}) for a, b, weight in edges
    )
    return graph


GRAPHS = [year(("A", "B", 2), A=1, B=1), year(("A", "B", 1), A=1, B=2), year(A=1), year(("A", "B", 3), A=1, B=1)]


def written(graphs):
    text = gexf.write(list(zip(YEARS, graphs, strict=False)), "Who takes the same side")
    tree = etree.fromstring(text.encode())
    SCHEMA.assertValid(etree.ElementTree(tree))
    return text, tree


def test_nodes_and_edges_are_there_in_their_times_and_their_numbers_change():
    text, tree = written(GRAPHS)
    assert tree.get("version") == "1.3"
    back = nx.read_gexf(BytesIO(text.encode()), version="1.3")
    assert back.graph["mode"] == "dynamic"
    assert back.nodes["A"]["spells"] == [("2030-01-01", "2033-12-31")]
    assert back.nodes["B"]["spells"] == [("2030-01-01", "2031-12-31"), ("2033-01-01", "2033-12-31")]
    assert back.nodes["B"]["label"] == "Party B"
    assert back.nodes["B"]["group"] == [
        (1.0, "2030-01-01", "2030-12-31"), (2.0, "2031-01-01", "2031-12-31"), (1.0, "2033-01-01", "2033-12-31"),
    ]  # fmt: skip
    edge = back.edges["A", "B"]
    assert edge["spells"] == back.nodes["B"]["spells"]
    (number,) = (a.get("id") for a in tree.iter("{*}attribute") if a.get("title") == "weight")
    weights = [v.attrib for v in tree.find(".//{*}edge").iter("{*}attvalue") if v.get("for") == number]
    assert [(float(w["value"]), w["start"]) for w in weights] == [
        (2.0, "2030-01-01"), (1.0, "2031-01-01"), (3.0, "2033-01-01"),
    ]  # fmt: skip
    assert [value for value, *_ in edge["normalised"]] == [0.5, 0.25, 0.75]
    assert edge["options"] == "dues"
    assert tree.find(".//{*}edge").get("weight") == "2.0"
    assert tree.find("{*}graph").get("timeformat") == "date"


def test_names_that_xml_forbids_are_shown_and_stay_apart():
    text, _ = written([year(("N\x07", "N␇", 1), **{"N\x07": 1, "N␇": 2})])
    assert set(nx.read_gexf(BytesIO(text.encode()), version="1.3")) == {"N␇", "N␇*"}


@pytest.mark.parametrize("graphs", [[], [nx.Graph()]])
def test_nothing_is_a_network_too(graphs):
    text, _ = written(graphs)
    assert not nx.read_gexf(BytesIO(text.encode()), version="1.3")
