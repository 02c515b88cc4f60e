"""What the parties could agree on, from what they said. Knows the model only."""

from pourparler.settlement.acceptability import Acceptance, Judgement, PartyJudge
from pourparler.settlement.adjusted_winner import Division, adjusted_winner, divide
from pourparler.settlement.analysis import Analysis, Verdict, analyse, contradictions_in, judge
from pourparler.settlement.bargaining_analysis import Setting, Solved, solve, solve_bargain
from pourparler.settlement.blocking import Blocking
from pourparler.settlement.contradictions import Clash, Contradiction
from pourparler.settlement.counting import count_accepted, needs_of
from pourparler.settlement.decision_diagram import Diagram
from pourparler.settlement.estimation import Estimate, draw_evenly, estimate
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
from pourparler.settlement.zopa import Basis, Judged, Zopa

__all__ = [
    "Acceptance", "Analysis", "Answer", "Bargain", "Basis", "Blocking", "Clash", "Contradiction", "Diagram", "Division", "Estimate",
    "Frontier", "Gap", "Judged", "Judgement", "OpenQuestion", "PartyJudge", "Robust", "RobustSolution", "Setting",
    "Solution", "Solved", "Verdict", "Zopa",
    "adjusted_winner", "analyse", "bargain_of", "contradictions_in", "count_accepted", "divide", "draw_evenly", "egalitarian",
    "equal_gain", "estimate", "find_frontier", "judge", "kalai_smorodinsky", "nash", "needs_of", "raiffa", "robust_solutions", "solve",
    "solve_bargain", "utilitarian",
]  # fmt: skip
