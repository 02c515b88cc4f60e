"""Follows a long computation: it is told how far the computation is, and says whether the computation may go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

Report = Callable[[str, int, int | None], None]
"""What is computed, how many steps are done, and of how many; None where nobody knows."""


class StoppedError(Exception):
    """What is worth nothing unless it is whole was asked to end."""


class Monitor:
    """Progress and interruption of computations in one argument.

    A computation asks ``step`` between its steps and ends with what it has found once the answer is no. Safe to use from several threads.

    Args:
        report: called at every step.
        seconds: how long a part may take, by its name; the clock starts when the part begins. Parts that are not named have no limit.
    """

    def __init__(self, report: Report | None = None, seconds: Mapping[str, float] | None = None) -> None:
        self._report = report
        self._seconds = dict(seconds or {})
        self._stop = threading.Event()
        self._name = ""
        self._end: float | None = None

    def part(self, name: str) -> Monitor:
        """The monitor of one part: it stops with this one, or when the seconds of the part are over."""
        part = Monitor(self._report, self._seconds)
        part._stop, part._name = self._stop, name
        part._end = time.monotonic() + self._seconds[name] if name in self._seconds else self._end
        return part

    def limited(self, seconds: Mapping[str, float]) -> Monitor:
        """A monitor that reports to, and stops with, the same, and whose parts have these limits too."""
        made = Monitor(self._report, {**self._seconds, **seconds})
        made._stop, made._name, made._end = self._stop, self._name, self._end
        return made

    def stop(self) -> None:
        """Ask all parts to end with what they have."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether the computation is to end: somebody asked for it, or its time is over."""
        return self._stop.is_set() or (self._end is not None and time.monotonic() >= self._end)

    def step(self, done: int = 0, total: int | None = None) -> bool:
        """Tell how many steps are done; whether to go on."""
        if self._report is not None:
            self._report(self._name, done, total)
        return not self.stopped


_followers: list[Report] = []


@contextmanager
def followed(report: Report) -> Iterator[None]:
    """As long as this lasts ``report`` is told how far any long upkeep of a record is: whoever opens one does not ask for it, and waits."""
    _followers.append(report)
    try:
        yield
    finally:
        _followers.remove(report)


def upkeep(what: str, done: int, total: int) -> None:
    """Tell those who follow how far an upkeep is, at its beginning (``done`` 0), between its steps and at its end."""
    for report in tuple(_followers):
        report(what, done, total)
