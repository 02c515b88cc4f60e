"""Solutions over all values that fit what was said."""

import pytest

from pourparler.model import NoAgreement
from pourparler.settlement import Judges, robust_solutions, solve
from pourparler.settlement import robust as robust_module

from .negotiations import talks


def test_a_robust_solution_is_the_answer_where_values_are_known():
    values = {
        "A": {"x": {"yes": 3, "no": 0}, "y": {"yes": 1, "no": 0}},
        "B": {"x": {"yes": 0, "no": 1}, "y": {"yes": 0, "no": 3}},
    }
    n = talks(values=values, no_agreement=NoAgreement(values={"A": 0, "B": 0}))
    robust = robust_solutions(Judges.of(n), ["A", "B"], draws=5)
    for solution in robust.solutions.values():
        (answer,) = solution.answers
        assert (answer.settlement, answer.share, solution.moves, solution.none) == (
            {"x": "yes", "y": "no"},
            1.0,
            0.0,
            0.0,
        )
        assert answer.gains["A"][0] == pytest.approx(0.75, abs=1e-6)
    solved = solve(n)
    assert solved.rational.frontier.codes[solved.rational.solutions["nash"].place].tolist() == [0, 1]


def test_where_frontiers_are_large_fewer_draws_are_made_and_their_error_is_told(monkeypatch):
    n = talks(no_agreement=NoAgreement(values={"A": 0, "B": 0}))
    every = robust_solutions(Judges.of(n), ["A", "B"])
    monkeypatch.setattr(robust_module, "WORK", 0)
    few = robust_solutions(Judges.of(n), ["A", "B"])
    assert every.solutions["nash"].draws == robust_module.JOINT
    assert few.solutions["nash"].draws == robust_module.FEWEST
    monkeypatch.setattr(robust_module, "WORK", 400)
    assert (
        robust_module.FEWEST < robust_solutions(Judges.of(n), ["A", "B"]).solutions["nash"].draws < robust_module.JOINT
    )
