"""The reading that goes on in the background while pages are looked at."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pourparler.dossier import Dossier
from pourparler.errors import PourparlerError
from pourparler.record import Record

if TYPE_CHECKING:
    from pourparler.reading import Reader


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is. ``fault``: why it ended early. ``run``: which one it is since the workbench began."""

    running: bool = False
    done: int = 0
    total: int = 0
    title: str = ""
    found: int = 0
    fault: str | None = None
    run: int = 0


class ReadingJob:
    """Reads what was not read yet, in the background, one run at a time; each document is kept as soon as it is read."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._lock = threading.Lock()
        self._more = False
        self.progress = Progress()

    def start(self) -> bool:
        """Begin; a run that goes on already then looks once more for what came meanwhile. Returns whether it was begun."""
        with self._lock:
            if self.progress.running:
                self._more = True
                return False
            self._more = False
            self.progress = Progress(running=True, run=self.progress.run + 1)
        threading.Thread(target=self._run, daemon=True, name="reading").start()
        return True

    def _run(self) -> None:
        try:
            from pourparler.reading import ModelReader

            reader = ModelReader()
            with Record(self._dossier.record) as record:
                waiting = record.unread(reader.name)
            self.progress = replace(self.progress, total=len(waiting))
            self._read(reader)
            while self._goes_on():
                self._read(reader)
        except PourparlerError as error:
            self._end(error.message)
        except Exception as error:  # the thread has nobody above it: whatever happens is told on the page
            self._end(f"our fault: {type(error).__name__}: {error}")

    def _end(self, fault: str) -> None:
        with self._lock:
            self.progress = replace(self.progress, running=False, fault=fault)

    def _read(self, reader: Reader) -> None:
        from pourparler import verbs

        for read in verbs.read(self._dossier.root, reader=reader):
            now = self.progress
            found = now.found + (read.saved.added if read.saved else 0)
            done = now.done + 1
            self.progress = replace(now, done=done, total=max(done, now.total), title=read.document.title, found=found)

    def _goes_on(self) -> bool:
        """Whether more was asked for since; ends the run in the same moment where nothing was. From then on another may go on: the progress
        is that one's."""
        with self._lock:
            more, self._more = self._more, False
            if not more:
                self.progress = replace(self.progress, running=False)
            return more
