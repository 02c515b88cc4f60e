"""The reading that goes on in the background while pages are looked at."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from pourparler.dossier import Dossier
from pourparler.errors import PourparlerError
from pourparler.record import Record


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is. ``fault``: why it ended early."""

    running: bool = False
    done: int = 0
    total: int = 0
    title: str = ""
    found: int = 0
    fault: str | None = None


class ReadingJob:
    """Reads what was not read yet, in the background, one run at a time; each document is kept as soon as it is read."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._lock = threading.Lock()
        self.progress = Progress()

    def start(self) -> bool:
        """Begin, unless it runs already. Returns whether it was begun."""
        with self._lock:
            if self.progress.running:
                return False
            self.progress = Progress(running=True)
        threading.Thread(target=self._run, daemon=True, name="reading").start()
        return True

    def _run(self) -> None:
        try:
            from pourparler import verbs
            from pourparler.reading import ModelReader

            reader = ModelReader()
            with Record(self._dossier.record) as record:
                waiting = record.unread(reader.name)
            self.progress = replace(self.progress, total=len(waiting))
            for read in verbs.read(self._dossier.root, reader=reader):
                now = self.progress
                found = now.found + (read.saved.added if read.saved else 0)
                self.progress = replace(now, done=now.done + 1, title=read.document.title, found=found)
        except PourparlerError as error:
            self.progress = replace(self.progress, fault=error.message)
        except Exception as error:  # the thread has nobody above it: whatever happens is told on the page
            self.progress = replace(self.progress, fault=f"our fault: {type(error).__name__}: {error}")
        finally:
            self.progress = replace(self.progress, running=False)
