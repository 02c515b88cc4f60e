"""What is worked out once for all tests of a process that ask for the same: each of these is a function of what it is given, and tests
that compute anew what a hundred others computed take most of their time for it.

Nothing of ours is left out: where one of these functions is changed, its first answer changes, and so all that tests see.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

LARGE = 100_000
"""Bytes asked of a graph from which on the answer is not kept."""


class Kept:
    """Answers by what was asked, so many of them; safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[Hashable, Any] = {}

    def get(self, key: Hashable, answer: Callable[[], Any]) -> Any:
        """The answer, worked out where it is not there."""
        found = self._answers.get(key)
        if found is None:
            found = answer()
            if len(self._answers) >= self._most:
                self._answers.pop(next(iter(self._answers)), None)
            self._answers[key] = found
        return found


@contextmanager
def replaced(module: Any, name: str, make: Callable[[Any], Any]) -> Iterator[None]:
    """Have a name of a module, or of a class, stand for what ``make`` makes of what it stands for."""
    before = getattr(module, name)
    setattr(module, name, make(before))
    yield
    setattr(module, name, before)


def trees(pickled: Any) -> Any:
    """Of as many dossiers as tests load, and not of the last few only."""
    return lru_cache(maxsize=64)(pickled.__wrapped__)


def graph(run: Any) -> Any:
    """What onnxruntime answers to the same numbers. An answer cannot be written into."""
    kept = Kept(1000)

    def once(session: Any, names: Any, asked: Any, *more: Any) -> Any:
        if more or sum(getattr(value, "nbytes", LARGE) for value in asked.values()) >= LARGE:
            return run(session, names, asked, *more)

        def answer() -> Any:
            parts = run(session, names, asked)
            for part in parts:
                part.flags.writeable = False
            return parts

        numbers = ((name, value.shape, str(value.dtype), value.tobytes()) for name, value in asked.items())
        return list(kept.get((session, tuple(names or ()), *numbers), answer))

    return once


def solutions(solve: Any) -> Any:
    """Bargaining solutions of the same negotiation, where nobody follows how far they are, or ends them early."""
    kept: list[tuple[Any, Any]] = []

    @wraps(solve)
    def once(judges: Any, parties: Any, *, monitor: Any, **more: Any) -> Any:
        if more or monitor._report is not None:
            return solve(judges, parties, monitor=monitor, **more)
        key = (judges.negotiation, tuple(parties))
        for asked, answer in kept:
            if asked == key:
                return answer
        found = solve(judges, parties, monitor=monitor)
        if not monitor.stopped:
            kept[:] = [*kept[-30:], (key, found)]
        return found

    return once


class _Templates(BytecodeCache):
    """What templates are compiled to, for all environments that are set up alike."""

    def __init__(self) -> None:
        self._codes: dict[str, Any] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """With the code, where there is one."""
        set_up = [
            getattr(environment, word)
            for word in ("trim_blocks", "lstrip_blocks", "autoescape", "undefined", "finalize")
        ]
        bucket = Bucket(environment, repr([name, filename, source, set_up, sorted(environment.filters)]), "")
        bucket.code = self._codes.get(bucket.key)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Keep its code."""
        self._codes[bucket.key] = bucket.code


def templates(begin: Any) -> Any:
    """Each workbench has an environment of its own."""
    compiled = _Templates()

    @wraps(begin)
    def once(environment: Any, *words: Any, **options: Any) -> None:
        begin(environment, *words, **options)
        environment.bytecode_cache = environment.bytecode_cache or compiled

    return once


def everything() -> Iterator[None]:
    """As long as the tests of this process last."""
    runtime = importlib.import_module("pourparler.reading.runtime").onnxruntime()
    with (
        replaced(importlib.import_module("pourparler.dossier.yaml_nodes"), "_pickled_tree", trees),
        replaced(runtime.InferenceSession, "run", graph),
        replaced(importlib.import_module("pourparler.settlement.analysis"), "robust_solutions", solutions),
        replaced(Environment, "__init__", templates),
    ):
        yield
