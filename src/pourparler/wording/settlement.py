"""Results in words, made here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pourparler.model import Bundle, Kind, Negotiation, Position
from pourparler.settlement import (
    Acceptance,
    Analysis,
    Basis,
    Clash,
    Contradiction,
    Count,
    Division,
    Estimate,
    Gap,
    Judgement,
    OpenQuestion,
    Verdict,
)

ACCEPTANCE = {
    Acceptance.ACCEPTABLE: "would accept",
    Acceptance.REFUSED: "would not accept",
    Acceptance.UNACCEPTABLE: "would not accept",
    Acceptance.OPEN: "not known",
}
"""Three states, three words."""

KIND = {
    Kind.PREFERS: "prefers",
    Kind.DEMANDS: "demands",
    Kind.REJECTS: "rejects",
    Kind.REQUIRES: "requires",
    Kind.ACCEPTS: "accepts",
    Kind.OFFERS: "offers",
    Kind.PACKAGE: "values",
}


def share_words(judgement: Judgement) -> str:
    """In how many of the readings an open answer is a yes; nothing where it was not asked for."""
    if judgement.share is None:
        return ""
    error = 100 * 1.96 * judgement.share.error
    return f": at least as good as no agreement on {100 * judgement.share.value:.0f} % of the readings of what it said (± {error:.0f})"


def joined(words: Iterable[str], last: str = "and") -> str:
    """a, b and c."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def number(count: int) -> str:
    """With thousands set apart; very large ones by their power of ten as well."""
    return f"{count:,}" if count < 10**15 else f"{count:.2e}"


def plural(count: Count, one: str, many: str | None = None) -> str:
    """1 settlement, 2 settlements, about 1,200 (95 % between 1,100 and 1,300) settlements."""
    return f"{counted(count)} {one if count == 1 else many or one + 's'}"


def day(when: date | None) -> str:
    """18 February 2031; nothing where there is no date."""
    return f"{when.day} {when:%B %Y}" if when else "undated"


def option_words(negotiation: Negotiation, issue: str, option: str) -> str:
    """The option in the dossier's words."""
    return str(negotiation.issue[issue].options[option])


def issue_name(issue: str) -> str:
    """The issue's id as words."""
    return issue.replace("_", " ")


def bundle_words(negotiation: Negotiation, bundle: Bundle) -> str:
    """transit: free passage, and patrols: none; the issue is left out where the option's words name it."""
    return joined(_answer(negotiation, i, o) for i, o in bundle)


def _answer(negotiation: Negotiation, issue: str, option: str) -> str:
    words = option_words(negotiation, issue, option)
    named = issue_name(issue).lower().rstrip("s") in words.lower()
    return words if named else f"{issue_name(issue)}: {words}"


def position_words(negotiation: Negotiation, position: Position, *, with_party: bool = True) -> str:
    """What the party said, as a clause that begins with its name."""
    who = f"{position.party} " if with_party else ""
    verb = KIND[position.kind]
    if position.kind is Kind.PACKAGE:
        better, worse = (bundle_words(negotiation, b) for b in (position.better, position.worse))
        text = f"{who}values [{better}] at least as much as [{worse}]"
    elif position.kind is Kind.PREFERS:
        issue = position.issue or ""
        groups = [joined((option_words(negotiation, issue, o) for o in g), "or") for g in position.ranking]
        text = f"{who}prefers {' to '.join(groups)}"
    else:
        text = f"{who}{verb} {option_words(negotiation, position.issue or '', position.option or '')}"
    if position.condition:
        word = "unless" if position.kind is Kind.REJECTS else "if"
        text += f", {word} {bundle_words(negotiation, position.condition)}"
    return text


def source_words(position: Position) -> str:
    """Hedges and who said it, to follow a claim; empty where the claim is plain."""
    parts = []
    if position.said_by:
        parts.append(f"according to {position.said_by}")
    if position.hedged:
        parts.append(f"hedged: “{position.hedged}”")
    return "; ".join(parts)


