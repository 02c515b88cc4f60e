"""``conflict:`` in dossier.yaml ⇄ Conflict: the talks as moves, what cannot be, and what each party prefers."""

from __future__ import annotations

import keyword
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.conditions import UnknownMoveError, Words, patterns_of, words_of
from pourparler.dossier.evidence import evidence_node, read_evidence
from pourparler.dossier.yaml_nodes import Notebook
from pourparler.errors import did_you_mean
from pourparler.model import exact
from pourparler.model.conflict import Conflict, Direction, Ints, Move, Order, Pattern, Role, Wish, feasible, ranked

CONFLICT_KEYS = ("moves", "terms", "never", "now", "preferences")
MOVE_KEYS = ("does", "role", "once", "gives_up", "rests_on", "evidence")
WISH_KEYS = ("wants", "maybe", "any_order", "much", "rests_on", "evidence")
ORDER_KEYS = ("weights", "ranking")
ONCE = {"taken": Direction.FORWARD, "dropped": Direction.BACK}
"""``once: taken`` cannot be undone, ``once: dropped`` not taken again."""
MOST = 20
"""The most moves whose combinations are listed."""


def read_conflict(
    notes: Notebook, tree: Mapping[str, Any], title: str, parties: Sequence[str], positions: Sequence[str]
) -> Conflict | None:
    """Read it; None where there is none or faults went to ``notes``. The decision makers are the parties with moves, in their order."""
    if "conflict" not in tree:
        return None
    before = len(notes.problems)
    node = notes.mapping(tree, "conflict", CONFLICT_KEYS, "conflict")
    moves = _moves(notes, node, parties, positions)
    line = notes.line(tree, "conflict")
    if not moves:
        notes.note(line, "a conflict without moves", "moves: {Northland: {stops: stops the talks}}")
    if len(moves) > MOST:
        notes.note(line, f"there are {len(moves)} moves; at most {MOST} can be analysed", "Keep those that matter most")
    if len(notes.problems) > before:
        return None
    names = tuple(p for p in parties if any(m.owner == parties.index(p) for m in moves))
    places = {parties.index(name): k for k, name in enumerate(names)}
    moves = tuple(replace(m, owner=places[m.owner]) for m in moves)
    ids = Words(m.id for m in moves)
    terms = _terms(notes, node, ids)
    never = [p for patterns in _conditions(notes, node, "never", ids) for p in patterns]
    states = feasible(len(moves), never)
    if not len(states):
        notes.note(notes.line(node, "never"), "these patterns rule out every state", "Remove one of them")
        return None
    orders = _orders(notes, node, names, positions, ids, states)
    conflict = Conflict(title, names, moves, states, orders, tuple(never), terms=terms)
    now = _now(notes, node, conflict, ids) if "now" in node else None
    if len(notes.problems) > before:
        return None
    return replace(conflict, now=now)


def _moves(
    notes: Notebook, node: Mapping[str, Any], parties: Sequence[str], positions: Sequence[str]
) -> tuple[Move, ...]:
    by_party = notes.mapping(node, "moves", None, "moves") if "moves" in node else {}
    found: list[Move] = []
    for name in by_party:
        if notes.one_of(name, parties, "party", notes.line(by_party, name)) is None:
            continue
        mine = notes.mapping(by_party, name, None, f"moves of {name!s}")
        for id in mine:
            line = notes.line(mine, id)
            if not str(id).isidentifier() or keyword.iskeyword(str(id)):
                notes.note(
                    line, f"{str(id)!r} cannot name a move", "Use letters, digits and _, for example stops_talks"
                )
                continue
            if any(m.id == str(id) for m in found):
                notes.note(line, f"two moves are named {str(id)!r}", "Give each its own name")
                continue
            found.append(_move(notes, mine, id, parties.index(str(name)), positions))
    return tuple(found)


def _move(notes: Notebook, mine: Mapping[str, Any], id: Any, owner: int, positions: Sequence[str]) -> Move:
    plain = str(id).replace("_", " ")
    if isinstance(mine[id], str) or mine[id] is None:
        return Move(str(mine[id] or plain), owner, id=str(id))
    fields = notes.mapping(mine, id, MOVE_KEYS, f"move {id!s}")
    role, once = fields.get("role", Role.OTHER.value), fields.get("once")
    if notes.one_of(role, [r.value for r in Role], "role", notes.line(fields, "role")) is None:
        role = Role.OTHER.value
    if once is not None and notes.one_of(once, ONCE, "value of once", notes.line(fields, "once")) is None:
        once = None
    return Move(
        notes.text(fields, "does", "does") or plain,
        owner,
        Direction.BOTH if once is None else ONCE[str(once)],
        str(id),
        Role(str(role)),
        _known(notes, fields, "gives_up", positions),
        _known(notes, fields, "rests_on", positions),
        read_evidence(notes, fields),
    )


