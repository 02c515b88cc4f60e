"""Read documents: statements, speakers, stances, issues, meetings. All of it suggestions."""

from pourparler.reading.endpoint import Endpoint, EndpointError, Price, Usage
from pourparler.reading.gold import GoldText, Judgement, judge, load_gold_text
from pourparler.reading.gold_meetings import judge_meetings
from pourparler.reading.language_model import LanguageModelReader
from pourparler.reading.next_steps import Step, suggest_next_steps
from pourparler.reading.positions import Candidate, suggest_positions
from pourparler.reading.proposals import Proposal, propose_issues
from pourparler.reading.protocol import Reader
from pourparler.reading.scoring import Gold, Score, load_gold, outermost, roles, score
from pourparler.reading.trained import ModelReader

__all__ = [
    "Candidate", "Endpoint", "EndpointError", "Gold", "GoldText", "Judgement", "LanguageModelReader", "ModelReader", "Price", "Proposal", "Reader", "Score", "Step",
    "Usage", "judge", "judge_meetings", "load_gold", "load_gold_text", "outermost", "propose_issues", "roles", "score",
    "suggest_next_steps", "suggest_positions",
]  # fmt: skip
