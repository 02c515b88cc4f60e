"""Names and values are changed within their lines."""

import pytest

from pourparler.dossier.yaml_nodes import parse
from pourparler.dossier.yaml_scalars import replaced, scalars

LINES = [
    "row: {party: Kestria,   # who",
    "      'quoted': \"a, b\", order: a > b,",
    "      numbers: [1, 2.5], on: 2031-02-03}",
]


def node():
    return parse("\n".join(LINES) + "\n", "x")


def after(change):
    tree = node()
    before = list(scalars(tree, (0, 0)))
    change(tree["row"])
    return replaced(LINES, 0, before, list(scalars(tree)))


@pytest.mark.parametrize(
    ("key", "value", "line", "words"),
    [
        ("party", "Port Union", 0, "row: {party: Port Union,   # who"),
        ("party", "a: b, c", 0, "row: {party: 'a: b, c',   # who"),
        ("quoted", "c", 1, "      'quoted': \"c\", order: a > b,"),
        ("order", "b > a", 1, "      'quoted': \"a, b\", order: b > a,"),
    ],
)
def test_a_value_changes_where_it_stands(key, value, line, words):
    found = after(lambda row: row.update({key: value}))
    assert found == [words if k == line else text for k, text in enumerate(LINES)]


def test_a_number_in_a_list_changes_where_it_stands():
    found = after(lambda row: row["numbers"].__setitem__(1, 30))
    assert found == [*LINES[:2], LINES[2].replace("2.5", "30")]


def test_another_form_is_not_written_into_the_old_one():
    assert after(lambda row: row.update({"numbers": 3})) is None
    assert after(lambda row: row.pop("on")) is None
    assert after(lambda row: row.update({"party": "more than a line holds, " * 9})) is None
