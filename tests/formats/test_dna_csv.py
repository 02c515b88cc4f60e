"""CSV as DNA writes it: its shape to the letter, and what is written is read back."""

from datetime import date

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.formats import dna_csv
from pourparler.formats.dna_csv import Event
from tests.formats.dna_tables import read_matrix, read_rows


def test_a_matrix_has_the_shape_of_dna():
    text = dna_csv.write_matrix(["A", 'The "B"'], ["x; y", "z"], [[0, 2], [-1, 10]])
    assert text == '"";"x; y";"z"\n"A";0;2\n"The \'B\'";-1;10\n'
    assert dna_csv.write_matrix(["A"], ["x"], [[0.5]]) == '"";"x"\n"A";0.500000\n'
    assert read_matrix(text) == (["A", "The 'B'"], ["x; y", "z"], [[0, 2], [-1, 10]])


def test_a_list_of_events_has_the_shape_of_dna():
    events = [
        Event("s1", date(2031, 2, 3), "North", "dues: full", True, "d1", 'The "deal"; at last', "Gazette"),
        Event("s2", None, "=cmd()", "dues: none", False, "d1", "", ""),
    ]
    text = dna_csv.write_events(events)
    assert text.splitlines()[:2] == [
        '"statement_id";"time";"organization";"concept";"agreement";"document_id";"document_title";"document_source"',
        '"s1";2031-02-03 00:00:00;"North";"dues: full";1;"d1";"The \'deal\', at last";"Gazette"',
    ]
    first, second = read_rows(text)
    assert (first["organization"], first["agreement"], first["document_title"]) == ("North", "1", "The 'deal', at last")
    assert (second["organization"], second["time"], second["agreement"]) == ("=cmd()", "", "0")
    assert "'=cmd()" in text  # no formula for a spreadsheet


def test_edges_are_listed():
    assert dna_csv.write_edges([("A", "B", 2), ("A", "C", -1)]) == '"from";"to";"weight"\n"A";"B";2\n"A";"C";-1\n'
    (row,) = read_rows(dna_csv.write_edges([("A", "B", 0.25)]))
    assert row == {"from": "A", "to": "B", "weight": "0.250000"}


def test_rows_and_columns_of_networks():
    graph = nx.Graph()
    graph.add_nodes_from([("B", {"kind": "actor", "label": "B"}), ("A", {"kind": "actor", "label": "A"})])
    graph.add_edge("A", "B", weight=3, normalised=0.5)
    assert dna_csv.matrix_of(graph, "weight") == (["A", "B"], ["A", "B"], [[0, 3], [3, 0]])
    graph.add_node("dues=full", kind="option", label="full", issue="dues")
    graph.add_edge("A", "dues=full", weight=-2)
    assert dna_csv.matrix_of(graph, "weight") == (["A", "B"], ["dues: full"], [[-2], [0]])


names = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='"'), min_size=1, max_size=8
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(names, min_size=1, max_size=3), st.lists(names, min_size=1, max_size=3), st.data())
def test_matrices_are_read_back(rows, columns, data):
    whole = data.draw(st.booleans())
    cells = st.integers(-9, 9) if whole else st.integers(-9, 9).map(lambda k: k / 8)
    weights = [[data.draw(cells) for _ in columns] for _ in rows]
    assert read_matrix(dna_csv.write_matrix(rows, columns, weights)) == (rows, columns, weights)
