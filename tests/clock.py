"""A clock for tests of pauses: it goes on by itself only while somebody sleeps."""

from __future__ import annotations


class Clock:
    """Seconds from ``now`` on; ``slept``: every pause."""

    def __init__(self, now: float = 100.0) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass, at once."""
        self.slept.append(seconds)
        self.now += seconds
