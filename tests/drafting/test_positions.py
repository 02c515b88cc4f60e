"""Statements → candidate positions: repeated ones together, contradictions and moves shown."""

from datetime import date

import pytest

from pourparler.dossier.load import loads
from pourparler.drafting import suggest_positions
from pourparler.model import Holder, Mode, Stance, Statement

NEGOTIATION = loads(
    """
negotiation: Talks
parties:
  North: {}
  South: {}
issues:
  transit: {question: Who?, options: {open: all, closed: nobody}}
positions:
  - {party: South, issue: transit, rejects: open}
"""
).negotiation
DATES = {"a": date(2031, 2, 1), "b": date(2031, 3, 1), "c": date(2031, 4, 1), "d": None}


def said(document, stance, option, party="North", **more):
    more.setdefault("content", ((0, 5),))
    return Statement(
        document, (), (), mode=Mode.INDIRECT, stance=stance, party=party, issue="transit", option=option, **more
    )


def test_what_is_said_twice_is_one_candidate_dated_by_the_latest():
    (c,) = suggest_positions([said("b", Stance.DEMANDS, "open"), said("a", Stance.DEMANDS, "open")], NEGOTIATION, DATES)
    assert (c.position.id, len(c.statements), c.first, c.position.as_of) == (
        "north.transit.demands.open", 2, DATES["a"], DATES["b"],
    )  # fmt: skip


def test_a_move_is_told_from_a_dispute():
    rows = [said("a", Stance.REJECTS, "closed"), said("b", Stance.CONCEDES, "closed")]
    by_id = {c.position.id: c for c in suggest_positions(rows, NEGOTIATION, DATES)}
    moved, old = by_id["north.transit.accepts.closed"], by_id["north.transit.rejects.closed"]
    assert (moved.moved_from, moved.disputed) == ((old.position.id,), ())
    assert (old.moved_from, old.disputed) == ((), ())
    rows.append(said("c", Stance.REJECTS, "closed"))
    by_id = {c.position.id: c for c in suggest_positions(rows, NEGOTIATION, DATES)}
    assert by_id["north.transit.accepts.closed"].disputed == ("north.transit.rejects.closed",)
    assert by_id["north.transit.accepts.closed"].moved_from == ()


def test_without_dates_nobody_can_tell_a_move():
    rows = [said("d", Stance.REJECTS, "closed"), said("d", Stance.ACCEPTS, "closed", content=((9, 12),))]
    assert all(c.disputed and not c.moved_from for c in suggest_positions(rows, NEGOTIATION, DATES))


def test_the_dossiers_own_positions_are_known_or_contradicted():
    same, against = suggest_positions(
        [said("a", Stance.REJECTS, "open", "South"), said("b", Stance.ACCEPTS, "open", "South")], NEGOTIATION, DATES
    )[::-1]
    assert (same.known, against.contradicts) == (NEGOTIATION.positions[0].id,) * 1 + ((NEGOTIATION.positions[0].id,),)


@pytest.mark.parametrize(
    "statement",
    [
        said("a", Stance.REPORTS, "open"),
        said("a", Stance.DEMANDS, None),
        said("a", Stance.DEMANDS, "open", None),
        said("a", Stance.DEMANDS, "open", "Nobody"),
        said("a", Stance.DEMANDS, "ajar"),
    ],
)
def test_what_lacks_a_part_makes_no_position(statement):
    assert suggest_positions([statement], NEGOTIATION, DATES) == ()


def test_hedged_in_every_source():
    rows = [said("a", Stance.DEMANDS, "open", hedged=True), said("b", Stance.DEMANDS, "open", anonymous=True)]
    assert suggest_positions(rows, NEGOTIATION, DATES)[0].hedged
    assert not suggest_positions([*rows, said("c", Stance.DEMANDS, "open")], NEGOTIATION, DATES)[0].hedged


def test_each_holder_has_a_candidate_and_who_is_opposed_the_opposite_one():
    north, south = Holder("North", "North"), Holder("South", "South", opposed=True)
    taken = said(
        "a", Stance.DEMANDS, "open", party="North", position=((0, 3),), holders=(north, south, Holder("the Guild"))
    )
    by_id = {c.position.id: c for c in suggest_positions([taken], NEGOTIATION, DATES)}
    assert set(by_id) == {"north.transit.demands.open", "south.transit.rejects.open"}
    assert all(c.statements == (taken,) for c in by_id.values())
    assert by_id["south.transit.rejects.open"].known is not None


def test_what_one_party_tells_of_another_is_no_position_of_its_own():
    told = said("a", Stance.REJECTS, "closed", party="North", position=((0, 3),), holders=(Holder("South", "South"),))
    (candidate,) = suggest_positions([told], NEGOTIATION, DATES)
    assert candidate.position.party == "South"
    assert candidate.hedged
    nobodys = said("a", Stance.REJECTS, "closed", party="North", position=((0, 3),))
    assert suggest_positions([nobodys], NEGOTIATION, DATES) == ()
