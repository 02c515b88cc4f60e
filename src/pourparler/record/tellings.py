"""Which statements are one that several documents tell: the same words, or in one story the same speaker's words, shortened or edited.

A statement's ``alike`` names its group; all that counts statements counts groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from pourparler.record import schema as t
from pourparler.record.near_duplicates import bands, opposed, retold, same_words, shingles
from pourparler.record.queries import pieces

CANDIDATES = 200
"""Statements that one is compared with at most."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement as it is compared. ``story``: that of its document, None where it has none."""

    id: str
    number: int
    document: str
    words: str
    alike: str | None
    story: str | None

    @property
    def quote(self) -> str:
        return self.words.partition("\n")[2]

    @property
    def speaker(self) -> str:
        """The last word of the name, in small letters: a story names somebody in full once."""
        return self.words.partition("\n")[0].casefold().rpartition(" ")[2]


def tell(db: Connection, id: str) -> None:
    """Put a statement that is in no group into that of those that tell the same, and groups that it connects into one.

    Of words that are told again letter by letter only one statement keeps its bands: a line repeated ten thousand times costs no more.
    """
    s, b = t.statements, t.bands
    (mine,) = _read(db, _query().where(s.c.id == id))
    keys = sorted(set(bands(shingles(mine.quote))))
    db.execute(delete(b).where(b.c.statement == id))  # of the words that it had before
    like = select(b.c.statement).distinct().where(b.c.band.in_(keys), b.c.statement != id)
    near: dict[str, float] = {}
    for other in _read(db, _query().where(s.c.id.in_(like)).order_by(s.c.number).limit(CANDIDATES)):
        if other.alike and (share := same_words(mine.quote, other.quote)):
            near[other.alike] = max(share, near.get(other.alike, 0.0))
    for alike in _in_the_story(db, mine):
        near.setdefault(alike, 0.0)
    label = next(iter(near), id)
    db.execute(update(s).where(s.c.id == id).values(alike=label))
    for alike in set(near) - {label}:
        db.execute(update(s).where(s.c.alike == alike).values(alike=label))
    if keys and 1.0 not in near.values():
        db.execute(insert(b), [{"band": key, "statement": id} for key in keys])


def _in_the_story(db: Connection, mine: _Told) -> Iterator[str]:
    """The groups of what the speaker says to the same effect in other documents of the story."""
    if mine.story is None or not mine.speaker:
        return
    s = t.statements
    beside = _query().where(t.stories.c.story == mine.story, s.c.document != mine.document).order_by(s.c.number)
    for other in _read(db, beside):
        if other.alike and other.speaker == mine.speaker and retold(mine.quote, other.quote):
            yield other.alike


def tell_again(db: Connection, id: str) -> bool:
    """Find the group of a statement anew, whose words are others now; whether others that were in its group are in another one."""
    s = t.statements
    left = db.execute(select(s.c.alike).where(s.c.id == id)).scalar()
    db.execute(update(s).where(s.c.id == id).values(alike=None))
    moved = regroup(db, [left]) if left is not None else set()
    tell(db, id)
    return bool(moved)


def forget(db: Connection, ids: Collection[str]) -> None:
    """Take statements out; what only they connected is apart after that."""
    s = t.statements
    labels: set[str] = set()
    for some in pieces(sorted(ids)):
        labels |= set(db.scalars(select(s.c.alike).where(s.c.id.in_(some), s.c.alike.is_not(None))))
        for beside in (t.holders, t.meanings, t.bands):
            db.execute(delete(beside).where(beside.c.statement.in_(some)))
        db.execute(delete(s).where(s.c.id.in_(some)))
    regroup(db, labels)


def regroup_documents(db: Connection, documents: Sequence[str]) -> None:
    """Group the statements of documents anew that tell another story now."""
    s = t.statements
    for some in pieces(documents):
        regroup(db, set(db.scalars(select(s.c.alike).where(s.c.document.in_(some), s.c.alike.is_not(None)))))
        for mine in _read(db, _query().where(s.c.document.in_(some)).order_by(s.c.number)):
            for alike in set(_in_the_story(db, mine)):
                label = db.execute(select(s.c.alike).where(s.c.id == mine.id)).scalar()
                db.execute(update(s).where(s.c.alike == alike).values(alike=label))


