"""Parties proposed from the record: who takes positions in it, under which names, and which people act for whom.

The reader names holders document by document. Here names of several documents that mean the same are put together: "the Rally" of one is the
"Rally of the Palm" of another, and "Voss" is "Ada Voss", who acts for Kestria. Plain rules come first; what they leave apart is joined where
all texts together make it likely (``same_party``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pourparler.drafting.full_names import last_names, named_in_full
from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.name_counts import Known, Sort
from pourparler.drafting.same_party import MOST, PartyModel, one_party
from pourparler.model import Document, Holder, Negotiation, Party, Statement
from pourparler.reading.bodies import initials, stands_for
from pourparler.reading.countries import known_body
from pourparler.reading.names import is_office
from pourparler.reading.not_names import is_no_name
from pourparler.reading.plain_bodies import is_body_noun
from pourparler.reading.word_lists import singular

_ONCE = 200
"""A form is an alias that stands for a party at least once in so many positions: of thousands some are read wrong."""
_BEFORE_IT = 4
"""Code points in which the end of the sentence before a word stands."""
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:;][’”'\")]*\s+|[\n“\"‘]\s*)\Z")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class ProposedActor:
    """A person who acts for a party."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedParty:
    """A party as the record names it. ``positions``: how many positions it takes. ``role``: party, mediator, host or observer.

    ``evidence``: statements that show it. ``known``: it stands in the dossier already, under this name.
    """

    name: str
    aliases: tuple[str, ...]
    actors: tuple[ProposedActor, ...]
    positions: int
    role: str = "party"
    at_table: bool = True
    evidence: tuple[str, ...] = ()
    known: bool = False


@dataclass
class _Names:
    """Written forms of one holder's name, and how often it takes a position."""

    written: Counter[str] = field(default_factory=Counter)
    many: int = 0


