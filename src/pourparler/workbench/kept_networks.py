"""Networks that pages have made, kept as long as nothing changed that they are made from: most decisions change none of them."""

from __future__ import annotations

import contextlib
from collections.abc import Hashable
from typing import TYPE_CHECKING

from pourparler import verbs
from pourparler.errors import PourparlerError
from pourparler.networks.over_time import KINDS, Concepts, Counting
from pourparler.networks.taken import Sides
from pourparler.record import Record
from pourparler.verbs.networks import sides_taken
from pourparler.wording.networks import network_in_words
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    import networkx as nx


def network_state(session: Session, record: Record, kind: str, basis: str) -> int:
    """A number that changes with whatever in the record a network of this kind is made from; by it networks and pictures are kept."""
    if basis == "dossier":
        return 0
    if kind == "meetings":
        return record.settled_revision()
    return session.standing(record).told if basis == "record" else record.version()


def kept_sides(
    session: Session,
    sheet: Sheet,
    record: Record,
    kind: str,
    basis: str,
    who: str,
    *,
    over_time: bool,
    count_each: bool,
) -> Sides:
    """What a network of this kind is made from: the same for all kinds that take sides on the same, and for all pages that differ in
    nothing that it is made from. Raises as ``sides_taken``."""

    concepts = KINDS[kind][0] if kind in KINDS else kind

    def make() -> Sides:
        if concepts is Concepts.STATEMENTS and count_each and basis != "dossier":  # there nothing is told again
            return kept_sides(
                session, sheet, record, kind, basis, who, over_time=over_time, count_each=False
            ).each_statement()
        return sides_taken(
            sheet.negotiation, record, kind, basis, who, over_time=over_time, standing=lambda: session.standing(record)
        )

    # A kind that is none, or made from another basis, is told and not kept.
    state = network_state(session, record, kind, basis)
    stood = sheet.negotiation.stood
    told: tuple[Hashable, ...] = (stood.day if stood else None,)
    if basis == "dossier":
        told = (sheet.key, over_time)
    elif concepts is Concepts.STATEMENTS:
        told += (count_each,)
    else:
        told += (who, *((i.id, *i.options) for i in sheet.negotiation.issues))
    return session.kept(("sides", concepts, basis, state, *told), make)


def kept_network(
    session: Session,
    sheet: Sheet,
    record: Record,
    kind: str,
    basis: str,
    who: str,
    *,
    since: date | None,
    until: date | None,
    count_each: bool,
) -> nx.Graph:
    """One network in words. Raises as ``verbs.all_networks``."""

    def make() -> nx.Graph:
        made = verbs.all_networks(
            sheet.negotiation, record, basis, who, since=since, until=until, counting=Counting(count_each=count_each), kinds=(kind,),
            sides=lambda kind: kept_sides(
                session, sheet, record, kind, basis, who, over_time=bool(since or until), count_each=count_each
            ),
        )  # fmt: skip
        return network_in_words(kind, made[kind], sheet.negotiation)

    state = network_state(session, record, kind, basis)
    return session.kept(("network", kind, basis, who, since, until, count_each, sheet.made_from, state), make)


def get_ready(session: Session) -> None:
    """Have at hand what networks of all statements are made from; faults are left to the page that will tell them."""
    with contextlib.suppress(PourparlerError), session.record() as record:
        kept_sides(session, session.sheet(), record, "support", "record", "party", over_time=False, count_each=False)
