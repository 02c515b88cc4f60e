"""settle, concessions, ask-next, compare, what-if, why: what could be agreed, and what would help.

``confirmed_only``: without what is only suggested in the dossier. ``as_of``: the dossier as it stood at the end of that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pourparler.dossier import open_dossier
from pourparler.errors import PourparlerError
from pourparler.model import Position
from pourparler.monitor import Monitor
from pourparler.provenance.chains import Link, explain
from pourparler.provenance.citations import citing
from pourparler.settlement import Analysis, analyse, drafts
from pourparler.settlement.analysis import ToAsk
from pourparler.settlement.readiness import ready
from pourparler.settlement.scenarios import Scenario, changed, side_by_side, supposed
from pourparler.verbs.matching import match_kept
from pourparler.verbs.opening import Day, Source, day_in, negotiation_of


def settle(
    source: Source,
    *,
    without: Iterable[str] = (),
    confirmed_only: bool = False,
    as_of: Day = None,
    monitor: Monitor = Monitor(),
) -> Analysis:
    """What could be agreed, perhaps without some parties: the verdict, who blocks, what is not known; the rest when it is asked for.

    Raises:
        PourparlerError: the source cannot be read, or there is no such party.
    """
    negotiation, gone = negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of), list(without)
    return analyse(changed(negotiation, without=gone) if gone else negotiation, monitor)


def concessions(
    source: Source, monitor: Monitor = Monitor(), *, confirmed_only: bool = False, as_of: Day = None
) -> Analysis:
    """What would open a settlement, which trades would help, and who could settle without whom: these parts are computed."""
    negotiation = negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of)
    return Analysis(negotiation, monitor).compute("blocking", "trades", "groups")


def ask_next(
    source: Source,
    party: str | None = None,
    monitor: Monitor = Monitor(),
    *,
    confirmed_only: bool = False,
    as_of: Day = None,
) -> ToAsk:
    """What to ask next, that first which changes most; ``party``: only this one. Raises PourparlerError where there is no such party."""
    return Analysis(negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of), monitor).to_ask(party)


def compare(
    source: Source,
    first: Mapping[str, str],
    second: Mapping[str, str],
    *,
    confirmed_only: bool = False,
    as_of: Day = None,
) -> drafts.Comparison:
    """Two drafts side by side. Raises PourparlerError as ``settlement.drafts.compare``."""
    return drafts.compare(ready(negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of)), first, second)


def what_if(
    source: Source,
    *,
    drop: Iterable[str] = (),
    add: Iterable[str | Position] = (),
    without: Iterable[str] = (),
    confirmed_only: bool = False,
    as_of: Day = None,
    monitor: Monitor = Monitor(),
) -> tuple[Scenario, ...]:
    """The analysis as it stands beside the one with positions dropped or supposed, or parties left out; the dossier is not touched.

    ``add``: positions, or ``PARTY: ISSUE KIND OPTION``.

    Raises:
        PourparlerError: nothing is supposed, or something that is not there.
    """
    negotiation = ready(negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of))
    dropped, added, gone = list(drop), list(add), list(without)
    if not (dropped or added or gone):
        raise PourparlerError("you did not say what would be different", mend="Name --drop, --add or --without")
    positions = [supposed(a, k) if isinstance(a, str) else a for k, a in enumerate(added, start=1)]
    other = changed(negotiation, drop=dropped, add=positions, without=gone)
    return side_by_side(negotiation, [("supposed", other)], monitor)


def why(path: Path | str, conclusion: str, *, confirmed_only: bool = False, as_of: Day = None) -> Link:
    """A conclusion, walked back to the sentences it rests on. Raises NotFoundError where there is no such conclusion."""
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    match_kept(dossier, negotiation)
    analysis = analyse(negotiation_of(path, confirmed_only=confirmed_only, as_of=as_of))
    with citing(dossier, day_in(as_of)) as citations:
        return explain(conclusion, analysis, citations)
