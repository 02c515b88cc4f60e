"""What rests on suggestions, said in the same sentence: how many positions behind a claim nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pourparler.model import Negotiation, Position, Unconfirmed, unconfirmed
from pourparler.model.conflict import Conflict, Role
from pourparler.wording.terms import joined, parties, plural

NOT_CONFIRMED = "proposed, not confirmed"
"""The word beside an entry of the dossier that nobody has confirmed."""


def doubt_words(positions: Sequence[Position]) -> str:
    """Nobody has confirmed 1 of the 2 positions behind this; empty where all are confirmed."""
    many, all_told = sum(p.suggested for p in positions), len(positions)
    if not many:
        return ""
    if many < all_told:
        return f"nobody has confirmed {many:,} of the {all_told:,} positions behind this"
    behind = "the position" if many == 1 else f"the {many:,} positions"
    return f"nobody has confirmed {behind} behind this"


def resting(words: str, positions: Iterable[Position]) -> str:
    """A claim that says, before its full stop or colon, how much of what it rests on nobody has confirmed; else as it is."""
    doubt = doubt_words(list(dict.fromkeys(positions)))
    if not doubt:
        return words
    return f"{words[:-1]} ({doubt}){words[-1]}" if words.endswith((".", ":")) else f"{words} ({doubt})"


def many_words(all_told: int, suggested: int) -> str:
    """12, of which 5 proposed: a number never holds proposals silently."""
    return f"{all_told:,}, of which {suggested:,} proposed" if suggested else f"{all_told:,}"


def rests_words(negotiation: Negotiation, positions: Sequence[Position]) -> str | None:
    """The sentence for a verdict that rests on these positions and on all the rest of the dossier; None where all is confirmed."""
    found = unconfirmed(negotiation)
    many, all_told = sum(p.suggested for p in positions), len(positions)
    others = _others(found)
    told = []
    if many:
        whole = plural(all_told, "position")
        told.append(
            f"This rests on {whole} that nobody has confirmed."
            if many == all_told
            else f"This rests on {whole}, {many:,} of which nobody has confirmed."
        )
    if others:
        told.append(f"Nobody has confirmed {joined(others, 'or')}{' either' if many else ''}.")
    return " ".join(told) or None


def _others(found: Unconfirmed) -> list[str]:
    """What is suggested beside positions."""
    counts = (
        (len(found.parties), "party", "parties"),
        (len(found.issues), "issue", "issues"),
        (len(found.options), "option", "options"),
        (len(found.linkages), "linkage", "linkages"),
    )
    told = [plural(many, one, more) for many, one, more in counts if many]
    if found.priorities:
        told.append(f"the priorities of {parties(found.priorities)}")
    if found.no_agreement:
        told.append("what there is without a settlement")
    return told


def suggested_words(negotiation: Negotiation) -> str | None:
    """All that is only suggested: not confirmed: 5 of 12 positions, 2 parties; None where nothing is."""
    found = unconfirmed(negotiation)
    of = f"{len(found.positions):,} of {plural(len(negotiation.in_force), 'position')}"
    told = [*([of] if found.positions else []), *_others(found)]
    return f"not confirmed: {', '.join(told)}" if told else None


def conflict_words(negotiation: Negotiation, conflict: Conflict) -> str | None:
    """How many of the positions behind moves and preferences nobody has confirmed, and how many moves give up what does not count.

    None where neither is so. Where only what is confirmed counts, moves stay although their positions are left out.
    """
    wishes = (w for order in conflict.orders for tier in order.wishes for w in tier)
    named = [id for m in conflict.moves for id in (*m.gives_up, *m.rests_on)] + [
        id for w in wishes for id in w.rests_on
    ]
    behind = [negotiation.position[id] for id in dict.fromkeys(named) if id in negotiation.position]
    many = sum(p.suggested for p in behind)
    told = []
    if many:
        which = " that nobody has confirmed" if many == len(behind) else f", {many:,} of which nobody has confirmed"
        told.append(f"The moves and preferences rest on {plural(len(behind), 'position')} of the dossier{which}.")
    if idle := sum(m.role is Role.GIVE_UP and not m.gives_up for m in conflict.moves):
        told.append(f"{idle:,} of the moves {'gives' if idle == 1 else 'give'} up positions that are not counted here.")
    return " ".join(told) or None
