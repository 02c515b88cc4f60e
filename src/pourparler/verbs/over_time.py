"""positions history, moved: what became of positions over the years."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pourparler.dates import check_order
from pourparler.dossier import open_dossier
from pourparler.drafting.lives import Life, lives
from pourparler.drafting.movement import Movement, in_order, movement
from pourparler.drafting.sayings import Told, told_in_dossier, told_in_record
from pourparler.errors import unknown
from pourparler.model import Negotiation
from pourparler.provenance.citations import Citations
from pourparler.verbs.matching import matched_record
from pourparler.verbs.opening import Day, day_in, negotiation_of
from pourparler.wording.networks import BASES


def positions_history(
    path: Path | str,
    party: str | None = None,
    issue: str | None = None,
    *,
    basis: str = "dossier",
    confirmed_only: bool = False,
) -> tuple[Life, ...]:
    """The life of each position: first said, repeated, weakened, moved, given up (``drafting.lives``), in the order of the dossier.

    ``party``, ``issue``: only theirs. ``basis``: dossier (its positions), record (all statements that nobody rejected) or confirmed
    (statements that a person confirmed). ``confirmed_only``: without what is only suggested in the dossier.

    Raises:
        PourparlerError: there is no such party, issue or basis.
    """
    negotiation, told = _told(path, basis, issue, confirmed_only=confirmed_only)
    if party is not None and party not in negotiation.party:
        raise unknown("party", party, tuple(negotiation.party))
    found = in_order(negotiation, lives(told.sayings, told.endings))
    return tuple(f for f in found if party in (None, f.party) and issue in (None, f.issue))


def moved(
    path: Path | str,
    issue: str | None = None,
    since: Day = None,
    until: Day = None,
    *,
    basis: str = "dossier",
    confirmed_only: bool = False,
) -> Movement:
    """Who moved on which issue between two days, and whether the parties came closer; ``issue``: only this one.

    ``basis``, ``confirmed_only``: as for ``positions_history``.

    Raises:
        PourparlerError: there is no such issue or basis, or the days are in the wrong order.
        DocumentError: a day is none.
    """
    first, last = days_between(since, until)
    negotiation, told = _told(path, basis, issue, confirmed_only=confirmed_only)
    found = lives(told.sayings, told.endings)
    return movement(negotiation, (f for f in found if issue in (None, f.issue)), first, last, told.undated)


def days_between(since: Day, until: Day) -> tuple[date | None, date | None]:
    """Both days. Raises PourparlerError where the first is after the last, DocumentError where one is none."""
    first, last = day_in(since), day_in(until)
    check_order(first, last)
    return first, last


def _told(path: Path | str, basis: str, issue: str | None, *, confirmed_only: bool) -> tuple[Negotiation, Told]:
    """The dossier, and what parties said over time. Raises PourparlerError where there is no such issue or basis."""
    if basis not in BASES:
        raise unknown("basis", basis, tuple(BASES))
    dossier = open_dossier(Path(path))
    whole = dossier.load().negotiation
    negotiation = negotiation_of(whole, confirmed_only=confirmed_only)
    if issue is not None and issue not in negotiation.issue:
        raise unknown("issue", issue, tuple(negotiation.issue))
    with matched_record(dossier, whole) as record, record.at_one_moment():
        if basis == "dossier":
            return negotiation, told_in_dossier(negotiation, Citations(record).days(negotiation))
        counted = record.standing()
    only = basis == "confirmed"
    return negotiation, told_in_record(negotiation, counted.documents, counted.days, confirmed=only)
