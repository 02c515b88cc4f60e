"""Power indices against published values, the reference, and brute force over all orders."""

import json
from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.influence import Game, Rule, powers
from pourparler.influence.large_games import banzhaf_swings, shapley_by_quadrature


def game(quota, *weights):
    return Game(tuple(f"V{k}" for k in range(len(weights))), (Rule(weights, quota),))


@st.composite
def games(draw):
    many = draw(st.integers(1, 5))
    rules = []
    for _ in range(draw(st.integers(1, 2))):
        weights = tuple(draw(st.lists(st.integers(0, 6), min_size=many, max_size=many)))
        assume(sum(weights))
        rules.append(Rule(weights, draw(st.integers(1, sum(weights)))))
    return Game(tuple(f"V{k}" for k in range(many)), tuple(rules))


def wins(game, members):
    return all(sum(r.weights[k] for k in members) >= r.quota for r in game.rules)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(games())
def test_indices_are_those_of_the_definitions(g):
    many = len(g.voters)
    found = powers(g)
    orders = list(permutations(range(many)))
    pivots = [0] * many
    for order in orders:
        for k in range(many):
            if wins(g, order[: k + 1]):
                pivots[order[k]] += 1
                break
    assert found.shapley_shubik == tuple(Fraction(n, len(orders)) for n in pivots)
    coalitions = [[k for k in range(many) if s >> k & 1] for s in range(1 << many)]
    winning = [c for c in coalitions if wins(g, c)]
    critical = {tuple(c): [k for k in c if not wins(g, [j for j in c if j != k])] for c in winning}
    assert found.swings == tuple(sum(k in row for row in critical.values()) for k in range(many))
    minimal = [c for c in winning if len(critical[tuple(c)]) == len(c)]

    def shares(rows):
        total = sum(rows)
        return tuple(x / total for x in rows)

    assert found.deegan_packel == shares(
        [sum((Fraction(1, len(c)) for c in minimal if k in c), Fraction(0)) for k in range(many)]
    )
    assert found.holler == shares([Fraction(sum(k in c for c in minimal)) for k in range(many)])
    assert found.johnston == shares(
        [sum((Fraction(1, len(row)) for row in critical.values() if k in row), Fraction(0)) for k in range(many)]
    )
    assert g.veto == tuple(v for k, v in enumerate(g.voters) if not wins(g, [j for j in range(many) if j != k]))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(games())
def test_generating_functions_agree_with_listing(g):
    weights, quota = g.rules[0].weights, g.rules[0].quota
    listed = powers(Game(g.voters, g.rules[:1]))
    assert banzhaf_swings(weights, quota) == listed.swings
    assert shapley_by_quadrature(weights, quota) == pytest.approx([float(x) for x in listed.shapley_shubik], abs=1e-12)


def test_the_reference(reference, run):
    files = sorted((reference / "power").glob("*.json"))
    assert files
    for file in files:
        wanted = json.loads(file.read_text())
        told = json.loads(run("influence", "power", file, "--json")[1])
        assert told["shapley_shubik_fractions"] == wanted["shapley_shubik"]
        assert told["banzhaf_swings"] == wanted["banzhaf_swings"]
        for key in ("banzhaf_normalised", "banzhaf_absolute"):
            assert told[key] == pytest.approx(wanted[key], abs=1e-6)


def test_published_values():
    eec = powers(game(12, 4, 4, 4, 2, 2, 1))  # 1958: Luxembourg never decides
    assert eec.shapley_shubik == (Fraction(7, 30),) * 3 + (Fraction(3, 20),) * 2 + (0,)
    council = powers(game(39, *[7] * 5, *[1] * 10))
    assert float(council.shapley_shubik[0]) == pytest.approx(0.19627, abs=1e-5)
    assert float(council.shapley_shubik[9]) == pytest.approx(0.001865, abs=1e-6)
    assert game(39, *[7] * 5, *[1] * 10).veto == ("V0", "V1", "V2", "V3", "V4")


