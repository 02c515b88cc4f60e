"""Whose side somebody is on, as a dossier's names tell it: from the names that the reader found in a text to actors and parties.

The reader knows nobody but those whom a text names, and keeps what it found. Here its names are looked up among those of the dossier, so that
a name added to the dossier counts at once, and one taken out counts no longer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pourparler.model import Holder, Negotiation, Spans, Statement, merge_spans
from pourparler.reading.affiliations import body_beside
from pourparler.reading.bodies import body_like
from pourparler.reading.countries import known_body
from pourparler.reading.mentions import bare
from pourparler.reading.names import (
    SAME_FIRST_NAME,
    Name,
    alike,
    dossier_names,
    is_person,
    person_like,
    stands_before_a_name,
)
from pourparler.reading.speakers import OWN_WORDS, Speaker, by_role_alone, named, roles_of
from pourparler.structure.turns import HONORIFIC

MENTIONS = 3
"""Places of a text at which the words beside a person's name are looked at."""
AROUND = 60
"""Code points to either side of a holder's words in which a name may begin or end that they are a part of."""
_FIRST_NAME = re.compile(r"(?<![\w'’.])([A-ZÀ-Þ][\w\-]+) $")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Text:
    """What is asked of a document: its text, and who published it."""

    text: str
    source: str | None = None


