"""The look at sources that are watched, in the background while pages are looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pourparler.dossier import Dossier
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.documents import Following
    from pourparler.verbs.visits import Looked

MOST_TOLD = 20
"""Faults and notes of texts that are kept for the page, the last ones."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a look is: sources ``done`` of ``total``; ``source``: the one in hand; ``new``: documents that came, changed ones too.

    ``told``: what is to be known of single texts. ``fault``: why it ended early. ``look``: its number, from 1; 0 before the first.
    """

    running: bool = False
    done: int = 0
    total: int = 0
    source: str = ""
    new: int = 0
    told: tuple[str, ...] = ()
    fault: str | None = None
    look: int = 0


class WatchingJob:
    """Looks at sources, one look at a time. ``came`` is called when documents have come."""

    def __init__(self, dossier: Dossier, came: Callable[[], object], *, allow_private: bool = False) -> None:
        self._dossier = dossier
        self._came = came
        self._allow_private = allow_private
        self._lock = threading.Lock()
        self._waiting: list[str] = []
        self._following: Following | None = None
        self.progress = Progress()

    def start(self, sources: Iterable[str]) -> bool:
        """Look at these; a look that goes on already then looks at them afterwards. Returns whether one was begun."""
        with self._lock:
            self._waiting = list(dict.fromkeys([*self._waiting, *sources]))
            if self.progress.running or not self._waiting:
                return False
            self.progress = Progress(running=True, look=self.progress.look + 1)
        threading.Thread(target=self._run, daemon=True, name="watching").start()
        return True

    def _run(self) -> None:
        try:
            while (source := self._next()) is not None:
                self._look(source)
        except PourparlerError as error:
            self._end(error.message)
        except Exception as error:  # the thread has nobody above it: whatever happens is told on the page
            self._end(f"our fault: {type(error).__name__}: {error}")

    def _end(self, fault: str) -> None:
        with self._lock:
            self._waiting.clear()
            self.progress = replace(self.progress, running=False, fault=fault)

    def _next(self) -> str | None:
        """The next source; ends the look in the same moment where there is none."""
        with self._lock:
            now = self.progress
            if not self._waiting:
                self.progress = replace(now, running=False, source="")
                return None
            source = self._waiting.pop(0)
            self.progress = replace(now, source=source, total=now.done + 1 + len(self._waiting))
            return source

    def _look(self, source: str) -> None:
        from pourparler import verbs
        from pourparler.documents import Following, Options
        from pourparler.verbs.visits import Looked

        if self._following is None:
            self._following = Following(Options(allow_private=self._allow_private))
        new = 0
        try:
            for event in verbs.watch_look(self._dossier.root, [source], self._following):
                if isinstance(event, Looked):
                    new += self._tell(event)
        finally:  # also of a look that ended early, what came by then is kept
            if new:
                self._came()
        self.progress = replace(self.progress, done=self.progress.done + 1)

    def _tell(self, looked: Looked) -> bool:
        """Put it into the progress; whether a document came of it."""
        got = looked.gathered
        words = got.error.message if got.error is not None else f"{got.name}: {got.notice}" if got.notice else None
        more = looked.outcome in ("added", "changed")
        now = self.progress
        told = (*now.told, words)[-MOST_TOLD:] if words is not None and not got.skipped else now.told
        self.progress = replace(now, new=now.new + more, told=told)
        return more
