"""Words of a text that name somebody: runs of capitalised words that the model takes for persons, organisations, places or their people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pourparler.reading.countries import known_body
from pourparler.reading.encoding import Encoded, Window
from pourparler.reading.model import ENTITIES, Ints, Scores, softmax
from pourparler.reading.names import NO_FIRST_NAMES, OFFICE_OF, is_office, is_title
from pourparler.reading.not_names import is_no_name, only_counts
from pourparler.reading.word_lists import REMEMBERED, singular, word_list

PERSON = ENTITIES.index("PERSON")
NAMING = tuple(ENTITIES.index(kind) for kind in ("PERSON", "ORGANIZATION", "LOCATION", "MISC"))
POINTED = 0.05
"""Words with less of a pointer's probability are not looked at."""
LINKS = frozenset({"of", "for", "and", "the", "de", "&"})
"""Words that a name may hold between its capitals."""

_APOSTROPHES = frozenset({"'", "’"})
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
    after = _second_words(text, encoded)
    for s in scores:
        if not s.entities.size:
            return
        odds = softmax(s.entities)
        kinds = _places_in_two_words(text, encoded, odds.argmax(1), s, after)
        passed = s.window.keep_first
        for at in _may_begin_a_name(encoded, kinds, s.window):
            if at < passed:
                continue
            here = at - s.window.first
            begun = kinds[here : s.window.keep_last - s.window.first]
            head = _head_of_a_turn(text, encoded, begun, at)
            if head is None and (
                kinds[here] not in NAMING
                or not text[encoded.places[at][0]].isupper()
                or _only_a_title(text, encoded, kinds, at, here)
            ):
                continue
            free, passed = passed, head or _end(text, encoded, begun, at)
            if head is None:
                owner = _with_its_owner(text, encoded, at)
                at = owner if owner >= max(free, s.window.first) else at
                here = at - s.window.first
            if head is None and _is_field(text, encoded, at, passed):
                if passed - at < 3:
                    continue
                at, here = passed - 2, passed - 2 - s.window.first  # "Minister of Sport Pavel Lind"
            span = encoded.places[at][0], encoded.places[passed - 1][1]
            form = bare(text[slice(*span)])
            if form and form not in NO_FIRST_NAMES and not is_no_name(form) and not only_counts(text, *span):
                person = float(odds[here : passed - s.window.first, PERSON].mean())
                # Whoever takes a turn is not of the body that the turn speaks of.
                yield Mention(at, passed, form, person, () if head else _bodies(s, passed - 1))


def _may_begin_a_name(encoded: Encoded, kinds: Ints, window: Window) -> list[int]:
    """The words of a window that name somebody, as the model says, and those that open a paragraph, where a name may head a turn."""
    opens = encoded.signs[window.first : window.first + len(kinds), 2] > 0
    kept = slice(window.keep_first - window.first, window.keep_last - window.first)
    here = np.isin(kinds[kept], NAMING) | opens[kept]
    return (np.flatnonzero(here) + window.keep_first).tolist()


def _head_of_a_turn(text: str, encoded: Encoded, kinds: Ints, first: int) -> int | None:
    """Where a name ends that opens a paragraph and has a colon after it: "Ada Voss: No."; None where none does.

    ``kinds``: of the word and those after it, of which one at the least names somebody.
    """
    if not encoded.signs[first, 2]:
        return None
    last = first
    while last - first < len(kinds) and text[encoded.places[last][0]].isupper():
        last += 1
    ends = last < len(encoded) and text[slice(*encoded.places[last])] == ":"
    return last if ends and last > first and np.isin(kinds[: last - first], NAMING).any() else None


def _is_field(text: str, encoded: Encoded, first: int, last: int) -> bool:
    """Whether words stand behind "Minister of" and the like, and are no state: what somebody is minister of is nobody."""
    before = text[encoded.places[max(0, first - 3)][0] : encoded.places[first][0]]
    words = text[encoded.places[first][0] : encoded.places[last - 1][1]]
    return OFFICE_OF.search(before) is not None and known_body(bare(words)) is None


def _second_words(text: str, encoded: Encoded) -> dict[str, str]:
    """Capitalised word → the one capitalised word that stands before it wherever it is used: "Auvane" → "Port"."""
    before: dict[str, set[str]] = {}
    last = ""
    stop = 0
    for (start, end), opens in zip(encoded.places, encoded.signs[:, 2].tolist(), strict=True):
        word = text[start:end]
        if word[0].isupper():
            beside = last and not opens and text[stop:start].isspace()
            before.setdefault(_without_possessive(word), set()).add(last if beside and last[:1].isupper() else "")
        last, stop = word, end
    return {word: next(iter(firsts)) for word, firsts in before.items() if len(firsts) == 1 and "" not in firsts}


def _places_in_two_words(text: str, encoded: Encoded, kinds: Ints, s: Scores, after: Mapping[str, str]) -> Ints:
    """The kinds of the words, where a word that the model takes for a person's last name is the second of a place's: "Port Auvane".

    That it is one shows in the rest of the text: a person is also named without what stands before the name, a place is not.
    """
    found = kinds.copy()
    last_names = np.flatnonzero(kinds[1:] == PERSON) + 1
    for here in last_names[np.isin(kinds[last_names - 1], NAMING) & (kinds[last_names - 1] != PERSON)].tolist():
        first = after.get(_without_possessive(text[slice(*encoded.places[here + s.window.first])]))
        if first is None:
            continue
        alone = here + 1 == len(found) or kinds[here + 1] != PERSON
        if alone and known_body(first) is None and not is_title(first) and not is_office(first):
            found[here] = found[here - 1]
    return found


