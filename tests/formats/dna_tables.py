"""Tables as DNA writes them, read back."""

import csv
import io

from pourparler.cells import read_cell


def read_matrix(text):
    """Rows' names, columns' names and weights."""
    (_, *columns), *rows = _lines(text)
    return [row[0] for row in rows], columns, [[float(value) for value in row[1:]] for row in rows]


def read_rows(text):
    """The lines of an edge list or a list of events, by the names of their columns."""
    names, *rows = _lines(text)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _lines(text):
    return [
        [read_cell(value) for value in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if row
    ]
