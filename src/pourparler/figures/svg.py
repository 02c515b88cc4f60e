"""Shapes and words of a figure as elements of SVG.

A library for charts takes half a second and a hundred megabytes for what is made here in some milliseconds. Names of attributes are
written with an underscore where SVG has a hyphen; texts become such as may be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from pourparler.figures.drawing import FONT, INK
from pourparler.shown import shown

SIZE = 12
"""Pixels of letters where nothing else is said."""
MARK = "mark"
"""The class of shapes that say something, as against lines that separate."""


def picture(width: float, height: float, **more: str) -> ET.Element:
    """An empty figure of so many pixels, its words in the ink of the page."""
    shape = {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width:.0f} {height:.0f}", "width": f"{width:.0f}",
        "height": f"{height:.0f}", "font-family": FONT, "font-size": str(SIZE), "fill": INK,
    }  # fmt: skip
    return ET.Element("svg", shape | _named(more))


def written(svg: ET.Element) -> str:
    """The figure as text."""
    return ET.tostring(svg, encoding="unicode")


def rect(parent: ET.Element, x: float, y: float, width: float, height: float, **more: str) -> ET.Element:
    """A rectangle."""
    shape = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
    return ET.SubElement(parent, "rect", shape | _named(more))


def line(parent: ET.Element, x: float, y: float, x2: float, y2: float, **more: str) -> ET.Element:
    """A line from one place to another."""
    shape = {"x1": f"{x:.1f}", "y1": f"{y:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return ET.SubElement(parent, "line", shape | _named(more))


def path(parent: ET.Element, shape: str, x: float, y: float, *, turned: float = 0, **more: str) -> ET.Element:
    """A shape drawn around a place, turned by so many degrees to the right."""
    place = f"translate({x:.1f},{y:.1f})" + (f" rotate({turned:.1f})" if turned else "")
    return ET.SubElement(parent, "path", {"d": shape, "transform": place} | _named(more))


def text(parent: ET.Element, x: float, y: float, words: str, *, size: float = SIZE, **more: str) -> ET.Element:
    """Words whose foot is at ``y``."""
    letters = ET.SubElement(parent, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size)} | _named(more))
    letters.text = shown(words)
    return letters


def lines(
    parent: ET.Element, x: float, y: float, words: Sequence[str], step: float, *, size: float = SIZE, **more: str
) -> ET.Element:
    """Words in several lines, ``step`` pixels from foot to foot; the first foot is at ``y``."""
    letters = ET.SubElement(parent, "text", {"font-size": str(size)} | _named(more))
    for k, some in enumerate(words):
        ET.SubElement(letters, "tspan", {"x": f"{x:.1f}", "y": f"{y + step * k:.1f}"}).text = shown(some)
    return letters


def said(parent: ET.Element, words: str, address: str = "") -> ET.Element:
    """A group that says ``words`` to who cannot see what is in it; a link where it leads somewhere."""
    label = {"aria-label": shown(words)}
    if address:
        return ET.SubElement(parent, "a", {"href": address} | label)
    return ET.SubElement(parent, "g", {"role": "img"} | label)


def circle_of(radius: float) -> str:
    """The shape of a circle."""
    r = f"{radius:.1f}"
    return f"M{r},0 A{r},{r} 0 1 1 -{r},0 A{r},{r} 0 1 1 {r},0 Z"


def _named(more: dict[str, str]) -> dict[str, str]:
    return {name.rstrip("_").replace("_", "-"): value for name, value in more.items()}
