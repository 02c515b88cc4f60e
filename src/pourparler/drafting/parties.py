"""Parties proposed from the record: who takes positions in it, under which names, and which people act for whom.

The reader names holders document by document. Here names that mean the same are put together, over all documents: "the Rally" of one is the
"Rally of the Palm" of another, and "Voss" is "Ada Voss", who acts for Kestria.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pourparler.drafting.clusters import clusters
from pourparler.drafting.pair_model import PairModel, shipped
from pourparler.drafting.party_likeness import STAND_INS, Name, Names, bare, key_of
from pourparler.model import Document, Holder, Negotiation, Party, Statement
from pourparler.reading.countries import known_body
from pourparler.reading.names import is_office
from pourparler.reading.not_names import is_no_name

SURELY_APART = -8.0
"""Log-odds of two names that are surely two parties."""


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


class Parties:
    """The parties behind the holders of many statements. ``statements``: all that count; ``taking``: those of them that take positions."""

    def __init__(
        self,
        statements: Sequence[Statement],
        taking: Sequence[Statement],
        documents: Mapping[str, Document],
        negotiation: Negotiation | None = None,
        model: PairModel | None = None,
    ) -> None:
        self._names = Names(statements, taking, documents)
        dossier = _forms(negotiation)
        self._known: dict[str, Party] = {}
        self._members: dict[str, list[str]] = {}
        self._party: dict[str, str] = {}
        for keys in _grouped(self._names, dossier, model or shipped()):
            there = next((dossier[f] for k in keys for f in (k.lower(),) if f in dossier), None)
            name = there.name if there is not None else self._named(keys)
            if there is not None:
                self._known[name] = there
            self._members.setdefault(name, []).extend(keys)
            self._party.update(dict.fromkeys(keys, name))
        self._evidence: dict[str, list[str]] = {}
        for s in taking:
            for name in dict.fromkeys(self.of(h) for h in s.holders):
                self._evidence.setdefault(name, []).append(s.id)
        self._people = self._affiliated(statements)

    def of(self, holder: Holder) -> str:
        """The name of the party that a holder is."""
        return self._party[key_of(holder)]

    def _named(self, keys: Sequence[str]) -> str:
        """The name that says best who it is: a body's before a person's, a name before "the company", several words before one."""

        def rank(key: str) -> tuple[object, ...]:
            row = self._names.names[key]
            words = len(key.split())
            return not row.person, not row.common, 1 < words < 6, row.many, key

        best = max(keys, key=rank)
        return f"the {best}" if self._names.names[best].common else best

    def _affiliated(self, statements: Sequence[Statement]) -> dict[str, set[str]]:
        """Party → the people that most statements give it."""
        votes: dict[str, Counter[str]] = {}
        for s in statements:
            if s.speaker is not None and s.party is not None and s.speaker != s.party:
                votes.setdefault(s.speaker, Counter())[self._party.get(bare(s.party), s.party)] += 1
        found: dict[str, set[str]] = {}
        for person, given in votes.items():
            found.setdefault(max(sorted(given), key=lambda p: given[p]), set()).add(person)
        for name, keys in self._members.items():
            found.setdefault(name, set()).update(k for k in keys if self._names.names[k].person and k != name)
        last = {p.split()[-1] for those in found.values() for p in those if " " in p}
        return {name: {p for p in those if " " in p or p not in last} for name, those in found.items()}

    def proposed(self) -> list[ProposedParty]:
        """All of them, those that take most positions first."""
        found = [self._proposed(name, keys) for name, keys in self._members.items()]
        return sorted(found, key=lambda p: (-p.positions, p.name))

    def _proposed(self, name: str, keys: Sequence[str]) -> ProposedParty:
        people = sorted(self._people.get(name, ()))
        rows = [self._names.names[k] for k in keys]
        written = {form for row in rows if not row.person for form in (row.key, *row.forms)}
        aliases = {w for w in written if w != name and f"the {w}" != name and _names_a_body(w, people)}
        there = self._known.get(name)
        return ProposedParty(
            name,
            tuple(sorted(aliases)),
            tuple(ProposedActor(p) for p in people),
            sum(row.many for row in rows),
            role=(there.role or "party") if there is not None else "party",
            at_table=there.at_table if there is not None else True,
            evidence=tuple(self._evidence.get(name, ())),
            known=there is not None,
        )


def _forms(negotiation: Negotiation | None) -> dict[str, Party]:
    """Every name that the dossier gives a party or its people, in lower case, without an article."""
    found: dict[str, Party] = {}
    for party in negotiation.parties if negotiation is not None else ():
        people = [form for actor in party.actors for form in (actor.name, *actor.aliases)]
        for form in (party.name, *party.aliases, *people):
            found.setdefault(bare(form).lower(), party)
    return found


def _grouped(names: Names, dossier: Mapping[str, Party], model: PairModel) -> list[list[str]]:
    """The names in groups, each a party. People whose party no group shows go to the likeliest one: alone they are seldom a party."""
    first, second = names.pairs()
    features = names.features(first, second)
    odds = model.party.odds(features)
    odds[names.apart(first, second, features)] = SURELY_APART
    keys = names.keys
    known: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        if key.lower() in dossier:
            known.setdefault(dossier[key.lower()].name, []).append(n)
    pairs = zip(first.tolist(), second.tolist(), odds.tolist(), strict=True)
    found = clusters(len(keys), pairs, model.least_party, list(known.values()))
    likely = np.full((len(keys), len(keys)), SURELY_APART, dtype=np.float32)
    likely[first, second] = likely[second, first] = odds
    groups = [g for g in found if not _people_alone(g, names)]
    alone = [g for g in found if _people_alone(g, names)]
    if not groups:
        return [[keys[n] for n in g] for g in found]
    bodies = [tuple(g) for g in groups]
    for g in alone:
        best = max(range(len(bodies)), key=lambda k: (float(likely[np.ix_(g, bodies[k])].max()), -k))
        if float(likely[np.ix_(g, bodies[best])].max()) > SURELY_APART / 2:
            groups[best].extend(g)
        else:
            groups.append(g)
    return [[keys[n] for n in g] for g in groups]


def _people_alone(group: Sequence[int], names: Names) -> bool:
    rows: list[Name] = [names.names[names.keys[n]] for n in group]
    return all(row.person and known_body(row.key) is None for row in rows)


def _names_a_body(words: str, people: Sequence[str]) -> bool:
    """Whether words by which a holder goes may be an alias: no pronoun, no office, and no person who acts for the party."""
    person = any(words == p or words in p.split() for p in people)
    office = all(map(is_office, words.split()))
    return len(words) > 1 and not person and not office and words.lower() not in STAND_INS and not is_no_name(words)
