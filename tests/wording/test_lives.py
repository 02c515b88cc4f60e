"""What became of positions, in words."""

from dataclasses import replace
from datetime import date, timedelta

from pourparler.calendar_periods import Length, periods
from pourparler.drafting.lives import Ending, Saying, lives
from pourparler.drafting.movement import movement
from pourparler.model import Issue, Kind, Negotiation, Party, Stood
from pourparler.model.stances import Side
from pourparler.wording.as_of import as_of_view, as_of_words
from pourparler.wording.lives import (
    closeness_words,
    lead_words,
    life_words,
    move_words,
    moves_words,
    period_label,
    period_words,
    repeated_words,
    step_words,
    told_steps,
    trend_words,
    unchanged_together,
    undated_words,
)
from pourparler.wording.views.lives import steps_of

FIRST = date(2031, 2, 1)
N = Negotiation(
    "n", tuple(map(Party, ("North", "Ukrainians", "Port Union"))), (Issue("dues", {"full": "the full due", "none": "no dues"}),)
)  # fmt: skip


def day(k):
    return FIRST + timedelta(days=k)


def saying(k, option="full", kind=Kind.DEMANDS, *, party="North", confirmed=True, **more):
    side = Side.AGAINST if kind is Kind.REJECTS else Side.FOR
    return Saying(party, "dues", option, side, kind, day(k), (k, option, kind), confirmed, **more)


def told(*sayings, endings=()):
    return movement(N, lives(sayings, endings))


def test_each_step_is_a_clause_and_a_sentence():
    found = lives(
        [
            saying(0, kind=Kind.REQUIRES),
            saying(1, kind=Kind.PREFERS, confirmed=False),
            saying(2, kind=Kind.DEMANDS, softened=True),
            saying(3, "none", Kind.ACCEPTS),
            saying(4, kind=Kind.DEMANDS),
            saying(5, kind=Kind.REJECTS),
            saying(6, kind=Kind.ACCEPTS),
        ]
    )
    clauses = {(f.option, f.side): [step_words(N, f, s) for s in f.steps] for f in found}
    assert clauses["full", Side.FOR] == [
        "first said: requires the full due",
        "weakened: prefers the full due (proposed, not confirmed)",
        "hardened: demands the full due (hedged or on a condition) (proposed, not confirmed)",
        "moved to no dues: accepts no dues",
        "taken up again: demands the full due",
        "given up: rejects the full due",
        "taken up again: accepts the full due",
    ]
    full, against, none = found[0], found[1], found[2]
    full, against = (full, against) if full.side is Side.FOR else (against, full)
    assert [move_words(N, full, s) for s in full.steps[3:6]] == [
        "North moved from the full due to no dues; it now accepts no dues",
        "North spoke once more for the full due: demands",
        "North has given up the full due; it now rejects the full due",
    ]
    assert (
        move_words(N, against, against.steps[-1])
        == "North dropped the rejection of the full due; it now accepts the full due"
    )
    assert life_words(N, none) == "North for no dues"
    (end,) = lives([saying(0, party="Ukrainians")], [Ending("Ukrainians", "dues", "full", Side.FOR, day(2), True)])
    assert move_words(N, end, end.steps[-1]) == "The Ukrainians have given up the full due"
    assert step_words(N, end, end.steps[-1]) == "given up"


def test_repetitions_in_a_row_are_told_together():
    (life,) = lives([saying(k) for k in range(5)])
    assert [(s.kind.value, times) for s, times in told_steps(life.steps)] == [("first said", 1), ("repeated", 4)]
    assert repeated_words(*told_steps(life.steps)[-1]) == "repeated 4 times, last on 5 February 2031"


def test_the_lead_says_who_moved_how_often_and_on_what():
    assert lead_words(told()) == "Nothing that was said has a date yet, so nobody can tell who moved."
    assert lead_words(told(saying(0))) == "No party moved on 1 February 2031."
    assert lead_words(told(saying(0), saying(3, "none"))) == (
        "North moved once between 1 February 2031 and 4 February 2031 on dues."
    )
    both = told(saying(0), saying(3, "none"), saying(1, party="Port Union"), saying(2, "none", party="Port Union"))
    assert lead_words(both).startswith("2 parties moved 2 times between")
    assert moves_words(both.issues[0], None, None) == "2 moves by North and the Port Union"
    assert moves_words(both.issues[0], day(4), None) == "nobody moved"
    assert undated_words(replace(both, undated=1), "dossier") == "1 position has no date and makes no step."
    assert undated_words(replace(both, undated=2), "record") == "2 statements have no date and make no step."
    assert undated_words(both, "record") is None


