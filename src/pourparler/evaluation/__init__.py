"""How well a reader reads: its statements and meetings against what people marked."""

from pourparler.evaluation.gold import GoldText, Judgement, judge, load_gold_text
from pourparler.evaluation.gold_meetings import judge_meetings
from pourparler.evaluation.scoring import Gold, Score, load_gold, outermost, roles, score

__all__ = [
    "Gold",
    "GoldText",
    "Judgement",
    "Score",
    "judge",
    "judge_meetings",
    "load_gold",
    "load_gold_text",
    "outermost",
    "roles",
    "score",
]
