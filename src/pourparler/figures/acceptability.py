"""What each party says to the settlements, as bars; the shapes and colours of the three answers, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pourparler import wording
from pourparler.figures.drawing import INK, PAPER, WIDTH, rendered
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
    import altair as alt  # a second to load: only who draws pays for it

    answers = analysis.zopa.acceptability
    if answers is None:
        return None
    found = answers_found(analysis)
    counts = {p: {word: _times(row, word) for word in found} for p, row in answers.items()}
    parts = [part for k, told in enumerate(counts.values()) for part in _parts(told, k * ROW + ROW - BAR)]
    lines = [
        {"y": k * ROW + ROW - BAR - LINE, "name": party, "counts": _counts_words(told)}
        for k, (party, told) in enumerate(counts.items())
    ]
    height = ROW * len(counts)
    x_scale, y_scale = alt.Scale(domain=[0, SPAN], nice=False), alt.Scale(domain=[height, 0], nice=False)
    y = alt.Y("y:Q", axis=None, scale=y_scale)
    colour = alt.Color(
        "state:N", sort=None, scale=alt.Scale(domain=found, range=[COLOURS[word] for word in found]),
        legend=alt.Legend(title=None, orient="top", direction="horizontal", symbolType="square", labelFontSize=12),
    )  # fmt: skip
    bars = alt.Chart(alt.InlineData(values=parts)).mark_rect(stroke=PAPER).encode(
        x=alt.X("from:Q", axis=None, scale=x_scale), x2="to:Q", y=y, y2="y2:Q", color=colour,
    )  # fmt: skip
    heads = alt.Chart(alt.InlineData(values=lines))
    names = heads.mark_text(
        align="left", baseline="bottom", fontSize=12, fontWeight="bold", color=INK, limit=NAME * SPAN
    )
    numbers = heads.mark_text(align="right", baseline="bottom", fontSize=11, color=INK)
    return rendered(
        alt.layer(
            bars,
            names.encode(x=alt.value(0), y=y, text="name:N"),
            numbers.encode(x=alt.value(SPAN), y=y, text="counts:N"),
        ).properties(width=SPAN, height=height)
    )


def _parts(counts: Mapping[str, int], top: float) -> Sequence[dict[str, Any]]:
    """A row for each answer that occurs: from and to in pixels, no narrower than LEAST."""
    there = {word: count for word, count in counts.items() if count}
    total = sum(there.values())
    small = {word for word, count in there.items() if count * SPAN < LEAST * total}
    left = SPAN - LEAST * len(small)
    large = sum(count for word, count in there.items() if word not in small)
    rows, start = [], 0.0
    for word, count in there.items():
        end = start + (LEAST if word in small else left * count / large)
        rows.append({"state": word, "from": start, "to": end, "y": top, "y2": top + BAR})
        start = end
    return rows


def _counts_words(counts: Mapping[str, int]) -> str:
    """2,006 would not accept, 910 not known: what does not occur is left out."""
    return ", ".join(f"{wording.number(count)} {word}" for word, count in counts.items() if count)
