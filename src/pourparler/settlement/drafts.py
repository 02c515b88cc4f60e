"""Two draft agreements side by side: what changed, and for each party whether it gains, loses, or cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pourparler.errors import PourparlerError
from pourparler.model import Negotiation
from pourparler.settlement.acceptability import Acceptance, Judges
from pourparler.settlement.polytope import TOLERANCE
from pourparler.settlement.sampling import Share


class Change(StrEnum):
    """What the second draft is to a party, against the first (necessary preference: Greco, Mousseau, Słowiński 2008)."""

    GAINS = "gains"
    LOSES = "loses"
    SAME = "is as well off"
    UNKNOWN = "cannot be told"


@dataclass(frozen=True, slots=True)
class PartyChange:
    """``least`` and ``greatest``: of U(second) - U(first) over the party's value functions, in -1..1.

    ``share``: of value functions for which the second is at least as good, where it cannot be told. ``before`` and ``after``: its answers,
    where both drafts answer every issue.
    """

    party: str
    change: Change
    least: float
    greatest: float
    share: Share | None
    before: Acceptance | None
    after: Acceptance | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``changed``: issue to the options of the first and the second draft, only where they differ."""

    changed: Mapping[str, tuple[str, str]]
    parties: tuple[PartyChange, ...]


def check_options(negotiation: Negotiation, chosen: Mapping[str, str]) -> None:
    """Raises PourparlerError where an issue or an option is not that of the negotiation."""
    for issue, option in chosen.items():
        if issue not in negotiation.issue:
            raise PourparlerError(f"there is no issue {issue!r}", mend=f"Choose from: {', '.join(negotiation.issue)}")
        if option not in negotiation.issue[issue].options:
            known = ", ".join(negotiation.issue[issue].options)
            raise PourparlerError(f"{issue} has no option {option!r}", mend=f"Choose from: {known}")


def whole_settlement(negotiation: Negotiation, chosen: Mapping[str, str]) -> dict[str, str]:
    """The choice as a settlement, issues in the order of the negotiation.

    Raises:
        PourparlerError: an issue or an option is not that of the negotiation, or an issue has no answer.
    """
    check_options(negotiation, chosen)
    if missing := [issue for issue in negotiation.issue if issue not in chosen]:
        raise PourparlerError(f"a settlement needs an option for every issue; missing: {', '.join(missing)}")
    return {issue: chosen[issue] for issue in negotiation.issue}


def compare(negotiation: Negotiation, first: Mapping[str, str], second: Mapping[str, str]) -> Comparison:
    """Compare two drafts; both answer the same issues, all of them or some.

    Raises:
        PourparlerError: an unknown issue or option, an issue that only one draft answers, or a party whose positions contradict each other.
    """
    for draft, other in ((first, second), (second, first)):
        check_options(negotiation, draft)
        for issue in draft:
            if issue not in other:
                raise PourparlerError(f"only one draft answers {issue}", mend="Give both drafts the same issues")
    judges = Judges.of(negotiation)
    whole = len(first) == len(negotiation.issues)
    codes = [judges.rules.space.codes(d) for d in (first, second)] if whole else None
    changed = {i: (o, second[i]) for i, o in first.items() if second[i] != o}
    for bonus in negotiation.bonuses:
        named = {issue for issue, _ in bonus.package}
        if named & set(changed) and not named <= set(first):
            raise PourparlerError(
                f"the value of a package of {bonus.party} also depends on {', '.join(sorted(named - set(first)))}",
                mend="Choose options for these issues in both drafts",
            )
    parties = []
    for judge in judges:
        terms = judge.polytope.gain(second)
        for column, x in judge.polytope.gain(first).items():
            terms[column] = terms.get(column, 0.0) - x
        least, greatest = judge.polytope.minimum(terms), judge.polytope.maximum(terms)
        if least is None or greatest is None:
            raise PourparlerError(
                f"no value function fits what {judge.party} said",
                mend="`pourparler settle` names what contradicts what",
            )
        share = None
        if least >= -TOLERANCE and greatest <= TOLERANCE:
            change = Change.SAME
        elif least >= -TOLERANCE:
            change = Change.GAINS
        elif greatest <= TOLERANCE:
            change = Change.LOSES
        else:
            change = Change.UNKNOWN
            share = judge.sample.share(judge.sample.of(terms) >= 0)
        answers = [judge.judge(c).acceptance for c in codes] if codes else [None, None]
        parties.append(PartyChange(judge.party, change, least, greatest, share, answers[0], answers[1]))
    return Comparison(changed, tuple(parties))
