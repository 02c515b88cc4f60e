"""The frontier's picture: a point for each settlement, between the two parties whose gains differ most."""

import re

import pytest

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


def numbers(*gains):
    """The numbers at the axis of the first party."""
    found = [outcome("open", 0.5, Kestria=g, Maravel=0.5) for g in gains]
    svg = frontier_chart(load(DEMO / "dossier.yaml").negotiation, found, "Kestria", "Maravel", lambda _: "/")
    return re.findall(r'y="340.0"[^>]*>([−\d.]+)<', svg)


def test_an_axis_holds_nought_and_every_gain_in_round_steps():
    assert numbers(0.1, 0.5) == ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]
    assert numbers(0.6) == ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7"]
    assert numbers(-0.1, 0.0) == ["−0.20", "−0.15", "−0.10", "−0.05", "0.00", "0.05", "0.10"]


def test_a_point_is_the_larger_the_more_often_its_settlement_is_efficient():
    n = load(DEMO / "dossier.yaml").negotiation
    svg = frontier_chart(n, FOUND, "Kestria", "Maravel", lambda o: "/")
    often, seldom = (float(r) for r in re.findall(r'd="M([\d.]+),0 A', svg))
    assert (often / seldom) ** 2 == pytest.approx((40 + 380 * 0.6) / (40 + 380 * 0.2), rel=0.03)
