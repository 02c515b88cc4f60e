"""Networks of one time after another in words: their times, the two groups of each, and who moved closer to whom."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pourparler.model import Negotiation
from pourparler.networks.duplicates import Duplicates
from pourparler.networks.over_time import KINDS, Counting, Move, OverTime, Period
from pourparler.networks.weights import Normalisation
from pourparler.networks.windows import Window
from pourparler.wording.networks import network_in_words
from pourparler.wording.terms import day, parties, percent, plural

if TYPE_CHECKING:
    import networkx as nx

DUPLICATES = {
    Duplicates.INCLUDE: "every time",
    Duplicates.DOCUMENT: "once in a document",
    Duplicates.WEEK: "once a week",
    Duplicates.MONTH: "once a month",
    Duplicates.YEAR: "once a year",
    Duplicates.RANGE: "once in each period",
}
"""How often it counts that somebody is for an option again."""
NORMALISATIONS = {
    Normalisation.NONE: "not divided",
    Normalisation.AVERAGE: "divided by the average activity of the two",
    Normalisation.JACCARD: "divided as Jaccard's coefficient",
    Normalisation.COSINE: "divided as DNA's cosine",
}
"""What a tie is divided by."""
MOST_MOVES = 8
"""Pairs that are told of in words."""


def window_name(window: Window) -> str:
    """Short, for files, tables and axes: 1998, 1998-03, 1998-03-02, 1998-03-02 to 1998-03-08."""
    first, last = window.first.isoformat(), window.last.isoformat()
    if window.calendar == "year":
        return first[:4]
    if window.calendar == "month":
        return first[:7]
    return first if first == last else f"{first} to {last}"


def window_words(window: Window) -> str:
    """1998; March 1998; 2 March 1998; 2 March 1998 to 8 March 1998."""
    if window.calendar == "year":
        return str(window.first.year)
    if window.calendar == "month":
        return f"{window.first:%B} {window.first.year}"
    return day(window.first) if window.first == window.last else f"{day(window.first)} to {day(window.last)}"


def counted_words(kind: str, counting: Counting) -> str:
    """How sides count in a network of this kind."""
    rule = counting.rule(KINDS[kind][1])
    words = f"Equal statements of one party count {DUPLICATES[rule]}"
    if not counting.count_each:
        words += "; the same words told by several outlets count once"
    return f"{words}. Ties are {NORMALISATIONS[counting.normalisation]}." if KINDS[kind][1] is not None else f"{words}."


def groups_words(found: OverTime, at: Period) -> list[str]:
    """Who stands with whom, and how far the two groups are apart."""
    groups, camps = found.camps(at), at.camps
    if groups is None or camps is None:
        return ["No two of them share a side or take opposite ones."]
    if not groups[1]:
        return ["Nothing parts them into two groups."]
    words = [f"One group: {parties(groups[0])}. The other: {parties(groups[1])}."]
    shares = []
    if camps.within is not None:
        shares.append(f"{percent(camps.within)} of agreement is within the groups")
    if camps.across is not None:
        shares.append(f"{percent(camps.across)} of conflict is between them")
    told = f"Bipolarisation {camps.modularity:.2f} of at most 0.50: {' and '.join(shares)}."
    return [*words, told if camps.exact else f"{told} The best division found; not all were tried."]


def move_words(move: Move) -> str:
    """Who moved closer, or apart, from what to what."""
    way = "moved closer" if move.by > 0 else "moved apart"
    return f"{parties((move.first, move.second))} {way}: from {signed(move.before)} to {signed(move.now)}."


def _from_one_to_another(before: Window, now: Window) -> str:
    """From 2031 to 2032; of times that have a "to" themselves: between the window from … to … and that from … to …."""
    one, other = window_words(before), window_words(now)
    if " to " not in one + other:
        return f"From {one} to {other}"
    return f"Between the window {_spanned(before)} and that {_spanned(now)}"


def _spanned(window: Window) -> str:
    return f"{'of' if window.first == window.last else 'from'} {window_words(window)}"


def moves_words(before: Window, now: Window, moves: Sequence[Move]) -> str:
    """A sentence about all who moved from one period to another, before the pairs are told."""
    nearer = sum(m.by > 0 for m in moves)
    two = _from_one_to_another(before, now)
    if not moves:
        return f"{two} no two moved."
    told = f"{two} {plural(nearer, 'pair')} moved closer, {len(moves) - nearer} apart"
    return f"{told}." if len(moves) <= MOST_MOVES else f"{told}; the largest moves:"


def signed(value: float) -> str:
    """Two decimals, with a sign that is as wide as a digit; no sign for what rounds to 0."""
    rounded = round(value, 2) + 0.0
    return f"{rounded:+.2f}".replace("-", "−") if rounded else "0.00"


def undated_words(found: OverTime) -> str | None:
    """How much has no day and so is in no period."""
    if not found.undated:
        return None
    return f"{plural(found.undated, 'side taken', 'sides taken')} without a date {'is' if found.undated == 1 else 'are'} in no period."


def period_in_words(found: OverTime, at: Period, negotiation: Negotiation) -> nx.Graph:
    """The network of a period in words (``network_in_words``), with its days at the graph and each actor's ``group``, 1 or 2."""
    told = network_in_words(found.kind, at.graph, negotiation)
    if at.window is not None:
        told.graph |= {"since": at.window.first.isoformat(), "until": at.window.last.isoformat()}
    if KINDS[found.kind][1] is not None:
        told.graph["normalisation"] = found.counting.normalisation.value
    told.graph["duplicates"] = found.counting.rule(KINDS[found.kind][1]).value
    for number, group in enumerate(found.camps(at) or (), start=1):
        for actor in group:
            if actor in told:
                told.nodes[actor]["group"] = number
    return told


def times(periods: Sequence[Period]) -> list[tuple[date, date]]:
    """When the network of each period is shown, none over another: where windows overlap, from the middle of one to that of the next."""
    windows = [p.window for p in periods if p.window is not None]
    if all(a.last < b.first for a, b in itertools.pairwise(windows)):
        return [(w.first, w.last) for w in windows]
    middles = [w.first + (w.last - w.first) // 2 for w in windows]
    ends = [max(after - timedelta(days=1), at) for at, after in itertools.pairwise(middles)]
    return list(zip(middles, [*ends, max(windows[-1].last, middles[-1])], strict=True))
