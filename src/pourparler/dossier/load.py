"""dossier.yaml → Negotiation: strict, all problems at once, each with its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pourparler.dossier.conflict import read_conflict
from pourparler.dossier.evidence import read_evidence
from pourparler.dossier.files import revision_of
from pourparler.dossier.influence import read_influence
from pourparler.dossier.numbers import read_numbers
from pourparler.dossier.positions import read_bundle, read_position, read_ranking
from pourparler.dossier.yaml_nodes import Notebook, items, parse
from pourparler.errors import DossierError, Problem
from pourparler.limited_yaml import YAMLFault, text_of
from pourparler.model import (
    Actor,
    Bystander,
    Evidence,
    Issue,
    Linkage,
    Meeting,
    Negotiation,
    NextStep,
    Party,
    Position,
    Ranking,
    StepStatus,
)

TOP_KEYS = (
    "negotiation", "parties", "bystanders", "issues", "linkages", "positions", "priorities",
    "no_agreement", "values", "bonuses", "meetings", "next_steps", "conflict", "influence",
)  # fmt: skip
PARTY_KEYS = ("at_table", "actors", "aliases", "role", "suggested")
BYSTANDER_KEYS = ("role", "actors", "aliases", "evidence", "suggested")
ACTOR_KEYS = ("name", "role", "aliases")
ISSUE_KEYS = ("question", "options", "aliases", "only_with", "suggested")
LINKAGE_KEYS = ("never", "because", "evidence", "suggested")
MEETING_KEYS = ("title", "date", "place", "duration", "host", "present", "absent", "evidence", "suggested")
PRIORITY_KEYS = ("order", "evidence", "suggested")
NEXT_STEP_KEYS = ("what", "who", "when", "due", "hedged", "evidence", "became", "shown_by", "suggested")
BECAME = (StepStatus.KEPT, StepStatus.BROKEN)
"""What a person may say of a next step; whether it is overdue or open follows from its day."""
FEWEST_OPTIONS = 2
"""Options of an issue that leave a choice."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A valid dossier, what is doubtful in it (warnings), and the ``revision`` of its text, on which an edit is made."""

    negotiation: Negotiation
    warnings: tuple[Problem, ...]
    revision: str


def load(path: Path) -> Loaded:
    """Read and validate dossier.yaml.

    Raises:
        DossierError: with every problem found, in the order of lines.
    """
    data, text = read_file(path)
    return replace(loads(text, str(path)), revision=revision_of(data))


