"""CSV as Discourse Network Analyzer (DNA) exports it: matrices, and lists of events; edge lists in the same manner.

After ``exportCSV`` and ``eventCSV`` in github.com/leifeld/dna at 2adbf786, dna/src/main/java/dna/export/Exporter.java: UTF-8, semicolons
between cells, quotation marks around names, none around numbers; the first cell of a matrix is empty; quotation marks within a name
become apostrophes, in lists of events semicolons commas; whole numbers as they are, others with six decimals; days with the time
00:00:00. What may not stand in a cell (``cells``) is made harmless too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from pourparler.cells import cell

if TYPE_CHECKING:
    import networkx as nx


class Event(NamedTuple):
    """A side that was taken: by whom, on what, for (``agreement``) or against; and the document that tells it."""

    statement: str
    day: date | None
    actor: str
    concept: str
    agreement: bool
    document: str
    title: str
    source: str


EVENTS = (
    "statement_id",
    "time",
    "organization",
    "concept",
    "agreement",
    "document_id",
    "document_title",
    "document_source",
)
"""Columns of a list of events: the names that DNA gives them in its standard statement type."""
EDGES = ("from", "to", "weight")


def write_matrix(rows: Sequence[str], columns: Sequence[str], weights: Sequence[Sequence[float]]) -> str:
    """A matrix with names before its rows and above its columns; whole numbers are written so where all are."""
    whole = all(float(value).is_integer() for row in weights for value in row)
    lines = [["", *columns]]
    lines += [[name, *map(_number(whole), row)] for name, row in zip(rows, weights, strict=True)]
    return "".join(
        _line([_quoted(line[0]), *(_quoted(c) if k == 0 else c for c in line[1:])]) for k, line in enumerate(lines)
    )


def write_edges(edges: Iterable[tuple[str, str, float]]) -> str:
    """One edge a line: from, to, weight."""
    rows = list(edges)
    number = _number(all(float(weight).is_integer() for *_, weight in rows))
    return _line(map(_quoted, EDGES)) + "".join(_line([_quoted(a), _quoted(b), number(w)]) for a, b, w in rows)


def write_events(events: Iterable[Event]) -> str:
    """One side that was taken a line, in the columns EVENTS; agreement is 1 for and 0 against, a day that nobody knows is empty."""
    lines = [_line(map(_quoted, EVENTS))]
    for statement, day, actor, concept, agreement, *document in events:
        time = f"{day.isoformat()} 00:00:00" if day else ""
        cells = [
            _listed(statement),
            time,
            _listed(actor),
            _listed(concept),
            str(int(agreement)),
            *map(_listed, document),
        ]
        lines.append(_line(cells))
    return "".join(lines)


def matrix_of(graph: nx.Graph, attribute: str) -> tuple[list[str], list[str], list[list[float]]]:
    """(rows, columns, weights) of a network in words, sorted by names: actors by options where there are any, else actors by actors."""
    label: dict[Any, str] = {n: _name(d) for n, d in graph.nodes(data=True)}
    actors = sorted((n for n, d in graph.nodes(data=True) if d["kind"] == "actor"), key=lambda n: label[n])
    options = sorted((n for n, d in graph.nodes(data=True) if d["kind"] == "option"), key=lambda n: label[n])
    across = options or actors
    weights = [[float((graph.get_edge_data(a, b) or {}).get(attribute, 0)) for b in across] for a in actors]
    return [label[a] for a in actors], [label[b] for b in across], weights


def _name(told: dict[str, Any]) -> str:
    return str(told["label"] if told["kind"] == "actor" else f"{told['issue']}: {told['label']}")


def _number(whole: bool) -> Any:
    return (lambda value: str(int(value))) if whole else (lambda value: f"{value:.6f}")


def _quoted(name: str) -> str:
    return '"' + str(cell(name)).replace('"', "'") + '"'


def _listed(text: str) -> str:
    return _quoted(text.replace(";", ","))


def _line(cells: Iterable[str]) -> str:
    return ";".join(cells) + "\n"
