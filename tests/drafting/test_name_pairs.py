"""What two names of a record have to do with each other."""

from __future__ import annotations

import pytest

from pourparler.drafting.name_counts import Known, Sort, Texts
from pourparler.drafting.name_pairs import COUNTS, FORMS, figures, opposite_kinds, surely_two


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("seamen's union", "company", True),
        ("owners", "tenants", True),
        ("union of the deckhands", "Norline management", True),
        ("rebels", "interior ministry", True),
        ("works council", "union", False),
        ("company", "firm", False),
        ("Maravel Union", "Maravel government", False),
        ("Arland", "Borland", False),
    ],
)
def test_kinds_that_face_each_other_at_tables(one: str, other: str, two: bool) -> None:
    assert opposite_kinds(one, other) is opposite_kinds(other, one) is two
    names = [Known(name, (name,), Sort.DESCRIPTION, 1) for name in (one, other)]
    assert surely_two(names, Texts(2), 0, 1) is two


def test_who_publishes_and_how_a_body_is_described_are_figures() -> None:
    names = [
        Known("Orm Shipping", ("Orm Shipping",), Sort.BODY, 4),
        Known("Ada Voss", ("Ada Voss",), Sort.PERSON, 2),
        Known("company", ("company",), Sort.DESCRIPTION, 1),
        Known("harbour board", ("harbour board",), Sort.DESCRIPTION, 1),
    ]
    texts = Texts(4)
    texts.occurs.update(range(4))
    texts.add("published by", 1, 0)
    row = ("constant", *COUNTS, *FORMS, "rare")

    def figure(what: str, one: int, other: int) -> float:
        return float(figures(names, texts, one, other)[row.index(what)])

    assert figure("published by", 0, 1) == 0.5  # one of two positions
    assert (figure("bare", 0, 2), figure("qualified", 0, 2)) == (1.0, 0.0)
    assert (figure("bare", 0, 3), figure("qualified", 0, 3)) == (0.0, 1.0)
    assert (figure("bare", 2, 3), figure("qualified", 2, 3)) == (0.0, 0.0)


def test_heads_of_one_name_face_nobody() -> None:
    assert not opposite_kinds("European Union", "European Parliament")


def test_two_organisations_without_a_word_in_common_are_two_unless_a_text_puts_them_together() -> None:
    names = [
        Known("Commuters' Association", ("Commuters' Association",), Sort.BODY, 1),
        Known("Pensioners' League", ("Pensioners' League",), Sort.BODY, 1),
        Known("League of Commuters", ("League of Commuters",), Sort.BODY, 1),
        Known("Interior Ministry", ("Interior Ministry",), Sort.BODY, 1),
    ]
    texts = Texts(4)
    assert surely_two(names, texts, 0, 1)
    assert not surely_two(names, texts, 0, 2)
    assert not surely_two(names, texts, 1, 3)
    texts.add("of", 0, 1)
    assert not surely_two(names, texts, 0, 1)
