"""What a person does to statements, each as one step that can be taken back whole: decide, mark, split, join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from pourparler.errors import DecidedError, NotFoundError, PourparlerError
from pourparler.model import Decision, Span, Spans, Stance, Statement, merge_spans
from pourparler.record import queries, search_index, tellings
from pourparler.record import schema as t
from pourparler.record.entries import HAND, Entry
from pourparler.record.serialisation import matched_body, statement_body, statement_from


def now() -> datetime:
    """Universal time without its zone, to the second: what the record keeps."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def version(db: Connection) -> int:
    """See ``Record.version``."""
    query = select(func.max(t.revisions.c.number)).where(t.revisions.c.subject != "proposals")
    return db.execute(query).scalar() or 0


def revise(
    db: Connection,
    by: str,
    action: str,
    subject: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> None:
    """Keep who changed what; in the same transaction as the change."""
    revise_all(db, by, action, [(subject, before, after)])


def revise_all(
    db: Connection,
    by: str,
    action: str,
    changes: Sequence[tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]],
) -> None:
    """Keep who changed what of several: subject, before, after of each; in the same transaction as the changes."""
    about = {"at": now(), "by": by, "action": action}
    rows = [about | {"subject": subject, "before": before, "after": after} for subject, before, after in changes]
    db.execute(insert(t.revisions), rows)


REGROUPED = "other words"
"""In the history, that with a statement's words others are told apart, or together."""

Seen = Mapping[str, str] | None
"""The last decision that a person saw on each statement (``Entry.last``); None where what was seen does not matter."""


def check_seen(db: Connection, seen: Seen) -> None:
    """Raises DecidedError where a statement was decided on, or a decision taken back, since a person looked at it."""
    for id, last in (seen or {}).items():
        found = queries.entries(db, t.statements.c.id == id)
        if not found or found[0].last != last:
            raise DecidedError(id)


class Step:
    """Changes of one person that stand and fall together."""

    def __init__(self, db: Connection, by: str, text: str) -> None:
        self._db, self._by, self._text = db, by, text
        self._number: int | None = None

    def decide(self, entry: Entry, statement: Statement, decision: Decision, note: str | None = None) -> None:
        """Keep a decision on a statement that the record holds; ``statement`` is how it stands from now on.

        Raises:
            PourparlerError: it is another statement, or its spans lie outside the text.
        """
        if statement.id != entry.statement.id or statement.document != entry.statement.document:
            raise PourparlerError(
                f"{statement.id} is no correction of {entry.statement.id}", mend="Correct it by its own id"
            )
        _check_spans(statement, len(self._text))
        statement = replace(statement, chances=None)  # a person has looked: no chance is left to state
        body = statement_body(statement)
        row = {"statement": statement.id, "decision": decision.value, "body": body, "note": note, "step": self._number}
        kept = self._db.execute(insert(t.decisions).values(**row, by=self._by, at=now()))
        if self._number is None:
            # The first decision of a step names it.
            self._number = int((kept.inserted_primary_key or (0,))[0])
            named = update(t.decisions).where(t.decisions.c.number == self._number)
            self._db.execute(named.values(step=self._number))
        _stand(self._db, self._by, statement, decision, self._text)
        before = {"review": entry.review, **statement_body(entry.statement)}
        revise(self._db, self._by, decision.value, statement.id, before, {"review": decision.value, **body})

    def mark(self, statement: Statement, note: str | None = None) -> None:
        """Keep a statement that a person found; it is accepted with that. Raises PourparlerError where it is there already."""
        _check_spans(statement, len(self._text))
        s = t.statements
        if self._db.execute(select(s.c.id).where(s.c.id == statement.id)).first():
            raise PourparlerError(
                f"these words are marked already, as {statement.id}", mend="Accept or correct that one, or mark other words"
            )  # fmt: skip
        row = {"body": statement_body(statement), "reader": HAND, "current": True, "confidence": None}
        told = search_index.columns(statement, None, self._text)
        self._db.execute(insert(s).values(id=statement.id, document=statement.document, **row, **told))
        tellings.tell(self._db, [statement.id])
        self.decide(Entry(statement, "", HAND), statement, Decision.ACCEPTED, note)


def _check_spans(statement: Statement, length: int) -> None:
    """Raises PourparlerError where there is no content, or where a span lies outside a text of ``length`` code points."""
    if not statement.content:
        raise PourparlerError("a statement needs the words that were said", mend="Give at least one of them")
    for name in ("source", "cue", "content", "condition", "position"):
        spans: Spans = getattr(statement, name)
        if any(not 0 <= start < end <= length for start, end in spans):
            raise PourparlerError(
                f"{name}: a span lies outside the text of {length} characters", mend="Mark words of this document"
            )


