"""The words that all sentences share: numbers with what they count, shares with their error, days, parties, issues, options, answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pourparler.model import Bundle, Evidence, Negotiation
from pourparler.settlement import Acceptance, Count, Estimate
from pourparler.settlement.sampling import Share
from pourparler.wording.english import named

ACCEPTANCE = {
    Acceptance.ACCEPTABLE: "would accept",
    Acceptance.REFUSED: "would not accept",
    Acceptance.UNACCEPTABLE: "would not accept",
    Acceptance.OPEN: "not known",
}
"""Three states, three words."""

FITTING = "of the value functions that fit what it said"
"""What shares of a party are shares of: ways to value its options that agree with all its positions."""


def joined(words: Iterable[str], last: str = "and") -> str:
    """a, b and c."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def parties(names: Iterable[str], last: str = "and") -> str:
    """Names within a sentence, each with its article."""
    return joined(map(named, names), last)


def number(count: int) -> str:
    """With thousands set apart; very large ones by their power of ten."""
    return f"{count:,}" if count < 10**15 else f"{count:.2e}"


def counted(size: Count) -> str:
    """An exact count, or an estimate with its interval."""
    if not isinstance(size, Estimate):
        return number(size)
    low, high = number(round(size.low)), number(round(size.high))
    return f"about {number(round(size.count))} ({low} to {high} with 95 % confidence)"


def plural(size: Count, one: str, many: str | None = None) -> str:
    """1 settlement, 2 settlements."""
    return f"{counted(size)} {one if size == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """Whole percents; what rounds to none or all although it is not, says so."""
    if 0 < share < 0.005:
        return "under 1 %"
    return "over 99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"


def share_words(share: Share) -> str:
    """49 % (± 2 points): a share that was sampled, with the error of 95 % confidence."""
    points = f"{100 * 1.96 * share.error:.0f}"
    return f"{percent(share.value)} (± {points} point{'' if points == '1' else 's'})"


def day(when: date | None) -> str:
    """18 February 2031; undated where there is no date."""
    return f"{when.day} {when:%B %Y}" if when else "undated"


def judge_words(evidence: Evidence) -> str:
    """Whose judgement a piece of evidence is, and of which day: Judgement of Ada Voss, 3 February 2031."""
    return f"Judgement of {evidence.by}" + (f", {day(evidence.on)}" if evidence.on else "")


def missing_place_words(evidence: Evidence) -> str:
    """At which characters of what a note points that the record does not hold; never by ids, which say nothing to a reader."""
    if evidence.statement:
        return "This note points at a statement that is not in the record."
    places = joined(f"{start + 1:,} to {end:,}" for start, end in evidence.spans)
    return f"This note points at characters {places} of a document that is not in the record."


def option_words(negotiation: Negotiation, issue: str, option: str) -> str:
    """The option in the dossier's words."""
    return str(negotiation.issue[issue].options[option])


def issue_name(issue: str) -> str:
    """The issue's id as words, for a heading or a list."""
    return issue.replace("_", " ")


def issue_words(issue: str) -> str:
    """The issue within a sentence: the status of Port Auvane."""
    name = issue_name(issue)
    return f"the {name}" if " of " in name and not name.lower().startswith("the ") else name


def issue_verb(issue: str, one: str, many: str) -> str:
    """is for transit, are for dues."""
    name = issue_name(issue)
    return many if name.endswith("s") and " of " not in name and not name.endswith(("ss", "us")) else one


def issues_words(issues: Iterable[str], last: str = "and") -> str:
    """Several issues within a sentence."""
    return joined(map(issue_words, issues), last)


def bundle_words(negotiation: Negotiation, bundle: Bundle, last: str = "and") -> str:
    """transit: free passage, and patrols: none; the issue is left out where the option's words name it."""
    return joined((_answer(negotiation, i, o) for i, o in bundle), last)


def _answer(negotiation: Negotiation, issue: str, option: str) -> str:
    words = option_words(negotiation, issue, option)
    is_named = issue_name(issue).lower().rstrip("s") in words.lower()
    return words if is_named else f"{issue_name(issue)}: {words}"


def settlement_words(negotiation: Negotiation, settlement: Mapping[str, str]) -> str:
    """The settlement issue by issue."""
    return "; ".join(f"{issue_name(i)}: {option_words(negotiation, i, o)}" for i, o in settlement.items())
