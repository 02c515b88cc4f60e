"""What decision makers prefer, in words: preference statements, what is not known of them, and changes to them."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model.conflict import Conflict, Pattern, Wish
from pourparler.stability.revisions import Change, Revision, Swap
from pourparler.wording.english import capital, is_many, named, verb_phrase
from pourparler.wording.moves import condition, state_name
from pourparler.wording.terms import joined

NAMED = 2
"""The most states that a sentence names; the rest is counted."""


def wish_words(conflict: Conflict, d: int, wish: Wish) -> str:
    """What a decision maker would have, as a clause that follows "prefers that": it still rejects self-rule."""
    return condition(conflict, wish.patterns, d)


def preference_words(conflict: Conflict, d: int, wish: Wish) -> str:
    """The same as a sentence, with the name."""
    name = conflict.decision_makers[d]
    prefers = verb_phrase("prefers", many=is_many(name))
    what = wish_words(conflict, d, wish)
    if wish.known:
        return capital(f"{named(name)} {prefers} that {what}.")
    return f"It is not known whether {named(name)} {prefers} that {what}."


def unknown_words(conflict: Conflict) -> list[str]:
    """What is not known of preferences, a few sentences for each decision maker of whom something is not known."""
    told = []
    for d, order in enumerate(conflict.orders):
        name = named(conflict.decision_makers[d])
        if order.complete:
            continue
        if not order.wishes:
            told.append(
                f"Nothing is known of what {name} {verb_phrase('prefers', many=is_many(conflict.decision_makers[d]))}."
            )
            continue
        for tier in order.wishes:
            known = [wish_words(conflict, d, w) for w in tier if w.known]
            if len(known) > 1:
                told.append(
                    f"It is not known what matters most to {name}: {_listed([f'that {w}' for w in known], 'or')}."
                )
        maybe = [wish_words(conflict, d, w) for tier in order.wishes for w in tier if not w.known]
        if len(maybe) == 1:
            told.append(f"It is not known whether {name} {_wants(conflict, d)} that {maybe[0]}.")
        elif maybe:
            told.append(
                f"It is not known of any of these whether {name} {_wants(conflict, d)} it: {_listed(maybe, 'or')}."
            )
    return told


def _wants(conflict: Conflict, d: int) -> str:
    return verb_phrase("prefers", many=is_many(conflict.decision_makers[d]))


def _listed(words: Sequence[str], last: str) -> str:
    """Clauses one after the other, so that each can have its own commas."""
    return f"{'; '.join(words[:-1])}; {last} {words[-1]}" if len(words) > 1 else "".join(words)


def change_words(conflict: Conflict, revision: Revision) -> str:
    """What would have to be so of a decision maker's preferences, as a clause that follows "if"."""
    name = named(conflict.decision_makers[revision.maker])
    what = wish_words(conflict, revision.maker, revision.wish)
    if revision.change is Change.WANTED:
        return f"{name} preferred that {what} (today this is not known)"
    if revision.change is Change.UNWANTED:
        opposite = _opposite(conflict, revision.maker, revision.wish.patterns)
        return f"{name} preferred that {opposite} (today this is not known)"
    if revision.change is Change.DROPPED:
        return f"it no longer mattered to {name} whether {what}"
    before = [f"that {wish_words(conflict, revision.maker, w)}" for w in revision.before]
    return f"it mattered more to {name} that {what} than {joined(before, 'or')}"


def _opposite(conflict: Conflict, d: int, patterns: Sequence[Pattern]) -> str:
    """The negative of a condition: of one move, of several together, or of alternatives of one move each."""
    if len(patterns) == 1:
        return condition(conflict, tuple(((k, not made),) for k, made in patterns[0]), d)
    if all(len(p) == 1 for p in patterns):
        return condition(conflict, (tuple((k, not made) for p in patterns for k, made in p),), d)
    return f"this does not happen: {condition(conflict, patterns, d)}"


def swap_words(conflict: Conflict, swap: Swap) -> str:
    """Which two neighbours in an order would change places, as a clause that follows "if"."""
    name = conflict.decision_makers[swap.maker]
    lower = [x for x in swap.lower if isinstance(x, Wish)]
    upper = [x for x in swap.upper if isinstance(x, Wish)]
    if lower and upper:
        more, less = (
            joined((f"that {wish_words(conflict, swap.maker, w)}" for w in wishes), "and") for wishes in (lower, upper)
        )
        return f"it mattered more to {named(name)} {more} than {less}"
    low, high = ([x for x in places if isinstance(x, int)] for places in (swap.lower, swap.upper))
    return f"{named(name)} preferred {states_words(conflict, low)} to {states_words(conflict, high)}"


def states_words(conflict: Conflict, places: Sequence[int], most: int = NAMED) -> str:
    """States by their names, each in quotation marks; of many the first ones and how many more."""
    names = [f"“{state_name(conflict, k)}”" for k in places[:most]]
    if len(places) > most:
        names.append(f"{len(places) - most:,} more")
    return joined(names)
