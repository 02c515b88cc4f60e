"""The house style of figures: colours of the parties, fonts, Altair rendered to SVG by vl-convert; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from pourparler.model import Negotiation
from pourparler.shown import shown

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#6B6B00", "#767676")
"""Colour-blind-safe colours of the parties, in their order (Okabe, Ito 2008); yellow darkened for paper, black made grey for dark pages."""
INK, PAPER = "currentColor", "var(--paper, white)"
"""What is written and what lies behind it, as the page has them: a figure stands in light and dark pages alike."""
FAINT, MIDDLE = "#b9b4a8", "#808080"
"""Lines that separate, and lines that say something: to be seen on light and on dark."""

FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
WIDTH = 740
HERE = "http://workbench.invalid"
"""Stands for the workbench while a figure is drawn: the renderer sets an address of its own before links that have none."""


def wide(words: str, size: float = 12) -> float:
    """Pixels that words take at most in our fonts, so that what is laid out by it fits whichever of them is there."""
    return size * sum(
        next((most for most, some in _LETTERS if c in some), 0.74 if c.isupper() else 0.59) for c in words
    )


_LETTERS = ((0.92, "MWmw@%—"), (0.34, " .,:;'|!ijlft()[]"))
"""Letters that are wider or narrower than others, as parts of the size of the font."""


def lines_of(words: str, most: int) -> list[str]:
    """The words in lines of at most so many letters."""
    return wrap(words, most) or [words]


def party_colours(negotiation: Negotiation) -> dict[str, str]:
    """One colour a party, the same in every view."""
    return {p.name: OKABE_ITO[k % len(OKABE_ITO)] for k, p in enumerate(negotiation.parties)}


def drawn_from(rows: Sequence[Mapping[str, Any]]) -> Any:
    """A chart of these rows, to be given marks. As JSON: of rows given one by one Altair copies and checks each, at every step."""
    import altair as alt  # a second to load: only who draws pays for it

    return alt.Chart(alt.InlineData(values=json.dumps(_harmless(list(rows))), format={"type": "json"}))


def rendered(chart: Any) -> str:
    """The chart in our style, as SVG."""
    import vl_convert as vlc

    styled = (
        chart.configure(font=FONT, background="transparent", padding={"left": 18, "right": 24, "top": 5, "bottom": 5})
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, labelColor=INK, titleColor=INK, domainColor=MIDDLE, tickColor=MIDDLE)
        .configure_legend(labelColor=INK, titleColor=INK)
    )
    svg = str(vlc.vegalite_to_svg(_harmless(styled.to_dict(validate=False)), vl_version=None))
    return svg.replace(f'"{HERE}/', '"/')


def get_ready() -> None:
    """Have the renderer at hand: its first picture takes it half a second more than the next."""
    import altair as alt

    rendered(drawn_from([{"x": 1}]).mark_point().encode(x=alt.X("x:Q")))


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


def on_white(svg: str) -> str:
    """The figure in fixed colours, for a program that knows no page's: Word, a picture."""
    return svg.replace(PAPER, "white").replace(INK, "black")
