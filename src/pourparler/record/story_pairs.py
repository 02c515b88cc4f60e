"""Of which documents a new one tells the story: by words that they share, or by translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from pourparler.lazy import computed_once
from pourparler.model import Block, BlockKind
from pourparler.record import schema as t
from pourparler.record.queries import pieces
from pourparler.record.same_story import PART, SHORTEST, Couple, Pair, couple, same_words
from pourparler.record.translations import DAYS, Anchors, anchors, translated
from pourparler.record.word_runs import WordRuns, searched, shared, told, word_runs

LIKELY = 0.15
"""The share of the searched runs of words of the shorter text from which on two texts are compared whole."""
CANDIDATES = 50
"""Documents that one is compared with at most, the likeliest."""
COMMON = 200
"""Documents that have a run of words from which on it is kept of no more and says nothing: a form, a newsletter's footer."""
MOSTLY = 0.75
"""The share of such runs from which on a text is no form filled in otherwise, but what hundreds tell: then they count."""
ELSEWHERE = 200
"""Documents in other languages that one is compared with at most, the latest to come."""


@dataclass(frozen=True)
class Text:
    """What is compared of a document."""

    id: str
    date: date | None
    language: str
    told: str

    @computed_once
    def runs(self) -> WordRuns:
        """The runs of its words."""
        return word_runs(self.told)

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
            self._kept |= {
                row.id: Text(row.id, row.date, row.language, told_of(row)) for row in self._db.execute(query)
            }


def told_of(row: Any) -> str:
    """What a document tells that is kept in a row (``text``, ``blocks``)."""
    blocks = [Block(BlockKind(kind), start, end, level) for kind, start, end, level in row.blocks or ()]
    return told(row.text, blocks)


def new_pairs(db: Connection, documents: Sequence[str]) -> list[Pair]:
    """Keep what documents are searched by; the pairs that they make with each other and with those before them."""
    texts = Texts(db)
    texts.load(documents)
    keys = {id: searched(texts[id].runs) for id in documents}
    having = _having(db, {key for mine in keys.values() for key in mine})
    size = _sizes(db, {d for those in having.values() for d in those})
    db.execute(insert(t.stories), [{"document": id, "story": id, "runs": 0} for id in documents])
    found: dict[Couple, Pair] = {}
    for id in documents:
        rare = [key for key in keys[id] if len(having.get(key, ())) < COMMON]
        telling = keys[id] if len(rare) <= (1 - MOSTLY) * len(keys[id]) else rare
        beside = [_retold(texts[id], texts[other]) for other in _near(telling, having, size)]
        beside += [_translated(texts[id], texts[other]) for other in _elsewhere(db, texts[id])]
        keys[id] = rare
        found |= {p.couple: p for p in beside if p is not None}
        size[id] = len(keys[id])
        for key in keys[id]:
            having.setdefault(key, []).append(id)
    many = update(t.stories).where(t.stories.c.document == bindparam("of")).values(runs=bindparam("many"))
    db.execute(many, [{"of": id, "many": len(mine)} for id, mine in keys.items()])
    rows = [{"run": key, "document": id} for id, mine in keys.items() for key in mine]
    if rows:
        db.execute(insert(t.word_runs), rows)
    return list(found.values())


def _having(db: Connection, keys: Collection[int]) -> dict[int, list[str]]:
    """The documents that have searched runs of words."""
    k = t.word_runs
    found: dict[int, list[str]] = {}
    for some in pieces(sorted(keys)):
        for key, document in db.execute(select(k.c.run, k.c.document).where(k.c.run.in_(some))):
            found.setdefault(key, []).append(document)
    return found


def _sizes(db: Connection, documents: Collection[str]) -> dict[str, int]:
    """How many runs of words of documents are kept to be searched."""
    s = t.stories
    found: dict[str, int] = {}
    for some in pieces(sorted(documents)):
        query = select(s.c.document, s.c.runs).where(s.c.document.in_(some))
        found |= {row.document: row.runs for row in db.execute(query)}
    return found


def _near(keys: Sequence[int], having: Mapping[int, Sequence[str]], size: Mapping[str, int]) -> list[str]:
    """The documents that share most of the searched runs of words, LIKELY or more of the shorter one's."""
    many = Counter(d for key in keys for d in having.get(key, ()))
    mine = len(keys)
    likely: list[tuple[float, str]] = []
    for other, both in many.items():
        few, long = (mine, size[other]) if mine < size[other] else (size[other], mine)
        # Half the length that is needed, and a third of the words: what is searched is a sample.
        if both >= LIKELY * few and few >= SHORTEST / 2 * long:
            likely.append((-both / few, other))
    return [other for _, other in sorted(likely)[:CANDIDATES]]


def _retold(mine: Text, other: Text) -> Pair | None:
    found = shared(mine.runs, other.runs)
    if not same_words(found, mine.date, other.date):
        return None
    one, two = couple(mine.id, other.id)
    shorter = min((mine, other), key=lambda x: (len(x.runs), x.id)).id
    return Pair(one, two, found.containment, shorter if found.length < PART else None)


def _elsewhere(db: Connection, mine: Text) -> list[str]:
    """The documents in other languages of about the same day."""
    d, s = t.documents, t.stories
    if mine.date is None:
        return []
    near = d.c.date.between(mine.date - DAYS, mine.date + DAYS)
    query = select(d.c.id).join(s, s.c.document == d.c.id).where(near, d.c.language != mine.language)
    return list(db.scalars(query.order_by(d.c.number.desc()).limit(ELSEWHERE)))


def _translated(mine: Text, other: Text) -> Pair | None:
    found = translated(mine.anchors, other.anchors)
    if found is None:
        return None
    one, two = couple(mine.id, other.id)
    return Pair(one, two, found.share, translated=True, sure=found.sure)
