"""Other programs' files, each format a module with ``reads``, ``read`` and ``write``.

``read`` also returns a sentence for everything that is not used, or not used as it stands; what is not understood is an error. ``write``
returns what the format cannot hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from pourparler.formats import genius, geniusweb, negmas, tables, values_table

WRITTEN: Mapping[str, ModuleType] = {"genius": genius, "negmas": negmas, "tables": tables, "values": values_table}
"""Formats that can be written, by name."""

READ: tuple[ModuleType, ...] = (*WRITTEN.values(), geniusweb)
"""Formats that can be read, in the order in which they are asked whether a path is theirs."""


def reader(path: Path) -> ModuleType | None:
    """The format that reads this path; None where none of them does."""
    return next((module for module in READ if module.reads(path)), None)
