"""What the pages work on: the dossier as it stands on the disk, and what follows from it, computed once a change."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from pourparler.dossier import Dossier, alone, differences, editing, loads, revision_of, write_text
from pourparler.errors import NotFoundError, PourparlerError, unknown
from pourparler.lazy import computed_once
from pourparler.model import Days, Negotiation
from pourparler.monitor import Monitor
from pourparler.provenance.citations import citing
from pourparler.record import Heading, Record, Standing
from pourparler.settlement import Analysis
from pourparler.settlement.analysis import SETTLED
from pourparler.settlement.cells import Spoken
from pourparler.settlement.scenarios import changed, counted
from pourparler.verbs.matching import matched_record, unmatched
from pourparler.workbench.cache import Cache
from pourparler.workbench.sheet import ALL, PATIENCE, Counting, Key, Sheet

if TYPE_CHECKING:
    # Functions load what they need of these: the first page needs none, and is there the sooner.
    from pourparler.asking import Known, Nearness
    from pourparler.drafting.kept_lives import KeptLives
    from pourparler.drafting.lives import Life
    from pourparler.drafting.next_steps import Announcements

T = TypeVar("T")
SEEN: ContextVar[int | None] = ContextVar("seen", default=None)
"""The version of the record of which the answer in this context is, where it was looked at. Each request has its own context."""
SHEETS = 24
"""States of dossier.yaml, scenarios and switched-off parties among them, whose analyses are kept."""
FORMER = 200
"""Former texts of dossier.yaml that are kept, to say what changed and to undo edits."""
KEPT = 24
"""Lists, pictures and briefings that are kept: on an archive of a hundred thousand statements each takes three megabytes."""


@dataclass(slots=True)
class Edit:
    """An edit made in a page: the file before it, its revision after it, and what it was."""

    before: bytes
    after: str = ""
    what: str = "the last edit"


class Session:
    """One dossier; safe to use from several threads."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._editing = threading.Lock()
        self._counting = threading.Lock()
        self._matching = threading.Lock()
        self._remembering = threading.Lock()
        self._standing: Standing | None = None
        self._headings: tuple[int, Sequence[Heading]] = (0, ())
        self._kept: Cache[tuple[Hashable, ...]] = Cache(KEPT)
        self._nearness: Cache[int] = Cache(1)
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._edits: list[Edit] = []
        self._sheets: Cache[tuple[Key, tuple[str, ...], str]] = Cache(SHEETS)

    @computed_once
    def _lives(self) -> dict[str, KeptLives]:
        from pourparler.drafting.kept_lives import KeptLives

        return {"confirmed": KeptLives(confirmed=True), "record": KeptLives()}

    @computed_once
    def _announced(self) -> Cache[Hashable]:
        from pourparler.drafting.next_steps import SEARCHED

        return Cache(2 * SEARCHED)

    def sheet(self, without: Iterable[str] = (), counting: Counting = ALL) -> Sheet:
        """The dossier as it stands, perhaps without some parties, without what is only suggested, or as it stood on an earlier day; read
        again where the file has changed.

        Raises DossierError, PourparlerError.
        """
        data = self._data()
        revision, gone = revision_of(data), tuple(sorted(set(without)))

        self._remember(revision, data)
        # Read once for a state of the file, whatever of it is asked for.
        as_written = self._sheets.get(
            ((revision, ALL, 0), (), ""), lambda: Sheet(revision, loads(data, str(self.dossier.yaml)).negotiation)
        )
        if counting == ALL and not gone:
            return as_written

        # By the days and not by the record's version: most decisions change no day, and an analysis takes longer than all else.
        days, dated = self._days() if counting.as_of else ({}, 0)

        def make() -> Sheet:
            left = counted(
                as_written.negotiation, confirmed_only=counting.confirmed_only, as_of=counting.as_of, days=days
            )
            return Sheet(revision, changed(left, without=gone) if gone else left, counting, dated, as_written)

        return self._sheets.get(((revision, counting, dated), gone, ""), make)

    def days(self) -> Days:
        """On which day each piece of the dossier's evidence was published, as far as the record tells. Raises as ``sheet``."""
        return self._days()[0]

    def _days(self) -> tuple[Days, int]:
        """The days, and what they hash to."""
        whole, version = self.sheet(), self._version()

        def make() -> tuple[Days, int]:
            with citing(self.dossier) as citations:
                days = citations.days(whole.negotiation)
            return days, hash(frozenset(days.items()))

        return self.kept(("days", whole.revision, version), make)

    def _version(self) -> int:
        """Of the record; 0 where there is none yet."""
        if not self.dossier.record.exists():
            return 0
        with Record(self.dossier.record) as record:
            return record.version()

    def title(self) -> str:
        """The negotiation's; the folder's name where dossier.yaml cannot be read or says none."""
        with contextlib.suppress(PourparlerError):
            if title := self.sheet().negotiation.title:
                return title
        return self.dossier.root.resolve().name

    def kept(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What ``make`` makes, kept for a while: ``key`` names its kind, then all that it was made from."""
        return self._kept.get(key, make)

    def spoken(self, record: Record, until: date | None = None) -> Spoken:
        """How many statements are which party's on which issue, counted once as long as the record stays as it is.

        ``until``: only those in documents of that day or before, and in undated ones. As long as no page has needed all statements, so that
        the first one is not kept waiting for them, only of the dossier's parties and issues.
        """
        standing = self.standing_at_hand(record)

        def make() -> Spoken:
            if standing is not None:
                return standing.until(until).spoken()
            negotiation = self.sheet().negotiation
            return record.spoken(list(negotiation.party), list(negotiation.issue), until)

        return self.kept(("spoken", record.version(), self.sheet().revision, until, standing is not None), make)

    def standing(self, record: Record) -> Standing:
        """Every statement as it stands; after a decision only what it changed is asked for."""
        with self._counting:
            now = record.standing(self._standing)
            if self._standing is None or now.revision > self._standing.revision:  # not one of an earlier moment
                self._standing = now
            return now

    def standing_at_hand(self, record: Record) -> Standing | None:
        """The same where some page has needed all statements already; None before, so that nobody waits for them who can do without."""
        return None if self._standing is None else self.standing(record)

    def lives(self, record: Record, basis: str, *, confirmed_only: bool = False) -> tuple[tuple[Life, ...], int]:
        """The life of each position by a basis (see ``verbs.positions_history``), and how much has no date.

        Of the record's statements after a decision only those parties and issues are worked out again that it is about.
        """
        from pourparler.drafting.lives import lives
        from pourparler.drafting.sayings import told_in_dossier

        sheet = self.sheet((), Counting(confirmed_only))
        if basis not in ("dossier", *self._lives):
            raise unknown("basis", basis, ("dossier", *self._lives))

        def make() -> tuple[tuple[Life, ...], int]:
            if basis == "dossier":
                told = told_in_dossier(sheet.negotiation, self.days())
                return lives(told.sayings, told.endings), told.undated
            standing = self.standing(record)
            return self._lives[basis].of(sheet.negotiation, standing.documents, standing.days)

        return self.kept(("lives", basis, sheet.key, record.version()), make)

    def nearness(self, record: Record) -> Nearness:
        """What every statement means: fetched again when documents were read, taken out or put back."""
        from pourparler.asking import Nearness

        return self._nearness.get(record.read_version(), lambda: Nearness(*record.meaning_rows()))

    def known(self, record: Record) -> Known:
        """Everybody whom a question may be about. Most decisions change nobody's name: they only confirm."""
        from pourparler.asking import Known

        sheet, standing = self.sheet(), self.standing_at_hand(record)
        told = record.version() if standing is None else standing.told
        return self.kept(("known", standing is None, told, sheet.key), lambda: Known(sheet.negotiation, record.names()))

    def headings(self, record: Record) -> Sequence[Heading]:
        """All documents of the record; after a decision only those are asked for that it is about."""
        with self._counting:
            now = record.headings_since(*self._headings)
            if now[0] > self._headings[0]:  # not those of an earlier moment
                self._headings = now
            return now[1]

    def recent(self, record: Record) -> list[Heading]:
        """The latest English documents, in which next steps are looked for, the latest first."""
        from pourparler.drafting.next_steps import SEARCHED

        return [h for h in reversed(self.headings(record)) if h.language == "en"][:SEARCHED]

    def announced(self, record: Record, documents: Iterable[Heading]) -> list[Announcements]:
        """What documents announce: found once in each, as long as it keeps its day and kind."""
        from pourparler.drafting.next_steps import announcements

        return [
            self._announced.get((h.id, h.date, h.kind), lambda id=h.id: announcements(record.document(id)))  # type: ignore[misc]
            for h in documents
        ]

    def derived(self, sheet: Sheet, scenario: str, without: Iterable[str], make: Callable[[], Negotiation]) -> Sheet:
        """What ``make`` makes of a sheet, kept under the scenario's text as long as the file stays as it is."""
        key = (sheet.key, tuple(sorted(set(without))), scenario)
        return self._sheets.get(key, lambda: Sheet(sheet.revision, make(), sheet.counting, sheet.dated))

    def earlier(self, sheet: Sheet, when: Hashable, negotiation: Negotiation) -> Analysis:
        """The analysis of what a sheet's negotiation was at a time, kept as long as the file and the days of its evidence stay."""
        from pourparler.briefing.news import PATIENCE as OF_NEWS

        key = ("earlier", sheet.key, when, self._days()[1])
        return self.kept(key, lambda: Analysis(negotiation, Monitor(seconds={**PATIENCE, **OF_NEWS})))

    def warm(self) -> None:
        """Compute what takes longest, so that no page waits for it; faults are left to the page that will tell them."""
        with contextlib.suppress(PourparlerError):
            sheet = self.sheet()
            sheet.analysis.compute(*SETTLED, "outcomes").to_ask()
            _ = sheet.figure
        with contextlib.suppress(PourparlerError), self.record() as record:
            self.standing(record).counted()
            self.lives(record, "record")
            self.announced(record, self.recent(record))
            self.nearness(record)
            self.known(record)

    def state(self) -> dict[str, str | int]:
        """By what an open page sees that it is no longer up to date: ``revision`` of dossier.yaml, ``version`` of the record, and the
        revision of the proposals. ``read_only``: whether nothing can be written. A record that cannot be opened is of no version: the page
        that needs it says why."""
        try:
            revision = revision_of(self._data())
        except PourparlerError:
            revision = ""
        told: dict[str, str | int] = {"revision": revision, "version": -1, "proposals": 0, "read_only": False}
        with contextlib.suppress(PourparlerError), self.record() as record:
            told["read_only"] = record.read_only
            last = record.proposal_steps(1)
            told |= {"version": record.version(), "proposals": last[0].number if last else 0}
        return told

    def text(self) -> str:
        """dossier.yaml as it stands. Raises PourparlerError."""
        return self._data().decode("utf-8-sig", errors="replace")

    def _data(self) -> bytes:
        try:
            return self.dossier.yaml.read_bytes()
        except OSError as error:
            raise PourparlerError(f"cannot be read: {error.strerror}", where=str(self.dossier.yaml)) from error

    @contextmanager
    def editing(self, revision: str, settle: Callable[[str], object] = lambda revision: None) -> Iterator[Edit]:
        """Alone with the file while it is changed, in one piece; the edit may be given words (``what``), said when it is undone.

        ``settle`` gets the revision that the file has then, before anybody else can change it.

        Raises StaleError where the file is no longer the one that the page shows.
        """
        # Alone from before the edit until it is known what came of it: else the edit of another program in between would be a part of this
        # one, and taken back with it.
        with self._editing, alone(self.dossier.yaml):
            edit = Edit(self._data())
            with editing(self.dossier.yaml, revision):
                yield edit
            after = self._data()
            edit.after = revision_of(after)
            if after != edit.before:
                self._remember(edit.after, after)
                self._edits = [*self._edits, edit][-FORMER:]
            settle(edit.after)

    def undo(
        self,
        after: str | None = None,
        announce: Callable[[str], object] = lambda revision: None,
        settle: Callable[[str], object] = lambda revision: None,
    ) -> str:
        """Take the last edit of a page back; what it was.

        ``after``: only the edit that made this revision. ``announce`` gets the revision that the file is about to have, ``settle`` the same
        when it has it; nobody else changes the file in between.

        Raises:
            NotFoundError: there is none.
            StaleError: somebody else changed the file after it.
        """
        with self._editing, alone(self.dossier.yaml):
            if not self._edits or after not in (None, self._edits[-1].after):
                raise NotFoundError("there is nothing to undo", mend="Edits made in the pages can be undone")
            last = self._edits[-1]
            write_text(self.dossier.yaml, last.before.decode("utf-8-sig"), last.after, announce)
            self._edits = self._edits[:-1]
            settle(revision_of(self._data()))
            return last.what

    def changes_since(self, revision: str) -> list[str]:
        """What changed in dossier.yaml since a revision, in words."""
        data = self._data()
        with self._remembering:
            before = self._texts.get(revision)
        if before is None:
            return ["it is not known what; the page is of an earlier run of the workbench"]
        return differences(before, data.decode("utf-8-sig", errors="replace"))

    def _remember(self, revision: str, data: bytes) -> None:
        with self._remembering:
            self._texts[revision] = data.decode("utf-8-sig", errors="replace")
            self._texts.move_to_end(revision)
            while len(self._texts) > FORMER:
                self._texts.popitem(last=False)

    def unmatched(self) -> int:
        """How many documents have statements that are not matched to the dossier as it stands; 0 where one of both cannot be read."""
        with contextlib.suppress(PourparlerError):
            negotiation = self.sheet().negotiation
            if self.dossier.record.exists():
                with Record(self.dossier.record) as record:
                    return len(unmatched(record, negotiation))
        return 0

    @contextmanager
    def record(self) -> Iterator[Record]:
        """The record, opened for one request, its statements matched to the dossier as it stands."""
        negotiation = None
        with contextlib.suppress(PourparlerError):  # told by the page that needs the dossier
            negotiation = self.sheet().negotiation
        with contextlib.ExitStack() as opened:
            with self._matching:  # whoever comes while statements are matched waits for that, and does not do it again
                record = opened.enter_context(matched_record(self.dossier, negotiation))
            yield record

    @contextmanager
    def looking(self) -> Iterator[Record]:
        """As ``record``, for a page that changes nothing: whatever it asks stands as at one moment, while others go on."""
        with self.record() as record, record.at_one_moment():
            SEEN.set(record.version())
            yield record
