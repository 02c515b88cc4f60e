"""What each party says to the settlements, as bars; the shapes and colours of the three answers, the same everywhere."""

from __future__ import annotations

from pourparler import wording
from pourparler.figures.drawing import WIDTH, rendered
from pourparler.settlement import Analysis, Answers

SHAPES = {"would accept": "●", "not known": "?", "would not accept": "✕"}
"""The mark of each answer, so that it reads without colour."""
COLOURS = {"would accept": "#0072B2", "not known": "#d9d5cc", "would not accept": "#D55E00"}


def answers_found(analysis: Analysis) -> list[str]:
    """Which of the three answers some party gives to some settlement: those that the bars show, in their order."""
    rows = (analysis.zopa.acceptability or {}).values()
    return [word for word in COLOURS if any(_times(row, word) for row in rows)]


def _times(row: Answers, word: str) -> int:
    return sum(int((row == a).sum()) for a, told in wording.ACCEPTANCE.items() if told == word)


def acceptance_bars(analysis: Analysis) -> str | None:
    """How many settlements each party would accept, would not, or not known; None where they were not judged one by one."""
    import altair as alt  # a second to load: only who draws pays for it

    answers = analysis.zopa.acceptability
    if answers is None:
        return None
    total, shown = analysis.zopa.settlements, answers_found(analysis)
    rows = []
    for party in analysis.negotiation.parties:
        start = 0
        for name in shown:
            count = _times(answers[party.name], name)
            label = wording.number(count) if count >= 0.06 * total else ""
            rows.append(
                {
                    "party": party.name,
                    "state": name,
                    "from": start,
                    "to": start + count,
                    "mid": start + count / 2,
                    "label": label,
                    "ink": "white" if name == "would accept" else "black",
                }
            )
            start += count
    names = [p.name for p in analysis.negotiation.parties]
    data = alt.InlineData(values=rows)
    y = alt.Y(
        "party:N", title=None, sort=names, axis=alt.Axis(ticks=False, domain=False, labelLimit=220, labelPadding=12)
    )
    scale = alt.Scale(domain=shown, range=[COLOURS[name] for name in shown])
    legend = alt.Legend(title=None, orient="top", direction="horizontal", symbolType="square", labelFontSize=12)
    bars = alt.Chart(data).mark_bar(height=22, stroke="white").encode(
        x=alt.X("from:Q", axis=None, scale=alt.Scale(domain=[0, total], nice=False)), x2="to:Q", y=y,
        color=alt.Color("state:N", scale=scale, legend=legend, sort=None),
    )  # fmt: skip
    labels = alt.Chart(data).mark_text(fontSize=11).encode(
        x="mid:Q", y=y, text="label:N", color=alt.Color("ink:N", scale=None),
    )  # fmt: skip
    return rendered(
        alt.layer(bars, labels).resolve_scale(color="independent").properties(width=WIDTH - 130, height=30 * len(names))
    )
