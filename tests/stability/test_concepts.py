"""Stability against the reference, the textbook, and the definitions by brute force."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.errors import FormatError, PourparlerError, TooManyError
from pourparler.formats import conflict as conflict_file
from pourparler.formats import gmcr
from pourparler.model.conflict import Conflict, Direction, Move, Order, Wish, ranked
from pourparler.stability import Graph, analyse, reach
from tests.stability.definitions import by_definition, conflicts


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(conflicts())
def test_stability_is_that_of_the_definitions(conflict):
    found = analyse(conflict)
    wanted = by_definition(conflict)
    for name, rows in wanted.items():
        assert found.stable[name].tolist() == rows, name


def test_the_reference(reference, run):
    files = sorted((reference / "gmcr").glob("*.json"))
    assert files
    for file in files:
        wanted = json.loads(file.read_text())
        code, out, _ = run("stability", file, "--json")
        told = json.loads(out)
        assert code == (0 if any(wanted["equilibria"].values()) else 1)
        for key in ("states", "stable", "equilibria"):
            assert told[key] == wanted[key], (file.name, key)


def two_by_two(first, second):
    """Levels in the order of the states 0 (neither), 1 (the first does), 2 (the second does), 3 (both)."""
    moves = (Move("cooperate", 0), Move("cooperate", 1))
    return Conflict.with_levels("game", ("A", "B"), moves, (0, 1, 2, 3), (first, second))


def test_prisoners_dilemma():
    """Nash at mutual defection only; cooperation is sequentially stable (Fang, Hipel, Kilgour 1993, ch. 1)."""
    found = analyse(two_by_two((1, 0, 3, 2), (1, 3, 0, 2)))
    assert found.equilibria("nash").tolist() == [0]
    for concept in ("gmr", "smr", "seq"):
        assert found.equilibria(concept).tolist() == [0, 3]


def test_chicken():
    """Nash where one swerves and the other does not; that both swerve is held by the threat of the crash."""
    found = analyse(two_by_two((0, 1, 3, 2), (0, 3, 1, 2)))
    assert found.equilibria("nash").tolist() == [1, 2]
    assert found.equilibria("gmr").tolist() == [1, 2, 3]


def test_one_decision_maker_settles_for_its_best():
    c = Conflict.with_levels("alone", ("A",), (Move("x", 0), Move("y", 0)), (0, 1, 2, 3), ((0, 2, 1, 2),))
    assert all(analyse(c).equilibria(name).tolist() == [1, 3] for name in ("nash", "gmr", "smr", "seq", "sim"))


def test_what_cannot_be_analysed_is_told():
    moves = tuple(Move(f"m{k}", 0) for k in range(25))
    with pytest.raises(TooManyError, match="25 moves"):
        analyse(Conflict.with_levels("c", ("A",), moves, (0,), ((0,),)))
    with pytest.raises(PourparlerError, match="no feasible state"):
        analyse(Conflict.with_levels("c", ("A",), moves[:2], (), ((),)))
    with pytest.raises(PourparlerError, match="a level for every state"):
        analyse(Conflict.with_levels("c", ("A",), moves[:2], (0, 1), ((0,),)))


def test_preferences_from_statements_and_rankings():
    # Most of all not x; then y.
    states = np.arange(4)
    first, then = Wish("not x", (((0, False),),)), Wish("y", (((1, True),),))
    assert Order.by_wishes([[first], [then]], states).levels(4).tolist() == [2, 0, 3, 1]
    assert Order.by_wishes([[Wish("x or y", (((0, True),), ((1, True),)))]], states).levels(4).tolist() == [0, 1, 1, 1]
    assert ranked([[3], [0, 1], [2]], range(4)) == (2, 2, 1, 3)
    for ranking, told in (([[0], [0, 1]], "twice"), ([[0]], "not ranked"), ([[0, 1, 7]], "not feasible")):
        with pytest.raises(ValueError, match=told):
            ranked(ranking, range(2))


GMCR = {
    "title": "two",
    "options": [{"name": "x", "permittedDirection": "fwd"}, {"name": "y", "permittedDirection": "both"}],
    "decisionMakers": [
        {"name": "A", "options": [0], "preferences": [[[0, "N"]], [[1, "Y"]]]},
        {"name": "B", "options": [1], "preferences": [[[[0, "Y"]], [[1, "Y"]]]]},
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]]],
}


def test_gmcr_files(tmp_path, run):
    path = tmp_path / "two.gmcr"
    path.write_text(json.dumps(GMCR))
    c, told = gmcr.read(path)
    assert told == ()
    assert c.states.tolist() == [0, 1, 2]
    assert c.moves[0] == Move("x", 0, Direction.FORWARD)
    assert c.levels.tolist() == [[1, 0, 2], [0, 1, 1]]
    code, out, _ = run("stability", path)
    assert code == 0
    assert "The states compared" in out
    gmcr.write(c, tmp_path / "again.gmcr")
    again = gmcr.read(tmp_path / "again.gmcr")[0]
    conflict_file.write(c, tmp_path / "c.json")
    for same in (again, conflict_file.read(tmp_path / "c.json")[0]):
        assert (same.title, same.moves, same.decision_makers) == (c.title, c.moves, c.decision_makers)
        assert same.states.tolist() == c.states.tolist()
        assert same.levels.tolist() == c.levels.tolist()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"decisionMakers": [{"name": "A", "options": [0, 7]}]}, "option 7, which is not defined"),
        ({"decisionMakers": [{"name": "A", "options": [0]}]}, "'y' belongs to nobody"),
        ({"infeasibles": [[[0, "Y"]], [[0, "N"]]]}, "no state is feasible"),
        ({"infeasibles": [[[9, "Y"]]]}, "option 9 is not defined"),
        ({"options": [{"name": "x", "permittedDirection": "sideways"}, {"name": "y"}]}, "sideways"),
    ],
)
def test_bad_gmcr_files(tmp_path, change, told):
    path = tmp_path / "bad.gmcr"
    path.write_text(json.dumps({**GMCR, **change}))
    with pytest.raises(FormatError) as caught:
        gmcr.read(path)
    assert told in caught.value.message


def test_a_conflict_file_that_does_not_fit(tmp_path, run):
    path = tmp_path / "c.json"
    told = {
        "format": "conflict/1",
        "decision_makers": ["A"],
        "options": [{"name": "x", "owner": 1}],
        "states": [0],
        "preference_level": [[0]],
    }
    for text, words in (
        ("{", "not readable JSON"),
        ("{}", "not of the format"),
        (json.dumps(told), "an unknown decision maker, 1"),
    ):
        path.write_text(text)
        code, _, err = run("stability", path)
        assert (code, words in err) == (2, True)
    assert run("stability", tmp_path / "absent.json")[0] == 2


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(conflicts(), st.booleans())
def test_shortest_ways_are_those_of_a_walk_over_all_edges(conflict, improving):
    place = {s: k for k, s in enumerate(conflict.states)}

    def steps_from(s):
        for d in range(len(conflict.decision_makers)):
            for t in conflict.states:
                changed = [k for k in range(len(conflict.moves)) if (s ^ t) >> k & 1]
                ways = {Direction.FORWARD: 1, Direction.BACK: 0}
                if t == s or any(conflict.moves[k].owner != d for k in changed):
                    continue
                if any(
                    conflict.moves[k].direction is not Direction.BOTH
                    and ways[conflict.moves[k].direction] != t >> k & 1
                    for k in changed
                ):
                    continue
                if not improving or conflict.levels[d][place[t]] > conflict.levels[d][place[s]]:
                    yield d, t

    start = conflict.states[0]
    steps, edge = {start: 0}, [start]
    while edge:
        edge = [
            t for s in edge for _, t in steps_from(s) if t not in steps and (steps.update({t: steps[s] + 1}) or True)
        ]
    found = reach(Graph.of(conflict), 0, improving=improving)
    assert found.steps.tolist() == [steps.get(s, -1) for s in conflict.states]
    for k, s in enumerate(conflict.states):
        way = found.path(k)
        if way is None:
            assert s not in steps
            continue
        assert len(way) == steps[s]
        here = start
        for d, t in way:
            assert (d, conflict.states[t]) in set(steps_from(here))
            here = conflict.states[t]
        assert here == s


def test_the_way_from_the_status_quo(reference, run):
    code, out, _ = run("stability", reference / "gmcr" / "elmira.json", "--from", "1", "--any-move")
    assert code == 0
    assert "What can follow, by any moves" in out
    assert "then " in out
    told = json.loads(run("stability", reference / "gmcr" / "elmira.json", "--from", "1", "--json")[1])
    assert told["reached_in"][0] == 0
    code, _, err = run("stability", reference / "gmcr" / "elmira.json", "--from", "13")
    assert (code, "go from 1 to 12" in err) == (2, True)
