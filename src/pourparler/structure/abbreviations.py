"""Which abbreviations a text spells out itself: "Fourth Assessment Report (AR4)" (Schwartz and Hearst 2003).

Of what stands before a parenthesis, the shortest run of words is the long form in which the letters of the short form are found from
the last to the first, the first of them at the beginning of a word. Beyond that paper: a figure in the short form may be a number word
that stands in or before the long form, and a short form has two capitals or figures, and no more small
letters than these, so that a remark or a name in parentheses is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_SHORT = 10
"""Characters of a short form (Schwartz and Hearst 2003); it has at most two words."""
SPARE = 5
"""Words that a long form has at most beyond one for each letter, and at most two for each letter (likewise)."""

_PARENTHESIS = re.compile(r"[(\[]([^()\[\]]{2,200})[)\]]")
_ENCLOSING = frozenset("()[]")
_END = re.compile(r"[;,]\s")
_WORD = re.compile(r"[^\W_]+")
_FIGURES = re.compile(r"\d+")
_NUMBERS = (
    ("one", "first"), ("two", "second"), ("three", "third"), ("four", "fourth"), ("five", "fifth"), ("six", "sixth"),
    ("seven", "seventh"), ("eight", "eighth"), ("nine", "ninth"), ("ten", "tenth"), ("eleven", "eleventh"), ("twelve", "twelfth"),
    ("thirteen", "thirteenth"), ("fourteen", "fourteenth"), ("fifteen", "fifteenth"), ("sixteen", "sixteenth"),
    ("seventeen", "seventeenth"), ("eighteen", "eighteenth"), ("nineteen", "nineteenth"), ("twenty", "twentieth"),
)  # fmt: skip


class Abbreviation(NamedTuple):
    """A short form and what it stands for, as the text writes both."""

    short: str
    long: str


def spelt_out(words: str) -> Iterator[Abbreviation]:
    """The abbreviations that a sentence spells out, before the parenthesis or in it."""
    for found in _PARENTHESIS.finditer(words):
        before = " ".join(words[: found.start()].split())
        inside = " ".join(found[1].split())
        short = _END.split(inside, maxsplit=1)[0]
        if _is_short(short):
            long = long_form(short, before)
        else:
            short, long = before.rpartition(" ")[2], None
            if _is_short(short):
                long = long_form(short, _END.split(inside, maxsplit=1)[0])
        if long is not None:
            yield Abbreviation(short, long)


def key(words: str) -> str:
    """Under which different ways of writing one form are one: letter case, hyphens, the plural of its last word."""
    several = _WORD.findall(words.casefold())
    if several and len(several[-1]) > 3 and several[-1].endswith("s") and not several[-1].endswith("ss"):
        several[-1] = several[-1][:-1]
    return " ".join(several)


def long_form(short: str, words: str) -> str | None:
    """What the short form stands for at the end of the words; None where its letters are not found there."""
    many = sum(map(str.isalnum, short))
    several = words.split()[-min(many + SPARE, 2 * many) :]
    words = " ".join(several)
    start = _start(short, words)
    if start is None and (figures := _FIGURES.search(short)) is not None:
        start = _start(_FIGURES.sub("", short), words)
        number = _number(figures[0], words)
        start = None if start is None or number is None else min(start, number)
    if start is None:
        return None
    long = words[start:].strip(" \"'“”‘’").removesuffix("'s").removesuffix("’s")
    parts = _WORD.findall(long)
    if len(parts) < 2 or len(long) <= len(short) or key(short) in map(key, parts) or not _ENCLOSING.isdisjoint(long):
        return None
    return long


def _is_short(form: str) -> bool:
    telling = sum(c.isupper() or c.isdigit() for c in form)
    small = sum(map(str.islower, form))
    return (
        2 <= len(form) <= LONGEST_SHORT
        and len(form.split()) <= 2
        and form[0].isalnum()
        and telling >= max(2, small)
        and any(map(str.isupper, form))
    )


def _start(short: str, words: str) -> int | None:
    """Where the long form begins, every letter of the short one found from the end (Schwartz and Hearst 2003, figure 1)."""
    letters = [c for c in short.casefold() if c.isalnum()]
    folded = words.lower()
    at = len(folded)
    for k in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (folded[at] != letters[k] or (k == 0 and at > 0 and folded[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return folded.rfind(" ", 0, at) + 1 if letters else None


def _number(figures: str, words: str) -> int | None:
    """Where the words have a number that is written in figures, the last place."""
    value = int(figures)
    if not 1 <= value <= len(_NUMBERS):
        return None
    written = "|".join((*_NUMBERS[value - 1], rf"{value}(?:st|nd|rd|th)"))
    places = [m.start() for m in re.finditer(rf"\b(?:{written})\b", words, re.I)]
    return places[-1] if places else None
