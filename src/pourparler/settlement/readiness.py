"""What of a dossier can be analysed already, and what it lacks while it is being written."""

from __future__ import annotations

from dataclasses import replace

from pourparler.errors import NotReadyError
from pourparler.model import Bundle, Issue, Negotiation, NoAgreement, Position

FEWEST = 2
"""Options that an issue needs before there is anything to settle."""


def without_choice(negotiation: Negotiation) -> tuple[Issue, ...]:
    """Issues with one option or none: kept in the dossier, and left out of what is analysed until they have two.

    Where a party gave a number for the only option, the issue counts: the number is a part of what every settlement is worth.
    """
    numbered = {issue for values in negotiation.values.values() for issue in values}
    return tuple(i for i in negotiation.issues if len(i.options) < FEWEST and not (i.options and i.id in numbered))


def missing(negotiation: Negotiation) -> str | None:
    """What the dossier lacks for an analysis, as a clause; None where it lacks nothing."""
    parties, issues = negotiation.parties, negotiation.issues
    if not parties and not issues:
        return "the dossier names no party and no issue yet"
    if not parties:
        return "the dossier names no party yet"
    if not issues:
        return "the dossier names no issue yet"
    if len(without_choice(negotiation)) == len(issues):
        return f"no issue has two options yet ({', '.join(issue.id for issue in issues)})"
    return None


def ready(negotiation: Negotiation) -> Negotiation:
    """The negotiation as it can be analysed: without issues that leave no choice, and without what rests on these.

    Raises:
        NotReadyError: nothing is left to analyse.
    """
    lacking = missing(negotiation)
    if lacking is not None:
        mend = "Draft it from the documents (`pourparler draft DIR`), or write it into dossier.yaml"
        raise NotReadyError(lacking, mend=mend)
    gone = {issue.id for issue in without_choice(negotiation)}
    if not gone:
        return negotiation

    def stays(position: Position) -> bool:
        return gone.isdisjoint(position.issues)

    return replace(
        negotiation,
        issues=tuple(issue for issue in negotiation.issues if issue.id not in gone),
        positions=tuple(filter(stays, negotiation.positions)),
        priorities={
            party: kept
            for party, ranking in negotiation.priorities.items()
            if (kept := tuple(left for group in ranking if (left := tuple(i for i in group if i not in gone))))
        },
        linkages=tuple(k for k in negotiation.linkages if _without(k.never, gone)),
        no_agreement=_no_agreement(negotiation.no_agreement, gone),
        values={p: {i: v for i, v in each.items() if i not in gone} for p, each in negotiation.values.items()},
        ranges={p: {i: v for i, v in each.items() if i not in gone} for p, each in negotiation.ranges.items()},
        bonuses=tuple(b for b in negotiation.bonuses if _without(b.package, gone)),
        contests=tuple(c for c in negotiation.contests if c.issue not in gone),
    )


def _without(bundle: Bundle, gone: set[str]) -> bool:
    return gone.isdisjoint(issue for issue, _ in bundle)


def _no_agreement(kept: NoAgreement, gone: set[str]) -> NoAgreement:
    better = {p: tuple(b for b in bundles if _without(b, gone)) for p, bundles in kept.better_than.items()}
    return replace(kept, options={i: o for i, o in kept.options.items() if i not in gone}, better_than=better)
