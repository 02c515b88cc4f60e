"""Networks as files for other programs: GraphML, GEXF, and CSV as DNA writes it; which one, the name of the file says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.errors import PourparlerError, unknown
from pourparler.formats import dna_csv, gexf, graphml
from pourparler.model import Document, Negotiation
from pourparler.model.stances import Side
from pourparler.networks.over_time import OverTime
from pourparler.networks.taken import SIDES, UNDATED, Sides
from pourparler.record import Heading
from pourparler.wording.networks import TITLES
from pourparler.wording.over_time import period_in_words, times, window_name
from pourparler.wording.terms import issue_name, option_words

if TYPE_CHECKING:
    import networkx as nx

ENDINGS = (".graphml", ".gexf", ".csv")
TABLES = ("matrix", "edges", "events")
"""What a CSV may hold."""


def ending_of(output: Path) -> str:
    """Which format a file's name asks for.

    Raises:
        PourparlerError: none of ENDINGS.
    """
    if output.suffix.lower() not in ENDINGS:
        raise unknown("ending of a file for networks", output.suffix, ENDINGS)
    return output.suffix.lower()


def network_file(graph: nx.Graph, output: Path, table: str = "matrix") -> str:
    """One network in words, as the file's name asks for.

    Raises:
        PourparlerError: there is no such format or table, or a network alone does not hold what it asks for.
    """
    ending = ending_of(output)
    if ending == ".graphml":
        return graphml.write(graph)
    if ending == ".csv" and known_table(table) != "events":
        return _csv(graph, table)
    what = "A GEXF file and a list of events are" if ending == ".gexf" else "A list of events is"
    raise PourparlerError(
        f"{what} made of networks over time, and of meetings there is none",
        mend="Choose another kind, GraphML, or --table edges",
    )


def files_over_time(
    found: OverTime,
    negotiation: Negotiation,
    documents: Mapping[str, Document | Heading],
    output: Path,
    table: str = "matrix",
) -> dict[Path, str]:
    """The networks of all periods: one file of GEXF or of events; else one for each, with the period in its name where there are several.

    Raises:
        PourparlerError: there is no such format or table.
    """
    ending = ending_of(output)
    told = [period_in_words(found, at, negotiation) for at in found.periods]
    if ending == ".gexf":
        return {output: gexf.write(list(zip(times(found.periods), told, strict=True)), TITLES[found.kind])}
    if ending == ".csv" and known_table(table) == "events":
        return {output: dna_csv.write_events(events(found.whole.sides, negotiation, documents) if found.whole else [])}
    files = {}
    for at, graph in zip(found.periods, told, strict=True):
        name = f"{output.stem} {window_name(at.window)}" if at.window and len(found.periods) > 1 else output.stem
        files[output.with_name(name + output.suffix)] = (
            graphml.write(graph) if ending == ".graphml" else _csv(graph, table)
        )
    return files


def known_table(table: str) -> str:
    """What a CSV is to hold. Raises PourparlerError where there is no such table."""
    if table not in TABLES:
        raise unknown("table of a network", table, TABLES)
    return table


def events(sides: Sides, negotiation: Negotiation, documents: Mapping[str, Document | Heading]) -> list[dna_csv.Event]:
    """Every side that was taken, in order, with its document; concepts in words, of single statements by their ids."""
    found: list[dna_csv.Event] = []
    for k in range(len(sides)):
        issue, option = sides.concepts[sides.concept[k]]
        concept = f"{issue_name(issue)}: {option_words(negotiation, issue, option)}" if issue else option
        document = sides.documents[sides.document[k]]
        told = documents.get(document)
        found.append(
            dna_csv.Event(
                sides.statements[sides.statement[k]],
                None if sides.first[k] == UNDATED else sides.day(k),
                sides.actors[sides.actor[k]],
                concept,
                SIDES[sides.side[k]] is Side.FOR,
                document,
                told.title if told else "",
                (told.source if told else None) or "",
            )
        )
    return found


def _csv(graph: nx.Graph, table: str) -> str:
    divided = (
        all("normalised" in data for *_, data in graph.edges(data=True)) and graph.graph.get("normalisation") != "none"
    )
    rows, columns, weights = dna_csv.matrix_of(graph, "normalised" if divided else "weight")
    if table == "matrix":
        return dna_csv.write_matrix(rows, columns, weights)
    both = rows != columns
    return dna_csv.write_edges(
        (a, b, weights[i][j])
        for i, a in enumerate(rows)
        for j, b in enumerate(columns)
        if weights[i][j] and (both or i < j)
    )
