"""network: who sides with whom, at one time or at one after another, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import AS_OF, CONFIRMED_ONLY, COUNT_EACH, JSON, print_json, say
from pourparler.cli.sources import say_as_of

if TYPE_CHECKING:
    import networkx as nx

    from pourparler.networks.over_time import OverTime

PERIODS = "Periods"


def network(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    kind: Annotated[
        str, typer.Option(help="affiliation, congruence, conflict, balance, support, opposition, together or meetings.")
    ] = "affiliation",
    basis: Annotated[
        str,
        typer.Option(
            help="Made from the positions of the dossier (dossier), confirmed statements (confirmed), or all statements (record)."
        ),
    ] = "dossier",
    who: Annotated[str, typer.Option(help="Between parties (party) or speakers (speaker).")] = "party",
    since: Annotated[
        str, typer.Option("--from", help="Only what was said, or held, from this day on, as 2031-02-18.")
    ] = "",
    until: Annotated[str, typer.Option("--to", help="Only what was said, or held, until this day.")] = "",
    by: Annotated[str, typer.Option(help="A network for each year, month, week or day.", rich_help_panel=PERIODS)] = "",
    window: Annotated[
        str,
        typer.Option(
            help="A network for each window of this length: 365d, 26w, 6m, 2y, or 100e for 100 statements.",
            rich_help_panel=PERIODS,
        ),
    ] = "",
    step: Annotated[
        str,
        typer.Option(
            help="With --window: how far after one another they begin; else they do not overlap.",
            rich_help_panel=PERIODS,
        ),
    ] = "",
    duplicates: Annotated[
        str,
        typer.Option(
            help="How often it counts that somebody says the same again: include, or once in a document, week, month, year or in the range."
        ),
    ] = "",
    normalise: Annotated[
        str, typer.Option(help="What ties between actors are divided by: average, jaccard, cosine or none.")
    ] = "average",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write there: .graphml, .gexf (changing in time, for Gephi) or .csv (as DNA writes it).",
        ),
    ] = None,
    table: Annotated[str, typer.Option(help="What a .csv holds: matrix, edges or events.")] = "matrix",
    count_each: Annotated[bool, COUNT_EACH] = False,
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Who is for and against what, who takes the same side, who takes opposite sides, and who met (discourse network analysis).

    With --by or --window: one network after another, the two groups of each, and who moved closer to whom.

    Example: pourparler network grain-talks --kind conflict -o conflict.graphml
    """
    from pourparler import verbs
    from pourparler.dates import day_of
    from pourparler.dossier import write_whole
    from pourparler.verbs.network_files import ending_of, known_table, network_file

    if output is not None:
        known_table(table)
        if ending_of(output) == ".gexf" or table == "events":
            window = window or ("" if by else "all")
    asked: dict[str, Any] = {
        "basis": basis, "who": who, "since": day_of(since), "until": day_of(until), "duplicates": duplicates or None, "normalise": normalise,
        "count_each": count_each, "confirmed_only": confirmed_only, "as_of": as_of,
    }  # fmt: skip
    if by or window or step:
        found = verbs.network_over_time(path, kind, by=by or None, window=window or None, step=step or None, **asked)
        _over_time(path, found, output, table, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json)
        return
    graph = verbs.network(path, kind, **asked)
    if output is not None:
        write_whole(output, network_file(graph, output, table))
    _one(path, kind, graph, basis, confirmed_only=confirmed_only, as_of=as_of, as_json=as_json)
    if output is not None and not as_json:
        say(f"wrote {output}")


def _one(
    path: Path, kind: str, graph: nx.Graph, basis: str, *, confirmed_only: bool, as_of: str | None, as_json: bool
) -> None:
    from pourparler import verbs
    from pourparler.wording import next_action
    from pourparler.wording.as_of import as_of_view
    from pourparler.wording.networks import TITLES, basis_words, ties

    negotiation = verbs.load_negotiation(path, confirmed_only=confirmed_only, as_of=as_of)
    rests = basis_words(negotiation, basis)
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
        more = (
            e.get("options") or e.get("statements") or e.get("meetings") or f"{e['agree']} for, {e['disagree']} against"
        )
        say(f"{e['weight']:4}  {e['first']} – {label}: {more}")
    if not edges:
        say("The network is empty: no tie between any two is known.")
        if step := next_action(verbs.load_negotiation(path), folder=str(path)):
            say(step)


def _over_time(
    path: Path,
    found: OverTime,
    output: Path | None,
    table: str,
    *,
    confirmed_only: bool,
    as_of: str | None,
    as_json: bool,
) -> None:
    from pourparler import verbs
    from pourparler.dossier import write_whole
    from pourparler.verbs.network_files import files_over_time
    from pourparler.wording.networks import TITLES
    from pourparler.wording.over_time import (
        MOST_MOVES,
        counted_words,
        groups_words,
        move_words,
        moves_words,
        undated_words,
        window_words,
    )
    from pourparler.wording.terms import plural
    from pourparler.wording.views.over_time import over_time_view

    negotiation = verbs.load_negotiation(path, confirmed_only=confirmed_only, as_of=as_of)
    if output is not None:
        documents = {d.id: d for d in verbs.documents_list(path)} if table == "events" else {}
        files = files_over_time(found, negotiation, documents, output, table)
        for file, text in files.items():
            write_whole(file, text)
    if as_json:
        print_json(over_time_view(found, negotiation))
        return
    say(TITLES[found.kind], "bold")
    say(counted_words(found.kind, found.counting))
    if words := undated_words(found):
        say(words)
    for at in found.periods:
        if at.window is not None:
            sides, ties = plural(len(at.sides), "side"), plural(at.graph.number_of_edges(), "tie")
            say(f"\n{window_words(at.window)}: {sides} taken, {ties}", "bold")
        for words in groups_words(found, at):
            say(f"  {words}")
    for before, now in list(zip(found.periods, found.periods[1:], strict=False))[-1:]:
        moves = found.moves(before, now)
        if before.window is not None and now.window is not None:
            say("\n" + moves_words(before.window, now.window, moves))
        for move in moves[:MOST_MOVES]:
            say(f"  {move_words(move)}")
    if not found.periods:
        say("Nothing with a date is known.")
    if output is not None:
        for file in files:
            say(f"wrote {file}")
