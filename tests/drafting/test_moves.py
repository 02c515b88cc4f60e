"""Which positions contradict each other, and which way a party moved."""

from dataclasses import dataclass
from datetime import date

import pytest

from pourparler.drafting.moves import Moves, before, contradict, given_up_on, moves_to, says
from pourparler.model import Kind, Position

DAYS = [date(2031, month, 1) for month in range(1, 7)]


@dataclass(frozen=True)
class Said:
    position: Position
    first: date | None


def position(kind, option="open", *, id="p", party="North", issue="transit", **more):
    return Position(id, party, kind, issue, option, **more)


def said(id, kind, first, last, option="open"):
    return Said(position(kind, option, id=id, as_of=last), first)


@pytest.mark.parametrize("kind", [Kind.ACCEPTS, Kind.OFFERS, Kind.DEMANDS, Kind.REQUIRES])
def test_for_and_against_one_option_contradict(kind):
    assert contradict(position(kind), position(Kind.REJECTS))
    assert contradict(position(Kind.REJECTS), position(kind))


@pytest.mark.parametrize(
    ("known", "new"),
    [
        (position(Kind.REJECTS), position(Kind.REJECTS)),
        (position(Kind.DEMANDS), position(Kind.ACCEPTS)),
        (position(Kind.REJECTS), position(Kind.ACCEPTS, "closed")),
        (position(Kind.ACCEPTS), position(Kind.ACCEPTS, "closed")),
        (position(Kind.DEMANDS), position(Kind.OFFERS, "closed")),
        (position(Kind.REJECTS), position(Kind.ACCEPTS, party="South")),
        (position(Kind.REJECTS), position(Kind.ACCEPTS, issue="dues")),
        (position(Kind.REJECTS, condition=(("dues", "none"),)), position(Kind.ACCEPTS)),
        (position(Kind.PREFERS, None, ranking=(("open",), ("closed",))), position(Kind.REJECTS)),
    ],
)
def test_what_a_party_can_hold_together(known, new):
    assert not contradict(known, new)


def test_two_demands_on_one_issue_contradict():
    assert contradict(position(Kind.DEMANDS), position(Kind.DEMANDS, "closed"))


def test_what_is_said_is_party_issue_kind_and_option():
    assert says(position(Kind.DEMANDS, id="a", note="x")) == says(position(Kind.DEMANDS, id="b"))
    others = [position(Kind.OFFERS), position(Kind.DEMANDS, "closed"), position(Kind.DEMANDS, party="South")]
    assert all(says(p) != says(position(Kind.DEMANDS)) for p in [*others, position(Kind.DEMANDS, issue="dues")])


def test_before_needs_both_days_and_no_overlap():
    early, late = said("a", Kind.REJECTS, DAYS[0], DAYS[1]), said("b", Kind.ACCEPTS, DAYS[2], DAYS[3])
    assert before(early, late)
    assert not before(late, early)
    assert not before(early, said("b", Kind.ACCEPTS, DAYS[1], DAYS[3]))
    assert not before(early, said("b", Kind.ACCEPTS, None, None))
    assert not before(said("a", Kind.REJECTS, None, None), late)


def test_a_party_moves_from_what_it_said_before():
    old, new = said("old", Kind.REJECTS, DAYS[0], DAYS[1]), said("new", Kind.ACCEPTS, DAYS[2], DAYS[3])
    other = said("other", Kind.DEMANDS, DAYS[0], DAYS[0])
    everything = [old, new, other]
    assert moves_to(new, everything) == Moves(moved_from=("old",))
    assert moves_to(old, everything) == Moves(disputed=("other",))
    assert moves_to(other, everything) == Moves(disputed=("old",))


def test_what_goes_on_beside_it_is_disputed():
    old, new = said("old", Kind.REJECTS, DAYS[0], DAYS[4]), said("new", Kind.ACCEPTS, DAYS[2], DAYS[3])
    assert moves_to(new, [old, new]) == Moves(disputed=("old",))


def test_what_the_party_moved_from_is_given_up_on_the_day_of_the_move():
    first = said("a", Kind.REJECTS, DAYS[0], DAYS[1])
    then = said("b", Kind.ACCEPTS, DAYS[3], DAYS[4])
    again = said("c", Kind.OFFERS, DAYS[2], DAYS[2])
    assert given_up_on(first, [first, then]) == DAYS[3]
    assert given_up_on(first, [first, then, again]) == DAYS[2]
    assert given_up_on(first, [first, then, again], [then]) == DAYS[3]
    assert given_up_on(then, [first, then]) is None
    assert given_up_on(first, [then, said("d", Kind.DEMANDS, DAYS[0], DAYS[0])]) is None  # nobody can tell which holds
