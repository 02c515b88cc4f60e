"""One entry under ``positions:`` → Position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.dossier.evidence import read_evidence
from pourparler.dossier.yaml_nodes import Notebook
from pourparler.model import Bundle, Kind, Position, Ranking, slug

POSITION_KEYS = (
    "id", "party", "issue", "prefers", "demands", "rejects", "requires", "accepts", "offers", "package",
    "if", "unless", "evidence", "as_of", "until", "hedged", "said_by", "concession", "note", "suggested",
)  # fmt: skip
PACKAGE_KEYS = ("better", "worse")
CONDITION = {Kind.REJECTS: "unless", Kind.ACCEPTS: "if", Kind.OFFERS: "if"}


def read_position(
    notes: Notebook,
    entries: Sequence[Any],
    k: int,
    parties: Sequence[str],
    options: Mapping[str, Sequence[str]],
) -> Position | None:
    """Read entry ``k``; None where it is not usable, with the problems noted."""
    before = len(notes.problems)
    row = notes.mapping(entries, k, POSITION_KEYS, "a position")
    line = notes.line(entries, k)
    kinds = [kind for kind in Kind if kind.value in row]
    if len(kinds) != 1:
        stated = " and ".join(kind.value for kind in kinds) or "nothing"
        mend = "Give exactly one of " + ", ".join(kind.value for kind in Kind)
        notes.note(line, f"a position that states {stated}", mend)
        return None
    kind = kinds[0]
    party = None
    if "party" not in row:
        notes.note(line, "a position without a party", "Add party: " + (parties[0] if parties else "…"))
    else:
        party = notes.one_of(row["party"], parties, "party", notes.line(row, "party"))
    what = _what(notes, row, kind, options, line)
    condition = _condition(notes, row, kind, options)
    evidence = read_evidence(notes, row)
    as_of, until = notes.day(row, "as_of"), notes.day(row, "until")
    if as_of and until and until < as_of:
        notes.note(
            notes.line(row, "until"), "`until` lies before `as_of`", "`until` is the day the party gave the position up"
        )
    if len(notes.problems) > before or party is None:
        return None
    made = ".".join(slug(part) for part in (party, what.issue or "", kind.value, what.stated) if part)
    return Position(
        id=str(row.get("id") or made),
        party=party,
        kind=kind,
        issue=what.issue,
        option=what.option,
        ranking=what.ranking,
        condition=condition,
        better=what.better,
        worse=what.worse,
        evidence=evidence,
        as_of=as_of,
        until=until,
        hedged=notes.text(row, "hedged", "hedged"),
        said_by=notes.text(row, "said_by", "said_by"),
        concession=notes.truth(row, "concession", False),
        note=notes.text(row, "note", "note"),
        suggested=notes.truth(row, "suggested", False),
    )


@dataclass(frozen=True, slots=True)
class _What:
    """What a position speaks of: an option of an issue, an order of options, or two bundles."""

    issue: str | None = None
    option: str | None = None
    ranking: Ranking = ()
    better: Bundle = ()
    worse: Bundle = ()

    @property
    def stated(self) -> str:
        """The option that it puts first, for the position's id."""
        if self.option is not None:
            return self.option
        return self.ranking[0][0] if self.ranking else "-".join(value for _, value in self.better)


def _what(
    notes: Notebook, row: Mapping[str, Any], kind: Kind, options: Mapping[str, Sequence[str]], line: int
) -> _What:
    if kind is Kind.PACKAGE:
        package = notes.mapping(row, "package", PACKAGE_KEYS, "a package")
        better, worse = (read_bundle(notes, package, side, options) for side in PACKAGE_KEYS)
        if not better or not worse:
            mend = "package: {better: {transit: open}, worse: {transit: closed}}"
            notes.note(line, "a package needs both `better` and `worse`", mend)
        return _What(better=better, worse=worse)
    if "issue" not in row:
        notes.note(line, "a position without an issue", "Add issue: " + (next(iter(options), "…")))
        return _What()
    issue = notes.one_of(row["issue"], options, "issue", notes.line(row, "issue"))
    if issue is None:
        return _What()
    at, before = notes.line(row, kind.value), len(notes.problems)
    if kind is not Kind.PREFERS:
        return _What(issue, notes.one_of(row[kind.value], options[issue], f"option of {issue}", at))
    ranking = read_ranking(notes, row["prefers"], options[issue], f"option of {issue}", at)
    if sum(map(len, ranking)) < 2 and len(notes.problems) == before:
        notes.note(at, "an order needs at least two options", "prefers: open > closed")
    return _What(issue, ranking=ranking)


def _condition(notes: Notebook, row: Mapping[str, Any], kind: Kind, options: Mapping[str, Sequence[str]]) -> Bundle:
    allowed = CONDITION.get(kind)
    for word in ("if", "unless"):
        if word in row and word != allowed:
            mend = "`unless` goes with rejects, `if` with accepts and offers"
            notes.note(notes.line(row, word), f"`{word}` does not go with {kind.value}", mend)
    if allowed is None or allowed not in row:
        return ()
    condition = read_bundle(notes, row, allowed, options)
    if any(issue == str(row.get("issue")) for issue, _ in condition):
        notes.note(notes.line(row, allowed), "the condition is on the issue itself", "Conditions name other issues")
    return condition


def read_bundle(notes: Notebook, parent: Any, key: Any, options: Mapping[str, Sequence[str]]) -> Bundle:
    """``{issue: option, ...}`` → pairs; unknown ones are noted and left out."""
    if isinstance(parent, Mapping) and key not in parent:
        return ()
    node = notes.mapping(parent, key, None, str(key) if isinstance(key, str) else "a settlement")
    pairs = []
    for name in node:
        line = notes.line(node, name)
        issue = notes.one_of(name, options, "issue", line)
        if issue is None:
            continue
        option = notes.one_of(node[name], options[issue], f"option of {issue}", line)
        if option is not None:
            pairs.append((issue, option))
    return tuple(pairs)


def read_ranking(notes: Notebook, value: Any, known: Sequence[str], kind: str, line: int) -> Ranking:
    """``a > b = c`` or ``[[a], [b, c]]`` → groups, best first. A name twice is a contradictory order."""
    if isinstance(value, str):
        groups = [[name.strip() for name in group.split("=")] for group in value.split(">")]
    elif isinstance(value, Sequence):
        groups = [
            [str(n) for n in g] if isinstance(g, Sequence) and not isinstance(g, str) else [str(g)] for g in value
        ]
    else:
        notes.note(line, f"{str(value)!r} is not an order", "Write it as best > middle = middle > worst")
        return ()
    ranking = []
    seen: set[str] = set()
    for group in groups:
        usable = []
        for name in group:
            if not name:
                notes.note(line, "an order with an empty place", "Write it as best > middle > worst")
            elif name in seen:
                notes.note(line, f"contradictory order: {name!r} occurs twice", "Name each once")
            elif notes.one_of(name, known, kind, line) is not None:
                usable.append(name)
            seen.add(name)
        if usable:
            ranking.append(tuple(usable))
    return tuple(ranking)