def take_back(db: Connection, by: str, entry: Entry, text: str) -> None:
    """Undo the last decision on a statement, and what was done in the same step to others.

    Raises:
        NotFoundError: nothing was decided on it.
        PourparlerError: another statement of the step was decided on since.
    """
    d = t.decisions
    newest = db.execute(
        select(d.c.number, d.c.step).where(d.c.statement == entry.statement.id).order_by(d.c.number.desc()).limit(1)
    ).first()
    if newest is None:
        raise NotFoundError(f"nothing was decided on {entry.statement.id}", mend="There is nothing to undo")
    whole = d.c.number == newest.number if newest.step is None else d.c.step == newest.step
    for row in db.execute(select(d).where(whole).order_by(d.c.number.desc())).all():
        last = db.execute(select(func.max(d.c.number)).where(d.c.statement == row.statement)).scalar()
        if last != row.number:
            raise PourparlerError(f"{row.statement} has a later decision", mend=f"Undo {row.statement} first")
        db.execute(delete(d).where(d.c.number == row.number))
        revise(db, by, "undo", row.statement, {"review": row.decision, **row.body}, None)
        _fall_back(db, by, row.statement, text)


def _fall_back(db: Connection, by: str, id: str, text: str) -> None:
    """Let the decision before count, or the suggestion; what a person marked and took back is gone."""
    row = db.execute(select(t.statements).where(t.statements.c.id == id)).one()
    decided = queries.latest_decisions(db, [id]).get(id)
    if decided is None and row.reader == HAND:
        tellings.forget(db, [id])
        return
    body = decided.body if decided else matched_body(row.body, row.matched)
    _stand(db, by, statement_from(id, row.document, body), Decision(decided.decision) if decided else None, text)


def _stand(db: Connection, by: str, statement: Statement, decision: Decision | None, text: str) -> None:
    s = t.statements
    before = db.execute(select(s.c.words).where(s.c.id == statement.id)).scalar()
    told = search_index.columns(statement, decision, text)
    db.execute(update(s).where(s.c.id == statement.id).values(**told))
    search_index.keep_takers(db, [statement])
    if told["words"] != before and tellings.tell_again(db, statement.id):
        revise(db, by, REGROUPED, statement.id, None, None)


def divided(statement: Statement, place: int, text: str) -> tuple[Statement, Statement]:
    """The statement cut in two at a place in its content: the first keeps its id, the second is new; both keep source and cue.

    A part without any of the words that take the position takes none.

    Raises:
        PourparlerError: the place is not between words of the content.
    """
    first, second = _trimmed(statement.content, 0, place, text), _trimmed(statement.content, place, len(text), text)
    if not first or not second:
        raise PourparlerError(
            "a statement can only be split within its content", mend="Choose a place between two of its words"
        )
    kept = replace(_part(statement, 0, place, text), content=first)
    rest = _part(statement, place, len(text), text)
    return kept, replace(rest, content=second, confidence=None, chances=None, id="")


def _part(s: Statement, start: int, end: int, text: str) -> Statement:
    """What a stretch has of condition and position."""
    condition, position = _trimmed(s.condition, start, end, text), _trimmed(s.position, start, end, text)
    part = replace(s, condition=condition, position=position)
    return part if position or not s.position else replace(part, stance=Stance.REPORTS, holders=(), points_to=())


def united(first: Statement, second: Statement) -> Statement:
    """One statement with the words of both, and all else of the first; the second's position where the first takes none.

    Raises PourparlerError where they are of two documents.
    """
    if first.document != second.document or first.id == second.id:
        raise PourparlerError("only statements of the same document can be joined", mend="Choose another statement")
    names = ("source", "cue", "content", "condition")
    words: dict[str, Any] = {n: merge_spans((*getattr(first, n), *getattr(second, n))) for n in names}
    if not first.position:
        taken = ("position", "stance", "holders", "points_to") if second.position else ()
        return replace(first, **words, **{name: getattr(second, name) for name in taken})
    same = second.stance is first.stance and second.holders == first.holders
    return replace(first, **words, position=merge_spans((*first.position, *(second.position if same else ()))))


def _trimmed(spans: Spans, start: int, end: int, text: str) -> Spans:
    """The spans within a stretch, blanks at the ends of pieces cut off."""
    pieces = [(max(a, start), min(b, end)) for a, b in spans]
    return tuple(_bare(p, text) for p in pieces if p[0] < p[1] and text[p[0] : p[1]].strip())


def _bare(span: Span, text: str) -> Span:
    words = text[span[0] : span[1]]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())
