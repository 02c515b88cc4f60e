"""Which positions are held most firmly."""

from pourparler.model import Issue, Kind, Negotiation, Party, Position

from .negotiations import YES_NO


def test_concessions_are_ordered_by_size_firmness_and_latest_move():
    from datetime import date

    from pourparler.model import Actor
    from pourparler.settlement.commitment_strength import Firmness

    line = {"kind": Kind.REJECTS, "issue": "x", "option": "yes"}
    plain = Position("0", "A", **line, said_by="Voss")
    rumour = Position("1", "A", **line, said_by="two officials")
    hedged = Position("2", "B", **line, hedged="may")
    moved = Position("3", "B", Kind.REJECTS, "y", "yes", until=date(2031, 3, 1))
    n = Negotiation(
        "t",
        (Party("A", actors=(Actor("Ada Voss"),)), Party("B")),
        (Issue("x", YES_NO), Issue("y", YES_NO)),
        (plain, rumour, hedged, moved, Position("4", "B", Kind.REJECTS, "y", "no")),
    )
    firmness = Firmness.of(n)
    assert [firmness.firm(p) for p in n.positions[:3]] == [True, False, False]
    assert firmness.last_move(n.positions[4]) == date(2031, 3, 1)
    sets = [(plain, rumour), (plain,), (rumour,), (n.positions[4],)]
    assert sorted(sets, key=firmness.rank) == [(rumour,), (n.positions[4],), (plain,), (plain, rumour)]
