"""Actors on an ordered issue as JSON: ``actors``, each with name, position, capability and salience."""

from __future__ import annotations

from pathlib import Path

from pourparler.formats.json_files import REMARKS, only, parsed, understood
from pourparler.formats.numbers import finite

ANSWERS = ("start", "rounds")
"""What a known run came to; not read."""

Told = tuple[tuple[str, float, float, float], ...]


def read(path: Path) -> Told:
    """For each actor its name, position, capability and salience.

    Raises:
        FormatError: not JSON, a key that is not understood, or a number is missing or not finite.
    """
    told = parsed(path)
    with understood(
        "the actors cannot be understood", path, "Write {actors: [{name, position, capability, salience}, …]}"
    ):
        only({k: v for k, v in dict(told).items() if k not in REMARKS}, ("actors", *ANSWERS), "the file")
        rows = []
        for a in told["actors"]:
            only(a, ("name", "position", "capability", "salience"), f"the actor {a.get('name')!r}")
            position, capability, salience = (
                float(finite(a[k], str(path))) for k in ("position", "capability", "salience")
            )
            rows.append((str(a["name"]), position, capability, salience))
        if len({name for name, *_ in rows}) < len(rows):
            raise ValueError("two actors have the same name")
        return tuple(rows)
