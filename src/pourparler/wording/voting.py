"""Who weighs how much at a vote, in words."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.influence import Powers
from pourparler.wording.english import capital
from pourparler.wording.terms import parties


def veto_words(found: Powers) -> str | None:
    """Who can block alone; None where nobody can."""
    return f"Nothing passes without {parties(found.game.veto)}." if found.game.veto else None


def powerless(found: Powers) -> Sequence[str]:
    """Voters who never make a difference; none are named where figures were sampled."""
    if found.error is not None:
        return ()
    return [v for v, x in zip(found.game.voters, found.banzhaf_absolute, strict=True) if not x]


def powerless_words(found: Powers) -> str | None:
    """Who never makes a difference; None where everybody may."""
    names = powerless(found)
    if not names:
        return None
    return f"{capital(parties(names))} {'is' if len(names) == 1 else 'are'} never decisive."


def error_words(found: Powers) -> str | None:
    """How exact sampled figures are; None where they are exact."""
    if found.error is None:
        return None
    return f"These figures come from a sample. With 95 % confidence all of them are within {found.error:.4f} of the exact ones."
