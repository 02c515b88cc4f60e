"""Which statements are one that several documents tell: the same words, or in one story the same speaker's words, shortened or edited.

A statement's ``alike`` names its group; all that counts statements counts groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import chain, combinations
from typing import Any

from sqlalchemy import Connection, Select, bindparam, case, delete, func, select, update

from pourparler.record import schema as t
from pourparler.record.near_duplicates import Quotation, keys_of, opposed, retold, same_short, same_words
from pourparler.record.queries import pieces

CANDIDATES = 20
"""Statements that one is compared with at most of those that have one band in common with it, as happens by chance: among a hundred
thousand five have, among thirty million 1,500."""
LIKELY = 500
"""Of those that have more: forms in which only a figure is another are many, and which of them is told again only comparing shows."""


@dataclass(frozen=True)
class _Told:
    """A statement as it is compared. ``story``: its document's, None where it has none; ``stance``: as it was read, in stories only."""

    id: str
    number: int
    document: str
    words: str
    alike: str | None
    story: str | None
    stance: str | None

    @property
    def group(self) -> str:
        """What its group goes by; its own id where it is in none yet."""
        return self.alike or self.id

    @cached_property
    def quote(self) -> Quotation:
        return Quotation(self.words.partition("\n")[2])

    @property
    def speaker(self) -> str:
        """The last word of the name, in small letters: a story names somebody in full once."""
        return self.words.partition("\n")[0].casefold().rpartition(" ")[2]


def _one_in_a_story(one: _Told, other: _Told, quote: Quotation) -> bool:
    """Whether two statements are one, given that one speaker says both in different documents of one story. ``quote``: the other's."""
    return retold(one.quote, quote) or (one.stance == other.stance and same_short(one.quote, quote))


def tell(db: Connection, ids: Collection[str]) -> None:
    """Put statements that are in no group into those of what tells the same, and groups that they connect into one.

    A group goes by the least of its ids, whichever of its statements came first. Of words that are told again letter by letter only one
    statement keeps its bands: a line repeated ten thousand times costs no more.
    """
    b, s = t.bands, t.statements
    mine = [x for some in pieces(sorted(ids)) for x in _read(db, _query().where(s.c.id.in_(some)))]
    for some in pieces(sorted(ids)):
        db.execute(delete(b).where(b.c.statement.in_(some)))  # of the words that they had before
    keys = keys_of([x.quote.shingles for x in mine])
    groups = _found(db, mine, dict(zip((x.id for x in mine), keys, strict=True)))
    _keep_groups(db, groups, {x.id: x.group for x in mine})


def groups_of_new(
    db: Connection,
    document: str,
    words: Mapping[str, str],
    stances: Mapping[str, str],
    found_by: Mapping[str, Sequence[int]],
) -> dict[str, str]:
    """As ``tell`` for statements of one document that are kept next, with their groups: by their ids the groups' names.

    ``words``: by their ids, as the table of statements has them. ``stances``: as they were read. ``found_by``: their bands.
    """
    story = db.scalar(select(t.stories.c.story).where(t.stories.c.document == document))
    mine = [_Told(id, 0, document, words[id], None, story, stances[id]) for id in sorted(words)]
    groups = _found(db, mine, found_by)
    _keep_groups(db, groups, {})
    return {x.id: groups.now(x.group) for x in mine}


def _found(db: Connection, mine: Sequence[_Told], keys: Mapping[str, Sequence[int]]) -> _Groups:
    """The groups that statements join, or connect; kept are the bands of those that no other has the words of. ``keys``: their bands."""
    s = t.statements
    having = _having(db, {key for x in mine for key in keys[x.id]})
    beside = {x.id: _candidates(keys[x.id], having) for x in mine}
    near = {other for those in beside.values() for other in those}
    known = {x.id: x for some in pieces(sorted(near)) for x in _read(db, _query().where(s.c.id.in_(some)))}
    known |= {x.id: x for x in mine}
    groups = _Groups()
    rows: list[tuple[int, str]] = []
    more = set[int]()
    for x in mine:
        groups.join(x.group, x.id)
        those = beside[x.id] if more.isdisjoint(keys[x.id]) else _candidates(keys[x.id], having)
        shares = {other: same_words(x.quote, known[other].quote) for other in those}
        for other, share in shares.items():
            if share:
                groups.join(x.group, known[other].group)
        if 1.0 not in shares.values():
            rows += [(key, x.id) for key in keys[x.id]]
            more.update(keys[x.id])
            for key in keys[x.id]:
                having.setdefault(key, []).append(x.id)
    _join_in_stories(db, mine, groups)
    if rows:
        _insert_bands(db, rows)
    return groups


class _Groups:
    """Groups by their names, the least of which stands for those that were joined."""

    def __init__(self) -> None:
        self._into: dict[str, str] = {}

    def now(self, group: str) -> str:
        """The name that the group goes by."""
        while group in self._into:
            group = self._into[group]
        return group

    def join(self, one: str, other: str) -> None:
        """Make one group of two."""
        first, second = sorted((self.now(one), self.now(other)))
        if first != second:
            self._into[second] = first

    @property
    def joined(self) -> dict[str, str]:
        """The groups that go by another name now."""
        return {old: self.now(old) for old in self._into}


def _keep_groups(db: Connection, groups: _Groups, new: Mapping[str, str]) -> None:
    """``new``: statements in no group yet, with what their groups were called so far."""
    s = t.statements
    if joined := groups.joined:
        one = update(s).where(s.c.alike == bindparam("old")).values(alike=bindparam("name"))
        db.execute(one, [{"old": old, "name": name} for old, name in joined.items()])
    if new:
        one = update(s).where(s.c.id == bindparam("told")).values(alike=bindparam("name"))
        db.execute(one, [{"told": id, "name": groups.now(group)} for id, group in new.items()])


