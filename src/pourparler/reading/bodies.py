"""The bodies and people that a text itself names, and which body each person acts for: what a reader knows without a dossier.

A body is whatever can take a position and is no person: a state, an organisation, a union, a council. The model says which words name
somebody and to which body the words of a person point; a table of states and groups says that "Moscow" and "the Kremlin" are Russia.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pourparler.model import Bystander, Negotiation, Party
from pourparler.reading.affiliations import body_beside, may_act_for
from pourparler.reading.countries import called, is_state, known_body, may_begin, may_end
from pourparler.reading.encoding import Encoded
from pourparler.reading.mentions import LINKS, Mention, bare, mentions_in
from pourparler.reading.model import Scores
from pourparler.reading.names import (
    MOST_NAMES,
    Name,
    Names,
    is_person,
    is_title,
    last_name,
    stands_before_a_name,
    titles,
)
from pourparler.reading.not_names import is_no_name
from pourparler.reading.plain_bodies import is_body_noun, plain_body_beside
from pourparler.reading.stemming import stem
from pourparler.reading.titles_before import first_name_before, has_a_title
from pourparler.reading.word_lists import REMEMBERED, singular, word_list

SURE = 0.5
"""Share of the mentions with a body beside them that one body has to have."""
SURELY_POINTED = 0.35
"""Share of what all mentions of a person point to that one body has to have, and no less than what points nowhere."""
MOST_WORDS = 7
"""Words of a state's or a group's name."""

_OF = re.compile(
    r"(?:republic|kingdom|state|government|city|province|principality|federation|county|duchy|emirate|sultanate|cabinet|people)s? of (?:the )?(.+)",
    re.I,
)
"""Names that say no more than what follows "of": the Republic of Brenna is Brenna."""
_STEM = 4
"""Letters that a name and its adjective have in common at the least."""
_ADJECTIVE = re.compile(r"(?:ic|al|ian|an|ish|ese|ist)$")
"""Endings of words that only say of what kind a body is."""
_OF_A_PLACE = re.compile(r"(?:n|an|ns|ians?|is?|ese|ish|ers?|s)$")
"""Endings that make an adjective or the people of a place."""


@dataclass
class _Form:
    """What is known of one written form."""

    written: Counter[str] = field(default_factory=Counter)
    person: float = 0.0
    points_to: dict[str, float] = field(default_factory=dict)
    titled: int = 0
    full: Counter[str] = field(default_factory=Counter)
    """Full names that stand in its place behind a title: "a spokesman, Per Aas"."""
    pointing: int = 0
    """Mentions beside which a body stands that the pointers give."""

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


def forms_of(negotiation: Negotiation | None) -> Names:
    """The written forms that a dossier has of people and bodies, each a name by itself: a reader that knows them finds more.

    Whose side anybody is on is left out, and which forms mean the same, unless the words tell it: a reading says no more than its text does.
    """
    names = Names(proposes=True)
    if negotiation is None:
        return names
    everybody: list[Party | Bystander] = [*negotiation.parties, *negotiation.bystanders]
    groups = [(each.name, *each.aliases) for each in everybody]
    longer: dict[str, str] = {}
    for form in sorted((bare(f) for group in groups for f in group), key=lambda f: (-len(f.split()), f)):
        body = known_body(form) or next((longer[f] for f in stands_for(form.lower(), longer)), form)
        longer[form.lower()] = body
        names.add(form, Name(body, body, person=False))
    for actor in (a for each in everybody for a in each.actors):
        person = is_person(actor.name)
        for form in (actor.name, *actor.aliases, *((last_name(actor.name),) if person else ())):
            names.add(form, Name(actor.name, None if person else actor.name, person))
    return names


def learn_states(text: str, encoded: Encoded, names: Names) -> None:
    """Add the states and groups of states that a text names; what the names hold already stays."""
    for form, name in states_in(text, encoded):
        names.learn(form, Name(name, names.party_of(name), person=False), capital=True)


def learn(text: str, encoded: Encoded, scores: Sequence[Scores], names: Names) -> None:
    """Add to the names the bodies and people of a part of a text; what the names hold already stays."""
    mentions = list(mentions_in(text, encoded, scores))
    forms = _commonest(_forms(text, encoded, mentions))
    people = _people(forms, {form for form, name in names.forms.items() if name.person})
    bodies = _merged({key: form for key, form in forms.items() if key not in people and not _is_office(form.name)})
    for key, name in bodies.items():
        names.learn(key, Name(name, names.party_of(name), person=False), capital=True)
    beside = _beside(text, encoded, mentions, people, names)
    pointed_at = {target for key in people for target in forms[key].points_to} - set(forms)
    for noun in sorted(filter(is_body_noun, pointed_at)):
        like = body_like(noun, names)
        bodies[noun] = like.name if like else noun
    for key, full in people.items():
        body = _likeliest(beside.get(full, {}), SURE) or _likeliest(
            _pointed(full, forms, people, bodies), SURELY_POINTED
        )
        person = Name(full, names.party_of(body) if body else None, person=True, body=body)
        for form in (key, full.lower()):
            names.learn(form, person, capital=True)


def _commonest(forms: dict[str, _Form]) -> dict[str, _Form]:
    """At most MOST_NAMES forms, in their order: each is compared with all others."""
    if len(forms) <= MOST_NAMES:
        return forms
    kept = set(sorted(forms, key=lambda key: -forms[key].many)[:MOST_NAMES])
    return {key: form for key, form in forms.items() if key in kept}


def _likeliest(votes: Mapping[str, float], least: float) -> str | None:
    """The body with at least this share of the votes."""
    best = max(votes, key=lambda b: votes[b], default="")
    return best if best and votes[best] >= least * sum(votes.values()) else None


def _is_office(name: str) -> bool:
    """Whether a name is an office alone: "the Secretary", "the Prime Minister" are whoever holds it, and no body."""
    words = name.split()
    return name.lower() in titles() or (is_title(words[-1]) and all(map(stands_before_a_name, words)))


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
        place = encoded.places[m.first][0], encoded.places[m.last - 1][1]
        body = body_beside(text, *place, known)
        if body is not None:
            name: str | None = body.name
        elif (name := plain_body_beside(text, *place)) is not None:
            name = _as_known(name, names)
        if name is not None:
            votes = found.setdefault(full, {})
            votes[name] = votes.get(name, 0.0) + 1
    return found


def _as_known(phrase: str, names: Names) -> str:
    """The known body that a plain phrase means, else the phrase; one of several words is known from now on, as a name is."""
    if (like := body_like(phrase, names)) is not None:
        return like.name
    if " " in phrase:
        names.learn(phrase, Name(phrase, names.party_of(phrase), person=False))
    return phrase


def _pointed(
    full: str, forms: Mapping[str, _Form], people: Mapping[str, str], bodies: Mapping[str, str]
) -> dict[str, float]:
    """Bodies that the model's pointers give a person, summed over the mentions beside which a body stands; what points to none counts under an empty name."""
    votes: dict[str, float] = {}
    many = sum(forms[key].pointing for key, name in people.items() if name == full)
    for key, name in people.items():
        if name == full:
            for target, share in forms[key].points_to.items():
                if target in bodies:
                    votes[bodies[target]] = votes.get(bodies[target], 0.0) + share
    return votes | {"": max(0.0, many - sum(votes.values()))}


