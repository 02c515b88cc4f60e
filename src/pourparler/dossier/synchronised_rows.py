"""The lists of dossier.yaml that follow the proposals: positions, linkages, meetings and next steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from ruamel.yaml.comments import CommentedMap

from pourparler.dossier.edit_linkages import add_linkage, change_linkage, remove_linkage
from pourparler.dossier.edit_meetings import add_meetings, add_next_steps, change_told, remove_told
from pourparler.dossier.edit_positions import add_positions, change_position, remove_position
from pourparler.dossier.load import positions_in
from pourparler.model import Linkage, Meeting, NextStep, Position, Written

T = TypeVar("T")


def json_of(node: Any) -> Any:
    """What a node of the tree holds, as plain JSON data."""
    if isinstance(node, Mapping):
        return {str(key): json_of(value) for key, value in node.items()}
    if isinstance(node, list):
        return [json_of(value) for value in node]
    if isinstance(node, date):
        return node.isoformat()
    return str(node) if isinstance(node, str) else node


@dataclass
class Claimed:
    """Rows of a list that stand as a program wrote them, by key; ``by_hand``: keys of those that a person changed or took out since."""

    section: str
    rows: dict[str, CommentedMap] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, tree: CommentedMap, section: str, written: Mapping[str, Written]) -> Claimed:
        """Found before anything is changed."""
        found = cls(section)
        left = list(tree.get(section) or ())
        for key, w in written.items():
            if w.section != section:
                continue
            row = next((r for r in left if w.entry is not None and json_of(r) == w.entry), None)
            if row is None:
                found.by_hand.add(key)
            else:
                found.rows[key] = row
                left = [r for r in left if r is not row]
        return found

    def place(self, tree: CommentedMap, row: CommentedMap) -> int:
        """Where a row is now."""
        return next(k for k, r in enumerate(tree[self.section]) if r is row)


@dataclass(frozen=True)
class ListSection(Generic[T]):
    """How entries of one list are written.

    ``same``: whether an entry says what another says, so that it is not written beside one of a person's.
    """

    name: str
    words: Callable[[T], str]
    put: Callable[[Path, T], object]
    put_in_place: Callable[[Path, CommentedMap, int, T], object]
    take_out: Callable[[Path, CommentedMap, int], object]
    same: Callable[[Mapping[str, Any], T], bool]

    def add(self, path: Path, tree: CommentedMap, told: T) -> CommentedMap:
        """Append an entry; its row."""
        self.put(path, told)
        row: CommentedMap = tree[self.name][-1]
        return row

    def change(self, path: Path, tree: CommentedMap, place: int, told: T) -> None:
        """Put an entry in the place of one."""
        self.put_in_place(path, tree, place, told)

    def remove(self, path: Path, tree: CommentedMap, place: int) -> None:
        """Take an entry out."""
        self.take_out(path, tree, place)

    def stands(self, tree: CommentedMap, told: T) -> bool:
        """Whether an entry says this already."""
        return any(self.same(row, told) for row in tree.get(self.name) or ())


def _change_position(path: Path, tree: CommentedMap, place: int, told: Position) -> None:
    values = {f.name: getattr(told, f.name) for f in fields(Position) if f.name != "id"}
    change_position(path, positions_in(tree)[place].id, values)


def _remove_position(path: Path, tree: CommentedMap, place: int) -> None:
    remove_position(path, positions_in(tree)[place].id)


def _same_position(row: Mapping[str, Any], told: Position) -> bool:
    alike = str(row.get("party")) == told.party and str(row.get("issue")) == told.issue
    return alike and told.option is not None and str(row.get(told.kind.value)) == told.option


def _change_linkage(path: Path, _: CommentedMap, place: int, told: Linkage) -> None:
    values = {"never": told.never, "because": told.because, "evidence": told.evidence}
    change_linkage(path, f"linkage-{place + 1}", values, confirmed=not told.suggested)


POSITIONS: ListSection[Position] = ListSection(
    "positions",
    lambda p: f"{p.party} {p.kind.value} {p.option or ''} on {p.issue}",
    lambda path, p: add_positions(path, [p]),
    _change_position,
    _remove_position,
    _same_position,
)
LINKAGES: ListSection[Linkage] = ListSection(
    "linkages",
    lambda k: k.because or " and ".join(o for _, o in k.never),
    add_linkage,
    _change_linkage,
    lambda path, _, place: remove_linkage(path, f"linkage-{place + 1}"),
    lambda row, told: {str(k): str(v) for k, v in (row.get("never") or {}).items()} == dict(told.never),
)
MEETINGS: ListSection[Meeting] = ListSection(
    "meetings",
    lambda m: m.title,
    lambda path, m: add_meetings(path, [m]),
    lambda path, _, place, m: change_told(path, place, m),
    lambda path, _, place: remove_told(path, Meeting, place),
    lambda row, told: str(row.get("title")) == told.title and row.get("date") == told.date,
)
NEXT_STEPS: ListSection[NextStep] = ListSection(
    "next_steps",
    lambda s: s.what,
    lambda path, s: add_next_steps(path, [s]),
    lambda path, _, place, s: change_told(path, place, s),
    lambda path, _, place: remove_told(path, NextStep, place),
    lambda row, told: str(row.get("what")) == told.what,
)
LISTS: Mapping[str, ListSection[Any]] = {s.name: s for s in (POSITIONS, LINKAGES, MEETINGS, NEXT_STEPS)}
