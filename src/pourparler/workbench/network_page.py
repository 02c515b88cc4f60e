"""Network: who is for and against what, who takes the same side, who opposite ones, who met; with GraphML for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pourparler import verbs
from pourparler.errors import unknown
from pourparler.figures.drawing import party_colours
from pourparler.figures.networks import one_mode_figure, two_mode_figure
from pourparler.formats import graphml as graphml_format
from pourparler.model import Negotiation
from pourparler.record import Record
from pourparler.wording.networks import BASES, TITLES, WHO, basis_words, network_in_words
from pourparler.workbench.confirmed_only import confirmed_only
from pourparler.workbench.session import Session

if TYPE_CHECKING:
    import networkx as nx

router = APIRouter()


@router.get("/network")
def networks(request: Request) -> Response:
    """The networks as tables, their pictures fetched when the rest is there."""
    basis, who = _asked(request)
    graphs = _graphs(request, basis, who)
    response: Response = request.app.state.page(
        "network.html",
        request,
        title="Network",
        kinds=TITLES,
        bases=BASES,
        basis=basis,
        whos=WHO,
        who=who,
        rests=basis_words(request.app.state.session.sheet(confirmed_only=confirmed_only(request)).negotiation, basis),
        tables={kind: _rows(graph) for kind, graph in graphs.items()},
    )
    return response


@router.get("/network/{kind}.svg")
def picture(request: Request, kind: str) -> Response:
    """One of them drawn; its nodes are links. As part of the page, in an element of its own."""
    basis, who = _asked(request)
    session: Session = request.app.state.session
    sheet = session.sheet(confirmed_only=confirmed_only(request))
    graph = _graphs(request, basis, who)[_known(kind)]
    with session.record() as record:
        key = (f"picture {kind} {basis} {who}", sheet.key, record.version())
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
    return one_mode_figure(graph, colours, links, "against" if kind == "conflict" else "for")


@router.get("/network/{kind}.graphml")
def graphml(request: Request, kind: str) -> Response:
    """For Gephi, visone and other programs."""
    basis, who = _asked(request)
    graph = _graphs(request, basis, who)[_known(kind)]
    headers = {"content-disposition": f'attachment; filename="{kind}.graphml"'}
    return Response(graphml_format.write(graph), media_type="application/xml", headers=headers)


def _known(kind: str) -> str:
    if kind not in TITLES:
        raise unknown("network", kind, tuple(TITLES))
    return kind


def _asked(request: Request) -> tuple[str, str]:
    basis, who = request.query_params.get("basis", "dossier"), request.query_params.get("who", "party")
    return basis, "party" if basis == "dossier" else who


def _graphs(request: Request, basis: str, who: str) -> dict[str, nx.Graph]:
    """All kinds in words, made once for each state of the file and the record."""
    session: Session = request.app.state.session
    sheet = session.sheet(confirmed_only=confirmed_only(request))
    with session.record() as record:
        key = (f"networks {basis} {who}", sheet.key, record.version())
        return session.kept(key, lambda: _made(sheet.negotiation, record, basis, who))


def _made(negotiation: Negotiation, record: Record, basis: str, who: str) -> dict[str, nx.Graph]:
    made = verbs.all_networks(negotiation, record, basis, who)
    return {kind: network_in_words(kind, graph, negotiation) for kind, graph in made.items()}


def _rows(graph: nx.Graph) -> list[dict[str, Any]]:
    """Its edges as lines of a table, the strongest first."""
    rows = [{"first": a, "second": b, **data} for a, b, data in graph.edges(data=True)]
    for row in rows:
        if graph.nodes[row["first"]]["kind"] == "option":
            row["first"], row["second"] = row["second"], row["first"]
        told = graph.nodes[row["second"]]
        row["second"] = f"{told['issue']}: {told['label']}" if told["kind"] == "option" else told["label"]
    return sorted(rows, key=lambda r: (-abs(r["weight"]), r["first"], r["second"]))
