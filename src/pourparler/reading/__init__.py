"""Read documents: statements, speakers, stances, issues, meetings. All of it suggestions."""

from pourparler.reading.positions import Candidate, suggest_positions
from pourparler.reading.protocol import Reader
from pourparler.reading.rules import RulesReader
from pourparler.reading.scoring import Gold, Score, load_gold, score

__all__ = ["Candidate", "Gold", "Reader", "RulesReader", "Score", "load_gold", "score", "suggest_positions"]
