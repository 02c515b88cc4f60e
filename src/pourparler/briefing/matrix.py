"""The positions matrix: parties in rows, issues in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pourparler import wording
from pourparler.briefing.notes import Notes
from pourparler.model import Kind, Negotiation, Position
from pourparler.settlement import Contradiction

COLUMNS = 4
"""Issues side by side on a portrait page; more make another block."""


@dataclass(frozen=True, slots=True)
class Item:
    """One position in a cell. ``mark`` differs in shape for each kind, so it reads in grey."""

    mark: str
    kind: str
    words: str
    notes: list[int]
    moved: bool = False
    given_up: bool = False
    contradicted: bool = False
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One party's cells, one list of items an issue."""

    party: str
    at_table: bool
    cells: list[list[Item]]


@dataclass(frozen=True, slots=True)
class Block:
    """Up to ``COLUMNS`` issues."""

    issues: list[str]
    questions: list[str]
    rows: list[Row]


MARKS = {
    "red line": "■",
    "on a condition": "◧",
    "demand": "▲",
    "accepts": "●",
    "offer": "○",
    "order": "≻",
}
"""Mark of each word of the key; shown as a key under the matrix."""
KEY = {
    Kind.REJECTS: "red line",
    Kind.REQUIRES: "red line",
    Kind.DEMANDS: "demand",
    Kind.ACCEPTS: "accepts",
    Kind.OFFERS: "offer",
    Kind.PREFERS: "order",
    Kind.PACKAGE: "order",
}
"""Word of the key for each kind of position."""


def kind_of(position: Position) -> str:
    """The kind of a position in the words of the key."""
    if position.kind in (Kind.ACCEPTS, Kind.OFFERS) and position.condition:
        return "on a condition"
    return KEY[position.kind]


def build_matrix(negotiation: Negotiation, contradictions: Sequence[Contradiction], notes: Notes) -> list[Block]:
    """The matrix in blocks; positions in force first, given-up ones after them."""
    clashing = {p.id for c in contradictions for p in c.positions}
    blocks = []
    for first in range(0, len(negotiation.issues), COLUMNS):
        issues = negotiation.issues[first : first + COLUMNS]
        rows = []
        for party in negotiation.parties:
            cells = []
            for issue in issues:
                here = cell_of(negotiation, party.name, issue.id)
                cells.append([item(negotiation, p, notes.of(p.evidence), p.id in clashing) for p in here])
            rows.append(Row(party.name, party.at_table, cells))
        names = [wording.issue_name(issue.id) for issue in issues]
        blocks.append(Block(names, [issue.question for issue in issues], rows))
    return blocks


def cell_of(negotiation: Negotiation, party: str, issue: str) -> list[Position]:
    """What a party said on an issue, packages that touch it included; what is in force first."""
    here = [p for p in negotiation.positions if p.party == party and (p.issue == issue or _packages(p, issue))]
    return sorted(here, key=lambda p: not p.in_force)


def _packages(position: Position, issue: str) -> bool:
    return position.kind is Kind.PACKAGE and issue in position.issues


def item(negotiation: Negotiation, position: Position, notes: list[int], contradicted: bool) -> Item:
    """A position as its cell shows it."""
    words = wording.position_words(negotiation, position, with_party=False)
    kind = kind_of(position)
    return Item(
        mark=MARKS[kind],
        kind=kind,
        words=words,
        notes=notes,
        moved=position.in_force and position.concession,
        given_up=not position.in_force,
        contradicted=contradicted,
        hedge=wording.source_words(position),
    )
