"""influence: who weighs how much, and where that leads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pourparler.dossier import is_dossier
from pourparler.errors import PourparlerError
from pourparler.formats import spatial_actors, voting_game
from pourparler.influence import (
    PUBLISHED,
    Bargaining,
    Contested,
    Game,
    Powers,
    Rule,
    Rules,
    SpatialActor,
    bargain,
    contested,
    powers,
)
from pourparler.model.influence import Vote
from pourparler.spread import HERE, Spread
from pourparler.verbs.opening import Day, Source, load_negotiation, negotiation_of


def influence_power(
    path: Path | str, *, confirmed_only: bool = False, as_of: Day = None, on: Spread = HERE
) -> tuple[tuple[str, Powers], ...]:
    """Power indices of a weighted voting game in a JSON file, or of the votes in a dossier, each with its title.

    A dossier without votes has one rule: that those at the table settle together. ``on``: where samples are drawn, should any be.

    Raises:
        FormatError: the file is broken.
        DossierError: the dossier is not valid.
        PourparlerError: the game is not one.
    """
    path = Path(path)
    if is_dossier(path):
        negotiation = load_negotiation(path, confirmed_only=confirmed_only, as_of=as_of)
        table = negotiation.at_table
        settle_together = Vote("a settlement of those at the table", table, ((((1,) * len(table)), len(table)),))
        votes = negotiation.votes or ((settle_together,) if table else ())
    else:
        voters, told = voting_game.read(path)
        votes = (Vote(path.stem, voters, told),)
    with _told_where(f"{path}"):
        return tuple(
            (v.title, powers(Game(v.voters, tuple(Rule(weights, quota) for weights, quota in v.rules)), on))
            for v in votes
        )


@contextmanager
def _told_where(file: str) -> Iterator[None]:
    """What is wrong with numbers, told with the file that they come from."""
    try:
        yield
    except PourparlerError as error:
        where = f"{file}, {error.where}" if error.where else file
        raise PourparlerError(error.what, where=where, mend=error.mend) from error


def influence_spatial(
    path: Path | str,
    rounds: int = 10,
    *,
    runs: int = 1,
    spread: float = 0.0,
    published: bool = False,
    on: Spread = HERE,
) -> Bargaining:
    """Spatial bargaining of the actors in a JSON file; ``on``: where runs are played. Raises FormatError, PourparlerError."""
    rows = spatial_actors.read(Path(path))
    with _told_where(f"{path}"):
        actors = [SpatialActor(*row) for row in rows]
        return bargain(actors, rounds, rules=PUBLISHED if published else Rules(), runs=runs, spread=spread, on=on)


def contests(
    source: Source,
    rounds: int = 10,
    *,
    runs: int = 1_000,
    published: bool = False,
    confirmed_only: bool = False,
    as_of: Day = None,
    on: Spread = HERE,
) -> tuple[Contested, ...]:
    """Spatial bargaining over every contest of a dossier. Raises PourparlerError where there is none, or nothing to contest."""
    negotiation = negotiation_of(source, confirmed_only=confirmed_only, as_of=as_of)
    if not negotiation.contests:
        mend = "Under influence: contests: name an issue with the order of its options, for example dues: {order: none < reduced < full}"
        raise PourparlerError("the dossier has no contest over an ordered issue", where=negotiation.title, mend=mend)
    rules = PUBLISHED if published else Rules()
    return tuple(contested(negotiation, c, rounds, runs=runs, rules=rules, on=on) for c in negotiation.contests)
