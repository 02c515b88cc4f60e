"""The positions matrix: parties in rows, issues in columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pourparler import wording
from pourparler.briefing.notes import Notes
from pourparler.model import Kind, Negotiation, Position
from pourparler.settlement import CellState, Contradiction, cell_state, positions_in

COLUMNS = 4
"""Issues side by side on a portrait page; more make another block."""
SAID = 3
"""Statements that a cell without a position leads to."""


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
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party says on one issue. Without an item, ``words`` say why, and ``notes`` lead to what it said and nobody put down."""

    items: list[Item]
    state: CellState
    words: str = ""
    notes: list[int] = field(default_factory=list)

    @property
    def not_settled(self) -> bool:
        """Whether there are statements and no position."""
        return self.state is CellState.NOT_SETTLED

    @property
    def mark(self) -> str:
        """Before the words of a cell without an item."""
        return EMPTY.get(self.state, "")[:1]


@dataclass(frozen=True, slots=True)
class Row:
    """One party's cells, one an issue."""

    party: str
    at_table: bool
    cells: list[Cell]
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Up to ``COLUMNS`` issues."""

    issues: list[str]
    questions: list[str]
    rows: list[Row]
    suggested: list[bool]


MARKS = {
    "red line": "■",
    "on a condition": "◧",
    "demand": "▲",
    "accepts": "●",
    "offer": "○",
    "order": "≻",
}
"""Mark of each word of the key; shown as a key under the matrix."""
SAID_MARK = "“"
"""Of a cell in which something was said and no position is put down."""
EMPTY = {CellState.NOT_SETTLED: f"{SAID_MARK} said, no position yet", CellState.NOTHING_SAID: "– nothing said"}
"""Marks of cells without an item, and what they mean."""
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
            cells = [_cell(negotiation, party.name, issue.id, clashing, notes) for issue in issues]
            rows.append(Row(party.name, party.at_table, cells, party.suggested))
        names = [wording.issue_name(issue.id) for issue in issues]
        suggested = [issue.suggested for issue in issues]
        blocks.append(Block(names, [issue.question for issue in issues], rows, suggested))
    return blocks


def key_of(blocks: Sequence[Block]) -> dict[str, Any]:
    """What the key under the matrix explains: no mark that stands in no cell."""
    cells = [cell for block in blocks for row in block.rows for cell in row.cells]
    items = [item for cell in cells for item in cell.items]
    kinds = {item.kind for item in items}
    return {
        "marks": {kind: mark for kind, mark in MARKS.items() if kind in kinds},
        "moved": any(item.moved for item in items),
        "contradicted": any(item.contradicted for item in items),
        "suggested": any(item.suggested for item in items),
        "empty": [words for state, words in EMPTY.items() if any(c.state is state and not c.items for c in cells)],
    }


def _cell(negotiation: Negotiation, party: str, issue: str, clashing: Collection[str], notes: Notes) -> Cell:
    here = positions_in(negotiation, party, issue)
    spoken = notes.citations.spoken
    state = cell_state(negotiation, party, issue, spoken)
    if here:
        return Cell([item(negotiation, p, notes.of(p.evidence), p.id in clashing) for p in here], state)
    many = (spoken or {}).get((party, issue), 0)
    said = notes.citations.first_said(party, issue, SAID) if state is CellState.NOT_SETTLED else ()
    return Cell([], state, wording.cell_words(state, many), notes.of(said))


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
        suggested=position.suggested,
    )


def key_words(key: Mapping[str, Any]) -> list[str]:
    """The key as text."""
    told = [f"{mark} {kind}" for kind, mark in key["marks"].items()]
    told += ["→ moved"] * key["moved"] + ["• contradicted"] * key["contradicted"]
    return [*told, *key["empty"]]
