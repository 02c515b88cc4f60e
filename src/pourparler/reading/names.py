"""The names that a reading knows: the dossier's own, and those that the text introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from rapidfuzz.distance import Indel

from pourparler.dates import MONTHS, WEEKDAYS
from pourparler.model import Actor, Negotiation
from pourparler.reading.countries import called
from pourparler.reading.known_forms import KnownForms
from pourparler.reading.not_names import is_no_name
from pourparler.reading.word_lists import singular, word_list

# A stop is part of a name only after an initial: "Donald J. Trump", but "… said Voss. She …" holds one name.
_FULL_NAME = re.compile(
    r"\b[A-ZÀ-Þ][\w'’\-]{1,60}(?:(?: (?:de|van|von|bin|al|ibn|der|la))? (?:(?:[A-ZÀ-Þ]\.){1,9}|[A-ZÀ-Þ][\w'’\-]{0,60})){1,7}(?<![.'’\-])"
)
"""Words have a length, so that a row of hyphens or initials without end is not looked through from each of its places."""
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?,? $")
OFFICE_OF = re.compile(r"\b[Mm]inister (?:of|for) $")
"""An office before what it is about; a secretary may be of a union, which is somebody."""
_OWNER = re.compile(r"['’]s?\s+$")
NO_FIRST_NAMES = frozenset(
    "The A An In On At After Before But And If As For With From This That These Those When While Prime Foreign State First Deputy Vice Chief".split()
)
"""Words that begin with a capital before a name and are no part of it."""
_UP_TO_THE_NAME = re.compile(r"(?:['’]s|['’])?\s+((?:[\w\-]+\s+){0,4}[\w\-]+),?\s*$")
_FROM_THE_NAME = re.compile(r"(?:['’]s|['’])?\s+((?:[\w\-]+\s+){0,4}[\w\-]+)")
_APPOSITION = re.compile(r",\s+(?:the\s+|a\s+|an\s+)?[^,.;\n]{3,90}(?=[,.;\n])")
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
NO_MORE = re.compile(r"\b(?:former|ex|late|then|once|shadow|opposition)\b", re.I)
"""Words beside a name that tell of the past, or of an office that somebody else has."""

_PARTICLES = frozenset("de du des del della der den di da dos la le el al van von bin ibn ten ter zu".split())
"""Words before a last name that are part of it."""

SAME_FIRST_NAME = 0.7
"""Share of letters in common from which two first names are one in two transcriptions."""
MOST_NAMES = 1_000
"""Different full names looked at in one text; a list of members has more, and nobody in it speaks."""


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who may speak: the name to keep, the party, whether it is a person, and the body that a person acts for, if it is no party.

    Without a dossier every body may be a party: then ``party`` is the body's own name.
    """

    name: str
    party: str | None
    person: bool
    body: str | None = None

    @property
    def side(self) -> str:
        """The party, else the body that a person acts for, else the name itself."""
        return self.party or self.body or self.name


