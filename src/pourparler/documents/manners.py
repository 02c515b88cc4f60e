"""How servers are asked where there is more than one page to ask for: one request at a time, with a pause between two as robots.txt has it,
and not before the time that a server in trouble names.

Waits are measured by a clock that only goes forward, so that setting the computer's clock makes neither a burst of requests nor a stop.
"""

from __future__ import annotations

import math
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from protego import Protego

from pourparler.errors import ServerBusyError

PAUSE = 1.0
"""Seconds between two requests to one server whose robots.txt asks for no other pause."""
PATIENCE = 60.0
"""Seconds that are waited for one server; who asks for more is asked again at another time."""
ROBOTS_AGE = 24 * 3600.0
"""Seconds for which a robots.txt holds (RFC 9309, 2.4)."""
NAME = "pourparler"
Wait = Callable[[float], object]


class Rules:
    """What a robots.txt says to us (RFC 9309: of rules that fit, the longest holds; * and $ mean what they mean there)."""

    def __init__(self, text: str | None, *, allowed: bool = True) -> None:
        """``text``: None where there is none; then ``allowed`` says whether pages may be asked for."""
        self._parser = None if text is None else Protego.parse(text.lstrip("\ufeff"))
        self._allowed = allowed
        self.trouble = text is None and not allowed

    def allow(self, address: str) -> bool:
        """Whether this page may be asked for."""
        return self._allowed if self._parser is None else bool(self._parser.can_fetch(address, NAME))

    @property
    def pause(self) -> float | None:
        """The seconds between two requests that it asks for (Crawl-delay, Request-rate); None where it does not."""
        if self._parser is None:
            return None
        delay, rate = self._parser.crawl_delay(NAME), self._parser.request_rate(NAME)
        asked = [delay] if delay is not None else []
        if rate is not None and rate.requests > 0:
            asked.append(rate.seconds / rate.requests)
        return max(asked, default=None)


class Manners:
    """What is known of servers in one run; safe to use from several threads.

    ``pause``: seconds between two requests to one server. ``patience``: seconds that are waited for one, else ServerBusyError is raised.
    ``clock``: seconds of a clock that only goes forward; ``sleep`` waits some. ``told`` gets a sentence
    about waits that somebody may wonder at.
    """

    def __init__(
        self,
        pause: float = PAUSE,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Wait = time.sleep,
        told: Callable[[str], object] = lambda words: None,
    ) -> None:
        self.patience = patience
        self._pause, self._clock, self._sleep, self._told = pause, clock, sleep, told
        self._rules: dict[str, tuple[Rules, float]] = {}
        self._pauses: dict[str, float] = {}
        self._last: dict[str, float] = {}
        self._not_before: dict[str, float] = {}
        self._waited: defaultdict[str, float] = defaultdict(float)
        self._told_of: set[str] = set()
        self._turns: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)

    def begin(self) -> None:
        """Another round begins: servers may ask for a little patience again, and may be out of trouble."""
        self._waited.clear()
        self._told_of.clear()
        self._rules = {root: kept for root, kept in self._rules.items() if not kept[0].trouble}

    def rules(self, host: str, root: str, ask: Callable[[], Rules]) -> Rules:
        """The rules of a server, asked for once a day. ``root``: the address of its robots.txt."""
        kept = self._rules.get(root)
        if kept is None or self._clock() - kept[1] > ROBOTS_AGE:
            kept = self._rules[root] = ask(), self._clock()
            if kept[0].pause is not None:
                self._pauses[host] = kept[0].pause
        return kept[0]

    @contextmanager
    def turn(self, host: str) -> Iterator[float]:
        """Be the only one that asks this server; yields the seconds that were waited for that.

        Raises ServerBusyError where the wait would be longer than the patience.
        """
        began = self._clock()
        with self._turns[host]:
            self.check(host)
            pause = self._pauses.get(host, self._pause)
            wait = self._last.get(host, -math.inf) + pause - self._clock()
            if wait > 0:
                if wait > self.patience:
                    what = f"robots.txt of {host} asks for {pause:,.0f} seconds between two requests"
                    raise ServerBusyError(what, wait, host=host)
                if pause > self._pause and host not in self._told_of:
                    self._told_of.add(host)
                    self._told(f"{host} asks for {pause:.0f} seconds between two requests, which takes its time")
                self._wait(wait)
            try:
                yield max(0.0, self._clock() - began)
            finally:
                self._last[host] = self._clock()

    def check(self, host: str) -> None:
        """Raises ServerBusyError where the server asked to be left alone for longer."""
        left = self._not_before.get(host, -math.inf) - self._clock()
        if left > 0:
            raise ServerBusyError(f"{host} asked to be left alone for some time", left, host=host)

    def waited_for(self, host: str, seconds: float | None) -> bool:
        """Wait as a server in trouble asks; whether that was done. In one run no more is waited for one server than the patience."""
        if seconds is None or self._waited[host] + seconds > self.patience:
            return False
        self._waited[host] += seconds
        self._told(f"waiting {seconds:.0f} seconds for {host}, which asks for that")
        self._wait(seconds)
        return True

    def _wait(self, seconds: float) -> None:
        end = self._clock() + seconds
        while (left := end - self._clock()) > 0:  # a sleep may be shorter than asked for
            self._sleep(left)

    def put_off(self, host: str, seconds: float) -> None:
        """Leave the server alone for that long."""
        self._not_before[host] = max(self._clock() + seconds, self._not_before.get(host, -math.inf))