def verdict_words(analysis: Analysis) -> str:
    """The verdict in one sentence."""
    zopa = analysis.zopa
    total = plural(zopa.settlements, "settlement")
    if analysis.blocking.linkages_alone_block:
        return "The linkages alone leave no settlement: they rule out every combination of options."
    if isinstance(zopa.size, Estimate) and not zopa.size:
        return (
            f"Of {number(zopa.size.drawn)} settlements that were drawn each is refused by somebody; "
            f"of the {total} at most {number(round(zopa.size.high))} are not (95 %)."
        )
    if analysis.verdict is Verdict.AGREED:
        return f"{_of(zopa.agreed or 0, total)} would be accepted by every party, whatever is still not known."
    if analysis.verdict is Verdict.POSSIBLE:
        if zopa.basis is Basis.HARD:
            return f"{_of(zopa.size, total)} {_verb(zopa.size, 'breaks', 'break')} no red line of any party."
        return f"{_of(zopa.size, total)} {_verb(zopa.size, 'is', 'are')} refused by nobody; none is sure to be accepted by all."
    blockers = list(analysis.blockers)
    if not blockers:
        return f"Each of the {total} is worse than no agreement for somebody, although some break no red line."
    issues = list(dict.fromkeys(issue_name(p.issue or "") for group in analysis.blocking.blocking_sets for p in group))
    return f"No settlement on these issues escapes a red line of {joined(blockers, 'or')}: {joined(issues)}."


def _of(count: Count, total: str) -> str:
    return f"{counted(count)} of the {total}"


def _verb(count: Count, one: str, many: str) -> str:
    return one if count == 1 else many


def basis_words(analysis: Analysis) -> str | None:
    """What the counts rest on, where not every settlement was judged by the full definition; and how sure they are."""
    zopa = analysis.zopa
    parts = []
    if zopa.only_hard:
        parts.append(
            f"Of {joined(zopa.only_hard)} only hard positions are counted, so the sizes are upper bounds; "
            "what was said of packages, and numbers for some options only, is used for the settlements shown."
        )
    if any(isinstance(n, Estimate) for n in (zopa.size, zopa.agreed, zopa.at_table, *zopa.without_party.values())):
        parts.append(
            "There are too many settlements to count them all, so sizes are estimates with their 95 % intervals."
        )
    return " ".join(parts) or None


def counted(count: Count) -> str:
    """An exact count, or an estimate with its interval."""
    if not isinstance(count, Estimate):
        return number(count)
    return (
        f"about {number(round(count.count))} (95 % between {number(round(count.low))} and {number(round(count.high))})"
    )


SOLUTION = {
    "nash": "Nash: the largest product of gains",
    "utilitarian": "Utilitarian: the largest sum",
    "egalitarian": "Egalitarian: who gains least gains most",
    "kalai_smorodinsky": "Kalai-Smorodinsky: all get the most even share of the best each could get",
    "equal_gain": "Equal gain: the smallest difference between gains",
    "raiffa": "Raiffa: step by step, everybody the same part of the way to its best",
}
"""Each solution in plain words."""


def division_words(negotiation: Negotiation, division: Division) -> str:
    """Who gets its way on which issue by Adjusted Winner."""
    first, second = (p.name for p in negotiation.parties)
    won = {
        name: [issue_name(i.id) for i, s in zip(negotiation.issues, division.share, strict=True) if s == whole]
        for name, whole in ((first, 1), (second, 0))
    }
    parts = [f"{name} {joined(issues) or 'nothing'}" for name, issues in won.items()]
    text = f"Adjusted Winner, issue by issue: {'; '.join(parts)}"
    if division.split is not None:
        share = float(division.share[division.split])
        text += f"; {issue_name(negotiation.issues[division.split].id)} is divided, {share:.0%} to {first}"
    envy = "Neither would rather have the other's part." if division.envy_free else "Somebody envies the other."
    return f"{text}. {float(division.points[0]):.1f} and {float(division.points[1]):.1f} of 100 points. {envy}"


def set_aside_words(analysis: Analysis) -> str | None:
    """What remains if one issue is left open, where that alone opens something."""
    if analysis.zopa.size or analysis.blocking.linkages_alone_block:
        return None
    opening = {i: n for i, n in analysis.zopa.without_issue.items() if n}
    if not opening:
        return "Leaving any single issue open is not enough."
    parts = [
        f"with {issue_name(i)} left open, {plural(n, 'combination')} of the other issues {_verb(n, 'breaks', 'break')} no red line"
        for i, n in opening.items()
    ]
    text = "; ".join(parts)
    return text[0].upper() + text[1:] + "."


