"""What became of positions over time, in words: steps of a life, moves, and whether parties come closer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from pourparler.calendar_periods import Length, Period
from pourparler.drafting.convergence import Closeness, Trend
from pourparler.drafting.lives import Life, Step, StepKind
from pourparler.drafting.movement import Movement, OnIssue
from pourparler.model import Negotiation
from pourparler.model.stances import Side
from pourparler.wording.confirmation import NOT_CONFIRMED
from pourparler.wording.english import capital, is_many, named, verb_phrase
from pourparler.wording.positions import KIND
from pourparler.wording.terms import day, issue_words, issues_words, joined, option_words, plural

SOFTENED = "hedged or on a condition"
NOTHING_DATED = "Nothing that was said here has a date yet. Give positions `as_of`, or documents a date."
SIDE = {Side.FOR: "for", Side.AGAINST: "against"}


def life_words(negotiation: Negotiation, life: Life) -> str:
    """Kestria against free passage."""
    return f"{capital(named(life.party))} {SIDE[life.side]} {option_words(negotiation, life.issue, life.option)}"


def put_words(negotiation: Negotiation, life: Life, step: Step) -> str:
    """How it was put on that day: rejects free passage; empty where nothing was said."""
    if step.firmest is None:
        return ""
    option = step.to[0] if step.to is not None else life.option
    verb = verb_phrase(KIND[step.firmest], many=is_many(life.party))
    return f"{verb} {option_words(negotiation, life.issue, option)}{_softly(step)}"


def _softly(step: Step) -> str:
    return f" ({SOFTENED})" if step.softened else ""


def step_words(negotiation: Negotiation, life: Life, step: Step, *, doubt: bool = True) -> str:
    """moved to reduced dues: accepts reduced dues. ``doubt``: with a word that nobody confirmed it, where nobody did."""
    what = step.kind.value
    if step.kind is StepKind.MOVED and step.to is not None:
        drops = life.side is Side.AGAINST
        what = "dropped its rejection" if drops else f"moved to {option_words(negotiation, life.issue, step.to[0])}"
    if step.kind is StepKind.PERHAPS:
        what = f"sentence to look at, {what}"
    put = put_words(negotiation, life, step)
    told = f"{what}: {put}" if put else what
    return f"{told} ({NOT_CONFIRMED})" if doubt and step.suggested else told


def move_words(negotiation: Negotiation, life: Life, step: Step) -> str:
    """A step as a sentence by itself, without its day: Kestria moved from full dues to reduced dues."""
    who, option = capital(named(life.party)), option_words(negotiation, life.issue, life.option)
    put = put_words(negotiation, life, step)
    has = "have" if is_many(life.party) else "has"
    if step.kind is StepKind.MOVED and step.to is not None:
        if life.side is Side.AGAINST:
            return (
                f"{who} dropped the rejection of {option}; it now {put}"
                if put
                else f"{who} dropped its rejection of {option}"
            )
        to = option_words(negotiation, life.issue, step.to[0])
        return f"{who} moved from {option} to {to}" + (f"; it now {put}" if put else "")
    if step.kind is StepKind.GIVEN_UP:
        return f"{who} {has} given up {'rejecting ' if life.side is Side.AGAINST else ''}{option}" + (
            f"; it now {put}" if put else ""
        )
    if step.kind is StepKind.PERHAPS:
        left = f"{'its rejection of ' if life.side is Side.AGAINST else ''}{option}"
        return f"{who} may have left {left}" + (f"; it {put}" if put else "")
    verbs = {
        StepKind.FIRST: "first spoke",
        StepKind.REPEATED: "spoke again",
        StepKind.RETURNED: "spoke once more",
        StepKind.WEAKENED: "spoke less firmly",
        StepKind.HARDENED: "spoke more firmly",
    }
    how = verb_phrase(KIND[step.firmest], many=is_many(life.party)) + _softly(step) if step.firmest else ""
    return f"{who} {verbs[step.kind]} {SIDE[life.side]} {option}: {how}"


def told_steps(steps: Sequence[Step]) -> list[tuple[Step, int]]:
    """Steps with how many repetitions each stands for: of repetitions in a row only the last is told, with their number."""
    found: list[tuple[Step, int]] = []
    for step in steps:
        if step.kind is StepKind.REPEATED and found and found[-1][0].kind is StepKind.REPEATED:
            found[-1] = step, found[-1][1] + 1
        else:
            found.append((step, 1))
    return found


def repeated_words(step: Step, times: int) -> str:
    """repeated 14 times, last on 3 May 2004."""
    return f"repeated {times:,} times, last on {day(step.day)}"


def period_words(period: Period) -> str:
    """1998; July to September 1998; March 1998; the week from 2 March 1998; 2 March 1998."""
    first = period.first
    if period.length is Length.YEAR:
        return str(first.year)
    if period.length is Length.QUARTER:
        return f"{first:%B} to {period.last:%B %Y}"
    if period.length is Length.MONTH:
        return f"{first:%B %Y}"
    return f"the week from {day(first)}" if period.length is Length.WEEK else day(first)


def period_label(period: Period, before: Period | None) -> str:
    """The same in a few letters, for an axis; the year only where it is another than in the period before."""
    first = period.first
    if period.length is Length.YEAR:
        return str(first.year)
    new_year = before is None or before.first.year != first.year
    year = f" {first.year}" if new_year else ""
    if period.length in (Length.MONTH, Length.QUARTER):
        return f"{first:%b}{year}"
    return f"{first.day} {first:%b}{year}"


TREND = {
    Trend.CLOSER: "The parties came closer",
    Trend.APART: "The parties moved further apart",
    Trend.SAME: "The parties are as close as before",
    Trend.UNKNOWN: "Whether the parties came closer is not known: no two of them held an option both before and at the end",
}


def trend_words(found: OnIssue, periods: Sequence[Period]) -> str:
    """Whether the parties came closer, with the pairs that this is counted by."""
    c = found.convergence
    if c.trend is Trend.UNKNOWN or c.before is None or c.after is None or c.begun is None:
        return f"{TREND[Trend.UNKNOWN]}."
    then, now = period_words(periods[c.begun]), period_words(periods[-1])
    if c.begun == len(periods) - 1:
        return f"Whether the parties came closer is not known: no two of them held an option before {now}."
    both = f"held an option both at the end of {then} and at the end of {now}"
    if c.before.pairs == 1:
        one, two = (("the same one" if same else "different ones") for same in (c.before.same, c.after.same))
        pair = capital(joined(map(named, c.before.parties)))
        return f"{TREND[c.trend]}. {pair} {both}: {one} then, {two} at the end."
    return (
        f"{TREND[c.trend]}. The {len(c.before.parties):,} parties that {both} make {c.before.pairs:,} pairs: "
        f"{c.before.same:,} of them held the same option then, {c.after.same:,} at the end."
    )


def closeness_words(found: Closeness) -> str:
    """3 of 6 pairs hold the same option; 2 options are held by 4 parties."""
    if not found.parties:
        return "no party holds an option"
    held = f"{plural(found.options, 'option')} held by {plural(len(found.parties), 'party', 'parties')}"
    if not found.pairs:
        return held
    return f"{found.same:,} of {plural(found.pairs, 'pair')} {'holds' if found.pairs == 1 else 'hold'} the same option; {held}"


def unchanged_together(periods: Sequence[Period], words: Sequence[str]) -> list[tuple[str, str]]:
    """Periods with what is said of each; those in a row of which the same is said are one, from the first to the last."""
    found: list[tuple[str, str]] = []
    for said, row in groupby(zip(words, map(period_words, periods), strict=True), key=itemgetter(0)):
        names = [name for _, name in row]
        found.append((names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}", said))
    return found


def moves_words(found: OnIssue, since: date | None, until: date | None) -> str:
    """How often and who: 3 moves by Kestria and Maravel."""
    movers = found.movers(since, until)
    who = dict.fromkeys(movers)
    if not movers:
        return "nobody moved"
    names = joined(map(named, who)) if len(who) <= 4 else plural(len(who), "party", "parties")
    return f"{plural(len(movers), 'move')} by {names}"


def look_at_words(many: int) -> str | None:
    """What sentences are that may be moves, and how many there are; None without any."""
    if not many:
        return None
    each, none = ("it", "It does not count") if many == 1 else ("each", "None of them counts")
    return (
        f"{plural(many, 'sentence')} to look at: {each} seems to say another thing than before, but the reader is not sure of it. "
        f"{none} as a move."
    )


def lead_words(found: Movement) -> str:
    """Who moved most and on what: the first sentence of the answer."""
    if found.first is None or found.last is None:
        return "Nothing that was said has a date yet, so nobody can tell who moved."
    first, last = found.first, found.last
    moved = [i for i in found.issues if i.moves(first, last)]
    span = f"between {day(first)} and {day(last)}" if first != last else f"on {day(first)}"
    if not moved:
        return f"No party moved {span}."
    many = sum(i.moves(first, last) for i in moved)
    most = max(moved, key=lambda i: i.moves(first, last))
    names = [i.issue.id for i in moved]
    rest = f" on {issues_words(names)}" if len(names) <= 3 else f", most often on {issue_words(most.issue.id)}"
    who = {party for i in moved for party in i.movers(first, last)}
    times = "once" if many == 1 else f"{many:,} times"
    subject = capital(named(next(iter(who)))) if len(who) == 1 else f"{len(who):,} parties"
    return f"{subject} moved {times} {span}{rest}."


def undated_words(found: Movement, basis: str) -> str | None:
    """What has no date; None where all has one."""
    if not found.undated:
        return None
    what = "position" if basis == "dossier" else "statement"
    have, make = ("has", "makes") if found.undated == 1 else ("have", "make")
    return f"{plural(found.undated, what)} {have} no date and {make} no step."
