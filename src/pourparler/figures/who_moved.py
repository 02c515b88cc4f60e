"""Who moved: a lane for each party, a column for each period, filled with the option that the party is for; below, how many pairs agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from urllib.parse import quote
from xml.etree import ElementTree as ET

from pourparler import wording
from pourparler.calendar_periods import Period
from pourparler.drafting.convergence import Closeness
from pourparler.drafting.lives import StepKind
from pourparler.drafting.movement import Grid, InPeriod, OnIssue
from pourparler.figures.drawing import INK, MIDDLE, OKABE_ITO, PAPER, cut, wide
from pourparler.figures.svg import SIZE, line, path, picture, rect, text, written
from pourparler.model import Evidence, Negotiation, Place
from pourparler.shown import shown
from pourparler.wording.confirmation import NOT_CONFIRMED
from pourparler.wording.lives import closeness_words, move_words, period_label, period_words

WIDTH, LANE, ROW = 940, 26, 18
"""Pixels of the whole, of a party's lane, and of a line of words."""
NAME, COLUMN = 190, 26
"""Pixels that the parties' names take at most, and a column at least."""
BARS = 30
"""Pixels of a bar where all pairs agree."""
MARKS = {
    StepKind.MOVED: ("M0,-5 L7,0 L0,5 Z", "Triangle to the right: moved to another option."),
    StepKind.GIVEN_UP: ("M0,-4 L7,4 M0,4 L7,-4", "Cross: given up."),
    StepKind.WEAKENED: ("M-1,-3 L8,-3 L3.5,5 Z", "Triangle downwards: weakened."),
    StepKind.HARDENED: ("M-1,4 L8,4 L3.5,-4 Z", "Triangle upwards: hardened."),
}
"""The mark of a step, around its left middle, and what it means."""


def key_words(found: Grid) -> list[str]:
    """What the marks and fills mean, only of those that the figure has."""
    cells = [c for some in found.values() for c in some]
    kinds = {c.telling[1].kind for c in cells if c.telling}
    told = [words for kind, (_, words) in MARKS.items() if kind in kinds]
    if any(c.rejected and not c.held for c in cells):
        told.append("Frame, letter struck through: against that option, and for none.")
    if any((c.held or c.rejected) and not c.spoke for c in cells):
        told.append("Thin: held, and nothing new was said.")
    if any(c.suggested or (c.telling and c.telling[1].suggested) for c in cells):
        told.append("Dashed or hollow: proposed, confirmed by nobody.")
    return told


def letters(one: OnIssue) -> dict[str, str]:
    """A letter for each option in the order of the dossier; from the 27th on two."""
    alphabet = [*ascii_uppercase, *(a + b for a in ascii_uppercase for b in ascii_uppercase)]
    return dict(zip(one.issue.options, alphabet, strict=False))


def who_moved_figure(
    negotiation: Negotiation,
    one: OnIssue,
    periods: Sequence[Period],
    found: Grid,
    places: Mapping[Evidence, Place],
) -> str:
    """SVG of one issue: the parties of the grid in its order.

    A step leads to its sentence where the record has it, else to the party's positions.

    ``places``: where the evidence of steps stands.
    """
    left = min(max([wide("pairs that agree", 11), *(wide(p, SIZE) for p in found)]) + 18, NAME)
    step = max((WIDTH - left) / max(len(periods), 1), COLUMN)
    legend = _legend(negotiation, one, left + step * len(periods))
    top = ROW * (len(legend) + 1) + 4
    foot = top + LANE * len(found)
    width, height = left + step * len(periods) + 4, foot + BARS + 2 * ROW + 12
    svg = picture(width, height, role="group")
    for k, row in enumerate(legend):
        for x, option, words in row:
            _chip(svg, x, ROW * k + 3, one, option)
            text(svg, x + 22, ROW * k + 15, words)
    _axis(svg, periods, left, step, top)
    for k, (party, cells) in enumerate(found.items()):
        y = top + LANE * k
        name = text(svg, 0, y + LANE / 2 + 4, cut(party, left - 18, SIZE), font_weight="600")
        ET.SubElement(name, "title").text = shown(party)
        _rule(svg, 0, y + LANE, width, y + LANE)
        for n, cell in enumerate(cells):
            before = (cells[n - 1].held, cells[n - 1].rejected) if n else ((), ())
            words = _words(negotiation, one, party, periods[n], cell)
            target = _link(svg, party, one.issue.id, cell, places, words)
            _cell(target, left + step * n, y, step, one, cell, letter=(cell.held, cell.rejected) != before)
    _agreement(svg, one.convergence.by_period, periods, left, step, foot)
    return written(svg)


def _legend(negotiation: Negotiation, one: OnIssue, width: float) -> list[list[tuple[float, str, str]]]:
    """(x, option, words) of each option in rows as wide as the figure."""
    rows: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for option in one.issue.options:
        words = wording.option_words(negotiation, one.issue.id, option)
        long = wide(words, SIZE) + 40
        if rows[-1] and x + long > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, option, words))
        x += long
    return rows


def _axis(svg: ET.Element, periods: Sequence[Period], left: float, step: float, top: float) -> None:
    """Labels of the periods, as many as have room."""
    free = 0.0
    for n, period in enumerate(periods):
        x = left + step * n
        words = period_label(period, periods[n - 1] if n else None)
        if x < free:
            continue
        free = x + wide(words, 11) + 6
        text(svg, x + 1, top - 6, words, size=11)
        _rule(svg, x, top - 3, x, top + 3, strong=True)
    _rule(svg, left, top, left + step * len(periods), top, strong=True)


