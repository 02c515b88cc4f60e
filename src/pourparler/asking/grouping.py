"""Hits as sentences, each once however often it is told, and those of one position together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Row

from pourparler.asking.found import Group, Place, Told
from pourparler.asking.named import Known
from pourparler.asking.nearness import Nearness
from pourparler.asking.question import SIDES, Question
from pourparler.asking.search import Hit
from pourparler.model import Statement, quote
from pourparler.model.stances import side_of, stance_of
from pourparler.record import Entry, Record
from pourparler.record.near_duplicates import Quotation, same_words

SAME_POSITION = 0.75
"""Likeness in meaning from which two statements of one side of the same one are one position said again."""
NEAR = 0.45
"""Likeness to the matter from which a statement counts that has none of its words."""
ENOUGH_WORDS = 0.5
"""Of how well words fit best, the share from which a passage counts."""
LOOKED_AT = 150
"""Hits of which the sentences are fetched, the best ones."""
SAMPLED = "aeo"
"""Shingles that begin so tell which sentences are compared with each other: a fifth of them,"""
WORTH_COMPARING = 0.4
"""and the share of these that two sentences need in common."""


def told_once(record: Record, question: Question, hits: Sequence[Hit], known: Known) -> list[Told]:
    """The best hits as sentences, best first; the same words told again are added to the first."""
    hits = hits[:LOOKED_AT]
    rows = record.passage_rows([h.passage for h in hits])
    entries = _entries(record, hits)
    best = max((h.words for h in hits), default=0.0)
    forms = {who: tuple(f.casefold() for f in known.forms(who)) for who in question.parties}
    once = _Once()
    found: list[Told] = []
    for hit in hits:
        row = rows[hit.passage]
        fits = not question.matter or hit.words >= max(ENOUGH_WORDS * best, 1e-9) or (hit.near or 0.0) >= NEAR
        told = _told(hit, row, entries.get(hit.passage, []), question, forms, fits=fits)
        same = once.place(told)
        if same is None:
            found.append(told)
        else:
            first = found[same]
            found[same] = replace(first, again=(*first.again, told.place), fits=first.fits or told.fits)
    return found


def _entries(record: Record, hits: Sequence[Hit]) -> dict[int, list[Entry]]:
    """The statements of the hits; of those that were found by their words alone, all that lie in the passage."""
    bare = [h.passage for h in hits if h.statement is None]
    there = [*((h.passage, h.statement) for h in hits if h.statement is not None), *record.statements_in(bare)]
    by_id = {e.statement.id: e for e in record.statements(ids={id for _, id in there})}
    found: dict[int, list[Entry]] = {}
    for number, id in there:
        if id in by_id:
            found.setdefault(number, []).append(by_id[id])
    return found


def _told(
    hit: Hit,
    row: Row[Any],
    entries: Sequence[Entry],
    question: Question,
    forms: Mapping[Any, Sequence[str]],
    *,
    fits: bool,
) -> Told:
    words = " ".join(row.words.split())
    place = Place(row.document, row.title, row.date, row.source, row.url, row.headings, (row.start, row.end), words)
    if hit.statement is not None and entries:
        entry = entries[0]
        who = _asked_after(entry.statement, question) or ", ".join(_on(hit.side, entry.statement))
        return _marked(Told(place, who, side=hit.side, fits=fits), entry)
    named = next((who.name for who, those in forms.items() if any(f in words.casefold() for f in those)), "")
    for entry in entries:
        head = quote(row.words, _within(entry.statement.source, row.start, row.end)).casefold()
        group = next(iter(sides_of(entry.statement)), "")
        if named and group and group != named and any(f in head for who, those in forms.items() for f in those):
            side = _side_of(entry.statement)
            return _marked(Told(place, named, group, side=side, fits=fits), entry)
    return Told(place, named, fits=fits)


def _marked(told: Told, entry: Entry) -> Told:
    place = replace(told.place, statement=entry.statement.id)
    stance = entry.statement.stance
    if told.side and _side_of(entry.statement) != told.side:
        stance = stance_of(stance, opposed=True)
    return replace(told, place=place, stance=stance, doubtful=entry.statement.doubtful, review=entry.review)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple((max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start)


def _side_of(statement: Statement) -> str:
    side = side_of(statement.stance)
    return side.name.lower() if side is not None else ""


def _asked_after(statement: Statement, question: Question) -> str:
    """Whoever is asked after and takes the position or speaks; a group spoken for goes by its own name."""
    said = {h.party or h.name for h in statement.takers} | {statement.party, statement.speaker}
    return ", ".join(who.name for who in (*question.parties, *question.groups) if said & (who.names | {who.name}))


def sides_of(statement: Statement) -> tuple[str, ...]:
    """Those who take its position, or speak."""
    return tuple(h.party or h.name for h in statement.takers if not h.opposed)


def _on(side: str, statement: Statement) -> tuple[str, ...]:
    """Those who are on a side in it, where that is the other side than its own; else those who take its position, or speak."""
    if not side or _side_of(statement) == side:
        return sides_of(statement)
    return tuple(h.party or h.name for h in statement.takers if h.opposed) or sides_of(statement)


class _Once:
    """Sentences by their words, so that one told again is known. What two take a position in, or on two sides, is told by each of them:
    "it opposed the proposal" may be anybody's."""

    def __init__(self) -> None:
        self._quoted: list[Quotation] = []
        self._by: dict[str, list[int]] = {}
        self._plain: dict[str, list[int]] = {}
        self._taken: list[tuple[str, str]] = []

    def place(self, told: Told) -> int | None:
        """The number of the sentence that this one tells again; None where it is new, and is counted on from now."""
        plain = self._plain.setdefault(" ".join(told.words.casefold().split()), [])
        for number in plain:
            if self._one(told, number):
                return number
        quoted = Quotation(told.words)
        sample = [s for s in quoted.shingles if s[0] in SAMPLED]
        common = Counter(chain.from_iterable(self._by.get(s, ()) for s in sample))
        near = [k for k, many in common.items() if many >= WORTH_COMPARING * len(sample) and self._one(told, k)]
        same = max(near, key=lambda k: same_words(quoted, self._quoted[k]), default=None)
        if same is not None and same_words(quoted, self._quoted[same]):
            plain.append(same)
            return same
        number = len(self._quoted)
        self._quoted.append(quoted)
        self._taken.append((told.who, told.side))
        plain.append(number)
        for s in sample:
            self._by.setdefault(s, []).append(number)
        return None

    def _one(self, told: Told, number: int) -> bool:
        """Whether the same one may speak in both, on the same side."""
        who, side = self._taken[number]
        return (not who or not told.who or who == told.who) and (not side or not told.side or side == told.side)


