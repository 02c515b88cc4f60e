"""A rendered briefing as a reader takes it in: tables, lists and sentences, nothing from behind the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import html

NOT_CONFIRMED = re.compile(r" \((?:nobody has confirmed|proposed, not confirmed)[^()]*\)")


def words_of(node: Any, *without: str) -> str:
    """The text of an element, blanks as shown, without the numbers of notes and without what has one of these classes."""
    return " ".join("".join(_texts(node, {"refs", "unconfirmed", "back", *without})).split())


def _texts(node: Any, without: set[str]) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str) and not without & set((child.get("class") or "").split()):
            yield from _texts(child, without)
        yield child.tail or ""


def notes_of(node: Any) -> list[int]:
    """The notes that an element points at."""
    return [int(a.text) for a in node.iter("a") if (a.get("href") or "").startswith("#note-")]


@dataclass(frozen=True)
class Item:
    """A position in a cell of the matrix."""

    mark: str
    kind: str
    words: str
    notes: list[int]
    moved: bool
    given_up: bool
    contradicted: bool
    suggested: bool

    @property
    def hard(self) -> bool:
        return self.kind in ("red line", "on a condition")


@dataclass(frozen=True)
class Cell:
    """What one party says on one issue; ``words`` where there is no position."""

    items: list[Item]
    words: str = ""
    mark: str = ""

    @property
    def held(self) -> list[Item]:
        return [i for i in self.items if not i.given_up]


@dataclass(frozen=True)
class PartyRow:
    """A row of the table of parties: numbers of positions and of hard ones, each with how many of them are proposed."""

    at_table: bool
    priorities: str
    positions: tuple[int, int]
    hard: tuple[int, int]


@dataclass(frozen=True)
class Examples:
    """The table of settlements: for each the answers of the parties, with what a refusal names."""

    title: str
    some: tuple[int, str] | None
    rows: list[dict[str, tuple[str, str]]] = field(default_factory=list)


class Page:
    """A briefing."""

    def __init__(self, page: str) -> None:
        self.root = html.document_fromstring(page)

    def section(self, title: str) -> Any:
        """The part under a heading; None where the briefing has none."""
        return next((h.getparent() for h in self.root.iter("h2", "h3") if words_of(h) == title), None)

    def after(self, title: str, tag: str) -> list[Any]:
        """The elements of a kind between a heading and the next."""
        head = next((h for h in self.root.iter("h2", "h3") if words_of(h) == title), None)
        found: list[Any] = []
        for node in head.itersiblings() if head is not None else ():
            if node.tag in ("h2", "h3"):
                break
            found += [node] if node.tag == tag else list(node.iter(tag))
        return found

    def lines(self, title: str, tag: str = "li") -> list[str]:
        """Their texts, without what says that something is not confirmed."""
        return [plain(words_of(node)) for node in self.after(title, tag)]

    @cached_property
    def text(self) -> str:
        """Every word of the page but the quotations of the notes."""
        body = [n for n in self.root.find("body") if n.tag in ("header", "footer")]
        body += [s for s in self.root.iter("section", "figure") if s.get("id") != "notes"]
        return plain(" ".join(words_of(n) for n in body))

    @cached_property
    def verdict(self) -> str:
        return plain(words_of(self.root.find_class("verdict")[0]))

    @cached_property
    def front(self) -> list[str]:
        """The sentences beside the verdict."""
        return [plain(words_of(p)) for p in self.root.get_element_by_id("verdict").findall("p")]

    @cached_property
    def parties(self) -> dict[str, PartyRow]:
        found = {}
        for row in self._rows("parties"):
            cells = [words_of(c) for c in row]
            name = words_of(row[0], "small")
            found[name] = PartyRow(cells[1] == "yes", cells[3], _two(cells[4]), _two(cells[5]))
        return found

    @cached_property
    def matrix(self) -> dict[tuple[str, str], Cell]:
        """By party and issue, in the order of the page."""
        found = {}
        for table in self.root.find_class("matrix"):
            issues = [words_of(th, "question") for th in table.find("thead").iter("th")][1:]
            for row in table.find("tbody"):
                party = words_of(row[0], "question")
                for issue, cell in zip(issues, list(row)[1:], strict=True):
                    found[party, issue] = _cell(cell)
        return found

    @cached_property
    def issues(self) -> list[str]:
        return list(dict.fromkeys(issue for _, issue in self.matrix))

    @cached_property
    def names(self) -> list[str]:
        """The parties, of the table of parties or of the matrix."""
        return list(self.parties or dict.fromkeys(p for p, _ in self.matrix))

    @cached_property
    def key(self) -> list[str]:
        """The words of the key under the matrix."""
        return [words_of(span) for p in self.root.find_class("key") for span in p.findall("span")]

    @cached_property
    def red_lines(self) -> list[tuple[str, str, str]]:
        """(party, issue, words) of the table of red lines."""
        rows = [row for table in self.after("Red lines and conditions", "table") for row in table.iter("tr")][1:]
        return [(words_of(r[0]), words_of(r[1]), plain(words_of(r[2], "hedge"))) for r in rows]

    @cached_property
    def moves(self) -> list[tuple[str, str, str, list[int]]]:
        """(day, now, before, notes) of the table of moves."""
        rows = [row for table in self.after("Who moved", "table") for row in table.iter("tr")][1:]
        return [(words_of(r[0]), words_of(r[1], "hedge"), words_of(r[2]), notes_of(r[1])) for r in rows]

    @cached_property
    def note_days(self) -> dict[int, str]:
        """For each note the words of its source, which hold its day."""
        return {int(li.get("value")): words_of(li) for li in self.root.iter("li") if li.get("value")}

    @cached_property
    def examples(self) -> Examples | None:
        tables = self.root.find_class("settlements")
        if not tables:
            return None
        (table,) = tables
        frame = table.getparent()  # in which a wide table scrolls
        title = next(words_of(h) for h in frame.itersiblings("h3", preceding=True))
        told = re.search(r"The table shows ([\d,]+) of (.+?)\.(?: |$)", words_of(frame.getparent()))
        heads = [words_of(th) for th in table.find("thead").iter("th")]
        rows = []
        for row in table.find("tbody"):
            cells = list(row)
            answers = {}
            for name, cell in zip(heads[-len(self.names) :], cells[-len(self.names) :], strict=True):
                word = words_of(cell, "question", "shape")
                answers[name] = (word, " ".join(words_of(q) for q in cell.find_class("question")))
            rows.append(answers)
        return Examples(title, (number(told[1]), told[2]) if told else None, rows)

    @cached_property
    def no_agreement(self) -> str:
        """What there is without a settlement; empty where nothing is said of it."""
        return " ".join(self.lines("Without a settlement", "p"))

    def _rows(self, kind: str) -> list[Any]:
        return [row for table in self.root.find_class(kind) for body in table.iter("tbody") for row in body]

    def said_of(self, text: str, names: Iterable[str]) -> list[str]:
        """Which of these names stand in a text, in their order there; a name within a longer one does not count."""
        ordered = sorted(names, key=len, reverse=True)
        found: dict[int, str] = {}
        rest = text
        for name in ordered:
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            for match in re.finditer(pattern, rest, re.I):
                found[match.start()] = name
            rest = re.sub(pattern, lambda m: "\0" * len(m[0]), rest, flags=re.I)
        return list(dict.fromkeys(found[k] for k in sorted(found)))


def plain(text: str) -> str:
    """Without what says in brackets that something is not confirmed."""
    return NOT_CONFIRMED.sub("", text)


def number(text: str) -> int:
    return int(text.replace(",", ""))


def _two(text: str) -> tuple[int, int]:
    """12, of which 5 proposed."""
    found = re.fullmatch(r"([\d,]+)(?:, of which ([\d,]+) proposed)?", text)
    assert found, text
    return number(found[1]), number(found[2] or "0")


def _cell(cell: Any) -> Cell:
    items = []
    for p in cell.find_class("item"):
        kinds = p.get("class").split()
        kind = words_of(p.find_class("visually-hidden")[0]).rstrip(":")
        text = words_of(p, "mark", "visually-hidden", "moved", "hedge", "contradicted")
        items.append(
            Item(
                mark=words_of(p.find_class("mark")[0]),
                kind=kind,
                words=text.removesuffix(" (given up)"),
                notes=notes_of(p),
                moved=bool(p.find_class("moved")),
                given_up="given-up" in kinds,
                contradicted=bool(p.find_class("contradicted")),
                suggested="suggested" in kinds,
            )
        )
    if items:
        return Cell(items)
    (empty,) = cell.find_class("nothing")
    return Cell([], words_of(empty, "mark"), words_of(empty.find_class("mark")[0]))