def states_in(text: str, encoded: Encoded) -> Iterator[tuple[str, str]]:
    """(form, name) of the states and groups of states that the text names."""
    places = encoded.places
    words = [text[start:end].strip() for start, end in places]
    at = 0
    while at < len(words):
        step = 1
        if text[places[at][0]].isupper() and may_begin(words[at]):
            for last in range(min(at + MOST_WORDS, len(words)), at, -1):
                if not may_end(words[last - 1]):
                    continue
                form = bare(text[places[at][0] : places[last - 1][1]])
                if form[-1:].isalnum() and (name := known_body(form)) is not None:
                    yield form, name
                    step = last - at
                    break
        at += step


def body_like(words: str, names: Names) -> Name | None:
    """The one known body whose name has all these words: "the works council", "ringers"; None where several have."""
    wanted = {_one(w) for w in re.findall(r"[^\W\d_]+", words.lower()) if w not in LINKS}
    if not wanted:
        return None
    fits = {name for form, name in names.forms.items() if not name.person and wanted <= _words_of(form)}
    return next(iter(fits)) if len({f.name for f in fits}) == 1 else None


@lru_cache(maxsize=REMEMBERED)
def _words_of(form: str) -> frozenset[str]:
    return frozenset(_one(w) for w in re.findall(r"[^\W\d_]+", form))


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
        form.titled += has_a_title(text, encoded, m.first)
        if (first := first_name_before(text, encoded, m.first, m.last)) is not None:
            form.full[f"{first} {m.form}"] += 1
        name = encoded.places[m.first][0], encoded.places[m.last - 1][1]
        here = [(w, p) for w, p in m.bodies if may_act_for(text, name, encoded.places[w], named=w in at)]
        form.pointing += bool(here)
        for word, share in here:
            other = at.get(word)
            if other is not None and other.form.lower() != m.form.lower():
                form.points(other.form.lower(), share)
            elif other is None and (body := _described(text, encoded, word)):
                form.points(body, share)
    return found


def _described(text: str, encoded: Encoded, word: int) -> str | None:
    """A body that goes by a plain noun: "the insurgents", "its council"."""
    noun = text[slice(*encoded.places[word])].lower()
    return noun if noun.isalpha() and is_body_noun(noun) and not is_no_name(noun) else None