def told_against(db: Connection) -> set[str]:
    """The groups in which a statement stands against another, as an earlier release has grouped them."""
    s = t.statements
    several = select(s.c.alike).group_by(s.c.alike).having(func.count(s.c.words.distinct()) > 1)
    members: dict[str, set[str]] = defaultdict(set)
    for told in _read(db, _query().where(s.c.alike.in_(several))):
        members[told.alike or ""].add(told.quote)
    return {label for label, quotes in members.items() if any(opposed(*two) for two in combinations(quotes, 2))}


def regroup(db: Connection, labels: Collection[str]) -> set[str]:
    """Tell anew which statements of these groups are one, each group by itself; the ids of those in another group now."""
    s = t.statements
    members: dict[str, list[_Told]] = defaultdict(list)
    for some in pieces(sorted(labels)):
        for told in _read(db, _query().where(s.c.alike.in_(some)).order_by(s.c.number)):
            members[told.alike or ""].append(told)
    moved: dict[str, str] = {}
    for those in members.values():
        for group in _groups(those, _bands(db, those)):
            moved |= {told.id: group[0].id for told in group if told.alike != group[0].id}
    if moved:
        one = update(s).where(s.c.id == bindparam("told")).values(alike=bindparam("label"))
        db.execute(one, [{"told": id, "label": label} for id, label in moved.items()])
    return set(moved)


def _groups(told: Sequence[_Told], found_by: Mapping[str, Collection[int]]) -> list[list[_Told]]:
    """Statements that tell the same, in the order in which they came, as are the groups.

    ``found_by``: bands, of one of those of the same words.
    """
    of = {x.id: [x] for x in told}

    def join(one: _Told, other: _Told) -> None:
        first, second = of[one.id], of[other.id]
        if first is not second:
            first += second
            of.update({x.id: first for x in second})

    for those in _by_words(told):
        for other in those[1:]:
            join(those[0], other)
    by_band: dict[int, list[_Told]] = defaultdict(list)
    for x in told:
        for band in found_by.get(x.id, ()):
            by_band[band].append(x)
    in_story: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for x in told:
        if x.story is not None and x.speaker:
            in_story[x.story, x.speaker].append(x)
    for near in by_band.values():
        for one, other in combinations(near, 2):
            if of[one.id] is not of[other.id] and same_words(one.quote, other.quote):
                join(one, other)
    for near in in_story.values():
        for one, other in combinations(near, 2):
            if of[one.id] is not of[other.id] and one.document != other.document and retold(one.quote, other.quote):
                join(one, other)
    groups = {id(group): sorted(group, key=lambda x: x.number) for group in of.values()}
    return sorted(groups.values(), key=lambda group: group[0].number)


def _by_words(told: Sequence[_Told]) -> list[list[_Told]]:
    """Those whose words are the same letter by letter; each too short to be compared by itself."""
    found: dict[Any, list[_Told]] = defaultdict(list)
    for x in told:
        found[shingles(x.quote) or x.id].append(x)
    return list(found.values())


def _bands(db: Connection, told: Sequence[_Told]) -> dict[str, set[int]]:
    """The bands that these are found by. Of the same words one statement at least has them after this."""
    b = t.bands
    found: dict[str, set[int]] = defaultdict(set)
    for some in pieces([x.id for x in told]):
        for id, band in db.execute(select(b.c.statement, b.c.band).where(b.c.statement.in_(some))):
            found[id].add(band)
    for those in _by_words(told):
        if not any(x.id in found for x in those) and (keys := set(bands(shingles(those[0].quote)))):
            db.execute(insert(b), [{"band": key, "statement": those[0].id} for key in sorted(keys)])
            found[those[0].id] = keys
    return found


def _query() -> Select[Any]:
    s, st = t.statements, t.stories
    what = (s.c.id, s.c.number, s.c.document, s.c.words, s.c.alike, st.c.story)
    return select(*what).select_from(s.outerjoin(st, st.c.document == s.c.document))


def _read(db: Connection, query: Select[Any]) -> list[_Told]:
    return [_Told(*row) for row in db.execute(query)]
