"""Names of a record that are one party: a person and a body, a body and what it is also called."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.drafting.name_counts import Known, Sort, counted
from pourparler.drafting.name_pairs import COUNTS, FORMS, SORTS, figures, pair_sort, surely_two
from pourparler.drafting.same_party import PartyModel, one_party, shipped
from pourparler.model import Document, Holder, Mode, Stance, Statement

UNION = Known("Foundry Union", ("Foundry Union", "union"), Sort.BODY, 4)
LOOM = Known("Petra Loom", ("Petra Loom",), Sort.PERSON, 2)
WORKS = Known("Halden Works", ("Halden Works",), Sort.BODY, 3)
COMPANY = Known("company", ("company",), Sort.DESCRIPTION, 1)
NAMES = (UNION, LOOM, WORKS, COMPANY)
OF = {"Foundry Union": 0, "Petra Loom": 1, "Halden Works": 2, "company": 3}
TEXT = Document(
    "Petra Loom, chair of the Foundry Union, spoke first. The union and Halden Works met on Friday. Loom called the union's offer fair. "
    "Halden Works keeps its doors shut. The company wants Saturdays back.",
    "Gears",
)


def holding(*holders: Holder) -> Statement:
    return Statement(
        TEXT.id, (), (), ((0, 4),), Mode.INDIRECT, stance=Stance.DEMANDS, position=((0, 4),), holders=holders, id=f"s{len(holders)}"
    )  # fmt: skip


def count(*statements: Statement):
    return counted(NAMES, statements, {TEXT.id: TEXT}, OF)


def told(one: int, other: int, *statements: Statement) -> dict[str, float]:
    values = figures(NAMES, count(*statements), one, other)
    return dict(zip(("all", *COUNTS, *FORMS, "rare"), map(float, values), strict=True))


def test_what_stands_beside_a_person_is_counted():
    found = told(0, 1)
    assert found["beside"] == 1
    assert found["of"] == 1
    assert found["one sentence"] == 1
    assert told(1, 2)["elsewhere"] == 1
    assert told(0, 1)["elsewhere"] == 0


def test_a_list_and_a_possessive_and_the_last_body_before_a_description():
    assert told(0, 2)["listed"] == 1
    assert told(2, 3)["nearest"] == 1
    assert told(0, 3)["nearest"] == 0
    assert told(0, 1)["owns"] == 0.25  # a few words stand between "Loom" and "the union", which is half of a possessive


def test_what_statements_say_of_two_names():
    spoken = holding(Holder("Petra Loom", "Foundry Union"))
    assert told(0, 1, spoken)["spoken for"] == 1
    both = holding(Holder("Foundry Union", "Foundry Union"), Holder("Halden Works", "Halden Works", opposed=True))
    assert told(0, 2, both)["opposed"] == 1
    assert told(0, 2, both)["together"] == 0
    agree = holding(Holder("Foundry Union", "Foundry Union"), Holder("Halden Works", "Halden Works"))
    assert told(0, 2, agree)["together"] == 0.5
    row = [holding(Holder("Foundry Union", "Foundry Union")), holding(Holder("company", "company"))]
    assert told(0, 3, *row)["next"] == 1


def test_sorts_of_a_pair_have_no_order():
    assert pair_sort(NAMES, 0, 1) == pair_sort(NAMES, 1, 0) == SORTS.index("body person")
    assert pair_sort(NAMES, 3, 1) == SORTS.index("person description")


def test_a_person_joins_the_body_beside_the_name_and_no_other():
    statements = [holding(Holder("Petra Loom")), holding(Holder("Foundry Union", "Foundry Union"))]
    assert one_party(NAMES[:3], statements, {TEXT.id: TEXT}, {k: v for k, v in OF.items() if v < 3}) == [[0, 1], [2]]


def test_sides_that_oppose_each_other_are_never_one_party():
    statement = holding(Holder("Foundry Union", "Foundry Union"), Holder("company", "company", opposed=True))
    texts = count(statement)
    assert surely_two(NAMES, texts, 0, 3)
    assert surely_two(NAMES, texts, 0, 2)  # a list
    assert not surely_two(NAMES, texts, 0, 1)
    eager = PartyModel(np.full((len(SORTS), len(COUNTS) + len(FORMS) + 2), 5.0), -4.0, 5.0)
    groups = one_party(NAMES, [statement], {TEXT.id: TEXT}, OF, eager)
    assert not any({0, 3} <= set(g) or {0, 2} <= set(g) for g in groups)


@pytest.mark.parametrize("pair", [("Norway", "Sweden"), ("Moscow", "France")])
def test_two_states_are_two(pair):
    names = [Known(n, (n,), Sort.BODY, 1) for n in pair]
    assert surely_two(names, counted(names, [], {}, {}), 0, 1)


@given(st.lists(st.sampled_from(["Foundry Union", "Petra Loom", "Halden Works", "company"]), max_size=12), st.randoms())
def test_every_name_is_in_one_group_whatever_the_order(names, random):
    statements = [holding(Holder(n, None if n == "Petra Loom" else n)) for n in names]
    groups = one_party(NAMES, statements, {TEXT.id: TEXT}, OF)
    assert sorted(k for g in groups for k in g) == [0, 1, 2, 3]
    assert groups == one_party(NAMES, statements, {TEXT.id: TEXT}, OF)


def test_the_shipped_weights_fit_the_figures():
    model = shipped()
    assert model.weights.shape == (len(SORTS), len(COUNTS) + len(FORMS) + 2)
    assert model.apart < model.least < 0


def test_people_go_to_the_likeliest_body_that_the_texts_show_them_with() -> None:
    statement = holding(Holder("Petra Loom"))
    far = PartyModel(shipped().weights, 50.0, shipped().apart)  # so high a threshold that nothing is joined by itself
    groups = one_party(NAMES, [statement], {TEXT.id: TEXT}, OF, far)
    assert [0, 1] in groups
    assert [2] in groups
    assert [3] in groups