class PartyMatcher:
    """Matches the people and bodies of any texts to one dossier. What was looked up once is kept."""

    def __init__(self, negotiation: Negotiation) -> None:
        self._names = dossier_names(negotiation)
        self._bodies = self._names.bodies()
        for form, name in list(self._bodies.forms.items()):
            self._bodies.learn(bare(form), name, capital=True)
        self._body_words = {word for n in self._bodies.forms.values() for word in n.name.lower().split()}
        self._roles = roles_of(negotiation)
        self.proposes = not negotiation.parties
        """Whether every body may be a party, because the dossier names none."""
        self._known: dict[str, Name | None] = {}
        self._named: dict[str, Speaker] = {}
        self._alone: dict[str, Name | None] = {}

    def match(self, document: Text, statements: Sequence[Statement]) -> list[Statement]:
        """The statements of one document with speakers, parties and holders as the dossier has them; all else as it was."""
        if not self._names.forms:
            return list(statements)
        beside: dict[str, str | None] = {}
        return [self._matched(document, s, beside) for s in statements]

    def _matched(self, document: Text, s: Statement, beside: dict[str, str | None]) -> Statement:
        who = self._speaker(document, s, beside)
        holders = _merged(self._holder(document.text, h, s, who) for h in s.holders)
        first = holders[0] if holders else None
        if s.act:
            who = replace(who, party=first.party if first and not first.opposed else None)
        if (who.name, who.party, who.anonymous, holders) == (s.speaker, s.party, s.anonymous, s.holders):
            return s
        return replace(s, speaker=who.name, party=who.party, anonymous=who.anonymous, holders=holders)

    def _speaker(self, document: Text, s: Statement, beside: dict[str, str | None]) -> Speaker:
        """By the words that name the speaker, else by the reader's name, else by the body that the reader found it to act for."""
        words = " ".join(" ".join(document.text[start:end] for start, end in s.source).split())
        if not s.speaker and words.lower() in OWN_WORDS and document.source:
            publisher = next((n for _, _, n in self._names.mentions(document.source, places=False)), None)
            if publisher is not None:
                return Speaker(publisher.name, publisher.party)
        told = self._by_words(words)
        if told.name is not None and s.speaker is not None and self._are_two(s.speaker, told.name):
            told = Speaker()
        if told.name is not None and (told.name.lower() in self._names.forms):
            return told
        if not told.anonymous and (role := self._by_role(words, told.party)) is not None:
            holder = self._named_instead(document.text, role)
            return Speaker(holder.name, holder.party)
        if s.speaker is not None and (known := self.known(s.speaker)) is not None and told.party in (None, known.party):
            return Speaker(known.name, known.party)
        party = told.party or self._party_of(s.party)
        if party is None and s.speaker is not None and not is_person(s.speaker):
            within = self._by_words(s.speaker)
            if within.party is not None:
                return Speaker(within.name or within.party, within.party, s.anonymous)
        if party is None and s.speaker is not None:
            if s.speaker not in beside:
                beside[s.speaker] = self._beside(document.text, s.speaker)
            party = beside[s.speaker]
        return Speaker(s.speaker, party if party or not self.proposes else s.party, s.anonymous)

    def _are_two(self, speaker: str, actor: str) -> bool:
        """Whether a reader's speaker is another than an actor of the same last name: "Berta Voss" than "Ada Voss".

        "Mrs. Corm" is another than "Tom Corm" where that is a country's name too, and tells nobody.
        """
        first, second = speaker.split(), actor.split()
        if len(first) == 1 or len(second) == 1 or first[-1].lower() != second[-1].lower() or actor in speaker:
            return False
        if stands_before_a_name(first[0]) or HONORIFIC.match(first[0]):
            return len(first) == 2 and first[-1].lower() in self._body_words
        return not alike(first[0], second[0], SAME_FIRST_NAME)

    def _by_words(self, words: str) -> Speaker:
        if words not in self._named:
            self._named[words] = named(words, self._names) if words else Speaker()
        return self._named[words]

    def _by_role(self, words: str, party: str | None) -> Name | None:
        """The one actor who has the role that the words state."""
        key = f"{words}|{party}"
        if key not in self._alone:
            self._alone[key] = by_role_alone(words, self._names, self._roles, party) if words else None
        return self._alone[key]

    def _named_instead(self, text: str, role: Name) -> Name:
        """The one other person of the side whom a text names, where it does not name who has the role in the dossier: offices change hands."""
        if _last_name(role) in text:
            return role
        side = {n for n in self._names.forms.values() if n.person and n.party == role.party and _last_name(n) in text}
        return side.pop() if len(side) == 1 else role

    def _party_of(self, body: str | None) -> str | None:
        known = self.known(body) if body else None
        return known.party if known else None

    def known(self, name: str) -> Name | None:
        """Whom the dossier has under a name that a reader gives: written so, or a person's name written otherwise, or a state by another name."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> Name | None:
        forms = self._names.forms
        key = name.lower()
        for form in (key, f"the {key}", key.removeprefix("the "), _POSSESSIVE.sub("", key)):
            if form in forms:
                return forms[form]
        if (state := known_body(name)) is not None and state.lower() in forms:
            return forms[state.lower()]
        if (person := person_like(name, self._names)) is not None:
            return person
        people = {n for _, end, n in self._names.mentions(name) if n.person and end == len(name) and n.name in name}
        if people:
            return people.pop()
        return body_like(name, self._names) if name[:1].islower() else None

    def _beside(self, text: str, person: str) -> str | None:
        """The party that the words beside a person's name give, at the first places that give one."""
        at = -1
        for _ in range(MENTIONS):
            at = text.find(person, at + 1)
            if at < 0:
                return None
            body = body_beside(text, at, at + len(person), self._bodies)
            if body is not None and body.party is not None:
                return body.party
        return None

    def _holder(self, text: str, h: Holder, s: Statement, who: Speaker) -> Holder:
        """By the words that name the holder; else whoever speaks, where the holder is that; else by the reader's name, or the body it acts for."""
        told = self._in_words(text, h.words, who)
        if told is None and not s.act and s.is_own_side(h) and (who.party or who.name):
            name = who.party or (h.name if self.proposes else who.name) or h.name
            return Holder(name, who.party, h.words, h.opposed)
        known = told or self.known(h.name) or (self.known(h.party) if h.party else None)
        if known is None:
            return h if self.proposes else Holder(h.name, None, h.words, h.opposed)
        return Holder(known.side, known.party, h.words, h.opposed)

    def _in_words(self, text: str, words: Spans, who: Speaker) -> Name | None:
        """The name of the dossier that stands in the words, or that they are a part of; of several the one that stands there most often."""
        found: Counter[Name] = Counter()
        for start, end in words:
            first = max(0, start - AROUND)
            near = text[first : end + AROUND]
            found.update(
                name
                for a, b, name in self._names.mentions(near)
                if first + a < end and first + b > start and not _is_anothers(near, a, b, name)
            )
        if not found:
            return None
        return max(found, key=lambda name: (found[name], name.party is not None and name.party == who.party))


def _last_name(person: Name) -> str:
    return person.name.split()[-1]


def _is_anothers(text: str, start: int, end: int, name: Name) -> bool:
    """Whether a last name follows somebody else's first name: "Berta Voss", where "Voss" is Ada Voss."""
    if not name.person or " " in text[start:end] or (before := _FIRST_NAME.search(text, 0, start)) is None:
        return False
    first = before[1]
    return not stands_before_a_name(first) and not alike(first, name.name.split()[0], SAME_FIRST_NAME)


def _merged(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """Each side once, with the words of all that are it, at the place of the first."""
    found: dict[str, Holder] = {}
    for h in holders:
        key = h.party or h.name
        first = found.get(key)
        found[key] = h if first is None else replace(first, words=merge_spans((*first.words, *h.words)))
    return tuple(found.values())