def read_file(path: Path) -> tuple[bytes, str]:
    """The bytes of dossier.yaml and their text. Raises DossierError where there is no such file, or it is no text."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        mend = f"Make one with: pourparler new {path.parent}"
        raise DossierError([Problem(str(path), 1, "there is no dossier here", mend)]) from None
    except OSError as error:
        raise DossierError([Problem(str(path), 1, f"cannot be read: {error.strerror or error}")]) from error
    return data, _text_in(data, str(path))


def loads(content: str | bytes, file: str = "dossier.yaml") -> Loaded:
    """As ``load``, from a text, or the bytes of one; ``file`` is the name that messages use."""
    return _loads(content if isinstance(content, str) else _text_in(content, file), file)


# The same text is asked for before and after each edit, and by each request of the workbench; to parse it takes most of the time.
@lru_cache(maxsize=8)
def _loads(text: str, file: str) -> Loaded:
    return loaded(parse(text, file), text, file)


def _text_in(data: bytes, file: str) -> str:
    try:
        return text_of(data)
    except YAMLFault as fault:
        raise DossierError([Problem(file, fault.line, fault.what, fault.mend)]) from fault


def loaded(tree: Any, text: str, file: str) -> Loaded:
    """As ``loads``, from the tree of a text that was parsed already."""
    if tree is None:
        mend = "Name the negotiation, its parties and its issues"
        raise DossierError([Problem(file, 1, "the dossier is empty", mend)])
    if not isinstance(tree, Mapping):
        raise DossierError([Problem(file, 1, "the dossier must be a mapping (key: value)")])
    notes = Notebook(file)
    warnings = Notebook(file)
    negotiation = _negotiation(notes, warnings, tree)
    if notes.problems:
        raise DossierError(sorted(notes.problems, key=lambda p: p.line))
    return Loaded(negotiation, tuple(sorted(warnings.problems, key=lambda p: p.line)), revision_of(text.encode()))


def positions_in(tree: Mapping[str, Any]) -> tuple[Position, ...]:
    """The entries under ``positions:`` of a tree, in their order. Raises DossierError where one cannot be read."""
    notes = Notebook("dossier.yaml")
    found = _readable(notes, tree)
    if notes.problems:
        raise DossierError(notes.problems)
    return found


def next_steps_in(tree: Mapping[str, Any]) -> tuple[NextStep, ...]:
    """The entries under ``next_steps:`` of a tree, in their order. Raises DossierError where one cannot be read."""
    notes = Notebook("dossier.yaml")
    found = _next_steps(notes, tree)
    if notes.problems:
        raise DossierError(notes.problems)
    return found


def position_ids(tree: Mapping[str, Any]) -> list[str]:
    """The ids of the entries under ``positions:`` of a tree that can be read, in their order."""
    return [position.id for position in _readable(Notebook(""), tree)]


def _readable(notes: Notebook, tree: Mapping[str, Any]) -> tuple[Position, ...]:
    names = [party.name for party in _parties(notes, tree)]
    options = {issue.id: tuple(issue.options) for issue in _issues(notes, Notebook(""), tree)}
    return _positions(notes, Notebook(""), tree, names, options)


def _negotiation(notes: Notebook, warnings: Notebook, tree: Mapping[str, Any]) -> Negotiation:
    holder: dict[str, Any] = {"dossier": tree}
    notes.mapping(holder, "dossier", TOP_KEYS, "the dossier")
    title = notes.text(tree, "negotiation", "negotiation")
    if title is None:
        notes.note(1, "the negotiation has no name", "Add a line: negotiation: Grain corridor talks")
    parties = _parties(notes, tree)
    issues = _issues(notes, warnings, tree)
    names = [party.name for party in parties]
    options = {issue.id: tuple(issue.options) for issue in issues}
    for name in set(names) & set(options):
        line = notes.line(tree["parties"], name)
        notes.note(line, f"{name!r} names both a party and an issue", "Give them different names")
    numbers = read_numbers(notes, tree, names, options)
    priorities, priority_evidence, suggested_priorities = _priorities(notes, tree, names, options)
    positions = _positions(notes, warnings, tree, names, options)
    contests, votes = read_influence(notes, tree, names, options)
    return Negotiation(
        title=title or "",
        parties=parties,
        issues=issues,
        positions=positions,
        priorities=priorities,
        priority_evidence=priority_evidence,
        suggested_priorities=suggested_priorities,
        linkages=_linkages(notes, tree, options),
        no_agreement=numbers.no_agreement,
        values=numbers.values,
        ranges=numbers.ranges,
        bonuses=numbers.bonuses,
        bystanders=_bystanders(notes, tree),
        meetings=_meetings(notes, warnings, tree),
        next_steps=_next_steps(notes, tree),
        conflict=read_conflict(notes, tree, title or "", names, [p.id for p in positions]),
        contests=contests,
        votes=votes,
    )


def _actors(notes: Notebook, parent: Mapping[str, Any], party: str | None) -> tuple[Actor, ...]:
    found = []
    entries = notes.sequence(parent, "actors", "actors")
    for k, entry in enumerate(entries):
        if isinstance(entry, str):
            found.append(Actor(entry.strip(), party=party))
            continue
        node = notes.mapping(entries, k, ACTOR_KEYS, "an actor")
        name = notes.text(node, "name", "name")
        if name is None:
            notes.note(
                notes.line(entries, k),
                "an actor without a name",
                "Write {name: Ada Voss, role: foreign minister}",
            )
            continue
        found.append(Actor(name, notes.text(node, "role", "role"), party, notes.texts(node, "aliases", "aliases")))
    return tuple(found)


def _parties(notes: Notebook, tree: Mapping[str, Any]) -> tuple[Party, ...]:
    node = notes.mapping(tree, "parties", None, "parties") if "parties" in tree else {}
    notes.names(node, "a party")
    found = []
    for name in node:
        fields = notes.mapping(node, name, PARTY_KEYS, f"party {name!s}")
        found.append(
            Party(
                name=str(name),
                at_table=notes.truth(fields, "at_table", True),
                actors=_actors(notes, fields, str(name)),
                aliases=notes.texts(fields, "aliases", "aliases"),
                role=notes.text(fields, "role", "role"),
                suggested=notes.truth(fields, "suggested", False),
            )
        )
    return tuple(found)


def _bystanders(notes: Notebook, tree: Mapping[str, Any]) -> tuple[Bystander, ...]:
    node = notes.mapping(tree, "bystanders", None, "bystanders") if "bystanders" in tree else {}
    notes.names(node, "a bystander")
    found = []
    for name in node:
        fields = notes.mapping(node, name, BYSTANDER_KEYS, f"bystander {name!s}")
        role = notes.text(fields, "role", "role")
        if role is None:
            notes.note(notes.line(node, name), f"{name!s} has no role", "Write role: host, mediator, convener, …")
        actors = _actors(notes, fields, None)
        aliases = notes.texts(fields, "aliases", "aliases")
        suggested = notes.truth(fields, "suggested", False)
        found.append(Bystander(str(name), role or "", actors, aliases, read_evidence(notes, fields), suggested))
    return tuple(found)


def _issues(notes: Notebook, warnings: Notebook, tree: Mapping[str, Any]) -> tuple[Issue, ...]:
    node = notes.mapping(tree, "issues", None, "issues") if "issues" in tree else {}
    notes.names(node, "an issue")
    found = []
    for name in node:
        fields = notes.mapping(node, name, ISSUE_KEYS, f"issue {name!s}")
        options = _options(notes, fields, f"an option of {name!s}")
        if len(options) < FEWEST_OPTIONS:
            warnings.note(
                notes.line(node, name),
                f"issue {str(name)!r} has fewer than two options: it is left out of the analysis until it has two",
                "options: {open: free passage, closed: no passage}",
            )
        question = notes.text(fields, "question", "question") or ""
        aliases, some = notes.texts(fields, "aliases", "aliases"), notes.some_of(fields, "suggested", options, "option")
        whole = fields.get("suggested") is True
        only_with = notes.texts(fields, "only_with", "only_with")
        found.append(Issue(str(name), options, question, aliases, whole, some, only_with))
    return tuple(found)


def _options(notes: Notebook, fields: Mapping[str, Any], what: str) -> dict[str, str]:
    """The options of an issue, each with its words; without them its name."""
    given = fields.get("options")
    if isinstance(given, Mapping):
        options = notes.mapping(fields, "options", None, "the options")
        notes.names(options, what)
        return {str(o): str(words) if words is not None else str(o) for o, words in options.items()}
    if isinstance(given, Sequence) and not isinstance(given, str):
        return {o: o for o in notes.names(given, what)}
    if given is not None:
        notes.note(notes.line(fields, "options"), "options must be a list or a mapping", "options: [open, closed]")
    return {}


def _positions(
    notes: Notebook,
    warnings: Notebook,
    tree: Mapping[str, Any],
    parties: Sequence[str],
    options: Mapping[str, Sequence[str]],
) -> tuple[Position, ...]:
    entries = notes.sequence(tree, "positions", "positions")
    found: list[Position] = []
    taken: dict[str, int] = {}
    for k in range(len(entries)):
        position = read_position(notes, entries, k, parties, options)
        if position is None:
            continue
        line = notes.line(entries, k)
        if position.id in taken:
            if "id" in entries[k]:
                notes.note(line, f"the id {position.id!r} is already used on line {taken[position.id]}")
            number = 2
            while f"{position.id}-{number}" in taken:
                number += 1
            position = replace(position, id=f"{position.id}-{number}")
        taken[position.id] = line
        if not position.evidence:
            mend = "Add evidence: [s…] from `pourparler statements list`"
            warnings.note(line, f"position {position.id} has no evidence", mend)
        found.append(position)
    return tuple(found)


def _priorities(
    notes: Notebook, tree: Mapping[str, Any], parties: Sequence[str], options: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Ranking], dict[str, tuple[Evidence, ...]], tuple[str, ...]]:
    """``Party: a > b``, or ``Party: {order: a > b, evidence: [...], suggested: true}``; with the evidence, and whose are suggested."""
    node = notes.mapping(tree, "priorities", None, "priorities") if "priorities" in tree else {}
    found: dict[str, Ranking] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    suggested: list[str] = []
    for name, value in items(node):
        line = notes.line(node, name)
        if notes.one_of(name, parties, "party", line) is None:
            continue
        if isinstance(value, Mapping):
            fields = notes.mapping(node, name, PRIORITY_KEYS, f"priorities of {name}")
            evidence[name] = read_evidence(notes, fields)
            value = fields.get("order")
            if notes.truth(fields, "suggested", False):
                suggested.append(name)
        ranking = read_ranking(notes, value, tuple(options), "issue", line)
        if ranking:
            found[name] = ranking
    return found, evidence, tuple(suggested)


def _linkages(notes: Notebook, tree: Mapping[str, Any], options: Mapping[str, Sequence[str]]) -> tuple[Linkage, ...]:
    entries = notes.sequence(tree, "linkages", "linkages")
    found = []
    for k in range(len(entries)):
        fields = notes.mapping(entries, k, LINKAGE_KEYS, "a linkage")
        never = read_bundle(notes, fields, "never", options)
        if len(never) < 2:
            mend = "Write never: {transit: open, patrols: none}"
            notes.note(notes.line(entries, k), "a linkage needs `never` with at least two issues", mend)
            continue
        because, suggested = notes.text(fields, "because", "because"), notes.truth(fields, "suggested", False)
        found.append(Linkage(f"linkage-{k + 1}", never, because, read_evidence(notes, fields), suggested))
    return tuple(found)


def _meetings(notes: Notebook, warnings: Notebook, tree: Mapping[str, Any]) -> tuple[Meeting, ...]:
    entries = notes.sequence(tree, "meetings", "meetings")
    found = []
    for k in range(len(entries)):
        fields = notes.mapping(entries, k, MEETING_KEYS, "a meeting")
        title = notes.text(fields, "title", "title")
        if title is None:
            notes.note(notes.line(entries, k), "a meeting without a title", "title: first round in Aldmoor")
            continue
        evidence = read_evidence(notes, fields)
        if not evidence:
            warnings.note(notes.line(entries, k), f"meeting {title!r} has no evidence")
        found.append(
            Meeting(
                title=title,
                date=notes.day(fields, "date"),
                place=notes.text(fields, "place", "place"),
                duration=notes.text(fields, "duration", "duration"),
                host=notes.text(fields, "host", "host"),
                present=notes.texts(fields, "present", "present"),
                absent=notes.texts(fields, "absent", "absent"),
                evidence=evidence,
                suggested=notes.truth(fields, "suggested", False),
            )
        )
    return tuple(found)


def _next_steps(notes: Notebook, tree: Mapping[str, Any]) -> tuple[NextStep, ...]:
    entries = notes.sequence(tree, "next_steps", "next_steps")
    found = []
    for k in range(len(entries)):
        fields = notes.mapping(entries, k, NEXT_STEP_KEYS, "a next step")
        what = notes.text(fields, "what", "what")
        if what is None:
            notes.note(notes.line(entries, k), "a next step that does not say what", "what: a second round")
            continue
        who, when = notes.texts(fields, "who", "who"), notes.text(fields, "when", "when")
        hedged, evidence = notes.text(fields, "hedged", "hedged"), read_evidence(notes, fields)
        suggested, due = notes.truth(fields, "suggested", False), notes.day(fields, "due")
        became, shown_by = _became(notes, fields), read_evidence(notes, fields, "shown_by")
        if shown_by and became is None:
            notes.note(notes.line(fields, "shown_by"), "`shown_by` without `became`", "became: kept")
        found.append(NextStep(what, who, when, hedged, evidence, suggested, due, became, shown_by))
    return tuple(found)


def _became(notes: Notebook, fields: Mapping[str, Any]) -> StepStatus | None:
    told = notes.text(fields, "became", "became")
    if told is None:
        return None
    found = notes.one_of(told, [s.value for s in BECAME], "end of a next step", notes.line(fields, "became"))
    return None if found is None else StepStatus(found)
