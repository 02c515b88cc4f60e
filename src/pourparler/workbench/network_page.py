"""Network: who is for and against what, who takes the same side, who opposite ones, who met; with GraphML for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote_plus

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from pourparler.dates import day_of
from pourparler.errors import unknown
from pourparler.figures.drawing import party_colours
from pourparler.figures.networks import one_mode_figure, two_mode_figure
from pourparler.formats import graphml as graphml_format
from pourparler.model import Negotiation
from pourparler.shown import shown
from pourparler.verbs.networks import kinds_from
from pourparler.wording.networks import BASES, COPIES, TITLES, WHO, basis_words, ties
from pourparler.workbench.counting import sheet_of
from pourparler.workbench.kept_networks import kept_network, network_state
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

if TYPE_CHECKING:
    import networkx as nx

router = Router()
AGAINST = ("conflict", "opposition")
"""Kinds whose ties are all against."""
BOTH = ("balance", "together")
"""Kinds that the page on periods shows."""
MOST = 200
"""Ties that a table shows, the strongest; all of them are a page of their own, as an archive has thousands."""
LONGEST = 300
"""Letters of what a tie consists of, in its line of the table."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which networks: made from what, between whom, and how often the same words count that several outlets tell."""

    basis: str
    who: str
    copies: str
    since: date | None
    until: date | None

    @classmethod
    def of(cls, request: Request) -> Self:
        """From a page's address. The dossier knows parties only, and holds each position once.

        Raises PourparlerError where copies are to count otherwise than there is.
        """
        told = request.query_params
        basis, copies = told.get("basis", "dossier"), told.get("copies", "once")
        if copies not in COPIES:
            raise unknown("way to count copies", copies, tuple(COPIES))
        days = day_of(told.get("since")), day_of(told.get("until"))
        if basis == "dossier":
            return cls(basis, "party", "once", *days)
        return cls(basis, told.get("who", "party"), copies, *days)


@router.get("/network")
def networks(request: Request, whole: str = "") -> Response:
    """The networks as tables, their pictures fetched when the rest is there. ``whole``: the one whose table shows all ties."""
    asked = Asked.of(request)
    graphs = _graphs(request, asked)
    if whole and whole not in graphs:
        raise unknown(f"network from {BASES[asked.basis]}", whole, tuple(graphs))
    response: Response = request.app.state.page(
        "network.html",
        request,
        title="Network",
        kinds={kind: TITLES[kind] for kind in graphs},
        bases=BASES,
        whos=WHO,
        counting=COPIES,
        asked=asked,
        rests=basis_words(sheet_of(request).negotiation, asked.basis),
        whole=whole,
        many={kind: graph.number_of_edges() for kind, graph in graphs.items()},
        tables={kind: _rows(graph, None if kind == whole else MOST) for kind, graph in graphs.items()},
        rows_of=rows_of,
    )
    return response


@router.get("/network/{kind}.svg")
def picture(request: Request, kind: str) -> Response:
    """One of them drawn; its nodes are links. As part of the page, in an element of its own."""
    asked = Asked.of(request)
    session: Session = request.app.state.session
    sheet = sheet_of(request)
    graph = _graph(request, asked, kind)
    with session.looking() as record:
        key = ("picture", kind, asked, sheet.made_from, network_state(session, record, kind, asked.basis))
    drawn = session.kept(key, lambda: _drawn(kind, graph, sheet.negotiation))
    return Response(drawn or "", media_type="image/svg+xml")


def _drawn(kind: str, graph: nx.Graph, negotiation: Negotiation) -> str | None:
    """The picture; its nodes lead to what was said."""
    colours = party_colours(negotiation)
    links = {n: f"/record?speaker={quote_plus(n)}" for n in graph}
    links |= {p.name: f"/record?party={quote_plus(p.name)}" for p in negotiation.parties}
    links |= {f"{i.id}={o}": f"/record?issue={quote_plus(i.id)}" for i in negotiation.issues for o in i.options}
    if kind == "affiliation":
        return two_mode_figure(graph, colours, links)
    return one_mode_figure(graph, colours, links, "against" if kind in AGAINST else "for")


@router.get("/network/{kind}.graphml")
def graphml(request: Request, kind: str) -> Response:
    """For Gephi, visone and other programs."""
    graph = _graph(request, Asked.of(request), kind)
    headers = {"content-disposition": f'attachment; filename="{kind}.graphml"'}
    return Response(graphml_format.write(graph), media_type="application/xml", headers=headers)


def _graph(request: Request, asked: Asked, kind: str) -> nx.Graph:
    there = _kinds(asked)
    if kind not in there:
        raise unknown(f"network from {BASES[asked.basis]}", kind, there)
    return _graphs(request, asked, (kind,))[kind]


def _graphs(request: Request, asked: Asked, kinds: tuple[str, ...] = ()) -> dict[str, nx.Graph]:
    """These kinds, or all, in words; each made once as long as what it is made from stays as it is."""
    session: Session = request.app.state.session
    sheet = sheet_of(request)
    with session.looking() as record:
        return {
            kind: kept_network(
                session, sheet, record, kind, asked.basis, asked.who,
                since=asked.since, until=asked.until, count_each=asked.copies == "each",
            )
            for kind in kinds or _kinds(asked)
        }  # fmt: skip


def _kinds(asked: Asked) -> tuple[str, ...]:
    """Of the networks on this page. Raises PourparlerError where there is no such basis, or nobody of such a kind."""
    if asked.basis not in BASES:
        raise unknown("basis of a network", asked.basis, tuple(BASES))
    if asked.who not in WHO:
        raise unknown("kind of actor", asked.who, tuple(WHO))
    return tuple(kind for kind in kinds_from(asked.basis) if kind not in BOTH)


def _rows(graph: nx.Graph, most: int | None) -> list[dict[str, Any]]:
    """Its edges as lines of a table, the strongest first; at most so many."""
    rows = ties(graph, most)
    for row in rows:
        told = graph.nodes[row["second"]]
        row["second"] = f"{told['issue']}: {told['label']}" if told["kind"] == "option" else told["label"]
    return rows


def rows_of(kind: str, rows: Sequence[Mapping[str, Any]]) -> Markup:
    """The lines of a table as the page has them: there are thousands, for which a template takes three times as long."""

    # The same names, numbers and lists come again and again.
    kept: dict[str, str] = {}

    def told(value: object) -> str:
        words = str(value)
        found = kept.get(words)
        if found is None:
            found = kept[words] = escape(shown(words))
        return found

    def cells(row: Mapping[str, Any]) -> tuple[object, ...]:
        if kind == "affiliation":
            return row["second"], row["agree"] or "–", row["disagree"] or "–"
        if kind == "meetings":
            return row["weight"], _cut(row["meetings"])
        options = (_cut(row["options"]),) if "options" in row else ()
        return row["weight"], f"{row['normalised']:.2f}", *options

    lines = []
    for row in rows:
        name = told(row["first"]) if kind == "affiliation" else f"{told(row['first'])} and {told(row['second'])}"
        lines.append(f'<tr><th scope="row">{name}</th><td>{"</td><td>".join(map(told, cells(row)))}</td></tr>')
    return Markup("".join(lines))


def _cut(words: str) -> str:
    """A long list as far as a line of the table goes, up to the end of a word."""
    return words if len(words) <= LONGEST + 5 else f"{words[: LONGEST - 3].rsplit(' ', 1)[0]}..."
