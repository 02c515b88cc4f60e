"""What a stance means to a dossier: the one table from stance to kind of position to side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum

from pourparler.model.negotiation import Kind, Negotiation, Position, slug
from pourparler.model.text import Evidence, Stance, Statement


class Side(IntEnum):
    """For or against an option; the number is what a network multiplies and sums."""

    FOR = 1
    AGAINST = -1


KIND: Mapping[Stance, Kind | None] = {
    Stance.DEMANDS: Kind.DEMANDS,
    Stance.REQUIRES: Kind.REQUIRES,
    Stance.OFFERS: Kind.OFFERS,
    Stance.ACCEPTS: Kind.ACCEPTS,
    Stance.CONCEDES: Kind.ACCEPTS,
    Stance.PREFERS: Kind.PREFERS,
    Stance.REJECTS: Kind.REJECTS,
    Stance.CONDITIONS: None,
    Stance.CALLS_ON: None,
    Stance.DENIES: None,
    Stance.REPORTS: None,
}
"""The kind of position that a stance takes; None where it takes none: what is conditional needs the condition, which is not in a stance."""

TAKING = tuple(stance for stance, kind in KIND.items() if kind is not None)
"""The stances that take a position."""

SIDE: Mapping[Kind, Side | None] = {
    Kind.REJECTS: Side.AGAINST,
    Kind.REQUIRES: Side.FOR,
    Kind.DEMANDS: Side.FOR,
    Kind.ACCEPTS: Side.FOR,
    Kind.OFFERS: Side.FOR,
    Kind.PREFERS: Side.FOR,
    Kind.PACKAGE: None,
}
"""The side that a kind of position takes on its option, an order on its best one; None for a package, which is about no single option."""

FIRMNESS: Mapping[Kind, int] = {
    Kind.REJECTS: 4,
    Kind.REQUIRES: 4,
    Kind.DEMANDS: 3,
    Kind.PREFERS: 2,
    Kind.OFFERS: 1,
    Kind.ACCEPTS: 1,
    Kind.PACKAGE: 0,
}
"""How firmly a kind of position is committed to its side (Walton, McKersie 1965, A Behavioral Theory of Labor Negotiations, ch. III): a red
line more than a demand, a demand more than a preference, a preference more than being ready to take an option."""

HEDGED = "hedged in every source"
SECOND_HAND = "hedged, anonymous or reported by others in every source"
"""What the program writes under `hedged:`, where words of a document may stand: no quotation."""

TAKES_ONE_OPTION = (Kind.REJECTS, Kind.REQUIRES, Kind.DEMANDS, Kind.ACCEPTS, Kind.OFFERS)
"""The kinds that are told by one option: an order and a package need more than a statement's stance and option tell."""


def side_of(stance: Stance) -> Side | None:
    """The side that a statement takes on its option; None where it takes none."""
    kind = KIND[stance]
    return SIDE[kind] if kind else None


def sides_of(position: Position) -> tuple[tuple[str, Side], ...]:
    """(option, side) that a position takes on its issue: of an order the best options, of a package none."""
    side = SIDE[position.kind]
    if side is None:
        return ()
    if position.kind is Kind.PREFERS:
        return tuple((option, side) for option in position.ranking[0])
    return ((position.option, side),) if position.option is not None else ()


GROUPS: Mapping[str, tuple[Stance, ...]] = {
    "any position": TAKING,
    "for": tuple(s for s in TAKING if side_of(s) is Side.FOR),
    "against": tuple(s for s in TAKING if side_of(s) is Side.AGAINST),
    "no position": tuple(s for s in Stance if s not in TAKING),
}
"""Words for several stances, by which statements are chosen."""


def spelled_out(asked: str) -> str:
    """Stances with commas between, those of GROUPS in place of its words; what is neither stays as it is."""
    words = (word.strip() for word in asked.split(","))
    return ",".join(stance for word in words for stance in GROUPS.get(word, (word,)))


def told(stance: Stance) -> dict[str, str | None]:
    """For people and programs: the ``kind`` of position, one of TAKING, and its ``direction``, for or against; None where there is none."""
    side = side_of(stance)
    return {
        "kind": stance.value if stance in TAKING else None,
        "direction": None if side is None else side.name.lower(),
    }


def position_from(
    negotiation: Negotiation,
    party: str | None,
    issue: str | None,
    option: str | None,
    stance: Stance,
    *,
    evidence: tuple[Evidence, ...] = (),
    as_of: date | None = None,
) -> Position | None:
    """The position that a stance on an option makes; its id is the one a program gives it.

    None where the dossier does not have the party, the issue or the option, or where the stance alone makes no position.
    """
    kind, known = KIND[stance], negotiation.issue.get(issue or "")
    if kind not in TAKES_ONE_OPTION or known is None or party is None or option is None:
        return None
    if party not in negotiation.party or option not in known.options:
        return None
    id = ".".join(map(slug, (party, known.id, kind.value, option)))
    return Position(id, party, kind, known.id, option, evidence=evidence, as_of=as_of)


def at_second_hand(statement: Statement) -> bool:
    """Whether the words are hedged, of somebody unnamed, or reported by somebody else: less than the party's own word.

    Reported by somebody else too where the speaker's party is known and takes no side in the position that it tells of.
    """
    by_others = statement.party is not None and not any(map(statement.is_own_side, statement.takers))
    return statement.hedged or statement.anonymous or statement.reported_by is not None or by_others


def takers(statement: Statement) -> tuple[tuple[str, Stance], ...]:
    """(party, stance) of each known party that takes a statement's position, opposed ones with the opposite stance; none while in doubt."""
    if statement.doubtful:
        return ()
    return tuple(
        (h.party, stance_of(statement.stance, opposed=h.opposed)) for h in statement.takers if h.party is not None
    )


def stance_of(stance: Stance, *, opposed: bool) -> Stance:
    """The stance of a holder: that of the statement, or, of one who takes the other side in the same words, its opposite."""
    if not opposed or side_of(stance) is None:
        return stance
    return Stance.REJECTS if side_of(stance) is Side.FOR else Stance.DEMANDS
