"""Every figure, of the demo and of talks with ten parties of forty letters and fourteen issues, to be measured and looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np

from pourparler.dossier import load
from pourparler.figures.acceptability import acceptance_bars
from pourparler.figures.drawing import party_colours
from pourparler.figures.frontier import frontier_chart
from pourparler.figures.movement_graph import movement_graph
from pourparler.figures.networks import one_mode_figure, two_mode_figure
from pourparler.figures.timeline import events_of, timeline_figure
from pourparler.networks.discourse import sides_in_dossier
from pourparler.networks.over_time import Counting, period
from pourparler.networks.taken import Sides
from pourparler.settlement import Acceptance
from pourparler.settlement.robust import Outcome
from pourparler.stability import StabilityAnalysis
from pourparler.wording.networks import network_in_words

from ..briefing.talks import LONG_PARTIES, large_talks
from ..conftest import DEMO


def figures() -> dict[str, str]:
    """The SVG of each by name."""
    demo, large = load(DEMO / "dossier.yaml").negotiation, large_talks()
    long_names = [LONG_PARTIES[k] for k in range(len(demo.conflict.decision_makers))]
    conflicts = {"demo": demo.conflict, "large": replace(demo.conflict, decision_makers=tuple(long_names))}
    found = {}
    for name, talks in (("demo", demo), ("large", large)):
        events = events_of(talks)
        first = min(e.when for e in events)
        days = [(first + timedelta(days=9 * k), talks.parties[k % 3].name, 1 + k % 4) for k in range(12)]
        found |= {
            f"{name}: bars": acceptance_bars(_judged(talks)),
            f"{name}: timeline of the briefing": timeline_figure(talks, events, width=600),
            f"{name}: timeline": timeline_figure(talks, events, days, linked=True),
            f"{name}: movement graph": movement_graph(talks, StabilityAnalysis.of(conflicts[name])),
            f"{name}: frontier": frontier_chart(
                talks, _outcomes(talks), *(p.name for p in talks.parties[:2]), lambda _: "/"
            ),
            **{f"{name}: {kind}": svg for kind, svg in _networks(talks).items()},
        }
    found["meetings on days that are close"] = _meetings_close_together(demo)
    assert all(found.values()), [name for name, svg in found.items() if not svg]
    return found


def _judged(talks):
    """Answers of all sorts to 20,000 settlements, some of them given once only."""
    size = 20_000
    rows = {}
    for k, party in enumerate(talks.parties):
        row = np.full(size, Acceptance.OPEN)
        row[: size // (k + 2)] = Acceptance.ACCEPTABLE
        row[-1 if k % 2 else -9_000 :] = Acceptance.REFUSED
        rows[party.name] = row
    return SimpleNamespace(negotiation=talks, zopa=SimpleNamespace(acceptability=rows, settlements=size))


def _outcomes(talks):
    names = [p.name for p in talks.parties]
    first = {i.id: next(iter(i.options)) for i in talks.issues}
    other = first | {talks.issues[0].id: list(talks.issues[0].options)[-1]}
    gains = [dict.fromkeys(names, (0.2 * k - 0.1, 0.1 * k - 0.2, 0.3 * k)) for k in (1, 2)]
    return [Outcome(s, 0.3, g) for s, g in zip((first, other), gains, strict=True)]


def _networks(talks):
    sides = Sides.of(sides_in_dossier(talks))
    made = {kind: period(kind, Counting(), sides).graph for kind in ("affiliation", "congruence", "conflict")}
    colours, drawn = party_colours(talks), {}
    for kind, graph in made.items():
        told = network_in_words(kind, graph, talks)
        links = dict.fromkeys(told, "/record")
        drawn[kind] = (
            two_mode_figure(told, colours, links)
            if kind == "affiliation"
            else one_mode_figure(told, colours, links, "against" if kind == "conflict" else "for")
        )
    return drawn


def _meetings_close_together(talks):
    meeting = talks.meetings[0]
    titles = (
        "First round of the talks",
        "Economic talks of the second delegation",
        "A round of experts on the monitoring",
    )
    met = tuple(replace(meeting, title=t, date=date(2031, 2, 17 + k)) for k, t in enumerate(titles))
    return timeline_figure(replace(talks, meetings=met), events_of(replace(talks, meetings=met)), width=600)
