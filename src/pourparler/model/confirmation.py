"""What a negotiation is if only what somebody confirmed counts, and how much of it nobody has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pourparler.model.negotiation import Bundle, Issue, Negotiation, Position

LEAST_OPTIONS = 2
"""An issue with fewer options is no question."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """What is only suggested: ids of issues, positions and linkages, names of parties; in the order of the dossier.

    ``options``: (issue, option) of issues that are not suggested themselves. ``priorities``: the parties whose priorities are.
    ``no_agreement``: the issues and parties of which it is suggested what there is without a settlement.
    """

    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    positions: tuple[str, ...] = ()
    linkages: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    no_agreement: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return self != Unconfirmed()


def unconfirmed(negotiation: Negotiation) -> Unconfirmed:
    """What analyses of the negotiation count although nobody confirmed it; of positions those in force."""
    return Unconfirmed(
        parties=tuple(p.name for p in negotiation.parties if p.suggested),
        issues=tuple(i.id for i in negotiation.issues if i.suggested),
        options=tuple((i.id, o) for i in negotiation.issues if not i.suggested for o in i.suggested_options),
        positions=tuple(p.id for p in negotiation.in_force if p.suggested),
        linkages=tuple(k.id for k in negotiation.linkages if k.suggested),
        priorities=tuple(p for p in negotiation.priorities if p in negotiation.suggested_priorities),
        no_agreement=negotiation.no_agreement.suggested,
    )


def confirmed(negotiation: Negotiation) -> Negotiation:
    """The negotiation without suggested positions, linkages, priorities and no-agreement; also meetings, next steps and bystanders.

    Suggested parties, issues and options stay where something confirmed names them, suggested no more; an issue that would be left with
    one option, or none, keeps all of them: to take options away would rule settlements out. Moves and preferences of the conflict lose
    what they rested on, and go where they rested on nothing else. The result may have no party or no issue.
    """
    without = negotiation.no_agreement
    kept = replace(
        negotiation,
        positions=tuple(p for p in negotiation.positions if not p.suggested),
        linkages=tuple(k for k in negotiation.linkages if not k.suggested),
        priorities={p: r for p, r in negotiation.priorities.items() if p not in negotiation.suggested_priorities},
        priority_evidence={
            p: e for p, e in negotiation.priority_evidence.items() if p not in negotiation.suggested_priorities
        },
        suggested_priorities=(),
        no_agreement=replace(
            without,
            options={i: o for i, o in without.options.items() if i not in without.suggested},
            values={p: v for p, v in without.values.items() if p not in without.suggested},
            better_than={p: b for p, b in without.better_than.items() if p not in without.suggested},
            suggested=(),
        ),
        bystanders=tuple(b for b in negotiation.bystanders if not b.suggested),
        meetings=tuple(m for m in negotiation.meetings if not m.suggested),
        next_steps=tuple(s for s in negotiation.next_steps if not s.suggested),
    )
    named, options = set(_parties_named(kept)), set(_options_named(kept))
    return replace(
        kept,
        parties=tuple(replace(p, suggested=False) for p in kept.parties if not p.suggested or p.name in named),
        issues=tuple(_issue(i, options) for i in kept.issues if not i.suggested or any(i.id == k for k, _ in options)),
        conflict=negotiation.conflict and negotiation.conflict.without({p.id for p in negotiation.positions if p.suggested}),
    )  # fmt: skip


def _issue(issue: Issue, named: set[tuple[str, str]]) -> Issue:
    """The issue with its confirmed options and those that something confirmed names."""
    left = {o: w for o, w in issue.options.items() if o not in issue.suggested_options or (issue.id, o) in named}
    options = left if len(left) >= LEAST_OPTIONS else issue.options
    return replace(issue, options=options, suggested=False, suggested_options=())


def _parties_named(negotiation: Negotiation) -> Iterator[str]:
    yield from (p.party for p in negotiation.positions)
    for named in (negotiation.priorities, negotiation.values, negotiation.ranges):
        yield from named
    yield from negotiation.no_agreement.values
    yield from negotiation.no_agreement.better_than
    yield from (b.party for b in negotiation.bonuses)
    yield from (pull.actor for c in negotiation.contests for pull in c.pulls)
    yield from (voter for v in negotiation.votes for voter in v.voters)
    if negotiation.conflict is not None:
        yield from negotiation.conflict.decision_makers


def _options_named(negotiation: Negotiation) -> Iterator[tuple[str, str]]:
    """(issue, option) of everything in it; an issue that is only ranked comes with an empty option."""
    for p in negotiation.positions:
        yield from _in_position(p)
    yield from (pair for k in negotiation.linkages for pair in k.never)
    yield from ((issue, "") for ranking in negotiation.priorities.values() for group in ranking for issue in group)
    yield from negotiation.no_agreement.options.items()
    bundles: Iterable[Bundle] = (b for told in negotiation.no_agreement.better_than.values() for b in told)
    yield from (pair for bundle in bundles for pair in bundle)
    yield from (pair for b in negotiation.bonuses for pair in b.package)
    for numbers in (*negotiation.values.values(), *negotiation.ranges.values()):
        yield from ((issue, option) for issue, options in numbers.items() for option in options)
    yield from ((c.issue, option) for c in negotiation.contests for option in c.scale)


def _in_position(p: Position) -> Iterator[tuple[str, str]]:
    if p.issue is not None:
        yield p.issue, p.option or ""
        yield from ((p.issue, option) for group in p.ranking for option in group)
    yield from (*p.condition, *p.better, *p.worse)
