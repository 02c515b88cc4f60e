"""``conflict/1``: decision makers, their moves, feasible states and preference levels, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pourparler.errors import FormatError, PourparlerError
from pourparler.formats.json_files import REMARKS, only, parsed, understood, whole
from pourparler.model.conflict import Conflict, Direction, Move
from pourparler.shown import written_json

NAME = "conflict/1"
KEYS = ("format", "decision_makers", "options", "states", "preference_level")
ANSWERS = ("stable", "equilibria", "improvements", "moves", "peer", "infeasible")
"""What follows from the rest."""


def read(path: Path) -> tuple[Conflict, tuple[str, ...]]:
    """Read a conflict; everything in the file is in it.

    Raises:
        FormatError: not JSON, not this format, or levels and owners that do not fit.
    """
    told = parsed(path)
    if not isinstance(told, dict) or told.get("format") != NAME:
        raise FormatError(f"this is not of the format {NAME}", where=str(path))
    mend = "It needs decision_makers, options with owner and direction, states, and a preference_level for each state"
    with understood("the conflict cannot be understood", path, mend):
        only({k: v for k, v in told.items() if k not in REMARKS and k not in ANSWERS}, KEYS, "the file")
        return _conflict(told), ()


def write(conflict: Conflict, path: Path) -> None:
    """Write a conflict; nothing is lost but infeasible patterns, which the states tell.

    Raises:
        PourparlerError: preferences are partly unknown, which the format cannot hold.
    """
    if not conflict.complete:
        raise PourparlerError(f"{NAME} cannot hold preferences that are partly unknown", where=str(path))
    told = {
        "format": NAME,
        "name": conflict.title,
        "decision_makers": list(conflict.decision_makers),
        "options": [{"name": m.name, "owner": m.owner, "direction": m.direction.value} for m in conflict.moves],
        "states": conflict.states.tolist(),
        "preference_level": conflict.levels.tolist(),
    }
    path.write_text(written_json(told) + "\n", encoding="utf-8")


def _conflict(told: Mapping[str, Any]) -> Conflict:
    names = tuple(map(str, told["decision_makers"]))
    for option in told["options"]:
        only(option, ("name", "owner", "direction"), f"the option {option.get('name')!r}")
    moves = tuple(
        Move(str(o["name"]), whole(o["owner"]), Direction(o.get("direction", "both"))) for o in told["options"]
    )
    states = tuple(map(whole, told["states"]))
    levels = tuple(tuple(map(whole, row)) for row in told["preference_level"])
    for move in moves:
        if not 0 <= move.owner < len(names):
            raise ValueError(f"option {move.name!r} belongs to an unknown decision maker, {move.owner}")
    if len(set(states)) < len(states) or any(not 0 <= s < 1 << len(moves) for s in states):
        raise ValueError("a state occurs twice, or holds an unknown option")
    if len(levels) != len(names) or any(len(row) != len(states) for row in levels):
        raise ValueError("every decision maker needs one level for each state")
    return Conflict.with_levels(str(told.get("name", "")), names, moves, states, levels)
