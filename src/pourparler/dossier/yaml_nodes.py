"""A YAML tree with line numbers, and a notebook for everything that is wrong with it."""

from __future__ import annotations

import copyreg
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.timestamp import TimeStamp

from pourparler.errors import SHOWN, DossierError, Problem, did_you_mean
from pourparler.limited_yaml import YAMLFault, round_trip, tree
from pourparler.model import exact

_WHOLE = object()
_TO_QUOTE = re.compile("^[:?]|[\x85\u2028\u2029]")
LONGEST = 400
"""Characters of what is said of one problem."""


class _Representer(RoundTripRepresenter):
    """Writes one day in several entries as the day each time, and not as a reference to the first."""

    def ignore_aliases(self, data: Any) -> bool:
        return isinstance(data, date) or bool(super().ignore_aliases(data))

    def represent_text(self, data: str) -> Any:
        """In quotes where ruamel.yaml itself would not read back what it writes: it takes such text for a key, or folds a line there."""
        return self.represent_scalar("tag:yaml.org,2002:str", data, style='"' if _TO_QUOTE.search(data) else None)


_Representer.add_representer(str, _Representer.represent_text)


def yaml() -> YAML:
    """The writer of dossier.yaml: comments, order and quotes are kept."""
    y = round_trip()
    y.Representer = _Representer
    return y


def parse(text: str, file: str) -> Any:
    """The round-trip tree of a YAML text; each call makes one of its own, to be changed.

    Raises:
        DossierError: not YAML, or more than ``limited_yaml.DOSSIER`` allows; the problem names the line.
    """
    try:
        return pickle.loads(_pickled_tree(text))
    except YAMLFault as fault:
        raise DossierError([Problem(file, fault.line, fault.what, fault.mend)]) from fault


# An edit, and each look at what it left, needs a tree of the same text. From these bytes it takes a thirtieth of what parsing takes.
@lru_cache(maxsize=4)
def _pickled_tree(text: str) -> bytes:
    written = BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table | {TimeStamp: _reduced_time}
    pickler.dump(tree(text))
    return written.getvalue()


def _reduced_time(time: TimeStamp) -> tuple[Any, ...]:
    """A time with how it was written, which datetime's own way to be pickled leaves out."""
    parts = (*time.timetuple()[:6], time.microsecond, time.tzinfo)
    return TimeStamp, parts, vars(time)


