"""``.gmcr`` files (JSON): options, decision makers with prioritised preferences or rankings, infeasible patterns.

Preferences are statements in order of priority. Where the file has ``useManualPreferenceRanking`` (``useManualPreferenceVectors`` in older
ones), or a decision maker has, the ranking of states counts instead: ``preferenceRanking``, or ``preferenceVector`` as it was called.
Rankings number the feasible states from 1, options taken in the order of the decision makers they belong to (gmcr-py,
``data_01_conflictModel``). Misperceptions and coalitions are not used, and that is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pourparler.errors import PourparlerError
from pourparler.formats.files import Tell
from pourparler.formats.json_files import REMARKS, only, parsed, understood, whole
from pourparler.formats.numbers import finite
from pourparler.model.conflict import Conflict, Direction, Ints, Move, Order, Pattern, Wish, feasible, ranked
from pourparler.shown import written_json

MOST = 20
"""The most options whose combinations are listed."""
FLAGS = ("useManualPreferenceRanking", "useManualPreferenceVectors")
RANKINGS = ("preferenceRanking", "preferenceVector")
KEYS = ("program", "version", "options", "decisionMakers", "infeasibles", *FLAGS)
MAKER_KEYS = ("name", "options", "preferences", "payoffs", "misperceptions", *FLAGS, *RANKINGS)


def read(path: Path) -> tuple[Conflict, tuple[str, ...]]:
    """Read a conflict. Returns it and what of the file is not used.

    Raises:
        FormatError: not JSON, a key that is not understood, an option that is not defined, too many options, no feasible state, a
            ranking that is missing, or one that leaves states out.
    """
    told = parsed(path)
    notices: list[str] = []
    with understood("the conflict cannot be understood", path):
        return _conflict(told, path, notices.append), tuple(notices)


@dataclass(frozen=True, slots=True)
class _States:
    """The feasible states, ascending; ``numbered``: in the order in which rankings number them."""

    options: int
    states: Ints
    numbered: tuple[int, ...]

    def levels(self, ranking: Any) -> tuple[int, ...]:
        groups = [g if isinstance(g, list) else [g] for g in ranking]
        numbers = [[whole(k) for k in g] for g in groups]
        if wrong := [k for g in numbers for k in g if not 1 <= k <= len(self.numbered)]:
            raise ValueError(f"a ranking names state {wrong[0]}; there are states 1 to {len(self.numbered)}")
        return ranked([[self.numbered[k - 1] for k in g] for g in numbers], self.states)


def _conflict(told: Mapping[str, Any], path: Path, tell: Tell) -> Conflict:
    _known_keys(told, path.name, tell)
    options = told["options"]
    if len(options) > MOST:
        raise ValueError(f"{len(options)} options are more than {MOST}")
    owners = _owners(told)
    moves = tuple(
        Move(str(o["name"]), owners[k], Direction(o.get("permittedDirection", "both"))) for k, o in enumerate(options)
    )
    infeasible = tuple(p for pattern in told.get("infeasibles", ()) for p in _patterns(pattern, len(options)))
    # Option k is bit k; states in the order of their numbers.
    states = feasible(len(options), infeasible)
    if not len(states):
        raise ValueError("no state is feasible")
    known = _States(
        len(options), states, _numbered(states, [k for maker in told["decisionMakers"] for k in maker["options"]])
    )
    orders = tuple(_order(maker, told, known, path.name, tell) for maker in told["decisionMakers"])
    names = tuple(str(m["name"]) for m in told["decisionMakers"])
    for maker, order in zip(told["decisionMakers"], orders, strict=True):
        _compare_payoffs(maker, order.levels(len(states)), known, path.name, tell)
    return Conflict(str(told.get("title") or path.stem), names, moves, states, orders, infeasible)


def _numbered(states: Ints, in_order: Sequence[int]) -> tuple[int, ...]:
    """The states in the order in which rankings number them; ``in_order``: the options in the order of their decision makers."""
    number = {s: sum(1 << place for place, k in enumerate(in_order) if s >> k & 1) for s in states.tolist()}
    return tuple(sorted(number, key=lambda s: number[s]))


def _known_keys(told: Mapping[str, Any], file: str, tell: Tell) -> None:
    only({k: v for k, v in told.items() if k not in REMARKS}, (*KEYS, "coalitions", "coalitionsFull"), "the file")
    if together := [c for c in told.get("coalitions", ()) if isinstance(c, list) and len(c) > 1]:
        names = ", ".join(str(told["decisionMakers"][whole(k)]["name"]) for k in together[0])
        tell(f"{file}: the coalition of {names} is not used; --coalitions looks at all that there could be")
    for option in told["options"]:
        only(option, ("name", "permittedDirection"), f"the option {option.get('name')!r}")
    for maker in told["decisionMakers"]:
        only(maker, MAKER_KEYS, f"the decision maker {maker.get('name')!r}")
        if maker.get("misperceptions"):
            tell(f"{file}: what {maker['name']} misperceives is not used; everybody is taken to see all states")


def _owners(told: Mapping[str, Any]) -> dict[int, int]:
    owners: dict[int, int] = {}
    for d, maker in enumerate(told["decisionMakers"]):
        for k in map(whole, maker["options"]):
            if not 0 <= k < len(told["options"]):
                raise ValueError(f"{maker['name']} has option {k}, which is not defined")
            if k in owners:
                raise ValueError(f"option {told['options'][k]['name']!r} belongs to two decision makers")
            owners[k] = d
    if missing := [o["name"] for k, o in enumerate(told["options"]) if k not in owners]:
        raise ValueError(f"option {missing[0]!r} belongs to nobody")
    return owners


def _order(maker: Mapping[str, Any], told: Mapping[str, Any], known: _States, file: str, tell: Tell) -> Order:
    flags = [where[flag] for where in (maker, told) for flag in FLAGS if flag in where]
    if any(not isinstance(flag, bool) for flag in flags):
        raise ValueError(f"{' or '.join(FLAGS)} is neither true nor false")
    rankings = [maker[key] for key in RANKINGS if maker.get(key)]
    if len(rankings) > 1 and rankings[0] != rankings[1]:
        raise ValueError(f"{maker['name']} has two rankings that differ: {' and '.join(RANKINGS)}")
    statements = maker.get("preferences", ())
    # What the file says of rankings, and where it says nothing whatever a decision maker has.
    by_ranking = flags[0] if flags else bool(rankings) and not statements
    if by_ranking:
        if not rankings:
            raise ValueError(f"rankings count, the file says, and {maker['name']} has none")
        if statements:
            tell(f"{file}: the preference statements of {maker['name']} are not used; rankings count, the file says")
        return Order.by_level(known.levels(rankings[0]))
    if rankings:
        why = (
            "statements count, the file says"
            if flags
            else "it has statements, and the file does not say that rankings count"
        )
        tell(f"{file}: the ranking of {maker['name']} is not used; {why}")
    wishes = [
        Wish(f"statement {n}", tuple(_patterns(wish, known.options))) for n, wish in enumerate(statements, start=1)
    ]
    return Order.by_wishes([[w] for w in wishes], known.states)


def _compare_payoffs(maker: Mapping[str, Any], levels: Ints, known: _States, file: str, tell: Tell) -> None:
    """Payoffs follow from the preferences; where those in the file are others, somebody should know."""
    payoffs: Sequence[Any] = maker.get("payoffs") or ()
    if not payoffs:
        return
    place = {s: k for k, s in enumerate(known.states.tolist())}
    own = np.array([levels[place[s]] for s in known.numbered])
    theirs = np.array([float(finite(x, file)) for x in payoffs])
    if len(own) != len(theirs) or (np.sign(own[:, None] - own) != np.sign(theirs[:, None] - theirs)).any():
        tell(f"{file}: the payoffs of {maker['name']} are not used; they are not those of its preferences")


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
    owned = [[k for k, m in enumerate(conflict.moves) if m.owner == d] for d in range(len(conflict.decision_makers))]
    place = {s: k for k, s in enumerate(_numbered(conflict.states, [k for own in owned for k in own]), start=1)}
    makers = []
    for d, name in enumerate(conflict.decision_makers):
        by_level: dict[int, list[int]] = {}
        for state, level in zip(conflict.states.tolist(), conflict.levels[d].tolist(), strict=True):
            by_level.setdefault(level, []).append(place[state])
        makers.append(
            {
                "name": name,
                "options": owned[d],
                "preferences": [],
                "preferenceRanking": [by_level[level] for level in sorted(by_level, reverse=True)],
            }
        )
    told = {
        "title": conflict.title,
        "options": [{"name": m.name, "permittedDirection": m.direction.value} for m in conflict.moves],
        "decisionMakers": makers,
        "infeasibles": [[[k, "Y" if taken else "N"] for k, taken in p] for p in patterns],
        "useManualPreferenceRanking": True,
    }
    path.write_text(written_json(told, indent=1) + "\n", encoding="utf-8")


def _patterns(told: Any, options: int) -> list[Pattern]:
    """A condition: a list of [option, "Y" or "N"], or a compound of several such lists, any of which may hold."""
    if isinstance(told, Mapping):
        only(told, ("compound", "members"), "a condition")
        return [p for part in told["members"] for p in _patterns(part, options)]
    if not told:
        raise ValueError("a condition is empty")
    if isinstance(told[0][0], list):
        return [p for part in told for p in _patterns(part, options)]
    pattern = []
    for k, letter in told:
        if not 0 <= whole(k) < options:
            raise ValueError(f"option {k} is not defined")
        if letter not in ("Y", "N"):
            raise ValueError(f"{letter!r} of option {k} is neither Y nor N")
        pattern.append((k, letter == "Y"))
    return [tuple(pattern)]