def _known(notes: Notebook, fields: Mapping[str, Any], key: str, positions: Sequence[str]) -> tuple[str, ...]:
    told = notes.texts(fields, key, key)
    return tuple(t for t in told if notes.one_of(t, positions, "position", notes.line(fields, key)) is not None)


def _condition(notes: Notebook, text: Any, ids: Words, line: int) -> tuple[Pattern, ...]:
    try:
        return patterns_of(str(text), ids)
    except UnknownMoveError as error:
        notes.note(line, str(error), did_you_mean(error.name, ids.known))
    except ValueError as error:
        notes.note(line, str(error), "Write it as a and not b, a or b, a if b, a iff b")
    return ()


def _terms(notes: Notebook, node: Mapping[str, Any], ids: Words) -> tuple[tuple[str, str], ...]:
    told = notes.mapping(node, "terms", None, "terms") if "terms" in node else {}
    for name in told:
        line = notes.line(told, name)
        if not str(name).isidentifier() or keyword.iskeyword(str(name)) or str(name) in ids.known:
            notes.note(line, f"{str(name)!r} cannot name a term", "Use letters, digits and _, and no name twice")
            continue
        try:
            ids.define(str(name), str(told[name]))
        except UnknownMoveError as error:
            notes.note(line, str(error), did_you_mean(error.name, ids.known))
        except ValueError as error:
            notes.note(line, str(error), "Write it as a and not b, or a or b")
    return tuple((str(name), str(told[name])) for name in told)


def _conditions(notes: Notebook, node: Mapping[str, Any], key: str, ids: Words) -> list[tuple[Pattern, ...]]:
    entries = notes.sequence(node, key, key)
    return [_condition(notes, entries[k], ids, notes.line(entries, k)) for k in range(len(entries))]


def _now(notes: Notebook, node: Mapping[str, Any], conflict: Conflict, ids: Words) -> int | None:
    line = notes.line(node, "now")
    taken = [
        name for name in notes.texts(node, "now", "now") if notes.one_of(name, ids.moves, "move", line) is not None
    ]
    place = conflict.place(sum(1 << ids.moves[name] for name in dict.fromkeys(taken)))
    if place is None:
        notes.note(line, "`now` describes a state that `never` rules out", "Change one of the two")
    return place


def _orders(
    notes: Notebook,
    node: Mapping[str, Any],
    names: Sequence[str],
    positions: Sequence[str],
    ids: Words,
    states: Ints,
) -> tuple[Order, ...]:
    told = notes.mapping(node, "preferences", None, "preferences") if "preferences" in node else {}
    for name in told:
        notes.one_of(name, names, "party with moves", notes.line(told, name))
    orders = []
    for name in names:
        if told.get(name) is None:
            orders.append(Order.unknown(states))
        elif isinstance(told[name], Mapping):
            orders.append(_by_numbers(notes, told, name, ids, states))
        else:
            tiers, much = _tiers(notes, told, name, positions, ids)
            orders.append(Order.by_wishes(tiers, states, much))
    return tuple(orders)


def _tiers(
    notes: Notebook, told: Mapping[str, Any], name: str, positions: Sequence[str], ids: Words
) -> tuple[list[list[Wish]], int]:
    """Preference statements in order of priority, and how many of the first are strong."""
    entries = notes.sequence(told, name, f"preferences of {name}")
    tiers: list[list[Wish]] = []
    much = 0
    for k, entry in enumerate(entries):
        line = notes.line(entries, k)
        strong = isinstance(entry, Mapping) and bool(entry.get("much"))
        if strong and much < k:
            notes.note(line, "a strong preference stands below a weaker one", "Put those with `much: true` first")
        much += strong
        if isinstance(entry, Mapping) and "any_order" in entry:
            notes.mapping(entries, k, ("any_order", "much"), "a preference")
            inside = notes.sequence(entry, "any_order", "any_order")
            tiers.append([w for n in range(len(inside)) for w in _wish(notes, inside, n, positions, ids)])
        else:
            tiers.append(_wish(notes, entries, k, positions, ids))
    return tiers, much


