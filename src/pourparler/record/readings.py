"""What a reading puts in place of what was read before; what a person decided stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from pourparler.model import Decision, Reading, Statement, overlap
from pourparler.record import queries, search_index, tellings
from pourparler.record import schema as t
from pourparler.record.entries import Saved
from pourparler.record.matchings import note_matched, otherwise
from pourparler.record.meanings import forget_meanings, put_meanings
from pourparler.record.prepared import Prepared
from pourparler.record.serialisation import meeting_body, statement_body, statement_from

SAME = 0.5
"""The share of its content, intersection over union, that a statement has in common with a decided one of which it is a new reading."""
STRETCH = 1_000
"""Code points."""

Decided = dict[str, tuple[Decision, Statement]]


def put_statements(db: Connection, found: Prepared, text: str) -> Saved:
    """Keep the statements of a reading; earlier suggestions of the document that are not found again and that nobody decided on go.

    A new statement whose content overlaps a decided one by SAME or more is that one found again, and is not added.
    """
    s, reading = t.statements, found.reading
    rows = db.execute(select(s.c.id, s.c.words).where(s.c.document == reading.document)).all()
    old = {row.id: row.words for row in rows}
    decided: Decided = {
        id: (Decision(row.decision), statement_from(id, reading.document, row.body))
        for id, row in queries.latest_decisions(db, select(s.c.id).where(s.c.document == reading.document)).items()
    }
    db.execute(delete(t.matchings).where(t.matchings.c.document == reading.document))
    places = _places(before for _, before in decided.values())
    kept: dict[str, Statement] = {}
    held = 0
    for statement in reading.statements:
        if statement.id not in old and _is_decided(statement, places):
            held += 1
        else:
            kept.setdefault(statement.id, statement)
    _put(db, found, kept, old, decided, text)
    put_meanings(db, {id: found.meanings[id] for id in kept if id in found.meanings})
    forget_meanings(db, kept.keys() - found.meanings.keys())  # the words of their positions may be others now
    gone = old.keys() - kept.keys()
    removed, still_decided = gone - decided.keys(), gone & decided.keys()
    tellings.forget(db, removed)
    if still_decided:
        one = update(s).where(s.c.id == bindparam("decided")).values(current=False)
        db.execute(one, [{"decided": id} for id in still_decided])
    if found.matched is not None:
        note_matched(db, reading.document, found.matched)
    return Saved(len(kept.keys() - old.keys()), len(kept.keys() & old.keys()), len(removed), held + len(still_decided))


def _places(statements: Iterable[Statement]) -> dict[int, list[Statement]]:
    """Statements by the stretches of text that their contents lie in, so that each is compared with its neighbours only."""
    places: dict[int, list[Statement]] = {}
    for statement in statements:
        for place in _stretches(statement):
            places.setdefault(place, []).append(statement)
    return places


def _stretches(statement: Statement) -> set[int]:
    return {k for start, end in statement.content for k in range(start // STRETCH, (end - 1) // STRETCH + 1)}


def _is_decided(statement: Statement, places: Mapping[int, Sequence[Statement]]) -> bool:
    near = (before for place in _stretches(statement) for before in places.get(place, ()))
    return any(overlap(before.content, statement.content) >= SAME for before in near)


def _put(
    db: Connection,
    found: Prepared,
    kept: Mapping[str, Statement],
    old: Mapping[str, str],
    decided: Decided,
    text: str,
) -> None:
    """Keep statements, all of them at once: asked one by one, the database's answers were most of the time that keeping a reading took.

    ``old``: the words of those that were kept before.
    """
    s = t.statements
    matched = {m.id: m for m in found.matched.statements} if found.matched else kept
    standing = {id: decided.get(id, (None, matched[id])) for id in kept}
    told = {id: search_index.columns(stands, decision, text) for id, (decision, stands) in standing.items()}
    # By the name that the reader gave the speaker: what tells the same does not depend on the dossier.
    words = {id: search_index.words_of(kept[id], text) for id in kept.keys() - old.keys()}
    stances = {id: kept[id].stance.value for id in words}
    alike = tellings.groups_of_new(db, found.reading.document, words, stances, found.bands)
    rows = [
        {
            "body": statement_body(statement),
            "matched": otherwise(statement, matched[id]) or None,
            "reader": found.reading.reader,
            "current": True,
            "confidence": (statement if id in decided else matched[id]).confidence,
            **told[id],
        }
        | ({"kept": id} if id in old else {"id": id, "document": statement.document, "alike": alike[id]})
        for id, statement in kept.items()
    ]
    if known := [row for row in rows if "kept" in row]:
        db.execute(update(s).where(s.c.id == bindparam("kept")), known)
    if new := [row for row in rows if "id" in row]:
        db.execute(insert(s), new)
    search_index.keep_takers(db, [stands for _, stands in standing.values()])
    for id in old.keys() & kept.keys():
        if old[id] != told[id]["words"]:
            tellings.tell_again(db, id)


def put_meetings(db: Connection, reading: Reading) -> None:
    """Keep the meetings of a reading in place of those that were found in the document before."""
    db.execute(delete(t.meetings).where(t.meetings.c.document == reading.document))
    for meeting in reading.meetings:
        row = {"id": meeting.id, "document": reading.document, "body": meeting_body(meeting), "reader": reading.reader}
        db.execute(insert(t.meetings).prefix_with("OR REPLACE").values(**row))
