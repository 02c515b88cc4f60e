"""Who takes which side in a statement, and who says so, in words."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.model import Statement
from pourparler.model.stances import TAKING, Side, side_of
from pourparler.wording.english import capital, is_many, quoted, verb_phrase
from pourparler.wording.terms import parties, percent, plural


def said_times(times: int, told: int) -> str:
    """1 statement, told 3 times: how often something was said, and, where outlets told the same words again, how often it was told."""
    return plural(times, "statement") + (f", told {told:,} times" if told > times else "")


@dataclass(frozen=True, slots=True)
class Stand:
    """What a statement's position is: ``who`` takes it, as Kestria and the League; ``does``, as reject; ``side``, for or against.

    ``doubtful``: it may be the other way round. ``others`` are on the other side in the same words, after ``opposing``, as for it. Of a
    statement that takes none, ``side`` is None and all else empty.
    """

    who: str = ""
    does: str = ""
    side: str | None = None
    doubtful: bool = False
    others: str = ""
    opposing: str = ""


def stand_of(statement: Statement) -> Stand:
    """The parts of what a page says about it; ``stand_words`` makes a sentence of them."""
    side = side_of(statement.stance)
    if statement.stance not in TAKING or side is None:
        return Stand()
    holders = [h.party or h.name for h in statement.takers if not h.opposed]
    many = len(holders) > 1 or any(map(is_many, holders))
    return Stand(
        who=capital(parties(holders) or "somebody unknown"),
        does=verb_phrase(statement.stance.value, many=many),
        side=side.name.lower(),
        doubtful=statement.doubtful,
        others=parties(h.party or h.name for h in statement.takers if h.opposed),
        opposing="against it" if side is Side.FOR else "for it",
    )


def stand_words(statement: Statement, words: str) -> str:
    """Kestria and the League reject: “a toll”, opposed by Maravel. ``words``: those that take the position, or else all of the content."""
    stand = stand_of(statement)
    if stand.side is None:
        return f"takes no position: {quoted(words)}"
    against = f", opposed by {stand.others}" if stand.others else ""
    return f"{stand.who} {stand.does}: {quoted(words)}{against}"


def said_by(statement: Statement) -> str:
    """Ada Voss for Kestria; of an act, told, not said."""
    if statement.act:
        return "told, not said"
    speaker, party = statement.speaker, statement.party
    who = speaker or ("somebody unnamed" if statement.anonymous else "an unknown speaker")
    return f"{who} for {party}" if party and party != speaker else who


def chances_words(statement: Statement) -> tuple[tuple[str, str], ...]:
    """(of what, how likely the reader is right about it): position 93 %, side over 99 %, holder 72 %. Empty where nobody said."""
    chances = statement.chances
    if chances is None or statement.stance not in TAKING:
        return ()
    told = (("position", chances.position), ("side", chances.direction), ("holder", chances.holder))
    return tuple((what, percent(chance)) for what, chance in told)
