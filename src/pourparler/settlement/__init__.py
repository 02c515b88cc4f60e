"""What the parties could agree on, from what they said. Knows the model only."""

from pourparler.settlement.acceptability import Acceptance, Answers, Judged, Judgement, Judges, PartyJudge
from pourparler.settlement.adjusted_winner import Division, adjusted_winner, divide
from pourparler.settlement.analysis import PARTS, Analysis, Verdict, analyse, contradictions_in
from pourparler.settlement.bargaining_analysis import Setting, Solved, solve, solve_bargain
from pourparler.settlement.blocking import Blocking
from pourparler.settlement.cells import CellState, Spoken, cell_state, positions_in
from pourparler.settlement.contradictions import Clash, Contradiction
from pourparler.settlement.counting import count_accepted, needs_of
from pourparler.settlement.counts import Count, Estimate
from pourparler.settlement.decision_diagram import Diagram
from pourparler.settlement.estimation import draw_evenly, estimate, measure
from pourparler.settlement.frontier import Frontier, find_frontier
from pourparler.settlement.gaps import Gap, OpenQuestion
from pourparler.settlement.numeric_case import Bargain, bargain_of
from pourparler.settlement.robust import Answer, Robust, RobustSolution, robust_solutions
from pourparler.settlement.solutions import (
    Solution,
    egalitarian,
    equal_gain,
    kalai_smorodinsky,
    nash,
    raiffa,
    utilitarian,
)
from pourparler.settlement.zopa import Basis, Zopa

__all__ = [
    "PARTS", "Acceptance", "Analysis", "Answer", "Answers", "Bargain", "Basis", "Blocking", "CellState",
    "Clash", "Contradiction", "Count", "Diagram",
    "Division", "Estimate", "Frontier", "Gap", "Judged", "Judgement", "Judges", "OpenQuestion", "PartyJudge", "Robust", "RobustSolution",
    "Setting", "Solution", "Solved", "Spoken", "Verdict", "Zopa",
    "adjusted_winner", "analyse", "bargain_of", "cell_state", "contradictions_in", "count_accepted", "divide", "draw_evenly", "egalitarian",
    "equal_gain", "estimate", "find_frontier", "kalai_smorodinsky", "measure", "nash", "needs_of", "positions_in",
    "raiffa", "robust_solutions", "solve",
    "solve_bargain", "utilitarian",
]  # fmt: skip