def _having(db: Connection, keys: Collection[int]) -> dict[int, list[str]]:
    """The kept statements that have each of these bands."""
    b = t.bands
    having: dict[int, list[str]] = {}
    # A row a band: of bands that hundreds share a row for each statement took five times as long.
    those = select(b.c.band, func.group_concat(b.c.statement)).group_by(b.c.band)
    for some in pieces(sorted(keys)):
        having |= {band: ids.split(",") for band, ids in db.execute(those.where(b.c.band.in_(some)))}
    return having


def _candidates(keys: Sequence[int], having: Mapping[int, Sequence[str]]) -> list[str]:
    """The statements to compare with: those with most bands in common, in any record no more than so many."""
    common = Counter(chain.from_iterable(having.get(key, ()) for key in keys))
    likely = nsmallest(LIKELY, ((-many, other) for other, many in common.items() if many > 1))
    return [other for _, other in likely] + nsmallest(
        CANDIDATES, (other for other, many in common.items() if many == 1)
    )


def _join_in_stories(db: Connection, mine: Sequence[_Told], groups: _Groups) -> None:
    """Join the groups of these with those of what their speakers say to the same effect in other documents of the story."""
    s = t.statements
    speaking = [x for x in mine if x.story is not None and x.speaker]
    beside: dict[tuple[str | None, str], list[_Told]] = defaultdict(list)
    for some in pieces(sorted({x.story for x in speaking if x.story})):
        for other in _read(db, _query().where(t.stories.c.story.in_(some)).order_by(s.c.id)):
            beside[other.story, other.speaker].append(other)
    quotes: dict[str, Quotation] = {}
    for x in speaking:
        others: set[tuple[str, str | None]] = set()
        """Words that say something else than these, with their stances."""
        for other in beside[x.story, x.speaker]:
            # In a story that dozens tell most are one already: comparing them anew was half of what keeping a document took.
            said = other.words, other.stance
            known = said in others or groups.now(x.group) == groups.now(other.group)
            if known or other.document == x.document:
                continue
            if _one_in_a_story(x, other, quotes.setdefault(other.words, other.quote)):
                groups.join(x.group, other.group)
            else:
                others.add(said)


def tell_again(db: Connection, id: str) -> bool:
    """Find the group of a statement anew, whose words are others now; whether others that were in its group are in another one."""
    s = t.statements
    left = db.execute(select(s.c.alike).where(s.c.id == id)).scalar()
    db.execute(update(s).where(s.c.id == id).values(alike=None))
    moved = regroup(db, [left]) if left is not None else set()
    tell(db, [id])
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
        groups = _Groups()
        _join_in_stories(db, _read(db, _query().where(s.c.document.in_(some))), groups)
        _keep_groups(db, groups, {})


def told_against(db: Connection) -> set[str]:
    """The groups in which a statement stands against another, as an earlier release has grouped them."""
    s = t.statements
    several = select(s.c.alike).group_by(s.c.alike).having(func.count(s.c.words.distinct()) > 1)
    members: dict[str, set[str]] = defaultdict(set)
    for told in _read(db, _query().where(s.c.alike.in_(several))):
        members[told.alike or ""].add(told.quote.words)
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
            name = min(told.id for told in group)
            moved |= {told.id: name for told in group if told.alike != name}
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
            if (
                of[one.id] is not of[other.id]
                and one.document != other.document
                and _one_in_a_story(one, other, other.quote)
            ):
                join(one, other)
    groups = {id(group): sorted(group, key=lambda x: x.number) for group in of.values()}
    return sorted(groups.values(), key=lambda group: group[0].number)


def _by_words(told: Sequence[_Told]) -> list[list[_Told]]:
    """Those whose words are the same letter by letter; each too short to be compared by itself."""
    found: dict[Any, list[_Told]] = defaultdict(list)
    for x in told:
        found[x.quote.shingles or x.id].append(x)
    return list(found.values())


def _bands(db: Connection, told: Sequence[_Told]) -> dict[str, set[int]]:
    """The bands that these are found by. Of the same words one statement at least has them after this."""
    b = t.bands
    found: dict[str, set[int]] = defaultdict(set)
    for some in pieces([x.id for x in told]):
        for id, band in db.execute(select(b.c.statement, b.c.band).where(b.c.statement.in_(some))):
            found[id].add(band)
    for those in _by_words(told):
        if not any(x.id in found for x in those) and (keys := keys_of([those[0].quote.shingles])[0]):
            _insert_bands(db, [(key, those[0].id) for key in keys])
            found[those[0].id] = set(keys)
    return found


def _insert_bands(db: Connection, rows: list[tuple[int, str]]) -> None:
    """By hand: of a thousand rows a document the making of each took as long as keeping it."""
    db.exec_driver_sql("INSERT INTO bands (band, statement) VALUES (?, ?)", rows)


def _query() -> Select[Any]:
    s, st = t.statements, t.stories
    # Only in a story does the stance count, and most documents are in none.
    stance = case((st.c.story.is_not(None), func.json_extract(s.c.body, "$.stance")))
    what = (s.c.id, s.c.number, s.c.document, s.c.words, s.c.alike, st.c.story, stance)
    return select(*what).select_from(s.outerjoin(st, st.c.document == s.c.document))


def _read(db: Connection, query: Select[Any]) -> list[_Told]:
    return [_Told(*row) for row in db.execute(query)]
