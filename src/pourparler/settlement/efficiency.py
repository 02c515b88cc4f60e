"""Whether a settlement could be bettered for everybody, as far as values are known.

Necessary and possible efficiency: no settlement is better for some and worse for none under any, or under some, of the value functions that
fit (after the necessary and possible relations of robust ordinal regression: Greco, Mousseau, Słowiński 2008, EJOR 191: 416-436).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from pourparler.model import NoAgreement
from pourparler.settlement.acceptability import Judges, closed_form
from pourparler.settlement.hard_constraints import broken
from pourparler.settlement.value_thresholds import Verdicts


class Efficiency(StrEnum):
    """How far it is known."""

    NECESSARY = "efficient whatever is not known"
    POSSIBLE = "efficient for some value functions"
    NO = "another settlement is surely at least as good for everybody, and perhaps better for some"
    UNKNOWN = "not known from what was computed"


@dataclass(frozen=True, slots=True)
class Improvement:
    """``better``: a settlement that is surely no worse for any party, and for the parties in ``gainers`` perhaps better."""

    better: Mapping[str, str]
    gainers: tuple[str, ...]


def efficiency(
    judges: Judges,
    settlement: Mapping[str, str],
    parties: Sequence[str],
    *,
    on_some_frontier: bool = False,
) -> tuple[Efficiency, Improvement | None]:
    """Among the settlements that the linkages and these parties' hard positions leave.

    ``on_some_frontier``: whether a value function was found for which the settlement is efficient. Parties whose positions need the linear
    program leave it unknown.
    """
    verdicts: dict[str, Verdicts] = {}
    instead = replace(judges.negotiation, no_agreement=NoAgreement(options=dict(settlement)))
    for party in parties:
        found = closed_form(instead, party)  # None with packages, intervals or bonuses
        if found is None:
            return (Efficiency.POSSIBLE if on_some_frontier else Efficiency.UNKNOWN), None
        verdicts[party] = found
    rules = judges.rules
    codes = rules.space.everything()
    itself = (codes == np.array(rules.space.codes(settlement))).all(axis=1)
    codes = codes[~itself & ~broken((*rules.linkages, *rules.held_by(parties)), codes)]
    sure = {p: v.sure.met(codes) for p, v in verdicts.items()}
    above = {p: v.strictly(codes) for p, v in verdicts.items()}
    nobody_loses = np.logical_and.reduce(list(sure.values())) if sure else np.zeros(len(codes), dtype=bool)
    somebody_gains = np.logical_or.reduce(list(above.values())) if above else nobody_loses
    better = np.flatnonzero(nobody_loses & somebody_gains)
    if len(better):
        gains = sum(above[p][better].astype(int) for p in parties)
        best = better[int(np.argmax(gains))]
        gainers = tuple(p for p in parties if above[p][best])
        return Efficiency.NO, Improvement(rules.space.settlement(codes[best].tolist()), gainers)
    possible = np.logical_and.reduce([v.possible.met(codes) for v in verdicts.values()])
    if not (possible & somebody_gains).any():
        return Efficiency.NECESSARY, None
    return (Efficiency.POSSIBLE if on_some_frontier else Efficiency.UNKNOWN), None
