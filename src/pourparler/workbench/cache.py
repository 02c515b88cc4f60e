"""What was made lately, kept for whoever asks next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class _Slot:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.made = False
        self.value: Any = None


class Cache(Generic[K]):
    """Values by key, the ``most`` that were last asked for; safe to use from several threads, and each value made once.

    Who asks for a value that another thread is making waits for it. Where making it fails nothing is kept.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._slots: OrderedDict[K, _Slot] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K, make: Callable[[], T]) -> T:
        """The value kept under the key, else what ``make`` makes."""
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self.most:
                self._slots.popitem(last=False)
        with slot.lock:
            if not slot.made:
                slot.value, slot.made = make(), True
            value: T = slot.value
        return value

    def __len__(self) -> int:
        return len(self._slots)
