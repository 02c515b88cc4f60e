"""The passages that answer a question, best first: by words and by meaning, the two orders fused.

By words every sentence of every document is searched, with the headings above it (bm25); a sentence also counts for what stands just
before and after it in its paragraph, which is where a short one ("China said the paragraph should be deleted") has its matter. By
meaning the statements of those asked after are compared with the matter. The orders by words and of sentences which name those asked
after, and, for less, those by meaning and of statements on the side asked for are fused by reciprocal rank (Cormack, Clarke and
Büttcher 2009, k = 60): no score has to be made comparable with another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pourparler.asking.named import Known
from pourparler.asking.nearness import Floats, Nearness
from pourparler.asking.question import Question
from pourparler.model import Stance
from pourparler.model.stances import side_of, stance_of
from pourparler.record import Record, SaidBy
from pourparler.record.passages import MOST_RANKED, quoted_terms

K = 60
"""Ranks count from here (Cormack et al. 2009)."""
NEAREST = 300
"""Statements that count by meaning, the nearest."""
SPARE = 3
"""Times that many are asked for, so that enough are left of one side."""
NAMING = 200
"""Passages that count for naming those asked after, the best by words."""
MEANING = 0.25
"""What the order by meaning counts, against 1 for each order by words: in a record that is read whole hundreds are near in meaning, and
few have the words. Chosen on the questions in tests/asking, on 635 bulletins (docs/asking.md)."""
ASKED_SIDE = 0.3
"""What the order of statements on the side asked for counts: a reader is wrong about sides more often than words are about the matter."""
CONTEXT: Mapping[int, float] = {1: 0.5, 2: 0.25, -1: 0.25}
"""What a passage counts for those so many after it in its block."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers. ``statement``: the statement in it that does, None where only its words do; ``near``: the statement's
    likeness to the matter (-1..1), None without one; ``words``: how well words fit (bm25, with the context's), 0 where none does.
    ``side``: for or against, of those asked after; empty where no side is taken or known, or it is somebody else's position.
    """

    passage: int
    statement: str | None
    score: float
    near: float | None
    words: float
    side: str = ""


def search(
    record: Record, question: Question, nearness: Nearness | None, vector: Floats | None, naming: Sequence[str]
) -> list[Hit]:
    """The hits, best first; a passage counts once. ``vector``: (384,) what the matter means; None where there is no matter.

    ``nearness``: of all statements, where they are at hand; else those needed are fetched. ``naming``: how texts write those asked after.
    """
    since, until = question.since, question.until
    names = _names(question)
    headed = under(question.heading)
    words, titles = _in_context(record, _ranked(record, question, headed))
    there = record.statements_in(words)
    ids = record.statement_ids(names) if names is not None else None
    within = record.documents_dated(since, until) if since or until else None
    if ids is not None:
        there = [p for p in there if p.statement in ids]
    near, first = _by_meaning(record, ids, within, nearness, vector, {p.statement for p in there})
    if not question.matter:
        first = [] if ids is within is None else record.latest_statements(NEAREST, ids, within)
    asked = record.said_by(names, {*first, *(p.statement for p in there)})
    asked = {id: s for id, s in asked.items() if not question.strict or side_taken(s) == question.side}
    first = [id for id in first if id in asked][: None if headed else NEAREST]
    places = record.passages_of(first)
    if headed:
        places = _only(places, record.passages_under(headed, {n for those in places.values() for n in those}))
    by_passage: dict[int, list[str]] = {}
    for number, id in there:
        if id in asked:
            by_passage.setdefault(number, []).append(id)
    meant: list[int] = []
    for id, numbers in places.items():
        best = max(numbers, key=lambda n: (words.get(n, 0.0), -n))
        by_passage.setdefault(best, []).append(id)
        meant.append(best)
    if question.matter:
        order = {id: k for k, id in enumerate(first)}
        meant = sorted(set(meant), key=lambda n: (min(order.get(id, len(order)) for id in by_passage[n]), n))
    else:  # anything: what came into the record last
        meant = sorted(set(meant), reverse=True)[:NEAREST]
    bare = not question.strict
    told = sorted(
        (n for n in words if n in by_passage or (bare and not names and n not in titles)), key=lambda n: -words[n]
    )
    named = _named(record, question, naming, headed) if names and bare else []
    named = [n for n in named if n in by_passage or n not in titles]
    return _fused(question, asked, near, words, by_passage, ((meant, MEANING), (told, 1.0), (named, 1.0)))


def _by_meaning(
    record: Record,
    ids: set[str] | None,
    within: set[str] | None,
    nearness: Nearness | None,
    vector: Floats | None,
    told: Collection[str],
) -> tuple[dict[str, float], list[str]]:
    """How near statements are, and the nearest first: some more than count, as those on another side may go.

    Of all, of some (``ids``), in documents ``within``; where not of all, ``told`` in words of the matter are compared too.
    """
    if vector is None:
        return {}, []
    nearness = nearness or Nearness(*record.meaning_rows(ids, within))
    if ids is within is None:
        nearest = dict(nearness.nearest(vector, SPARE * NEAREST))
        return nearest, list(nearest)
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


def _ranked(record: Record, question: Question, *limits: str, most: int = MOST_RANKED) -> dict[int, float]:
    """Passages that have words of the question, with how well these fit.

    In whichever of its wordings they fit best: a sentence that has a form in full and in short has it once.
    """
    found: dict[int, float] = {}
    for terms in question.wordings:
        if words := " OR ".join(quoted_terms(terms)):
            expression = _all(*limits, words)
            ranked = record.ranked_passages(expression, since=question.since, until=question.until, most=most)
            for n, score in ranked:
                found[n] = max(found.get(n, score), score)
    return found


def _in_context(record: Record, own: Mapping[int, float]) -> tuple[dict[int, float], set[int]]:
    """Passages with how well their words fit, with what stands beside them in their block; and those that are titles or headings."""
    blocks = record.passage_blocks({n + by for n in own for by in (0, *CONTEXT)})
    found = dict(own)
    beside: dict[int, float] = {}
    for n, score in own.items():
        for by, share in CONTEXT.items():
            if blocks.get(n + by, ()) == blocks[n]:
                beside[n + by] = max(beside.get(n + by, 0.0), share * score)
    for n, score in beside.items():
        found[n] = found.get(n, 0.0) + score
    return found, {n for n in found if not blocks[n][2]}


def _only(places: Mapping[str, list[int]], numbers: Collection[int]) -> dict[str, list[int]]:
    left = {id: [n for n in those if n in numbers] for id, those in places.items()}
    return {id: those for id, those in left.items() if those}


def _named(record: Record, question: Question, naming: Sequence[str], headed: str) -> list[int]:
    """Passages that name those asked after and have words of the matter, best first."""
    if not naming:
        return []
    found = _ranked(record, question, headed, f"words : ({' OR '.join(quoted_terms(naming))})", most=NAMING)
    return sorted(found, key=lambda n: (-found[n], n))[:NAMING]


def side_taken(said: SaidBy) -> str:
    """For or against, of whoever is asked after; empty where he takes no side, or tells of somebody else's position."""
    if not said.takes:
        return ""
    side = side_of(stance_of(Stance(said.stance), opposed=said.opposed))
    return side.name.lower() if side is not None else ""


def _fused(
    question: Question,
    asked: Mapping[str, SaidBy],
    near: Mapping[str, float],
    words: Mapping[int, float],
    by_passage: Mapping[int, Sequence[str]],
    orders: Iterable[tuple[Sequence[int], float]],
) -> list[Hit]:
    scores: dict[int, float] = {}
    for order, weight in orders:
        _add(scores, order, weight)
    # Of each passage the statement on the side asked for, and of these the nearest.
    answering = {
        n: max(by_passage[n], key=lambda id: (side_taken(asked[id]) == question.side, near.get(id, -1.0)))
        for n in scores
        if n in by_passage
    }
    if question.side:
        asked_for = [n for n, id in answering.items() if side_taken(asked[id]) == question.side]
        _add(scores, sorted(asked_for, key=lambda n: (-scores[n], n)), ASKED_SIDE)
    hits = []
    for n, score in scores.items():
        id = answering.get(n)
        side = side_taken(asked[id]) if id is not None else ""
        hits.append(Hit(n, id, score, near.get(id) if id else None, words.get(n, 0.0), side))
    return sorted(hits, key=lambda h: (-h.score, h.passage))


def _add(scores: dict[int, float], order: Sequence[int], weight: float = 1.0) -> None:
    for rank, n in enumerate(order, 1):
        scores[n] = scores.get(n, 0.0) + weight / (K + rank)
