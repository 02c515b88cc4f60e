"""Invented talks with every position marked, as a record and as the draft that a perfect reader would make of it.

A text: a head of lines that begin with `#`, then documents; a mark is ``{{party|issue|kind|option|words}}``, perhaps with ``;if issue=option``
after the option, and with several parties as ``A & !B`` (B takes the other side in the same words).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pourparler.drafting import Draft, ProposedIssue, ProposedOption, ProposedParty, ProposedPosition
from pourparler.drafting.parties import ProposedActor
from pourparler.model import Chances, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.model.stances import stance_of
from pourparler.record import Record

TEXTS = Path(__file__).parent / "marked"
_MARK = re.compile(r"\{\{([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|(.+?)\}\}", re.S)


@dataclass
class Marked:
    """Documents with their statements, and the draft."""

    documents: list[Document]
    statements: list[Statement]
    draft: Draft

    def put_into(self, record: Record) -> None:
        """As if a reader had read them."""
        for document in self.documents:
            record.add_document(document)
            mine = tuple(s for s in self.statements if s.document == document.id)
            record.save_reading(Reading(document.id, "marks", mine), document.text)


def marked(*names: str) -> Marked:
    """One or several texts put together."""
    parties: list[ProposedParty] = []
    issues: list[ProposedIssue] = []
    positions: list[ProposedPosition] = []
    documents: list[Document] = []
    statements: list[Statement] = []
    for name in names:
        head, *bodies = re.split(r"^== ", (TEXTS / f"{name}.txt").read_text(), flags=re.M)
        of = _head(head)
        places = {}
        for row in of["issue"]:
            id, question, options = row
            answers = [o.strip() for o in options.split(",")]
            issues.append(
                ProposedIssue(id, f"{question}?", tuple(ProposedOption(o, o.replace("_", " ")) for o in answers), 0.8)
            )
            places[id] = answers
        for body in bodies:
            found = _document(body, len(positions))
            documents.append(found[0])
            statements += found[1]
            positions += found[2]
        for row in of["party"]:
            aliases = tuple(a.strip() for a in row[1].split(",")) if len(row) > 3 else ()
            actors = tuple(ProposedActor(a[0]) for a in of["actor"] if a[-1] == row[0])
            many = sum(p.party == row[0] for p in positions)
            parties.append(ProposedParty(row[0], aliases, actors, many, row[-2], row[-1] == "at_table"))
    return Marked(documents, statements, Draft(tuple(parties), tuple(issues), tuple(positions)))


def _head(head: str) -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = {"party": [], "actor": [], "issue": []}
    for line in head.splitlines():
        kind, _, rest = line.removeprefix("# ").partition(": ")
        if kind in rows:
            rows[kind].append([part.strip() for part in rest.split("|")])
    return rows


def _document(body: str, first: int) -> tuple[Document, list[Statement], list[ProposedPosition]]:
    line, _, rest = body.partition("\n")
    day, source, title = (part.strip() for part in line.split(" | ", 2))
    text, marks, at = "", [], 0
    for m in _MARK.finditer(rest):
        text += rest[at : m.start()]
        marks.append((m[1], m[2], m[3], m[4], len(text), len(text) + len(m[5])))
        text += m[5]
        at = m.end()
    document = Document(text + rest[at:], title, date=date.fromisoformat(day), source=source)
    statements, positions = [], []
    for k, (who, issue, kind, option, start, end) in enumerate(marks):
        option, _, condition = option.partition(";if ")
        span = ((start, end),)
        names = [w.strip() for w in who.split("&")]
        chances = Chances(0.99 - (first + k) % 7 * 0.05, 0.97 - (first + k) % 5 * 0.09, 0.98)
        holders = tuple(Holder(n.removeprefix("!"), n.removeprefix("!"), (), n.startswith("!")) for n in names)
        s = Statement(
            document.id, (), (), span, Mode.INDIRECT, stance=Stance(kind), position=span, holders=holders, act=True,
            chances=chances, party=None,
        )  # fmt: skip
        statements.append(s)
        for n in names:
            stance = stance_of(Stance(kind), opposed=n.startswith("!"))
            positions.append(
                ProposedPosition(
                    n.removeprefix("!"),
                    issue.removeprefix("!"),
                    option,
                    stance,
                    n.removeprefix("!"),
                    s.id,
                    document.id,
                    span,
                    document.text[start:end],
                    condition.replace("_", " ").replace("=", ": ") or None,
                    False,
                    chances,
                )
            )
    return document, statements, positions
