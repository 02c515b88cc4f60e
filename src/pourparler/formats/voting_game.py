"""Voting games as JSON: ``voters`` with ``weights`` and a ``quota``, or ``rules``, each with weights and a quota."""

from __future__ import annotations

from pathlib import Path

from pourparler.errors import FormatError
from pourparler.formats.json_files import parsed

Told = tuple[tuple[str, ...], tuple[tuple[tuple[int, ...], int], ...]]


def read(path: Path) -> Told:
    """The voters, and for each rule the weights and the quota.

    Raises:
        FormatError: not JSON, or a weight or quota that is no whole number.
    """
    told = parsed(path)
    mend = (
        "Write {voters: [names], weights: [whole numbers], quota: whole number}, or rules: a list of weights and quota"
    )
    try:
        rules = dict(told).get("rules", [told])
        for rule in rules:
            for number in (*rule["weights"], rule["quota"]):
                if not isinstance(number, int) or isinstance(number, bool):
                    raise ValueError(f"{number!r} is not a whole number")
        return tuple(map(str, told["voters"])), tuple((tuple(r["weights"]), r["quota"]) for r in rules)
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(f"the voting game cannot be understood ({error})", where=str(path), mend=mend) from error
