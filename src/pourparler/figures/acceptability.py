"""What each party says to the settlements, as bars; the shapes and colours of the three answers, the same everywhere."""

from __future__ import annotations

from pourparler import wording
from pourparler.figures.drawing import WIDTH, rendered
from pourparler.settlement import Analysis

SHAPES = {"would accept": "●", "not known": "?", "would not accept": "✕"}
"""The mark of each answer, so that it reads without colour."""
COLOURS = {"would accept": "#0072B2", "not known": "#d9d5cc", "would not accept": "#D55E00"}


def acceptance_bars(analysis: Analysis) -> str | None:
    """How many settlements each party would accept, would not, or not known; None where they were not judged one by one."""
    import altair as alt  # a second to load: only who draws pays for it

    answers = analysis.zopa.acceptability
    if answers is None:
        return None
    total = analysis.zopa.settlements
    rows = []
    for party in analysis.negotiation.parties:
        start = 0
        for name in COLOURS:
            count = sum(int((answers[party.name] == a).sum()) for a, word in wording.ACCEPTANCE.items() if word == name)
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
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
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
