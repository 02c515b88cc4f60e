"""The frontier as a picture: settlements that are efficient under some value functions that fit, by the gains of two parties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import pstdev

from pourparler import wording
from pourparler.figures.drawing import MIDDLE, PAPER, here, lines_of, rendered
from pourparler.model import Negotiation
from pourparler.settlement.robust import Outcome

SIDE = 380


def frontier_chart(
    negotiation: Negotiation, found: Sequence[Outcome], across: str, up: str, link: Callable[[Outcome], str]
) -> str:
    """SVG: a point a settlement, larger where it is efficient more often, lines over 80 % of value functions; ``link``: where it leads."""
    import altair as alt  # a second to load: only who draws pays for it

    common = {i for i in found[0].settlement if all(o.settlement[i] == found[0].settlement[i] for o in found)}
    rows = [
        {
            "x": o.gains[across][0], "x1": o.gains[across][1], "x2": o.gains[across][2],
            "y": o.gains[up][0], "y1": o.gains[up][1], "y2": o.gains[up][2],
            "share": o.share, "link": here(link(o)), "words": _words(negotiation, o, common),
        }
        for o in found
    ]  # fmt: skip
    data = alt.Chart(alt.InlineData(values=rows))

    x = alt.X(
        "x:Q",
        title=lines_of(f"{across}: average gain over no agreement", 76),
        axis=alt.Axis(format=".1f", grid=False, tickCount=6),
    )
    y = alt.Y(
        "y:Q",
        title=lines_of(f"{up}: average gain over no agreement", 48),
        axis=alt.Axis(format=".1f", grid=False, tickCount=6),
    )
    spread = data.mark_rule(opacity=0.28, color=MIDDLE)
    nought = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(strokeDash=[3, 3], color=MIDDLE)
    points = data.mark_point(filled=True, opacity=1, color="#0072B2", stroke=PAPER, strokeWidth=1).encode(
        x=x, y=y, href="link:N", description="words:N",
        size=alt.Size("share:Q", scale=alt.Scale(domain=[0, 1], range=[40, 420]), legend=None),
    )  # fmt: skip
    layers = (
        nought.encode(x="at:Q"),
        nought.encode(y="at:Q"),
        spread.encode(x="x1:Q", x2="x2:Q", y="y:Q"),
        spread.encode(y="y1:Q", y2="y2:Q", x="x:Q"),
        points,
    )
    return rendered(alt.layer(*layers).properties(width=SIDE + 120, height=SIDE - 60))


def widest_pair(found: Sequence[Outcome], parties: Sequence[str]) -> tuple[str, str]:
    """The two parties whose gains differ most among these settlements."""
    spread = {p: pstdev([o.gains[p][0] for o in found]) for p in parties}
    first, second = sorted(sorted(parties, key=lambda p: -spread[p])[:2], key=list(parties).index)
    return first, second


def _words(negotiation: Negotiation, outcome: Outcome, common: set[str]) -> str:
    apart = {i: o for i, o in outcome.settlement.items() if i not in common} or outcome.settlement
    options = "; ".join(f"{wording.issue_name(i)}: {wording.option_words(negotiation, i, o)}" for i, o in apart.items())
    return f"{options}. Efficient under {wording.percent(outcome.share)} of the value functions that fit what the parties said."
