"""Proposals in the record: rows, the steps in which they were changed, and taking a step back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from pourparler.errors import NotFoundError, StaleError
from pourparler.model import Proposal, Proposals, State, What, Written
from pourparler.record import schema as t
from pourparler.record.proposal_bodies import body_from, body_row
from pourparler.record.review import now, revise

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProposalStep:
    """One change of proposals: who did what when. ``undone``: it was taken back, or it took another back."""

    number: int
    at: datetime
    by: str
    action: str
    undone: bool


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
    rows = db.execute(select(p.c.row).order_by(p.c.what, p.c.place, p.c.id)).scalars()
    return Proposals.of(map(proposal_from, rows), _revision(db))


def _revision(db: Connection) -> int:
    return db.execute(select(func.max(t.proposal_steps.c.number))).scalar() or 0


def keep(db: Connection, by: str, before: Proposals, after: Proposals, action: str) -> Proposals:
    """One step. Raises StaleError where another came between."""
    _check(db, before.revision)
    pairs = before.changes_to(after)
    if not pairs:
        return replace(after, revision=before.revision)
    old = {_id(pair): proposal_row(b) if (b := pair[0]) else None for pair in pairs}
    # Of what is new the step keeps the words only: undo takes it away, and a first draft is large.
    new = {_id(p): _brief(p[1]) if p[0] is None else proposal_row(p[1]) if p[1] else None for p in pairs}
    _put(db, (p for _, p in pairs if p is not None), (id for id, row in new.items() if row is None))
    number = _step(db, by, action, old, new, undone=False)
    return replace(after, revision=number)


def undo(db: Connection, by: str, revision: int | None) -> tuple[Proposals, str]:
    """Take the last step back. Raises NotFoundError, StaleError."""
    if revision is not None:
        _check(db, revision)
    s = t.proposal_steps
    last = db.execute(select(s).where(s.c.undone.is_(False)).order_by(s.c.number.desc()).limit(1)).first()
    if last is None:
        raise NotFoundError("nothing was done to the proposals that can be undone", mend="There is nothing to undo")
    back = [proposal_from(row) for row in last.before.values() if row is not None]
    _put(db, back, (id for id, row in last.before.items() if row is None))
    db.execute(update(s).where(s.c.number == last.number).values(undone=True))
    _step(db, by, f"undo: {last.action}", {}, {}, undone=True)
    return proposals(db), str(last.action)


def steps(db: Connection, limit: int) -> list[ProposalStep]:
    """The last ones, newest first."""
    s = t.proposal_steps
    columns = (s.c.number, s.c.at, s.c.by, s.c.action, s.c.undone)
    return [ProposalStep(*row) for row in db.execute(select(*columns).order_by(s.c.number.desc()).limit(limit))]


def written(db: Connection) -> dict[str, Written]:
    """What stands in dossier.yaml."""
    return {row.key: Written(row.section, row.name, row.entry) for row in db.execute(select(t.written))}


def keep_written(db: Connection, entries: Mapping[str, Written]) -> None:
    """What stands there now."""
    db.execute(delete(t.written))
    rows = [{"key": key, "section": w.section, "name": w.name, "entry": w.entry} for key, w in entries.items()]
    if rows:
        db.execute(insert(t.written), rows)


def _check(db: Connection, revision: int) -> None:
    if _revision(db) != revision:
        mend = "Nothing was changed. Look at the proposals as they are now, and do it again"
        raise StaleError("the proposals were changed meanwhile", mend=mend)


def _id(pair: tuple[Proposal | None, Proposal | None]) -> str:
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


def _step(db: Connection, by: str, action: str, before: Row, after: Row, *, undone: bool) -> int:
    row = {"at": now(), "by": by, "action": action, "before": before, "after": after, "undone": undone}
    kept = db.execute(insert(t.proposal_steps).values(**row))
    revise(db, by, "undo proposals" if undone else "change proposals", "proposals", None, {"action": action})
    return int((kept.inserted_primary_key or (0,))[0])
