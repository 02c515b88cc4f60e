"""What the figures show, their legends and keys, and what stands beside them. Do they agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .page import Page

SVG = "{http://www.w3.org/2000/svg}"
BARS, GRAPH, TIME = "For each party", "Movement graph", "Time axis"
SEEN = 2.0
"""Pixels from which a bar is seen."""
EXPLAINED = re.compile(r"“(Would accept|Would not accept|Not known)”")


def drawing(page: Page, title: str) -> Any:
    """The figure whose description begins so."""
    return next((f for f in page.root.find_class("figure") if (f.get("aria-label") or "").startswith(title)), None)


def _marks(figure: Any, shape: str) -> list[Any]:
    """The marks of one shape, those of legends left out."""
    return [m for m in figure.iter(shape, f"{SVG}{shape}") if "mark" in (m.get("class") or "").split()]


def _legend(figure: Any) -> list[tuple[str, str]]:
    """(colour, words) of each entry of the legend."""
    entries = [g for g in figure.iter("g", f"{SVG}g") if g.get("class") == "legend"]
    return [(g[0].get("fill") or g[0].get("stroke"), g[1].text) for g in entries]


def bars(page: Page) -> Iterator[str]:
    """The legend has the colours that occur; the explanation the answers that occur; no row of settlements shows another."""
    figure = drawing(page, BARS)
    if figure is None:
        return
    drawn = {p.get("fill") for p in _marks(figure, "rect") if float(p.get("width")) >= SEEN}
    legend = dict(_legend(figure))
    if set(legend) != drawn:
        yield f"the legend has {[legend[c] for c in set(legend) - drawn]}, which never occurs; {drawn - set(legend)} has no entry"
    told = {m.lower() for m in EXPLAINED.findall(page.text)}
    if told != set(legend.values()):
        yield f"the legend has {sorted(legend.values())}, and explained are {sorted(told)}"
    if page.examples:
        answers = {word for row in page.examples.rows for word, _ in row.values()}
        if answers - set(legend.values()):
            yield f"settlements are answered {sorted(answers - set(legend.values()))}, which no bar has"
    left = re.search(r"^(?:No party is known to reject|Every party would accept) ", page.verdict)
    if left and set(legend.values()) == {"would not accept"}:
        yield f"everybody refuses everything, and the verdict is: {page.verdict}"


def graph(page: Page) -> Iterator[str]:
    """The key of the movement graph explains the circles that occur; its states are in the list and the table."""
    figure = drawing(page, GRAPH)
    if figure is None:
        return
    key = " ".join("".join(figure.getnext().itertext()).split())
    circles = [p for p in _marks(figure, "path") if "A" in (p.get("d") or "")]
    occurs = {
        "Filled circle": any(p.get("fill") == p.get("stroke") for p in circles),
        "Dashed circle": any(p.get("stroke-dasharray") for p in circles),
    }
    for shape, there in occurs.items():
        if (shape in key) != there:
            yield f"the key of the graph explains “{shape}”: {shape in key}; it occurs: {there}"
    listed = {b.text_content() for li in page.root.find_class("states") for b in li.iter("b")}
    labels = {"".join(t.itertext()) for t in figure.iter("text", f"{SVG}text")}
    handles = {t for t in labels if re.fullmatch(r"[A-Z]|now", t)}
    if handles - listed:
        yield f"the graph shows {sorted(handles - listed)}, which the list does not name"


def _surely(page: Page) -> list[int]:
    """Columns of the table of states in which some concept surely holds."""
    columns = set()
    for table in page.root.find_class("option-form"):
        for row in table.iter("tr"):
            cells = row.find_class("state")
            columns |= {k for k, c in enumerate(cells) if c.text_content().endswith("surely")}
    return sorted(columns)


def _possibly(page: Page) -> list[int]:
    columns = set()
    for table in page.root.find_class("option-form"):
        for row in table.iter("tr"):
            columns |= {k for k, c in enumerate(row.find_class("state")) if c.text_content().endswith("possibly")}
    return sorted(columns - set(_surely(page)))


WORDS = {w: n for n, w in enumerate("no one two three four five six seven eight nine ten".split())}


def stability(page: Page) -> Iterator[str]:
    """How many states hold, surely and possibly: the sentence and the table."""
    part = page.section("Would it hold?")
    if part is None or not page.root.find_class("option-form"):
        return
    lead = " ".join(part.find("p").text_content().split())
    more = re.search(r"(\d+) more states may be equilibria", page.text)
    rest = int(more[1]) if more else 0
    surely, possibly = len(_surely(page)), len(_possibly(page))
    sure = re.search(r"(one|none|[\d,]+) would hold", lead)
    told = 0 if sure is None or sure[1] == "none" else 1 if sure[1] == "one" else int(sure[1].replace(",", ""))
    if not surely <= told <= surely + rest:
        yield f"{told} states hold, and the table has {surely}: {lead}"
    might = re.search(r"(\w+)(?: others?| of them) might hold", lead)
    some = 0 if might is None else WORDS.get(might[1].lower(), int(might[1]) if might[1].isdigit() else 0)
    if not surely + possibly <= told + some <= surely + possibly + rest:
        yield f"{told} states hold and {some} might, and the table has {surely} and {possibly}, {rest} are not shown: {lead}"


def timeline(page: Page) -> Iterator[str]:
    """The key of the time axis explains the marks that occur."""
    figure = drawing(page, TIME)
    if figure is None:
        return
    key = " ".join("".join(figure.getnext().itertext()).split())
    marks = _marks(figure, "path")
    occurs = {
        "Circle": any("A" in (p.get("d") or "") for p in marks),
        "Hollow": any(float(p.get("fill-opacity", 1)) == 0 for p in marks),
        "Dashed line": any(line.get("stroke-dasharray") for line in _marks(figure, "line")),
    }
    for words, there in occurs.items():
        if (f"{words}:" in key) != there:
            yield f"the key of the time axis explains “{words}”: {f'{words}:' in key}; it occurs: {there}"
    if "Triangle" in key and page.matrix and not any(i.moved for c in page.matrix.values() for i in c.items):
        moved = page.moves or page.section("Who moved") is None
        if not page.moves and moved:
            yield "the key of the time axis explains a move, and nobody moved"


CHECKS = (bars, graph, stability, timeline)