def _end(text: str, encoded: Encoded, kinds: Ints, first: int) -> int:
    """Where the name that begins with a word ends: capitalised words that name something, and links between them.

    ``kinds``: of the word and those after it.
    """
    last = first + 1
    while last - first < len(kinds):
        word = text[slice(*encoded.places[last])]
        if encoded.signs[last, 2] or text[encoded.places[last - 1][1] : encoded.places[last][0]].strip():
            break
        begun = text[encoded.places[first][0] : encoded.places[last - 1][1]]
        owned = begun.endswith(("'s", "’s", "s'", "s’"))
        if word in _APOSTROPHES:
            step = 1 if begun.endswith("s") and _is_owned(text, encoded, last + 1, begun) else 0
        elif owned:
            step = 1 if _is_owned(text, encoded, last, begun) else 0
        elif _only_a_title(text, encoded, kinds, last, last - first):
            step = 0
        elif word in LINKS:
            step = _over_links(text, encoded, kinds, first, last)
        else:
            same = kinds[last - first] in NAMING and (kinds[last - first] == PERSON) == (kinds[0] == PERSON)
            step = int(word[0].isupper() and (bool(same) or _goes_on(text, encoded, kinds, first, last)))
        if not step:
            break
        last += step
    return last


def _is_owned(text: str, encoded: Encoded, word: int, owner: str) -> bool:
    """Whether a name goes on after a possessive ending: "Farmers' League", "Brewers' and Coopers' Union"; but Russia's Parliament is Russia's."""
    if word >= len(encoded) or known_body(owner.rstrip("'’").removesuffix("'s").removesuffix("’s")) is not None:
        return False
    said = text[slice(*encoded.places[word])]
    if said in ("and", "&"):
        said = text[slice(*encoded.places[word + 1])] if word + 1 < len(encoded) else ""
        return said[:1].isupper()
    # Whoever owns it are people of one kind, or the word is one for a body: "People's Labour", "Farmers' League".
    owners = owner.removesuffix("'s").removesuffix("’s").rstrip("'’").split()[-1].lower()
    people = (owners == "people" or singular(owners) in word_list("people")) and known_body(said) is None
    return said[0].isupper() and bool(people or {said.lower(), singular(said) or ""} & word_list("bodies"))


def _with_its_owner(text: str, encoded: Encoded, first: int) -> int:
    """Where a body's name begins whose first word the model leaves out: "the Commuters' Association"."""
    owner = first - 1
    if owner > 0 and text[slice(*encoded.places[owner])] in _APOSTROPHES:
        owner -= 1
    if owner < 0 or encoded.signs[owner + 1 : first + 1, 2].any() or not text[encoded.places[owner][0]].isupper():
        return first
    begun = text[encoded.places[owner][0] : encoded.places[first][0]]
    owned = begun.rstrip().endswith(("'s", "’s", "s'", "s’")) and begun.endswith(" ")
    return owner if owned and _is_owned(text, encoded, first, begun.rstrip()) else first


def _over_links(text: str, encoded: Encoded, kinds: Ints, first: int, last: int) -> int:
    """How many words on a name goes over links: "Rally of the Palm".

    After "of" a body's goes on whatever the model says of that word; after "and" only where the model takes that for a part of the name, or owners are joined.
    """
    word = text[slice(*encoded.places[last])]
    begun = text[encoded.places[first][0] : encoded.places[last - 1][1]]
    if kinds[0] == PERSON and word != "de" and not is_office(begun.split()[-1]):  # "Ivo Brandt of Norland" is Norland's
        return 0
    ahead = last + 1
    while ahead - first < len(kinds) and text[slice(*encoded.places[ahead])] in LINKS:
        ahead += 1
    if ahead - first >= len(kinds) or not text[encoded.places[ahead][0]].isupper():
        return 0
    named = kinds[ahead - first] in NAMING
    here = kinds[last - first] in NAMING
    of = word == "of" and kinds[0] != PERSON and known_body(begun) is None
    return ahead + 1 - last if named and (here or of) else 0


def _only_a_title(text: str, encoded: Encoded, kinds: Ints, word: int, here: int) -> bool:
    """Whether a word is the title of the person whose name follows: "House Minority Leader Nancy Pelosi"."""
    return is_office(text[slice(*encoded.places[word])]) and here + 1 < len(kinds) and kinds[here + 1] == PERSON


def _goes_on(text: str, encoded: Encoded, kinds: Ints, first: int, last: int) -> bool:
    """Whether a capitalised word that the model takes for no name belongs to the body's name before it: "Communications Workers of America"."""
    begun = text[encoded.places[first][0] : encoded.places[last - 1][1]]
    own = kinds[0] != PERSON and kinds[last - first] != PERSON and known_body(begun) is None
    return bool(own) and not is_title(text[slice(*encoded.places[last])])


def bare(words: str) -> str:
    """A name without its article, a possessive ending and line breaks."""
    return _without_possessive(_ARTICLE.sub("", " ".join(words.split())))


@lru_cache(maxsize=REMEMBERED)
def _without_possessive(name: str) -> str:
    return _POSSESSIVE.sub("", name)


def _bodies(s: Scores, last: int) -> tuple[tuple[int, float], ...]:
    odds = softmax(s.affiliations.row(last - s.window.first, len(s.tags)))
    return tuple((int(k) + s.window.first, float(odds[k])) for k in np.flatnonzero(odds >= POINTED))
