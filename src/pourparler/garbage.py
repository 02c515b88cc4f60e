"""Many objects made at one time that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """While a hundred thousand statements are loaded or drafted from: Python's collector would go through all that is there again and
    again to find circles that nobody needs, and finds none. Loading took twice as long with it. What is in no circle goes as always.
    """
    if not gc.isenabled():  # whoever switched it off switches it on
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
