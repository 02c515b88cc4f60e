"""``.gmcr`` files (JSON): options, decision makers with prioritised preferences or rankings, infeasible patterns.

Preferences are statements in order of priority; where a decision maker has ``useManualPreferenceRanking`` (or the file has
``useManualPreferenceVectors``), its ranking of states is used instead. What restricts perception is not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pourparler.errors import FormatError, PourparlerError
from pourparler.formats.json_files import parsed
from pourparler.model.conflict import Conflict, Direction, Move, Order, Pattern, Wish, feasible, ranked
from pourparler.shown import written_json

MOST = 20
"""The most options whose combinations are listed."""


def read(path: Path) -> Conflict:
    """Read a conflict.

    Raises:
        FormatError: not JSON, an option that is not defined, too many options, no feasible state, or a ranking that leaves states out.
    """
    told = parsed(path)
    try:
        return _conflict(told, path.stem)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise FormatError(f"the conflict cannot be understood ({error})", where=str(path)) from error


def _conflict(told: Mapping[str, Any], title: str) -> Conflict:
    options = told["options"]
    if len(options) > MOST:
        raise ValueError(f"{len(options)} options are more than {MOST}")
    owners: dict[int, int] = {}
    for d, maker in enumerate(told["decisionMakers"]):
        for k in maker["options"]:
            if not 0 <= int(k) < len(options):
                raise ValueError(f"{maker['name']} has option {k}, which is not defined")
            owners[int(k)] = d
    if missing := [o["name"] for k, o in enumerate(options) if k not in owners]:
        raise ValueError(f"option {missing[0]!r} belongs to nobody")
    moves = tuple(
        Move(str(o["name"]), owners[k], Direction(o.get("permittedDirection", "both"))) for k, o in enumerate(options)
    )
    infeasible = tuple(p for told_pattern in told.get("infeasibles", ()) for p in _patterns(told_pattern, len(options)))
    # Option k is bit k; states in the order of their numbers.
    states = feasible(len(options), infeasible)
    if not len(states):
        raise ValueError("no state is feasible")
    orders = []
    for maker in told["decisionMakers"]:
        manual = maker.get("useManualPreferenceRanking", told.get("useManualPreferenceVectors", False))
        if manual and maker.get("preferenceRanking"):
            groups = [g if isinstance(g, list) else [g] for g in maker["preferenceRanking"]]
            # Rankings number the feasible states from 1.
            orders.append(Order.by_level(ranked([[int(states[int(k) - 1]) for k in g] for g in groups], states)))
        else:
            wishes = [
                Wish(f"statement {n}", tuple(_patterns(told_wish, len(options))))
                for n, told_wish in enumerate(maker.get("preferences", ()), start=1)
            ]
            orders.append(Order.by_wishes([[w] for w in wishes], states))
    names = tuple(str(m["name"]) for m in told["decisionMakers"])
    return Conflict(str(told.get("title") or title), names, moves, states, tuple(orders), infeasible)


def write(conflict: Conflict, path: Path) -> None:
    """Write a conflict with its levels as rankings. Infeasible patterns are those it was made with, or every infeasible state by itself.

    Raises:
        PourparlerError: preferences are partly unknown, which the format cannot hold.
    """
    if not conflict.complete:
        raise PourparlerError(".gmcr files cannot hold preferences that are partly unknown", where=str(path))
    is_feasible = set(conflict.states.tolist())
    patterns = conflict.infeasible or tuple(
        tuple((k, bool(s >> k & 1)) for k in range(len(conflict.moves)))
        for s in range(1 << len(conflict.moves))
        if s not in is_feasible
    )
    order = sorted(conflict.states.tolist())
    place = {s: k for k, s in enumerate(order, start=1)}
    makers = []
    for d, name in enumerate(conflict.decision_makers):
        by_level: dict[int, list[int]] = {}
        for state, level in zip(conflict.states.tolist(), conflict.levels[d].tolist(), strict=True):
            by_level.setdefault(level, []).append(place[state])
        makers.append(
            {
                "name": name,
                "options": [k for k, m in enumerate(conflict.moves) if m.owner == d],
                "preferences": [],
                "useManualPreferenceRanking": True,
                "preferenceRanking": [by_level[level] for level in sorted(by_level, reverse=True)],
            }
        )
    told = {
        "title": conflict.title,
        "options": [{"name": m.name, "permittedDirection": m.direction.value} for m in conflict.moves],
        "decisionMakers": makers,
        "infeasibles": [[[k, "Y" if taken else "N"] for k, taken in p] for p in patterns],
        "useManualPreferenceVectors": True,
    }
    path.write_text(written_json(told, indent=1) + "\n", encoding="utf-8")


def _patterns(told: Any, options: int) -> list[Pattern]:
    """A condition: a list of [option, "Y" or "N"], or a compound of several such lists, any of which may hold."""
    if isinstance(told, Mapping):
        told = told.get("condition") or told.get("conditions") or []
    if told and isinstance(told[0][0], list):
        return [p for part in told for p in _patterns(part, options)]
    pattern = []
    for k, letter in told:
        if not 0 <= int(k) < options:
            raise ValueError(f"option {k} is not defined")
        pattern.append((int(k), str(letter).upper() == "Y"))
    return [tuple(pattern)]
