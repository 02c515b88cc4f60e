"""Put what is proposed into dossier.yaml, again and again.

What is new is added, what was written before follows, what is not wanted any more goes. What a person wrote or changed there stays.

An entry is the program's as long as it stands there as the program wrote it (``Written.entry``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from pourparler.dossier.edit import drop_if_empty, flow_sequence, set_fields
from pourparler.dossier.edit_issues import (
    add_issue,
    add_option,
    change_issue,
    change_option,
    id_from,
    remove_issue,
    remove_option,
)
from pourparler.dossier.edit_parties import (
    add_bystander,
    add_party,
    change_bystander,
    change_party,
    remove_bystander,
    remove_party,
    rename_bystander,
    rename_party,
)
from pourparler.dossier.load import ISSUE_KEYS
from pourparler.dossier.synchronised_rows import LISTS, POSITIONS, Claimed, ListSection, json_of
from pourparler.dossier.taking_out import ReferredToError
from pourparler.model import Bystander, Issue, Party, Written

PARTIES, BYSTANDERS, ISSUES, OPTIONS = "parties", "bystanders", "issues", "options"
SEPARATOR = "\n"
"""Between issue and option in the name of an option that was written."""

NewOption = tuple[str, str, str, bool]
"""Key, the words from which its id is made, its words, whether it is only suggested."""


@dataclass(frozen=True, slots=True)
class Synchronised:
    """What was done to dossier.yaml, entries counted by section, and what stands there now.

    ``left``: names of entries that a person wrote or changed, or that others refer to, and that were therefore left as they are.
    """

    written: Mapping[str, Written]
    added: Mapping[str, int]
    changed: Mapping[str, int]
    removed: Mapping[str, int]
    left: tuple[str, ...]


@dataclass
class Synchronisation:
    """One run, inside ``editing(path)``. First parties and issues are put, then what refers to them by ``names``, then ``finish``."""

    path: Path
    tree: CommentedMap
    written: Mapping[str, Written]
    names: dict[str, str] = field(default_factory=dict)
    """Key → name or id in the file, of the parties, issues and options that stand there."""

    def __post_init__(self) -> None:
        self._now: dict[str, Written] = {}
        self._added: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()
        self._removed: Counter[str] = Counter()
        self._left: list[str] = []
        self._keyed: dict[str, tuple[str, str, Callable[[], None]]] = {}
        # Before anything changes: a new name of a party changes every entry that names it.
        self._mine = {key: self._is_mine(w) for key, w in self.written.items() if w.section not in LISTS}
        self._claimed = {section: Claimed.of(self.tree, section, self.written) for section in LISTS}

    # Parties

    def put_party(self, key: str, told: Party | Bystander) -> None:
        """A party, or a bystander."""
        section = PARTIES if isinstance(told, Party) else BYSTANDERS
        before = self.written.get(key)
        if before is not None and before.section != section and self._mine.get(key):  # it is another sort of body now
            if not self._withdrawn(before):
                self._left.append(before.name)
                self._stands(key, before.section, before.name, mine=True)
                return
            before = None
        if before is None:
            self._add_party(key, section, told)
            return
        if self._node(before.section, before.name) is None:
            self._now[key] = before  # a person took it out
            return
        name = before.name
        if self._mine[key]:
            name = self._change_party(section, name, told)
        else:
            self._left.append(name)
        self._stands(key, before.section, name, mine=self._mine[key])

    def _add_party(self, key: str, section: str, told: Party | Bystander) -> None:
        there = next((s for s in (PARTIES, BYSTANDERS) if self._node(s, told.name) is not None), None)
        if there is None:
            if isinstance(told, Party):
                add_party(self.path, told)
            else:
                add_bystander(self.path, told)
            self._added[section] += 1
        self._stands(key, there or section, told.name, mine=there is None)

    def _withdrawn(self, before: Written) -> bool:
        """Take out a party, with what a program wrote of it, or a bystander. False: a person's entries need it, so it stays."""
        if before.section == BYSTANDERS:
            remove_bystander(self.path, before.name)
            return True
        claimed = self._claimed[POSITIONS.name]
        for key, row in list(claimed.rows.items()):
            if str(row["party"]) == before.name:
                POSITIONS.remove(self.path, self.tree, claimed.place(self.tree, row))
                del claimed.rows[key]
                self._removed[POSITIONS.name] += 1
        for key, w in self.written.items():
            if (w.section, w.name) == ("priorities", before.name) and self._mine[key]:
                self._take_keyed(w.section, w.name)
        try:
            remove_party(self.path, before.name)
        except ReferredToError:
            return False
        return True

    def _change_party(self, section: str, name: str, told: Party | Bystander) -> str:
        before = json_of(self._node(section, name))
        free = all(self._node(s, told.name) is None for s in (PARTIES, BYSTANDERS))
        if told.name != name and free:
            (rename_party if section == PARTIES else rename_bystander)(self.path, name, told.name)
            self._changed[section] += 1
            name = told.name
        fields: dict[str, Any] = {"aliases": list(told.aliases), "actors": list(told.actors)}
        if isinstance(told, Party):
            change_party(self.path, name, fields | {"at_table": told.at_table}, confirmed=not told.suggested)
        else:
            fields |= {"role": told.role, "evidence": told.evidence}
            change_bystander(self.path, name, fields, confirmed=not told.suggested)
        self._count(section, before, json_of(self._node(section, name)))
        return name

    # Issues and options

    def put_issue(self, key: str, name: str, question: str, options: Sequence[NewOption], *, suggested: bool) -> None:
        """An issue with its options. Ids are made from ``name`` once, and stay."""
        before = self.written.get(key)
        if before is None:
            self._add_issue(key, name, question, options, suggested=suggested)
            return
        node = self._node(ISSUES, before.name)
        if node is None:
            self._now[key] = before
            return
        if self._mine[key]:
            old = json_of(node)
            if node.get("question") != question:
                change_issue(self.path, before.name, {"question": question})
            self._count(ISSUES, old, json_of(node))
        else:
            self._left.append(before.name)
        whole = node.get("suggested") is True
        if whole and not suggested:
            fields: dict[str, Any] = {"suggested": flow_sequence([])}
            node.pop("suggested")
            told = [self.written[k].name.split(SEPARATOR)[1] for k, _, _, s in options if s and k in self.written]
            set_fields(node, fields | {"suggested": flow_sequence(told)}, ISSUE_KEYS)
            self._changed[ISSUES] += 1
        self._stands(key, ISSUES, before.name, mine=self._mine[key])
        for option in options:
            self._put_option(before.name, option, whole=whole and suggested)

    def _add_issue(self, key: str, name: str, question: str, options: Sequence[NewOption], *, suggested: bool) -> None:
        taken = {str(k) for s in (ISSUES, PARTIES, BYSTANDERS) for k in (self.tree.get(s) or {})}
        id = id_from(name, taken)
        ids: dict[str, str] = {}
        for option, made_from, _, _ in options:
            ids[option] = id_from(made_from, set(ids.values()))
        some = () if suggested else tuple(ids[o] for o, _, _, s in options if s)
        told = {ids[o]: words for o, _, words, _ in options}
        add_issue(self.path, Issue(id, told, question, suggested=suggested, suggested_options=some))
        self._added[ISSUES] += 1
        self._stands(key, ISSUES, id, mine=True)
        for option, *_ in options:
            self._stands(option, OPTIONS, f"{id}{SEPARATOR}{ids[option]}", mine=True)

    def _put_option(self, issue: str, option: NewOption, *, whole: bool) -> None:
        key, made_from, words, suggested = option
        before = self.written.get(key)
        if before is not None and before.name.split(SEPARATOR)[0] != issue:
            before = None  # its issue was merged into this one; the old entry goes with the old issue
        there = self._options(issue)
        if before is None:
            same = next((id for id, told in there.items() if told.casefold() == words.casefold()), None)
            id = same or id_from(made_from, there)
            if same is None:
                add_option(self.path, issue, id, words, suggested=suggested and not whole)
                self._added[OPTIONS] += 1
            self._stands(key, OPTIONS, f"{issue}{SEPARATOR}{id}", mine=same is None)
            return
        id = before.name.split(SEPARATOR)[1]
        if id not in there:
            self._now[key] = before
            return
        node = self._node(ISSUES, issue)
        assert node is not None
        old = json_of(node)
        if self._mine[key] or not suggested:
            change_option(self.path, issue, id, words if self._mine[key] else there[id], confirmed=not suggested)
            self._count(OPTIONS, old, json_of(node))
        self._stands(key, OPTIONS, before.name, mine=self._mine[key])

    def _options(self, issue: str) -> dict[str, str]:
        node = self._node(ISSUES, issue)
        given = (node or {}).get("options")
        if isinstance(given, CommentedMap):
            return {str(o): str(o if words is None else words) for o, words in given.items()}
        return {str(o): str(o) for o in given or ()}

    # What refers to them

    def put_rows(self, section: ListSection[Any], wanted: Mapping[str, Any]) -> None:
        """The entries of a list: positions, linkages, meetings, next steps; by key."""
        claimed = self._claimed[section.name]
        for key, row in claimed.rows.items():
            place = claimed.place(self.tree, row)
            if key not in wanted:
                section.remove(self.path, self.tree, place)
                self._removed[section.name] += 1
                continue
            before = json_of(row)
            section.change(self.path, self.tree, place, wanted[key])
            self._count(section.name, before, json_of(row))
            self._now[key] = Written(section.name, "", json_of(row))
        if section.name in self._removed:
            drop_if_empty(self.tree, section.name)
        for key in claimed.by_hand & wanted.keys():
            self._now[key] = self.written[key]
            self._left.append(section.words(wanted[key]))
        for key, told in wanted.items():
            if key in self._now:
                continue
            if section.stands(self.tree, told):
                self._now[key] = Written(section.name, "")
                continue
            row = section.add(self.path, self.tree, told)
            self._now[key] = Written(section.name, "", json_of(row))
            self._added[section.name] += 1

    def put_keyed(self, section: str, wanted: Mapping[str, tuple[str, Callable[[], None]]]) -> None:
        """Entries by the name of a party or issue (priorities, no-agreement): key → (name, a function that writes it, or takes it out)."""
        for key, w in self.written.items():
            if w.section == section and key not in wanted and self._mine[key]:
                self._now.pop(key, None)
                self._take_keyed(section, w.name)
        for key, (name, write) in wanted.items():
            before = (self.tree.get(section) or {}).get(name)
            if before is not None and not self._mine.get(key):
                self._left.append(f"{section.replace('_', ' ')} of {name}")
                self._now[key] = Written(section, name)
                continue
            if before is None and key in self.written:
                self._now[key] = self.written[key]
                continue
            old = json_of(self.tree.get(section))
            write()
            if before is None:
                self._added[section] += 1
            else:
                self._count(section, old, json_of(self.tree.get(section)))
            self._keyed[key] = (section, name, write)
            self._now[key] = Written(section, name, json_of(self.tree[section][name]))

    def _take_keyed(self, section: str, name: str) -> None:
        node = self.tree.get(section) or {}
        if name not in node:
            return
        del node[name]
        self._removed[section] += 1
        told = node.get("suggested")
        if isinstance(told, list) and name in told:
            told.remove(name)
        if not [k for k in node if k not in ("suggested", "evidence")]:
            del self.tree[section]

    def finish(self) -> Synchronised:
        """Take out the parties, issues and options that are not wanted any more; what was done."""
        gone = {key: w for key, w in self.written.items() if key not in self._now and self._mine.get(key)}
        for section in (ISSUES, OPTIONS, PARTIES, BYSTANDERS):
            for key, w in gone.items():
                if w.section == section:
                    self._take_out(key, w)
        for key, (section, name, write) in self._keyed.items():
            if (self.tree.get(section) or {}).get(name) is None:  # an order with one name left goes with an issue
                write()
                self._now[key] = Written(section, name, json_of(self.tree[section][name]))
        now = {k: w if w.entry is None else self._as_written(k, w) for k, w in self._now.items()}
        return Synchronised(now, self._added, self._changed, self._removed, tuple(dict.fromkeys(self._left)))

    def _take_out(self, key: str, w: Written) -> None:
        first, _, option = w.name.partition(SEPARATOR)
        if key in self._now or (w.section == OPTIONS and option not in self._options(first)):
            return
        try:
            if w.section == OPTIONS:
                if len(self._options(first)) <= 2:  # a question needs two answers
                    self._stays(key, w)
                    return
                remove_option(self.path, first, option)
            elif w.section == ISSUES:
                mine = {v.name for k, v in self.written.items() if v.section == OPTIONS and self._mine[k]}
                if any(f"{first}{SEPARATOR}{o}" not in mine for o in self._options(first)):
                    self._stays(key, w)
                    return
                remove_issue(self.path, first)
            else:
                (remove_party if w.section == PARTIES else remove_bystander)(self.path, first)
        except ReferredToError:
            self._stays(key, w)
            return
        self._removed[w.section] += 1

    def _stays(self, key: str, w: Written) -> None:
        """Something that is not wanted any more stays, because a person's entries need it; of an issue all of it."""
        self._left.append(w.name.split(SEPARATOR)[-1])
        self._now[key] = w
        if w.section == ISSUES:
            for k, v in self.written.items():
                if v.section == OPTIONS and v.name.split(SEPARATOR)[0] == w.name:
                    self._now.setdefault(k, v)

    # Entries

    def _node(self, section: str, name: str) -> Any:
        node = self.tree.get(section)
        return next((v for k, v in node.items() if str(k) == name), None) if isinstance(node, CommentedMap) else None

    def _entry(self, section: str, name: str) -> Any:
        """What of an entry tells whether a person changed it. None where it is not there."""
        first, _, option = name.partition(SEPARATOR)
        if section == OPTIONS:
            return self._options(first).get(option)
        node = self._node(section, first)
        if node is None:
            return None
        return {"question": node.get("question")} if section == ISSUES else json_of(node)

    def _is_mine(self, w: Written) -> bool:
        return w.entry is not None and self._entry(w.section, w.name) == w.entry

    def _stands(self, key: str, section: str, name: str, *, mine: bool) -> None:
        last = name.split(SEPARATOR)[-1]
        if section != BYSTANDERS:
            self.names[key] = last
        before = self.written.get(key)
        kept = before.entry if before is not None and before.section == section else None
        self._now[key] = Written(section, name, self._entry(section, name) if mine else kept)

    def _as_written(self, key: str, w: Written) -> Written:
        """The entry as it stands after all edits: a later one of another entry may have changed it, as a new name does."""
        if w.section in LISTS or not (key not in self._mine or self._mine[key]):
            return w
        return Written(w.section, w.name, self._entry(w.section, w.name))

    def _count(self, section: str, before: Any, after: Any) -> None:
        if before != after:
            self._changed[section] += 1


def without_agreement(tree: CommentedMap, issue: str) -> tuple[str | None, bool, bool]:
    """The option that an issue comes to without an agreement, whether that is only suggested, and whether the section has evidence."""
    node = tree.get("no_agreement")
    if not isinstance(node, CommentedMap):
        return None, False, False
    told, marks = node.get(issue), node.get("suggested")
    return None if told is None else str(told), marks is True or issue in (marks or ()), bool(node.get("evidence"))
