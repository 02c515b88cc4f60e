"""Keep beside each proposal how the statement stands, decisions applied, who takes its position, and which others have the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from pourparler.model import Decision, Statement, quote
from pourparler.record import schema as t
from pourparler.record.entries import PROPOSED
from pourparler.record.near_duplicates import ENOUGH, bands, jaccard, shingles
from pourparler.record.queries import pieces

CANDIDATES = 20
"""Statements that one is compared with at most. Among a hundred thousand five have a band in common with it, among thirty million 1,500."""


def columns(statement: Statement, decision: Decision | None, text: str) -> dict[str, Any]:
    """What pages search by: the words too, so that a corrected speaker is found by the name it was given."""
    return {
        "words": f"{statement.speaker or ''}\n{quote(text, statement.content)}",
        "speaker": statement.speaker,
        "party": statement.party,
        "issue": statement.issue,
        "option": statement.option,
        "stance": statement.stance.value,
        "review": decision.value if decision else PROPOSED,
        "start": statement.extent[0],
    }


def keep_takers(db: Connection, statements: Sequence[Statement]) -> None:
    """Keep who takes their positions, in place of what was kept."""
    h = t.holders
    for some in pieces([s.id for s in statements]):
        db.execute(delete(h).where(h.c.statement.in_(some)))
    if rows := [row for statement in statements for row in takers_of(statement)]:
        db.execute(insert(h), rows)


def takers_of(statement: Statement) -> list[dict[str, Any]]:
    """The rows of the table of holders for a statement."""
    return [
        {"statement": statement.id, "holder": taker.party or taker.name, "party": taker.party, "opposed": taker.opposed,
         "own": statement.is_own_side(taker), "sure": not statement.doubtful}
        for taker in statement.takers
    ]  # fmt: skip


def group(db: Connection, id: str, words: str) -> None:
    """Find the statements with the same words as this one, told by its ``words``, and put them all into one group."""
    db.execute(update(t.statements).where(t.statements.c.id == id).values(alike=grouped(db, {id: words})[id]))


def grouped(db: Connection, told: Mapping[str, str]) -> dict[str, str]:
    """The groups of near-duplicates that statements belong to, told by their ``words``; what kept ones are joined by this is kept.

    A group goes by the least of its ids, whichever of its statements came first. Of words that are told again letter by letter only one
    statement keeps its bands: a line repeated ten thousand times costs no more.
    """
    b, s = t.bands, t.statements
    for some in pieces(list(told)):
        db.execute(delete(b).where(b.c.statement.in_(some)))
    mine = {id: shingles(words.partition("\n")[2]) for id, words in told.items()}
    keys = {id: sorted(set(bands(found))) for id, found in mine.items()}
    having = _having(db, {key for each in keys.values() for key in each})
    near = {other for each in keys.values() for other in _candidates(each, having)}
    known: dict[str, frozenset[str]] = {}
    label: dict[str, str] = {}
    for some in pieces(sorted(near)):
        for id, words, alike in db.execute(select(s.c.id, s.c.words, s.c.alike).where(s.c.id.in_(some))):
            known[id], label[id] = shingles(words.partition("\n")[2]), alike or id
    joined: dict[str, str] = {}

    def now(group: str) -> str:
        while group in joined:
            group = joined[group]
        return group

    rows: list[dict[str, Any]] = []
    for id, each in keys.items():
        shares = {other: jaccard(mine[id], known[other]) for other in _candidates(each, having)}
        groups = {now(label[other]) for other, share in shares.items() if share >= ENOUGH}
        known[id], label[id] = mine[id], min([id, *groups])
        joined |= {other: label[id] for other in groups if other != label[id]}
        if 1.0 not in shares.values():
            rows += [{"band": key, "statement": id} for key in each]
            for key in each:
                having.setdefault(key, []).append(id)
    if joined:
        one = update(s).where(s.c.alike == bindparam("old")).values(alike=bindparam("new"))
        db.execute(one, [{"old": old, "new": now(old)} for old in joined])
    if rows:
        db.execute(insert(b), rows)
    return {id: now(label[id]) for id in told}


def _having(db: Connection, keys: Collection[int]) -> dict[int, list[str]]:
    """The kept statements that have each of these bands."""
    b = t.bands
    having: dict[int, list[str]] = {}
    for some in pieces(sorted(keys)):
        for band, statement in db.execute(select(b.c.band, b.c.statement).where(b.c.band.in_(some))):
            having.setdefault(band, []).append(statement)
    return having


def _candidates(keys: Sequence[int], having: Mapping[int, Sequence[str]]) -> list[str]:
    """The statements to compare with: those with most bands in common, in any record no more than so many."""
    common = Counter(other for key in keys for other in having.get(key, ()))
    return sorted(common, key=lambda other: (-common[other], other))[:CANDIDATES]


def forget(db: Connection, ids: Collection[str]) -> None:
    """Take statements out; their bands go to another of their group that has none, so that the group is still found."""
    s, b = t.statements, t.bands
    has_bands = select(b.c.band).where(b.c.statement == s.c.id).exists()
    leaving = [
        row
        for some in pieces(sorted(ids))
        for row in db.execute(select(s.c.id, s.c.alike).where(s.c.id.in_(some), has_bands)).all()
    ]
    for some in pieces(sorted(ids)):
        for beside in (t.holders, t.meanings):
            db.execute(delete(beside).where(beside.c.statement.in_(some)))
        db.execute(delete(s).where(s.c.id.in_(some)))
    for row in leaving:
        mine = b.c.statement == row.id
        other = db.execute(select(s.c.id).where(s.c.alike == row.alike, ~has_bands).limit(1)).scalar()
        db.execute(update(b).where(mine).values(statement=other) if other is not None else delete(b).where(mine))
