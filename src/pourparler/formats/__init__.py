"""Other programs' files, each format a module with ``reads``, ``read`` and ``write``; ``read`` and ``write`` also tell what is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from pourparler.formats import genius, negmas, tables, values_table

WRITTEN: Mapping[str, ModuleType] = {"genius": genius, "negmas": negmas, "tables": tables, "values": values_table}
"""Formats that can be written, by name."""


def reader(path: Path) -> ModuleType | None:
    """The format that reads this path; None where none of them does."""
    return next((module for module in WRITTEN.values() if module.reads(path)), None)
