"""Spatial bargaining: the reference's rounds, and the equations one actor at a time against all runs at once."""

import json
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.influence import PUBLISHED, Rules, SpatialActor, bargain


def test_the_reference(reference, run):
    file = reference / "spatial" / "emissions.json"
    wanted = json.loads(file.read_text())
    found = json.loads(run("influence", "spatial", file, "--rounds", "5", "--published", "--json")[1])
    assert found["start"] == pytest.approx(wanted["start"])
    assert len(found["rounds"]) == len(wanted["rounds"])
    for mine, theirs in zip(found["rounds"], wanted["rounds"], strict=True):
        for key in ("risk_exponent", "positions", "median", "mean"):
            assert mine[key] == pytest.approx(theirs[key], abs=1e-9), key


numbers = st.tuples(st.integers(0, 10), st.integers(1, 9), st.integers(1, 10))


def one_round(actors, rules):
    """The equations in plain loops."""
    x = [a.position for a in actors]
    w = [a.capability * a.salience for a in actors]
    s = [a.salience for a in actors]
    n, width = len(x), max(x) - min(x)

    def support(risk, i, j, k):
        return w[k] * (abs((x[k] - x[j]) / width) ** risk[k] - abs((x[k] - x[i]) / width) ** risk[k])

    def chances(risk):
        everything = sum(abs(support(risk, i, j, k)) for i, j in permutations(range(n), 2) for k in range(n))
        p = np.full((n, n), 0.5)
        for i in range(n):
            for j in range(n):
                votes = [support(risk, i, j, k) for k in range(n)]
                total = everything if rules.votes_over_all_pairs else sum(map(abs, votes))
                won = sum(v for v in votes if v > 0)
                if total > 0:
                    p[i, j] = won / total
        return p

    def expected(p, distance, resist, risk):
        wins, loses = (2 - 4 * (0.5 + sign * 0.5 * distance) ** risk for sign in (-1, 1))
        return resist * (p * wins + (1 - p) * loses) + (1 - resist) * wins - (2 - 4 * 0.5**risk)

    p = chances([1.0] * n)

    def danger(i, at):
        return sum(expected(p[j, at], abs(x[j] - x[at]) / width, s[i], 1.0) for j in range(n) if j != i)

    dangers = [danger(i, i) for i in range(n)]
    exponents = []
    for i in range(n):
        possible = dangers if rules.risk_among_actors else [danger(i, at) for at in range(n)]
        low, high = min(possible), max(possible)
        r = (2 * dangers[i] - high - low) / (high - low) if high - low > 1e-15 else 0.0
        exponents.append((1 - r / 3) / (1 + r / 3))
    p = chances(exponents)
    offers = []
    for i in range(n):
        mine = []
        for j in range(n):
            if x[i] == x[j]:
                continue
            distance = abs(x[i] - x[j]) / width
            a, b = expected(p[i, j], distance, s[j], exponents[i]), expected(p[j, i], distance, s[i], exponents[i])
            if b > a > 0:
                mine.append((1, x[j]))
            elif a < 0 < b and b > -a:
                mine.append((2, x[i] + (x[j] - x[i]) * abs(a / b)))
            elif a < 0 < b and b < -a:
                mine.append((3, x[j]))
        if rules.by_kind and mine:
            first = min(kind for kind, _ in mine)
            best = (max if first == 2 else min)(abs(t - x[i]) for kind, t in mine if kind == first)
        else:
            best = min((abs(t - x[i]) for _, t in mine), default=0.0)
        offers.append(best)
    return exponents, offers


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.lists(numbers, min_size=2, max_size=6), st.sampled_from([Rules(), PUBLISHED, Rules(by_kind=True)]))
def test_a_round_is_that_of_the_equations(told, rules):
    actors = [SpatialActor(str(k), float(x), c / 10, s / 10) for k, (x, c, s) in enumerate(told)]
    assume(len({a.position for a in actors}) > 1)
    found = bargain(actors, 1, rules=rules).rounds[0]
    exponents, moved = one_round(actors, rules)
    assert found.risk_exponent[0] == pytest.approx(exponents, abs=1e-9)
    assert ((found.risk_exponent >= 0.5 - 1e-9) & (found.risk_exponent <= 2 + 1e-9)).all()
    steps = np.abs(found.positions[0] - [a.position for a in actors])
    # Where two numbers are equal but for rounding either answer is right.
    assume(np.isclose(found.expected_utility, 0, atol=1e-9).sum() <= len(actors) * 2)
    assert steps == pytest.approx(moved, abs=1e-6)


ACTORS = [SpatialActor("A", 0, 1, 0.9), SpatialActor("B", 4, 2, 0.5), SpatialActor("C", 10, 1.5, 0.7)]


def test_runs_differ_only_where_inputs_do():
    alone = bargain(ACTORS, 4)
    many = bargain(ACTORS, 4, runs=50, spread=0.2, seed=1)
    for a, b in zip(alone.rounds, many.rounds, strict=False):
        assert b.positions[0] == pytest.approx(a.positions[0])
    assert many.start[0].min() >= 0
    assert many.start[0].max() <= 10
    assert many.rounds[-1].mean.std() > 0
    same = bargain(ACTORS, 4, runs=50, spread=0.2, seed=1)
    assert (same.rounds[-1].positions == many.rounds[-1].positions).all()


def test_actors_of_one_mind_about_little_settle():
    near = [SpatialActor("A", 0, 1, 0.5), SpatialActor("B", 1, 1, 0.5)]
    found = bargain(near, 30)
    assert found.settled or len(found.rounds) == 30
    assert all(((r.positions >= 0) & (r.positions <= 1)).all() for r in found.rounds)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ([{"name": "A", "position": 1, "capability": 1, "salience": 1}], "at least two actors"),
        ([{"name": k, "position": 1, "capability": 1, "salience": 1} for k in "AB"], "different positions"),
        (
            [{"name": "A", "position": k, "capability": 1, "salience": 1} for k in (1, 2)],
            "two actors have the same name",
        ),
        ([{"name": k, "position": ord(k), "capability": 0, "salience": 1} for k in "AB"], "capability must be above 0"),
        ([{"name": k, "position": ord(k), "capability": 1, "salience": 2} for k in "AB"], "salience between 0 and 1"),
        (
            [{"name": k, "position": 10.0 ** (300 + n), "capability": 1, "salience": 1} for n, k in enumerate("AB")],
            "a number is above 1e+100",
        ),
        ([{"name": k, "position": ord(k), "capability": 1, "salience": 0} for k in "AB"], "matters to nobody"),
        ([{"name": "A", "position": "far", "capability": 1, "salience": 1}], "'far' is not a finite number"),
        ([{"name": "A"}], "cannot be understood"),
    ],
)
def test_bad_actors_are_told(run, tmp_path, change, told):
    path = tmp_path / "actors.json"
    path.write_text(json.dumps({"actors": change}))
    code, _, err = run("influence", "spatial", path)
    assert (code, told in err) == (2, True)


def test_the_table(run, tmp_path):
    path = tmp_path / "actors.json"
    path.write_text(
        json.dumps(
            {
                "actors": [
                    {"name": a.name, "position": a.position, "capability": a.capability, "salience": a.salience}
                    for a in ACTORS
                ]
            }
        )
    )
    code, out, _ = run("influence", "spatial", path, "--rounds", "3", "--runs", "20", "--spread", "0.1")
    assert code == 0
    assert "Before the first round the weighted median is 4.00" in out
    assert "The model was run 20 times with inputs changed by up to 10%" in out
    with pytest.raises(PourparlerError, match="the spread"):
        bargain(ACTORS, spread=1.5)
