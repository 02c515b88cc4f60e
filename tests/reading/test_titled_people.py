"""Where a title alone stands for the person to whom a text gave it."""

import pytest

from pourparler.reading.names import Name, Names
from pourparler.reading.titled_people import TitledPeople


def names():
    known = Names()
    for full in ("Ada Voss", "Tomas Rell"):
        person = Name(full, None, person=True)
        known.add(full, person)
        known.add(full.split()[1], person)
    known.add("General Voss", Name("Ada Voss", None, person=True))
    return known


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("President Ada Voss came. The President was late.", [("The President", "Ada Voss")]),
        ("General Voss came. Then the General left.", [("the General", "Ada Voss")]),
        ("The President was late. President Ada Voss came.", []),
        ("President Ada Voss met President Tomas Rell. The President was late.", []),
        ("President Ada Voss came. The president of the guild was late.", []),
        ("President Ada Voss came. The President's office was shut.", []),
        ("President Ada Voss came. The President Rell was late.", []),
        ("Ada Voss came. The President was late.", []),
    ],
)
def test_a_title_alone(text, found):
    assert [(text[a:b], name.name) for a, b, name in TitledPeople(text, names()).mentions()] == found
