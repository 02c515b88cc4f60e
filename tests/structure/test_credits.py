"""Lines that say who wrote and published a text, and lines that look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.structure.credits import Credits, credits_in, is_called_so


@pytest.mark.parametrize(
    ("line", "publisher", "authors", "dated"),
    [
        ("By Pia Lund, Aster Courier", "Aster Courier", True, False),
        ("By Pia Lund, Aster Courier, February 3, 2031", "Aster Courier", True, True),
        ("By PIA LUND and TOM HALE | The Dock Review | 3 February 2031", "The Dock Review", True, True),
        ("Pia Lund for the Aster Courier", "Aster Courier", True, False),
        ("Pia Lund, Aster Courier", "Aster Courier", True, False),
        ("By Pia Lund, Aster Courier correspondent in Norhaven", "Aster Courier", True, False),
        ("Posted by Pia Lund on 3 February 2031", None, True, True),
        ("By Pia Lund, chief correspondent", None, True, False),
        ("By Pia Lund in Norhaven", None, True, False),
        ("Aster Courier, 3 February 2031", "Aster Courier", False, True),
        ("3 February 2031 – Norhaven Radio", "Norhaven Radio", False, True),
        ("Lund & Hale | 3 February 2031", "Lund & Hale", False, True),
        ("Published on 3 February 2031 in the Aster Courier", "Aster Courier", False, True),
        ("From the Dock Workers, 3 February 2031", "Dock Workers", False, True),
        ("Source: Dock Workers", "Dock Workers", False, False),
    ],
)
def test_a_line_of_credits(line: str, publisher: str | None, authors: bool, dated: bool) -> None:
    found = credits_in(line)
    assert found is not None
    assert (found.publisher, found.authors, found.dated) == (publisher, authors, dated)


def test_a_place_may_stand_where_a_publisher_might() -> None:
    assert credits_in("Norhaven, 3 February 2031") == Credits(authors=False, publisher=None, sure=False, dated=True)
    for line in ("By Pia Lund, Norhaven", "The Narrows, 3 February 2031"):
        found = credits_in(line)
        assert found is not None
        assert not found.sure


@pytest.mark.parametrize(
    "line",
    [
        "The toll stays",
        "From the harbour to the hill",
        "By the river, the talks went on",
        "Ada Voss, Foreign Minister",
        "Norland, Kestria, 3 February 2031",
        "The council met on 3 February 2031 in Norhaven and agreed",
        "",
        "Aster Courier\n3 February 2031",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert credits_in(line) is None


@given(st.text(alphabet="AaBy,|–-. 3/2031\n&'", max_size=300))
def test_any_line_is_taken_or_left(line: str) -> None:
    found = credits_in(line)
    assert found is None or found.publisher is None or (found.publisher in line and len(found.publisher) > 1)


def test_what_publishers_call_themselves_by() -> None:
    assert is_called_so("Norhaven Evening Post")
    assert not is_called_so("Port Auvane")
