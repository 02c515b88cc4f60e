"""Words of a text that name somebody: runs of capitalised words that the model takes for persons, organisations, places or their people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pourparler.reading.countries import known_body
from pourparler.reading.encoding import Encoded
from pourparler.reading.model import ENTITIES, Ints, Scores, softmax
from pourparler.reading.names import is_office, is_title
from pourparler.reading.not_names import is_no_name

PERSON = ENTITIES.index("PERSON")
NAMING = tuple(ENTITIES.index(kind) for kind in ("PERSON", "ORGANIZATION", "LOCATION", "MISC"))
POINTED = 0.05
"""Words with less of a pointer's probability are not looked at."""
LINKS = frozenset({"of", "for", "and", "the", "de", "&"})
"""Words that a name may hold between its capitals."""

_ARTICLE = re.compile(r"^the\s+", re.I)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody: first and last (exclusive) word, the form without article and possessive, how likely a person it is (0..1).

    ``bodies``: words that name the body that a person acts for, with the pointer's probability of each.
    """

    first: int
    last: int
    form: str
    person: float
    bodies: tuple[tuple[int, float], ...]


def mentions_in(text: str, encoded: Encoded, scores: Sequence[Scores]) -> Iterator[Mention]:
    """Names in a part of a text, in order, as the model sees them."""
    for s in scores:
        if not s.entities.size:
            return
        odds = softmax(s.entities)
        kinds = odds.argmax(1)
        at = s.window.keep_first
        while at < s.window.keep_last:
            here = at - s.window.first
            if (
                kinds[here] not in NAMING
                or not text[encoded.spans[at, 0]].isupper()
                or _only_a_title(text, encoded, kinds, at, here)
            ):
                at += 1
                continue
            last = _end(text, encoded, kinds[here : s.window.keep_last - s.window.first], at)
            form = bare(text[encoded.spans[at, 0] : encoded.spans[last - 1, 1]])
            if form and not is_no_name(form):
                person = float(odds[here : last - s.window.first, PERSON].mean())
                yield Mention(at, last, form, person, _bodies(s, last - 1))
            at = last


def _end(text: str, encoded: Encoded, kinds: Ints, first: int) -> int:
    """Where the name that begins with a word ends: capitalised words that name something, and links between them.

    ``kinds``: of the word and those after it.
    """
    last = first + 1
    while last - first < len(kinds):
        before, word = text[slice(*encoded.spans[last - 1])], text[slice(*encoded.spans[last])]
        gap = text[encoded.spans[last - 1, 1] : encoded.spans[last, 0]]
        if encoded.signs[last, 2] or gap.strip() or before.endswith(("'s", "’s")):
            break
        if _only_a_title(text, encoded, kinds, last, last - first):
            break
        here, same = kinds[last - first] in NAMING, (kinds[last - first] == PERSON) == (kinds[0] == PERSON)
        if word in LINKS:
            # "Rally of the Palm": a body's name goes on after "of", whatever the model says of that word; after "and" only where it is sure.
            ahead = last + 1
            while ahead - first < len(kinds) and text[slice(*encoded.spans[ahead])] in LINKS:
                ahead += 1
            of = (
                word == "of"
                and kinds[0] != PERSON
                and known_body(text[encoded.spans[first, 0] : encoded.spans[last - 1, 1]]) is None
            )
            owners = word in ("and", "&") and before.endswith(("s'", "s’"))  # "Brewers' and Coopers' Union"
            capital = ahead - first < len(kinds) and text[encoded.spans[ahead, 0]].isupper()
            if not (capital and kinds[ahead - first] in NAMING and (here or of or owners)):
                break
            last = ahead
        elif not word[0].isupper() or not ((here and same) or _goes_on(text, encoded, kinds, first, last)):
            break
        last += 1
    return last


def _only_a_title(text: str, encoded: Encoded, kinds: Ints, word: int, here: int) -> bool:
    """Whether a word is the title of the person whose name follows: "House Minority Leader Nancy Pelosi"."""
    return is_office(text[slice(*encoded.spans[word])]) and here + 1 < len(kinds) and kinds[here + 1] == PERSON


def _goes_on(text: str, encoded: Encoded, kinds: Ints, first: int, last: int) -> bool:
    """Whether a capitalised word that the model takes for no name belongs to the body's name before it: "Communications Workers of America"."""
    begun = text[encoded.spans[first, 0] : encoded.spans[last - 1, 1]]
    own = kinds[0] != PERSON and kinds[last - first] != PERSON and known_body(begun) is None
    return bool(own) and not is_title(text[slice(*encoded.spans[last])])


def bare(words: str) -> str:
    """A name without its article, a possessive ending and line breaks."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(words.split())))


def _bodies(s: Scores, last: int) -> tuple[tuple[int, float], ...]:
    columns = np.arange(len(s.tags))
    odds = softmax(s.affiliations.scores(np.array([last - s.window.first]), columns)[0])
    return tuple((int(k) + s.window.first, float(odds[k])) for k in np.flatnonzero(odds >= POINTED))
