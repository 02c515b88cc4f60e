"""Actors on an ordered issue as JSON: ``actors``, each with name, position, capability and salience."""

from __future__ import annotations

from pathlib import Path

from pourparler.errors import FormatError
from pourparler.formats.json_files import parsed
from pourparler.formats.numbers import finite

Told = tuple[tuple[str, float, float, float], ...]


def read(path: Path) -> Told:
    """For each actor its name, position, capability and salience.

    Raises:
        FormatError: not JSON, or a number is missing or not finite.
    """
    told = parsed(path)
    try:
        rows = []
        for a in told["actors"]:
            position, capability, salience = (
                float(finite(a[k], str(path))) for k in ("position", "capability", "salience")
            )
            rows.append((str(a["name"]), position, capability, salience))
        return tuple(rows)
    except (KeyError, TypeError) as error:
        raise FormatError(
            f"the actors cannot be understood ({error})",
            where=str(path),
            mend="Write {actors: [{name, position, capability, salience}, …]}",
        ) from error
