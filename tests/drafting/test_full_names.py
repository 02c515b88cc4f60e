"""Last names that a reader took for bodies, and the full names that other texts of a record give."""

from __future__ import annotations

import pytest

from pourparler.drafting.full_names import last_names, named_in_full

TEXTS = [
    "On Monday the chancellor, Ilka Drost, came down the stairs. The Hill Army waits on the hill. Arlandian ships left Port Auvane.",
    "Mr. Loom disagreed. Neighbouring Borland urged calm in May Sarn. The Guard and Citadel Guard left. New Selk wrote.",
]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Drost", "Ilka Drost"),
        ("Loom", "Loom"),
        # a plain noun, a place, what has "the" before it, what only an adjective, a month or "New" stands before, and a state
        ("Army", None),
        ("Auvane", None),
        ("Guard", None),
        ("Borland", None),
        ("Sarn", None),
        ("Selk", None),
        ("Norway", None),
        ("Ilka Drost", None),
    ],
)
def test_who_is_named_in_full(name: str, full: str | None) -> None:
    assert named_in_full([name], TEXTS) == ({name: full} if full is not None else {})


def test_a_place_of_which_the_texts_make_an_adjective_is_nobody() -> None:
    assert named_in_full(["Brandt"], ["No, said Ivo Brandt."]) == {"Brandt": "Ivo Brandt"}
    assert named_in_full(["Kestra"], ["No, said Ola Kestra."]) == {"Kestra": "Ola Kestra"}
    assert named_in_full(["Kestra"], ["No, said Ola Kestra. Kestran ships left."]) == {}


def test_what_is_named_as_a_body_is_no_full_name() -> None:
    assert named_in_full(["Homes"], ["So, Verrin Homes refused."], {"Verrin Homes"}) == {}


def test_a_last_name_that_two_have_is_nobodys() -> None:
    found = last_names(["Ada Voss", "Ola Voss", "Tom Hale"], {"Drost": "Ilka Drost", "Voss": "Una Voss"})
    assert found == {"hale": "Tom Hale", "drost": "Ilka Drost"}


@pytest.mark.parametrize(
    "text",
    [
        "Meanwhile Maravel refused.",
        "Ministers Reject Maravel",
        "Would Maravel sign? Despite Maravel, yes.",
        "They met the Islamist Maravel.",
    ],
)
def test_a_word_that_begins_a_sentence_or_a_heading_is_no_first_name(text: str) -> None:
    assert named_in_full(["Maravel"], [text]) == {}