def test_what_another_step_of_the_day_tells_is_not_told_twice():
    found = told(saying(0), saying(1, "none"), saying(2, "none", Kind.REJECTS), saying(3, "none", Kind.REJECTS))
    (one,) = found.issues
    assert [(s.kind.value, f.option) for f, s in steps_of(one, found)] == [
        ("first said", "full"), ("moved", "full"), ("given up", "none"),
    ]  # fmt: skip


def test_whether_parties_came_closer_is_told_with_the_pairs_counted():
    found = told(saying(0), saying(1, "none", party="Port Union"), saying(2, "none"))
    assert trend_words(found.issues[0], found.periods) == (
        "The parties came closer. North and the Port Union held an option both at the end of 2 February 2031 and at the end of "
        "3 February 2031: different ones then, the same one at the end."
    )
    three = told(*(saying(0, party=p.name) for p in N.parties), saying(1, "none"))
    assert trend_words(three.issues[0], three.periods) == (
        "The parties moved further apart. The 3 parties that held an option both at the end of 1 February 2031 and at the end of "
        "2 February 2031 make 3 pairs: 3 of them held the same option then, 1 at the end."
    )
    assert "no two of them held an option before 1 February 2031" in trend_words(
        told(saying(0), saying(0, party="Port Union")).issues[0], periods(day(0), day(0))
    )
    assert trend_words(told(saying(0)).issues[0], ()).endswith("both before and at the end.")
    c = three.issues[0].convergence.by_period
    assert [closeness_words(x) for x in c] == [
        "3 of 3 pairs hold the same option; 1 option held by 3 parties",
        "1 of 3 pairs hold the same option; 2 options held by 3 parties",
    ]


def test_of_a_single_pair_the_words_agree():
    found = told(saying(0), saying(0, "none", party="Port Union")).issues[0].convergence.by_period[0]
    assert closeness_words(found) == "0 of 1 pair holds the same option; 2 options held by 2 parties"


def test_periods_in_a_row_of_which_the_same_is_said_are_told_once():
    days = periods(day(0), day(4), Length.DAY)
    assert unchanged_together(days, ["a", "a", "a", "b", "a"]) == [
        ("1 February 2031 to 3 February 2031", "a"),
        ("4 February 2031", "b"),
        ("5 February 2031", "a"),
    ]
    assert unchanged_together((), ()) == []


def test_periods_have_names_and_short_ones():
    def names(first, last, length):
        found = periods(first, last, length)
        return [period_words(found[0]), *(period_label(p, found[k - 1] if k else None) for k, p in enumerate(found))]

    assert names(date(1998, 3, 1), date(1999, 1, 1), Length.YEAR) == ["1998", "1998", "1999"]
    assert names(date(1998, 11, 1), date(1999, 1, 1), Length.QUARTER) == [
        "October to December 1998",
        "Oct 1998",
        "Jan 1999",
    ]
    assert names(date(1998, 3, 5), date(1998, 4, 1), Length.MONTH) == ["March 1998", "Mar 1998", "Apr"]
    assert names(date(2031, 2, 5), date(2031, 2, 11), Length.WEEK) == [
        "the week from 3 February 2031",
        "3 Feb 2031",
        "10 Feb",
    ]
    assert names(date(2031, 2, 5), date(2031, 2, 6), Length.DAY) == ["5 February 2031", "5 Feb 2031", "6 Feb"]


def test_an_earlier_day_says_what_it_leaves_out():
    assert as_of_words(N) is None
    assert as_of_view(N) == {}
    then = replace(N, stood=Stood(day(0)))
    assert as_of_words(then) == "This is how things stood at the end of 1 February 2031."
    then = replace(N, stood=Stood(day(0), later=1, undated=1))
    assert as_of_words(then) == (
        "This is how things stood at the end of 1 February 2031. 1 position was first said later and was left out. "
        "1 position has no date and counts on every day."
    )
    assert as_of_view(then)["as_of"] == {
        "day": day(0),
        "positions": 0,
        "later": 1,
        "undated": 1,
        "words": as_of_words(then),
    }
