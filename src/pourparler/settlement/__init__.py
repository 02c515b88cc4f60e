"""What the parties could agree on, from what they said. Knows the model only."""

from pourparler.settlement.acceptability import Acceptance, Judgement, PartyJudge
from pourparler.settlement.analysis import Analysis, Verdict, analyse, contradictions_in, judge
from pourparler.settlement.bargain import Bargain, bargain_of
from pourparler.settlement.blocking import Blocking
from pourparler.settlement.contradictions import Clash, Contradiction
from pourparler.settlement.counting import count_accepted
from pourparler.settlement.frontier import Frontier, find_frontier
from pourparler.settlement.solutions import Solution, egalitarian, kalai_smorodinsky, nash, utilitarian
from pourparler.settlement.unknown import Gap, OpenQuestion
from pourparler.settlement.zopa import Basis, Judged, Zopa

__all__ = [
    "Acceptance",
    "Analysis",
    "Bargain",
    "Basis",
    "Blocking",
    "Clash",
    "Contradiction",
    "Frontier",
    "Gap",
    "Judged",
    "Judgement",
    "OpenQuestion",
    "PartyJudge",
    "Solution",
    "Verdict",
    "Zopa",
    "analyse",
    "bargain_of",
    "contradictions_in",
    "count_accepted",
    "egalitarian",
    "find_frontier",
    "judge",
    "kalai_smorodinsky",
    "nash",
    "utilitarian",
]