def _cell(svg: ET.Element, x: float, y: float, step: float, one: OnIssue, cell: InPeriod, *, letter: bool) -> None:
    """What a party holds at the end of a period, in the options' colours; a frame where it is only against some; a mark for what it did."""
    rect(svg, x, y, step, LANE, fill="transparent")  # to be pointed at all over
    high = LANE - 8 if cell.spoke else 6
    top = y + (LANE - high) / 2
    each = high / max(len(cell.held), 1)
    dashes = {"stroke_dasharray": "3 2"} if cell.suggested else {}
    for k, option in enumerate(cell.held):
        colour, foot = _colour(one, option), top + each * (k + 1)
        rect(svg, x, foot - each, step, each, fill=colour, fill_opacity="0.2" if cell.suggested else "0.45")
        if foot > top + high - 1:  # between two options a line would run through their letters
            line(svg, x, foot, x + step, foot, stroke=colour, stroke_width="2", **dashes)
    if cell.rejected and not cell.held:
        rect(svg, x + 1, top, step - 2, high, fill="none", stroke=MIDDLE, **dashes)
    if letter and cell.spoke and (cell.held or cell.rejected):
        names = letters(one)
        told = "+".join(names[o] for o in cell.held or cell.rejected)
        name = text(svg, x + 11, y + LANE / 2 + 4, told if wide(told, 11) <= step - 11 else f"{told[:1]}…", size=11)
        if not cell.held:
            name.set("text-decoration", "line-through")
    if cell.telling and (mark := MARKS.get(cell.telling[1].kind)):
        fill = PAPER if cell.telling[1].suggested else INK
        path(svg, mark[0], x + 2, y + LANE / 2, stroke=INK, stroke_width="1.4", fill=fill)


def _agreement(
    svg: ET.Element, found: Sequence[Closeness], periods: Sequence[Period], left: float, step: float, foot: float
) -> None:
    """A bar for the share of pairs that hold the same option, how many of how many, and how many options are held."""
    base = foot + BARS + 4
    for k, words in enumerate(("pairs that agree", "options held")):
        text(svg, 0, base + ROW * (k + 1) - 4, words, size=11)
    for n, (close, period) in enumerate(zip(found, periods, strict=True)):
        x = left + step * n
        group = ET.SubElement(svg, "g")
        ET.SubElement(group, "title").text = shown(f"{period_words(period)}: {closeness_words(close)}")
        if close.share is not None:
            high = max(BARS * close.share, 1)
            rect(group, x + 2, base - high, step - 4, high, fill=MIDDLE)
            _middle(group, x + step / 2, base + ROW - 4, f"{close.same}/{close.pairs}", step)
        if close.options:
            _middle(group, x + step / 2, base + 2 * ROW - 4, str(close.options), step)
    _rule(svg, left, base, left + step * len(periods), base, strong=True)


def _middle(svg: ET.Element, x: float, y: float, words: str, room: float) -> None:
    size = 11 if wide(words, 11) <= room else 8
    text(svg, x, y, words, size=size, text_anchor="middle")


def _words(negotiation: Negotiation, one: OnIssue, party: str, period: Period, cell: InPeriod) -> str:
    """What a reader of the screen hears: the same that the cell shows."""
    options = one.issue.options
    told = [f"for {wording.joined(options[o] for o in cell.held)}"] if cell.held else []
    told += [f"against {wording.joined(options[o] for o in cell.rejected)}"] if cell.rejected else []
    told = told or ["holds nothing"]
    if cell.telling is not None:
        life, step = cell.telling
        told.append(f"{wording.day(step.day)}: {move_words(negotiation, life, step)}")
        told += [f"{cell.changes - 1} more in this time"] if cell.changes > 1 else []
        told += [NOT_CONFIRMED] if step.suggested else []
    return f"{party}, {period_words(period)}: {'; '.join(told)}"


def _link(
    svg: ET.Element, party: str, issue: str, cell: InPeriod, places: Mapping[Evidence, Place], words: str
) -> ET.Element:
    """A link to the sentence of the step that says most; of a cell without a step a group. Tab leads past: the table holds the same."""
    if cell.telling is None:
        target = ET.SubElement(svg, "g")
    else:
        target = ET.SubElement(
            svg, "a", {"href": sentence_link(party, issue, cell.telling[1].evidence, places), "tabindex": "-1"}
        )
    ET.SubElement(target, "title").text = shown(words)
    return target


def sentence_link(party: str, issue: str, evidence: Sequence[Evidence], places: Mapping[Evidence, Place]) -> str:
    """The address of the first sentence that the record has; else of what the party said on the issue."""
    for e in evidence:
        place = places.get(e)
        if place is not None and place.document is not None:
            return f"/read?document={quote(place.document)}" + (f"#{place.statement}" if place.statement else "")
    return f"/positions/{quote(party, safe='')}/{quote(issue, safe='')}"


def _chip(svg: ET.Element, x: float, y: float, one: OnIssue, option: str) -> None:
    rect(svg, x, y, 18, 14, fill=_colour(one, option), fill_opacity="0.45")
    text(svg, x + 9, y + 11, letters(one)[option], size=11, text_anchor="middle")


def _colour(one: OnIssue, option: str) -> str:
    return OKABE_ITO[list(one.issue.options).index(option) % len(OKABE_ITO)]


def _rule(svg: ET.Element, x: float, y: float, x2: float, y2: float, *, strong: bool = False) -> None:
    line(svg, x, y, x2, y2, stroke=MIDDLE, stroke_opacity="1" if strong else "0.35")