def _wish(notes: Notebook, entries: Sequence[Any], k: int, positions: Sequence[str], ids: Words) -> list[Wish]:
    line = notes.line(entries, k)
    if not isinstance(entries[k], Mapping):
        return [Wish(str(entries[k]), _condition(notes, entries[k], ids, line))]
    fields = notes.mapping(entries, k, WISH_KEYS, "a preference")
    kinds = [word for word in ("wants", "maybe") if word in fields]
    if len(kinds) != 1:
        notes.note(line, "a preference needs `wants` or `maybe`", "Write {wants: not stops, evidence: [s…]}")
        return []
    text = fields[kinds[0]]
    patterns = _condition(notes, text, ids, notes.line(fields, kinds[0]))
    rests_on = _known(notes, fields, "rests_on", positions)
    return [Wish(str(text), patterns, kinds[0] == "wants", rests_on, read_evidence(notes, fields))]


def _by_numbers(notes: Notebook, told: Mapping[str, Any], name: str, ids: Words, states: Ints) -> Order:
    """``{weights: {condition: number}}`` or ``{ranking: [[states], …]}``, states written as YNNY, one letter a move."""
    fields = notes.mapping(told, name, ORDER_KEYS, f"preferences of {name}")
    line = notes.line(told, name)
    if ("weights" in fields) == ("ranking" in fields):
        notes.note(line, "preferences must be a list, or have `weights` or `ranking`", "Write a list of conditions")
        return Order.unknown(states)
    if "weights" in fields:
        node = notes.mapping(fields, "weights", None, "weights")
        pairs = []
        for text in node:
            weight = notes.number(node, text, "a weight")
            pairs.append((Wish(str(text), _condition(notes, text, ids, notes.line(node, text))), exact(weight or 0)))
        return Order.by_weights(pairs, states)
    groups = [g if isinstance(g, list) else [g] for g in notes.sequence(fields, "ranking", "ranking")]
    try:
        return Order.by_level(ranked([[_state(str(s), len(ids.moves)) for s in g] for g in groups], states))
    except ValueError as error:
        mend = f"Name every feasible state once, best first, with {len(ids.moves)} letters Y or N in the order of the moves"
        notes.note(notes.line(fields, "ranking"), str(error), mend)
        return Order.unknown(states)


def _state(letters: str, moves: int) -> int:
    if len(letters) != moves or set(letters.upper()) - {"Y", "N"}:
        raise ValueError(f"{letters!r} is not a state of {moves} moves")
    return sum(1 << k for k, letter in enumerate(letters.upper()) if letter == "Y")


def conflict_node(conflict: Conflict) -> CommentedMap:
    """The conflict as the section of a dossier; its orders are those that its preference statements make."""
    moves = CommentedMap()
    for d, name in enumerate(conflict.decision_makers):
        moves[name] = CommentedMap({m.id: _move_node(m) for m in conflict.moves if m.owner == d})
    node = CommentedMap({"moves": moves})
    if conflict.terms:
        node["terms"] = CommentedMap(conflict.terms)
    if conflict.infeasible:
        node["never"] = CommentedSeq(words_of([p], conflict.moves) for p in conflict.infeasible)
    if conflict.now is not None:
        node["now"] = _flow(CommentedSeq(m.id for m in conflict.taken(conflict.now)))
    node["preferences"] = CommentedMap(
        {
            name: CommentedSeq(map(_tier_node, order.wishes))
            for name, order in zip(conflict.decision_makers, conflict.orders, strict=True)
            if order.wishes
        }
    )
    return node


def _move_node(move: Move) -> Any:
    fields = CommentedMap({"does": move.name})
    if move.role is not Role.OTHER:
        fields["role"] = move.role.value
    if move.direction is not Direction.BOTH:
        fields["once"] = next(word for word, direction in ONCE.items() if direction is move.direction)
    for key in ("gives_up", "rests_on"):
        if ids := getattr(move, key):
            fields[key] = _flow(CommentedSeq(ids))
    if move.evidence:
        fields["evidence"] = evidence_node(move.evidence)
    return fields


def _tier_node(tier: Sequence[Wish]) -> Any:
    if len(tier) == 1:
        return _wish_node(tier[0])
    return CommentedMap({"any_order": CommentedSeq(map(_wish_node, tier))})


def _wish_node(wish: Wish) -> Any:
    if wish.known and not wish.rests_on and not wish.evidence:
        return wish.words
    fields = CommentedMap({"wants" if wish.known else "maybe": wish.words})
    if wish.rests_on:
        fields["rests_on"] = _flow(CommentedSeq(wish.rests_on))
    if wish.evidence:
        fields["evidence"] = evidence_node(wish.evidence)
    return fields


def _flow(node: Any) -> Any:
    node.fa.set_flow_style()
    return node
