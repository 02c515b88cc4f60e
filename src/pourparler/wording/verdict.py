"""The verdict and what stands beside it: what remains if an issue is left open, or if only those at the table count."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pourparler.model import Negotiation, Position, unconfirmed
from pourparler.settlement import Analysis, Basis, Count, Estimate, Verdict
from pourparler.wording.confirmation import resting, rests_words
from pourparler.wording.english import capital, in_words, lower, named, verb
from pourparler.wording.positions import concession_words
from pourparler.wording.terms import (
    counted,
    issue_verb,
    issue_words,
    issues_words,
    joined,
    number,
    parties,
    plural,
)

NAMED = 6
"""Up to so many parties, or issues, are named in the verdict; of more, their number: the list of who stands in the way names them."""


def verdict_words(analysis: Analysis) -> str:
    """What could be agreed, and how much of that nobody has confirmed."""
    return " ".join(filter(None, (answer_words(analysis), not_confirmed_words(analysis))))


def not_confirmed_words(analysis: Analysis) -> str | None:
    """How much of what the verdict rests on nobody has confirmed; None where all is."""
    return rests_words(analysis.negotiation, verdict_basis(analysis))


def verdict_basis(analysis: Analysis) -> tuple[Position, ...]:
    """The positions that the verdict rests on: those that block; else the hard ones, or all where everything is judged by all of them."""
    in_sets = {p.id for group in analysis.blocking.blocking_sets for p in group}
    hard_only = analysis.zopa.basis is Basis.HARD
    held = analysis.negotiation.in_force
    return tuple(p for p in held if (p.id in in_sets if in_sets else p.hard or not hard_only))


def if_confirmed_words(analysis: Analysis) -> str | None:
    """What the answer would be if only what somebody confirmed counted; None where nothing is only suggested."""
    if not unconfirmed(analysis.negotiation):
        return None
    other = analysis.confirmed
    if other is None:
        return "Nothing is confirmed yet that an answer could rest on."
    words = answer_words(other)
    if words == answer_words(analysis):
        return "If only what is confirmed counts, the answer is the same."
    same = other.verdict is analysis.verdict
    return f"If only what is confirmed counts, {'the answer stays much the same' if same else 'the answer changes'}: {lower(words)}"


def answer_words(analysis: Analysis) -> str:
    """What could be agreed, in a sentence or two."""
    zopa = analysis.zopa
    total = plural(zopa.settlements, "settlement")
    if analysis.blocking.linkages_alone_block:
        return "No settlement is possible: the linkages rule out every combination of options."
    if isinstance(zopa.size, Estimate) and not zopa.size:
        most = number(round(zopa.size.high))
        return (
            f"In a sample of {plural(zopa.size.drawn, 'settlement')}, some party rejects each one. With 95 % confidence at most {most} "
            f"of the {total} are rejected by nobody."
        )
    if analysis.verdict is Verdict.AGREED:
        agreed = zopa.agreed or 0
        return f"Every party would accept {counted(agreed)} of the {total}, whatever is still not known."
    if analysis.verdict is Verdict.POSSIBLE:
        if zopa.basis is Basis.HARD:
            return f"{capital(counted(zopa.size))} of the {total} {'crosses' if zopa.size == 1 else 'cross'} no red line of any party."
        known = "it" if zopa.size == 1 else "any of them"
        return f"No party is known to reject {counted(zopa.size)} of the {total}. It is not known whether all would accept {known}."
    blockers = list(analysis.blockers)
    if not blockers:
        return f"Some party would be worse off with each of the {total} than without an agreement, although some cross no red line."
    issues = list(dict.fromkeys(p.issue or "" for group in analysis.blocking.blocking_sets for p in group))
    who = parties(blockers, "or") if len(blockers) <= NAMED else f"one of {in_words(len(blockers))} parties"
    where = issues_words(issues) if len(issues) <= NAMED else f"one of {in_words(len(issues))} issues"
    return f"Every settlement crosses a red line of {who} on {where}."


def set_aside_words(analysis: Analysis) -> str | None:
    """What remains if one issue is left open; None where red lines leave a settlement anyhow, or there is no other issue."""
    red_lines = analysis.blocking.blocking_sets and not analysis.blocking.linkages_alone_block
    if analysis.zopa.size or not red_lines or len(analysis.zopa.without_issue) < 2:
        return None
    opening = {i: n for i, n in analysis.zopa.without_issue.items() if n}
    if not opening:
        return "It would not be enough to leave one issue open."
    return " ".join(
        f"If {issue_words(i)} {issue_verb(i, 'is', 'are')} left open, "
        f"{plural(n, 'combination')} of the other issues {'crosses' if n == 1 else 'cross'} no red line."
        for i, n in opening.items()
    )


def table_words(analysis: Analysis) -> str | None:
    """What changes if only the parties at the table count; None where all are at the table."""
    negotiation, zopa = analysis.negotiation, analysis.zopa
    if not negotiation.absent:
        return None
    at_table = parties(negotiation.at_table)
    if isinstance(zopa.at_table, Estimate) and not zopa.at_table:
        return f"Those at the table ({at_table}) have no settlement among themselves in the sample: {counted(zopa.at_table)} are possible."
    if not zopa.at_table:
        text = f"Those at the table ({at_table}) have no settlement among themselves either."
        return resting(text, _hard(negotiation, negotiation.at_table))
    text = f"If only those at the table count ({at_table}), {plural(zopa.at_table, 'settlement')} {_remain(zopa.at_table)}."
    rests = resting(text, _hard(negotiation, negotiation.at_table))
    losses = (resting(_loss(analysis, party), _hard(negotiation, [party])) for party in negotiation.absent)
    return " ".join([rests, *losses])


def _hard(negotiation: Negotiation, who: Collection[str]) -> list[Position]:
    return [p for p in negotiation.in_force if p.hard and p.party in who]


def _remain(size: object) -> str:
    return "remains" if size == 1 else "remain"


def _loss(analysis: Analysis, party: str) -> str:
    lost, left = analysis.zopa.lost_to_absent[party], analysis.zopa.at_table
    who = capital(named(party))
    if lost == left:
        return f"{who} would not accept any of them."
    if lost == 0:
        return f"{who} {verb(party, 'is', 'are')} not known to reject any of them."
    return f"{who} would not accept {counted(lost)} of them."


def basis_words(analysis: Analysis) -> str | None:
    """What the counts rest on, where not every settlement was judged by the full definition; and that some are estimates."""
    zopa = analysis.zopa
    parts = []
    if zopa.only_hard:
        parts.append(
            f"For {parties(zopa.only_hard)} the counts use red lines and conditions only, so they are upper limits. "
            "The settlements shown are judged by everything that is known."
        )
    if any(isinstance(n, Estimate) for n in (zopa.size, zopa.agreed, zopa.at_table, *zopa.without_party.values())):
        parts.append("There are too many settlements to count exactly, so these numbers are estimates from a sample.")
    return " ".join(parts) or None


def without_words(analysis: Analysis) -> str | None:
    """How many settlements would remain if one party did not count; None where there are none anyhow."""
    if not analysis.zopa.size:
        return None
    counts = (f"{counted(n)} without {named(p)}" for p, n in analysis.zopa.without_party.items())
    return f"If one party did not count, this many settlements would remain: {joined(counts)}."


def none_blocking_words(analysis: Analysis) -> str:
    """Why nobody stands in the way, where no set of red lines rules out every settlement."""
    if analysis.blocking.linkages_alone_block:
        return "No party does: the linkages alone rule out every settlement."
    return "Red lines do not rule out every settlement."


def unlisted_words(analysis: Analysis) -> str | None:
    """What could not be listed because there is too much of it; None where everything is listed."""
    blocking, negotiation = analysis.blocking, analysis.negotiation
    if not blocking.complete:
        return "Too many sets of positions block a settlement to list them all. These are some of them."
    if blocking.concessions is None:
        return _disputes(negotiation, [part[0] for part in blocking.concession_parts])
    return None


def _disputes(negotiation: Negotiation, firsts: Sequence[Sequence[Position]]) -> str:
    ways = joined(concession_words(negotiation, first) for first in firsts)
    return f"The parties are divided in {number(len(firsts))} separate disputes, and a concession is needed in each. One way: {ways}."


def shown_words(shown: int, size: Count) -> str | None:
    """How many of the settlements that are left a table shows; None where it shows all."""
    return None if size == shown else f"The table shows {number(shown)} of {counted(size)}."


def examples_title(analysis: Analysis) -> str:
    """What the settlements in the table of examples have in common; where there is none, why."""
    zopa, absent = analysis.zopa, analysis.negotiation.absent
    if zopa.examples:
        return "Settlements that cross no red line" if zopa.only_hard else "Settlements that nobody is sure to refuse"
    if zopa.table_examples:
        return "Settlements that those at the table could agree on, and what the absent would say"
    if zopa.size or zopa.at_table:
        return "Settlements are left, but too few among too many for one to be drawn and shown here."
    sampled = isinstance(zopa.size, Estimate) or isinstance(zopa.at_table, Estimate)
    none = "No settlement that nobody rejects was found in the sample" if sampled else "No settlement is left"
    return f"{none}{', not even among those at the table' if absent else ''}."


def left_words(analysis: Analysis) -> str:
    """How many settlements are left, for all and for those at the table, to compare scenarios by."""
    size, table = analysis.zopa.size, analysis.zopa.at_table
    return f"Settlements left: {counted(size)} for all parties, {counted(table)} for those at the table."
