"""Every statement as it stands, in memory: what pages and networks count, brought up to date by what was decided since.

Counting in the database took a join over all statements for every page after every decision: at 100,000 statements two to five tenths of
a second each. Here a decision costs the statements of its document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from pourparler.model import Decision, Stance
from pourparler.record import schema as t
from pourparler.record.entries import Said
from pourparler.record.queries import MOST_NAMED

DECIDING = (*(d.value for d in Decision), "undo")
"""Revisions that change statements of one document and nothing else; after any other all is asked for anew."""
CONFIRMED = (Decision.ACCEPTED, Decision.CORRECTED)


class Taker(NamedTuple):
    """Who takes a position: ``own`` if the speaker's side does, ``sure`` if for or against is not in doubt."""

    party: str | None
    opposed: bool
    own: bool
    sure: bool


class Stands(NamedTuple):
    """A statement that nobody rejected, as it stands, decisions applied; ``alike`` as in ``Entry``."""

    id: str
    speaker: str | None
    party: str | None
    issue: str | None
    option: str | None
    stance: str
    confirmed: bool
    alike: str
    takers: tuple[Taker, ...]


class Taking(NamedTuple):
    """An actor takes the position of a statement, ``opposed`` on the other side than its stance; ``alike`` as in ``Entry``."""

    actor: str
    issue: str | None
    option: str | None
    stance: str
    opposed: bool
    confirmed: bool
    document: str
    day: date | None
    statement: str
    alike: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All statements that nobody rejected, by document, with the documents' days; as of a revision of the record."""

    revision: int
    documents: Mapping[str, tuple[Stands, ...]]
    days: Mapping[str, date | None]

    def taking(self, by: Literal["party", "speaker"] = "party", *, several: bool = False) -> Iterator[Taking]:
        """Who takes the position of each statement, one after another: each party that does, or its speaker where the speaker's side does.

        Nobody while it is in doubt whether the position is for or against. ``several``: only of statements that more than one takes.
        """
        for document, statements in self.documents.items():
            day = self.days[document]
            for s in statements:
                if several and len(s.takers) < 2:
                    continue
                for taker in s.takers:
                    actor = taker.party if by == "party" else s.speaker if taker.own else None
                    if actor is not None and taker.sure:
                        yield Taking(
                            actor, s.issue, s.option, s.stance, taker.opposed, s.confirmed, document, day, s.id, s.alike
                        )

    def said(self, by: Literal["party", "speaker"] = "party", *, count_each: bool = False) -> list[Said]:
        """Statements counted by party (or speaker), issue, option, stance and side.

        The same words told by several outlets count once, with ``count_each`` every time. A statement counts once for each party
        that takes its position; for its speaker where the speaker's side does; for nobody while it is in doubt whether the position
        is for or against: see ``taking``.
        """
        told: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        confirmed: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        last: dict[tuple[Any, ...], date | None] = {}
        for one in self.taking(by):
            if one.issue is None:
                continue
            words = one.statement if count_each else one.alike
            key = (one.actor, one.issue, one.option, one.stance, one.opposed)
            told[key].add(words)
            if one.confirmed:
                confirmed[key].add(words)
            before = last.get(key)
            last[key] = one.day if before is None or (one.day is not None and one.day > before) else before
        found = [
            Said(actor, issue, option, Stance(stance), len(words), len(confirmed.get(key, ())), last[key], opposed)
            for key, words in told.items()
            for actor, issue, option, stance, opposed in [key]
        ]
        return sorted(found, key=lambda s: (s.actor, s.issue, s.option or "", s.stance, s.opposed))

    def by_day(self) -> list[tuple[date, str, int]]:
        """(day, party, statements of which it takes the position) of dated documents, in order."""
        found: Counter[tuple[date, str]] = Counter()
        for document, statements in self.documents.items():
            day = self.days[document]
            if day is not None:
                found.update(
                    (day, party) for s in statements for party in {h.party for h in s.takers} if party is not None
                )
        return [(day, party, many) for (day, party), many in sorted(found.items())]

    def spoken(self) -> dict[tuple[str, str | None], int]:
        """(party, issue) to how many statements are the party's, told by itself or by others; issue None: on none.

        The statements that ``Wanted(party=…, issue=…)`` finds, rejected ones left out.
        """
        found: Counter[tuple[str, str | None]] = Counter()
        for statements in self.documents.values():
            for s in statements:
                others = {h.party for h in s.takers if not h.own}
                found.update((party, s.issue) for party in others | {s.party} if party is not None)
        return dict(found)


def standing(db: Connection, since: Standing | None = None) -> Standing:
    """What stands now; ``since``: as it stood at some time, so that only what changed is asked for."""
    revision = int(db.execute(select(func.max(t.revisions.c.number))).scalar() or 0)
    if since is not None and since.revision == revision:
        return since
    changed = None if since is None else _documents_decided_on(db, since.revision)
    if since is None or changed is None:
        days = {row.id: row.date for row in db.execute(select(t.documents.c.id, t.documents.c.date))}
        return Standing(revision, _statements(db), days)
    fresh = _statements(db, changed)
    return Standing(revision, {**since.documents, **{d: fresh.get(d, ()) for d in changed}}, since.days)


def _documents_decided_on(db: Connection, revision: int) -> set[str] | None:
    """The documents whose statements were decided on after a revision; None where more happened, or too much to name."""
    r, s = t.revisions, t.statements
    later = db.execute(select(r.c.action, r.c.subject).where(r.c.number > revision, r.c.subject != "proposals")).all()
    subjects = {row.subject for row in later}
    if any(row.action not in DECIDING for row in later) or len(subjects) > MOST_NAMED:
        return None
    if db.execute(select(func.count()).where(s.c.id.in_(subjects))).scalar() != len(subjects):
        return None  # marking one was taken back: it is gone and no longer tells its document
    # Other words may make one group of near-duplicates out of two, of statements in other documents.
    alike = select(s.c.alike).where(s.c.id.in_(subjects))
    return set(db.scalars(select(s.c.document).where(s.c.id.in_(subjects) | s.c.alike.in_(alike)).distinct()))


def _statements(db: Connection, documents: Collection[str] | None = None) -> dict[str, tuple[Stands, ...]]:
    s, h = t.statements, t.holders
    fits: list[ColumnElement[bool]] = [s.c.review != Decision.REJECTED]
    held: dict[str, list[Taker]] = defaultdict(list)
    holders = select(h.c.statement, h.c.party, h.c.opposed, h.c.own, h.c.sure)
    if documents is not None:
        fits.append(s.c.document.in_(documents))
        holders = holders.where(h.c.statement.in_(select(s.c.id).where(*fits)))
    # The same names come a hundred thousand times: each is kept once.
    once: dict[str | None, str | None] = {}
    for id, party, *sides in db.execute(holders):
        held[id].append(Taker(once.setdefault(party, party), *sides))
    what = (s.c.id, s.c.document, s.c.speaker, s.c.party, s.c.issue, s.c.option, s.c.stance, s.c.review, s.c.alike)
    found: dict[str, list[Stands]] = defaultdict(list)
    for id, document, speaker, party, issue, option, stance, review, alike in db.execute(select(*what).where(*fits)):
        stands = Stands(
            id=id, speaker=once.setdefault(speaker, speaker), party=once.setdefault(party, party),
            issue=once.setdefault(issue, issue), option=once.setdefault(option, option), stance=intern(stance),
            confirmed=review in CONFIRMED, alike=alike, takers=tuple(held.get(id, ())),
        )  # fmt: skip
        found[document].append(stands)
    return {document: tuple(statements) for document, statements in found.items()}
