"""The story that each document tells, kept: found as documents come, told anew when one goes, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from pourparler.errors import NotFoundError, PourparlerError
from pourparler.record import schema as t
from pourparler.record import tellings
from pourparler.record.queries import pieces
from pourparler.record.review import now, revise
from pourparler.record.same_story import Couple, Pair, couple, grouped
from pourparler.record.story_pairs import new_pairs, told_of
from pourparler.record.word_runs import searched, word_runs

TOGETHER, APART, TAKEN_BACK = "same story", "another story", "undo story"
"""What a person does, as the history has it."""


def place(db: Connection, documents: Sequence[str]) -> None:
    """Find what stories documents tell that the record holds and has not placed yet."""
    for some in pieces(documents):
        found = new_pairs(db, some)
        if found:
            names = ("one", "other", "share", "part", "translated", "sure")
            db.execute(insert(t.story_pairs), [{n: getattr(p, n) for n in names} for p in found])
        # Without parts and decisions stories only grow together: nothing else of a long story need be looked at.
        if any(p.part for p in found) or _anything_decided(db):
            regroup(db, {d for p in found for d in p.couple} | set(some))
        else:
            _join(db, [p.couple for p in found if p.sure])


def _anything_decided(db: Connection) -> bool:
    return db.execute(select(t.story_decisions.c.number).limit(1)).first() is not None


def _join(db: Connection, couples: Sequence[Couple]) -> None:
    """Make one story of the stories of each couple."""
    s, d = t.stories, t.documents
    story: dict[str, str] = {}
    for some in pieces(sorted({id for both in couples for id in both})):
        story |= {
            row.document: row.story for row in db.execute(select(s.c.document, s.c.story).where(s.c.document.in_(some)))
        }
    whole: dict[str, set[str]] = {label: {label} for label in story.values()}
    for one, other in couples:
        first, second = whole[story[one]], whole[story[other]]
        if first is not second:
            first |= second
            whole.update(dict.fromkeys(second, first))
    changed: list[str] = []
    for labels in {id(those): those for those in whole.values() if len(those) > 1}.values():
        in_order = select(d.c.id).where(d.c.id.in_(labels)).order_by(d.c.number).limit(1)
        label = db.execute(in_order).scalar_one()
        others = sorted(labels - {label})
        for some in pieces(others):
            changed += db.scalars(select(s.c.document).where(s.c.story.in_(some)))
            db.execute(update(s).where(s.c.story.in_(some)).values(story=label))
    tellings.regroup_documents(db, sorted(changed))


def place_again(db: Connection, document: str) -> None:
    """Find the story of a document anew, of which the day is another now."""
    beside = forget(db, document)
    place(db, [document])
    regroup(db, beside)
    tellings.regroup_documents(db, [document])


def forget(db: Connection, document: str) -> set[str]:
    """Take out what is kept of a document; the documents whose stories are then to be told anew (``regroup``)."""
    p, s, k = t.story_pairs, t.stories, t.word_runs
    story = select(s.c.story).where(s.c.document == document).scalar_subquery()
    beside = set(db.scalars(select(s.c.document).where(s.c.story == story)))
    beside |= {d for pair in _pairs_of(db, [document]) for d in pair.couple}
    row = db.execute(select(t.documents.c.text, t.documents.c.blocks).where(t.documents.c.id == document)).one()
    left = db.execute(select(s.c.runs).where(s.c.document == document)).scalar() or 0
    for some in pieces(searched(word_runs(told_of(row)))):
        left -= db.execute(delete(k).where(k.c.run.in_(some), k.c.document == document)).rowcount
    if left:  # an earlier release cut the text otherwise; there is no quicker way to its runs
        db.execute(delete(k).where(k.c.document == document))
    db.execute(delete(p).where(or_(p.c.one == document, p.c.other == document)))
    db.execute(delete(s).where(s.c.document == document))
    return beside - {document}


def regroup(db: Connection, seeds: Iterable[str]) -> None:
    """Tell anew which of these documents, and of those that they are connected with, tell one story."""
    decided = Decided.of(db)
    documents, pairs = _connected(db, seeds, decided)
    if not documents:
        return
    found = grouped(documents, pairs, decided.together, decided.apart)
    number: dict[str, int] = {}
    before: dict[str, str] = {}
    for some in pieces(sorted(documents)):
        d, s = t.documents, t.stories
        query = select(d.c.id, d.c.number, s.c.story).join(s, s.c.document == d.c.id).where(d.c.id.in_(some))
        for id, n, story in db.execute(query):
            number[id], before[id] = n, story
    after = {id: min(found[id], key=number.__getitem__) for id in documents}
    changed = sorted(id for id in documents if after[id] != before[id])
    for id in changed:
        db.execute(update(t.stories).where(t.stories.c.document == id).values(story=after[id]))
    tellings.regroup_documents(db, changed)


def _connected(db: Connection, seeds: Iterable[str], decided: Decided) -> tuple[set[str], list[Pair]]:
    """All documents that pairs or a person's decisions connect with some, these among them, and the pairs between them."""
    pairs: dict[Couple, Pair] = {}
    reached: set[str] = set()
    edge = set(seeds)
    while edge:
        edge = _in_record(db, edge)
        reached |= edge
        found = _pairs_of(db, sorted(edge))
        pairs |= {p.couple: p for p in found if p.sure}
        beside = {d for p in found if p.sure for d in p.couple}
        beside |= {d for c in decided.together if edge & set(c) for d in c}
        edge = beside - reached
    return reached, [p for p in pairs.values() if p.one in reached and p.other in reached]


