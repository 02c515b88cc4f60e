"""Whom the texts call a mediator."""

import pytest

from pourparler.drafting.mediators import held_by_mediators, mediators, mediators_in
from pourparler.model import Document, Holder, Mode, Statement


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The mediator, Ada Voss, spoke.", True),
        ("mediator Voss suggested a toll", True),
        ("Ada Voss, a retired judge whom both sides accepted as a mediator in May", True),
        ("Ada Voss, the chief mediator, left.", True),
        ("Ada Voss met the mediator.", False),
        ("Ada Voss thanked Pia Roth. The mediator left.", False),
        ("Ada Voss, Arland's minister, spoke.", False),
    ],
)
def test_the_word_stands_beside_the_name(text: str, is_one: bool) -> None:
    assert ("Ada Voss" in mediators(["Ada Voss", "Tom Orm"], [text])) == is_one
    assert "Tom Orm" not in mediators(["Ada Voss", "Tom Orm"], [text])


def test_two_texts_do_not_run_into_one_another() -> None:
    assert mediators(["Ada Voss"], ["They thanked the mediator", "Ada Voss met the mediator."]) == frozenset()
    assert mediators(["Ada Voss"], ["They met the mediator,\n" + "x" * 400, "x" * 400 + " mediator Ada Voss"]) == {
        "Ada Voss"
    }


def test_what_a_mediator_says_is_nobody_elses_position_but_by_the_dossier() -> None:
    text = "The mediator, Ada Voss, proposed a toll. Arland agreed."
    document = Document(text, "Tolls")
    at = text.index("Ada Voss"), text.index("Ada Voss") + len("Ada Voss")
    toll = ((text.index("a toll"), text.index("a toll") + 6),)
    holder = Holder("Arland", "Arland", (at,))
    said = Statement(
        document.id, (at,), (), toll, Mode.INDIRECT, "Ada Voss", "Arland", position=toll, holders=(holder,)
    )
    documents = {document.id: document}
    assert mediators_in([said], documents) == {"Ada Voss"}
    (own,) = held_by_mediators([said], documents, frozenset({"Ada Voss"}), ())
    assert (own.holders[0].name, own.holders[0].party) == ("Ada Voss", None)
    assert held_by_mediators([said], documents, frozenset({"Ada Voss"}), {"Arland"}) == [said]
