"""network: who sides with whom, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import AS_OF, CONFIRMED_ONLY, COUNT_EACH, JSON, print_json, say
from pourparler.cli.sources import say_as_of


def network(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    kind: Annotated[str, typer.Option(help="affiliation, congruence, conflict or meetings.")] = "affiliation",
    basis: Annotated[
        str,
        typer.Option(
            help="Made from the positions of the dossier (dossier), confirmed statements (confirmed), or all statements (record)."
        ),
    ] = "dossier",
    who: Annotated[str, typer.Option(help="Between parties (party) or speakers (speaker).")] = "party",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write GraphML there, for Gephi, visone and others.")
    ] = None,
    count_each: Annotated[bool, COUNT_EACH] = False,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Who is for and against what, who takes the same side, who takes opposite sides, and who met (discourse network analysis).

    Example: pourparler network grain-talks --kind conflict -o conflict.graphml
    """
    from pourparler import verbs
    from pourparler.dossier import write_whole
    from pourparler.formats import graphml
    from pourparler.wording import next_action
    from pourparler.wording.as_of import as_of_view
    from pourparler.wording.networks import TITLES, basis_words, ties

    negotiation = verbs.load_negotiation(path, confirmed_only=confirmed_only, as_of=as_of)
    graph = verbs.network(
        path, kind, basis=basis, who=who, count_each=count_each, confirmed_only=confirmed_only, as_of=as_of
    )
    rests = basis_words(negotiation, basis)
    if output is not None:
        write_whole(output, graphml.write(graph))
    edges = ties(graph)
    if as_json:
        nodes = [{"id": n, **data} for n, data in graph.nodes(data=True)]
        told = {"kind": kind, "nodes": nodes, "edges": edges, "not_confirmed": rests}
        print_json(told | as_of_view(negotiation))
        return
    say_as_of(negotiation)
    say(TITLES[kind], "bold")
    if rests:
        say(rests)
    for e in edges:
        label = graph.nodes[e["second"]]["label"]
        more = e.get("options") or e.get("meetings") or f"{e['agree']} for, {e['disagree']} against"
        say(f"{e['weight']:4}  {e['first']} – {label}: {more}")
    if not edges:
        say("The network is empty: no tie between any two is known.")
        if step := next_action(verbs.load_negotiation(path), folder=str(path)):
            say(step)
    if output is not None:
        say(f"wrote {output}")
