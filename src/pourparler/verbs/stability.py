"""stability: would it hold? The graph model of a conflict."""

from __future__ import annotations

from pathlib import Path

from pourparler import wording
from pourparler.model import Negotiation
from pourparler.model.conflict import Conflict
from pourparler.settlement import Analysis
from pourparler.stability import StabilityAnalysis, propose
from pourparler.verbs.opening import Day, Source, conflict_of, load_conflict, negotiation_of


def analyse_stability(
    source: Source | Conflict, *, confirmed_only: bool = False, as_of: Day = None
) -> StabilityAnalysis:
    """Which states hold for whom, surely and possibly, how they come about, and what would make more hold.

    ``source``: a conflict, a negotiation with one, or what ``load_conflict`` takes. A package has the name of the command.

    Raises:
        PourparlerError: there is no conflict, or it is too large.
    """
    if isinstance(source, Negotiation):
        source = conflict_of(negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of), source.title)
    if isinstance(source, Path | str):
        source = load_conflict(source, confirmed_only=confirmed_only, as_of=as_of)
    return StabilityAnalysis.of(source)


def propose_conflict(source: Source, *, confirmed_only: bool = False, as_of: Day = None) -> Conflict:
    """The talks as moves, made from the positions."""
    negotiation = negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of)
    what = {p.id: wording.position_words(negotiation, p, with_party=False) for p in negotiation.positions}
    return propose(negotiation, Analysis(negotiation).blocking.blocking_sets, what)
