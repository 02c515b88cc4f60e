"""Who says what in a text, by the model that ships."""

import pytest

from pourparler.model import quote
from pourparler.reading.attribution import find_attributions
from pourparler.reading.model import shipped


def found(text):
    model = shipped()
    encoded = model.encode(text)
    attributions = find_attributions(encoded, model.scores(encoded), model.transitions)
    assert all(0 < a.score <= 1 for a in attributions)
    return [(quote(text, a.source), quote(text, a.cue), quote(text, a.content)) for a in attributions]


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("The minister said that the rents were too high.", ("The minister", "said", "that the rents were too high")),
        ("The union demanded a price floor.", ("The union", "demanded", "a price floor")),
        ("The council agreed to lower the tariff.", ("The council", "agreed", "to lower the tariff")),
        ("According to the union, the mill will close.", ("the union", "According to", "the mill will close")),
        ("“We will not sign,” said Otto Brandt.", ("Otto Brandt", "said", "“We will not sign,”")),
    ],
)
def test_one(text, attribution):
    assert found(text) == [attribution]


def test_nobody_says_anything():
    assert found("It rained in the valley all week.") == []


def test_several_in_order():
    text = "Ines Falk said the rents rose. Otto Brandt said the wages fell."
    assert [source for source, _, _ in found(text)] == ["Ines Falk", "Otto Brandt"]
