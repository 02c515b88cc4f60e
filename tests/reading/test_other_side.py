"""Names on the other side, by the words before them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reading import other_side
from pourparler.reading.other_side import LONGEST_LIST, OtherSide

MANY = "the Osk, Arland, Borland, NEW CORLAND, the Deland Federation, Erland, Farland, the Gorland Union and the Horland Islands"


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        ("Varn, opposed by Osk and supported by Tessel, wants a road.", {"Osk"}),
        ("Varn, supported by Tessel and opposed by Osk, wants a road.", {"Osk"}),
        ("Varn, opposed by Osk (for the Rope Group) and Tessel, wants a road.", {"Osk", "Tessel"}),
        (f"Varn, opposed by {MANY} and Tessel, wants a road.", {"Osk", "Tessel"}),
        (f"Varn, opposed by {MANY}, and supported by Tessel, wants a road.", {"Osk"}),
        ("Varn, opposed by the tenants' council and Tessel, wants a road.", {"Tessel"}),
        ("Varn, opposed  by\nthe Harbour Union (Osk), wants a road.", {"Osk"}),
        ("The road was opposed by Osk. Tessel wants it.", {"Osk"}),
    ],
)
def test_the_names_of_one_list_are_opposed_and_no_others(text: str, opposed: set[str]) -> None:
    side = OtherSide(text)
    assert {n for n in ("Varn", "Osk", "Tessel") if n in text and side.holds(text.index(n))} == opposed


def searched(text: str, start: int) -> bool:
    """As ``holds``, by one search for each name."""
    return other_side._OPPOSED.search(text, max(0, start - LONGEST_LIST), start) is not None


WORDS = st.sampled_from(
    [
        *"Varn Osk, and the (for Tessel) wants . ; toll over despite objections opposition opposed rejected by of from".split(),
        "supported by",
        "opposed by",
        "Opposed\nby",
        "unopposed by",
        "over the objections of",
        "despite opposition from",
        "rejected by",
        "Arland, Borland and Corland " * 5,
        "a word of any kind " * 25,
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(WORDS, max_size=25), st.integers(0, 200))
def test_asked_of_a_part_it_says_of_every_name_what_a_search_before_it_says(words: list[str], skipped: int) -> None:
    text = " ".join(words)
    first = min(skipped, len(text))
    side = OtherSide(text, first, len(text))
    starts = [m.start() for m in re.finditer(r"\w+", text) if m.start() >= first]
    assert [side.holds(k) for k in starts] == [searched(text, k) for k in starts]
