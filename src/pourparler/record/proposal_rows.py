"""Proposals in the record: rows, the steps in which they were changed, and taking a step back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, delete, func, insert, select, type_coerce, update

from pourparler.errors import NotFoundError, StaleProposalsError
from pourparler.model import Proposal, Proposals, State, What, Written
from pourparler.record import schema as t
from pourparler.record.proposal_bodies import body_from, body_row
from pourparler.record.review import now, revise
from pourparler.record.serialisation import decoded

Row = Mapping[str, Any]
Pair = tuple[Proposal | None, Proposal | None]

DRAFTED = "draft"
"""The action of a step in which drafting changed proposals, and nobody else."""
UNDO = "undo: "
"""How the action of a step begins that took another back."""


@dataclass(frozen=True, slots=True)
class ProposalStep:
    """One change of proposals: who did what when. ``undoable``: a person did it, and nobody has taken it back."""

    number: int
    at: datetime
    by: str
    action: str
    undoable: bool


def proposal_row(p: Proposal) -> dict[str, Any]:
    """A proposal as plain JSON data."""
    return {
        "id": p.id,
        "what": p.what.value,
        "body": body_row(p.body),
        "state": p.state.value,
        "why": p.why,
        "settled": sorted(p.settled),
        "key": p.key,
        "dismissed_with": p.dismissed_with,
        "merged_into": p.merged_into,
        "place": p.place,
        "in_file": p.in_file,
    }


def proposal_from(row: Row) -> Proposal:
    """The inverse of ``proposal_row``."""
    what = What(row["what"])
    body = body_from(what, row["body"])
    told = {"what": what, "body": body, "state": State(row["state"]), "settled": frozenset(row["settled"])}
    return Proposal(**{**row, **told})


def proposals(db: Connection) -> Proposals:
    """All of them."""
    p = t.proposals
    texts = db.scalars(select(type_coerce(p.c.row, Text)).order_by(p.c.what, p.c.place, p.c.id)).all()
    return Proposals.of(map(proposal_from, decoded(texts)), _revision(db))


def _revision(db: Connection) -> int:
    return db.execute(select(func.max(t.proposal_steps.c.number))).scalar() or 0


def drafted_since(db: Connection, revision: int) -> frozenset[str] | None:
    """Ids of proposals that drafting alone changed after a revision; None where a person changed any."""
    s = t.proposal_steps
    changed: set[str] = set()
    for step in db.execute(select(s.c.action, s.c.before, s.c.after).where(s.c.number > revision)):
        if step.action != DRAFTED:
            return None
        changed |= {*step.before, *step.after}
    return frozenset(changed)


def keep(db: Connection, by: str, before: Proposals, after: Proposals, action: str, *, undoable: bool) -> Proposals:
    """One step. Raises StaleProposalsError where another came between."""
    _check(db, before.revision)
    pairs = before.changes_to(after)
    if not pairs:
        return replace(after, revision=before.revision)
    return replace(after, revision=_step(db, by, action, pairs, undoable=undoable))


def undo(db: Connection, by: str, revision: int | None) -> Proposals:
    """Take back the last step that a person made. Raises NotFoundError, StaleProposalsError."""
    if revision is not None:
        _check(db, revision)
    s = t.proposal_steps
    last = db.execute(select(s).where(s.c.undoable).order_by(s.c.number.desc()).limit(1)).first()
    if last is None:
        raise NotFoundError("nothing was done to the proposals that can be undone", mend="There is nothing to undo")
    now_ = proposals(db)
    gone = {
        id: proposal_from(row)
        for step in db.execute(select(s.c.before).where(s.c.number > last.number).order_by(s.c.number.desc()))
        for id, row in step.before.items()
        if row is not None and id not in now_
    }
    after = taken_back(now_, last.before, last.after, gone)
    db.execute(update(s).where(s.c.number == last.number).values(undoable=False))
    number = _step(db, by, f"{UNDO}{last.action}", now_.changes_to(after), undoable=False)
    return replace(after, revision=number)


def taken_back(
    current: Proposals, before: Mapping[str, Row | None], after: Mapping[str, Row | None], gone: Mapping[str, Proposal]
) -> Proposals:
    """The proposals without what one step changed; what was changed since stays.

    ``before`` and ``after``: the rows of the step. ``gone``: what drafting took away since, for what refers to it again.
    """
    rows = dict(current.by_id)
    for id, old in before.items():
        new = after[id]
        if old is None:
            rows.pop(id, None)
        elif id in rows and new is not None:
            rows[id] = _without(rows[id], proposal_from(old), proposal_from(new))
    missing = [id for id in before if before[id] is None and _referred(rows, id)]
    for id in missing:  # something drafted since stands on what the step made: the next draft puts it elsewhere
        rows[id] = replace(current[id], state=State.PROPOSED, settled=frozenset())
    waiting = [r for p in rows.values() for r in p.refers_to if r not in rows]
    while waiting:
        id = waiting.pop()
        if id not in rows:
            rows[id] = gone[id]
            waiting += [r for r in gone[id].refers_to if r not in rows]
    return replace(current, by_id=rows)


def _referred(rows: Mapping[str, Proposal], id: str) -> bool:
    return any(id in p.refers_to for p in rows.values())


def _without(current: Proposal, before: Proposal, after: Proposal) -> Proposal:
    """Each field as before the step, unless it was changed again since."""
    told = {
        f.name: getattr(before, f.name)
        for f in fields(Proposal)
        if f.name not in ("id", "what", "body", "settled") and getattr(current, f.name) == getattr(after, f.name)
    }
    body = {
        f.name: getattr(before.body, f.name)
        for f in fields(before.body)
        if getattr(current.body, f.name) == getattr(after.body, f.name)
    }
    settled = (current.settled - (after.settled - before.settled)) | (before.settled - after.settled)
    return replace(current, **told, body=replace(current.body, **body), settled=settled)


def steps(db: Connection, limit: int) -> list[ProposalStep]:
    """The last ones, newest first."""
    s = t.proposal_steps
    columns = (s.c.number, s.c.at, s.c.by, s.c.action, s.c.undoable)
    return [ProposalStep(*row) for row in db.execute(select(*columns).order_by(s.c.number.desc()).limit(limit))]


def written(db: Connection, revision: str) -> dict[str, Written]:
    """What stands in dossier.yaml, of this revision."""
    told = db.execute(select(t.announced.c.entries).where(t.announced.c.revision == revision)).scalar()
    if told is not None:
        return {key: Written(*entry) for key, entry in told.items()}
    return {row.key: Written(row.section, row.name, row.entry) for row in db.execute(select(t.written))}


def announce_written(db: Connection, revision: str, entries: Mapping[str, Written]) -> None:
    """What will stand there."""
    db.execute(delete(t.announced))
    told = {key: [w.section, w.name, w.entry] for key, w in entries.items()}
    db.execute(insert(t.announced).values(revision=revision, entries=told))


def settle_written(db: Connection, revision: str) -> None:
    """What stands there now that the file has this revision; what was announced for another one never came."""
    entries = written(db, revision)
    db.execute(delete(t.announced))
    db.execute(delete(t.written))
    rows = [{"key": key, "section": w.section, "name": w.name, "entry": w.entry} for key, w in entries.items()]
    if rows:
        db.execute(insert(t.written), rows)


def _check(db: Connection, revision: int) -> None:
    if _revision(db) != revision:
        mend = "Nothing was changed. Look at the proposals as they are now, and do it again"
        raise StaleProposalsError("the proposals were changed meanwhile", mend=mend)


def _id(pair: Pair) -> str:
    one = pair[0] or pair[1]
    assert one is not None
    return one.id


def _brief(p: Proposal | None) -> dict[str, Any] | None:
    return None if p is None else {"what": p.what.value, "words": p.words}


def _put(db: Connection, changed: Iterable[Proposal], gone: Iterable[str]) -> None:
    p = t.proposals
    rows = [
        {"id": c.id, "what": c.what.value, "state": c.state.value, "place": c.place, "row": proposal_row(c)} for c in changed
    ]  # fmt: skip
    out = [*(row["id"] for row in rows), *gone]
    for start in range(0, len(out), 500):  # SQLite takes so many values at a time
        db.execute(delete(p).where(p.c.id.in_(out[start : start + 500])))
    if rows:
        db.execute(insert(p), rows)


def _step(db: Connection, by: str, action: str, pairs: Sequence[Pair], *, undoable: bool) -> int:
    """Keep changed rows, and what was changed. The number of the step."""
    old = {_id(pair): proposal_row(pair[0]) if pair[0] else None for pair in pairs}
    # Of what a draft brings the step keeps the words only: nobody undoes it, and a first draft is large.
    new = {
        _id(p): _brief(p[1]) if p[0] is None and not undoable else proposal_row(p[1]) if p[1] else None for p in pairs
    }
    _put(db, (p for _, p in pairs if p is not None), (id for id, row in new.items() if row is None))
    row = {"at": now(), "by": by, "action": action, "before": old, "after": new, "undoable": undoable}
    kept = db.execute(insert(t.proposal_steps).values(**row))
    revise(db, by, "change proposals", "proposals", None, {"action": action})
    return int((kept.inserted_primary_key or (0,))[0])
