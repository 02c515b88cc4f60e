"""The drafting that goes on in the background: proposals follow the record."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from pourparler.dossier import Dossier
from pourparler.errors import PourparlerError
from pourparler.model import Written
from pourparler.record import Record

PATIENCE = 0.3
"""Seconds that a page waits for a draft before it shows what there is and says that one is being made."""
SOON = 3_000
"""Statements up to which a draft may be ready within that time."""
LARGE = 20_000
"""Statements beyond which a draft takes so long that it is begun only when somebody asks for it: it has the pages wait for their turn."""


class DraftingJob:
    """Drafts where the record has changed since the last draft, one run at a time. ``fault``: why the last one ended early. What was wrong
    may be mended since, or have passed: who comes next has it tried again.

    ``due``: whether the record is large and has changed since the last draft: ``begin`` makes a new one.

    ``new``: ids of the proposals that came last, after a first draft. ``edits``: held while proposals are changed by a page.
    ``written``: by the revision of dossier.yaml after a page put proposals into it, what of them stood there before.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._done.set()
        self._version = -1
        self.edits = threading.Lock()
        self.written: dict[str, Mapping[str, Written]] = {}
        self.fault: str | None = None
        self.new: frozenset[str] = frozenset()
        self.statements = 0
        self.due = False

    @property
    def running(self) -> bool:
        """Whether a draft is being made."""
        return not self._done.is_set()

    def follow(self, record: Record) -> None:
        """Draft where the record has changed since the last draft; returns when that is done, or after PATIENCE.

        The draft of a large record is due then, and begins with ``begin``.
        """
        if record.read_only:
            return  # what was drafted is shown as it is
        version = record.version()
        with self._lock:
            if self.running or version == self._version:
                return
            self.statements = sum(h.statements for h in record.headings())
            self._version, self.fault = version, None
            if not self.statements and not record.proposal_steps(1):
                return  # nothing to draft from, and nothing that could follow
            self.due = self.statements > LARGE
            if self.due:
                return
            self._start()
        if self.statements <= SOON:
            self._done.wait(PATIENCE)

    def begin(self) -> None:
        """Make the draft of a large record that is due; nothing where none is."""
        with self._lock:
            if self.due and not self.running:
                self.due = False
                self._start()

    def _start(self) -> None:
        self._done.clear()
        threading.Thread(target=self._run, daemon=True, name="drafting").start()

    def _run(self) -> None:
        try:
            from pourparler import verbs

            made = verbs.draft(self._dossier.root)
            added = frozenset(p.id for p in made.news.added)
            if made.news:  # of a first draft all is new, and nothing stands out
                self.new = added if len(added) < len(made.proposals) else frozenset()
        except PourparlerError as error:
            self.fault, self._version = error.message, -1
        except Exception as error:  # the thread has nobody above it: whatever happens is told on the page
            self.fault = f"our fault: {type(error).__name__}: {error}"
        finally:
            self._done.set()