def test_hundreds_of_voters():
    weights = [1 + (k * k) % 97 for k in range(150)]
    found = powers(Game(tuple(map(str, range(150))), (Rule(tuple(weights), sum(weights) * 2 // 3),)))
    assert not found.exact
    assert sum(found.shapley_shubik) == pytest.approx(1, abs=1e-9)
    assert all(
        a <= b + 1e-12
        for (w, a) in zip(weights, found.shapley_shubik, strict=True)
        for (v, b) in zip(weights, found.shapley_shubik, strict=True)
        if w <= v
    )


def test_sampled_power_is_within_its_error():
    """The same rule twice is the same game: too many voters to be listed, sampled, and known exactly by generating functions."""
    random = Random(0)
    weights = tuple(random.randint(1, 60) for _ in range(40))
    game = Game(tuple(map(str, range(40))), (Rule(weights, sum(weights) * 6 // 10),))
    exact, sampled = powers(game), powers(Game(game.voters, game.rules * 2))
    assert sampled.swings is None
    assert 0 < sampled.error < 0.005
    for name in ("shapley_shubik", "banzhaf_absolute"):
        pairs = list(zip(getattr(sampled, name), getattr(exact, name), strict=True))
        assert max(abs(a - b) for a, b in pairs) <= sampled.error
        assert any(a != b for a, b in pairs)
    assert sum(sampled.shapley_shubik) == pytest.approx(1)
    assert sum(sampled.banzhaf_normalised) == pytest.approx(1)
    heavy = powers(Game(game.voters, (Rule(tuple(w * 10_000 for w in weights), sum(weights) * 6_000),)))
    assert heavy.error == sampled.error


def test_a_bloc_is_one_voter():
    g = game(5, 3, 2, 2, 1)
    assert g.bloc(["V1", "V2"], "pair") == Game(("pair", "V0", "V3"), (Rule((4, 3, 1), 5),))
    with pytest.raises(PourparlerError, match="there is no voter 'X'"):
        g.bloc(["X"], "bloc")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"voters": ["A", "B"], "weights": [1, 1], "quota": 3}, "all voters together have 2, less than the quota 3"),
        ({"voters": ["A", "B"], "weights": [1, -1], "quota": 1}, "a weight is negative"),
        ({"voters": ["A", "B"], "weights": [1], "quota": 1}, "1 weights for 2 voters"),
        ({"voters": ["A", "A"], "weights": [1, 1], "quota": 1}, "two voters have the same name"),
        ({"voters": ["A", "B"], "weights": [1, 0.5], "quota": 1}, "0.5 is not a whole number"),
        ({"voters": ["A", "B"], "weights": [1, 1], "quota": 0}, "a quota of 0 is met without a single vote"),
        ({"voters": ["A", "B"], "weights": [2**62, 2**62], "quota": 5}, "more than can be summed exactly"),
        ({"voters": ["A"]}, "cannot be understood"),
        ({"voters": [], "weights": [], "quota": 1}, "needs voters"),
    ],
)
def test_bad_games_are_told(run, tmp_path, told, words):
    path = tmp_path / "game.json"
    path.write_text(json.dumps(told))
    code, _, err = run("influence", "power", path)
    assert (code, words in err) == (2, True)


def test_the_table(run, tmp_path):
    path = tmp_path / "game.json"
    path.write_text(json.dumps({"voters": ["A", "B", "C"], "weights": [3, 1, 0], "quota": 3}))
    code, out, _ = run("influence", "power", path)
    assert code == 0
    assert "Nothing passes without A." in out
    assert "B and C are never decisive." in out


@pytest.mark.parametrize(
    ("command", "told", "message"),
    [
        ("power", {"voters": ["a", "b"], "weights": [1, 2], "quota": 99}, "all voters together have 3"),
        ("power", {"voters": [], "weights": [], "quota": 1}, "needs voters"),
        (
            "spatial",
            {"actors": [{"name": n, "position": p, "capability": p, "salience": 1} for n, p in (("b", 2), ("c", -1))]},
            "c: capability must be above 0",
        ),
        ("spatial", {"actors": []}, "at least two actors"),
    ],
)
def test_what_is_wrong_with_a_file_of_numbers_is_told_with_its_name(run, tmp_path, command, told, message):
    path = tmp_path / "game.json"
    path.write_text(json.dumps(told))
    code, _, err = run("influence", command, path)
    assert code == 2
    assert "game.json" in err.replace("\n", "")
    assert message in " ".join(err.split())
