"""What the pages work on: the dossier as it stands on the disk, and what follows from it, computed once a change."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from pourparler.dossier import Dossier, editing, loads, revision_of, write_text
from pourparler.errors import NotFoundError, PourparlerError, TooManyError
from pourparler.figures.frontier import frontier_chart
from pourparler.figures.movement_graph import movement_graph
from pourparler.lazy import computed_once
from pourparler.model import Negotiation
from pourparler.monitor import Monitor
from pourparler.record import Heading, Record
from pourparler.settlement import Analysis
from pourparler.settlement.analysis import SETTLED
from pourparler.settlement.robust import Outcome
from pourparler.settlement.scenarios import changed
from pourparler.stability import StabilityAnalysis
from pourparler.verbs.matching import matched_record
from pourparler.workbench.cache import Cache

T = TypeVar("T")
PATIENCE = {"robust": 5.0}
"""Seconds that parts of an analysis may take for a page; of solutions over all that is not known fewer draws are then made."""
SHEETS = 24
"""States of dossier.yaml, scenarios and switched-off parties among them, whose analyses are kept."""
KEPT = 48
"""Lists, pictures and briefings that are kept."""
UNDONE = 40
"""Edits of dossier.yaml that can be undone."""
CHARTS = 12
"""Pictures of the frontier that are kept for one state of dossier.yaml: a pair of parties each."""


class Sheet:
    """One state of dossier.yaml and what follows from it.

    ``revision``: the first digits of the file's hash, by which a page says what it was made from.
    """

    def __init__(self, revision: str, negotiation: Negotiation) -> None:
        self.revision = revision
        self.negotiation = negotiation
        self._charts: Cache[tuple[str, str]] = Cache(CHARTS)

    @computed_once
    def analysis(self) -> Analysis:
        """What could be agreed. Raises NotReadyError while the dossier lacks parties or issues."""
        return Analysis(self.negotiation, Monitor(seconds=PATIENCE))

    def frontier(self, across: str, up: str, link: Callable[[Outcome], str]) -> str | None:
        """The frontier drawn by what two parties gain; drawn once."""
        found = self.analysis.outcomes
        if not found:
            return None
        return self._charts.get((across, up), lambda: frontier_chart(self.negotiation, found, across, up, link))

    @computed_once
    def stability(self) -> StabilityAnalysis | None:
        """What would hold; None where the dossier has no conflict, or one that is too large."""
        try:
            return StabilityAnalysis.of(self.negotiation.conflict) if self.negotiation.conflict else None
        except TooManyError:
            return None

    @computed_once
    def figure(self) -> str | None:
        """The movement graph."""
        return movement_graph(self.negotiation, self.stability) if self.stability else None


class Session:
    """One dossier; safe to use from several threads."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._editing = threading.Lock()
        self._former: list[tuple[str, str]] = []
        """(revision after it, text before it) of the edits that can be undone."""
        self._kept: Cache[tuple[Hashable, ...]] = Cache(KEPT)
        self._sheets: Cache[tuple[str, tuple[str, ...], str]] = Cache(SHEETS)

    def sheet(self, without: Iterable[str] = ()) -> Sheet:
        """The dossier as it stands, perhaps without some parties; read again where the file has changed.

        Raises DossierError, PourparlerError.
        """
        data = self._data()
        revision, gone = revision_of(data), tuple(sorted(set(without)))

        def make() -> Sheet:
            whole = loads(data.decode("utf-8-sig", errors="replace"), str(self.dossier.yaml)).negotiation
            return Sheet(revision, changed(whole, without=gone) if gone else whole)

        return self._sheets.get((revision, gone, ""), make)

    def title(self) -> str:
        """The negotiation's; the folder's name where dossier.yaml cannot be read or says none."""
        with contextlib.suppress(PourparlerError):
            if title := self.sheet().negotiation.title:
                return title
        return self.dossier.root.resolve().name

    def kept(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What ``make`` makes, kept for a while: ``key`` names its kind, then all that it was made from."""
        return self._kept.get(key, make)

    def headings(self, record: Record) -> list[Heading]:
        """All documents of the record, asked for once as long as it stays as it is."""
        return self.kept(("headings", record.version()), record.headings)

    def derived(self, sheet: Sheet, scenario: str, without: Iterable[str], make: Callable[[], Negotiation]) -> Sheet:
        """What ``make`` makes of a sheet, kept under the scenario's text as long as the file stays as it is."""
        key = (sheet.revision, tuple(sorted(set(without))), scenario)
        return self._sheets.get(key, lambda: Sheet(sheet.revision, make()))

    def warm(self) -> None:
        """Compute what takes longest, so that no page waits for it; faults are left to the page that will tell them."""
        with contextlib.suppress(PourparlerError):
            sheet = self.sheet()
            sheet.analysis.compute(*SETTLED, "outcomes").to_ask()
            _ = sheet.figure

    def state(self) -> dict[str, str | int]:
        """By what an open page sees that it is no longer up to date: ``revision`` of dossier.yaml, ``version`` of the record, and the
        revision of the proposals."""
        try:
            revision = revision_of(self._data())
        except PourparlerError:
            revision = ""
        with self.record() as record:
            last = record.proposal_steps(1)
            return {"revision": revision, "version": record.version(), "proposals": last[0].number if last else 0}

    def _data(self) -> bytes:
        try:
            return self.dossier.yaml.read_bytes()
        except OSError as error:
            raise PourparlerError(f"cannot be read: {error.strerror}", where=str(self.dossier.yaml)) from error

    @contextmanager
    def editing(self, revision: str) -> Iterator[None]:
        """One edit of the file, kept for undo. Raises StaleError where it is no longer the one that the page shows."""
        path = self.dossier.yaml
        with self._editing:
            before = self._data()
            with editing(path, revision):
                yield
            if (after := revision_of(self._data())) != revision:
                self._former = [*self._former[-UNDONE:], (after, before.decode("utf-8-sig"))]

    def undo(self, revision: str) -> None:
        """Take back the last edit that a page made.

        Raises:
            NotFoundError: there is none, or the file was changed by something else since.
            StaleError: it is no longer the one that the page shows.
        """
        with self._editing:
            if not self._former or self._former[-1][0] != revision:
                mend = "Only edits made on these pages can be undone, the last one first"
                raise NotFoundError("there is no edit to take back", mend=mend)
            write_text(self.dossier.yaml, self._former[-1][1], revision)
            self._former.pop()

    @contextmanager
    def record(self) -> Iterator[Record]:
        """The record, opened for one request, its statements matched to the dossier as it stands."""
        negotiation = None
        with contextlib.suppress(PourparlerError):  # told by the page that needs the dossier
            negotiation = self.sheet().negotiation
        with matched_record(self.dossier, negotiation) as record:
            yield record
