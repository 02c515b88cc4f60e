"""From a stance to a kind of position to a side: the whole table, and what makes a position."""

from dataclasses import replace

import pytest

from pourparler.model import Holder, Issue, Kind, Mode, Negotiation, Party, Position, Stance, Statement
from pourparler.model.stances import (
    KIND,
    SIDE,
    TAKING,
    Side,
    at_second_hand,
    position_from,
    side_of,
    sides_of,
    spelled_out,
    takers,
    told,
)

NEGOTIATION = Negotiation(
    "Talks", (Party("North"), Party("Port Union")), (Issue("transit", {"open": "all", "closed": "nobody"}),)
)

TABLE = [
    (Stance.DEMANDS, Kind.DEMANDS, Side.FOR),
    (Stance.REQUIRES, Kind.REQUIRES, Side.FOR),
    (Stance.OFFERS, Kind.OFFERS, Side.FOR),
    (Stance.ACCEPTS, Kind.ACCEPTS, Side.FOR),
    (Stance.CONCEDES, Kind.ACCEPTS, Side.FOR),
    (Stance.PREFERS, Kind.PREFERS, Side.FOR),
    (Stance.REJECTS, Kind.REJECTS, Side.AGAINST),
    (Stance.CONDITIONS, None, None),
    (Stance.CALLS_ON, None, None),
    (Stance.DENIES, None, None),
    (Stance.REPORTS, None, None),
]


@pytest.mark.parametrize(("stance", "kind", "side"), TABLE)
def test_every_stance_has_its_kind_and_its_side(stance, kind, side):
    assert (KIND[stance], side_of(stance)) == (kind, side)


@pytest.mark.parametrize(
    ("stance", "kind", "direction"),
    [(Stance.CONCEDES, "concedes", "for"), (Stance.REJECTS, "rejects", "against"), (Stance.REPORTS, None, None)],
)
def test_kind_and_direction_as_they_are_told(stance, kind, direction):
    assert told(stance) == {"kind": kind, "direction": direction}


@pytest.mark.parametrize(
    ("asked", "stances"),
    [
        ("against", "rejects"),
        ("for", "demands,requires,offers,accepts,prefers,concedes"),
        ("any position", "demands,requires,offers,accepts,prefers,rejects,concedes"),
        ("no position", "makes conditional,calls on,denies,reports"),
        ("offers, against", "offers,rejects"),
        ("nonsense", "nonsense"),
        ("", ""),
    ],
)
def test_words_for_several_stances_are_spelled_out(asked, stances):
    assert sorted(spelled_out(asked).split(",")) == sorted(stances.split(","))


def test_no_stance_and_no_kind_is_left_out():
    assert {stance for stance, _, _ in TABLE} == set(Stance) == set(KIND)
    assert set(SIDE) == set(Kind)
    assert set(TAKING) == {stance for stance, kind, _ in TABLE if kind}


@pytest.mark.parametrize(
    ("position", "sides"),
    [
        (Position("p", "North", Kind.REJECTS, "transit", "open"), (("open", Side.AGAINST),)),
        (Position("p", "North", Kind.REQUIRES, "transit", "open"), (("open", Side.FOR),)),
        (Position("p", "North", Kind.DEMANDS, "transit", "open"), (("open", Side.FOR),)),
        (Position("p", "North", Kind.OFFERS, "transit", "open"), (("open", Side.FOR),)),
        (Position("p", "North", Kind.ACCEPTS, "transit", "open"), (("open", Side.FOR),)),
        (
            Position("p", "North", Kind.PREFERS, "transit", ranking=(("open", "shared"), ("closed",))),
            (("open", Side.FOR), ("shared", Side.FOR)),
        ),
        (Position("p", "North", Kind.PACKAGE, better=(("transit", "open"),), worse=(("transit", "closed"),)), ()),
    ],
)
def test_the_sides_of_a_position(position, sides):
    assert sides_of(position) == sides


def test_a_stance_on_a_known_option_makes_a_position():
    made = position_from(NEGOTIATION, "Port Union", "transit", "closed", Stance.CONCEDES)
    assert made == Position("port-union.transit.accepts.closed", "Port Union", Kind.ACCEPTS, "transit", "closed")


@pytest.mark.parametrize(
    ("party", "issue", "option", "stance"),
    [
        (None, "transit", "open", Stance.DEMANDS),
        ("Atlantis", "transit", "open", Stance.DEMANDS),
        ("North", None, "open", Stance.DEMANDS),
        ("North", "love", "open", Stance.DEMANDS),
        ("North", "transit", None, Stance.DEMANDS),
        ("North", "transit", "ajar", Stance.DEMANDS),
        ("North", "transit", "open", Stance.REPORTS),
        ("North", "transit", "open", Stance.PREFERS),
        ("North", "transit", "open", Stance.CONDITIONS),
    ],
)
def test_what_the_dossier_lacks_or_a_stance_does_not_tell_makes_none(party, issue, option, stance):
    assert position_from(NEGOTIATION, party, issue, option, stance) is None


@pytest.mark.parametrize(
    ("more", "second"),
    [({}, False), ({"hedged": True}, True), ({"anonymous": True}, True), ({"reported_by": "s0"}, True)],
)
def test_what_is_at_second_hand(more, second):
    assert at_second_hand(Statement("d", (), (), ((0, 5),), Mode.INDIRECT, **more)) is second


NORTH, UNION = Holder("North", "North"), Holder("Port Union", "Port Union")


@pytest.mark.parametrize(
    ("holders", "stance", "taken"),
    [
        ((NORTH, UNION), Stance.CONCEDES, {"North": Stance.CONCEDES, "Port Union": Stance.CONCEDES}),
        (
            (NORTH, replace(UNION, opposed=True)),
            Stance.REQUIRES,
            {"North": Stance.REQUIRES, "Port Union": Stance.REJECTS},
        ),
        ((replace(NORTH, opposed=True),), Stance.REJECTS, {"North": Stance.DEMANDS}),
        ((Holder("the Guild"),), Stance.REJECTS, {}),
        ((), Stance.REJECTS, {}),
    ],
)
def test_who_takes_which_stance(holders, stance, taken):
    said = Statement(
        "d", (), (), ((0, 5),), Mode.INDIRECT, party="North", stance=stance, position=((0, 3),), holders=holders
    )
    assert dict(takers(said)) == taken
    assert takers(replace(said, position=(), holders=())) == (("North", stance),)


@pytest.mark.parametrize(
    ("party", "holders", "second"),
    [
        ("North", (NORTH,), False),
        ("North", (UNION,), True),
        ("North", (UNION, replace(NORTH, opposed=True)), False),
        (None, (UNION,), False),
    ],
)
def test_what_another_party_tells_is_at_second_hand(party, holders, second):
    said = Statement("d", (), (), ((0, 5),), Mode.INDIRECT, party=party, position=((0, 3),), holders=holders)
    assert at_second_hand(said) is second