@dataclass
class Names:
    """Written forms → names. A form that two names share is left out: a wrong name costs more than none."""

    forms: dict[str, Name] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    """Forms that may mean a place as well as whoever governs there: "Moscow", "Russian"."""
    capital: set[str] = field(default_factory=set)
    """Forms that count only where they begin with a capital letter."""
    proposes: bool = False
    """Whether every body that the text names may be a party, because no dossier names any."""
    _shared: set[str] = field(default_factory=set)
    _known: KnownForms = field(init=False)

    def __post_init__(self) -> None:
        self._known = KnownForms(self.forms)

    def add(self, form: str, name: Name) -> None:
        """Let ``form`` stand for ``name`` unless it already stands for another."""
        key = form.strip().lower()
        if not key or key in self._shared or is_no_name(form):
            return
        known = self.forms.get(key)
        if known is not None and known.name != name.name:
            self._shared.add(key)
            del self.forms[key]
            self._known.remove(key)
            return
        if known is None:
            self._known.add(key)
        self.forms[key] = name

    def learn(self, form: str, name: Name, *, capital: bool = False) -> None:
        """Let ``form`` stand for ``name`` if it is not known; of a known person without a party keep the one that ``name`` has.

        ``capital``: only where it begins with a capital letter; "the Council" is a name, "a council" need not be.
        """
        key = form.strip().lower()
        known = self.forms.get(key)
        if known is None and key not in self._shared:
            self.add(form, name)
            if capital:
                self.capital.add(key)
        elif known is not None and known.person and known.party is None and known.body is None and name.person:
            self.forms[key] = replace(known, party=name.party, body=name.body)

    def party_of(self, body: str) -> str | None:
        """The party that a body is: the dossier's where it knows the name, else, where parties are proposed, the body itself."""
        known = self.forms.get(body.lower())
        if known is not None:
            return known.party
        return body if self.proposes else None

    def add_place(self, form: str, name: Name) -> None:
        """As ``add``, but what the dossier says itself goes before."""
        if (key := form.lower()) not in self.forms and key not in self._shared:
            self.add(form, name)
            self.places.add(key)
        elif key in self.places and key in self.forms and self.forms[key].name != name.name:
            self.add(form, name)  # two claim it: neither has it

    def bodies(self) -> Names:
        """Those that are no persons, as they are now."""
        return Names(
            {form: name for form, name in self.forms.items() if not name.person},
            set(self.places),
            set(self.capital),
            self.proposes,
        )

    def mentions(self, text: str, *, places: bool = True) -> Iterator[tuple[int, int, Name]]:
        """Known names in the text, longest form first at each place, as (start, end, name); ``places``: those forms too."""
        for start, end, form in self._known.find(text):
            if (places or form not in self.places) and self._counts(form, text[start]):
                yield start, end, self.forms[form]

    def beginning(self, text: str) -> Name | None:
        """The name that the text begins with."""
        found = self._known.beginning(text)
        return self.forms[found[2]] if found is not None and self._counts(found[2], text[0]) else None

    def _counts(self, form: str, first: str) -> bool:
        """Whether a form counts that is written with this first letter."""
        return first.isupper() or form not in self.capital


def dossier_names(negotiation: Negotiation | None) -> Names:
    """Parties, bystanders, their actors and aliases; a person also by the last name alone."""
    names = Names()
    if negotiation is None:
        return names
    groups: list[tuple[str, str | None, tuple[str, ...], tuple[Actor, ...]]] = [
        (p.name, p.name, p.aliases, p.actors) for p in negotiation.parties
    ]
    groups += [(b.name, None, b.aliases, b.actors) for b in negotiation.bystanders]
    for title, party, aliases, actors in groups:
        body = Name(title, party, person=False)
        for form in (title, *aliases):
            names.add(form, body)
        for actor in actors:
            person = Name(actor.name, party, person=is_person(actor.name))
            for form in (actor.name, *actor.aliases):
                names.add(form, person)
            if person.person:
                names.add(last_name(actor.name), person)
    for title, party, aliases, _ in groups:
        for form in dict.fromkeys(other for known in (title, *aliases) for other in called(known)):
            names.add_place(form, Name(title, party, person=False))
    return names


