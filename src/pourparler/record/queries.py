"""Questions to the record's tables."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Float,
    FromClause,
    Integer,
    Row,
    Select,
    Subquery,
    Text,
    func,
    or_,
    select,
    text,
    type_coerce,
)

from pourparler.garbage import nothing_collected
from pourparler.model import Decision, Meeting, Statement, quote
from pourparler.record import schema as t
from pourparler.record.common_words import worth
from pourparler.record.entries import PROPOSED, Entry, Heading, Telling, Tellings, Wanted
from pourparler.record.serialisation import decoded, matched_body, meeting_from, statement_from

Named = TypeVar("Named", str, int)

IN_ORDER = (
    t.documents.c.date.is_(None),
    t.documents.c.date,
    t.documents.c.published_at.is_(None),
    t.documents.c.published_at,
    t.documents.c.number,
)
"""Oldest documents first, undated ones last; of one day by the time where it is known, then as they came. So is told who was first."""
MOST_NAMED = 500
"""Ids that one question names; of more statements than that the decisions are asked for all together."""
AT_ONCE = 5_000
"""Rows that are fetched together where a hundred thousand come: fetching each took longer than all else."""
MOST_WORDS = 1000
"""Statements that a search by words finds at most, the best ones."""


def begins_with(column: Any, reference: str) -> ColumnElement[bool]:
    """Whether an id of hexadecimal digits begins so; unlike LIKE this is answered by the index."""
    inside: ColumnElement[bool] = (column >= reference) & (column < reference + "g")
    return inside


def pieces(ids: Sequence[Named]) -> Iterator[Sequence[Named]]:
    """As many as one question names."""
    yield from (ids[k : k + MOST_NAMED] for k in range(0, len(ids), MOST_NAMED))


def one_of(column: ColumnElement[Any], these: Iterable[Named]) -> ColumnElement[bool]:
    """Whether a column is one of these, however many: SQLite takes them as one value, where to name each took longer than to look it up."""
    listed = func.json_each(json.dumps(sorted(these))).table_valued("value")
    return column.in_(select(listed.c.value))


def latest_decisions(
    db: Connection, statements: Sequence[str] | Select[tuple[str]] | None = None
) -> dict[str, Row[Any]]:
    """What was decided last on each statement; of all, or of some: at most MOST_NAMED ids, or a query for them."""
    d = t.decisions
    newest = select(func.max(d.c.number)).group_by(d.c.statement)
    if statements is not None:
        newest = newest.where(d.c.statement.in_(statements))
    return {row.statement: row for row in db.execute(select(d).where(d.c.number.in_(newest)))}


@nothing_collected()
def entries(db: Connection, where: ColumnElement[bool] | None = None, *, as_read: bool = False) -> list[Entry]:
    """Statements in the order of documents and of the text; each text is fetched once.

    ``as_read``: those that nobody decided on without what matching changed.
    """
    s = t.statements
    bodies = type_coerce(s.c.body, Text), type_coerce(s.c.matched, Text)
    what = select(s.c.id, s.c.document, *bodies, s.c.reader, s.c.current, s.c.alike)
    query = what.join(t.documents, t.documents.c.id == s.c.document).order_by(*IN_ORDER, s.c.start, s.c.number)
    found: list[Entry] = []
    texts: dict[str, str] = {}
    decided: dict[str, Row[Any]] | None = None
    # As plain data a hundred thousand statements take three times the memory that they take as entries: only some are held as such.
    for rows in db.execute(query if where is None else query.where(where)).partitions(MOST_NAMED):
        if decided is None:
            few = where is not None and len(rows) < MOST_NAMED
            decided = latest_decisions(db, [row[0] for row in rows] if few else None)
        wanted = {row[1] for row in rows} - texts.keys()
        some = select(t.documents.c.id, t.documents.c.text).where(t.documents.c.id.in_(sorted(wanted)))
        texts |= {row.id: row.text for row in db.execute(some)}
        told = zip(rows, decoded([row[2] for row in rows]), decoded([row[3] for row in rows]), strict=True)
        for (id, document, _, _, reader, current, alike), body, matched in told:
            decision = decided.get(id)
            stands = body if as_read else matched_body(body, matched)
            statement = statement_from(id, document, decision.body if decision else stands)
            found.append(_entry(statement, texts[document], reader, current, alike, decision))
    return found


Stretch = tuple[str, int, int]
"""A document, and from where to where in its text."""


def reaching(db: Connection, places: Sequence[Stretch]) -> dict[Stretch, list[str]]:
    """The ids of the statements of which something stands in each of these stretches, in the order of the text."""
    found: dict[Stretch, list[str]] = {place: [] for place in places}
    for k in range(0, len(places), MOST_NAMED):
        some = places[k : k + MOST_NAMED]
        # Written by hand: the index is asked once for each stretch, and not all statements for each of them.
        sql = (
            f"WITH wanted(document, first, last) AS (VALUES {', '.join(['(?, ?, ?)'] * len(some))}) "
            "SELECT w.document, w.first, w.last, s.id FROM wanted w CROSS JOIN statements s "
            'ON s.document = w.document AND s.start < w.last AND s."end" > w.first ORDER BY s.start, s.number'
        )
        for document, first, last, id in db.exec_driver_sql(sql, tuple(v for place in some for v in place)):
            found[document, first, last].append(id)
    return found


def placed(db: Connection, statements: Sequence[str], documents: Sequence[str]) -> dict[str, tuple[str, date | None]]:
    """(document, its date) of statements and documents by their ids; those that are not here are left out."""
    s, d = t.statements, t.documents
    found: dict[str, tuple[str, date | None]] = {}
    for some in pieces(statements):
        query = select(s.c.id, s.c.document, d.c.date).join(d, d.c.id == s.c.document).where(s.c.id.in_(some))
        found |= {id: (document, day) for id, document, day in db.execute(query)}
    for some in pieces(documents):
        found |= {id: (id, day) for id, day in db.execute(select(d.c.id, d.c.date).where(d.c.id.in_(some)))}
    return found


def headings(db: Connection, documents: Collection[str] | None = None) -> list[Heading]:
    """All documents without their texts, or some."""
    s, d = t.statements, t.documents
    these = () if documents is None else (s.c.document.in_(documents),)
    counts = (
        select(
            s.c.document,
            func.count().label("statements"),
            func.sum(func.iif(s.c.review != PROPOSED, 1, 0)).label("reviewed"),
            func.sum(func.iif(s.c.review.in_([Decision.ACCEPTED, Decision.CORRECTED]), 1, 0)).label("confirmed"),
        )
        .where(*these)
        .group_by(s.c.document)
        .subquery()
    )
    of = (d.c.id, d.c.title, d.c.date, d.c.source, d.c.url, d.c.language, d.c.format, d.c.kind, d.c.date_guessed)
    many = (func.coalesce(c, 0) for c in (counts.c.statements, counts.c.reviewed, counts.c.confirmed))
    joined = d.outerjoin(counts, counts.c.document == d.c.id).outerjoin(t.stories, t.stories.c.document == d.c.id)
    query: Select[Any] = (
        select(*of, *many, func.coalesce(t.stories.c.story, d.c.id)).select_from(joined).order_by(*IN_ORDER)
    )
    if documents is not None:
        query = query.where(d.c.id.in_(documents))
    return [Heading(*row) for row in db.execute(query)]


def tellings(db: Connection, alike: Sequence[str]) -> dict[str, tuple[Telling, ...]]:
    """By each group of near-duplicates the documents that tell it, who was first before the others; without what was rejected."""
    s, d = t.statements, t.documents
    what = (s.c.alike, d.c.id, d.c.title, d.c.date, d.c.source, d.c.language, s.c.id)
    found: dict[str, list[Telling]] = {}
    for some in pieces(alike):
        query = (
            select(*what).join(d, d.c.id == s.c.document).where(s.c.alike.in_(some), s.c.review != Decision.REJECTED)
        )
        for label, *told in db.execute(query.order_by(*IN_ORDER, s.c.start, s.c.number)):
            those = found.setdefault(label, [])
            if not any(t.document == told[0] for t in those[-1:]):
                those.append(Telling(*told))
    return {label: tuple(those) for label, those in found.items()}


def retold(db: Connection, documents: Sequence[str]) -> dict[str, tuple[Telling, ...]]:
    """Of documents that tell a story which others tell too all of these, who was first before the others."""
    mine, theirs, d = t.stories.alias("mine"), t.stories.alias("theirs"), t.documents
    what = (mine.c.document, d.c.id, d.c.title, d.c.date, d.c.source, d.c.language)
    found: dict[str, list[Telling]] = {}
    for some in pieces(documents):
        query = (
            select(*what)
            .select_from(mine)
            .join(theirs, theirs.c.story == mine.c.story)
            .join(d, d.c.id == theirs.c.document)
            .where(mine.c.document.in_(some))
        )
        for document, *told in db.execute(query.order_by(*IN_ORDER)):
            found.setdefault(document, []).append(Telling(*told))
    return {document: tuple(told) for document, told in found.items() if len(told) > 1}


def told_in_english() -> Select[Any]:
    """The ids of documents in other languages whose story an English one tells too."""
    mine, theirs = t.stories.alias("mine"), t.stories.alias("theirs")
    d, english = t.documents.alias("told"), t.documents.alias("english")
    return (
        select(d.c.id)
        .join(mine, mine.c.document == d.c.id)
        .join(theirs, theirs.c.story == mine.c.story)
        .join(english, english.c.id == theirs.c.document)
        .where(d.c.language != "en", english.c.language == "en")
    )


def telling_of(heading: Heading) -> Telling:
    """A document as one that tells a story."""
    return Telling(heading.id, heading.title, heading.date, heading.source, heading.language)


def meetings(db: Connection) -> list[Meeting]:
    """The meetings that readers found, in the order of the documents; of one that a story tells several times the first telling."""
    m, d = t.meetings, t.documents
    joined = m.join(d, d.c.id == m.c.document).outerjoin(t.stories, t.stories.c.document == d.c.id)
    query = select(d.c.number, m.c.number, m.c.document, m.c.body, t.stories.c.story).select_from(joined)
    told: dict[tuple[Any, ...], str] = {}
    kept: dict[tuple[int, int], Meeting] = {}
    for place, number, document, body, story in db.execute(query.order_by(*IN_ORDER, m.c.number)):
        meeting = meeting_from(body)
        if told.setdefault((story, meeting.date, frozenset(meeting.present)), document) == document:
            kept[place, number] = meeting
    return [kept[place] for place in sorted(kept)]


def by_story(headings: Iterable[Heading]) -> dict[str, tuple[Telling, ...]]:
    """The stories that several documents tell, each with them, who was first before the others. ``headings``: of all, in their order."""
    found: dict[str, list[Telling]] = {}
    for heading in headings:
        found.setdefault(heading.story, []).append(telling_of(heading))
    return {story: tuple(told) for story, told in found.items() if len(told) > 1}


def matched(db: Connection, table: str, words: str) -> list[int]:
    """Numbers of the rows that have all the words, best first (FTS5, bm25)."""
    if not words.strip():
        return []
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}) LIMIT {MOST_WORDS}"
    return [int(row[0]) for row in db.exec_driver_sql(sql, (_terms(words),))]


def _terms(words: str) -> str:
    # Each word is quoted: the user's text is no query language, and punctuation in it cannot break one. One that ends in a star stands
    # for all that begin so.
    return " ".join(
        '"' + word.rstrip("*").replace('"', '""') + '"' + "*" * (word.endswith("*") and word[0].isalnum())
        for word in words.split()
    )


def _ranked(words: str) -> Subquery:
    """(number, score) of the statements that have the words; the lower the score, the better."""
    name, score = "statements_search", worth("statements", "statements_search", MOST_WORDS)
    sql = f"SELECT rowid, {score} AS score FROM {name} WHERE {name} MATCH :terms ORDER BY score LIMIT {MOST_WORDS}"
    found = text(sql).bindparams(terms=_terms(words))
    return found.columns(Column("rowid", Integer, key="number"), Column("score", Float)).subquery("ranked")


def _fits(wanted: Wanted) -> tuple[list[ColumnElement[bool]], list[ColumnElement[bool]]]:
    """Conditions of what is wanted: on statements, and on their documents."""
    s, d = t.statements, t.documents
    fits: list[ColumnElement[bool]] = [
        column == asked
        for column, asked in (
            (s.c.document, wanted.document),
            (s.c.issue, wanted.issue),
            (s.c.review, wanted.review),
            (s.c.alike, wanted.alike),
        )
        if asked
    ]
    if wanted.stance:
        fits.append(s.c.stance.in_(wanted.stance))
    if wanted.party:
        h = t.holders
        told_by_others = select(h.c.statement).where(h.c.party == wanted.party, h.c.own.is_(False))
        fits.append(or_(s.c.party == wanted.party, s.c.id.in_(told_by_others)))
    if wanted.speaker:
        fits.append(s.c.speaker.icontains(wanted.speaker, autoescape=True))
    of_documents: list[ColumnElement[bool]] = [d.c.source == wanted.source] if wanted.source else []
    if wanted.since:
        of_documents.append(d.c.date >= wanted.since)
    if wanted.until:
        of_documents.append(d.c.date <= wanted.until)
    return fits, of_documents


def _joined(of_documents: Sequence[ColumnElement[bool]]) -> FromClause:
    """The documents are joined only where something is asked of them."""
    s, d = t.statements, t.documents
    return s.join(d, d.c.id == s.c.document) if of_documents else s


def fitting(wanted: Wanted) -> Select[Any]:
    """The ids of all that fits."""
    fits, of_documents = _fits(wanted)
    joined = _joined(of_documents)
    s = t.statements
    if wanted.words.strip():
        ranked = _ranked(wanted.words)
        joined = joined.join(ranked, ranked.c.number == s.c.number)
    return select(s.c.id).select_from(joined).where(*fits, *of_documents)


def groups(db: Connection, wanted: Wanted, limit: int, offset: int) -> tuple[list[tuple[str, int]], int, int]:
    """(first statement that fits, how many more of its group fit) for a page of groups; how many statements, and groups, fit."""
    found = _best_first(db, wanted) if wanted.words.strip() else _oldest_first(db, wanted)
    first: dict[str, str] = {}  # as far as the page goes
    told: dict[str, list[str]] = defaultdict(list)
    for document, labels, ids in found:
        told[document] += labels
        if len(first) < offset + limit:
            for label, id in zip(labels, ids.split(" "), strict=True):
                first.setdefault(label, id)
    page = dict(islice(first.items(), offset, offset + limit))
    # Only documents that tell something of the page are gone through again: a hundred thousand statements are many.
    telling = (
        select(t.statements.c.document).where(one_of(t.statements.c.alike, set(map(Tellings.group, page)))).distinct()
    )
    many = Counter(label for d in db.scalars(telling) for label in told.get(d, ()) if label in page)
    every = set().union(*told.values())
    return [(id, many[label] - 1) for label, id in page.items()], sum(map(len, told.values())), len(every)


Within = tuple[str, Sequence[str], str]
"""A document, what some statements of it tell (``Tellings``), and their ids, blanks between."""


def _best_first(db: Connection, wanted: Wanted) -> Iterator[Within]:
    """The statements that have the words, and fit, one after another."""
    s, d = t.statements, t.documents
    ranked = _ranked(wanted.words)
    fits, of_documents = _fits(wanted)
    joined = s.join(d, d.c.id == s.c.document).join(ranked, ranked.c.number == s.c.number)
    query = select(s.c.document, s.c.alike, s.c.id).select_from(joined).where(*fits, *of_documents)
    tellings = Tellings()
    for document, alike, id in db.execute(query.order_by(ranked.c.score, *IN_ORDER, s.c.start, s.c.number)):
        yield document, [tellings.label(document, alike)], id


def _oldest_first(db: Connection, wanted: Wanted) -> Iterator[Within]:
    """All that fits, a document at a time: SQLite puts the words of each together, which is three times faster than a row each."""
    s, d = t.statements, t.documents
    fits, of_documents = _fits(wanted)
    if wanted == Wanted(review=wanted.review, source=wanted.source, since=wanted.since, until=wanted.until):
        # Nearly all of them fit: each document's stand side by side in an index, and sorting all of them takes longer than all else.
        here = select(s.c.alike, s.c.id).where(s.c.document == d.c.id, *fits).order_by(s.c.start, s.c.number)
        own = here.correlate(d).subquery()
        words = select(_together(own)).scalar_subquery()
        found = db.execute(select(d.c.id, words).where(*of_documents).order_by(*IN_ORDER))
        told = ((document, words) for document, words in found if words)
    else:
        what = select(s.c.document, s.c.alike, s.c.id).select_from(_joined(of_documents)).where(*fits, *of_documents)
        each = what.order_by(s.c.document, s.c.start, s.c.number).subquery()
        within = dict(tuple(r) for r in db.execute(select(each.c.document, _together(each)).group_by(each.c.document)))
        order = db.scalars(select(d.c.id).order_by(*IN_ORDER))
        told = ((document, within[document]) for document in order if document in within)
    for document, words in told:
        alike, _, ids = words.partition("/")
        yield document, Tellings.labels(alike.split(" ")), ids


def _together(found: Subquery) -> ColumnElement[str]:
    """What statements tell, and behind a stroke their ids, in one line: SQLite keeps the order of what it puts together."""
    told: ColumnElement[str] = func.group_concat(found.c.alike, " ") + "/" + func.group_concat(found.c.id, " ")
    return told


def _entry(statement: Statement, text: str, reader: str, current: bool, alike: str, decision: Row[Any] | None) -> Entry:
    entry = Entry(
        statement,
        quote(text, statement.content),
        reader,
        current=current,
        alike=alike,
        position=quote(text, statement.position),
    )
    if decision is None:
        return entry
    kind = Decision(decision.decision)
    return replace(entry, decision=kind, by=decision.by, at=decision.at, note=decision.note, number=decision.number)
