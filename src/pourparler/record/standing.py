"""Every statement as it stands, in memory: what pages and networks count, brought up to date by what was decided since.

Counting in the database took a join over all statements for every page after every decision: at 100,000 statements two to five tenths of
a second each. Here a decision costs the statements of its document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, or_, select

from pourparler.garbage import nothing_collected
from pourparler.lazy import computed_once
from pourparler.model import Decision, Stance, quote
from pourparler.record import schema as t
from pourparler.record.entries import PROPOSED, Said, Tellings
from pourparler.record.queries import AT_ONCE, MOST_NAMED, pieces

DECIDING = (*(d.value for d in Decision), "undo")
"""Revisions that change statements of one document and nothing else; after any other all is asked for anew."""
CONFIRMED = (Decision.ACCEPTED, Decision.CORRECTED)
SURE = {"position": 0.6, "direction": 0.95}
"""Chances (``Chances``) from which a statement can make a move."""


class Taker(NamedTuple):
    """Who takes a position: ``own`` if the speaker's side does, ``sure`` if for or against is not in doubt."""

    party: str | None
    opposed: bool
    own: bool
    sure: bool


class Stands(NamedTuple):
    """A statement that nobody rejected, as it stands, decisions applied; ``alike`` as in ``Entry``, ``telling`` by ``Tellings``.

    ``softened``: hedged, or said on a condition, of those that have an option. ``said``: the words that take the position, of those on an
    issue; where nobody decided on it only if the reader is sure of words and direction (``SURE``).
    """

    id: str
    speaker: str | None
    party: str | None
    issue: str | None
    option: str | None
    stance: str
    confirmed: bool
    alike: str
    telling: str
    takers: tuple[Taker, ...]
    softened: bool = False
    said: str = ""


class Counted(NamedTuple):
    """How many statements there are, rejected ones among them; how many were decided on; how many confirmed."""

    statements: int
    reviewed: int
    confirmed: int


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