def _people(forms: Mapping[str, _Form], known: Collection[str] = ()) -> dict[str, str]:
    """Form → full name, of those forms that are persons. ``known``: those of which that is known.

    A single word is a person where it is the last name of one, or has a title before it: places of which nobody heard look like persons.
    """
    full: dict[str, str] = {}
    for key, form in forms.items():
        words = untitled(form.name)
        # A title right before a full name tells more than the model, which takes rare names for bodies: "councillor Idun Strand".
        titled = len(words) in (2, 3) and 2 * form.titled > form.many and not is_body_noun(words[-1].lower())
        person = (titled or key in known or form.person > form.many / 2) and known_body(form.name) is None
        if person and (len(words) > 1 or (words and len(words) < len(key.split()))):
            full[key] = " ".join(words)
        elif form.full and known_body(form.name) is None:
            full[key] = max(form.full, key=lambda name: (form.full[name], name))
    by_last: dict[str, set[str]] = {}
    for name in full.values():
        if " " in name:  # the last name, or the first where that comes first: "Lou Jiwei"
            by_last.setdefault(name.split()[-1].lower(), set()).add(name)
            by_last.setdefault(name.split()[0].lower(), set()).add(name)
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
    while len(words) > 1 and stands_before_a_name(words[0]):
        words = words[1:]
    return words


def _merged(forms: Mapping[str, _Form]) -> dict[str, str]:
    """Form → the name of the body that it means: a state or group of the table, or the longest form that says the same."""
    found: dict[str, str] = {}
    longer: dict[str, str] = {}
    """Forms found, and the names and organs of what they mean, which go before; ``named``: these."""
    named: set[str] = set()
    for key in sorted(forms, key=lambda k: (-len(k.split()), k)):
        name = forms[key].name
        meant = known_body(name) or next((longer[other] for other in stands_for(key, longer)), name)
        found[key] = meant
        if key not in named:
            longer[key] = meant
        if meant.lower() not in named or longer[meant.lower()] != meant:
            whole = (meant.lower(), *_organs(meant))
            longer.update(dict.fromkeys(whole, meant))
            named.update(whole)
    return found


def _organs(body: str) -> list[str]:
    """Names of a group of states that end with a common noun: the Commission is the European one where the Union is spoken of."""
    if known_body(body) != body or is_state(body):
        return []
    return [form.lower() for form in called(body) if " " in form and is_body_noun(form.split()[-1].lower())]


def stands_for(key: str, longer: Mapping[str, str]) -> list[str]:
    """The one longer form that a short one stands for; none where several would do. All in lower case.

    ``longer``: forms and whom they mean. "Brenna" is the Republic of Brenna, "the Council" the Students' Council, "Orbeck" the Orbeck Group,
    "Kestrian" Kestria, "CWA" the Communications Workers of America, "Republican" the Republicans.
    """
    fits = [other for other in longer if other != key and _says_the_same(key, other, longer[other])]
    whole = [other for other in fits if (found := _OF.fullmatch(other)) and key == found[1]]
    fits = whole or fits
    return fits if len({longer[f] for f in fits}) == 1 else []


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a longer form is compared by: its words, what follows "of" in it, its head in the singular, whether it is a seat of government, its initials."""

    words: tuple[str, ...]
    whole: str | None
    head: str
    seat: bool
    initials: str


@lru_cache(maxsize=REMEMBERED)
def _shape(form: str) -> _Shape:
    whole = _OF.fullmatch(form)
    known = known_body(form)
    return _Shape(
        tuple(form.split()),
        whole[1] if whole else None,
        _one(re.split(r" (?:of|for) ", form)[0].split()[-1]),
        known is not None and is_state(known) and known.lower() != form,  # "House" is not the White House
        initials(form),
    )


def _says_the_same(key: str, other: str, meant: str) -> bool:
    words, shape = key.split(), _shape(other)
    if shape.whole is not None and (key == shape.whole or _adjective(key, shape.whole)):
        return True
    parts = shape.words
    if len(words) > 1:
        return len(parts) > len(words) and parts[-len(words) :] == tuple(words)
    if len(parts) == 1:
        return _adjective(key, other) or (len(key) >= _STEM and stem(key) == stem(other))
    if _one(key) == shape.head and not shape.seat:
        return True
    plain = key in word_list("bodies") or _ADJECTIVE.search(key) is not None
    return (
        len(parts) == 2 and parts[0] == key and not plain and not shape.seat and meant.lower() == other
    ) or key == shape.initials


def _adjective(word: str, place: str) -> bool:
    """Whether a word is made from a place's name: Kestrian from Kestria."""
    root = place.rstrip("aeiouy")
    return (
        len(root) >= _STEM
        and word != place
        and word.startswith(root)
        and _OF_A_PLACE.search(word[len(root) - 1 :]) is not None
    )


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out, in lower case."""
    return "".join(w[0] for w in name.lower().split() if w not in LINKS)
