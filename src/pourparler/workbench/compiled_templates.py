"""Templates as Python code, kept as Python keeps its own modules: to make them anew at each start takes a tenth of a second."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """In ``__pycache__`` beside each template, or where Python is told to keep its own; where nothing can be written, nothing is kept.

    ``made_with``: what else the code depends on but the template: of other settings it is made anew.
    """

    def __init__(self, made_with: str) -> None:
        self._made_with = f"{jinja2.__version__} {made_with}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The template's file."""
        return filename or name

    def get_source_checksum(self, source: str) -> str:
        """Of the template and of what else its code depends on."""
        return sha256(f"{self._made_with} {source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code, where it is kept, and was made from this template by this Python."""
        damaged = (OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError)
        with contextlib.suppress(*damaged), open(_kept_at(bucket), "rb") as kept:
            bucket.load_bytecode(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, whole or not at all."""
        if sys.dont_write_bytecode:
            return
        place = Path(_kept_at(bucket))
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            aside = place.with_name(
                f"{place.name}.{os.getpid()}"
            )  # with the rights that files have here, unlike a temporary one
            try:
                with aside.open("wb") as kept:
                    bucket.write_bytecode(kept)
                os.replace(aside, place)
            finally:
                aside.unlink(missing_ok=True)


def _kept_at(bucket: Bucket) -> str:
    """As Python names what it keeps of a module: ``__pycache__/base.html.cpython-311.pyc``."""
    return cache_from_source(f"{bucket.key}.py")
