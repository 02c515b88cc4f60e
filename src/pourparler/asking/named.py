"""Who is named in a question: the dossier's parties and people, states and groups of states, and whom the record has speaking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from pourparler.model import Negotiation, Span
from pourparler.reading.countries import called, is_state, known_body
from pourparler.reading.names import dossier_names, is_title

Kind = Literal["party", "state", "group", "speaker"]

_TOKEN = re.compile(r"\w(?:[\w'’./&\-]*\w)?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_INVERTED = re.compile(r"(.+), ((?:.* )?(?:Republic|Kingdom|States?|Union) of(?: the)?)")
"""As registers write it: "Korea, Republic of"."""
MOST_WORDS = 8
"""Of a name."""
LIKE = 0.9
"""Likeness (Jaro and Winkler, 0..1) from which a written name may be meant for a known one."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody whom a question may be about. ``names``: under which the record has him, perhaps none.

    ``kind``: a party or person of the dossier, a state (or territory), a group of states, or anybody else who speaks in the record.
    """

    name: str
    names: frozenset[str]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a question names somebody; ``possessive``: with 's."""

    span: Span
    who: Who
    possessive: bool


class Known:
    """Everybody whom questions to one record may be about. ``names``: who speaks or takes positions in it."""

    def __init__(self, negotiation: Negotiation | None, names: Iterable[str]) -> None:
        self._dossier = dossier_names(negotiation)
        self._own = {name: (n.party or n.name) for name, n in self._dossier.forms.items()}
        listed: dict[str, set[str]] = {}
        for name in names:
            listed.setdefault(self._canonical(name), set()).add(name)
        self._listed = {name: frozenset(those) for name, those in listed.items()}
        self._by_key = {_key(name): name for name in self._listed}

    def _canonical(self, name: str) -> str:
        return self._own.get(name.lower()) or known_body(name) or name

    def who(self, form: str) -> Who | None:
        """Whom a written form means; None where it means nobody who is known."""
        key = _key(form)
        if (name := self._own.get(form.lower()) or self._own.get(key) or self._own.get(f"the {key}")) is not None:
            return self._made(name, "party")
        if (body := known_body(form)) is not None:
            return self._made(body, "state" if is_state(body) else "group")
        if (name := self._by_key.get(key)) is not None and (not form[:1].islower() or " " in form):
            return self._made(name, "speaker")
        return None

    def _made(self, name: str, kind: Kind) -> Who:
        return Who(name, self._listed.get(name, frozenset()), kind)

    def mentions(self, words: str) -> Iterator[Mention]:
        """Those whom the words name, the longest name at each place, none overlapping another."""
        tokens = list(_TOKEN.finditer(words))
        at = 0
        while at < len(tokens):
            step = 1
            for last in range(min(at + MOST_WORDS, len(tokens)), at, -1):
                start, end = tokens[at].start(), tokens[last - 1].end()
                form = words[start:end]
                bare = _POSSESSIVE.sub("", form)
                found = self.who(bare)
                if found is not None and not (bare.lower().startswith("the ")):
                    if found.kind in ("party", "speaker"):
                        start = _with_titles(tokens, at)
                    yield Mention((start, end), found, bare != form)
                    step = last - at
                    break
            at += step

    def people(self, words: str) -> frozenset[str]:
        """The people of the dossier's parties whom words name: of a party asked after, these are meant first."""
        return frozenset(n.name for _, _, n in self._dossier.mentions(words) if n.person and n.party)

    def forms(self, who: Who) -> tuple[str, ...]:
        """How texts write the name of somebody: what is searched for where no statement is marked as his."""
        own = [form for form, name in self._own.items() if name == who.name]
        forms = (who.name, *called(who.name), *own, *sorted(who.names))
        return tuple(dict.fromkeys(_INVERTED.sub(r"\2 \1", form) for form in forms))

    def like(self, form: str, most: int = 3) -> list[str]:
        """Known names that are spelt much like this one, the most like first."""
        known = {_key(name): name for name in (*self._listed, *self._own.values())}
        found = process.extract(_key(form), list(known), scorer=JaroWinkler.similarity, score_cutoff=LIKE, limit=most)
        return [known[key] for key, _, _ in found]


def _with_titles(tokens: Sequence[re.Match[str]], at: int) -> int:
    """Where a name begins with the titles before it: "Councillor Ott"."""
    while at and is_title(tokens[at - 1][0]):
        at -= 1
    return tokens[at].start()


def _key(name: str) -> str:
    return " ".join(name.lower().removeprefix("the ").replace("’", "'").split())
