"""Periods, groups and moves in words."""

from datetime import date

import pytest

from pourparler.model import Issue, Negotiation, Party
from pourparler.model.stances import Side
from pourparler.networks.duplicates import Duplicates
from pourparler.networks.over_time import Counting, Move, over_time
from pourparler.networks.taken import Sides, Taken
from pourparler.networks.weights import Normalisation
from pourparler.networks.windows import Window, read_windows
from pourparler.wording.over_time import (
    counted_words,
    groups_words,
    move_words,
    moves_words,
    period_in_words,
    signed,
    times,
    undated_words,
    window_name,
    window_words,
)

NEGOTIATION = Negotiation("Talks", tuple(map(Party, ("A", "B", "C"))), (Issue("dues", {"full": "full dues"}),))
YEAR = Window(date(2031, 1, 1), date(2031, 12, 31), "year")


def sides(*told):
    return Sides.of(Taken(a, ("dues", "full"), side, day) for a, side, day in told)


@pytest.mark.parametrize(
    ("window", "name", "words"),
    [
        (YEAR, "2031", "2031"),
        (Window(date(2031, 2, 1), date(2031, 2, 28), "month"), "2031-02", "February 2031"),
        (
            Window(date(2031, 2, 3), date(2031, 2, 9), "week"),
            "2031-02-03 to 2031-02-09",
            "3 February 2031 to 9 February 2031",
        ),
        (Window(date(2031, 2, 3), date(2031, 2, 3), "day"), "2031-02-03", "3 February 2031"),
    ],
)
def test_windows_have_names(window, name, words):
    assert (window_name(window), window_words(window)) == (name, words)


def test_groups_are_told():
    day = date(2031, 3, 1)
    found = over_time(
        "congruence", sides(("A", Side.FOR, day), ("B", Side.FOR, day), ("C", Side.AGAINST, day)), read_windows("year")
    )
    (at,) = found.periods
    first, second = groups_words(found, at)
    assert first == "One group: A and B. The other: C."
    assert second.startswith("Bipolarisation ")
    assert second.endswith(
        "of at most 0.50: 100 % of agreement is within the groups and 100 % of conflict is between them."
    )
    told = period_in_words(found, at, NEGOTIATION)
    assert told.graph == {
        "title": "Who takes the same side", "since": "2031-01-01", "until": "2031-12-31", "normalisation": "average", "duplicates": "range",
    }  # fmt: skip
    assert (told.nodes["A"]["group"], told.nodes["C"]["group"]) == (1, 2)
    assert told["A"]["B"]["options"] == "dues: full dues"


def test_where_nothing_parts_them_that_is_told():
    day = date(2031, 3, 1)
    one = over_time("congruence", sides(("A", Side.FOR, day), ("B", Side.FOR, day)), read_windows("year"))
    assert groups_words(one, one.periods[0]) == ["Nothing parts them into two groups."]
    alone = over_time("congruence", sides(("A", Side.FOR, day)), read_windows("year"))
    assert groups_words(alone, alone.periods[0]) == ["No two of them share a side or take opposite ones."]
    assert undated_words(alone) is None
    assert undated_words(over_time("congruence", sides(("A", Side.FOR, None)), read_windows("year"))) == (
        "1 side taken without a date is in no period."
    )


def test_moves_are_told():
    nearer, apart = Move("A", "B", -0.5, 0.25), Move("A", "C", 0.25, -0.004)
    assert move_words(nearer) == "A and B moved closer: from −0.50 to +0.25."
    assert move_words(apart) == "A and C moved apart: from +0.25 to 0.00."
    after = Window(date(2032, 1, 1), date(2032, 12, 31), "year")
    assert moves_words(YEAR, after, [nearer, apart]) == "From 2031 to 2032 1 pair moved closer, 1 apart."
    assert moves_words(YEAR, after, []) == "From 2031 to 2032 no two moved."
    assert (
        moves_words(YEAR, after, [nearer] * 9) == "From 2031 to 2032 9 pairs moved closer, 0 apart; the largest moves:"
    )
    assert signed(-0.001) == "0.00"


def test_windows_that_have_a_to_of_their_own_are_told_apart():
    first, second = (Window(date(2031, 1, k), date(2031, 1, k + 9)) for k in (1, 6))
    assert moves_words(first, second, []) == (
        "Between the window from 1 January 2031 to 10 January 2031 and that from 6 January 2031 to 15 January 2031 no two moved."
    )
    day = Window(date(2031, 2, 1), date(2031, 2, 1))
    assert moves_words(day, second, []).startswith("Between the window of 1 February 2031 and that from 6 January 2031")


def test_how_it_is_counted_is_told():
    assert counted_words("balance", Counting()) == (
        "Equal statements of one party count once in each period; the same words told by several outlets count once. "
        "Ties are divided by the average activity of the two."
    )
    each = Counting(Duplicates.WEEK, Normalisation.JACCARD, count_each=True)
    assert counted_words("affiliation", each) == "Equal statements of one party count once a week."


def test_windows_that_overlap_are_shown_from_middle_to_middle():
    days = [date(2031, 1, 1), date(2031, 1, 21)]
    told = sides(*(("A", Side.FOR, day) for day in days))
    apart = over_time("balance", told, read_windows(window="7d"))
    assert times(apart.periods) == [(p.window.first, p.window.last) for p in apart.periods]
    over = over_time("balance", told, read_windows(window="11d", step="5d"))
    assert times(over.periods) == [
        (date(2031, 1, 6), date(2031, 1, 10)), (date(2031, 1, 11), date(2031, 1, 15)), (date(2031, 1, 16), date(2031, 1, 21)),
    ]  # fmt: skip
