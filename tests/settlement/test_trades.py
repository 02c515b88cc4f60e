"""Trades: each gives way on what matters less to it, and no red line is broken."""

from pourparler.model import Kind, Position
from pourparler.settlement import Judges
from pourparler.settlement.trades import find_trades

from .negotiations import QUARREL, talks


def test_a_trade_gives_each_what_matters_more_to_it():
    n = talks(QUARREL, priorities={"A": (("x",), ("y",)), "B": (("y",), ("x",))})
    (trade,) = find_trades(Judges.of(n), ["A", "B"])
    assert (trade.winner, trade.other, trade.sure, trade.shares) == ("A", "B", True, (1.0, 1.0))
    assert trade.package == (("x", "yes"), ("y", "no"))
    assert trade.mirror == (("x", "no"), ("y", "yes"))


def test_a_trade_that_breaks_a_red_line_is_none():
    line = Position("4", "B", Kind.REJECTS, "x", "yes")
    n = talks((*QUARREL, line), priorities={"A": (("x",), ("y",)), "B": (("y",), ("x",))})
    assert find_trades(Judges.of(n), ["A", "B"]) == ()
    assert find_trades(Judges.of(talks(QUARREL)), ["A", "B"])[1:] == ()
