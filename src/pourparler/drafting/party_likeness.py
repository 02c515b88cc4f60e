"""What two names of those who take positions have in common: the figures by which it is told whether they are one party."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pourparler.drafting.likeness import Floats, Ints
from pourparler.model import Document, Holder, Statement, quote
from pourparler.reading.bodies import stands_for, stem
from pourparler.reading.countries import known_body
from pourparler.reading.names import is_office
from pourparler.reading.speakers import PRONOUNS

PARTY_FEATURES = (
    "words_within", "first_word", "last_word", "initials", "stem_alike", "says_the_same", "capitals_alike", "votes", "votes_best", "titled", "titled_best",
    "beside", "beside_best", "nearest", "nearest_best", "one_person", "two_people", "two_known", "one_known", "one_common", "two_common", "common_in_name",
    "jointly", "opposed", "same_document", "in_source", "rare", "few_bodies", "same_sentence",
)  # fmt: skip
_RELATED = (
    "words_within", "stem_alike", "says_the_same", "initials", "votes", "titled", "beside", "one_person", "two_people", "one_common", "two_common",
)  # fmt: skip
"""What a state and another name have in common where the other may be its own: a person, "the government", a name that says the same."""
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_BETWEEN_TITLE = re.compile(r"(?:['’]s?)?(?:\s+[\w’'\-]+){0,4}\s+(?:[A-Z][\w.]+\s+)?")
_AFTER = re.compile(r"\s*,\s+(?:[\w’'\-]+\s+){0,7}(?:[Tt]he\s+)?|\s+(?:of|for|from|at)\s+(?:the\s+)?")
_VERB = re.compile(r"\b(?:said|says|told|will|would|has|have|had|is|was|were|are|and|or|but|that|with|to)\b", re.I)
STAND_INS = PRONOUNS | frozenset("the i you us our its their his her my your".split())
"""Words by which a text means somebody without naming anybody, and what is left of a name that was cut off."""
ALL = 150
"""Names of which every pair is compared."""
REACH = 80
"""Code points between two mentions that may belong to one description."""


@dataclass
class Name:
    """One who takes positions, under one name. ``forms``: as texts write it; ``person``: whether it seems to be nobody's name but a person's."""

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    many: int = 0
    documents: set[str] = field(default_factory=set)
    person: bool = False

    @property
    def words(self) -> list[str]:
        """In lower case."""
        return re.findall(r"[\w’']+", self.key.lower())

    @property
    def common(self) -> bool:
        """Whether it is a word for many: "company", "the union"."""
        return not any(c.isupper() for c in self.key)


class _Counts:
    """How often the first of two was found with the second, for few of all pairs."""

    def __init__(self, many: int) -> None:
        self._found: dict[tuple[int, int], int] = {}
        self._total = np.zeros(many, dtype=np.float32)

    def add(self, a: int, b: int) -> None:
        """Once more."""
        self._found[a, b] = self._found.get((a, b), 0) + 1
        self._total[a] += 1

    def of(self, a: int, b: int) -> int:
        """How often."""
        return self._found.get((a, b), 0)

    def pairs(self) -> list[tuple[int, int]]:
        """All that were found."""
        return list(self._found)

    def shares(self, both: Sequence[tuple[int, int]], whole: Floats | None) -> list[Floats]:
        """Two columns, each the larger of both directions: the count by ``whole`` of the first (by its total), and whether no other has more."""
        most = np.zeros(len(self._total), dtype=np.float32)
        for (a, _), many in self._found.items():
            most[a] = max(most[a], many)
        by = np.maximum(self._total if whole is None else whole, 1.0)

        def share(a: int, b: int) -> tuple[float, float]:
            many = self.of(a, b)
            return many / float(by[a]), float(many > 0 and many == most[a])

        rows = np.array([(*share(a, b), *share(b, a)) for a, b in both], dtype=np.float32)
        return [np.maximum(rows[:, 0], rows[:, 2]), np.maximum(rows[:, 1], rows[:, 3])]


class Names:
    """The names in a record under which positions are taken, to be compared two by two."""

    def __init__(
        self, statements: Sequence[Statement], taking: Sequence[Statement], documents: Mapping[str, Document]
    ) -> None:
        self.names: dict[str, Name] = {}
        for s in taking:
            for h in s.holders:
                row = self.names.setdefault(key_of(h), Name(key_of(h)))
                row.many += 1
                row.documents.add(s.document)
                for span in h.words:
                    row.forms[bare(quote(documents[s.document].text, (span,)))] += 1
        self.keys = sorted(self.names)
        self.number = {k: n for n, k in enumerate(self.keys)}
        many = len(self.keys)
        self._votes, self._titled, self._beside = _Counts(many), _Counts(many), _Counts(many)
        self._nearest, self._sentence, self._source = _Counts(many), _Counts(many), _Counts(many)
        self._joint, self._opposed = _Counts(many), _Counts(many)
        self._mentions = np.zeros(many, dtype=np.float32)
        self._by_last: dict[str, list[int]] = {}
        for n, key in enumerate(self.keys):
            self._by_last.setdefault(key.lower(), []).append(n)
        self._vote(statements)
        self._people(statements)
        self._together(taking)
        for id in sorted({s.document for s in taking}):
            self._look(documents[id])

    def _vote(self, statements: Sequence[Statement]) -> None:
        for s in statements:
            if s.speaker is not None and s.party is not None and s.speaker != s.party:
                for a in self._called(s.speaker):
                    for b in self._called(s.party):
                        if a != b:
                            self._votes.add(a, b)

    def _called(self, name: str) -> list[int]:
        """The keys that are this name, or its last word alone."""
        last = name.split()[-1].lower() if name.split() else ""
        found = [*self._by_last.get(name.lower(), ()), *(self._by_last.get(last, ()) if " " in name else ())]
        return [n for n in dict.fromkeys(found) if self.keys[n] == name or " " not in self.keys[n]]

    def _people(self, statements: Sequence[Statement]) -> None:
        full = {s.speaker for s in statements if s.speaker and s.party != s.speaker and " " in s.speaker}
        last = {name.split()[-1].lower() for name in full}
        for row in self.names.values():
            row.person = row.key in full or row.key.lower() in last

    def _together(self, taking: Sequence[Statement]) -> None:
        for s in taking:
            those = {(self.number[key_of(h)], h.opposed) for h in s.holders}
            for a, x in those:
                for b, y in those:
                    if a != b:
                        (self._joint if x == y else self._opposed).add(a, b)

    def _look(self, document: Document) -> None:
        """Count who is named beside whom in a document."""
        text = document.text
        forms = {f: n for n, k in enumerate(self.keys) for f in self._forms(k)}
        if not forms:
            return
        pattern = re.compile(
            r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(forms, key=lambda f: (-len(f), f)))) + r")(?!\w)"
        )
        found = [(m.start(), m.end(), forms[m[0]]) for m in pattern.finditer(text)]
        ends = [m.end() for m in _SENTENCE_END.finditer(text)]
        source = f"{document.source or ''} {document.title}"
        for m in pattern.finditer(source):
            a = forms[m[0]]
            for n, _ in Counter(n for *_, n in found).items():
                if n != a:
                    self._source.add(n, a)
        last_body: int | None = None
        for k, (_start, end, n) in enumerate(found):
            self._mentions[n] += 1
            row = self.names[self.keys[n]]
            if last_body is not None and last_body != n:
                self._nearest.add(n, last_body)
            if not row.person:
                last_body = n
            for start2, _end, other in found[k + 1 : k + 4]:
                if other == n or start2 - end > REACH:
                    continue
                if bisect_right(ends, end) != bisect_right(ends, start2):
                    break
                between = text[end:start2]
                self._sentence.add(n, other)
                self._sentence.add(other, n)
                if _BETWEEN_TITLE.fullmatch(between) and not _VERB.search(between):
                    self._titled.add(other, n)
                elif _AFTER.fullmatch(between) and not _VERB.search(between):
                    self._beside.add(n, other)

    def _forms(self, key: str) -> set[str]:
        row = self.names[key]
        own = {key, *row.forms}
        if row.person and " " in key:
            own.add(key.split()[-1])
        return {f for f in own if len(f) > 1 and not all(map(is_office, f.split())) and f.lower() not in STAND_INS}

    def pairs(self) -> tuple[Ints, Ints]:
        """All pairs of few names; of more those that share the beginning of a word, or that a text names near each other."""
        many = len(self.keys)
        if many <= ALL:
            first, second = np.triu_indices(many, 1)
            return first.astype(np.int64), second.astype(np.int64)
        near = {*self._votes.pairs(), *self._titled.pairs(), *self._beside.pairs()}
        begins: dict[str, list[int]] = {}
        for n, key in enumerate(self.keys):
            for word in {w[:4] for w in self.names[key].words if len(w) >= 4}:
                begins.setdefault(word, []).append(n)
        for rows in begins.values():
            if len(rows) <= ALL:
                near.update((a, b) for k, a in enumerate(rows) for b in rows[k + 1 :])
        made = sorted({(min(a, b), max(a, b)) for a, b in near})
        pairs = np.array(made, dtype=np.int64).reshape(len(made), 2)
        return pairs[:, 0], pairs[:, 1]

    def features(self, a: Ints, b: Ints) -> Floats:
        """(pairs, len(PARTY_FEATURES))."""
        if not len(a):
            return np.zeros((0, len(PARTY_FEATURES)), dtype=np.float32)
        both = list(zip(a.tolist(), b.tolist(), strict=True))
        rows = np.array([self._spelling(self.keys[i], self.keys[j]) for i, j in both], dtype=np.float32)
        counts: list[Floats] = []
        for table, whole in (
            (self._votes, None),
            (self._titled, self._mentions),
            (self._beside, self._mentions),
            (self._nearest, self._mentions),
        ):
            counts += table.shares(both, whole)
        people = np.array([self.names[k].person for k in self.keys])
        is_known = np.array([known_body(k) is not None for k in self.keys])
        common = np.array([self.names[k].common for k in self.keys])
        many = np.array([self.names[k].many for k in self.keys], dtype=np.float32)
        documents = [self.names[k].documents for k in self.keys]
        columns = [
            *rows.T, *counts, people[a] ^ people[b], people[a] & people[b], self.two_known(a, b), is_known[a] | is_known[b], common[a] ^ common[b],
            common[a] & common[b], [self._common_in(self.keys[i], self.keys[j]) for i, j in both],
            [min(self._joint.of(i, j), 3) for i, j in both], [min(self._opposed.of(i, j), 3) for i, j in both],
            [not documents[i].isdisjoint(documents[j]) for i, j in both], [self._source.of(i, j) + self._source.of(j, i) > 0 for i, j in both],
            1 / np.minimum(many[a], many[b]), np.full(len(a), 1 / max(1, int((~people).sum()))),
            np.array([self._sentence.of(i, j) for i, j in both]) / np.maximum(1, np.minimum(self._mentions[a], self._mentions[b])),
        ]  # fmt: skip
        return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)

    def two_known(self, a: Ints, b: Ints) -> NDArray[np.bool_]:
        """Which pairs are two states or groups of states."""
        known = [known_body(k) for k in self.keys]
        two = [
            known[i] is not None and known[j] is not None and known[i] != known[j]
            for i, j in zip(a.tolist(), b.tolist(), strict=True)
        ]
        return np.array(two, dtype=bool)

    def apart(self, a: Ints, b: Ints, features: Floats) -> NDArray[np.bool_]:
        """Which pairs are surely two parties: two states or groups of states, the two sides of one statement, a state and a body that has nothing to do with it.

        ``features``: theirs.
        """
        column = dict(zip(PARTY_FEATURES, features.T, strict=True))
        related = sum(column[name] for name in _RELATED) > 0
        unlike = (column["one_known"] > 0) & ~related
        return np.asarray((column["two_known"] > 0) | (column["opposed"] > 0) | unlike, dtype=bool)

    def _spelling(self, a: str, b: str) -> tuple[float, ...]:
        x, y = self.names[a].words, self.names[b].words
        short, long = sorted((x, y), key=len)
        within = bool(short) and set(short) <= set(long)
        alike = False
        if len(x) == len(y) == 1:
            alike = stem(x[0]) == stem(y[0]) or _begins(x[0], y[0])
        elif len(short) == 1:
            alike = any(stem(short[0]) == stem(w) or _begins(short[0], w) for w in long)
        said = bool(stands_for(a.lower(), {b.lower(): b}) or stands_for(b.lower(), {a.lower(): a}))
        return (
            within, within and long[: len(short)] == short, within and long[-len(short) :] == short,
            len(short) == 1 and len(long) > 1 and short[0] in (_initials(long), _initials([w for w in long if w not in ("of", "the", "and", "for")])), alike, said, a.lower() == b.lower(),
        )  # fmt: skip

    def _common_in(self, a: str, b: str) -> bool:
        """Whether the one is a word for many that the other's name holds: "company", "Garnet Mining Company"."""
        for short, long in ((a, b), (b, a)):
            row = self.names[short]
            if row.common and any(stem(w) == stem(v) for w in row.words for v in self.names[long].words):
                return True
        return False


def _begins(a: str, b: str) -> bool:
    """Whether two words begin alike and differ in an ending only."""
    common = 0
    while common < min(len(a), len(b)) and a[common] == b[common]:
        common += 1
    return common >= 4 and common >= min(len(a), len(b)) - 2 and max(len(a), len(b)) - common <= 4


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words)


def key_of(holder: Holder) -> str:
    """The name by which a holder is counted."""
    return bare(holder.party or holder.name)


def bare(words: str) -> str:
    """Without article and possessive ending."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", words)) or words
