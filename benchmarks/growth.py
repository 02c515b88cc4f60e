"""How cost grows with issues, options and parties: measured, and drawn into docs/growth.svg."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import altair as alt
import vl_convert as vlc

from pourparler.errors import TooManyError
from pourparler.settlement import count_accepted, estimate, find_frontier, needs_of
from pourparler.settlement.hard_constraints import HardRules
from spaces import negotiation, utilities

BASE = {"issues": 15, "options": 5, "parties": 3}
VARIED = {"issues": (5, 10, 15, 20, 25, 30), "options": (2, 3, 4, 5, 6, 8, 10), "parties": (2, 3, 4, 5, 6)}
SEEDS = 3
OUTPUT = Path(__file__).resolve().parent.parent / "docs" / "growth.svg"


def seconds(work) -> float | None:
    began = time.perf_counter()
    try:
        work()
    except TooManyError:
        return None
    return time.perf_counter() - began


def measure() -> list[dict]:
    rows = []
    for what, values in VARIED.items():
        for value in values:
            size = BASE | {what: value}
            taken: dict[str, list[float | None]] = {}
            for seed in range(SEEDS):
                bargain = utilities(**size, reach=0.7, seed=seed)
                rules = negotiation(
                    parties=size["parties"],
                    issues=size["issues"],
                    options=size["options"],
                    hard=size["issues"],
                    linkages=size["issues"] // 2,
                    seed=seed,
                )
                diagram = HardRules.of(rules).diagram()
                work = {
                    "red lines: exact count": lambda rules=rules: HardRules.of(rules).count(),
                    "numbers: exact count": lambda b=bargain, d=diagram: count_accepted(b, d),
                    "numbers: estimate within 5 %": lambda b=bargain, d=diagram: estimate(d, needs_of(b), within=0.05),
                }
                # Past four parties nearly every vector is efficient, and the frontier is thinned; its cost then says nothing about growth.
                if size["parties"] <= 4 and not (size["parties"] == 4 and size["issues"] > 10):
                    work["frontier"] = lambda b=bargain, d=diagram: find_frontier(b, d)
                for name, each in work.items():
                    taken.setdefault(name, []).append(seconds(each))
            for name, times in taken.items():
                if None not in times:
                    rows.append({"varied": what, "value": value, "work": name, "seconds": statistics.median(times)})
                    print(f"  {what} {value}: {name} {1e3 * rows[-1]['seconds']:.1f} ms", flush=True)
    return rows


def draw(rows: list[dict]) -> str:
    base = ", ".join(f"{v} {k}" for k, v in BASE.items())
    panels = []
    for what in VARIED:
        mine = [r for r in rows if r["varied"] == what]
        panels.append(
            alt.Chart(alt.InlineData(values=mine))
            .mark_line(point=True)
            .encode(
                x=alt.X(
                    "value:Q",
                    title=what,
                    axis=alt.Axis(grid=False, tickMinStep=1, format="d"),
                    scale=alt.Scale(zero=False),
                ),
                y=alt.Y(
                    "seconds:Q",
                    title="seconds",
                    axis=alt.Axis(values=[0.001, 0.01, 0.1, 1, 10], format="~g"),
                    scale=alt.Scale(type="log", domain=[0.0005, 60], clamp=True),
                ),
                color=alt.Color(
                    "work:N",
                    title=None,
                    sort=["red lines: exact count", "numbers: exact count", "numbers: estimate within 5 %", "frontier"],
                    scale=alt.Scale(range=["#0072B2", "#D55E00", "#009E73", "#CC79A7"]),
                ),
            )
            .properties(width=220, height=220)
        )
    chart = alt.hconcat(*panels).properties(title=f"How cost grows, others held at {base}").configure_view(stroke=None)
    return vlc.vegalite_to_svg(chart.to_json())


if __name__ == "__main__":
    OUTPUT.write_text(draw(measure()), encoding="utf-8")
    print(f"wrote {OUTPUT.name}")
