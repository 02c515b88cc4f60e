"""What a party said before it conceded something."""

from datetime import date

import pytest

from pourparler.model import Issue, Kind, Negotiation, Party, Position
from pourparler.settlement.conceded import Conceded, moves_in

EARLY, LATE, LATER = (date(2031, month, 1) for month in (1, 2, 3))


def position(id, option="open", *, issue="transit", kind=Kind.DEMANDS, **more):
    return Position(id, "North", kind, issue, option, **more)


def moves(*positions):
    issues = (Issue("transit", {"open": "", "closed": ""}), Issue("dues", {"none": ""}))
    return moves_in(Negotiation("Talks", (Party("North"),), issues, positions))


MOVED = position("moved", kind=Kind.ACCEPTS, as_of=LATE, concession=True)


@pytest.mark.parametrize(
    ("other", "when"),
    [
        (position("held", "closed", as_of=EARLY), "before"),
        (position("given up", "closed", as_of=EARLY, until=LATE), "before"),
        (position("given up that day", "closed", as_of=LATE, until=LATE), "before"),
        (position("given up, undated", "closed", until=LATE), "before"),
        (position("undated", "closed"), "undated"),
        (position("that day", "closed", as_of=LATE), None),
        (position("later", "closed", as_of=LATER), None),
        (position("given up later", "closed", as_of=LATER, until=LATER), None),
        (position("elsewhere", "none", issue="dues", as_of=EARLY), None),
        (Position("package", "North", Kind.PACKAGE, better=(("transit", "open"),), as_of=EARLY), "before"),
    ],
    ids=lambda x: getattr(x, "id", x),
)
def test_what_counts_as_earlier(other, when):
    assert moves(other, MOVED) == (Conceded(MOVED, **({when: (other,)} if when else {})),)


def test_a_concession_without_a_date_may_be_later_than_what_is_held():
    moved, held = position("moved", concession=True), position("held", "closed", as_of=EARLY)
    assert moves(held, moved) == (Conceded(moved, undated=(held,)),)


def test_each_concession_is_told_in_the_order_of_the_dossier():
    other = position("other", "none", issue="dues", concession=True)
    assert [m.position for m in moves(MOVED, other)] == [MOVED, other]
    assert moves(position("held")) == ()
