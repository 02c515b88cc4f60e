"""The story that each document tells, kept: found as documents come, told anew when one goes, and what a person decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from pourparler.errors import NotFoundError, PourparlerError
from pourparler.lazy import computed_once
from pourparler.model import Block, BlockKind
from pourparler.record import schema as t
from pourparler.record import tellings
from pourparler.record.passages import Passages, passages, searched, shared, told
from pourparler.record.queries import pieces
from pourparler.record.review import now, revise
from pourparler.record.same_story import PART, Couple, Pair, couple, grouped, same_words
from pourparler.record.translations import Anchors, anchors, translated
from pourparler.record.translations import DAYS as DAYS_OF_TRANSLATION

LIKELY = 0.15
"""The share of the searched passages of the shorter text from which on two texts are compared whole."""
CANDIDATES = 50
"""Documents that one is compared with at most, the likeliest."""
ELSEWHERE = 200
"""Documents in other languages that one is compared with at most, the latest to come."""
TOGETHER, APART, TAKEN_BACK = "same story", "another story", "undo story"
"""What a person does, as the history has it."""


@dataclass(frozen=True)
class Text:
    """What is compared of a document."""

    id: str
    date: date | None
    language: str
    told: str

    @computed_once
    def passages(self) -> Passages:
        """The runs of its words."""
        return passages(self.told)

    @computed_once
    def anchors(self) -> Anchors:
        """What of it survives translation."""
        return anchors(self.told, self.language)


class Texts:
    """Documents as they are compared, each looked at once."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._kept: dict[str, Text] = {}

    def __getitem__(self, id: str) -> Text:
        if id not in self._kept:
            self.load([id])
        return self._kept[id]

    def load(self, ids: Sequence[str]) -> None:
        """Look at these together."""
        d = t.documents
        for some in pieces(ids):
            query = select(d.c.id, d.c.text, d.c.blocks, d.c.date, d.c.language).where(d.c.id.in_(some))
            self._kept |= {row.id: Text(row.id, row.date, row.language, _told(row)) for row in self._db.execute(query)}


def _told(row: Row[Any]) -> str:
    blocks = [Block(BlockKind(kind), start, end, level) for kind, start, end, level in row.blocks or ()]
    return told(row.text, blocks)


def place(db: Connection, documents: Sequence[str]) -> None:
    """Find what stories documents tell that the record holds and has not placed yet."""
    paired: set[str] = set()
    for some in pieces(documents):
        found = _pairs(db, some)
        paired |= {d for p in found for d in p.couple}
        if found:
            names = ("one", "other", "share", "part", "translated", "sure")
            db.execute(insert(t.story_pairs), [{n: getattr(p, n) for n in names} for p in found])
    regroup(db, paired)


def place_again(db: Connection, document: str) -> None:
    """Find the story of a document anew, of which the day is another now."""
    beside = forget(db, document)
    place(db, [document])
    regroup(db, beside)


def forget(db: Connection, document: str) -> set[str]:
    """Take out what is kept of a document; the documents whose stories are then to be told anew (``regroup``)."""
    p, s, k = t.story_pairs, t.stories, t.passages
    story = select(s.c.story).where(s.c.document == document).scalar_subquery()
    beside = set(db.scalars(select(s.c.document).where(s.c.story == story)))
    beside |= {d for pair in _pairs_of(db, [document]) for d in pair.couple}
    row = db.execute(select(t.documents.c.text, t.documents.c.blocks).where(t.documents.c.id == document)).one()
    for some in pieces(searched(passages(_told(row)))):
        db.execute(delete(k).where(k.c.passage.in_(some), k.c.document == document))
    db.execute(delete(p).where(or_(p.c.one == document, p.c.other == document)))
    db.execute(delete(s).where(s.c.document == document))
    return beside - {document}


def _pairs(db: Connection, documents: Sequence[str]) -> list[Pair]:
    """Keep what documents are searched by; the pairs that they make with each other and with those before them."""
    texts = Texts(db)
    texts.load(documents)
    keys = {id: searched(texts[id].passages) for id in documents}
    having = _having(db, {key for mine in keys.values() for key in mine})
    size = _sizes(db, {d for those in having.values() for d in those})
    db.execute(insert(t.stories), [{"document": id, "story": id, "passages": len(keys[id])} for id in documents])
    several = len(_languages(db)) > 1
    found: dict[Couple, Pair] = {}
    for id in documents:
        beside = [_retold(texts[id], texts[other]) for other in _near(keys[id], having, size)]
        if several:
            beside += [_translated(texts[id], texts[other]) for other in _elsewhere(db, texts[id])]
        found |= {p.couple: p for p in beside if p is not None}
        size[id] = len(keys[id])
        for key in keys[id]:
            having.setdefault(key, []).append(id)
    rows = [{"passage": key, "document": id} for id, mine in keys.items() for key in mine]
    if rows:
        db.execute(insert(t.passages), rows)
    return list(found.values())


