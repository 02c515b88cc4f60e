"""Networks get their words: titles, names of options, which options and meetings."""

from datetime import date
from io import BytesIO

import networkx as nx
import pytest

from pourparler.formats import graphml
from pourparler.model import Issue, Meeting, Negotiation, Party
from pourparler.model.stances import Side
from pourparler.networks.meetings import who_met
from pourparler.networks.over_time import Counting, period
from pourparler.networks.taken import Sides, Taken
from pourparler.wording.networks import TITLES, network_in_words, ties

NEGOTIATION = Negotiation(
    "Talks", (Party("North"), Party("South")), (Issue("right_of_way", {"open": "free passage", "none": "no passage"}),)
)
SIDES = Sides.of(Taken(p, ("right_of_way", o), Side.FOR) for p in ("North", "South") for o in ("open", "none"))


def graph(kind):
    return period(kind, Counting(), SIDES).graph


def test_options_are_named():
    told = network_in_words("affiliation", graph("affiliation"), NEGOTIATION)
    assert told.graph["title"] == TITLES["affiliation"]
    option = {"kind": "option", "label": "free passage", "issue": "right of way"}
    assert told.nodes["right_of_way=open"] == option
    assert told.nodes["North"] == {"kind": "actor", "label": "North"}
    assert told["North"]["right_of_way=open"] == {"agree": 1, "disagree": 0, "weight": 1}


def test_what_two_share_is_named():
    told = network_in_words("congruence", graph("congruence"), NEGOTIATION)
    assert told["North"]["South"]["options"] == "right of way: free passage; right of way: no passage"


def test_meetings_are_named_with_their_days():
    meetings = [Meeting("Round one", date(2031, 2, 1), present=("North", "South"))]
    meetings.append(Meeting("Lunch", present=("North", "South")))
    told = network_in_words("meetings", who_met(NEGOTIATION, meetings), NEGOTIATION)
    assert told["North"]["South"]["meetings"] == "Round one, 1 February 2031; Lunch, undated"


@pytest.mark.parametrize("kind", ["affiliation", "congruence"])
def test_graphml_is_read_back(kind):
    told = network_in_words(kind, graph(kind), NEGOTIATION)
    back = nx.read_graphml(BytesIO(graphml.write(told).encode()))
    assert back.graph["title"] == TITLES[kind]
    assert dict(back.nodes(data=True)) == dict(told.nodes(data=True))
    assert {frozenset((a, b)): d for a, b, d in back.edges(data=True)} == {
        frozenset((a, b)): d for a, b, d in told.edges(data=True)
    }


def test_ties_the_strongest_first():
    told = nx.Graph()
    told.add_nodes_from("ABCD", kind="actor")
    told.add_node("toll", kind="option")
    told.add_edge("toll", "C", weight=2)
    told.add_weighted_edges_from([("A", "B", -3), ("B", "D", 2), ("A", "D", 1)])
    rows = [("A", "B", -3), ("B", "D", 2), ("C", "toll", 2), ("A", "D", 1)]
    assert [tuple(row.values()) for row in ties(told)] == rows
    assert [tuple(row.values()) for row in ties(told, 2)] == rows[:2]
