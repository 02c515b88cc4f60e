"""The bodies and people that a text itself names, and which body each person acts for: what a reader knows without a dossier.

A body is whatever can take a position and is no person: a state, an organisation, a union, a council. The model says which words name
somebody and to which body the words of a person point; a table of states and groups says that "Moscow" and "the Kremlin" are Russia.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pourparler.reading.affiliations import body_beside
from pourparler.reading.countries import known_body
from pourparler.reading.encoding import Encoded
from pourparler.reading.model import ENTITIES, Ints, Scores, softmax
from pourparler.reading.names import Name, Names, is_title
from pourparler.reading.not_names import is_no_name
from pourparler.reading.word_lists import singular, word_list

PERSON = ENTITIES.index("PERSON")
NAMING = tuple(ENTITIES.index(kind) for kind in ("PERSON", "ORGANIZATION", "LOCATION", "MISC"))
SURE = 0.5
"""Share of what a person's words point to that one body has to have."""
MOST_WORDS = 7
"""Words of a state's or a group's name."""
POINTED = 0.05
"""Words with less of a pointer's probability are not looked at."""

_ARTICLE = re.compile(r"^the\s+", re.I)
_POSSESSIVE = re.compile(r"['’]s?$")
_LINKS = frozenset({"of", "for", "and", "the", "de", "&"})
"""Words that a name may hold between its capitals."""
_OF = re.compile(
    r"(?:republic|kingdom|state|government|city|province|principality|federation|county|duchy|emirate|sultanate|cabinet|people)s? of (?:the )?(.+)",
    re.I,
)
"""Names that say no more than what follows "of": the Republic of Brenna is Brenna."""
_STEM = 4
"""Letters that a name and its adjective have in common at the least."""
_OF_A_PLACE = re.compile(r"(?:n|an|ns|ians?|is?|ese|ish|ers?|s)$")
"""Endings that make an adjective or the people of a place."""


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


@dataclass
class _Form:
    """What is known of one written form."""

    written: Counter[str] = field(default_factory=Counter)
    person: float = 0.0
    points_to: dict[str, float] = field(default_factory=dict)
    titled: int = 0

    def points(self, to: str, share: float) -> None:
        """Count a pointer's probability."""
        self.points_to[to] = self.points_to.get(to, 0.0) + share

    @property
    def many(self) -> int:
        return self.written.total()

    @property
    def name(self) -> str:
        """As it is written most often, in capitals only where it always is."""
        return max(self.written, key=lambda w: (self.written[w] - (w.isupper() and len(w) > 5) * 1000, w))


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
            if kinds[here] not in NAMING or not text[encoded.spans[at, 0]].isupper():
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
        here, same = kinds[last - first] in NAMING, (kinds[last - first] == PERSON) == (kinds[0] == PERSON)
        if word in _LINKS:
            # "Rally of the Palm": a body's name goes on after "of", whatever the model says of that word; after "and" only where it is sure.
            ahead = last + 1
            while ahead - first < len(kinds) and text[slice(*encoded.spans[ahead])] in _LINKS:
                ahead += 1
            of = (
                word == "of"
                and kinds[0] != PERSON
                and known_body(text[encoded.spans[first, 0] : encoded.spans[last - 1, 1]]) is None
            )
            capital = ahead - first < len(kinds) and text[encoded.spans[ahead, 0]].isupper()
            if not (capital and kinds[ahead - first] in NAMING and (here or of)):
                break
            last = ahead
        elif not word[0].isupper() or not ((here and same) or _goes_on(text, encoded, kinds, first, last)):
            break
        last += 1
    return last


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


def learn(text: str, encoded: Encoded, scores: Sequence[Scores], names: Names) -> None:
    """Add to the names the bodies and people of a part of a text; what the names hold already stays."""
    for form, name in states_in(text, encoded):
        names.learn(form, Name(name, names.party_of(name), person=False), capital=True)
    mentions = list(mentions_in(text, encoded, scores))
    forms = _forms(text, encoded, mentions)
    people = _people(forms)
    bodies = _merged({key: form for key, form in forms.items() if key not in people})
    for key, name in bodies.items():
        names.learn(key, Name(name, names.party_of(name), person=False), capital=True)
    beside = _beside(text, encoded, mentions, people, names)
    for noun in sorted({target for key in people for target in forms[key].points_to} - set(forms)):
        like = body_like(noun, names)
        bodies[noun] = like.name if like else noun
    for key, full in people.items():
        votes = beside.get(full) or _pointed(full, forms, people, bodies)
        body = max(votes, key=lambda b: votes[b], default=None)
        if body is not None and votes[body] < SURE * sum(votes.values()):
            body = None
        names.learn(key, Name(full, names.party_of(body) if body else None, person=True, body=body), capital=True)


def _beside(
    text: str, encoded: Encoded, mentions: Sequence[Mention], people: Mapping[str, str], names: Names
) -> dict[str, dict[str, float]]:
    """Full name → bodies that the words beside the person give: "Kestrian Prime Minister X", "X, Kestria's envoy"."""
    known = names.bodies()
    found: dict[str, dict[str, float]] = {}
    for m in mentions:
        full = people.get(m.form.lower())
        if full is None:
            continue
        body = body_beside(text, int(encoded.spans[m.first, 0]), int(encoded.spans[m.last - 1, 1]), known)
        if body is not None:
            votes = found.setdefault(full, {})
            votes[body.name] = votes.get(body.name, 0.0) + 1
    return found


def _pointed(
    full: str, forms: Mapping[str, _Form], people: Mapping[str, str], bodies: Mapping[str, str]
) -> dict[str, float]:
    """Bodies that the model's pointers give a person, summed over the forms of the name."""
    votes: dict[str, float] = {}
    for key, name in people.items():
        if name == full:
            for target, share in forms[key].points_to.items():
                if target in bodies:
                    votes[bodies[target]] = votes.get(bodies[target], 0.0) + share
    return votes