def _having(db: Connection, keys: Collection[int]) -> dict[int, list[str]]:
    """The documents that have searched passages."""
    k = t.passages
    found: dict[int, list[str]] = {}
    for some in pieces(sorted(keys)):
        for key, document in db.execute(select(k.c.passage, k.c.document).where(k.c.passage.in_(some))):
            found.setdefault(key, []).append(document)
    return found


def _sizes(db: Connection, documents: Collection[str]) -> dict[str, int]:
    """How many passages of documents are kept to be searched."""
    s = t.stories
    found: dict[str, int] = {}
    for some in pieces(sorted(documents)):
        query = select(s.c.document, s.c.passages).where(s.c.document.in_(some))
        found |= {row.document: row.passages for row in db.execute(query)}
    return found


def _languages(db: Connection) -> list[str]:
    return list(db.scalars(select(t.documents.c.language).distinct()))


def _near(keys: Sequence[int], having: Mapping[int, Sequence[str]], size: Mapping[str, int]) -> list[str]:
    """The documents that share most of the searched passages, LIKELY or more of the shorter one's."""
    many = Counter(d for key in keys for d in having.get(key, ()))
    share = {d: n / min(len(keys), size[d]) for d, n in many.items()}
    likely = sorted((d for d in share if share[d] >= LIKELY), key=lambda d: (-share[d], d))
    return likely[:CANDIDATES]


def _retold(mine: Text, other: Text) -> Pair | None:
    found = shared(mine.passages, other.passages)
    if not same_words(found, mine.date, other.date):
        return None
    one, two = couple(mine.id, other.id)
    shorter = min((mine, other), key=lambda x: (len(x.passages), x.id)).id
    return Pair(one, two, found.containment, shorter if found.length < PART else None)


def _elsewhere(db: Connection, mine: Text) -> list[str]:
    """The documents in other languages of about the same day."""
    d, s = t.documents, t.stories
    if mine.date is None:
        return []
    near = d.c.date.between(mine.date - DAYS_OF_TRANSLATION, mine.date + DAYS_OF_TRANSLATION)
    query = select(d.c.id).join(s, s.c.document == d.c.id).where(near, d.c.language != mine.language)
    return list(db.scalars(query.order_by(d.c.number.desc()).limit(ELSEWHERE)))


def _translated(mine: Text, other: Text) -> Pair | None:
    found = translated(mine.anchors, other.anchors)
    if found is None:
        return None
    one, two = couple(mine.id, other.id)
    return Pair(one, two, found.share, translated=True, sure=found.sure)


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
    """Keep that a document tells the story of another, and so of all that tell that one's. Raises PourparlerError where it does already."""
    others = _telling(db, other) - {document}
    if document == other or document in _telling(db, other):
        raise PourparlerError("these documents tell one story already", mend="Choose another document")
    _decide(db, by, document, others, same=True)


def take_apart(db: Connection, by: str, document: str) -> None:
    """Keep that a document tells another story than those that it was put with. Raises PourparlerError where it stands alone."""
    others = _telling(db, document) - {document}
    others |= {d for p in suggested(db) if document in p.couple for d in p.couple} - {document}
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
    """The pairs that may tell one story and are not told together, without those that a person decided on; the closest first."""
    p = t.story_pairs
    one, other = t.stories.alias("first"), t.stories.alias("second")
    query = (
        select(p)
        .join(one, one.c.document == p.c.one)
        .join(other, other.c.document == p.c.other)
        .where(one.c.story != other.c.story, p.c.sure.is_(False))
        .order_by(p.c.share.desc(), p.c.one, p.c.other)
    )
    apart = Decided.of(db).apart
    return [pair for row in db.execute(query) if (pair := pair_from(row)).couple not in apart]


def decided_on(db: Connection) -> Mapping[str, str]:
    """The documents whose story a person decided on, and who did last."""
    c = t.story_decisions
    return {row.document: row.by for row in db.execute(select(c.c.document, c.c.by).order_by(c.c.number))}
