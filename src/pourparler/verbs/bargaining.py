"""solve, convert: numbers in, frontier and bargaining solutions out; other programs' files."""

from __future__ import annotations

from pathlib import Path

from pourparler import formats
from pourparler.dossier import made_whole
from pourparler.errors import PourparlerError
from pourparler.monitor import Monitor
from pourparler.settlement import Analysis, Solved
from pourparler.verbs.opening import Day, Source, negotiation_of


def solve(source: Source, monitor: Monitor = Monitor(), *, confirmed_only: bool = False, as_of: Day = None) -> Solved:
    """Frontier, solutions and count where every party gave numbers. Raises PourparlerError where one is missing."""
    return Analysis(negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of), monitor).solved


def convert(source: Source, target: Path | str, to: str) -> tuple[str, ...]:
    """Write a negotiation as another program's files (``genius``, ``negmas``, ``tables``, ``values``).

    Returns what that format cannot hold.

    Raises:
        PourparlerError: the source cannot be read, the target exists, or the format cannot hold the negotiation.
    """
    target = Path(target)
    if to not in formats.WRITTEN:
        raise PourparlerError(f"there is no format {to!r}", mend=f"Choose from: {', '.join(formats.WRITTEN)}")
    negotiation = negotiation_of(source)
    lost: tuple[str, ...]
    with made_whole(target) as aside:
        lost = formats.WRITTEN[to].write(negotiation, aside)
    return lost
