"""The frontier's picture: a point for each settlement, between the two parties whose gains differ most."""

from pourparler.dossier import load
from pourparler.figures.frontier import frontier_chart, widest_pair
from pourparler.settlement.robust import Outcome

from ..conftest import DEMO


def outcome(transit, share, **gains):
    return Outcome({"transit": transit, "dues": "none"}, share, {p: (g, g - 0.1, g + 0.1) for p, g in gains.items()})


FOUND = (
    outcome("open", 0.6, Kestria=0.1, Maravel=0.5, League=0.9),
    outcome("closed", 0.2, Kestria=0.7, Maravel=0.5, League=0.2),
)


def test_the_parties_shown_are_those_whose_gains_differ_most():
    assert widest_pair(FOUND, ["Maravel", "League", "Kestria"]) == ("League", "Kestria")


def test_a_point_says_what_sets_its_settlement_apart_and_leads_to_it():
    n = load(DEMO / "dossier.yaml").negotiation
    svg = frontier_chart(n, FOUND, "Kestria", "Maravel", lambda o: f"/?pick={o.settlement['transit']}")
    assert svg.count('href="/?pick=open"') == svg.count('href="/?pick=closed"') == 1
    assert "Efficient under 60 % of the value functions" in svg
    assert "transit: " in svg
    assert "dues" not in svg  # the same in both
    assert "Kestria: average gain" in svg
