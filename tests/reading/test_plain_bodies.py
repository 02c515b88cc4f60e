"""Bodies that go by a plain noun phrase, and the people who act for them."""

from __future__ import annotations

import pytest

from pourparler.reading.plain_bodies import is_body_noun, plain_body, plain_body_beside


@pytest.mark.parametrize(
    ("noun", "body"),
    [("union", True), ("councils", True), ("fishermen", True), ("fisherman", False), ("minister", False), ("toll", False)],
)  # fmt: skip
def test_a_noun_for_a_group_or_for_people_of_one_kind_may_stand_for_a_body(noun: str, body: bool) -> None:
    assert is_body_noun(noun) is body


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The union chair Ada Voss told reporters", "union"),
        ("said the company's chief executive, Ada Voss, on Monday", "company"),
        ("With us are Ada Voss of the seamen's union and Tom Hale from the regional council.", "seamen's union"),
        ("Ada Voss, a spokeswoman for the tenants' association, said", "tenants' association"),
        ("Ada Voss, the union's deputy leader, said", "union"),
        ("Ada Voss, who chairs the harbour board, said", "harbour board"),
        ("a member of the city council, Ada Voss, said", "city council"),
        # what is past, what only tells of what somebody sees to, whose the delegation is, and what is no body
        ("The union sued the mayor, Ada Voss", None),
        ("The council thanked mediator Ada Voss", None),
        ("They praised Ada Voss for the union deal", None),
        ("The minister criticised Ada Voss for the government shutdown.", None),
        ("They praised Ada Voss of the union deal", None),
        ("Ada Voss, critic of the government, said", None),
        ("former union chair Ada Voss said", None),
        ("the defence minister Ada Voss said", None),
        ("Ada Voss, who leads the delegation of Arland, said", None),
        ("the mediator, Ada Voss, said", None),
        ("He met Ada Voss of all people", None),
        ("Ada Voss, a farmer from the valley, said", None),
    ],
)
def test_the_words_beside_a_name_give_a_body_without_a_name(text: str, body: str | None) -> None:
    at = text.index("Ada Voss")
    assert plain_body_beside(text, at, at + len("Ada Voss")) == body


@pytest.mark.parametrize(
    ("words", "body"),
    [("the dockers' union", "dockers' union"), ("its council", "council"), ("the family", "family"), ("the union and the mayors", None), ("the minister", None), ("a union", None)],
)  # fmt: skip
def test_words_that_say_nothing_but_what_a_body_is_called(words: str, body: str | None) -> None:
    assert plain_body(words) == body
