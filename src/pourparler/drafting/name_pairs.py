"""What the names of a record have to do with each other: the figures by which it is told whether two of them are one party.

Names are those of holders and speakers after the plain cases are joined (``parties``). They are looked for in all documents, and what
stands between and beside them is counted: "Petra Loom, convenor of the Foundry Union", "the union's committee", "Norland and Sund".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from pourparler.model import Document, Statement
from pourparler.reading.affiliations import body_beside
from pourparler.reading.bodies import initials, is_body_noun
from pourparler.reading.countries import known_body
from pourparler.reading.mentions import LINKS
from pourparler.reading.model import Floats
from pourparler.reading.names import Name, Names
from pourparler.reading.not_names import is_no_name
from pourparler.reading.stemming import stem
from pourparler.reading.word_lists import singular

COUNTS = (
    "spoken for", "beside", "owns", "of", "listed", "one sentence", "nearest", "in the words of", "opposed", "together", "next",
)  # fmt: skip
"""How two names stand to each other in the texts; each is a share or a count cut off, 0..1."""
FORMS = (
    "begins",
    "ends",
    "shared words",
    "same head",
    "initials",
    "same stem",
    "two known bodies",
    "one known body",
    "elsewhere",
)
"""How the names themselves are alike; ``elsewhere``: the words beside one of them give another body."""
BACK = 400
"""Code points before a person or a description in which the last named body is looked for."""

_SENTENCE = re.compile(r"[.!?]['”\"]?\s|\n")
_LIST = re.compile(r"\s*(?:,|;|,?\s*and|,?\s*or|&|,?\s*with)\s*(?:the\s+)?", re.I)
_OWNS = re.compile(r"['’]s?\s+(?:[\w\-’']+\s+){0,4}")
_BEFORE = re.compile(r"\s+(?:[\w\-’']+\s+){0,4}")
_NEAR = 25
_OF = re.compile(
    r",?\s+(?:[\w\-’']+\s+){0,6}(?:of|for|from|at|with|leads|heads|chairs|represents|runs)\s+(?:the\s+)?", re.I
)


class Sort(StrEnum):
    """What a name looks like."""

    BODY = "body"
    PERSON = "person"
    DESCRIPTION = "description"


SORTS = tuple(f"{a} {b}" for k, a in enumerate(Sort) for b in tuple(Sort)[k:])
"""The pairs of sorts, each of which has weights of its own."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the record: all forms in which it is written, and how often it takes a position."""

    name: str
    forms: tuple[str, ...]
    sort: Sort
    positions: int


