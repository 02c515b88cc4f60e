"""Every reader of strangers' files takes whatever it is given: damaged valid files, for ten minutes in all in `make soak`."""

from __future__ import annotations

import random
import signal
import time
import traceback
from pathlib import Path
from types import FrameType

import pytest

from .conftest import Counted, rounds
from .fuzzing import Reader, readers

FEW = 12
"""Inputs of each reader in `make test`."""
MINUTES = 10
"""For all readers together in `make soak`."""
PATIENCE = 30
"""Seconds that one small input may take."""
PARTS = 8


class Hung(BaseException):
    """An input took too long; no reader catches this."""


def _hung(_signal: int, _frame: FrameType | None) -> None:
    raise Hung


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_read(part: int, pytestconfig: pytest.Config, counted: Counted, ground: Path) -> None:
    """A message or an answer; input ``k`` of a reader is the same with the same seed."""
    mine = readers(ground)[part::PARTS]
    soak = bool(pytestconfig.getoption("--soak"))
    seconds = MINUTES * 60 / PARTS / len(mine)
    found: list[str] = []
    before = signal.signal(signal.SIGALRM, _hung)
    try:
        for reader in mine:
            until = time.monotonic() + seconds
            k = 0
            while (time.monotonic() < until) if soak else k < rounds(pytestconfig, FEW, 0):
                seed = f"{pytestconfig.getoption('--seed')}-{reader.name}-{k}"
                fault = _tried(reader, reader.input(random.Random(seed)), counted)
                k += 1
                if fault:
                    found.append(f"{seed}: {fault}")
                    if len(found) > 20:
                        break
    finally:
        signal.signal(signal.SIGALRM, before)
    assert not found, "\n\n".join(found)


def _tried(reader: Reader, data: bytes, counted: Counted) -> str | None:
    """What is wrong, with the input."""
    signal.alarm(PATIENCE)
    try:
        answer = reader.read(data)
    except (Exception, Hung) as error:
        told = "".join(traceback.format_exception(error)[-3:])
        return f"{type(error).__name__}\n{told}\n{data[:3_000]!r}"
    finally:
        signal.alarm(0)
    counted("fuzzing", reader.name, "an answer" if answer else "a message")
    return None
