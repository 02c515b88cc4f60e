"""network: who sides with whom, who met whom, at one time or at one after another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.dates import check_order
from pourparler.dossier import open_dossier
from pourparler.errors import PourparlerError, unknown
from pourparler.model import Negotiation
from pourparler.networks import discourse
from pourparler.networks.duplicates import Duplicates
from pourparler.networks.meetings import who_met
from pourparler.networks.over_time import KINDS, Concepts, Counting, OverTime, Period, over_time, period
from pourparler.networks.taken import Sides
from pourparler.networks.weights import Normalisation
from pourparler.networks.windows import Window, read_windows
from pourparler.record import Record, Standing
from pourparler.verbs.matching import matched_record
from pourparler.verbs.opening import Day, negotiation_of
from pourparler.wording.networks import BASES, TITLES, WHO, network_in_words

if TYPE_CHECKING:
    import networkx as nx


def network(
    path: Path | str,
    kind: str = "affiliation",
    *,
    basis: str = "dossier",
    who: str = "party",
    since: date | None = None,
    until: date | None = None,
    duplicates: str | None = None,
    normalise: str = "average",
    count_each: bool = False,
    confirmed_only: bool = False,
    as_of: Day = None,
) -> nx.Graph:
    """One network of a dossier, in words: who is for and against what, who takes the same side, who opposite ones, who met.

    ``since``, ``until``: of these days only, both included. ``duplicates``, ``normalise``: see ``counting_of``.

    Raises:
        PourparlerError: there is no such ``kind``, ``basis`` or ``who`` (see ``all_networks``), or no such way to count; or the days are in
            the wrong order.
    """
    if kind not in TITLES:
        raise unknown("network", kind, tuple(TITLES))
    check_order(since, until)
    counting = counting_of(duplicates, normalise, count_each=count_each)
    dossier = open_dossier(Path(path))
    whole = dossier.load().negotiation
    negotiation = negotiation_of(dossier.root, confirmed_only=confirmed_only, as_of=as_of)
    with matched_record(dossier, whole) as record, record.at_one_moment():
        made = all_networks(negotiation, record, basis, who, since=since, until=until, counting=counting, kinds=(kind,))
        return network_in_words(kind, made[kind], negotiation)


def network_over_time(
    path: Path | str,
    kind: str = "congruence",
    *,
    basis: str = "record",
    who: str = "party",
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
    window: str | None = None,
    step: str | None = None,
    duplicates: str | None = None,
    normalise: str = "average",
    count_each: bool = False,
    confirmed_only: bool = False,
    as_of: Day = None,
) -> OverTime:
    """The networks of one kind for each year, month, week or day (``by``), or for windows of a length that move on by a step.

    ``window``, ``step``: as 365d, 26w, 6m, 2y, or 100e for 100 statements; ``window`` all: one, all the time. ``duplicates``,
    ``normalise``: see ``counting_of``. Nodes and edges carry ids; ``network_in_words`` puts the words on.

    Raises:
        PourparlerError: there is no such kind, basis, actor, period, length or way to count, there are too many windows, or the days are in
            the wrong order.
    """
    windows = read_windows(by, window, step)
    check_order(since, until)
    counting = counting_of(duplicates, normalise, count_each=count_each)
    dossier = open_dossier(Path(path))
    whole = dossier.load().negotiation
    negotiation = negotiation_of(dossier.root, confirmed_only=confirmed_only, as_of=as_of)
    with matched_record(dossier, whole) as record, record.at_one_moment():
        sides = sides_taken(negotiation, record, kind, basis, who, over_time=True, count_each=count_each)
    return over_time(kind, sides, windows, counting, first=since, last=until)


def counting_of(duplicates: str | None = None, normalise: str = "average", *, count_each: bool = False) -> Counting:
    """How sides are counted.

    ``duplicates``: which equal statements count once (``networks.duplicates``); None as the kind of network has it. ``normalise``: what
    ties between actors are divided by (``networks.weights``).

    Raises:
        PourparlerError: there is no such way.
    """
    if duplicates and duplicates not in tuple(Duplicates):
        raise unknown("rule for duplicates", duplicates, tuple(Duplicates))
    if normalise not in tuple(Normalisation):
        raise unknown("normalisation", normalise, tuple(Normalisation))
    return Counting(Duplicates(duplicates) if duplicates else None, Normalisation(normalise), count_each)


def sides_taken(
    negotiation: Negotiation,
    record: Record,
    kind: str,
    basis: str = "dossier",
    who: str = "party",
    *,
    over_time: bool = False,
    count_each: bool = False,
    standing: Callable[[], Standing] | None = None,
) -> Sides:
    """What a network of a kind is made from; of a record the ``discourse.MOST_ACTORS`` who take most sides.

    ``over_time``: with the dossier's positions that were given up, until that day. See ``all_networks``.

    Raises:
        PourparlerError: there is no such ``kind``, ``basis`` or ``who``, or the kind is not made from this basis.
    """
    if kind not in KINDS and kind in TITLES:
        mend = f"Leave the periods out, or choose from: {', '.join(KINDS)}"
        raise PourparlerError(f"a network of {kind} is of one time, not one period after another", mend=mend)
    if kind not in KINDS:
        raise unknown("network of sides that were taken", kind, tuple(KINDS))
    if basis not in BASES:
        raise unknown("basis of a network", basis, tuple(BASES))
    if who not in WHO:
        raise unknown("kind of actor", who, tuple(WHO))
    within = KINDS[kind][0] is Concepts.STATEMENTS
    if basis == "dossier":
        if within:
            raise PourparlerError(
                f"a network of {kind} is made from statements, not from positions",
                mend="Add --basis record, or --basis confirmed",
            )
        return Sides.of(discourse.sides_in_dossier(negotiation, given_up=over_time))
    day = negotiation.stood.day if negotiation.stood else None
    counted, confirmed = (standing or record.standing)().until(day), basis == "confirmed"
    if within:
        taken = discourse.sides_in_statements(counted.taking(several=True), confirmed=confirmed)
    else:
        taking = counted.taking("speaker" if who == "speaker" else "party", on=negotiation.issue)
        taken = discourse.sides_in_record(negotiation, taking, confirmed=confirmed)
    sides = Sides.of(taken).most_said(discourse.MOST_ACTORS)
    return sides.each_statement() if within and count_each else sides


def all_networks(
    negotiation: Negotiation,
    record: Record,
    basis: str = "dossier",
    who: str = "party",
    *,
    since: date | None = None,
    until: date | None = None,
    counting: Counting | None = None,
    kinds: tuple[str, ...] = tuple(TITLES),
    sides: Callable[[str], Sides] | None = None,
) -> dict[str, nx.Graph]:
    """The networks of these kinds, with ids at nodes and edges (see ``wording.networks`` for words).

    ``basis``: dossier (its positions and meetings), confirmed (statements that a person confirmed) or record (all that nobody rejected,
    with the meetings that readers found). ``who``: between each party, or each speaker; the dossier knows parties only, and so do
    networks of support and opposition, which are made from statements only. ``since``, ``until``: of these days, both included; what has
    no day is then left out. Of a negotiation as it stood on a day, later statements and meetings do not count. ``sides``: what a kind is
    made from (``sides_taken``), for who has that at hand.

    Raises:
        PourparlerError: ``basis`` or ``who`` is none of these, or one of ``kinds`` is not made from this basis.
    """
    if basis not in BASES:
        raise unknown("basis of a network", basis, tuple(BASES))
    if who not in WHO:
        raise unknown("kind of actor", who, tuple(WHO))
    counting, dated, made = counting or Counting(), bool(since or until), {}
    day = negotiation.stood.day if negotiation.stood else None
    window = Window(since or date.min, until or date.max) if dated else None
    kept: dict[Concepts, Sides] = {}
    stands = _once(record.standing)

    def taken(kind: str) -> Sides:
        concepts = KINDS[kind][0]
        if concepts not in kept:
            kept[concepts] = sides_taken(
                negotiation, record, kind, basis, who, over_time=dated, count_each=counting.count_each, standing=stands
            )
        return kept[concepts]

    for kind in kinds:
        if kind == "meetings":
            met = [*negotiation.meetings, *(record.meetings() if basis == "record" else ())]
            then = [m for m in met if day is None or m.date is None or m.date <= day]
            made[kind] = who_met(negotiation, [m for m in then if _within(m.date, since, until)])
            continue
        made[kind] = _graph(period(kind, counting, (sides or taken)(kind), window))
    return made


def kinds_from(basis: str) -> tuple[str, ...]:
    """The kinds of network that are made from this basis: support and opposition only from statements."""
    return tuple(
        kind for kind in TITLES if basis != "dossier" or kind not in KINDS or KINDS[kind][0] is Concepts.OPTIONS
    )


def _graph(period: Period) -> nx.Graph:
    return period.graph


def _once(standing: Callable[[], Standing]) -> Callable[[], Standing]:
    found: list[Standing] = []

    def ask() -> Standing:
        if not found:
            found.append(standing())
        return found[0]

    return ask


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since is None or day >= since) and (until is None or day <= until)
