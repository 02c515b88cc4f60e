"""network: who sides with whom, who met whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.dossier import open_dossier
from pourparler.errors import unknown
from pourparler.model import Negotiation
from pourparler.networks import discourse
from pourparler.networks.meetings import who_met
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
    count_each: bool = False,
    confirmed_only: bool = False,
    as_of: Day = None,
) -> nx.Graph:
    """One network of a dossier, in words: who is for and against what, who takes the same side, who opposite ones, who met.

    Raises:
        PourparlerError: there is no such ``kind``, ``basis`` or ``who`` (see ``all_networks``).
    """
    if kind not in TITLES:
        raise unknown("network", kind, tuple(TITLES))
    dossier = open_dossier(Path(path))
    whole = dossier.load().negotiation
    negotiation = negotiation_of(dossier.root, confirmed_only=confirmed_only, as_of=as_of)
    with matched_record(dossier, whole) as record:
        made = all_networks(negotiation, record, basis, who, count_each=count_each)
        return network_in_words(kind, made[kind], negotiation)


def all_networks(
    negotiation: Negotiation,
    record: Record,
    basis: str = "dossier",
    who: str = "party",
    *,
    count_each: bool = False,
    standing: Callable[[], Standing] | None = None,
) -> dict[str, nx.Graph]:
    """The networks affiliation, congruence, conflict and meetings, with ids at nodes and edges (see ``wording.networks`` for words).

    ``basis``: dossier (its positions and meetings), confirmed (statements that a person confirmed) or record (all that nobody rejected,
    with the meetings that readers found). ``who``: between each party, or each speaker; the dossier knows parties only. ``count_each``: the
    same words told by several outlets count every time, not once. ``standing``: how the record stands, for who has that at hand. Of a
    negotiation as it stood on a day, later statements and meetings do not count.

    Raises:
        PourparlerError: ``basis`` or ``who`` is none of these.
    """
    if basis not in BASES:
        raise unknown("basis of a network", basis, tuple(BASES))
    if who not in WHO:
        raise unknown("kind of actor", who, tuple(WHO))
    day = negotiation.stood.day if negotiation.stood else None
    meetings = list(negotiation.meetings)
    if basis == "dossier":
        sides = discourse.sides_in_dossier(negotiation)
    else:
        counted = (standing or record.standing)().until(day)
        said = counted.said("speaker" if who == "speaker" else "party", count_each=count_each)
        sides = discourse.sides_in_record(negotiation, said, confirmed=basis == "confirmed")
    if basis == "record":
        meetings += [m for m in record.meetings() if day is None or m.date is None or m.date <= day]
    return {
        "affiliation": discourse.affiliation(sides),
        "congruence": discourse.congruence(sides),
        "conflict": discourse.conflict(sides),
        "meetings": who_met(negotiation, meetings),
    }
