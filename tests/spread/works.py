"""What the processes of these tests do: they load it from here."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

import numpy as np

from pourparler.model import Document, Meaning, Mode, Negotiation, Reading, Statement

Shared = tuple[int, Sequence[int]]


def square(shared: int, item: int) -> tuple[int, int]:
    """What it is told for all plus the item's square, and who worked it out."""
    time.sleep(0.01)
    return shared + item * item, os.getpid()


def square_or_end(deadly: Sequence[int], item: int) -> int:
    """The square, unless the item ends the process."""
    if item in deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return item * item


def refuse(_: None, item: int) -> int:
    """Of a number below five the number."""
    if item >= 5:
        raise ZeroDivisionError(f"nobody divides {item}")
    return item


def drawn(many: int, seed: np.random.SeedSequence) -> float:
    """The mean of many draws."""
    return float(np.random.default_rng(seed).standard_normal(many).mean())


class QuickReader:
    """Finds one statement a line, of whoever it begins with; slow enough to be disturbed."""

    name = "quick/1"

    def read(self, document: Document, negotiation: Negotiation | None = None) -> Reading:
        """See ``Reader.read``."""
        time.sleep(0.02)
        found, at = [], 0
        for line in document.text.split("\n"):
            speaker, _, _ = line.partition(" ")
            content = ((at + len(speaker) + 1, at + len(line)),)
            found.append(
                Statement(document.id, ((at, at + len(speaker)),), (), content, Mode.INDIRECT, speaker=speaker)
            )
            at += len(line) + 1
        meant = Meaning(np.eye(1, 384, dtype=np.float32)[0])  # else the model would be asked
        return Reading(document.id, self.name, tuple(found), meanings={s.id: meant for s in found})
