"""``influence:`` in dossier.yaml: contests over ordered issues, and rules by which bodies vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pourparler.dossier.evidence import read_evidence
from pourparler.dossier.numbers import read_range
from pourparler.dossier.yaml_nodes import Notebook
from pourparler.model.influence import Contest, Pull, Range, Vote

INFLUENCE_KEYS = ("contests", "votes")
CONTEST_KEYS = ("order", "scale", "actors")
PULL_KEYS = ("position", "capability", "salience", "evidence")
VOTE_KEYS = ("body", "weights", "quota", "rules", "evidence")
RULE_KEYS = ("weights", "quota")
ENDS = (0.0, 100.0)
"""Of a scale of which only the order is told."""

Options = Mapping[str, Sequence[str]]


def read_influence(
    notes: Notebook, tree: Mapping[str, Any], parties: Sequence[str], options: Options
) -> tuple[tuple[Contest, ...], tuple[Vote, ...]]:
    """Read both; faults go to ``notes``."""
    node = notes.mapping(tree, "influence", INFLUENCE_KEYS, "influence") if "influence" in tree else {}
    told = notes.mapping(node, "contests", None, "contests") if "contests" in node else {}
    contests = []
    for name in told:
        issue = notes.one_of(name, options, "issue", notes.line(told, name))
        fields = notes.mapping(told, name, CONTEST_KEYS, f"contest over {name!s}")
        if issue is not None:
            scale = _scale(notes, fields, issue, options[issue], notes.line(told, name))
            contests.append(Contest(issue, scale, _pulls(notes, fields, issue, parties, scale)))
    entries = notes.sequence(node, "votes", "votes")
    return tuple(contests), tuple(v for k in range(len(entries)) if (v := _vote(notes, entries, k)) is not None)


def _scale(notes: Notebook, fields: Mapping[str, Any], issue: str, known: Sequence[str], line: int) -> dict[str, Range]:
    if ("order" in fields) == ("scale" in fields):
        mend = f"Write order: {' < '.join(known)}, or scale: {{{known[0]}: 0, {known[-1]}: 100}}"
        notes.note(line, f"the contest over {issue} needs an `order` or a `scale` of its options", mend)
        return {}
    if "order" in fields:
        names = [name.strip() for name in str(fields["order"]).split("<")]
        at = notes.line(fields, "order")
        good = [n for n in names if notes.one_of(n, known, f"option of {issue}", at) is not None]
        if len(set(names)) < max(len(names), 2):
            notes.note(at, "an order needs at least two options, each once", f"Write {' < '.join(known)}")
        return {n: (ENDS[0],) * 2 if n == good[0] else (ENDS[1],) * 2 if n == good[-1] else ENDS for n in good}
    node = notes.mapping(fields, "scale", known, f"scale of {issue}")
    scale = {str(o): ends for o in node if (ends := read_range(notes, node, o)) is not None}
    ordered = list(scale.values())
    if len(ordered) < 2 or any(low != high for low, high in (ordered[0], ordered[-1])) or ordered[0] == ordered[-1]:
        mend = "Begin with the option at one end and close with that at the other, each with one number"
        notes.note(notes.line(fields, "scale"), "a scale needs two different ends", mend)
    return scale


def _pulls(
    notes: Notebook, fields: Mapping[str, Any], issue: str, parties: Sequence[str], scale: Mapping[str, Range]
) -> tuple[Pull, ...]:
    told = notes.mapping(fields, "actors", None, "actors") if "actors" in fields else dict.fromkeys(parties)
    found = []
    for name in told:
        line = notes.line(told, name)
        node = notes.mapping(told, name, PULL_KEYS, f"{name!s} in the contest over {issue}")
        position: str | Range | None = None
        if "position" in node:
            given = node["position"]
            if isinstance(given, str):
                position = notes.one_of(given, scale, f"option on the scale of {issue}", notes.line(node, "position"))
            else:
                position = read_range(notes, node, "position")
        elif str(name) not in parties:
            notes.note(
                line, f"{name!s} is not a party and has no position here", "Give its position: an option or a number"
            )
        numbers = {key: read_range(notes, node, key) for key in ("capability", "salience") if key in node}
        if (c := numbers.get("capability")) and c[0] <= 0:
            notes.note(
                notes.line(node, "capability"), "capability must be above 0", "Write a number above 0, or leave it out"
            )
        if (s := numbers.get("salience")) and not 0 <= s[0] <= s[1] <= 1:
            notes.note(
                notes.line(node, "salience"),
                "salience must lie between 0 and 1",
                "Write a number from 0 to 1, or leave it out",
            )
        evidence = read_evidence(notes, node)
        found.append(Pull(str(name), position, numbers.get("capability"), numbers.get("salience"), evidence))
    if len(found) < 2:
        notes.note(notes.line(fields, "actors"), f"the contest over {issue} needs at least two actors")
    return tuple(found)


def _vote(notes: Notebook, entries: Sequence[Any], k: int) -> Vote | None:
    fields = notes.mapping(entries, k, VOTE_KEYS, "a vote")
    line = notes.line(entries, k)
    rows = notes.sequence(fields, "rules", "rules") if "rules" in fields else [fields]
    voters: tuple[str, ...] = ()
    rules = []
    for n, row in enumerate(rows):
        rule = notes.mapping(rows, n, RULE_KEYS, "a rule") if "rules" in fields else row
        weights = notes.mapping(rule, "weights", None, "weights") if "weights" in rule else {}
        numbers = [weights[name] for name in weights] + [rule.get("quota")]
        if not weights or any(not isinstance(x, int) or isinstance(x, bool) or x < 0 for x in numbers):
            mend = "Write {body: Council, weights: {Northland: 3, Port Union: 2}, quota: 4}"
            notes.note(line, "a vote needs `weights` by voter and a `quota`, all whole numbers from 0", mend)
            return None
        names = tuple(map(str, weights))
        if voters and set(names) != set(voters):
            notes.note(line, "the rules of a vote have different voters", "Give every voter a weight in each rule")
            return None
        voters = voters or names
        told = {str(name): int(weights[name]) for name in weights}
        if not 1 <= int(rule["quota"]) <= sum(told.values()):
            notes.note(
                line,
                f"the quota {rule['quota']} does not fit the weights",
                "Choose one from 1 to the sum of the weights",
            )
            return None
        rules.append((tuple(told[v] for v in voters), int(rule["quota"])))
    return Vote(notes.text(fields, "body", "body") or "a vote", voters, tuple(rules), read_evidence(notes, fields))
