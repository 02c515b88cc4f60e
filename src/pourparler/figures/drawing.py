"""The house style of figures: colours of the parties, fonts, Altair rendered to SVG by vl-convert; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pourparler.model import Negotiation
from pourparler.shown import shown

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B00", "#000000")
"""Colour-blind-safe colours of the parties, in their order (Okabe, Ito 2008); the yellow is darkened for paper."""

FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
WIDTH = 740
HERE = "http://workbench.invalid"
"""Stands for the workbench while a figure is drawn: the renderer sets an address of its own before links that have none."""


def party_colours(negotiation: Negotiation) -> dict[str, str]:
    """One colour a party, the same in every view."""
    return {p.name: OKABE_ITO[k % len(OKABE_ITO)] for k, p in enumerate(negotiation.parties)}


def drawn_from(rows: Sequence[Mapping[str, Any]]) -> Any:
    """A chart of these rows, to be given marks. As JSON: of rows given one by one Altair copies and checks each, at every step."""
    import altair as alt  # a second to load: only who draws pays for it

    return alt.Chart(alt.InlineData(values=json.dumps(list(rows)), format=alt.DataFormat(type="json")))


def rendered(chart: Any) -> str:
    """The chart in our style, as SVG."""
    import vl_convert as vlc

    styled = (
        chart.configure(font=FONT, background="transparent", padding={"left": 18, "right": 24, "top": 5, "bottom": 5})
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12)
    )
    svg = str(vlc.vegalite_to_svg(_harmless(styled.to_dict(validate=False)), vl_version=None))
    return svg.replace(f'"{HERE}/', '"/')


def _harmless(spec: Any) -> Any:
    """The specification with its texts as they may be shown: an SVG is XML, and the renderer takes no lone surrogates."""
    if isinstance(spec, str):
        return shown(spec)
    if isinstance(spec, dict):
        return {key: _harmless(value) for key, value in spec.items()}
    if isinstance(spec, list | tuple):
        return [_harmless(value) for value in spec]
    return spec


def here(path: str) -> str:
    """A link from a figure to a page of the workbench; ``rendered`` makes it relative again."""
    return HERE + path
