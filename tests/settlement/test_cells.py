"""Three states of a cell are kept apart, and what was said and not settled is to be decided, not asked."""

from dataclasses import replace

import pytest

from pourparler.dossier import load
from pourparler.model import Kind, Position
from pourparler.settlement import CellState, Gap, OpenQuestion, analyse, cell_state, positions_in
from pourparler.settlement.gaps import told_apart

from ..conftest import DEMO
from .negotiations import talks

CONDITIONAL = Position("0", "A", Kind.ACCEPTS, "x", "yes", condition=(("y", "no"),))


@pytest.mark.parametrize(
    ("positions", "spoken", "state"),
    [
        ([], None, CellState.NOTHING_SAID),
        ([], {}, CellState.NOTHING_SAID),
        ([], {("A", "x"): 4, ("B", "y"): 1, ("A", None): 9}, CellState.NOTHING_SAID),
        ([], {("A", "y"): 4}, CellState.NOT_SETTLED),
        ([Position("0", "B", Kind.REJECTS, "y", "no")], {("A", "y"): 4}, CellState.NOT_SETTLED),
        ([Position("0", "A", Kind.REJECTS, "y", "no")], {("A", "y"): 4}, CellState.POSITION),
        ([Position("0", "A", Kind.REJECTS, "y", "no")], None, CellState.POSITION),
        ([CONDITIONAL], {}, CellState.POSITION),
    ],
)
def test_the_state_of_a_cell(positions, spoken, state):
    assert cell_state(talks(positions), "A", "y", spoken) is state


def test_a_condition_is_shown_in_its_own_cell_only():
    assert positions_in(talks([CONDITIONAL]), "A", "x") == [CONDITIONAL]
    assert positions_in(talks([CONDITIONAL]), "A", "y") == []


def test_what_was_given_up_stands_last():
    n = load(DEMO / "dossier.yaml").negotiation
    cells = [positions_in(n, p.name, i.id) for p in n.parties for i in n.issues]
    mixed = [cell for cell in cells if len({p.in_force for p in cell}) == 2]
    assert mixed
    for cell in mixed:
        assert [p.in_force for p in cell] == sorted((p.in_force for p in cell), reverse=True)


def test_silence_and_what_is_not_settled_are_told_apart():
    n = talks()
    gap = OpenQuestion(Gap.NOTHING_SAID, ("A",), ("x", "y"), 3, ())
    other = OpenQuestion(Gap.NO_PRIORITIES, ("A",), ("x", "y"), 3, ())
    assert told_apart(n, [gap, other], None) == (gap, other)
    assert told_apart(n, [gap, other], {("B", "x"): 2}) == (gap, other)
    said, silent, last = told_apart(n, [gap, other], {("A", "y"): 4})
    assert (said.gap, said.issues, said.statements, said.id) == (Gap.NOT_SETTLED, ("y",), (4,), "said:A")
    assert said.open_settlements == 3
    assert silent == replace(gap, issues=("x",))
    assert last == other
    (only, _) = told_apart(n, [gap, other], {("A", "x"): 1, ("A", "y"): 4})
    assert (only.gap, only.statements) == (Gap.NOT_SETTLED, (1, 4))


def test_nothing_is_lost_of_the_gaps_of_the_example():
    n = load(DEMO / "dossier.yaml").negotiation
    gaps = analyse(n).gaps
    spoken = {(p.name, i.id): 2 for p in n.parties for i in n.issues[::2]}
    divided = told_apart(n, gaps, spoken)
    silent = {(q.parties[0], i) for q in gaps if q.gap is Gap.NOTHING_SAID for i in q.issues}
    after = {
        (q.parties[0], i): q.gap for q in divided if q.gap in (Gap.NOTHING_SAID, Gap.NOT_SETTLED) for i in q.issues
    }
    assert set(after) == silent
    assert {pair for pair, gap in after.items() if gap is Gap.NOT_SETTLED} == silent & set(spoken)