class Parties:
    """The parties behind the holders of many statements. ``quotes``: (holder, words by which a text names it) for every holder.

    ``mediators``: people who are nobody's, see ``mediators.mediators``. ``kept``: see ``name_counts.counted``.
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        quotes: Iterable[tuple[Holder, str]],
        documents: Mapping[str, Document],
        negotiation: Negotiation | None = None,
        model: PartyModel | None = None,
        mediators: frozenset[str] = frozenset(),
        kept: KeptWork | None = None,
    ) -> None:
        quoted = list(quotes)
        self._mediators = mediators
        affiliations = _affiliations(statements, quoted)
        self._people = _people(statements, quoted) | set(affiliations)
        dossier = _forms(negotiation)
        bodies = {h.party for h, _ in quoted if h.party} | {s.party for s in statements if s.party}
        often = Counter(h.name for h, _ in quoted if h.party in (None, h.name) and _plain(h.name) not in dossier)
        alone = [name for name, _ in often.most_common(MOST)]
        full = named_in_full(alone, [d.text for d in documents.values()], bodies)
        self._people |= set(full.values())
        acted_for = {_plain(b) for p, b in affiliations.items() if not p.lower().endswith(b.lower())}
        self._last = {
            last: person
            for last, person in last_names(self._people, full).items()
            if last not in dossier and last not in acted_for and known_body(person.split()[-1]) is None
        }
        # A last name that one text takes for a body is nobody's body.
        self._acts_for = {
            person: body
            for person, body in affiliations.items()
            if person not in self._mediators and body.lower() not in self._last
        }
        names: dict[str, _Names] = {}
        for holder, words in quoted:
            row = names.setdefault(self._body(holder), _Names())
            row.many += 1
            row.written[_POSSESSIVE.sub("", words)] += 1
        self._party = _merged(names)
        self._names = names
        self._join(statements, quoted, documents, model, kept)
        self._known: dict[str, Party] = {}
        self._take_over(dossier)

    def _take_over(self, dossier: Mapping[str, Party]) -> None:
        """A party of the dossier keeps its name: what the dossier calls it, and what is one party with that."""
        members: dict[str, list[str]] = {}
        for form, party in self._party.items():
            members.setdefault(party, []).append(form)
        for party, forms in members.items():
            people = [person for person, body in self._acts_for.items() if self._party.get(body, body) == party]
            there = [dossier[f] for f in map(_plain, (party, *sorted(forms), *sorted(people))) if f in dossier]
            for form in forms:
                if (own := dossier.get(_plain(form), there[0] if there else None)) is not None:
                    self._party[form] = own.name
                    self._known[own.name] = own

    def _join(
        self,
        statements: Sequence[Statement],
        quotes: Sequence[tuple[Holder, str]],
        documents: Mapping[str, Document],
        model: PartyModel | None,
        kept: KeptWork | None,
    ) -> None:
        """Put names together that the plain rules leave apart, as far as the texts make it likely."""
        names, of = self.known(quotes, [d.text for d in documents.values()])
        for joined in one_party(names, statements, documents, of, model, kept):
            group = [k for k in joined if names[k].name not in self._mediators]
            if len(group) > 1:
                name = names[min(group, key=lambda k: _first_as_a_name(names[k]))].name
                inside = {names[k].name for k in group}
                self._party = {form: name if party in inside else party for form, party in self._party.items()}
                people = (names[k].name for k in group if names[k].sort is Sort.PERSON)
                self._acts_for |= {person: name for person in people if person != name}

    def known(self, quotes: Sequence[tuple[Holder, str]], texts: Sequence[str]) -> tuple[list[Known], dict[str, int]]:
        """The parties as the plain rules leave them; and the number of each by every name of a holder or speaker."""
        bodies = {body for h, _ in quotes if h.party is not None and (body := self._body(h)) not in self._people}
        forms: dict[str, set[str]] = {}
        positions: Counter[str] = Counter()
        of: dict[str, str] = {}
        for form, party in self._party.items():
            forms.setdefault(party, {party}).add(form)
            positions[party] += self._names[form].many
            of[form] = party
        for person, body in self._acts_for.items():
            if body in self._party:
                forms[self._party[body]].add(person)
                of[person] = self._party[body]
        for holder, _ in quotes:
            of[holder.name] = of[holder.party or holder.name] = self.of(holder)
        order = sorted(forms)
        number = {name: k for k, name in enumerate(order)}
        names = [
            Known(n, tuple(sorted(forms[n])), _sort(n, any(f in bodies for f in forms[n]), texts), positions[n])
            for n in order
        ]
        return names, {form: number[party] for form, party in of.items()}

    def of(self, holder: Holder) -> str:
        """The name of the party that a holder is."""
        body = self._body(holder)
        return self._party.get(body, body)

    def _body(self, holder: Holder) -> str:
        """The body a holder acts for, else its own name. A last name that one text takes for a body is a person whom another names in full."""
        full = self._last.get(holder.name.lower(), holder.name)
        if full in self._mediators:
            return full
        own = holder.party if full == holder.name or holder.party != holder.name else None
        return self._acts_for.get(full) or own or full

    def proposed(self) -> list[ProposedParty]:
        """All of them, those that take most positions first."""
        rows: dict[str, _Names] = {}
        for body, row in self._names.items():
            whole = rows.setdefault(self._party[body], _Names())
            whole.many += row.many
            whole.written.update(row.written)
            whole.written[body] += 0
        # By what a holder goes alone it goes too where words beside another's are read as the other's once.
        theirs = _owners(rows) | {_plain(body): self._party[body] for body in sorted(self._names)}
        people: dict[str, list[str]] = {}
        for person, body in self._acts_for.items():
            people.setdefault(self._party.get(body, body), []).append(person)
        found = [
            ProposedParty(
                name,
                tuple(
                    sorted(
                        {
                            form
                            for w, times in row.written.items()
                            if theirs[_plain(w)] == name and times * _ONCE >= row.many
                            if self._names_a_body(w) and known_body(_bare(w)) in (None, known_body(name))
                            for form in (_lower(w), _bare(w))
                        }
                        - {name}
                    )
                ),
                tuple(ProposedActor(p) for p in sorted(people.get(name, ()))),
                row.many,
                role=self._role(name),
                at_table=self._known[name].at_table if name in self._known else True,
                known=name in self._known,
            )
            for name, row in rows.items()
        ]
        return sorted(found, key=lambda p: (-p.positions, p.name))

    def _role(self, name: str) -> str:
        if name in self._known:
            return self._known[name].role or "party"
        return "mediator" if name in self._mediators else "party"

    def _names_a_body(self, words: str) -> bool:
        """Whether words by which a holder goes may be an alias: no pronoun, no person who acts for the party, and in small letters only a noun for a body ("the works council")."""
        bare = words.removeprefix("the ").removeprefix("The ")
        person = bare in self._acts_for or bare.lower() in self._last
        office = all(map(is_office, bare.split()))
        if not bare or person or office or is_no_name(bare):
            return False
        return bare[0].isupper() or is_body_noun(bare.split()[-1].lower())


def _owners(rows: Mapping[str, _Names]) -> dict[str, str]:
    """By each form, in small letters without an article, the one party that it may name: whose own name it is, else whom it names most often.

    A reader that once takes one party's words for another's gives neither the other's name.
    """
    many: dict[str, Counter[str]] = {}
    for name, row in rows.items():
        for words, times in row.written.items():
            many.setdefault(_plain(words), Counter())[name] += times
    owners = {form: min(told, key=lambda name: (-told[name], name)) for form, told in many.items()}
    return owners | {_plain(name): name for name in sorted(rows)}


def _lower(words: str) -> str:
    """With the article in small letters, which a plain noun has in any case: "the company"."""
    if words.startswith("The "):
        return f"the {words.removeprefix('The ')}"
    return f"the {words}" if words.islower() and not words.startswith("the ") else words


def _bare(words: str) -> str:
    """A name without its article; "the company" keeps it."""
    rest = words.removeprefix("the ").removeprefix("The ")
    return f"the {rest}" if rest.islower() else rest


def _plain(form: str) -> str:
    return form.lower().removeprefix("the ")


def _forms(negotiation: Negotiation | None) -> dict[str, Party]:
    """Every name that the dossier gives a party or its people, in lower case, without an article."""
    found: dict[str, Party] = {}
    for party in negotiation.parties if negotiation is not None else ():
        people = [form for actor in party.actors for form in (actor.name, *actor.aliases)]
        for form in (party.name, *party.aliases, *people):
            found.setdefault(_plain(form), party)
    return found


def _sort(name: str, body: bool, texts: Sequence[str]) -> Sort:
    if name[0].islower():
        return Sort.DESCRIPTION
    if body or known_body(name) is not None:
        return Sort.BODY
    return Sort.DESCRIPTION if is_plural_noun(name, texts) else Sort.PERSON


def is_plural_noun(name: str, texts: Iterable[str]) -> bool:
    """Whether a word is a plural that has its capital only from the beginning of a sentence, wherever it stands: "Shipowners said …"."""
    if " " in name or singular(name) is None:
        return False
    places = re.compile(rf"\b{re.escape(name)}\b")
    starts = [
        _SENTENCE_BEGINS.search(text, max(0, found.start() - _BEFORE_IT), found.start()) is not None
        for text in texts
        if name in text
        for found in places.finditer(text)
    ]
    return bool(starts) and all(starts)


def _first_as_a_name(known: Known) -> tuple[int, bool, int, str]:
    """In this order a name is fit for a party: a body before a description before a person; a known one; the one that takes most positions."""
    return (
        (Sort.BODY, Sort.DESCRIPTION, Sort.PERSON).index(known.sort),
        known_body(known.name) is None,
        -known.positions,
        known.name,
    )


def _affiliations(statements: Sequence[Statement], quotes: Sequence[tuple[Holder, str]]) -> dict[str, str]:
    """Person → the party that most texts give: as a speaker's, or where a position of the party is put under the person's name."""
    votes: dict[str, Counter[str]] = {}
    for s in statements:
        if s.speaker is not None and s.party is not None and s.speaker != s.party:
            votes.setdefault(s.speaker, Counter())[s.party] += 1
    people = {s.speaker for s in statements if s.speaker is not None and s.party != s.speaker and " " in s.speaker}
    for holder, words in quotes:
        if holder.party is not None and words in people and words != holder.party:
            votes.setdefault(words, Counter())[holder.party] += 1
    return _by_possessives(quotes) | {person: max(sorted(v), key=lambda p: v[p]) for person, v in votes.items()}


def _people(statements: Sequence[Statement], quotes: Sequence[tuple[Holder, str]]) -> set[str]:
    """The full names of those whom the reader takes for persons: who speak or hold a position, and are no body themselves."""
    told = [(s.speaker, s.party) for s in statements if s.speaker] + [(h.name, h.party) for h, _ in quotes]
    bodies = {party for _, party in told if party is not None}
    named = {name for name, party in told if name and " " in name and party != name and name[0].isupper()} - bodies
    return {name for name in named if not is_body_noun(name.split()[-1].lower()) and known_body(name) is None}


def _by_possessives(quotes: Sequence[tuple[Holder, str]]) -> dict[str, str]:
    """Person of whom nobody knows the body → the body by which a text names the person, too: "Pia Roth, the union's chairwoman"."""
    bodies = {h.party.lower(): h.party for h, _ in quotes if h.party is not None}
    votes: dict[str, Counter[str]] = {}
    for holder, words in quotes:
        bare = _POSSESSIVE.sub("", words).lower()
        if holder.party is None and bare != words.lower():
            for body in [bare] if bare in bodies else stands_for(bare, bodies):
                votes.setdefault(holder.name, Counter())[bodies[body]] += 1
    return {person: max(sorted(v), key=lambda p: v[p]) for person, v in votes.items()}


def _merged(names: Mapping[str, _Names]) -> dict[str, str]:
    """Name → the name of the party that it means: the longest one that says the same."""
    found: dict[str, str] = {}
    longer: dict[str, str] = {}
    beginning: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda n: (-len(n.split()), -names[n].many, n)):
        key = name.lower()
        whole = key if key in longer else None
        if whole is None and known_body(name) is None:
            near = {form: longer[form] for start in _beginnings(key) for form in beginning.get(start, ())}
            members = {form for form in near if form.startswith((f"{key}' ", f"{key}’ "))}
            # "the nurses" are the Nurses' Union where no other body is theirs.
            alike = stands_for(key, near) or (list(members) if len(members) == 1 else [])
            whole = next(iter(alike), None)
        found[name] = longer[whole] if whole is not None else name
        if key not in longer:
            longer[key] = found[name]
            for start in {*_beginnings(key), initials(key)}:
                beginning.setdefault(start, []).append(key)
    return found


def _beginnings(form: str) -> set[str]:
    """What a form shares with every form that may say the same: the first letters of a word, or, as an abbreviation, the whole."""
    return {word[:3] for word in form.split()} | {form}