def blocking_words(negotiation: Negotiation, group: Sequence[Position]) -> str:
    """Why a set of positions leaves nothing: the issues, then who says what."""
    issues = joined(dict.fromkeys(issue_name(i) for p in group for i in p.issues))
    text = f"{issues}: {joined(position_words(negotiation, p) for p in group)}."
    return text[0].upper() + text[1:]


def table_words(analysis: Analysis) -> str | None:
    """What changes if only the parties at the table count; None where all are at the table."""
    negotiation, zopa = analysis.negotiation, analysis.zopa
    if not negotiation.absent:
        return None
    at_table = joined(negotiation.at_table)
    if isinstance(zopa.at_table, Estimate) and not zopa.at_table:
        return f"Of the settlements that were drawn none suits all of those at the table ({at_table}): {counted(zopa.at_table)} do."
    if not zopa.at_table:
        return f"Among those at the table alone ({at_table}) no settlement is left either."
    text = f"If only those at the table count ({at_table}), {plural(zopa.at_table, 'settlement')} remain."
    losses = []
    for party in negotiation.absent:
        lost = zopa.lost_to_absent[party]
        if lost == zopa.at_table:
            losses.append(f"{party} would refuse every one of them")
        elif lost == 0:
            losses.append(f"{party} would necessarily refuse none of them")
        else:
            losses.append(f"{party} would refuse {counted(lost)} of them")
    return f"{text} {joined(losses)}."


def concession_words(negotiation: Negotiation, group: Sequence[Position]) -> str:
    """Which positions would have to be given up."""
    if not group:
        return "no position has to be given up"
    return joined((f"{p.party} no longer {_given_up(negotiation, p)}" for p in group), "and")


def _given_up(negotiation: Negotiation, position: Position) -> str:
    if position.kind in (Kind.ACCEPTS, Kind.OFFERS):
        words = option_words(negotiation, position.issue or "", position.option or "")
        return f"ties {words} to {bundle_words(negotiation, position.condition)}"
    return position_words(negotiation, position, with_party=False)


def unlisted_words(analysis: Analysis) -> str | None:
    """What could not be written out because there is too much of it; None where everything is listed."""
    blocking = analysis.blocking
    if not blocking.complete:
        return "There are too many blocking sets to list all of them; those that stand here are some."
    if blocking.concessions is None:
        groups = plural(len(blocking.concession_parts), "separate quarrel")
        firsts = joined(concession_words(analysis.negotiation, part[0]) for part in blocking.concession_parts)
        return f"There are {groups}, and in each of them something has to give way; one way: {firsts}."
    return None


def contradiction_words(negotiation: Negotiation, found: Contradiction) -> str:
    """What contradicts what."""
    about = f" on {issue_name(found.issue)}" if found.issue else ""
    said = joined((position_words(negotiation, p, with_party=False) for p in found.positions), "but also")
    if found.clash is Clash.CIRCULAR_PRIORITIES:
        return f"{found.party} ranks {issue_name(found.issue or '')} twice among its priorities."
    if found.clash is Clash.NO_VALUES and not found.positions:
        return f"{found.party}: no value function fits its numbers and priorities."
    return f"{found.party}{about}: {said}."


def question_words(negotiation: Negotiation, question: OpenQuestion) -> str:
    """What to ask whom."""
    who = question.parties[0] if question.parties else ""
    names = joined(map(issue_name, question.issues))
    if question.gap is Gap.NOTHING_SAID:
        if len(question.issues) == 1:
            issue = negotiation.issue[question.issues[0]]
            names = f"{issue.words}: {joined(issue.options.values(), 'or')}"
            return f"Ask {who}: {names}? Nothing it said on this is in the record."
        return f"Ask {who} about {names}: nothing it said on these is in the record."
    if question.gap is Gap.NO_AGREEMENT:
        return f"Find out what becomes of {names} without a settlement; until then, gains on these cannot be told."
    return f"Ask {joined(question.parties)} which of the issues matter most to {'each' if len(question.parties) > 1 else 'it'}."


def settlement_words(negotiation: Negotiation, settlement: Mapping[str, str]) -> str:
    """The settlement issue by issue."""
    return "; ".join(f"{issue_name(i)}: {option_words(negotiation, i, o)}" for i, o in settlement.items())
