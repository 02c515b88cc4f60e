"""What each party says to the settlements, as bars; the shapes and colours of the three answers, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from pourparler import wording
from pourparler.figures.drawing import PAPER, WIDTH, cut, wide
from pourparler.figures.svg import MARK, SIZE, picture, rect, text, written
from pourparler.settlement import Analysis, Answers

SHAPES = {"would accept": "●", "not known": "?", "would not accept": "✕"}
"""The mark of each answer, so that it reads without colour."""
COLOURS = {"would accept": "#0072B2", "not known": "#b9b4a8", "would not accept": "#D55E00"}
SPAN = WIDTH - 42
"""Pixels of all settlements together."""
LEAST = 4
"""Pixels of an answer that occurs, however seldom."""
ROW, BAR, LINE = 50, 16, 4
"""Pixels from party to party, of a bar, and from its top up to the foot of the name and the counts."""
NAME = 0.48
"""The part of the width that a name may take; the counts need the rest."""
MARGIN, LEGEND, SQUARE = 20, 40, 9
"""Pixels left and right of the bars, of the legend above them, and of its squares."""


def answers_found(analysis: Analysis) -> list[str]:
    """Which of the three answers some party gives to some settlement: those that the bars show, in their order."""
    rows = (analysis.zopa.acceptability or {}).values()
    return [word for word in COLOURS if any(_times(row, word) for row in rows)]


def _times(row: Answers, word: str) -> int:
    return sum(int((row == a).sum()) for a, told in wording.ACCEPTANCE.items() if told == word)


def acceptance_bars(analysis: Analysis) -> str | None:
    """How many settlements each party would accept, would not, or not known; None where they were not judged one by one.

    A bar for each party with its name and its counts above; what occurs is wide enough to be seen, so very small parts are drawn larger.
    """
    answers = analysis.zopa.acceptability
    if answers is None:
        return None
    found = answers_found(analysis)
    counts = {p: {word: _times(row, word) for word in found} for p, row in answers.items()}
    svg = picture(SPAN + 2 * MARGIN, LEGEND + ROW * len(counts) + LINE)
    _legend(svg, found)
    for k, (party, told) in enumerate(counts.items()):
        top = LEGEND + ROW * (k + 1) - BAR
        text(svg, MARGIN, top - LINE - 3, cut(party, NAME * SPAN, SIZE), font_weight="bold")
        text(svg, MARGIN + SPAN, top - LINE - 3, _counts_words(told), size=11, text_anchor="end")
        for word, start, end in _parts(told):
            rect(svg, MARGIN + start, top, end - start, BAR, class_=MARK, fill=COLOURS[word], stroke=PAPER)
    return written(svg)


def _legend(svg: ET.Element, words: Sequence[str]) -> None:
    """A square in the colour of each answer, and its words."""
    x = float(MARGIN)
    for word in words:
        entry = ET.SubElement(svg, "g", {"class": "legend"})
        rect(entry, x, LINE + 3, SQUARE, SQUARE, fill=COLOURS[word])
        text(entry, x + SQUARE + 6, LINE + SIZE, word)
        x += SQUARE + wide(word) + 20


def _parts(counts: Mapping[str, int]) -> Sequence[tuple[str, float, float]]:
    """(answer, from, to) in pixels of each answer that occurs, no narrower than LEAST."""
    there = {word: count for word, count in counts.items() if count}
    total = sum(there.values())
    small = {word for word, count in there.items() if count * SPAN < LEAST * total}
    left = SPAN - LEAST * len(small)
    large = sum(count for word, count in there.items() if word not in small)
    rows, start = [], 0.0
    for word, count in there.items():
        end = start + (LEAST if word in small else left * count / large)
        rows.append((word, start, end))
        start = end
    return rows


def _counts_words(counts: Mapping[str, int]) -> str:
    """2,006 would not accept, 910 not known: what does not occur is left out."""
    return ", ".join(f"{wording.number(count)} {word}" for word, count in counts.items() if count)