def states_in(text: str, encoded: Encoded) -> Iterator[tuple[str, str]]:
    """(form, name) of the states and groups of states that the text names."""
    spans = encoded.spans
    at = 0
    while at < len(spans):
        step = 1
        if text[spans[at, 0]].isupper():
            for last in range(min(at + MOST_WORDS, len(spans)), at, -1):
                form = bare(text[spans[at, 0] : spans[last - 1, 1]])
                if (name := known_body(form)) is not None:
                    yield form, name
                    step = last - at
                    break
        at += step


def body_like(words: str, names: Names) -> Name | None:
    """The one known body whose name has all these words: "the works council", "ringers"; None where several have."""
    wanted = {_one(w) for w in re.findall(r"[^\W\d_]+", words.lower()) if w not in _LINKS}
    if not wanted:
        return None
    fits = {
        name
        for form, name in names.forms.items()
        if not name.person and wanted <= {_one(w) for w in re.findall(r"[^\W\d_]+", form)}
    }
    return next(iter(fits)) if len({f.name for f in fits}) == 1 else None


def _one(word: str) -> str:
    """The word in the singular, lower case."""
    return singular(word) or word.lower()


def _forms(text: str, encoded: Encoded, mentions: Sequence[Mention]) -> dict[str, _Form]:
    """By the form in lower case."""
    at = {word: m for m in mentions for word in range(m.first, m.last)}
    found: dict[str, _Form] = {}
    for m in mentions:
        form = found.setdefault(m.form.lower(), _Form())
        form.written[m.form] += 1
        form.person += m.person
        form.titled += m.first > 0 and is_title(text[slice(*encoded.spans[m.first - 1])])
        for word, share in m.bodies:
            other = at.get(word)
            if other is not None and other.form.lower() != m.form.lower():
                form.points(other.form.lower(), share)
            elif other is None and (body := _described(text, encoded, word)):
                form.points(body, share)
    return found


def _described(text: str, encoded: Encoded, word: int) -> str | None:
    """A body that goes by a plain noun: "the insurgents", "its council"."""
    noun = text[slice(*encoded.spans[word])].lower()
    return noun if noun.isalpha() and is_body_noun(noun) else None


def is_body_noun(noun: str) -> bool:
    """Whether a plain noun may stand for a body: a group, or people of one kind ("the union", "insurgents"), but no single person."""
    one = _one(noun)
    return bool({noun, one} & word_list("bodies")) or (one != noun and one in word_list("people"))


def _people(forms: Mapping[str, _Form]) -> dict[str, str]:
    """Form → full name, of those forms that are persons.

    A single word is a person where it is the last name of one, or has a title before it: places of which nobody heard look like persons.
    """
    full: dict[str, str] = {}
    for key, form in forms.items():
        words = untitled(form.name)
        person = form.person > form.many / 2 and known_body(form.name) is None
        if person and (len(words) > 1 or (words and len(words) < len(key.split()))):
            full[key] = " ".join(words)
    by_last: dict[str, set[str]] = {}
    for name in full.values():
        if " " in name:
            by_last.setdefault(name.split()[-1].lower(), set()).add(name)
    for key, name in full.items():
        whole = by_last.get(name.lower(), set())
        full[key] = next(iter(whole)) if len(whole) == 1 else name
    found = dict(full)
    for key, form in forms.items():
        whole = by_last.get(key, set())
        if key not in found and len(whole) == 1 and form.person > form.many / 4:
            found[key] = next(iter(whole))
        elif key not in found and " " not in key and form.titled > form.many / 4 and form.person > form.many / 2:
            found[key] = form.name
    return found


def untitled(name: str) -> list[str]:
    """The words of a person's name without titles before it."""
    words = name.split()
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    return words


def _merged(forms: Mapping[str, _Form]) -> dict[str, str]:
    """Form → the name of the body that it means: a state or group of the table, or the longest form that says the same."""
    found: dict[str, str] = {}
    long = sorted(forms, key=lambda k: (-len(k.split()), k))
    for key in long:
        name = forms[key].name
        if (known := known_body(name)) is not None:
            found[key] = known
        else:
            longer = found | {other.lower(): other for other in found.values()}
            found[key] = next((longer[other] for other in stands_for(key, longer)), name)
    return found


def stands_for(key: str, longer: Mapping[str, str]) -> list[str]:
    """The one longer form that a short one stands for; none where several would do."""
    words = key.split()
    fits = []
    for other in longer:
        parts = other.split()
        if len(parts) <= len(words) and len(words) > 1:
            continue
        whole = _OF.fullmatch(other)
        if whole and (key == whole[1] or _adjective(key, whole[1])):
            return [other]
        head = re.split(r" (?:of|for) ", other)[0].split()[-1]
        if (
            (
                len(parts) > len(words)
                and (_one(key) == _one(head) or parts[: len(words)] == words or parts[-len(words) :] == words)
            )
            or (len(words) == 1 and _adjective(key, other))
            or (len(words) == 1 and len(parts) > 1 and key == initials(other))
        ):
            fits.append(other)
    return fits if len({longer[f] for f in fits}) == 1 else []


def _adjective(word: str, place: str) -> bool:
    """Whether a word is made from a place's name: Kestrian from Kestria."""
    stem = place.rstrip("aeiouy")
    return (
        len(stem) >= _STEM
        and word != place
        and word.startswith(stem)
        and _OF_A_PLACE.search(word[len(stem) - 1 :]) is not None
    )


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out, in lower case."""
    return "".join(w[0] for w in name.lower().split() if w not in _LINKS)
