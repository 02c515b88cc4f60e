"""positions history, moved: what became of positions over the years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pourparler.dossier import open_dossier
from pourparler.drafting.lives import Life, lives
from pourparler.drafting.movement import Movement, in_order, movement
from pourparler.drafting.sayings import Told, told_in_dossier, told_in_record
from pourparler.errors import PourparlerError, unknown
from pourparler.model import Negotiation
from pourparler.provenance.citations import Citations
from pourparler.record import Record, Standing
from pourparler.verbs.matching import matched_record
from pourparler.verbs.opening import Day, day_in
from pourparler.wording.networks import BASES


def positions_history(
    path: Path | str, party: str | None = None, issue: str | None = None, *, basis: str = "dossier"
) -> tuple[Life, ...]:
    """The life of each position: first said, repeated, weakened, moved, given up (``drafting.lives``), in the order of the dossier.

    ``party``, ``issue``: only theirs. ``basis``: dossier (its positions), record (all statements that nobody rejected) or confirmed
    (statements that a person confirmed).

    Raises:
        PourparlerError: there is no such party, issue or basis.
    """
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    if party is not None and party not in negotiation.party:
        raise unknown("party", party, tuple(negotiation.party))
    _known_issue(negotiation, issue)
    with matched_record(dossier, negotiation) as record:
        told = told_by(negotiation, record, basis)
    found = in_order(negotiation, lives(told.sayings, told.endings))
    return tuple(f for f in found if party in (None, f.party) and issue in (None, f.issue))


def moved(
    path: Path | str, issue: str | None = None, since: Day = None, until: Day = None, *, basis: str = "dossier"
) -> Movement:
    """Who moved on which issue between two days, and whether the parties came closer; ``issue``: only this one.

    ``basis``: as for ``positions_history``.

    Raises:
        PourparlerError: there is no such issue or basis, or the days are in the wrong order.
        DocumentError: a day is none.
    """
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    _known_issue(negotiation, issue)
    first, last = days_between(since, until)
    with matched_record(dossier, negotiation) as record:
        told = told_by(negotiation, record, basis)
    found = lives(told.sayings, told.endings)
    return movement(negotiation, (f for f in found if issue in (None, f.issue)), first, last, told.undated)


def days_between(since: Day, until: Day) -> tuple[date | None, date | None]:
    """Both days. Raises PourparlerError where the first is after the last, DocumentError where one is none."""
    first, last = day_in(since), day_in(until)
    if first and last and first > last:
        raise PourparlerError(f"{first} is after {last}", mend="Give the earlier day first")
    return first, last


def told_by(
    negotiation: Negotiation, record: Record, basis: str, standing: Callable[[], Standing] | None = None
) -> Told:
    """What parties said over time, by the dossier's positions or by the record's statements.

    Of a negotiation as it stood on a day only what was said by then. ``standing``: how the record stands, for who has that at hand.
    Raises PourparlerError where there is no such basis.
    """
    if basis not in BASES:
        raise unknown("basis", basis, tuple(BASES))
    if basis == "dossier":
        return told_in_dossier(negotiation, Citations(record).days(negotiation))
    then = negotiation.stood and negotiation.stood.day
    counted = (standing or record.standing)().until(then)
    return told_in_record(negotiation, counted.documents, counted.days, confirmed=basis == "confirmed")


def _known_issue(negotiation: Negotiation, issue: str | None) -> None:
    if issue is not None and issue not in negotiation.issue:
        raise unknown("issue", issue, tuple(negotiation.issue))
