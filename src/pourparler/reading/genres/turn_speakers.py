"""From what announces a turn ("President of Norland Ivo Brandt", "Mrs. X (Country)", "OKADI", "Q") to who speaks and for which party."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pourparler.model import Spans
from pourparler.reading.names import Name, Names, stands_before_a_name
from pourparler.reading.not_names import is_no_name
from pourparler.reading.plain_bodies import is_body_noun
from pourparler.reading.speakers import Speaker
from pourparler.structure.turns import ANSWERING, ASKING, HONORIFIC, Head, Turn, speaker_key

_NUMBERED = re.compile(r"(?:[Ss]peaker|[Dd]elegate|[Vv]oice|[Pp]articipant) \d+")
_OFFICE_ALONE = re.compile(
    r"(?:The )?(?:Acting |Vice-)?(?:President|Chair\w*|Speaker|Secretary|Moderator|Presiding Officer|Clerk|Rapporteur)$"
)
_TITLED = re.compile(
    r"^(?i:(?:The )?(?:Prime |Foreign |Deputy |Vice |Acting )?(?:President|Premier|Minister|Secretary|Chancellor|Ambassador|Senator|Representative|Governor|General|Colonel"
    r"|Admiral|Judge|Professor|King|Queen|Prince|Princess|Sergeant|Major|Captain|Commissioner|Director|Chair\w*|Speaker|Sir|Dame|Lord|Lady)"
    r"(?: of (?:the )?[^\W\d][\w'’\-]*)? )+(?=[A-ZÀ-Þ])"
)
_INITIALS = re.compile(r"(?P<initials>(?:[A-ZÀ-Þ]\.\s?)+)(?P<last>[A-ZÀ-Þ][\w'’\-]+)$")
_BODY = re.compile(r"[A-ZÀ-Þ][\w'’\-]*(?:,? (?:of|and|the|for|de|[A-ZÀ-Þ][\w'’\-]*))*")
_OWN_VOICE = re.compile(r"\W*(?:We|Our|I|My)\b")
_INTERVIEW = re.compile(
    r"\b(?:interview|conversation|q ?(?:&|and) ?a|questions and answers)(?: with|:) (?P<who>(?-i:[A-ZÀ-Þ][\w'’\-]*\.?(?: (?:(?:de|van|von|al|bin)|[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’\-]*)){1,5}))",
    re.I,
)
"""Above questions and answers, whom they are asked: "Interview with Ada Voss"."""
_NO_NAME = frozenset("on about after the radio television tv channel news post times herald daily gazette".split())
_INTRODUCTION = 2_000
_OPENING = 20_000
"""Code points in which the full name of whoever takes a turn by the last name alone is looked for."""


class TurnSpeakers:
    """The speakers of one text that consists of turns."""

    def __init__(self, text: str, turns: Sequence[Turn], names: Names) -> None:
        self.text, self.names = text, names
        self._before = text[: turns[0].head.name[0]][-_INTRODUCTION:] if turns else ""
        self._opening = text[:_OPENING]
        self._bodies = {w for n in names.forms.values() if not n.person for w in n.name.lower().split()}
        self._answerer = self._introduced(turns)

    def of(self, turn: Turn) -> Speaker:
        """Who speaks in the turn."""
        head = turn.head
        words = self.text[slice(*head.name)].strip()
        key = speaker_key(self.text, head)
        if head.part == "asks" or key in ASKING or _NUMBERED.fullmatch(words):
            return Speaker(anonymous=True)
        if head.part == "answers" or key in ANSWERING:
            return self._answerer
        party = self._party(head)
        if _OFFICE_ALONE.fullmatch(words):
            return Speaker(None, party)
        known = self._known(words, party)
        if known is not None:
            return Speaker(known.name, known.party or party)
        if body := self._body(words):
            return Speaker(body.name, body.party)
        name = self._full(words)
        if name is None or is_no_name(name):
            return Speaker(None, party)
        return Speaker(name, party or self._party_in(words))

    def _party(self, head: Head) -> str | None:
        found = {
            n.party for aside in head.asides for _, _, n in self.names.mentions(self.text[slice(*aside)]) if n.party
        }
        if not found and self.names.proposes:
            return self._new_body(head)
        return next(iter(found)) if len(found) == 1 else None

    def _new_body(self, head: Head) -> str | None:
        """The body in brackets beside a name, where no dossier says who the parties are: "Mrs. Hale (Sudmark)"."""
        words = [" ".join(self.text[slice(*aside)].strip("()[] ").split()) for aside in head.asides]
        named = [w for w in words if _BODY.fullmatch(w) and not is_no_name(w)]
        if len(named) != 1:
            return None
        self.names.learn(named[0], Name(named[0], named[0], person=False), capital=True)
        return named[0]

    def _party_in(self, words: str) -> str | None:
        found = {n.party for _, _, n in self.names.mentions(words) if n.party and not n.person}
        return next(iter(found)) if len(found) == 1 else None

    def _body(self, words: str) -> Name | None:
        known = self.names.forms.get(words.lower().removeprefix("the "))
        return known if known is not None and not known.person else None

    def _known(self, words: str, party: str | None) -> Name | None:
        """The person of the dossier, or learnt from the text: by the full name, by initials, by the last name if nothing speaks against it."""
        bare = HONORIFIC.sub("", words).strip()
        people = {n for start, end, n in self.names.mentions(bare) if n.person and len(bare[start:end].split()) > 1}
        if len(people) == 1:
            return next(iter(people))
        if found := _INITIALS.fullmatch(bare):
            known = self.names.forms.get(found["last"].lower())
            fits = known is not None and known.person and known.name[:1] == found["initials"][:1]
            return known if fits else None
        last = _TITLED.sub("", bare)
        known = self.names.forms.get(last.lower())
        if known is None or not known.person or (party and known.party and party != known.party):
            return None
        # "Mrs. Hale (Hale Islands)": a name that is a country's too tells nobody.
        return None if last.lower() in self._bodies else known

    def _full(self, words: str) -> str | None:
        """The name as it will be kept: without title, capitals made ordinary; the full name where the text has one with this last name."""
        bare = _TITLED.sub("", HONORIFIC.sub("", words).strip()).strip()
        if not bare:
            return None
        plain = " ".join(
            w.capitalize() if w.isupper() and len(w) > 2 else w for w in bare.replace("-", "- ").split()
        ).replace("- ", "-")
        if " " in plain:
            return plain
        # Only a name that is no title's: "Minister Okadi" is not somebody called Minister.
        longer = {
            f"{m[1]} {plain}"
            for m in re.finditer(rf"\b([A-ZÀ-Þ][a-zà-þ'’\-]+(?: [A-ZÀ-Þ]\.)?) {re.escape(plain)}\b", self._opening)
            if not _TITLED.match(f"{m[1]} X") and not HONORIFIC.match(m[1]) and not is_no_name(m[1])
        }
        if len(longer) == 1:
            full = next(iter(longer))
            if not is_body_noun(plain.lower()):
                self.names.learn(full, Name(full, None, person=True), capital=True)
            return full
        honorific = HONORIFIC.match(words)
        return f"{honorific[0]} {plain}" if honorific else plain

    def _introduced(self, turns: Sequence[Turn]) -> Speaker:
        """Who answers, where the answers have no name: the one person named before the first question, else the one party that is asked."""
        people = {n for _, _, n in self.names.mentions(self._before) if n.person}
        if len(people) == 1:
            person = next(iter(people))
            return Speaker(person.name, person.party)
        asked_in = _INTERVIEW.search(self._before) if not people else None
        if asked_in is not None and (name := _person_in(asked_in["who"])) is not None:
            self.names.learn(name, Name(name, None, person=True), capital=True)
            return Speaker(name)
        asked = {
            n.party
            for t in turns
            if _asks(self.text, t)
            for a, b in t.content
            for _, _, n in self.names.mentions(self.text[a:b])
            if n.party
        }
        answers = [self.text[t.content[0][0] : t.content[0][1]] for t in turns if not _asks(self.text, t)]
        if not people and len(asked) == 1 and any(_OWN_VOICE.match(a) for a in answers):
            return Speaker(None, next(iter(asked)))
        return Speaker()


def _person_in(words: str) -> str | None:
    """The person whom a title names as the one who answers, without offices before the name; None where it may be a body or a whole headline."""
    told = HONORIFIC.sub("", words).strip().split()
    told = told[max((k + 1 for k, word in enumerate(told) if stands_before_a_name(word)), default=0) :]
    no_name = any(w.lower() in _NO_NAME or is_body_noun(w.lower()) for w in told)
    return " ".join(told) if len(told) in (2, 3) and not no_name else None


def _asks(text: str, turn: Turn) -> bool:
    return turn.head.part == "asks" or speaker_key(text, turn.head) in ASKING


def source_of(turn: Turn) -> Spans:
    """Where the turn's speaker is named; empty where nobody is."""
    return (turn.head.name,) if turn.head.name[0] < turn.head.name[1] else ()
