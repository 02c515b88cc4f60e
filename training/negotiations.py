"""Annotated negotiations as they are written down, and where each party is mentioned in a text.

A source file has a head with parties, people and issues, then dated documents in which every place that takes a position stands
between double braces: ``{{party & !party|issue|kind|option;if issue=option|words}}``. An exclamation mark before a party: it takes the
opposite side in the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\{\{([^|{}]+)\|([^|{}]+)\|([^|{}]+)\|([^|{}]+)\|(.+?)\}\}", re.S)
_LETTERS = r"(?<![\w])(?:{})(?![\w])"


@dataclass(frozen=True)
class Mark:
    """A place that takes a position. ``holders``: party → whether it stands on the side that ``kind`` says."""

    start: int
    end: int
    kind: str
    holders: dict[str, bool]
    conditional: bool
    issue: str
    option: str


@dataclass(frozen=True)
class Told:
    """One document of a negotiation without its braces."""

    case: str
    name: str
    text: str
    marks: tuple[Mark, ...]
    mentions: tuple[tuple[int, int, str], ...]
    """Start, end and party of every name, alias, person or person's alias in the text."""
    people: frozenset[str] = frozenset()
    """The written forms of persons, in lower case."""


def load(path: Path) -> list[Told]:
    """All documents of one source file."""
    forms: dict[str, str] = {}
    people: set[str] = set()
    case, told, titles = path.stem, [], []
    lines: list[str] | None = None
    bodies: list[tuple[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and lines is None:
            key, _, rest = line[2:].partition(": ")
            parts = [p.strip() for p in rest.split("|")]
            if key == "case":
                case = rest.strip()
            elif key in ("party", "actor"):
                party = parts[0] if key == "party" else parts[2]
                for form in [parts[0], *(f.strip() for f in parts[1].split(","))]:
                    if form and key == "actor":
                        people.add(form.lower())
                    if form:
                        forms.setdefault(form.lower(), party)
        elif line.startswith("== "):
            date, source, title = (p.strip() for p in line[3:].split("|"))
            lines = []
            titles.append(f"{date}_{source.replace(' ', '-')}_{len(titles) + 1}")
            bodies.append((title, lines))
        elif lines is not None:
            lines.append(line)
    for name, (title, body) in zip(titles, bodies, strict=True):
        text, marks = _unmarked(title + "\n\n" + "\n".join(body).strip() + "\n")
        told.append(Told(case, name, text, tuple(marks), tuple(mentions(text, forms)), frozenset(people)))
    return told


def _unmarked(marked: str) -> tuple[str, list[Mark]]:
    text, last, marks = "", 0, []
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        parties, issue, kind, option = (g.strip() for g in found.groups()[:4])
        words = found[5]
        option, *conditions = (o.strip() for o in option.split(";"))
        holders = {p.strip().removeprefix("!"): not p.strip().startswith("!") for p in parties.split("&")}
        marks.append(Mark(len(text), len(text) + len(words), kind, holders, bool(conditions), issue, option))
        text += words
        last = found.end()
    return text + marked[last:], marks


def mentions(text: str, forms: dict[str, str]) -> list[tuple[int, int, str]]:
    """Where the written forms of parties and of their people stand, longest first at each place."""
    if not forms:
        return []
    ordered = sorted(forms, key=len, reverse=True)
    pattern = re.compile(_LETTERS.format("|".join(map(re.escape, ordered))), re.I)
    return [(m.start(), m.end(), forms[m[0].lower()]) for m in pattern.finditer(text)]


def sources(folder: Path) -> dict[str, list[Path]]:
    """Author (the folder's name, or the file's where it lies in no folder) → source files."""
    found = {sub.name: sorted(sub.glob("*.txt")) for sub in sorted(folder.iterdir()) if sub.is_dir()}
    return found | {file.stem: [file] for file in sorted(folder.glob("*.txt"))}