def together(record: Record, told: Sequence[Told]) -> list[Group]:
    """Groups of sentences, those that fit best first: the same one, on one side, of nearly the same meaning."""
    ids = [t.place.statement for t in told if t.place.statement is not None]
    meant, rows = Nearness(*record.meaning_rows(ids)).units()
    row = {id: rows[k] for k, id in enumerate(meant)}
    groups: list[list[Told]] = []
    by_key: dict[tuple[str, str, str], list[int]] = {}
    for t in told:
        mine = row.get(t.place.statement or "")
        key = (t.who, t.speaks_for, t.side)
        joins = next(
            (
                k
                for k in by_key.get(key, ())
                if mine is not None
                and (first := row.get(groups[k][0].place.statement or "")) is not None
                and float(mine @ first) >= SAME_POSITION
            ),
            None,
        )
        if joins is not None:
            groups[joins].append(t)
        else:
            by_key.setdefault(key, []).append(len(groups))
            groups.append([t])
    return [
        Group(those[0].who, those[0].speaks_for, those[0].side, (those[0], *_oldest_first(those[1:])))
        for those in groups
    ]


def answering_first(groups: Iterable[Group], question: Question) -> list[Group]:
    """Those that fit first. Where it is asked who is on a side, those who are come first, and those on the other side last.

    Where somebody is named the other side answers too ("did Kestria oppose the toll"): there sides leave the order as it is.
    """
    who = bool(question.side) and not question.parties
    sides = (question.side, "", *(side for side in SIDES if side != question.side)) if who else ()
    return sorted(groups, key=lambda g: (not g.told[0].fits, sides.index(g.side) if who else 0))


def _oldest_first(told: Sequence[Told]) -> list[Told]:
    return sorted(told, key=lambda t: (t.place.date is None, t.place.date or date.max))
