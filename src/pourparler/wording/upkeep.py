"""How far an upkeep of the record is, said to whoever waits for it."""

from __future__ import annotations

from pourparler.wording.terms import plural

NOTHING_LOST = "Nothing is lost if it is ended before"


def upkeep_words(what: str, done: int, total: int, seconds: float) -> str:
    """``what``: the things that are gone through and what is done to them; ``seconds``: for how long that has gone on."""
    told = f"{done:,} of {total:,} {what}"
    if not 0 < done < total:
        return told
    left = seconds * (total - done) / done
    return f"{told}, about {plural(max(1, round(left)), 'second') if left < 90 else plural(round(left / 60), 'minute')} left"
