"""One state of dossier.yaml, what of it counts, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pourparler.errors import TooManyError
from pourparler.lazy import computed_once
from pourparler.model import Negotiation
from pourparler.monitor import Monitor
from pourparler.settlement import Analysis
from pourparler.workbench.cache import Cache
from pourparler.workbench.long_lists import LongLists

if TYPE_CHECKING:
    # Functions load what they need of these: the first page needs none, and is there the sooner.
    from pourparler.settlement.robust import Outcome
    from pourparler.stability import StabilityAnalysis

PATIENCE = {"robust": 5.0}
"""Seconds that parts of an analysis may take for a page; of solutions over all that is not known fewer draws are then made."""
CHARTS = 12
"""Pictures of the frontier that are kept for one state of dossier.yaml: a pair of parties each."""


class Counting(NamedTuple):
    """What of a dossier counts: only what somebody confirmed, or all; as it stood on a day, or as it stands."""

    confirmed_only: bool = False
    as_of: date | None = None


ALL = Counting()
Key = tuple[str, Counting, int]
"""A revision of dossier.yaml, what of it counts, and what the days of its evidence hash to where this depends on them, else 0."""


class Sheet:
    """One state of dossier.yaml and what follows from it.

    ``revision``: the first digits of the file's hash, by which a page says what it was made from. ``counting``: what of it counts;
    ``dated``: what the days of its evidence hash to, where they tell what counts. ``whole``: the sheet of all that the file says; where
    everything in it counts, it is analysed once.
    """

    def __init__(
        self,
        revision: str,
        negotiation: Negotiation,
        counting: Counting = ALL,
        dated: int = 0,
        whole: Sheet | None = None,
    ) -> None:
        self.revision = revision
        self.negotiation = negotiation
        self.counting = counting
        self.dated = dated
        self._same = whole if whole is not None and whole.negotiation == negotiation else None
        self._charts: Cache[tuple[str, str]] = Cache(CHARTS)

    @computed_once
    def analysis(self) -> Analysis:
        """What could be agreed. Raises NotReadyError while the dossier lacks parties or issues."""
        return self._same.analysis if self._same else Analysis(self.negotiation, Monitor(seconds=PATIENCE))

    @computed_once
    def long_lists(self) -> LongLists:
        """By what long lists of its names are found in sentences."""
        return self._same.long_lists if self._same else LongLists(self.negotiation)

    @property
    def key(self) -> Key:
        """By what is kept that was made from it."""
        return self.revision, self.counting, self.dated

    @property
    def made_from(self) -> Key:
        """As ``key``, of what is the same whatever counts where everything does: the key of the sheet of all."""
        return self._same.key if self._same else self.key

    def frontier(self, across: str, up: str, link: Callable[[Outcome], str]) -> str | None:
        """The frontier drawn by what two parties gain; drawn once."""
        from pourparler.figures.frontier import frontier_chart

        found = self.analysis.outcomes
        if not found:
            return None
        return self._charts.get((across, up), lambda: frontier_chart(self.negotiation, found, across, up, link))

    @computed_once
    def stability(self) -> StabilityAnalysis | None:
        """What would hold; None where the dossier has no conflict, or one that is too large."""
        if not self.negotiation.conflict:
            return None
        from pourparler.stability import StabilityAnalysis

        try:
            return StabilityAnalysis.of(self.negotiation.conflict)
        except TooManyError:
            return None

    @computed_once
    def figure(self) -> str | None:
        """The movement graph."""
        if not self.stability:
            return None
        from pourparler.figures.movement_graph import movement_graph

        return movement_graph(self.negotiation, self.stability)
