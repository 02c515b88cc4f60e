"""The report on what is new: does the summary count what the tables list, and are numbers, notes and documents as in a briefing?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .numbers import documents, intervals, notes
from .page import Page, words_of

SORTS = {"new": "new", "said again": "said again", "moved": "moved", "contradicts what was known": "against what was known"}  # fmt: skip
NUMBER = r"([\d,]+)"


def _summary(page: Page) -> list[str]:
    return [words_of(p) for p in page.root.get_element_by_id("summary").findall("p")]


def _rows(page: Page) -> list[tuple[str, str, Any]]:
    """(party, sort, row) of every position."""
    found = []
    for table in page.root.find_class("heard"):
        title = words_of(table.getprevious())
        for row in table.find("tbody"):
            cells = list(row)
            party = words_of(cells[0]) if cells[0].tag == "th" else title
            found.append((party, words_of(cells[-2], "question"), row))
    return found


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def short(page: Page) -> Iterator[str]:
    """The summary has at most ten lines; where nothing is new it has that one and nothing is listed."""
    lines = _summary(page)
    if len(lines) > 11:  # one more may tell of the other measure
        yield f"{len(lines)} lines of summary"
    nothing = [line for line in lines if line.startswith("Nothing new since")]
    if nothing and (_rows(page) or any("new document" in line for line in lines)):
        yield f"{nothing[0]}, and then: {lines}"
    if not nothing and not any(re.search(r"[Nn]ew document", line) for line in lines):
        yield f"the summary does not tell of documents: {lines}"


def positions(page: Page) -> Iterator[str]:
    """So many of each sort as are listed; so many unconfirmed as are marked; who moved is who has a row that says so."""
    rows, told = _rows(page), " ".join(_summary(page))
    more = re.search(rf"{NUMBER} more positions were said again", page.text)
    counts = {what: sum(SORTS[sort] == what for _, sort, _ in rows) for what in SORTS.values()}
    counts["said again"] += _number(more[1]) if more else 0
    head = re.search(rf"{NUMBER} positions?: (.*?)\.", told)
    if head is None:
        if rows:
            yield f"{len(rows)} positions are listed, and the summary counts none: {told}"
        return
    if _number(head[1]) != sum(counts.values()):
        yield f"the summary counts {head[1]} positions, and {sum(counts.values())} are listed"
    parts = {
        what: _number(many)
        for many, what in re.findall(rf"{NUMBER} (new|said again|moved|against what was known)", head[2])
    }
    if parts != {what: many for what, many in counts.items() if many}:
        yield f"the summary counts {parts}, and listed are {counts}"
    doubt = re.search(rf"Nobody has confirmed (?:{NUMBER}|any) of them", told)
    marked = sum("suggested" in (row.get("class") or "") for _, _, row in rows)
    left = 0 if doubt is None else _number(doubt[1]) if doubt[1] else _number(head[1])
    if left != marked and not more:
        yield f"the summary says that {left} are not confirmed, and {marked} are marked so"


def who(page: Page) -> Iterator[str]:
    """Who is said to have moved, or to contradict what was known, has a row that says so, and the other way round."""
    told = _summary(page)
    for lead, sort in (("Moved: ", "moved"), ("Against what was known: ", "contradicts what was known")):
        line = next((line for line in told if line.startswith(lead)), "")
        parties = {party for party, s, _ in _rows(page) if s == sort}
        named = {p for p in parties if re.search(rf"(?<!\w){re.escape(p)}(?!\w)", line)}
        if bool(line) != bool(parties) or (named != parties and "more" not in line):
            yield f"{sort}: {sorted(parties)}, and the summary says: {line}"


def steps(page: Page) -> Iterator[str]:
    """So many next steps of each sort as are listed."""
    line = next((line for line in _summary(page) if line.startswith("Next steps: ")), "")
    tables = page.root.find_class("steps")
    rows = [words_of(list(row)[2]) for table in tables for row in table.find("tbody")]
    for status in ("kept", "broken", "overdue"):
        changed = [
            r for r in rows if r.startswith(status) and (status == "overdue" or "before:" in r or "came up" in r)
        ]
        told = re.search(rf"(?<!may be ){NUMBER} {status}(?=,| and|\.)", line)
        if (_number(told[1]) if told else 0) != len(changed):
            yield f"{len(changed)} next steps are {status}, and the summary says: {line}"
    proposed = page.lines("Proposed from new documents")
    told = re.search(rf"{NUMBER} proposed from new documents", line)
    if (_number(told[1]) if told else 0) != len(proposed):
        yield f"{len(proposed)} next steps are proposed, and the summary says: {line}"


def verdict(page: Page) -> Iterator[str]:
    """If what could be agreed changed, the two answers differ and a position came or went; else nothing makes a difference."""
    told = " ".join(line for line in _summary(page) if line.startswith("What could be agreed"))
    part = page.section("What could be agreed, then and now")
    found = re.search(r"changed\. Before: (.+) Now: (.+)$", told)
    if found and found[1] == found[2]:
        yield f"it changed, and is the same: {told}"
    if found and part is None:
        yield f"it changed, and nothing is said to have come or gone: {told}"
    if not found and part is not None and "the difference" in words_of(part):
        yield f"it did not change, and something makes the difference: {words_of(part)}"


def questions(page: Page) -> Iterator[str]:
    """So many questions, answered and not, as are listed."""
    line = next(
        (line for line in _summary(page) if "questions to ask next" in line or "question to ask next" in line), ""
    )
    rows = page.lines("What became of the questions")
    if not rows and not line:
        return
    listed = {
        "answered": sum("Answered: " in r for r in rows),
        "not answered": sum("Not answered yet." in r for r in rows),
        "spoken of": sum("New statements tell a position" in r for r in rows),
    }
    told = {"answered": 0, "not answered": 0, "spoken of": 0}
    told |= {what: _number(many) for many, what in re.findall(rf"{NUMBER} (not answered|answered|spoken of)", line)}
    if told != listed:
        yield f"listed are {listed}, and the summary says: {line}"


CHECKS = (notes, documents, intervals, short, positions, who, steps, verdict, questions)


def denials(page: str) -> list[str]:
    """What denies what in the HTML of a report on what is new; empty where all fits."""
    read = Page(page)
    return [f"{check.__name__}: {words}" for check in CHECKS for words in check(read)]
