""".gmcr files: statements or rankings, as the file says; what is not used is told, what is not understood refused."""

import json
from pathlib import Path

import pytest

from pourparler.errors import FormatError
from pourparler.formats import gmcr
from pourparler.model.conflict import Conflict, Move
from pourparler.stability import analyse

CASES = Path(__file__).parent / "cases"
TWO = {
    "program": "gmcr-py",
    "options": [{"name": "sign", "permittedDirection": "both"}, {"name": "pay", "permittedDirection": "both"}],
    "infeasibles": [],
    "decisionMakers": [
        {"name": "North", "options": [0], "preferences": [[[1, "Y"]], [[0, "Y"]]], "preferenceRanking": [4, 3, 2, 1]},
        {"name": "South", "options": [1], "preferences": [[[0, "Y"]]], "preferenceRanking": [1, 2, 3, 4]},
    ],
    "useManualPreferenceRanking": True,
}


def conflict(tmp_path, change=None, makers=None):
    told = {**TWO, **(change or {})}
    told["decisionMakers"] = [{**m, **(makers or {}).get(m["name"], {})} for m in told["decisionMakers"]]
    path = tmp_path / "two.gmcr"
    path.write_text(json.dumps(told))
    return gmcr.read(path)


@pytest.mark.parametrize("case", ["c1-preference-vector", "c1-same-with-ranking"])
def test_rankings_count_under_either_name(case, run):
    c, told = gmcr.read(CASES / f"{case}.gmcr")
    assert told == ()
    assert c.levels.tolist() == [[0, 1, 0, 2], [0, 1, 2, 3]]
    assert analyse(c).equilibria("nash").tolist() == [3]
    code, out, _ = run("stability", CASES / f"{case}.gmcr", "--json")
    assert code == 0
    assert json.loads(out)["equilibria"]


def test_a_flag_of_the_file_counts_for_all(run):
    c, told = gmcr.read(CASES / "c3-file-wide-ranking-flag.gmcr")
    assert c.levels.tolist() == [[0, 1, 2, 3], [3, 2, 1, 0]]
    assert told == tuple(
        f"c3-file-wide-ranking-flag.gmcr: the preference statements of {who} are not used; rankings count, the file says"
        for who in ("North", "South")
    )
    code, _, err = run("stability", CASES / "c3-file-wide-ranking-flag.gmcr", "--json")
    assert (code, err.count("rankings count, the file says")) == (0, 2)


def test_statements_count_where_the_file_says_so(tmp_path):
    c, told = conflict(tmp_path, {"useManualPreferenceRanking": False})
    assert c.levels.tolist() == [[0, 1, 2, 3], [0, 1, 0, 1]]
    assert told == tuple(
        f"two.gmcr: the ranking of {who} is not used; statements count, the file says" for who in ("North", "South")
    )


def test_what_a_decision_maker_says_counts_before_the_file(tmp_path):
    c, told = conflict(tmp_path, makers={"South": {"useManualPreferenceRanking": False}})
    assert c.levels.tolist() == [[0, 1, 2, 3], [0, 1, 0, 1]]
    assert len(told) == 2


def test_rankings_number_states_by_the_options_of_the_first_decision_maker_first(tmp_path):
    # North has option 1, so that it comes first: state 2 is the one in which only North moves.
    makers = {"North": {"options": [1], "preferenceRanking": [2, [1, 3, 4]]}, "South": {"options": [0]}}
    c, _ = conflict(tmp_path, makers=makers)
    assert c.levels[0].tolist() == [0, 0, 1, 0]
    assert c.states[2] == 0b10


def test_what_was_written_is_read_whoever_has_which_option(tmp_path):
    moves = (Move("x", 1), Move("y", 0), Move("z", 1))
    states = (0, 1, 2, 4, 5, 7)
    c = Conflict.with_levels("c", ("A", "B"), moves, states, ((0, 3, 1, 4, 5, 2), (5, 4, 3, 2, 1, 1)))
    gmcr.write(c, tmp_path / "c.gmcr")
    back, told = gmcr.read(tmp_path / "c.gmcr")
    assert (told, back.states.tolist(), back.moves) == ((), list(states), moves)
    ranks = [[sorted(set(row)).index(x) for x in row] for row in c.levels.tolist()]
    assert back.levels.tolist() == ranks


def test_what_is_not_used_is_told(tmp_path):
    change = {"coalitions": [[0, 1]], "coalitionsFull": [], "version": "0.3.13", "description": "a dispute"}
    makers = {"North": {"misperceptions": [[[0, "Y"]]], "payoffs": [1, 2, 3, 4]}, "South": {"payoffs": [1, 2, 3, 4]}}
    _, told = conflict(tmp_path, change, makers)
    assert [t for t in told if "statements" not in t] == [
        "two.gmcr: the coalition of North, South is not used; --coalitions looks at all that there could be",
        "two.gmcr: what North misperceives is not used; everybody is taken to see all states",
        "two.gmcr: the payoffs of South are not used; they are not those of its preferences",
    ]


def test_compound_conditions_are_any_of_their_members(tmp_path):
    either = {"compound": True, "members": [[[0, "Y"]], [[1, "Y"]]]}
    c, _ = conflict(tmp_path, {"useManualPreferenceRanking": False}, {"North": {"preferences": [either]}})
    assert c.levels[0].tolist() == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("change", "makers", "message"),
    [
        ({"indistinguishables": []}, {}, "the file: the key 'indistinguishables' is not understood"),
        ({}, {"North": {"preferenceWeights": [1]}}, "the decision maker 'North': the key 'preferenceWeights' is not understood"),
        ({"options": [{"name": "x", "direction": "fwd"}, {"name": "y"}]}, {}, "the option 'x': the key 'direction' is not understood"),
        ({}, {"South": {"preferenceRanking": []}}, "rankings count, the file says, and South has none"),
        ({}, {"South": {"preferenceRanking": [1, 2, 3]}}, "is not ranked"),
        ({}, {"South": {"preferenceRanking": [1, 2, 3, 5]}}, "a ranking names state 5; there are states 1 to 4"),
        ({}, {"South": {"preferenceRanking": [1, 2, 3, 0]}}, "a ranking names state 0"),
        ({}, {"South": {"preferenceVector": [4, 3, 2, 1]}}, "South has two rankings that differ"),
        ({"useManualPreferenceRanking": "yes"}, {}, "is neither true nor false"),
        ({"infeasibles": [[[0, "-"]]]}, {}, "'-' of option 0 is neither Y nor N"),
        ({"infeasibles": [[]]}, {}, "a condition is empty"),
        ({}, {"South": {"options": [0, 1]}}, "option 'sign' belongs to two decision makers"),
        ({}, {"South": {"options": [1.5]}}, "1.5 is not a whole number"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(tmp_path, change, makers, message):
    with pytest.raises(FormatError) as caught:
        conflict(tmp_path, change, makers)
    assert message in caught.value.message


def test_payoffs_that_are_no_numbers_are_told(tmp_path):
    case = json.loads((CASES / "c1-preference-vector.gmcr").read_text())
    case["decisionMakers"][0]["payoffs"] = [1, 2, float("inf"), 4]
    (tmp_path / "c.gmcr").write_text(json.dumps(case))
    with pytest.raises(FormatError, match="not a finite number"):
        gmcr.read(tmp_path / "c.gmcr")
