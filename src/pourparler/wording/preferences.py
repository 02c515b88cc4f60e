"""What decision makers prefer, in words: preference statements, what is not known of them, and changes to them."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model.conflict import Conflict, Wish
from pourparler.stability.revisions import Change, Revision, Swap, opposite
from pourparler.wording.english import capital, is_many, named, verb_phrase
from pourparler.wording.moves import condition, purpose, state_name
from pourparler.wording.terms import joined

NAMED = 2
"""The most states that a sentence names; the rest is counted."""


def wish_words(conflict: Conflict, d: int, wish: Wish) -> str:
    """What a decision maker would have, as it follows "prefers": to keep rejecting self-rule; that all three sign a settlement."""
    return purpose(conflict, wish.patterns, d) or f"that {condition(conflict, wish.patterns, d)}"


def preference_words(conflict: Conflict, d: int, wish: Wish) -> str:
    """The same as a sentence, with the name."""
    what = wish_words(conflict, d, wish)
    if wish.known:
        return capital(f"{_prefers(conflict, d)} {what}.")
    return f"It is not known whether {_prefers(conflict, d)} {what}."


def _prefers(conflict: Conflict, d: int) -> str:
    name = conflict.decision_makers[d]
    return f"{named(name)} {verb_phrase('prefers', many=is_many(name))}"


def unknown_words(conflict: Conflict) -> list[str]:
    """What is not known of preferences, a few sentences for each decision maker of whom something is not known."""
    told = []
    for d, order in enumerate(conflict.orders):
        name = named(conflict.decision_makers[d])
        if order.complete:
            continue
        if not order.wishes:
            told.append(f"Nothing is known of what {_prefers(conflict, d)}.")
            continue
        for tier in order.wishes:
            known = [wish_words(conflict, d, w) for w in tier if w.known]
            if len(known) > 1:
                most = "more" if len(known) == 2 else "most"
                told.append(f"It is not known what matters {most} to {name}: {_listed(known)}.")
        maybe = [wish_words(conflict, d, w) for tier in order.wishes for w in tier if not w.known]
        if len(maybe) == 1:
            told.append(f"It is not known whether {_prefers(conflict, d)} {maybe[0]}.")
        elif maybe:
            told.append(f"It is not known whether {_prefers(conflict, d)} any of these: {_listed(maybe)}.")
    return told


def _listed(words: Sequence[str]) -> str:
    """Clauses one after the other, so that each can have its own commas."""
    return f"{'; '.join(words[:-1])}; or {words[-1]}" if len(words) > 2 else ", or ".join(words)


def change_words(conflict: Conflict, revision: Revision) -> str:
    """What would have to be so of a decision maker's preferences, as a clause that follows "if"."""
    d = revision.maker
    name = named(conflict.decision_makers[d])
    what = wish_words(conflict, d, revision.wish)
    if revision.change is Change.WANTED:
        return f"{name} preferred {what} (not known today)"
    if revision.change is Change.UNWANTED:
        return f"{name} preferred {wish_words(conflict, d, opposite(revision.wish))} (not known today)"
    if revision.change is Change.DROPPED:
        return f"it no longer mattered to {name} {what}"
    return _more_than(conflict, d, [revision.wish], revision.before)


def _more_than(conflict: Conflict, d: int, more: Sequence[Wish], less: Sequence[Wish]) -> str:
    """it mattered more to Kestria that all sign than to keep rejecting self-rule"""
    first = joined(wish_words(conflict, d, w) for w in more)
    second = joined(_again(first, wish_words(conflict, d, w)) for w in less)
    return f"it mattered more to {named(conflict.decision_makers[d])} {first} than {second}"


def _again(first: str, second: str) -> str:
    """The second without what the first has said: not to shut the harbour, to do so if they sign."""
    core = first.removeprefix("not ")
    return second.replace(core, "to do so", 1) if core.startswith("to ") and second.startswith(f"{core} ") else second


def swap_words(conflict: Conflict, swap: Swap) -> str:
    """Which two neighbours in an order would change places, as a clause that follows "if"."""
    lower = [x for x in swap.lower if isinstance(x, Wish)]
    upper = [x for x in swap.upper if isinstance(x, Wish)]
    if lower and upper:
        return _more_than(conflict, swap.maker, lower, upper)
    low, high = ([x for x in places if isinstance(x, int)] for places in (swap.lower, swap.upper))
    return f"{named(conflict.decision_makers[swap.maker])} preferred {states_words(conflict, low)} to {states_words(conflict, high)}"


def states_words(conflict: Conflict, places: Sequence[int], most: int = NAMED) -> str:
    """States by their names, each in quotation marks; of many the first ones and how many more."""
    names = [f"“{state_name(conflict, k)}”" for k in places[:most]]
    if len(places) > most:
        names.append(f"{len(places) - most:,} more")
    return joined(names)
