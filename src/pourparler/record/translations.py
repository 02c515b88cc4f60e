"""Whether a text tells in one language what another tells in another: by names, figures, days and places, and by their order.

Names of countries, months and days of the week are known in each language from Unicode's CLDR; other names are compared by their letters
and by their consonants, because they are written otherwise in each language (Qasim, Kassem; Markova, Markowa, Маркова).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache, lru_cache
from typing import NamedTuple

DAYS = timedelta(days=2)
"""Between a story and its translation, at most."""
FEWEST = 8
"""Names, figures, days and places, each counted once, that the text with fewer of them needs."""
ALIKE, FIGURES, ORDER = 0.6, 0.75, 0.6
"""The shares of them that both texts must have; of the figures alone; and in the same order."""
SHORT_OF_IT = 0.15
"""By how much each share may be less for a person to be asked."""
SHORTEST = 0.4
"""How many of them one text needs as a share of those of the other: a long text has most of what a short one names by chance."""
SAME_LETTERS = 80.0
"""How alike two spellings of a name are (rapidfuzz's ratio, 0 to 100), whatever their consonants."""
SAME_CONSONANTS = 50.0
"""How alike they are where their consonants are the same."""
NOUNS = frozenset({"de", "lb", "nds"})
"""Languages that write every noun with a capital."""

_TOKEN = re.compile(r"https?://\S+|\d+(?:[.,\u00a0\u202f '’]\d{3})+(?!\d)|\d+[.,]\d+|\d+|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:…][\"”»“)']*\s+[\"“«„(]*$|[\n\"“«„][\s]*$")
_ELIDED = re.compile(r"^[^\W\d_]{1,4}['’](?=[^\W\d_]{2})")
_ARTICLE = re.compile(r"^(?:al|el|as|ar|ash|ad|an|at|l|d|dell|nell|s)[-'’]")


class Anchors(NamedTuple):
    """What of a text survives translation. ``order``: each of its names, figures, days and places where it stands.

    ``sure``: those of which it is known that they are; the others are words that may be names, in a language whose script does not tell.
    """

    order: tuple[str, ...]
    sure: frozenset[str]


class Translated(NamedTuple):
    """``share``: of names, figures, days and places that both texts have, 0 to 1. ``sure``: whether nobody need look."""

    share: float
    sure: bool


def anchors(text: str, language: str) -> Anchors:
    """The names, figures, days and places of a text in a language (ISO 639)."""
    known = _known(language.split("-")[0])
    tokens = [(m[0], m.start()) for m in _TOKEN.finditer(text)]
    small = {word for word, _ in tokens if word[:1].islower()}
    cased = any(word[:1].isupper() for word, _ in tokens)
    order: list[str] = []
    sure: set[str] = set()
    k = 0
    while k < len(tokens):
        word, start = tokens[k]
        if word[0].isdigit():
            order.append(_figure(word))
            sure.add(order[-1])
        elif word.startswith("http"):
            order.append(word.rstrip(".,;:)”»"))
            sure.add(order[-1])
        elif (place := _place(tokens, k, known)) is not None:
            named, taken = place
            order.append(named)
            sure.add(named)
            k += taken - 1
        elif (word[0].isupper() and word.lower() not in small) or (not cased and len(word) > 2):
            name = _plain(word)
            if len(name) > 2:
                order.append(name)
                if cased and language not in NOUNS and start and not _ENDS.search(text, max(0, start - 6), start):
                    sure.add(name)
        k += 1
    return Anchors(tuple(order), frozenset(sure))


def translated(one: Anchors, other: Anchors) -> Translated | None:
    """Whether one text tells what the other does, in another language; None where they do not.

    Both need FEWEST anchors; the text with fewer must share ALIKE of them with the other, FIGURES of the figures, and ORDER in order.
    Of a pair that is short of it by no more than SHORT_OF_IT nothing is ``sure``.
    """
    found = measured(one, other)
    if found is None:
        return None
    least = min(found.alike - ALIKE, found.figures - FIGURES, found.order - ORDER)
    return Translated(round(found.alike, 3), least >= 0) if least >= -SHORT_OF_IT else None


class Measured(NamedTuple):
    """Shares, 0 to 1, of the text that has fewer anchors: that the other has too (``alike``), of the figures alone, in the same order."""

    alike: float
    figures: float
    order: float
    many: int


def measured(one: Anchors, other: Anchors) -> Measured | None:
    """How much two texts share of what survives translation; None where one has too few."""
    if min(len(one.sure), len(other.sure)) < FEWEST // 2 or not _worth(one, other):
        return None
    pairs = _same_names(one, other)
    mine = [pairs.get(a, a) for a in one.order]
    theirs = list(other.order)
    both = set(mine) & set(theirs)
    first = {pairs.get(a, a) for a in one.sure} | both
    second = set(other.sure) | both
    fewer, more = sorted((first, second), key=len)
    if len(fewer) < FEWEST or len(fewer) < SHORTEST * len(more):
        return None
    figures = min(({a for a in side if a[0] == "#"} for side in (first, second)), key=len)
    here, there = ([a for a in order if a in side] for order, side in ((mine, first), (theirs, second)))
    from rapidfuzz.distance import LCSseq  # only who compares texts pays for this import

    in_order = LCSseq.similarity(here, there) / min(len(here), len(there))
    return Measured(
        len(both & fewer) / len(fewer), len(both & figures) / len(figures) if figures else 1.0, in_order, len(fewer)
    )


def _worth(one: Anchors, other: Anchors) -> bool:
    """Whether a closer look can find anything: most of what they share is written alike everywhere."""
    return len(one.sure & set(other.order)) + len(other.sure & set(one.order)) >= FEWEST // 2


def _same_names(one: Anchors, other: Anchors) -> dict[str, str]:
    """Names of one text as the other writes them."""
    from rapidfuzz.fuzz import ratio

    found: dict[str, str] = {}
    here = [a for a in dict.fromkeys(one.order) if a.isalpha()]
    there = [a for a in dict.fromkeys(other.order) if a.isalpha()]
    known = set(there)
    by_consonants: dict[str, list[str]] = {}
    for name in there:
        by_consonants.setdefault(consonants(name), []).append(name)
    for name in here:
        if name in known:
            continue
        alike = by_consonants.get(key, []) if len(key := consonants(name)) > 2 else []
        least = SAME_CONSONANTS
        if not alike:
            alike, least = there, SAME_LETTERS
        best = max(alike, key=lambda o: ratio(name, o), default=None)
        if best is not None and (name in one.sure or best in other.sure) and ratio(name, best) >= least:
            found[name] = best
    return found


def _figure(word: str) -> str:
    """#1200 for 1,200, 1.200 and 1 200; #3.5 for 3,5."""
    if re.fullmatch(r"\d+(?:[.,\u00a0\u202f '’]\d{3})+", word):
        return "#" + re.sub(r"\D", "", word)
    return "#" + word.replace(",", ".")


def _plain(word: str) -> str:
    """A name in small Latin letters without accents, articles and genitive."""
    folded = word.casefold()
    if not folded.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        if not plain.isascii():
            from anyascii import anyascii  # only names in other letters pay for it

            plain = anyascii(plain).casefold()
        folded = plain
    folded = re.sub(r"['’]s$", "", folded)
    return re.sub(r"[^a-z]", "", _ARTICLE.sub("", folded))


_SOUNDS = (
    (r"tsch|tch|tsh|tj|cz|ch(?=[aeiou])|sch|sh|dj|dsch|dzh|zh|ch", "s"),
    (r"ph", "f"), (r"ck|[qgk]h?|kh|c(?=[aourlt])|c$", "k"), (r"x", "ks"), (r"[vw]", "b"), (r"[dt]h?", "t"),
    (r"[zçcj]", "s"), (r"[aeiouyh]", ""),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def consonants(name: str) -> str:
    """The consonants of a name, those that languages write for each other as one: qasim and kassem are ksm."""
    for sounds, letter in _SOUNDS:
        name = re.sub(sounds, letter, name)
    return re.sub(r"(.)\1+", r"\1", name)


@cache
def _known(language: str) -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """The countries, months and days that have a name in a language: by the first word of it, then by all, in small letters."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return {}
    named = {name: f"place:{code}" for code, name in locale.territories.items() if code.isalpha()}
    for what, names in (("month", locale.months), ("day", locale.days)):
        for form in names.values():
            named |= {name: f"{what}:{number}" for number, name in form["wide"].items()}
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for name, told in named.items():
        if words := tuple(m[0].casefold() for m in _TOKEN.finditer(name)):
            found.setdefault(words[0], {})[words] = told
    return found


def _place(
    tokens: Sequence[tuple[str, int]], k: int, known: Mapping[str, Mapping[tuple[str, ...], str]]
) -> tuple[str, int] | None:
    """The country, month or day that is named at a word, and in how many words; the longest."""
    word = tokens[k][0]
    bare = _ELIDED.sub("", word)  # l'Inde
    begun = known.get(bare.casefold(), {})
    for words in sorted(begun, key=len, reverse=True):
        told = begun[words]
        if told.startswith("place") and bare[0].islower():
            continue
        if words[1:] == tuple(w.casefold() for w, _ in tokens[k + 1 : k + len(words)]):
            return told, len(words)
    return None