def last_name(name: str) -> str:
    """With the particle that belongs to it: "Le Fèvre", "van Dyke", "de la Cruz"."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def is_person(name: str) -> bool:
    """Whether an actor's name is written like a person's: two words or more, each with a capital."""
    return bool(re.fullmatch(r"[A-ZÀ-Þ][\w.'’\-]+(?: [\w.'’\-]+)*? [A-ZÀ-Þ][\w'’\-]+", name)) and not name.startswith(
        "The "
    )


def add_names_in(text: str, sources: Iterable[str], names: Names) -> None:
    """Learn people from a text: full names after a title, or whose full or last name is a source that the text quotes."""
    quoted = " | ".join(sources)
    bodies = names.bodies()
    seen: set[str] = set()
    for found in _FULL_NAME.finditer(text):
        before = _WORD_BEFORE.search(text, max(0, found.start() - 40), found.start())
        titled = before is not None and is_title(before[1])
        if (key := f"{titled}{found[0]}") in seen or len(seen) >= MOST_NAMES:
            continue
        seen.add(key)
        words = _bare(found[0])
        if len(words) > 2 and OFFICE_OF.search(text, max(0, found.start() - 40), found.start()):
            words = words[-2:]  # "Minister of Sport Pavel Lind": whatever he is minister of is no first name
        full = " ".join(words)
        if len(words) < 2 or full.lower() in names.forms:
            continue
        if (known := names.forms.get(words[-1].lower()) or _spelt_otherwise(words[-1], names)) is not None:
            if not known.person or known.name.split()[-1] == full:
                continue
            if alike(words[0], known.name.split()[0], SAME_FIRST_NAME):
                names.add(full, known)
                names.add(words[-1], known)
                continue
        titled = titled or len(words) < len(found[0].split())
        alone = re.search(rf"(?:^|\| ){re.escape(words[-1])}(?=,| \||$)", quoted)
        if titled or alone or re.search(rf"(?:^|\| |\b[a-z]+ ){re.escape(full)}(?=,| \||$)", quoted):
            person = Name(
                full, _party_beside(text, found.start() + found[0].rfind(full), found.end(), bodies), person=True
            )
            names.add(full, person)
            names.add(words[-1], person)


def _party_beside(text: str, start: int, end: int, bodies: Names) -> str | None:
    """The party that the words beside a name give it: "Kestrian Prime Minister X", "X, Kestria's envoy,"."""
    before = re.split(r"[.;:!?\n]\s", text[max(0, start - 80) : start])[-1]
    after = _APPOSITION.match(text, end, end + 120)
    if not NO_MORE.search(before):
        for _, last, name in bodies.mentions(before):
            if _OWNER.fullmatch(before, last):  # "Corvane's Ruth Lask"
                return name.party
            if (found := _UP_TO_THE_NAME.match(before, last)) and is_title(found[1].split()[-1]):
                return name.party
    if after and not NO_MORE.search(after[0]):
        for _, last, name in bodies.mentions(after[0]):
            if (found := _FROM_THE_NAME.match(after[0], last)) and any(map(is_title, found[1].split())):
                return name.party
    return None


@cache
def titles() -> frozenset[str]:
    """Offices and forms of address that may stand before a name, in lower case."""
    return word_list("offices") | word_list("personal_titles")


def is_title(word: str) -> bool:
    """Whether the word, perhaps with a stop, is an office or a form of address: "Minister", "Gov.", "Co-Chair"."""
    plain = word.rstrip(".,").lower().removeprefix("co-").removeprefix("vice-")
    return plain in titles() or singular(plain) in titles()


def stands_before_a_name(word: str) -> bool:
    """Whether a word may stand before a name and is no part of it: a title, or what comes before one ("Prime", "Deputy")."""
    return is_title(word) or word in NO_FIRST_NAMES


def is_office(word: str) -> bool:
    """Whether a word is a title or says what somebody is: "minister", "negotiator", "spokeswoman", "Co-Facilitator"."""
    plain = word.lower().removeprefix("co-").removeprefix("vice-")
    return (
        is_title(plain) or bool({plain, singular(plain) or plain} & word_list("people")) or plain.startswith("spokes")
    )


def person_like(full: str, names: Names) -> Name | None:
    """The one known person who has this full name but for its transcription, or whose last name it is; None where nobody has."""
    words = full.split()
    known = names.forms.get(words[-1].lower()) or _spelt_otherwise(words[-1], names)
    if known is None or not known.person:
        return None
    return known if len(words) == 1 or alike(words[0], known.name.split()[0], SAME_FIRST_NAME) else None


def _spelt_otherwise(last: str, names: Names) -> Name | None:
    """The one person whose last name is this one but for its transcription (Zelensky, Zelenskyy)."""
    close = {n for n in names.forms.values() if n.person and alike(n.name.split()[-1], last, 0.8)}
    return next(iter(close)) if len(close) == 1 else None


def alike(first: str, second: str, least: float) -> bool:
    """Same initial, and letters in common in the same order (the longest common subsequence) at or above ``least`` (0..1)."""
    first, second = first.lower(), second.lower()
    return first[:1] == second[:1] and Indel.normalized_similarity(first, second) >= least


def _owns(word: str) -> bool:
    """Whether a word before a name says whose the person is: "Corvane's Ruth Lask"."""
    return word.endswith(("'s", "’s"))


def _bare(name: str) -> list[str]:
    """The words of a name without titles, owners and whatever stands before them, and without a possessive ending."""
    words = re.sub(r"['’]s$", "", name).split()
    last = len(words) - 1
    no_names = [
        k
        for k, word in enumerate(words)
        if word in NO_FIRST_NAMES or word.lower() in _CALENDAR or (k < last and (is_title(word) or _owns(word)))
    ]
    kept = words[max(no_names, default=-1) + 1 :]
    if any(w.isupper() and len(w.rstrip(".")) > 1 for w in kept) or any(
        "-" in w and w.split("-")[1][:1].islower() for w in kept
    ):
        return []
    return kept