@dataclass
class Texts:
    """Counts of what stands between names in all documents, by their numbers."""

    size: int
    counts: dict[str, dict[tuple[int, int], float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    occurs: Counter[int] = field(default_factory=Counter)

    def add(self, what: str, one: int, other: int, much: float = 1.0) -> None:
        """Count something about two names; which of them comes first is kept."""
        self.counts[what][one, other] += much

    def pairs(self) -> set[tuple[int, int]]:
        """The pairs that have anything to do with each other, the lower number first."""
        return {(min(p), max(p)) for row in self.counts.values() for p in row if p[0] != p[1]}

    def both(self, what: str, one: int, other: int) -> float:
        """The count in either order."""
        row = self.counts[what]
        return row.get((one, other), 0.0) + row.get((other, one), 0.0)

    def share(self, what: str, one: int, other: int) -> float:
        """Of all that is counted for a name the part that falls to the other; the larger of the two."""
        row, totals = self.counts[what], self.totals(what)
        return max(row.get((a, b), 0.0) / totals[a] if totals[a] else 0.0 for a, b in ((one, other), (other, one)))

    def totals(self, what: str) -> Counter[int]:
        """For each name, all that is counted of it as the first of two."""
        if (key := f"totals of {what}") not in self._totals:
            found: Counter[int] = Counter()
            for (one, _), much in self.counts[what].items():
                found[one] += much  # type: ignore[assignment]
            self._totals[key] = found
        return self._totals[key]

    _totals: dict[str, Counter[int]] = field(default_factory=dict)


def counted(
    names: Sequence[Known], statements: Iterable[Statement], documents: Mapping[str, Document], of: Mapping[str, int]
) -> Texts:
    """Look through all documents and statements. ``of``: the number of every name that holders and speakers go by."""
    texts = Texts(len(names))
    forms = _forms(names)
    plain = {form for known in names for form in known.forms if form[:1].islower()}
    capital = set(forms) - plain
    known = Names(dict(forms), set(), capital)
    bodies = Names({f: n for f, n in forms.items() if names[int(n.name)].sort is Sort.BODY}, set(), capital)
    for document in documents.values():
        _in_text(document.text, names, known, bodies, texts)
    _in_statements(statements, documents, known, of, texts)
    return texts


def _forms(names: Sequence[Known]) -> dict[str, Name]:
    """Form → the number of its name; a person also by a last name that nobody else has."""
    found: dict[str, Name] = {}
    last: dict[str, set[int]] = defaultdict(set)
    for number, known in enumerate(names):
        for form in known.forms:
            if form and not is_no_name(form):
                found.setdefault(form.lower(), Name(str(number), str(number), known.sort is Sort.PERSON))
        if known.sort is Sort.PERSON:
            last[known.name.split()[-1].lower()].add(number)
    for form, those in last.items():
        if len(those) == 1 and form not in found:
            found[form] = Name(str(next(iter(those))), None, True)
    return found


def _in_text(text: str, names: Sequence[Known], known: Names, bodies: Names, texts: Texts) -> None:
    ends = [m.end() for m in _SENTENCE.finditer(text)]
    found = [(a, b, int(name.name)) for a, b, name in known.mentions(text)]
    sentence = [bisect_right(ends, a) for a, _, _ in found]
    last_body: tuple[int, int] | None = None
    for k, (start, end, one) in enumerate(found):
        texts.occurs[one] += 1
        if names[one].sort is not Sort.BODY:
            beside = body_beside(text, start, end, bodies)
            if beside is not None:
                texts.add("beside", one, int(beside.name))
            if last_body is not None and start - last_body[0] < BACK:
                texts.add("nearest", one, last_body[1])
        if k and sentence[k - 1] == sentence[k] and found[k - 1][2] != one:
            _between(text[found[k - 1][1] : start], found[k - 1][2], one, texts)
        others = set()
        for back in range(k - 1, -1, -1):
            if sentence[back] != sentence[k]:
                break
            others.add(found[back][2])
        for other in others - {one}:
            texts.add("one sentence", one, other)
        if names[one].sort is Sort.BODY:
            last_body = end, one


def _between(gap: str, first: int, second: int, texts: Texts) -> None:
    """What the words between two names make of them."""
    if _LIST.fullmatch(gap):
        texts.add("listed", first, second)
    elif _OWNS.fullmatch(gap):
        texts.add("owns", first, second)
    elif len(gap) < _NEAR and _BEFORE.fullmatch(gap):
        texts.add("owns", first, second, 0.5)
    elif _OF.fullmatch(gap):
        texts.add("of", first, second)


def _in_statements(
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    known: Names,
    of: Mapping[str, int],
    texts: Texts,
) -> None:
    before: dict[str, int] = {}
    for s in statements:
        speaker, party = of.get(s.speaker or ""), of.get(s.party or "")
        if speaker is not None and party is not None and speaker != party:
            texts.add("spoken for", speaker, party)
        if not s.position:
            continue
        text = documents[s.document].text
        holders = [(of[name], h) for h in s.holders if (name := h.party or h.name) in of]
        for one, h in holders:
            if h.party is not None and h.name in of and of[h.name] != one:
                texts.add("spoken for", of[h.name], one)
            told = " ".join(text[a:b] for a, b in h.words)
            for other in {int(name.name) for _, _, name in known.mentions(told)} - {one}:
                texts.add("in the words of", one, other)
        for k, (one, h) in enumerate(holders):
            for other, g in holders[:k]:
                if other != one:
                    texts.add("together" if h.opposed == g.opposed else "opposed", one, other)
        if len(holders) == 1:
            one = holders[0][0]
            if (last := before.get(s.document)) is not None and last != one:
                texts.add("next", last, one)
            before[s.document] = one


def figures(names: Sequence[Known], texts: Texts, one: int, other: int) -> Floats:
    """(1 + len(COUNTS) + len(FORMS) + 1,) the figures of a pair: a constant, COUNTS, FORMS, and how rarely the rarer one takes a position."""
    rare = min(names[one].positions, names[other].positions)
    seldom = max(1, min(texts.occurs[one], texts.occurs[other]))
    counts = (
        texts.share("spoken for", one, other),
        texts.share("beside", one, other),
        min(1.0, texts.both("owns", one, other) / 2),
        min(1.0, texts.both("of", one, other)),
        min(1.0, texts.both("listed", one, other)),
        min(1.0, texts.both("one sentence", one, other) / seldom),
        texts.share("nearest", one, other),
        min(1.0, texts.both("in the words of", one, other) / 2),
        min(1.0, texts.both("opposed", one, other)),
        min(1.0, texts.both("together", one, other) / 2),
        min(1.0, texts.both("next", one, other) / max(1, rare)),
    )
    return np.array([1.0, *counts, *_alike(names, texts, one, other), 1 / (1 + rare)], dtype=np.float32)


def _alike(names: Sequence[Known], texts: Texts, one: int, other: int) -> tuple[float, ...]:
    first, second = (names[k].name.lower().removeprefix("the ") for k in (one, other))
    short, long = sorted((first.split(), second.split()), key=len)
    a, b = ([singular(w) or w for w in name if w not in LINKS and len(w) > 2] for name in (short, long))
    common = len(set(a) & set(b))
    bodies = known_body(names[one].name), known_body(names[other].name)
    beside, totals = texts.counts["beside"], texts.totals("beside")
    elsewhere = max(
        1 - beside.get((x, y), 0.0) / totals[x] if totals[x] and names[y].sort is Sort.BODY else 0.0
        for x, y in ((one, other), (other, one))
    )
    return (
        float(len(long) > len(short) and long[: len(short)] == short),
        float(len(long) > len(short) and long[-len(short) :] == short),
        common / max(1, min(len(set(a)), len(set(b)))),
        float(bool(a and b) and a[-1] == b[-1] and is_body_noun(a[-1])),
        float(initials(first) == second or initials(second) == first),
        float(min(len(first), len(second)) > 3 and stem(first) == stem(second)),
        float(None not in bodies and bodies[0] != bodies[1]),
        float((bodies[0] is None) != (bodies[1] is None)),
        elsewhere,
    )


def surely_two(names: Sequence[Known], texts: Texts, one: int, other: int) -> bool:
    """Whether two names are two parties whatever else is said: on opposite sides in the same words, side by side in a list, or two known bodies."""
    bodies = known_body(names[one].name), known_body(names[other].name)
    listed = texts.both("listed", one, other) > 0 and names[one].sort is names[other].sort is Sort.BODY
    return listed or texts.both("opposed", one, other) > 0 or (None not in bodies and bodies[0] != bodies[1])


def pair_sort(names: Sequence[Known], one: int, other: int) -> int:
    """Which of SORTS the pair is."""
    order = tuple(Sort)
    a, b = sorted(order.index(names[k].sort) for k in (one, other))
    return SORTS.index(f"{order[a]} {order[b]}")
