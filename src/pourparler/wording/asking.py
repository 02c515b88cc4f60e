"""A question and its answer in words: what was understood, how much was found, and what found nothing."""

from __future__ import annotations

from datetime import date

from pourparler.asking.found import Answer, Told
from pourparler.asking.question import Question
from pourparler.model import BELOW
from pourparler.model.stances import TAKING
from pourparler.wording.english import quoted, verb_phrase
from pourparler.wording.terms import day, joined, parties, plural

SIDES = {"for": "for it", "against": "against it", "": "without a side"}
"""What a sentence does with the matter, as headings say it."""


def period_words(since: date | None, until: date | None) -> str:
    """In 2009; before 1 January 2005; from 3 May 2001 to 8 June 2005; empty where any time does."""
    if since is None and until is None:
        return ""
    if since is None or until is None:
        return f"until {day(until)}" if since is None else f"from {day(since)}"
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return f"in {since.year}" if since.year == until.year else f"from {since.year} to {until.year}"
    return f"on {day(since)}" if since == until else f"from {day(since)} to {day(until)}"


def who_words(who: str, speaks_for: str = "") -> str:
    """Kestria; Kestria for the Harbour League; nobody marked, where nothing tells."""
    if not who:
        return "nobody marked"
    return f"{who} for {parties([speaks_for])}" if speaks_for else who


def question_words(question: Question) -> list[tuple[str, str]]:
    """(part, in words) of what was understood: who, the groups, when, heading, side, matter, and in which other forms it is searched for.

    Without what is not there.
    """
    side = f"only {question.side}" if question.strict else f"{question.side} first"
    told = [
        ("who", joined((w.name for w in question.parties), "or") or "anybody"),
        ("groups", joined((w.name for w in question.groups), "or")),
        ("when", period_words(question.since, question.until)),
        ("heading", f"under {quoted(question.heading)}" if question.heading else ""),
        ("side", side if question.side else ""),
        ("matter", question.matter or "anything"),
        (
            "also",
            "; ".join(f"{joined(map(quoted, others), 'or')} for {quoted(form)}" for form, others in question.spelt),
        ),
    ]
    return [(part, words) for part, words in told if words]


def found_words(answer: Answer) -> str:
    """How many sentences fit, by side; nothing is said of what was not counted."""
    if not answer.answered:
        return "Nothing fits."
    sides = [f"{answer.sides[side]} {words}" for side, words in SIDES.items() if answer.sides.get(side)]
    verb = "fits" if answer.found == 1 else "fit"
    among = ""
    if answer.left:
        among = f" Looked at were the {answer.looked_at} nearest; {answer.left:,} more have something of the question."
    return f"{plural(answer.found, 'sentence')} {verb}, each wording counted once: {joined(sides)}.{among}"


def further_words(sentences: int) -> str | None:
    """What stands below the sentences that fit, and why; None where nothing does."""
    if not sentences:
        return None
    are = "is" if sentences == 1 else "are"
    return (
        f"Further off, and not counted above: {plural(sentences, 'sentence')} that {are} near the question in some words or in meaning, "
        "but not near enough to fit."
    )


def other_times_words(answer: Answer) -> str:
    """What stands before the sentence of another time that fits better; empty where there is none."""
    if answer.other_times is None:
        return ""
    q = answer.question
    return f"Not {period_words(q.since, q.until)}, but with more words of the question:"


def years_words(answer: Answer) -> str:
    """1995: 2, 1997: 14."""
    return ", ".join(f"{year}: {many}" for year, many in answer.years.items())


def nothing_words(answer: Answer) -> list[str]:
    """Which part of the question found nothing, and what is spelt like it; empty where all of it found something."""
    told = [
        f"Nothing in the record is said by {parties([name])}.{_meant(like)}" for name, like in answer.silent.items()
    ]
    told += [f"No sentence has the word {quoted(word)}.{_meant(like)}" for word, like in answer.unknown.items()]
    if not answer.answered and not told:
        q = answer.question
        who = parties((w.name for w in q.parties), "or") or "anybody"
        limits = " ".join(
            filter(None, (period_words(q.since, q.until), f"under {quoted(q.heading)}" if q.heading else ""))
        )
        told.append(f"No sentence of {who}{' ' + limits if limits else ''} fits {quoted(q.matter or 'the question')}.")
    if not answer.answered and answer.groups:
        told.append("What comes nearest is below.")
    return told


def _meant(like: tuple[str, ...]) -> str:
    return f" Did you mean {joined(map(quoted, like), 'or')}?" if like else ""


def stance_words(told: Told) -> str:
    """Rejects, for a position; no position; not marked, where only the words were found."""
    if told.stance is None:
        return "named in the sentence" if told.who else "not marked"
    if told.stance not in TAKING:
        return "takes no position"
    return verb_phrase(told.stance.value)


def again_words(told: Told) -> str:
    """Told by 3 documents, where more than one tells it."""
    return (
        f"told by {plural(len({told.place.document, *(p.document for p in told.again)}), 'document')}"
        if told.again
        else ""
    )


def headings_of(told: Told) -> list[str]:
    """The headings above a sentence, the highest first, without the document's title."""
    return told.place.headings.split(BELOW)[1:]