def _in_record(db: Connection, ids: Collection[str]) -> set[str]:
    s = t.stories
    found = (db.scalars(select(s.c.document).where(s.c.document.in_(some))) for some in pieces(sorted(ids)))
    return {id for some in found for id in some}


def _pairs_of(db: Connection, documents: Sequence[str]) -> list[Pair]:
    p = t.story_pairs
    return [
        pair_from(row)
        for some in pieces(documents)
        for row in db.execute(select(p).where(or_(p.c.one.in_(some), p.c.other.in_(some))))
    ]


def pair_from(row: Row[Any]) -> Pair:
    """A row of the pairs as what it means."""
    return Pair(row.one, row.other, row.share, row.part, bool(row.translated), bool(row.sure))


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided on couples of documents, the latest decision on each: ``together`` in order, the latest first."""

    together: tuple[Couple, ...]
    apart: frozenset[Couple]

    @classmethod
    def of(cls, db: Connection) -> Decided:
        """All that was decided and not taken back."""
        c = t.story_decisions
        latest: dict[Couple, bool] = {}
        for row in db.execute(select(c.c.document, c.c.others, c.c.same).order_by(c.c.number.desc())):
            for other in row.others:
                latest.setdefault(couple(row.document, other), bool(row.same))
        return cls(
            tuple(pair for pair, same in latest.items() if same),
            frozenset(pair for pair, same in latest.items() if not same),
        )


def put_together(db: Connection, by: str, document: str, other: str) -> None:
    """Keep that a document tells the story of another, and so of all that tell that one's. Raises PourparlerError where it is that one."""
    if document == other:
        raise PourparlerError("a document tells its own story", mend="Choose another document that tells it too")
    _decide(db, by, document, _telling(db, other) - {document}, same=True)


def take_apart(db: Connection, by: str, document: str, other: str | None = None) -> None:
    """Keep that a document tells another story than those that it was put with, or than ``other`` and all that tell that one's.

    Raises PourparlerError where it stands alone.
    """
    others = _telling(db, document if other is None else other) - {document}
    if not others:
        raise PourparlerError("no other document tells its story", mend="There is nothing to take it out of")
    _decide(db, by, document, others, same=False)


def _decide(db: Connection, by: str, document: str, others: set[str], *, same: bool) -> None:
    row = {"document": document, "others": sorted(others), "same": same}
    before = {"with": sorted(_telling(db, document) - {document})}
    db.execute(insert(t.story_decisions).values(**row, by=by, at=now()))
    regroup(db, {document, *others})
    after = {"with": sorted(_telling(db, document) - {document})}
    revise(db, by, TOGETHER if same else APART, document, before, after)


def take_back(db: Connection, by: str, document: str) -> None:
    """Take the last decision on a document's story back; the one before counts again. Raises NotFoundError where there is none."""
    c = t.story_decisions
    row = db.execute(select(c).where(c.c.document == document).order_by(c.c.number.desc()).limit(1)).one_or_none()
    if row is None:
        raise NotFoundError("nothing was decided on the story of this document", mend="There is nothing to undo")
    before = {"with": sorted(_telling(db, document) - {document})}
    db.execute(delete(c).where(c.c.number == row.number))
    regroup(db, {document, *row.others})
    revise(db, by, TAKEN_BACK, document, before, {"with": sorted(_telling(db, document) - {document})})


def _telling(db: Connection, document: str) -> set[str]:
    """All documents that tell the story of one."""
    s = t.stories
    story = select(s.c.story).where(s.c.document == document).scalar_subquery()
    return set(db.scalars(select(s.c.document).where(s.c.story == story)))


def suggested(db: Connection) -> list[Pair]:
    """The pairs that may tell one story and are not told together, the closest first; of two stories one, without what was decided."""
    p = t.story_pairs
    one, other = t.stories.alias("first"), t.stories.alias("second")
    query = (
        select(p, one.c.story.label("first_story"), other.c.story.label("second_story"))
        .join(one, one.c.document == p.c.one)
        .join(other, other.c.document == p.c.other)
        .where(one.c.story != other.c.story, p.c.sure.is_(False))
        .order_by(p.c.share.desc(), p.c.one, p.c.other)
    )
    rows = db.execute(query).all()
    seen = _stories_apart(db) if rows else set()
    found = []
    for row in rows:
        both = couple(row.first_story, row.second_story)
        if both not in seen:
            seen.add(both)
            found.append(pair_from(row))
    return found


def _stories_apart(db: Connection) -> set[Couple]:
    """The stories that a person told apart."""
    s = t.stories
    apart = Decided.of(db).apart
    story: dict[str, str] = {}
    for some in pieces(sorted({d for pair in apart for d in pair})):
        found = db.execute(select(s.c.document, s.c.story).where(s.c.document.in_(some)))
        story |= {row.document: row.story for row in found}
    return {couple(story[one], story[other]) for one, other in apart if one in story and other in story}


def decided_on(db: Connection) -> Mapping[str, str]:
    """The documents whose story a person decided on, and who did last."""
    c = t.story_decisions
    return {row.document: row.by for row in db.execute(select(c.c.document, c.c.by).order_by(c.c.number))}
