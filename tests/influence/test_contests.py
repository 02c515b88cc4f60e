"""Contests of a dossier: positions from what was said, numbers from the analyst, all else drawn."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.dossier import load, loads
from pourparler.errors import PourparlerError
from pourparler.influence import SpatialActor, bargain, contested
from pourparler.influence.contests import stated
from pourparler.model.influence import Contest, Pull

from ..conftest import DEMO, RIYADH

TALKS = """\
negotiation: Talks
parties: {North: {}, South: {}, East: {}, West: {}}
issues: {dues: {options: [none, reduced, full]}}
positions:
  - {party: North, issue: dues, prefers: full > reduced > none}
  - {party: South, issue: dues, demands: none}
  - {party: South, issue: dues, accepts: reduced}
  - {party: East, issue: dues, accepts: reduced}
  - {party: West, issue: dues, rejects: full}
"""


def test_where_each_stands_is_what_it_said():
    n = loads(TALKS).negotiation
    contest = Contest("dues", {"none": (0, 0), "reduced": (50, 50), "full": (100, 100)}, ())

    def at(actor, position=None):
        return stated(n, contest, Pull(actor, position))

    assert at("North") == ("full",)
    assert at("South") == ("none",)
    assert at("East") == ("reduced",)
    assert at("West") == ("none", "reduced")
    assert at("Somebody") == ("none", "reduced", "full")
    assert at("North", "none") == ("none",)
    assert at("North", (10.0, 20.0)) == ()


def test_with_every_number_given_it_is_plain_bargaining():
    n = loads(TALKS).negotiation
    pulls = tuple(
        Pull(name, position, (c, c), (s, s))
        for name, position, c, s in (("North", "full", 6, 0.9), ("South", "none", 5, 0.5), ("East", "reduced", 3, 0.7))
    )
    found = contested(n, Contest("dues", {"none": (0, 0), "reduced": (40, 40), "full": (100, 100)}, pulls), 5, runs=3)
    actors = [SpatialActor("North", 100, 6, 0.9), SpatialActor("South", 0, 5, 0.5), SpatialActor("East", 40, 3, 0.7)]
    plain = bargain(actors, 5)
    assert found.given
    assert len(found.bargaining.rounds) == len(plain.rounds)
    for ours, theirs in zip(found.bargaining.rounds, plain.rounds, strict=True):
        assert np.allclose(ours.positions, theirs.positions)  # every run alike
        assert np.allclose(ours.median, theirs.median)
    assert sum(found.nearest[1].values()) == pytest.approx(1)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.booleans())
def test_what_is_drawn_stays_within_what_it_may_be(seed, falling):
    n = loads(TALKS).negotiation
    ends = {"none": (0.0, 0.0), "reduced": (0.0, 100.0), "full": (100.0, 100.0)}
    scale = dict(reversed(ends.items())) if falling else ends
    pulls = (Pull("North", None, (2, 4), (0.5, 0.5)), Pull("West"), Pull("East", (10.0, 20.0)))
    found = contested(n, Contest("dues", scale, pulls), 1, runs=50, seed=seed)
    assert not found.given
    start = found.bargaining.start[0]
    assert ((start >= 0) & (start <= 100)).all()
    for nearest in found.nearest:
        assert sum(nearest.values()) == pytest.approx(1)
        assert set(nearest) == set(scale)
    again = contested(n, Contest("dues", scale, pulls), 1, runs=50, seed=seed)
    assert (again.bargaining.rounds[0].positions == found.bargaining.rounds[0].positions).all()


def test_the_examples_have_contests():
    demo, riyadh = (load(folder / "dossier.yaml").negotiation for folder in (DEMO, RIYADH))
    found = contested(demo, demo.contests[0], runs=200)
    assert found.positions == (("full",), ("none",), ("none", "reduced"))
    nothing_known = contested(riyadh, riyadh.contests[0], runs=200)
    assert not nothing_known.given
    assert nothing_known.positions[:2] == (("mission",), ("none",))
    assert all(0 < x < 1 for x in nothing_known.nearest[0].values())


def test_what_cannot_be_contested_is_told():
    n = loads(TALKS).negotiation
    scale = {"none": (0.0, 0.0), "full": (100.0, 100.0)}
    alike = Contest("dues", scale, (Pull("A", "none"), Pull("B", "none")))
    with pytest.raises(PourparlerError, match="hold the same position"):
        contested(n, alike)
    calm = replace(alike, pulls=(Pull("A", "none", None, (0, 0)), Pull("B", "full", None, (0, 0))))
    with pytest.raises(PourparlerError, match="matters to nobody"):
        contested(n, calm)
