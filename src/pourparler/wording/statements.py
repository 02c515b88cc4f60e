"""Who takes which side in a statement, as a sentence."""

from __future__ import annotations

from pourparler.drafting.stances import TAKING
from pourparler.model import Statement
from pourparler.wording.english import capital, is_many, verb_phrase
from pourparler.wording.terms import parties


def stand_words(statement: Statement, words: str) -> str:
    """Kestria and the League reject: “a toll”, opposed by Maravel. ``words``: those that take the position, or else all of the content."""
    if statement.stance not in TAKING:
        return f"takes no position: “{words}”"
    holders = [h.party or h.name for h in statement.takers if not h.opposed]
    others = [h.party or h.name for h in statement.takers if h.opposed]
    many = len(holders) > 1 or any(map(is_many, holders))
    who = parties(holders) or "somebody unknown"
    against = f", opposed by {parties(others)}" if others else ""
    return f"{capital(who)} {verb_phrase(statement.stance.value, many=many)}: “{words}”{against}"
