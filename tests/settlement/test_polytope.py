"""Value functions of parties: what is solved for one holds for all that said the same, and for nobody else."""

from pourparler.model import Issue, Kind, Negotiation, Party, Position
from pourparler.settlement.acceptability import Judges
from pourparler.settlement.polytope import Polytope, build_polytope, build_polytopes

ISSUES = (Issue("i", {"a": "a", "b": "b", "c": "c"}), Issue("j", {"x": "x", "y": "y"}))


def prefers(id, party, *order):
    return Position(id, party, Kind.PREFERS, "i", ranking=tuple((option,) for option in order))


def talks(*positions, **more):
    return Negotiation("t", tuple(Party(name) for name in "ABCDE"), ISSUES, positions, **more)


SETTLEMENTS = [{"i": i, "j": j} for i in "abc" for j in "xy"]


def test_parties_that_said_the_same_are_solved_once(monkeypatch):
    solved = []
    solve = Polytope._solve
    monkeypatch.setattr(Polytope, "_solve", lambda self, key: solved.append(self.party) or solve(self, key))
    judges = Judges.of(talks(prefers("1", "B", "a", "b"), prefers("2", "D", "a", "b"), prefers("3", "E", "b", "a")))
    for settlement in SETTLEMENTS:
        judges.judge(settlement)
    assert set(solved) == {"A", "B", "E"}


def test_each_is_answered_as_if_it_were_alone():
    positions = (prefers("1", "B", "a", "b"), prefers("2", "C", "b", "a"), prefers("3", "D", "a", "b"))
    numbers = {"E": {"i": {"a": 0, "b": 5, "c": 10}, "j": {"x": 0, "y": 0}}}
    negotiation = talks(*positions, prefers("4", "E", "a", "b"), values=numbers)
    for together in build_polytopes(negotiation):
        alone = build_polytope(negotiation, together.party)
        assert together.feasible() == alone.feasible() == (together.party != "E")
        for settlement in SETTLEMENTS:
            gain = alone.gain(settlement)
            assert together.minimum(gain) == alone.minimum(gain)
            assert together.maximum(gain) == alone.maximum(gain)
