"""How often the names of a record stand beside each other, own each other, are listed together: counted in its documents and statements.

Documents are counted line by line, and what is counted in each is kept (``kept_counts``): it changes only where a name in its reach does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import cast

from pourparler.drafting.kept_counts import CountedForm, Rows, counted_by_line, rows_of
from pourparler.drafting.kept_work import KeptWork
from pourparler.model import Document, Statement
from pourparler.reading.affiliations import body_beside
from pourparler.reading.names import Name, Names
from pourparler.reading.not_names import is_no_name

IN_TEXTS = ("occurs", "beside", "nearest", "one sentence", "listed", "owns", "of")
"""What is counted in texts. ``occurs`` is of one name, the others of two: which of them comes first is kept."""
_OCCURS, _BESIDE, _NEAREST, _ONE_SENTENCE, _LISTED, _OWNING, _OF_ANOTHER = range(len(IN_TEXTS))
BACK = 400
"""Code points before a person or a description in which the last named body is looked for."""
REACH = 500
"""Code points before and after a name in which the names stand that bear on what is counted of it: ``BACK``, and what ``body_beside`` looks at."""

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

    def add_rows(self, rows: Rows) -> None:
        """Add what was counted in texts."""
        for what, one, other, halves in rows.tolist():
            if what == _OCCURS:
                self.occurs[one] += halves // 2
            else:
                self.add(IN_TEXTS[what], one, other, halves / 2)

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
    names: Sequence[Known],
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    of: Mapping[str, int],
    kept: KeptWork | None = None,
) -> Texts:
    """Look through all documents and statements. ``of``: the number of every name that holders and speakers go by.

    ``kept``: where the counts of an earlier draft are, and these are put; the result is the same.
    """
    texts = Texts(len(names))
    forms = _forms(names)
    plain = {form for known in names for form in known.forms if form[:1].islower()}
    capital = set(forms) - plain
    known = Names(dict(forms), set(), capital)
    bodies = Names({f: n for f, n in forms.items() if names[int(n.name)].sort is not Sort.PERSON}, set(), capital)
    told = {
        form: CountedForm(names[k].name, names[k].sort, form in capital)
        for form, name in forms.items()
        for k in (int(name.name),)
    }
    reach = REACH + max(map(len, forms), default=0)
    count = partial(_in_lines, names=names, known=known, bodies=bodies, reach=reach)
    texts.add_rows(counted_by_line([n.name for n in names], told, documents, count, reach, kept or KeptWork()))
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


def _in_lines(
    text: str, first: int, ends: Sequence[int], names: Sequence[Known], known: Names, bodies: Names, reach: int
) -> list[Rows]:
    """What each of some lines has of ``IN_TEXTS``, in halves; ``first``, ``ends``: where the first begins, where each ends."""
    last = ends[-1]
    begins = text.rfind("\n", 0, max(0, first - reach)) + 1
    found = [(begins + a, begins + b, int(name.name)) for a, b, name in known.mentions(text[begins:last])]
    sentences = [m.end() for m in _SENTENCE.finditer(text, begins, last)]
    told: list[Counter[tuple[int, int, int]]] = [Counter() for _ in ends]
    last_body: tuple[int, int] | None = None
    for k, (start, end, one) in enumerate(found):
        if start >= first:
            row = told[bisect_right(ends, start)]
            row[_OCCURS, one, one] += 2
            if names[one].sort is not Sort.BODY:
                beside = body_beside(text, start, end, bodies)
                if beside is not None:
                    row[_BESIDE, one, int(beside.name)] += 2
                if last_body is not None and start - last_body[0] < BACK:
                    row[_NEAREST, one, last_body[1]] += 2
            _in_sentence(text, found, k, sentences, row)
        if names[one].sort is Sort.BODY:
            last_body = end, one
    return [rows_of(row) for row in told]


def _in_sentence(
    text: str,
    found: Sequence[tuple[int, int, int]],
    k: int,
    sentences: Sequence[int],
    row: Counter[tuple[int, int, int]],
) -> None:
    """Count what a name has to do with those before it in its sentence. ``sentences``: where each ends."""
    start, _, one = found[k]
    begins = bisect_right(sentences, start)
    begins = sentences[begins - 1] if begins else 0
    before = found[bisect_left(found, (begins,), 0, k) : k]
    if before and before[-1][2] != one:
        what, halves = _between(text[before[-1][1] : start])
        if halves:
            row[what, before[-1][2], one] += halves
    for other in {other for _, _, other in before} - {one}:
        row[_ONE_SENTENCE, one, other] += 2


def _between(gap: str) -> tuple[int, int]:
    """What the words between two names make of them, and how many halves of it; none is nothing."""
    if _LIST.fullmatch(gap):
        return _LISTED, 2
    if _OWNS.fullmatch(gap):
        return _OWNING, 2
    if len(gap) < _NEAR and _BEFORE.fullmatch(gap):
        return _OWNING, 1
    return (_OF_ANOTHER, 2) if _OF.fullmatch(gap) else (0, 0)


def _in_statements(
    statements: Iterable[Statement],
    documents: Mapping[str, Document],
    known: Names,
    of: Mapping[str, int],
    texts: Texts,
) -> None:
    before: dict[str, int] = {}
    published = {
        d.id: {int(name.name) for _, _, name in known.mentions(d.source or "")} for d in documents.values() if d.source
    }
    for s in statements:
        speaker, party = of.get(s.speaker or ""), of.get(s.party or "")
        if speaker is not None and party is not None and speaker != party:
            texts.add("spoken for", speaker, party)
        publishers = published.get(s.document, set())
        here = {speaker, *(of.get(h.party or h.name) for h in s.holders)} if publishers else set()
        for one in here - {None}:
            for body in publishers - {one}:
                texts.add("published by", cast(int, one), body)
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
