"""The briefing's figures: Altair specifications rendered to SVG by vl-convert, nothing fetched."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import vl_convert as vlc

from pourparler.model import Negotiation
from pourparler.report import wording
from pourparler.settlement import Acceptance, Analysis

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B00", "#000000")
"""Colour-blind-safe colours of the parties, in their order (Okabe, Ito 2008); the yellow is darkened for paper."""

FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
WIDTH = 740
FEWEST_DAYS = 3
"""Different days that a time axis needs; two are told better in words."""


def party_colours(negotiation: Negotiation) -> dict[str, str]:
    """One colour a party, the same in every view."""
    return {p.name: OKABE_ITO[k % len(OKABE_ITO)] for k, p in enumerate(negotiation.parties)}


def timeline(negotiation: Negotiation) -> str | None:
    """When the parties stated positions, when they moved, when they met; None where too few days make no picture."""
    points = []
    for p in negotiation.positions:
        if p.as_of:
            points.append({"when": p.as_of.isoformat(), "party": p.party, "what": "moved" if p.concession else "said"})
        if p.until:
            points.append({"when": p.until.isoformat(), "party": p.party, "what": "moved"})
    moves = {(p["when"], p["party"]) for p in points if p["what"] == "moved"}
    points = [p for p in points if p["what"] == "moved" or (p["when"], p["party"]) not in moves]
    unique = [dict(items) for items in dict.fromkeys(tuple(sorted(p.items())) for p in points)]
    titles: dict[str, list[str]] = {}
    for m in negotiation.meetings:
        if m.date:
            titles.setdefault(m.date.isoformat(), []).append(m.title)
    meetings = [{"when": when, "title": "; ".join(names)} for when, names in titles.items()]
    days = sorted({p["when"] for p in unique} | set(titles))
    if len(days) < FEWEST_DAYS:
        return None
    colours = party_colours(negotiation)
    x = alt.X("when:T", title=None, axis=alt.Axis(format="%-d %b", grid=False, tickCount=8, labelFlush=True))
    y = alt.Y(
        "party:N",
        title=None,
        sort=list(colours),
        axis=alt.Axis(grid=True, gridColor="#e4e0d8", ticks=False, domain=False, labelLimit=220, labelPadding=12),
    )
    colour = alt.Color("party:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)
    layers: list[Any] = []
    if meetings:
        rules = alt.Chart(alt.InlineData(values=meetings))
        layers.append(rules.mark_rule(color="#777", strokeDash=[3, 3]).encode(x=x))
        layers.append(
            rules.mark_text(align="left", dx=4, dy=-6, baseline="bottom", fontSize=11, color="#333").encode(
                x=x, y=alt.value(0), text="title:N"
            )
        )
    chart = alt.Chart(alt.InlineData(values=unique))
    said = chart.transform_filter("datum.what == 'said'").mark_point(size=55, strokeWidth=1.6, filled=False)
    moved = chart.transform_filter("datum.what == 'moved'").mark_point(
        size=110, shape="triangle-right", filled=True, opacity=1
    )
    layers += [said.encode(x=x, y=y, color=colour), moved.encode(x=x, y=y, color=colour)]
    return rendered(alt.layer(*layers).properties(width=WIDTH - 130, height=34 * len(colours)))


def acceptance_bars(analysis: Analysis) -> str | None:
    """How many settlements each party would accept, would not, or not known; None where they were not judged one by one."""
    letters = analysis.zopa.acceptability
    if letters is None:
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
            count = sum(letters[party.name].count(a.value) for a in which)
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
    styled = (
        chart.configure(font=FONT, background="transparent", padding={"left": 18, "right": 24, "top": 5, "bottom": 5})
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12)
    )
    svg = vlc.vegalite_to_svg(styled.to_dict(), vl_version=None)
    return str(svg)


def span_of(days: list[date]) -> str:
    """3 February 2031 to 20 March 2031; one day alone; nothing where none is known."""
    if not days:
        return ""
    first, last = min(days), max(days)
    return wording.day(first) if first == last else f"{wording.day(first)} to {wording.day(last)}"
