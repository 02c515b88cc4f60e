"""What the pages work on: the dossier as it stands on the disk, and what follows from it, computed once a change."""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pourparler.briefing.options_section import Helped, questions_for, robust_for
from pourparler.dossier import Dossier, loads
from pourparler.errors import PourparlerError, TooManyError
from pourparler.figures.frontier import frontier_chart
from pourparler.figures.movement_graph import movement_graph
from pourparler.model import Negotiation
from pourparler.record import Heading, Record
from pourparler.settlement import Analysis, analyse
from pourparler.settlement.acceptability import PartyJudge, judges_of
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.questions import Question
from pourparler.settlement.robust import Outcome, outcomes
from pourparler.settlement.scenarios import changed
from pourparler.stability import Study

T = TypeVar("T")
PATIENCE = 5.0
"""Seconds that draws of value functions may take for a page."""


@dataclass(frozen=True)
class Sheet:
    """One state of dossier.yaml. ``revision``: the first digits of its hash, by which a page says what it was made from."""

    revision: str
    negotiation: Negotiation

    @cached_property
    def analysis(self) -> Analysis:
        """What could be agreed."""
        return analyse(self.negotiation)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What to ask next, the worthiest first."""
        return questions_for(self.analysis)

    @property
    def ready_questions(self) -> tuple[Question, ...] | None:
        """The same where it is computed already, for a page that does not wait."""
        return self.__dict__.get("questions")

    @cached_property
    def helped(self) -> Helped:
        """With solutions over all that is not known; of fewer draws where the time of PATIENCE does not do for all."""
        end = time.monotonic() + PATIENCE
        return Helped(self.questions, robust_for(self.analysis, lambda: time.monotonic() < end))

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The settlements that are most often efficient."""
        rules, judges = self.judges
        return outcomes(self.helped.robust, rules, judges) if self.helped.robust else ()

    def frontier(self, across: str, up: str, link: Callable[[Outcome], str]) -> str | None:
        """The frontier drawn by what two parties gain; drawn once."""
        if not self.outcomes:
            return None
        drawn: dict[tuple[str, str], str] = self.__dict__.setdefault("_frontiers", {})
        if (across, up) not in drawn:
            drawn[across, up] = frontier_chart(self.negotiation, self.outcomes, across, up, link)
        return drawn[across, up]

    @cached_property
    def study(self) -> Study | None:
        """What would hold; None where the dossier has no conflict, or one that is too large."""
        try:
            return Study.of(self.negotiation.conflict) if self.negotiation.conflict else None
        except TooManyError:
            return None

    @cached_property
    def figure(self) -> str | None:
        """The movement graph."""
        return movement_graph(self.negotiation, self.study) if self.study else None

    @cached_property
    def judges(self) -> tuple[HardRules, list[PartyJudge]]:
        """Who would take what."""
        return judges_of(self.negotiation)


class StaleError(PourparlerError):
    """The file was changed since the page was made."""


class Session:
    """One dossier; safe to use from several threads."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._lock = threading.Lock()
        self._editing = threading.Lock()
        self._kept: dict[str, tuple[list[Any], Any]] = {}
        self._sheets: dict[tuple[str, tuple[str, ...], str], Sheet] = {}

    def sheet(self, without: Iterable[str] = ()) -> Sheet:
        """The dossier as it stands, perhaps without some parties; read again where the file has changed.

        Raises DossierError, PourparlerError.
        """
        data = self._data()
        revision = _digits(data)
        gone = tuple(sorted(set(without)))
        with self._lock:
            if (revision, gone, "") in self._sheets:
                return self._sheets[revision, gone, ""]
            whole = loads(data.decode("utf-8-sig", errors="replace"), str(self.dossier.yaml)).negotiation
            sheet = Sheet(revision, changed(whole, without=gone) if gone else whole)
            # What was computed from earlier states of the file is let go.
            self._sheets = {key: kept for key, kept in self._sheets.items() if key[0] == revision}
            self._sheets[revision, gone, ""] = sheet
            return sheet

    def kept(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What ``make`` makes, the last of its kind kept: ``key`` names the kind, then all that it was made from."""
        kind, *what = key
        held = self._kept.get(kind)
        if held is None or held[0] != what:
            held = (what, make())
            self._kept[kind] = held
        made: T = held[1]
        return made

    def headings(self, record: Record) -> list[Heading]:
        """All documents of the record, asked for once as long as it stays as it is."""
        return self.kept(("headings", record.version()), record.headings)

    def derived(self, sheet: Sheet, scenario: str, without: Iterable[str], make: Callable[[], Negotiation]) -> Sheet:
        """What ``make`` makes of a sheet, kept under the scenario's text as long as the file stays as it is."""
        key = (sheet.revision, tuple(sorted(set(without))), scenario)
        if key not in self._sheets:
            made = Sheet(sheet.revision, make())
            with self._lock:
                self._sheets[key] = made
        return self._sheets[key]

    def warm(self) -> None:
        """Compute what takes longest, so that no page waits for it; faults are left to the page that will tell them."""
        with contextlib.suppress(PourparlerError):
            sheet = self.sheet()
            _ = sheet.analysis, sheet.questions, sheet.outcomes, sheet.figure

    def state(self) -> dict[str, str | int]:
        """By what an open page sees that it is no longer up to date: ``revision`` of dossier.yaml, ``version`` of the record."""
        try:
            revision = _digits(self._data())
        except PourparlerError:
            revision = ""
        with self.record() as record:
            return {"revision": revision, "version": record.version()}

    def _data(self) -> bytes:
        try:
            return self.dossier.yaml.read_bytes()
        except OSError as error:
            raise PourparlerError(f"cannot be read: {error.strerror}", where=str(self.dossier.yaml)) from error

    @contextmanager
    def editing(self, revision: str) -> Iterator[None]:
        """Alone with the file while it is changed. Raises StaleError where it is no longer the one that the page shows."""
        with self._editing:
            if self.sheet().revision != revision:
                raise StaleError(
                    "dossier.yaml has changed since this page was loaded; nothing was saved",
                    mend="Reload the page, look at the change, and try again",
                )
            yield

    @contextmanager
    def record(self) -> Iterator[Record]:
        """The record, opened for one request."""
        with Record(self.dossier.record) as record:
            yield record


def _digits(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
