"""The briefing's figures: Altair specifications rendered to SVG by vl-convert, nothing fetched."""

from __future__ import annotations

from datetime import date
from typing import Any

from pourparler import wording
from pourparler.model import Negotiation
from pourparler.settlement import Acceptance, Analysis

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B00", "#000000")
"""Colour-blind-safe colours of the parties, in their order (Okabe, Ito 2008); the yellow is darkened for paper."""

FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
WIDTH = 740
HERE = "http://workbench.invalid"
"""Stands for the workbench while a figure is drawn: the renderer sets an address of its own before links that have none."""


def party_colours(negotiation: Negotiation) -> dict[str, str]:
    """One colour a party, the same in every view."""
    return {p.name: OKABE_ITO[k % len(OKABE_ITO)] for k, p in enumerate(negotiation.parties)}


def acceptance_bars(analysis: Analysis) -> str | None:
    """How many settlements each party would accept, would not, or not known; None where they were not judged one by one."""
    import altair as alt  # a second to load: only who draws pays for it

    answers = analysis.zopa.acceptability
    if answers is None:
        return None
    states = (
        ("would accept", (Acceptance.ACCEPTABLE,), "#0072B2", "white"),
        ("not known", (Acceptance.OPEN,), "#d9d5cc", "black"),
        ("would not accept", (Acceptance.REFUSED, Acceptance.UNACCEPTABLE), "#D55E00", "black"),
    )
    total = analysis.zopa.settlements
    rows = []
    for party in analysis.negotiation.parties:
        start = 0
        for name, which, _, ink in states:
            count = sum(int((answers[party.name] == a).sum()) for a in which)
            label = wording.number(count) if count >= 0.06 * total else ""
            rows.append(
                {
                    "party": party.name,
                    "state": name,
                    "from": start,
                    "to": start + count,
                    "mid": start + count / 2,
                    "label": label,
                    "ink": ink,
                }
            )
            start += count
    names = [p.name for p in analysis.negotiation.parties]
    data = alt.InlineData(values=rows)
    y = alt.Y(
        "party:N", title=None, sort=names, axis=alt.Axis(ticks=False, domain=False, labelLimit=220, labelPadding=12)
    )
    scale = alt.Scale(domain=[s[0] for s in states], range=[s[2] for s in states])
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


def rendered(chart: Any) -> str:
    """The chart in our style, as SVG."""
    import vl_convert as vlc

    styled = (
        chart.configure(font=FONT, background="transparent", padding={"left": 18, "right": 24, "top": 5, "bottom": 5})
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12)
    )
    svg = str(vlc.vegalite_to_svg(styled.to_dict(validate=False), vl_version=None))
    return svg.replace(f'"{HERE}/', '"/')


def here(path: str) -> str:
    """A link from a figure to a page of the workbench; ``rendered`` makes it relative again."""
    return HERE + path


def span_of(days: list[date]) -> str:
    """3 February 2031 to 20 March 2031; one day alone; nothing where none is known."""
    if not days:
        return ""
    first, last = min(days), max(days)
    return wording.day(first) if first == last else f"{wording.day(first)} to {wording.day(last)}"
