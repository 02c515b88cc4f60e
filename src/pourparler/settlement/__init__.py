"""What the parties could agree on, from what they said. Knows the model only."""

from pourparler.settlement.acceptability import Acceptance, Judgement, PartyJudge
from pourparler.settlement.analysis import Analysis, Verdict, analyse, contradictions_in, judge
from pourparler.settlement.blocking import Blocking
from pourparler.settlement.contradictions import Clash, Contradiction
from pourparler.settlement.unknown import Gap, OpenQuestion
from pourparler.settlement.zopa import Basis, Judged, Zopa

__all__ = [
    "Acceptance",
    "Analysis",
    "Basis",
    "Blocking",
    "Clash",
    "Contradiction",
    "Gap",
    "Judged",
    "Judgement",
    "OpenQuestion",
    "PartyJudge",
    "Verdict",
    "Zopa",
    "analyse",
    "contradictions_in",
    "judge",
]
