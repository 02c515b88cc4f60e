"""Whom a person acts for, by the words beside the name."""

from __future__ import annotations

import pytest

from pourparler.reading.affiliations import body_beside, group_spoken_for, may_act_for
from pourparler.reading.names import Name, Names


def bodies() -> Names:
    names = Names()
    for form, name in {
        "Arland": "Arland", "Arlandic": "Arland", "Borland": "Borland", "Harbour League": "Harbour League", "the League": "Harbour League",
        "ROPE GROUP": "Rope Group", "Republicans": "Republicans",
    }.items():  # fmt: skip
        names.add(form, Name(name, name, person=False))
    return names


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Arlandic Prime Minister Ada Voss left.", "Arland"),
        ("Arland's chief negotiator Ada Voss left.", "Arland"),
        ("The Harbour League's spokeswoman, Ada Voss, left.", "Harbour League"),
        ("The chair of the Harbour League, Ada Voss, left.", "Harbour League"),
        ("Ada Voss, Arland's envoy, left.", "Arland"),
        ("Ada Voss, the chair of the Harbour League, left.", "Harbour League"),
        ("Ada Voss, who speaks for the Harbour League, left.", "Harbour League"),
        ("Ada Voss of the Harbour League left.", "Harbour League"),
        ("Ada Voss (Arland) left.", "Arland"),
        ("Ada Voss, on behalf of Borland, left.", "Borland"),
        ("Ada Voss (R-Ohio) left.", "Republicans"),
        ("Ada Voss, who leads the Harbour League, left.", "Harbour League"),
        ("Ada Voss, who works with the Harbour League, left.", None),
        ("The Harbour League, led by Ada Voss, left.", "Harbour League"),
        ("The Harbour League's delegation, headed by its tireless chief negotiator Ada Voss, left.", "Harbour League"),
        ("The Harbour League was founded by Ada Voss.", "Harbour League"),
        ("The Harbour League left. The talks were led by Ada Voss.", None),
        ("The Harbour League was met by Ada Voss.", None),
        ("The Harbour League left, and its chairman Ada Voss stayed.", "Harbour League"),
        ("Arland met the Harbour League. Its chairman Ada Voss stayed.", "Harbour League"),
        ("Arland met the Harbour League; Ada Voss, its managing director, stayed.", "Harbour League"),
        ("The Harbour League left, and its dog Ada Voss stayed.", None),
        ("Its chairman Ada Voss stayed.", None),
        ("Ada Voss spoke for the Harbour League.", "Harbour League"),
        ("Ada Voss, a guest, negotiated on behalf of Borland.", "Borland"),
        ("Ada Voss spoke for an hour. The Harbour League left.", None),
        ("Ada Voss spoke to the Harbour League.", None),
        ("Arland's Ada Voss left.", "Arland"),
        ("Arland’s Ada Voss left.", "Arland"),
        ("Arland's neighbour Ada Voss left.", None),
        ("Ada Voss left Arland.", None),
        ("Ada Voss left.", None),
        ("Former Arlandic minister Ada Voss left.", None),
        ("Ada Voss, once the envoy of Arland, left.", None),
        ("Arland rejects it. The clerk Ada Voss left.", None),
        ("Arland and the Borland minister Ada Voss left.", "Borland"),
    ],
)
def test_by_the_words_beside(text: str, body: str | None) -> None:
    start = text.index("Ada Voss")
    found = body_beside(text, start, start + len("Ada Voss"), bodies())
    assert (found.name if found else None) == body


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Arland, for the ROPE GROUP, asked for a break.", "Rope Group"),
        ("Arland, speaking for the Harbour League, asked for a break.", "Harbour League"),
        ("Arland on behalf of the ROPE GROUP asked for a break.", "Rope Group"),
        ("Arland asked for a break for the ROPE GROUP.", None),
        ("Arland, for its part, asked the ROPE GROUP for a break.", None),
    ],
)
def test_the_group_that_is_spoken_for(text: str, group: str | None) -> None:
    found = group_spoken_for(text, len("Arland"), bodies())
    assert (found.name if found else None) == group


@pytest.mark.parametrize(
    ("text", "named", "belongs"),
    [
        ("The union and its leader, Ada Voss, left.", False, True),
        ("The union left. Ada Voss stayed.", False, False),
        ("Ada Voss, who leads the union, left.", False, True),
        ("Ada Voss has led the union for years.", False, True),
        ("Ada Voss (union) left.", False, True),
        ("Ada Voss said that the union was late.", False, False),
        ("Ada Voss asked the union to wait.", False, False),
        # a body with a name of its own may stand in an earlier sentence, but not in a later one
        ("The union left. Ada Voss stayed.", True, True),
        ("Ada Voss stayed. The union left.", True, False),
        ("I met Ada Voss and I met the union.", True, False),
    ],
)
def test_where_whom_a_person_acts_for_is_told(text, named, belongs):
    name, body = ((text.index(words), text.index(words) + len(words)) for words in ("Ada Voss", "union"))
    assert may_act_for(text, name, body, named=named) is belongs
