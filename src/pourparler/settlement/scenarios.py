"""What if: the same negotiation with some positions dropped and others added, analysed beside the original. The dossier is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pourparler.errors import PourparlerError
from pourparler.model import Days, Kind, Negotiation, Position, as_it_stood, confirmed
from pourparler.model.as_of import dated
from pourparler.monitor import Monitor
from pourparler.settlement.analysis import Analysis, analyse
from pourparler.settlement.drafts import check_options
from pourparler.settlement.readiness import missing


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name and an analysis; the first of a comparison is the negotiation as it stands."""

    name: str
    analysis: Analysis


def changed(
    negotiation: Negotiation, *, drop: Iterable[str] = (), add: Iterable[Position] = (), without: Iterable[str] = ()
) -> Negotiation:
    """The negotiation without some positions and parties, and with other positions added.

    Raises:
        PourparlerError: no position or party goes by a name, or an added position speaks of what is not there.
    """
    dropped, gone = set(drop), set(without)
    for id in dropped:
        if id not in negotiation.position:
            raise PourparlerError(f"there is no position {id!r}", mend="`pourparler positions list` shows their ids")
    for name in gone:
        if name not in negotiation.party:
            raise PourparlerError(f"there is no party {name!r}", mend=f"Choose from: {', '.join(negotiation.party)}")
    kept = [p for p in negotiation.positions if p.id not in dropped and p.party not in gone]
    added = list(add)
    for p in added:
        if p.party not in negotiation.party:
            raise PourparlerError(f"there is no party {p.party!r}", mend=f"Choose from: {', '.join(negotiation.party)}")
        for option in (o for o in (p.option, *(o for g in p.ranking for o in g)) if o):
            check_options(negotiation, {p.issue or "": option})
    without_agreement = negotiation.no_agreement
    return replace(
        negotiation,
        parties=tuple(p for p in negotiation.parties if p.name not in gone),
        positions=(*kept, *added),
        priorities={p: r for p, r in negotiation.priorities.items() if p not in gone},
        values={p: v for p, v in negotiation.values.items() if p not in gone},
        ranges={p: v for p, v in negotiation.ranges.items() if p not in gone},
        ceilings={p: x for p, x in negotiation.ceilings.items() if p not in gone},
        bonuses=tuple(b for b in negotiation.bonuses if b.party not in gone),
        no_agreement=replace(
            without_agreement,
            values={p: v for p, v in without_agreement.values.items() if p not in gone},
            better_than={p: b for p, b in without_agreement.better_than.items() if p not in gone},
        ),
    )


def counted(
    negotiation: Negotiation, *, confirmed_only: bool, as_of: date | None = None, days: Days | None = None
) -> Negotiation:
    """What an analysis counts: all of the negotiation, or only what somebody confirmed; as it stands, or as it stood on a day.

    ``days``: of the evidence, where that is known.

    Raises:
        PourparlerError: all of it could be analysed, and what is confirmed is not enough; or no position had been said by that day.
    """
    if as_of is not None:
        negotiation = _stood(negotiation, as_of, days or {})
    if not confirmed_only:
        return negotiation
    left = confirmed(negotiation)
    if missing(left) and not missing(negotiation):
        mend = "Confirm parties and issues among what is proposed, or count the proposals too"
        raise PourparlerError("too little is confirmed yet for an answer", where=negotiation.title, mend=mend)
    return left


def _stood(negotiation: Negotiation, day: date, days: Days) -> Negotiation:
    said = dated(negotiation.positions, days)
    if not said:
        mend = "Give positions a date (`as_of`), or look at the dossier as it stands"
        raise PourparlerError("no position of this dossier has a date", where=negotiation.title, mend=mend)
    if day < said[0]:
        raise PourparlerError(
            f"no dated position had been said by {day}",
            where=negotiation.title,
            mend=f"Choose a day from {said[0]} on: the first position is of that day",
        )
    return as_it_stood(negotiation, day, days)


def supposed(text: str, number: int) -> Position:
    """A position from ``PARTY: ISSUE KIND OPTION``, or ``PARTY: ISSUE prefers A > B``.

    Raises:
        PourparlerError: it is not of that form.
    """
    party, mark, rest = text.partition(":")
    words = rest.split(None, 2)
    kinds = [k.value for k in Kind if k is not Kind.PACKAGE]
    if not mark or len(words) != 3 or words[1] not in kinds:
        raise PourparlerError(
            f"{text!r} is not PARTY: ISSUE KIND OPTION",
            mend=f"For example `North: dues accepts reduced`; kinds: {', '.join(kinds)}",
        )
    issue, kind, told = words
    common = {"id": f"supposed-{number}", "party": party.strip(), "kind": Kind(kind), "issue": issue}
    if kind == Kind.PREFERS:
        ranking = tuple(tuple(o.strip() for o in group.split("=")) for group in told.split(">"))
        return Position(ranking=ranking, **common)  # type: ignore[arg-type]
    return Position(option=told.strip(), **common)  # type: ignore[arg-type]


def side_by_side(
    negotiation: Negotiation, scenarios: Sequence[tuple[str, Negotiation]], monitor: Monitor = Monitor()
) -> tuple[Scenario, ...]:
    """The negotiation as it stands and each scenario, analysed."""
    return tuple(Scenario(name, analyse(n, monitor)) for name, n in (("as it stands", negotiation), *scenarios))
