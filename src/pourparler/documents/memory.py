"""How much memory this process may take, on systems that count it; elsewhere nothing is limited."""

from __future__ import annotations

import contextlib
import os
from typing import Any

_NEARLY = 0.5
"""Share from which on a fault is taken for want of memory: what did not fit is often asked for in one piece."""
_KEPT = 0.25
"""Share that may stay taken after a document; with more a fresh process opens the next."""


class Allowance:
    """So many bytes of addresses more than are taken now, until ``end``."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._before = _told("VmSize")
        if self._before:
            _limit(self._before + size)

    @property
    def nearly_used_up(self) -> bool:
        """Whether more than half of it was taken at some time."""
        return _told("VmPeak") - self._before > _NEARLY * self.size

    @property
    def worn(self) -> bool:
        """Whether the process keeps much of it, or took so much that it could not tell how much the next document takes."""
        return self.nearly_used_up or _told("VmSize") - self._before > _KEPT * self.size

    def end(self) -> None:
        """Let the process take what the system lets it."""
        _limit(None)


def no_core_dumps() -> None:
    """Where the process breaks down, it leaves no copy of its memory on the disk."""
    if (resource := _resource()) is not None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit(size: int | None) -> None:
    if (resource := _resource()) is None:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most if size is None else size if most == resource.RLIM_INFINITY else min(size, most)
    with contextlib.suppress(ValueError, OSError):  # some systems have the name and not the thing
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _resource() -> Any:
    """The module of the standard library that limits processes; Windows has none."""
    try:
        import resource
    except ImportError:
        return None
    return resource


def _told(name: str) -> int:
    """Bytes that Linux tells of this process under ``name``; 0 on other systems."""
    if not os.path.exists("/proc/self/status"):
        return 0
    with open("/proc/self/status", encoding="ascii", errors="replace") as lines:
        found = next((line for line in lines if line.startswith(f"{name}:")), None)
    return int(found.split()[1]) * 1024 if found else 0
