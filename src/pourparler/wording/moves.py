"""What decision makers do, in words: one move, several together, a state's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pourparler.model.conflict import Conflict, Move, Pattern, Role
from pourparler.wording.english import capital, in_words, infinitive, is_many, named, pronoun, verb_phrase
from pourparler.wording.terms import joined, parties

Literal = tuple[int, bool]
"""A move by its place, and whether it is made."""

NOBODY_MOVES = "nobody makes a move"


def state_name(conflict: Conflict, place: int) -> str:
    """The name of a state, made of what happens in it: all three sign a settlement; Port Auvane shuts the harbour."""
    state = int(conflict.states[place])
    made = [(k, True) for k in range(len(conflict.moves)) if state >> k & 1]
    return "; ".join(clauses(conflict, made)) or NOBODY_MOVES


def clauses(conflict: Conflict, literals: Iterable[Literal], own: int | None = None) -> list[str]:
    """A clause for each who does or leaves something; those who do the same stand together, acceptance and the end of talks first.

    ``own``: the decision maker of whom the sentence speaks already, so that a pronoun does.
    """
    groups: dict[tuple[str, bool], list[int]] = {}
    for k, made in sorted(literals, key=lambda x: _rank(conflict, x[0], own)):
        groups.setdefault((conflict.moves[k].name, made), []).append(k)
    told: dict[object, list[str]] = {}
    for (name, made), places in groups.items():
        if len(places) > 1:
            told[name, made] = [_together(conflict, places, name, made)]
        else:
            move = conflict.moves[places[0]]
            many = is_many(conflict.decision_makers[move.owner])
            told.setdefault(move.owner, []).append(verb_phrase(name, many=many, negative=not made))
    return [
        f"{_subject(conflict, key, own)} {_several(words)}" if isinstance(key, int) else words[0]
        for key, words in told.items()
    ]


def _several(phrases: Sequence[str]) -> str:
    """signs and stops; options that are only named share their verb: chooses ‘Delay’ and ‘Insist’."""
    for lead in ("chooses ", "does not choose "):
        if len(phrases) > 1 and all(p.startswith(f"{lead}‘") for p in phrases):
            return lead + joined((p.removeprefix(lead) for p in phrases), "and" if lead == "chooses " else "or")
    return joined(phrases)


def _subject(conflict: Conflict, d: int, own: int | None) -> str:
    name = conflict.decision_makers[d]
    return pronoun(name) if d == own else named(name)


def _rank(conflict: Conflict, k: int, own: int | None) -> tuple[bool, int, int]:
    order = {Role.ACCEPT: 0, Role.STOP: 1}
    move = conflict.moves[k]
    return own is not None and move.owner != own, order.get(move.role, 2), k


def _together(conflict: Conflict, places: Sequence[int], name: str, made: bool) -> str:
    """Several who do the same, or leave it."""
    names = [conflict.decision_makers[conflict.moves[k].owner] for k in places]
    everybody = [k for k, m in enumerate(conflict.moves) if m.role is Role.ACCEPT and m.name == name]
    if len(places) > 2 and set(places) == set(everybody):
        return f"{'all' if made else 'none of the'} {in_words(len(places))} {verb_phrase(name, many=True)}"
    if made:
        return f"{parties(names)} {verb_phrase(name, many=True)}"
    if len(places) == 2:
        return f"neither {named(names[0])} nor {named(names[1])} {verb_phrase(name)}"
    return f"none of {parties(names)} {verb_phrase(name)}"


def clause(conflict: Conflict, k: int, made: bool, own: int | None = None) -> str:
    """Who makes a move, or does not."""
    move = conflict.moves[k]
    many = is_many(conflict.decision_makers[move.owner])
    return f"{_subject(conflict, move.owner, own)} {verb_phrase(move.name, many=many, negative=not made)}"


def not_all(conflict: Conflict, places: Sequence[int]) -> str | None:
    """not all three sign a settlement, where the moves are the same one of all who can make it; else None."""
    names = {conflict.moves[k].name for k in places}
    if len(names) > 1:
        return None
    name = names.pop()
    if {k for k, m in enumerate(conflict.moves) if m.name == name} != set(places):
        return None
    who = "both" if len(places) == 2 else f"all {in_words(len(places))}"
    return f"not {who} {verb_phrase(name, many=True)}"


def condition(conflict: Conflict, patterns: Sequence[Pattern], own: int | None = None) -> str:
    """A condition on moves as a clause: what holds in every state that fits one of the patterns."""
    if not patterns:
        return "nothing holds"
    if len(patterns) == 1:
        return joined(clauses(conflict, patterns[0], own)) or "anything holds"
    common = set.intersection(*map(set, patterns))
    if common:
        rest = tuple(tuple(x for x in p if x not in common) for p in patterns)
        return f"{joined(clauses(conflict, sorted(common), own))}, and {condition(conflict, rest, own)}"
    if all(len(p) == 1 for p in patterns):
        return _alternatives(conflict, [p[0] for p in patterns], own)
    return f"either {joined((joined(clauses(conflict, p, own)) for p in patterns), 'or')}"


def _alternatives(conflict: Conflict, literals: Sequence[Literal], own: int | None) -> str:
    """One thing or another; where one of them is the own move of whom the sentence speaks: that move, if all others fail."""
    if not any(made for _, made in literals) and (told := not_all(conflict, [k for k, _ in literals])):
        return told
    if found := consequence(conflict, literals, own):
        first, others = found
        return f"{clause(conflict, *first, own)} if {joined(clauses(conflict, others))}"
    return f"either {joined((clause(conflict, k, made, own) for k, made in literals), 'or')}"


def consequence(
    conflict: Conflict, literals: Sequence[Literal], own: int | None
) -> tuple[Literal, list[Literal]] | None:
    """Alternatives of which one is the case, read as: the one that is most theirs to choose, if (all others fail)."""
    mine = [x for x in literals if conflict.moves[x[0]].owner == own]
    first = mine if len(mine) == 1 else [x for x in literals if x[1]]
    if len(first) != 1 or len(literals) < 2:
        return None
    return first[0], [(k, not made) for k, made in literals if (k, made) != first[0]]


def purpose(conflict: Conflict, patterns: Sequence[Pattern], own: int) -> str | None:
    """to keep rejecting self-rule; to shut the harbour if all sign: a condition on own moves as an infinitive; None where it is none."""
    if len(patterns) == 1 and all(conflict.moves[k].owner == own for k, _ in patterns[0]):
        told = [infinitive(conflict.moves[k].name, negative=not made) for k, made in patterns[0]]
        return joined(filter(None, told)) if all(told) else None
    if len(patterns) > 1 and all(len(p) == 1 for p in patterns):
        literals = [p[0] for p in patterns]
        if not any(made for _, made in literals) and not_all(conflict, [k for k, _ in literals]):
            return None
        found = consequence(conflict, literals, own)
        if found and conflict.moves[found[0][0]].owner == own:
            (k, made), others = found
            told_one = infinitive(conflict.moves[k].name, negative=not made)
            return told_one and f"{told_one} if {joined(clauses(conflict, others))}"
    return None


def way_words(conflict: Conflict, way: Iterable[tuple[int, int]], start: int) -> str:
    """A way, move by move: who does what, or takes back what."""
    told, here = [], start
    for d, then in way:
        told.append(f"{named(conflict.decision_makers[d])} {step_words(conflict, d, here, then)}")
        here = then
    return ", then ".join(told)


def step_words(conflict: Conflict, d: int, here: int, then: int) -> str:
    """What one decision maker does between two states."""
    before, after = set(conflict.taken(here)), set(conflict.taken(then))
    many = is_many(conflict.decision_makers[d])
    made = [verb_phrase(m.name, many=many) for m in conflict.moves if m in after - before]
    undone = [_undone(m, many) for m in conflict.moves if m in before - after]
    return _several(made + undone)


def _undone(move: Move, many: bool) -> str:
    if move.name.startswith("no longer "):
        return f"{verb_phrase(move.name.removeprefix('no longer '), many=many)} again"
    return f"no longer {verb_phrase(move.name, many=many)}"


def ways_words(conflict: Conflict, way: Iterable[tuple[int, int]] | None, start: int) -> str:
    """The same as a sentence; also where there is no way, or nothing to do."""
    if way is None:
        return "No way leads there."
    told = way_words(conflict, way, start)
    return f"{capital(told)}." if told else "That is how things stand."
