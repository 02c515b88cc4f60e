"""Last names that a reader took for bodies, and the full names that other texts of the record give: "Drost proposed …" is Ilka Drost's proposal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pourparler.dates import MONTHS, WEEKDAYS
from pourparler.reading.countries import known_body
from pourparler.reading.names import NO_FIRST_NAMES, is_office, is_title
from pourparler.reading.not_names import is_no_name
from pourparler.reading.plain_bodies import is_body_noun
from pourparler.reading.word_lists import singular, word_list

_LONGEST_WORD = 60
"""Code points before a name in which its first name, and the word before that, stand."""
_WORD_BEFORE = re.compile(
    r"(?P<before>[^\W\d_][\w'’\-]*[,\"”’)]?\s+|[,;(“\"]\s*)?(?<![\w'’\-])(?P<word>[^\W\d_][\w'’\-]*)(?P<stop>\.?) \Z"
)
"""The word before a name, and what stands before that."""
_GOES_ON = re.compile(r"[\w\-]| [A-ZÀ-Þ]")
_LIKE_AN_ADJECTIVE = re.compile(r"(?:ing|ed|ern|ly|ive|ous|ful|less|ant|ian|ary)$")
"""Endings of words that are hardly a first name, and say of a place what it is: "Neighbouring Arland"."""
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
_KIND = frozenset(
    "north south east west northern southern eastern western central upper lower inner outer new old great greater lesser royal free united san santa saint st port fort mount lake cape isle castle".split()
)
"""Words that stand before a place's name and are nobody's first name."""


def named_in_full(names: Iterable[str], texts: Sequence[str], bodies: Collection[str] = ()) -> dict[str, str]:
    """Single name → the full name of the one person whom the texts call by it, or the name itself where only a title stands before it ("Ms Loom").

    Left out are ``bodies``, states and groups of states, nouns for bodies and people, and names that the texts write with "the" or make an adjective of.
    """
    found = {}
    for name in sorted(set(names)):
        plain = name.lower()
        no_name = (
            known_body(name) is not None
            or is_body_noun(plain)
            or is_office(name)
            or (singular(plain) or plain) in word_list("people")
        )
        if " " in name or not name[:1].isupper() or no_name:
            continue
        if (full := _full(name, texts)) is not None and full not in bodies:
            found[name] = full
    return found


def _full(name: str, texts: Sequence[str]) -> str | None:
    firsts: Counter[str] = Counter()
    titled = 0
    for found in _words_before(name, texts):
        before, inside = found["word"], found["before"]
        if before.lower() == "the":  # "the Guard" is nobody's last name
            return None
        if is_title(before):
            titled += 1
        # Where a sentence or a heading begins, any word has a capital.
        elif inside and not found["stop"] and _within_a_sentence(inside) and _may_be_a_first_name(before):
            firsts[before] += 1
    own = [first for first in firsts if not _is_written_small(first, texts)]
    if not (len(own) == 1 or (titled and not firsts)) or _has_an_adjective(name, texts):
        return None
    return f"{own[0]} {name}" if own else name


def _within_a_sentence(before: str) -> bool:
    """Whether a word in small letters, or a comma, stands before a name: it does not begin a sentence, and no heading with capitals all over."""
    word = before.strip(' \n,"”’)(;“').lower()
    return (
        before[0].islower() and word not in ("the", "a", "an", "their", "its", "our") if word else before.strip() == ","
    )


def _words_before(name: str, texts: Sequence[str]) -> Iterator[re.Match[str]]:
    """Each place where a name ends a run of capitals: the word right before it, what stands before that word, and the stop behind it."""
    for text in texts:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            before = _WORD_BEFORE.search(text, max(0, at - _LONGEST_WORD), at)
            if before is not None and not _GOES_ON.match(text, end):
                yield before
            at = text.find(name, end)


def _has_an_adjective(name: str, texts: Sequence[str]) -> bool:
    """Whether the texts speak of what is of a place or its people by a word made from its name: "Arlandian"."""
    root = name.rstrip("aeiouy")
    made = re.compile(rf"\b{re.escape(root)}[aeiouy]?(?:n|ns|an|ans|ian|ians|ese|ish|ic)\b")
    return len(root) > 2 and any(root in text and made.search(text) is not None for text in texts)


def _may_be_a_first_name(word: str) -> bool:
    plain = word.lower()
    return (
        word not in NO_FIRST_NAMES
        and not is_no_name(word)
        and plain not in _KIND
        and plain not in _CALENDAR
        and _LIKE_AN_ADJECTIVE.search(word) is None
        and word.istitle()
        and not word.endswith(("'s", "’s"))
        and not is_office(word)
        and not is_body_noun(plain)
        and known_body(word) is None
    )


def _is_written_small(word: str, texts: Sequence[str]) -> bool:
    """Whether a word is written in small letters somewhere, as no first name is: "Hill Army", "the hill"."""
    small = re.compile(rf"(?<![\w'’\-]){re.escape(word.lower())}(?![\w\-])")
    return any(word.lower() in text and small.search(text) is not None for text in texts)


def last_names(people: Iterable[str], others: Mapping[str, str]) -> dict[str, str]:
    """Last name in lower case → the one person who has it; ``others``: what ``named_in_full`` told."""
    by_last: dict[str, set[str]] = {}
    for person in people:
        if " " in person:
            by_last.setdefault(person.split()[-1].lower(), set()).add(person)
    found = {last: next(iter(those)) for last, those in by_last.items() if len(those) == 1}
    return {name.lower(): full for name, full in others.items() if name.lower() not in by_last} | found