class Notebook:
    """Collects problems; its checks return what is usable and note what is not."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def note(self, line: int, what: str, mend: str | None = None) -> None:
        """Write a problem down; a very long quotation in it is cut."""
        if len(what) > LONGEST:
            what = f"{what[: LONGEST - 100]} … {what[-99:]}"
        self.problems.append(Problem(self.file, line, what, mend))

    def line(self, node: Any, key: Any = _WHOLE) -> int:
        """The line (from 1) of a node, or of one of its keys or items."""
        marks = getattr(node, "lc", None)
        if marks is None:
            return 1
        try:
            if key is not _WHOLE:
                place = marks.item(key) if isinstance(node, Sequence) else marks.key(key)
                return int(place[0]) + 1
        except (KeyError, AttributeError, TypeError):
            pass
        return int(marks.line or 0) + 1

    def one_of(self, value: Any, known: Iterable[str], kind: str, line: int) -> str | None:
        """The value where it is known; else a problem with the nearest known word."""
        names = list(known)
        text = str(value)
        if text in names:
            return text
        # Of very many unknown names only the first are compared with the known ones.
        self.note(line, f"unknown {kind} {text!r}", did_you_mean(text, names) if len(self.problems) < SHOWN else None)
        return None

    def mapping(self, parent: Any, key: Any, known: Sequence[str] | None, what: str) -> Mapping[str, Any]:
        """The mapping under ``key``, empty where absent; unknown keys are noted."""
        node = parent.get(key) if isinstance(parent, Mapping) else parent[key]
        if node is None:
            return {}
        if not isinstance(node, Mapping):
            self.note(self.line(parent, key), f"{what} must be a mapping (key: value)", None)
            return {}
        seen: set[str] = set()
        for name in node:
            if str(name) in seen:
                self.note(
                    self.line(node, name), f"{str(name)!r} stands twice in {what}", "Leave one of them, or rename it"
                )
            seen.add(str(name))
        if known is not None:
            for name in node:
                if str(name) not in known:
                    self.note(
                        self.line(node, name),
                        f"unknown key {str(name)!r} in {what}",
                        did_you_mean(str(name), known),
                    )
        return node

    def names(self, entries: Mapping[Any, Any] | Sequence[Any], what: str) -> list[str]:
        """The keys of a mapping, or what stands in a list, as names; one that is none, or stands twice in a list, is noted;
        of a mapping ``mapping`` notes it."""
        found: dict[str, None] = {}
        for k, entry in enumerate(entries):
            line = self.line(entries, entry if isinstance(entries, Mapping) else k)
            if entry is None or isinstance(entry, Mapping | list) or not str(entry).strip():
                self.note(line, f"{what} without a name", "Write a word; null, true and the like in quotation marks")
            elif str(entry) in found and not isinstance(entries, Mapping):
                self.note(line, f"{what} {str(entry)!r} stands twice", "Leave one of them, or rename it")
            else:
                found[str(entry)] = None
        return list(found)

    def sequence(self, parent: Mapping[str, Any], key: str, what: str) -> Sequence[Any]:
        """The list under ``key``, empty where absent; a single text counts as a list of one."""
        node = parent.get(key)
        if node is None:
            return []
        if isinstance(node, str | int | float | date):
            alone = CommentedSeq([node])
            alone.lc.line = self.line(parent, key) - 1
            return alone
        if not isinstance(node, Sequence):
            self.note(self.line(parent, key), f"{what} must be a list", "Begin each item with a hyphen")
            return []
        return node

    def text(self, parent: Mapping[str, Any], key: str, what: str) -> str | None:
        """The text under ``key``; None where absent or empty."""
        node = parent.get(key)
        if node is None:
            return None
        if isinstance(node, Mapping) or (isinstance(node, Sequence) and not isinstance(node, str)):
            self.note(self.line(parent, key), f"{what} must be a text")
            return None
        return str(node).strip() or None

    def texts(self, parent: Mapping[str, Any], key: str, what: str) -> tuple[str, ...]:
        """The list of texts under ``key``."""
        return tuple(str(item).strip() for item in self.sequence(parent, key, what) if item is not None)

    def truth(self, parent: Mapping[str, Any], key: str, default: bool) -> bool:
        """true or false."""
        node = parent.get(key, default)
        if not isinstance(node, bool):
            self.note(self.line(parent, key), f"{key} must be true or false, not {str(node)!r}")
            return default
        return node

    def some_of(self, parent: Mapping[str, Any], key: str, known: Iterable[str], kind: str) -> tuple[str, ...]:
        """``true`` for all that are known, ``false`` or nothing for none, or a list of some of them."""
        node, names = parent.get(key), list(known)
        if isinstance(node, bool) or node is None:
            return tuple(names) if node else ()
        line, entries = self.line(parent, key), self.sequence(parent, key, key)
        found = [self.one_of(entry, names, kind, line) for entry in entries]
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def day(self, parent: Mapping[str, Any], key: str) -> date | None:
        """A date written YEAR-MONTH-DAY."""
        node = parent.get(key)
        if node is None:
            return None
        if isinstance(node, datetime):
            return node.date()
        if isinstance(node, date):
            return node
        try:
            return date.fromisoformat(str(node))
        except ValueError:
            self.note(self.line(parent, key), f"{key}: {str(node)!r} is not a date", "Write it as 2031-02-18")
            return None

    def number(self, parent: Any, key: Any, what: str) -> float | None:
        """A finite number."""
        node = parent[key]
        if isinstance(node, bool) or not isinstance(node, int | float) or not abs(node) < float("inf"):
            self.note(self.line(parent, key), f"{what} must be a number, not {str(node)!r}")
            return None
        if isinstance(node, int) and exact(float(node)) != node:
            what = f"{what} has more digits than can be told apart: {node}"
            self.note(self.line(parent, key), what, "Leave out digits that do not count")
            return None
        return float(node)


def items(node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Key as text, and value."""
    for key, value in node.items():
        yield str(key), value
