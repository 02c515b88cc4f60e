"""Figures in digits and in words, and what they count."""

import pytest

from pourparler.quantities import quantities, without_quantities


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("25 percent of the contract for its eighteen clubs", [("25", "percent"), ("18", "clubs")]),
        ("Twelve is not 25, but it is no insult", [("12", ""), ("25", "")]),
        ("a three-week break", [("3", "week")]),
        ("8pct, 8 %, 8 per cent", [("8", "percent")] * 3),
        ("twenty-five percent", [("25", "percent")]),
        ("40 million crowns and 2 bn more", [("40000000", "crowns"), ("2000000000", "")]),
        ("1,000 men and 2.5 tonnes", [("1000", "men"), ("2.5", "tonnes")]),
        (
            "15,000 crowns, fifteen thousand crowns, 2.5 thousand crowns",
            [("15000", "crowns")] * 2 + [("2500", "crowns")],
        ),
        ("the 2030 target", [("2030", "")]),
        ("someone of the second round", []),
        ("B52s and £5m2", []),
    ],
)
def test_quantities(text, told):
    assert list(quantities(text)) == told


def test_without_them_what_they_count_is_left():
    assert without_quantities("5 percent for 18 clubs, or seven").split() == ["percent", "for", "clubs", ",", "or"]
