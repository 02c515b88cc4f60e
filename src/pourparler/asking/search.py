"""The passages that answer a question, best first: by words and by meaning, added up.

By words every sentence of every document is searched, with the headings above it: the best by bm25, and what stands beside these, in the
order of how much of the question they have (``fit``). By meaning the statements of those asked after are compared with the matter. Both
are shares with a fixed end, and are added up, each with a weight (a convex combination: Bruch, Gai and Ingber 2023): ranks would say as
much of a sentence that has all of the question as of one that is only the best of a bad lot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.asking.fit import Sought, any_word, fit_of
from pourparler.asking.named import Known
from pourparler.asking.nearness import Floats, Nearness
from pourparler.asking.question import Question
from pourparler.model import Stance
from pourparler.model.stances import side_of, stance_of
from pourparler.record import Record, SaidBy
from pourparler.record.passages import quoted_terms

NEAREST = 300
"""Statements that count by meaning, the nearest."""
SPARE = 3
"""Times that many are asked for, so that enough are left of one side."""
BEST = 200
"""Passages that are found by words, the best;"""
NAMING = 100
"""and those among them, or beside, that count for naming those asked after."""
MEANING = 0.5
"""What likeness in meaning (-1..1) counts against the share of the question that words have (0..1);"""
THEIRS = 0.1
"""what it counts that those asked after say it, and that the sentence names them;"""
THEMSELVES = 0.3
"""and that the person says it by whose name a party is asked after, and not somebody else of it: an office may have changed hands since;"""
ASKED_SIDE = 0.05
"""and that it is on the side asked for: a reader is wrong about sides more often than words are about the matter. The measurements in
docs/asking.md do not change much where these are half or twice as much."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers. ``statement``: the statement in it that does, None where only its words do; ``near``: the statement's
    likeness to the matter (-1..1), None without one; ``words``: how well words fit (``Fit.shares``), 0 where none does.
    ``side``: for or against, of those asked after; empty where no side is taken or known, or it is somebody else's position.
    """

    passage: int
    statement: str | None
    score: float
    near: float | None
    words: float
    side: str = ""


def search(
    record: Record,
    question: Question,
    nearness: Nearness | None,
    vector: Floats | None,
    asked_for: Sequence[Sought],
    whose: str,
) -> list[Hit]:
    """The hits, best first; a passage counts once. ``vector``: (384,) what the matter means; None where there is no matter.

    ``nearness``: of all statements, where they are at hand; else those needed are fetched. ``asked_for``: the words of the question;
    ``whose``: for passages that name those asked after (``naming_words``).
    """
    since, until = question.since, question.until
    names = _names(question)
    headed = under(question.heading)
    fit = fit_of(record, asked_for, _having(record, question, asked_for, headed, whose))
    words = fit.shares
    there = record.statements_in(words)
    ids = record.statement_ids(names) if names is not None else None
    within = record.documents_dated(since, until) if since or until else None
    if ids is not None:
        there = [p for p in there if p.statement in ids]
    near, first = _by_meaning(record, ids, within, nearness, vector, {p.statement for p in there})
    if not question.matter:
        first = [] if ids is within is None else record.latest_statements(NEAREST, ids, within)
    asked = record.said_by(names, {*first, *(p.statement for p in there)})
    asked = {id: s for id, s in asked.items() if not question.strict or side_taken(s, question.side) == question.side}
    first = [id for id in first if id in asked][: None if headed else NEAREST]
    places = record.passages_of(first)
    if headed:
        places = _only(places, record.passages_under(headed, {n for those in places.values() for n in those}))
    by_passage: dict[int, list[str]] = {}
    for number, id in there:
        if id in asked:
            by_passage.setdefault(number, []).append(id)
    for id, numbers in places.items():
        by_passage.setdefault(max(numbers, key=lambda n: (words.get(n, 0.0), -n)), []).append(id)
    if not question.matter:  # anything: what came into the record last
        return _hits(question, asked, near, words, by_passage, sorted(by_passage, reverse=True)[:NEAREST], ())
    bare = not question.strict
    named = fit.best_first(record.passages_under(whose, words)) if whose and bare else []
    named = [n for n in named if n in by_passage or n not in fit.titles][:NAMING]
    themselves = record.statement_ids(question.people) if question.people else set()
    found = {*by_passage, *named, *(n for n in words if bare and not names and n not in fit.titles)}
    hits = _hits(question, asked, near, words, by_passage, found, named, themselves)
    return sorted(hits, key=lambda h: (-h.score, h.passage))


def _by_meaning(
    record: Record,
    ids: set[str] | None,
    within: set[str] | None,
    nearness: Nearness | None,
    vector: Floats | None,
    told: Collection[str],
) -> tuple[dict[str, float], list[str]]:
    """How near statements are, and the nearest first: some more than count, as those on another side may go.

    Of all, of some (``ids``), in documents ``within``; ``told`` in words of the matter are compared too.
    """
    if vector is None:
        return {}, []
    nearness = nearness or Nearness(*record.meaning_rows(ids, within))
    if ids is within is None:
        nearest = dict(nearness.nearest(vector, SPARE * NEAREST))
    else:
        nearest = nearness.among(vector, SPARE * NEAREST, ids, within)
    return nearness.of(vector, told) | nearest, list(nearest)


def naming_of(question: Question, known: Known) -> list[str]:
    """How texts write those asked after."""
    return [form for who in (*question.parties, *question.groups) for form in known.forms(who)]


def _names(question: Question) -> frozenset[str] | None:
    """Names of those asked after as the record has them; None where nobody is."""
    if not question.parties:
        return None
    return frozenset().union(*(who.names | {who.name} for who in (*question.parties, *question.groups)))


def under(heading: str) -> str:
    """An expression for what stands under a heading with these words, or in a document titled so; empty for anything."""
    terms = quoted_terms(heading.split())
    return f"headings : ({' AND '.join(terms)})" if terms else ""


def _all(*expressions: str) -> str:
    return " AND ".join(f"({e})" for e in expressions if e)


def _having(
    record: Record, question: Question, asked_for: Sequence[Sought], headed: str, whose: str, *, anytime: bool = False
) -> set[int]:
    """Passages that have words of the question, the best of all, and the best of those that name whoever is asked after."""
    words = any_word(asked_for)
    if not words:
        return set()
    days: dict[str, Any] = {} if anytime else {"since": question.since, "until": question.until}
    found = [] if anytime and whose else record.ranked_passages(words, among=headed, most=BEST, **days)
    if whose:
        found += record.ranked_passages(words, among=_all(headed, whose), most=NAMING, **days)
    return {n for n, _ in found}


def _only(places: Mapping[str, list[int]], numbers: Collection[int]) -> dict[str, list[int]]:
    left = {id: [n for n in those if n in numbers] for id, those in places.items()}
    return {id: those for id, those in left.items() if those}


def side_taken(said: SaidBy, asked_for: str = "") -> str:
    """For or against, of whoever is asked after; empty where he takes no side, or tells of somebody else's position.

    ``asked_for``: of two sides that somebody takes in the same words, this one.
    """
    if not said.takes:
        return ""
    own, other = (side_of(stance_of(Stance(said.stance), opposed=o)) for o in (said.opposed, not said.opposed))
    if said.contested and other is not None and other.name.lower() == asked_for:
        return asked_for
    return own.name.lower() if own is not None else ""


def beyond(record: Record, question: Question, asked_for: Sequence[Sought], whose: str, than: float) -> list[Hit]:
    """The passages of any time whose words fit better than ``than`` (as ``Hit.words``), best first.

    Those that name whoever is asked after. ``asked_for``, ``whose``: see ``search``.
    """
    found = _having(record, question, asked_for, under(question.heading), whose, anytime=True)
    fit = fit_of(record, asked_for, found)
    better = [n for n in fit.best_first(fit.shares) if fit.shares[n] > than and n not in fit.titles]
    named = record.passages_under(whose, better) if whose else better
    return [Hit(n, None, fit.shares[n], None, fit.shares[n]) for n in better if n in named]


def _hits(
    question: Question,
    asked: Mapping[str, SaidBy],
    near: Mapping[str, float],
    words: Mapping[int, float],
    by_passage: Mapping[int, Sequence[str]],
    found: Iterable[int],
    named: Collection[int],
    themselves: Collection[str] = (),
) -> list[Hit]:
    """The passages that were found, with what each counts, in the order in which they are given."""
    named = frozenset(named)
    hits = []
    for n in found:
        those = by_passage.get(n, ())
        # Of each passage the statement on the side asked for, and of these the nearest.
        id = max(
            those,
            key=lambda id: (side_taken(asked[id], question.side) == question.side, near.get(id, -1.0)),
            default=None,
        )
        side = side_taken(asked[id], question.side) if id is not None else ""
        score = words.get(n, 0.0) + MEANING * max((near.get(id, 0.0) for id in those), default=0.0)
        score += THEIRS * ((id is not None and bool(question.parties)) + (n in named))
        score += THEMSELVES * any(id in themselves for id in those)
        score += ASKED_SIDE * (bool(question.side) and side == question.side)
        hits.append(Hit(n, id, score, near.get(id) if id is not None else None, words.get(n, 0.0), side))
    return hits