@dataclass(frozen=True)
class Standing:
    """All statements that nobody rejected, by document, with the documents' days; as of a revision of the record.

    What several documents tell (``Stands.telling``) counts once in all that is counted here, unless each is to be counted. ``rejected``:
    what those tell that were rejected, by document. ``told``: the revision since which no words and positions changed: a decision
    that only confirms what the reader read changes less, and what shows no more than this need not be made anew.
    """

    revision: int
    documents: Mapping[str, tuple[Stands, ...]]
    days: Mapping[str, date | None]
    rejected: Mapping[str, tuple[str, ...]]
    told: int

    @computed_once
    def tellings(self) -> Counter[str]:
        """What is told (``Stands.telling``), and in how many statements; after a decision only that of its documents is counted anew."""
        return Counter(s.telling for statements in self.documents.values() for s in statements)

    def until(self, day: date | None) -> Standing:
        """Only what documents of this day or before say, and those without a date; None: all of it."""
        if day is None:
            return self
        seen = {d: of for d, of in self.days.items() if of is None or of <= day}
        documents = {d: s for d, s in self.documents.items() if d in seen}
        rejected = {d: those for d, those in self.rejected.items() if d in seen}
        return Standing(self.revision, documents, seen, rejected, self.told)

    def taking(
        self,
        by: Literal["party", "speaker"] = "party",
        *,
        several: bool = False,
        on: Collection[str | None] | None = None,
    ) -> Iterator[Taking]:
        """Who takes the position of each statement, one after another: each party that does, or its speaker where the speaker's side does.

        Nobody while it is in doubt whether the position is for or against. ``several``: only of statements that more than one takes.
        ``on``: only of statements on these issues.
        """
        for document, statements in self.documents.items():
            day = self.days[document]
            some = statements if on is None else [s for s in statements if s.issue in on]
            for s in [s for s in some if len(s.takers) > 1] if several else some:
                for party, opposed, own, sure in s.takers:
                    actor = party if by == "party" else s.speaker if own else None
                    if actor is not None and sure:
                        yield Taking(
                            actor, s.issue, s.option, s.stance, opposed, s.confirmed, document, day, s.id, s.alike
                        )

    def said(self, by: Literal["party", "speaker"] = "party", *, count_each: bool = False) -> list[Said]:
        """Statements counted by party (or speaker), issue, option, stance and side.

        ``count_each``: the same told by several outlets counts every time. A statement counts once for each party
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

    def by_day(self, *, count_each: bool = False) -> list[tuple[date, str, int]]:
        """(day, party, statements of which it takes the position) of dated documents, in order; of what is told again the first day.

        ``count_each``: the same told by several outlets counts every time.
        """
        dated = [(day, document) for document in self.documents if (day := self.days[document]) is not None]
        first: dict[tuple[str, str], date] = {}
        for day, document in sorted(dated):
            for s in self.documents[document]:
                for taker in s.takers:
                    if taker.party is not None:
                        first.setdefault((s.id if count_each else s.telling, taker.party), day)
        found = Counter((day, party) for (_, party), day in first.items())
        return sorted((day, party, many) for (day, party), many in found.items())

    def spoken(self) -> dict[tuple[str, str | None], int]:
        """(party, issue) to how many statements are the party's, told by itself or by others; issue None: on none.

        The groups that ``Wanted(party=…, issue=…)`` finds, rejected statements left out.
        """
        found: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        for statements in self.documents.values():
            for s in statements:
                if s.party is not None:
                    found[s.party, s.issue].add(s.telling)
                for taker in s.takers:
                    if not taker.own and taker.party is not None:
                        found[taker.party, s.issue].add(s.telling)
        return {key: len(told) for key, told in found.items()}

    def counted(self) -> Counted:
        """How many statements there are, decided on and confirmed; what is told again is decided on where somebody decided on it once."""
        told, rejected, confirmed = self.tellings, self._rejected(), self._confirmed()
        return Counted(len(told) + len(rejected - told.keys()), len(confirmed | rejected), len(confirmed))

    def decided(self) -> set[str]:
        """What (``Stands.telling``) somebody decided on in one of the documents that tell it. Statements that tell else wait."""
        return self._confirmed() | self._rejected()

    def telling(self, document: str, statement: str) -> str | None:
        """What a statement tells (``Stands.telling``); None where it was rejected."""
        return next((s.telling for s in self.documents.get(document, ()) if s.id == statement), None)

    def first_waiting(
        self, decided: Collection[str], documents: Iterable[str], most: int
    ) -> dict[tuple[str, str | None], list[str]]:
        """(party, issue) to the first of the statements that wait, ``most`` at most, one for each thing told.

        ``decided``: as ``decided`` gives it. ``documents``: their order. Party "": whoever's; ("", None): whatever they are on. What
        ``Wanted(party=…, issue=…)`` finds, without asking the record for each of a hundred.
        """
        found: dict[tuple[str, str | None], dict[str, str]] = defaultdict(dict)
        anything = found["", None]
        for document in documents:
            some: Iterable[Stands] = self.documents.get(document, ())
            if len(anything) >= most:  # most of a long record is on no issue
                some = [s for s in some if s.issue is not None]
            for s in some:
                if s.telling in decided:
                    continue
                keys = {("", None), ("", s.issue)}
                if s.issue is not None:
                    parties = {s.party, *(taker.party for taker in s.takers if not taker.own)}
                    keys |= {(party, s.issue) for party in parties if party is not None}
                for key in keys:
                    if len(those := found[key]) < most:
                        those.setdefault(s.telling, s.id)
        return {key: list(those.values()) for key, those in found.items()}

    def _confirmed(self) -> set[str]:
        return {s.telling for statements in self.documents.values() for s in statements if s.confirmed}

    def _rejected(self) -> set[str]:
        return {telling for some in self.rejected.values() for telling in some}


@nothing_collected()
def standing(db: Connection, since: Standing | None = None) -> Standing:
    """What stands now; ``since``: as it stood at some time, so that only what changed is asked for."""
    revision = int(db.execute(select(func.max(t.revisions.c.number))).scalar() or 0)
    if since is not None and since.revision == revision:
        return since
    if since is not None and since.revision > revision:
        since = None  # nothing is known here of what came after the moment as of which is read
    decided = None if since is None else _decided_on(db, since.revision)
    if since is None or decided is None:
        days = {row.id: row.date for row in db.execute(select(t.documents.c.id, t.documents.c.date))}
        stands, gone = _statements(db, (), _softened(db, ()), _said(db, ()))
        return Standing(revision, stands, days, gone, revision)
    changed = _documents_of(db, decided)
    # What is looked for in their bodies stays as it was in all others of the document, of which there may be a thousand.
    these = [t.statements.c.id.in_(decided)]
    others = [s for d in changed for s in since.documents.get(d, ()) if s.id not in decided]
    soft = _softened(db, these) | {s.id for s in others if s.softened}
    words = _said(db, these) | {s.id: s.said for s in others}
    fresh, gone = _statements(db, [t.statements.c.document.in_(changed)], soft, words)
    now = Standing(
        revision,
        {**since.documents, **{d: fresh.get(d, ()) for d in changed}},
        since.days,
        {**{d: those for d, those in since.rejected.items() if d not in changed}, **gone},
        since.told
        if not _corrected(db, since.revision)
        and all(map(_same_told, (since.documents.get(d, ()) for d in changed), (fresh.get(d, ()) for d in changed)))
        else revision,
    )
    if Standing.tellings.is_computed(since):
        Standing.tellings.know(now, _tellings_after(since, fresh, changed))
    return now


def _tellings_after(since: Standing, fresh: Mapping[str, Sequence[Stands]], changed: Collection[str]) -> Counter[str]:
    """``Standing.tellings`` where some documents have other statements; a hundred thousand are not gone through for it."""
    found, before = Counter(since.tellings), [s.telling for d in changed for s in since.documents.get(d, ())]
    found.subtract(before)
    found.update(s.telling for statements in fresh.values() for s in statements)
    for gone in {telling for telling in before if not found[telling]}:
        del found[gone]
    return found


def _same_told(before: Sequence[Stands], now: Sequence[Stands]) -> bool:
    """Whether two tell the same of who said what and took which position, whatever was confirmed of it."""
    return [s._replace(confirmed=False, softened=False, said="") for s in before] == [
        s._replace(confirmed=False, softened=False, said="") for s in now
    ]


def _corrected(db: Connection, revision: int) -> bool:
    """Whether anything was put otherwise after a revision: a holder may have another name then, which statements here do not tell."""
    r = t.revisions
    otherwise = r.c.action.not_in((Decision.ACCEPTED, Decision.REJECTED)) & (r.c.subject != "proposals")
    return db.execute(select(r.c.number).where(r.c.number > revision, otherwise).limit(1)).first() is not None


def documents_decided_on(db: Connection, revision: int) -> set[str] | None:
    """The documents whose statements were decided on after a revision; None where more happened, or too much to name."""
    decided = _decided_on(db, revision)
    return None if decided is None else _documents_of(db, decided)


def _decided_on(db: Connection, revision: int) -> set[str] | None:
    """The statements that were decided on after a revision; None where more happened, or too much to name."""
    r, s = t.revisions, t.statements
    later = db.execute(select(r.c.action, r.c.subject).where(r.c.number > revision, r.c.subject != "proposals")).all()
    subjects = {row.subject for row in later}
    if any(row.action not in DECIDING for row in later) or len(subjects) > MOST_NAMED:
        return None
    if db.execute(select(func.count()).where(s.c.id.in_(subjects))).scalar() != len(subjects):
        return None  # marking one was taken back: it is gone and no longer tells its document
    return subjects


def _documents_of(db: Connection, statements: Collection[str]) -> set[str]:
    """The documents of statements and of what is told again in them."""
    s = t.statements
    # Other words may make one group of near-duplicates out of two, of statements in other documents.
    alike = select(s.c.alike).where(s.c.id.in_(statements))
    return set(db.scalars(select(s.c.document).where(s.c.id.in_(statements) | s.c.alike.in_(alike)).distinct()))


def settled_revision(db: Connection) -> int:
    """The last revision that is no decision on a statement: as long as it is the same, so are documents, meetings and what matches."""
    r = t.revisions
    query = select(r.c.number).where(r.c.action.not_in(DECIDING)).order_by(r.c.number.desc()).limit(1)
    return int(db.execute(query).scalar() or 0)


Rejected = dict[str, tuple[str, ...]]


def _statements(
    db: Connection, fits: Sequence[ColumnElement[bool]], soft: Collection[str], words: Mapping[str, str]
) -> tuple[dict[str, tuple[Stands, ...]], Rejected]:
    """By document the statements that nobody rejected, and what the others tell. ``soft``, ``words``: by ``_softened`` and ``_said``."""
    s, h = t.statements, t.holders
    held: dict[str, tuple[Taker, ...]] = {}
    # As they came, of all as of some: networks name actors in this order.
    holders = select(h.c.statement, h.c.party, h.c.opposed, h.c.own, h.c.sure).order_by(literal_column("holders.rowid"))
    what = (s.c.id, s.c.document, s.c.speaker, s.c.party, s.c.issue, s.c.option, s.c.stance, s.c.review, s.c.alike)
    query = select(*what).where(*fits).order_by(s.c.document, s.c.start, s.c.number)
    if fits:
        holders = holders.where(h.c.statement.in_(select(s.c.id).where(*fits)))
    # The same names and takers come a hundred thousand times: each is kept once.
    once: dict[str | None, str | None] = {}
    takers: dict[tuple[Taker, ...], tuple[Taker, ...]] = {}
    for id, party, opposed, own, sure in _rows(db, holders):
        told = (*held.get(id, ()), Taker(once.setdefault(party, party), opposed, own, sure))
        held[id] = takers.setdefault(told, told)
    here, tellings = "", Tellings()
    found: dict[str, list[Stands]] = defaultdict(list)
    gone: dict[str, list[str]] = defaultdict(list)
    for id, document, speaker, party, issue, option, stance, review, alike in _rows(db, query):
        if document != here:  # labels are of one document, and what was counted in the others need not be kept
            here, tellings = document, Tellings()
        telling = tellings.label(document, alike := id if alike == id else alike)
        if review == Decision.REJECTED:
            gone[document].append(telling)
            continue
        name = once.setdefault
        stands = (
            id, name(speaker, speaker), name(party, party), name(issue, issue), name(option, option), intern(stance),
            review in CONFIRMED, alike, telling, held.get(id, ()), id in soft,
            words.get(id, ""),
        )  # fmt: skip
        found[document].append(Stands._make(stands))
    return {d: tuple(those) for d, those in found.items()}, {d: tuple(those) for d, those in gone.items()}


def _rows(db: Connection, query: Select[Any]) -> Iterator[Any]:
    """One after another."""
    for some in db.execute(query).partitions(AT_ONCE):
        yield from some


def _softened(db: Connection, fits: Sequence[ColumnElement[bool]]) -> set[str]:
    """Which of these statements are hedged or said on a condition, as decided where somebody decided; only those with an option."""
    s, d = t.statements, t.decisions

    def told(body: Any) -> ColumnElement[bool]:
        return or_(body["hedged"].as_boolean(), body["condition"].as_string() != "[]")

    these = (*fits, s.c.option.is_not(None))
    # Words put together are looked up in no index: almost all statements are proposed, and those of a document have an index of their own.
    proposed = s.c.review.concat("") == PROPOSED
    found = set(db.scalars(select(s.c.id).where(*these, proposed, told(s.c.body))))
    newest = select(func.max(d.c.number)).group_by(d.c.statement)
    decided = select(s.c.id).join(d, d.c.statement == s.c.id).where(*these, d.c.number.in_(newest), told(d.c.body))
    return found | set(db.scalars(decided))


def _said(db: Connection, fits: Sequence[ColumnElement[bool]]) -> dict[str, str]:
    """The words that take the position of statements on an issue: where nobody decided on it if the reader is sure, else as decided."""
    s, d = t.statements, t.decisions
    chances = s.c.body["chances"]
    sure = [chances[name].as_float() >= least for name, least in SURE.items()]
    these = (*fits, s.c.issue.is_not(None))
    proposed = select(s.c.id, s.c.document, s.c.body["position"].label("position"))
    newest = select(func.max(d.c.number)).group_by(d.c.statement)
    decided = select(s.c.id, s.c.document, d.c.body["position"].label("position")).join(d, d.c.statement == s.c.id)
    spans: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for query in (
        proposed.where(*these, s.c.review == PROPOSED, *sure),
        decided.where(*these, s.c.review.in_(CONFIRMED), d.c.number.in_(newest)),
    ):
        for id, document, position in _rows(db, query):
            if position:
                spans[document].append((id, position))
    found: dict[str, str] = {}
    for some in pieces(list(spans)):
        for document, text in db.execute(
            select(t.documents.c.id, t.documents.c.text).where(t.documents.c.id.in_(some))
        ):
            found |= {id: quote(text, tuple((a, b) for a, b in position)) for id, position in spans[document]}
    return found
