"""From what the parties say to what they could agree on.

The verbs of the command line as functions: ``new``, ``add``, ``read``, ``suggest``, ``settle``, ``solve``, ``convert``,
``write_report``. They are loaded
when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pourparler.verbs import add, convert, load_negotiation, new, read, settle, solve, suggest, write_report

__all__ = ["add", "convert", "load_negotiation", "new", "read", "settle", "solve", "suggest", "write_report"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("pourparler.verbs"), name)
    raise AttributeError(f"module 'pourparler' has no attribute {name!r}")
