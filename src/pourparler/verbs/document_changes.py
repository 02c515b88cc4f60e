"""documents set, remove, restore: correct what is known of a document, take it out, put it back.

A module of its own, so that a page which changes documents need not load what opens them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pourparler.dossier import Dossier, change_position, editing, on_current, open_dossier
from pourparler.model import Document
from pourparler.provenance.citations import Citations
from pourparler.provenance.resting import resting_on, resting_only_on
from pourparler.record import Record, Removed
from pourparler.record.document_changes import check_details


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A document with its new details. ``moved``: the ids of positions whose date followed that of the document."""

    document: Document
    moved: tuple[str, ...] = ()


def documents_set(
    path: Path | str, reference: str, changes: Mapping[str, Any], *, revision: str | None = None
) -> ChangedDocument:
    """Give a document other details: title, date, source, url, kind (None: recognise it again).

    Positions that were dated by the document, and rest on it alone, are dated by its new day. ``revision``: of dossier.yaml, where the
    change was made on what somebody saw of it.

    Raises:
        NotFoundError: there is no such document.
        PourparlerError: it has no such detail, or needs a title.
        StaleError: dossier.yaml has changed since; nothing is changed.
    """
    dossier = open_dossier(Path(path))
    if revision is not None or "date" not in changes:
        return _set(dossier, reference, changes, revision)
    return on_current(dossier.yaml, lambda current: _set(dossier, reference, changes, current))


def _set(dossier: Dossier, reference: str, changes: Mapping[str, Any], revision: str | None) -> ChangedDocument:
    details = {name: value for name, value in changes.items() if name != "kind"}
    with Record(dossier.record) as record:
        old = record.document(reference)
        moved: tuple[str, ...] = ()
        if "date" in details and details["date"] != old.date:
            negotiation = dossier.load().negotiation
            alone = resting_only_on(negotiation, Citations(record), old.id)
            moved = tuple(p.id for p in alone if p.as_of == old.date)
        check_details(old, details)
        # The file first: a run that is killed after it is completed by another one, which finds the document's old day.
        if moved:
            with editing(dossier.yaml, revision):
                for id in moved:
                    change_position(dossier.yaml, id, {"as_of": details["date"]})
        new = record.change_document(old.id, details)
        if "kind" in changes:
            new = record.set_kind(old.id, changes["kind"])
    return ChangedDocument(new, moved)


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a document. ``claims``: what in dossier.yaml cites it; ``decided`` of its ``statements`` were decided on."""

    document: Document
    claims: tuple[str, ...]
    statements: int
    decided: int


def documents_resting(path: Path | str, reference: str) -> Resting:
    """What rests on a document. Raises NotFoundError."""
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    with Record(dossier.record) as record, record.at_one_moment():
        document = record.document(reference)
        entries = record.statements(document=document.id)
        claims = tuple(claim.name for claim in resting_on(negotiation, Citations(record), document.id))
    return Resting(document, claims, len(entries), sum(e.decision is not None for e in entries))


def documents_remove(path: Path | str, reference: str) -> Document:
    """Take a document out of the record, with its statements and what was decided on them; ``documents_restore`` puts it back.

    What cites it in dossier.yaml stays; `check` then says that its evidence is missing. Raises NotFoundError.
    """
    with Record(open_dossier(Path(path)).record) as record:
        return record.remove_document(reference)


def documents_removed(path: Path | str) -> list[Removed]:
    """The documents that were taken out and are not back, the latest first."""
    with Record(open_dossier(Path(path)).record) as record:
        return record.removed_documents()


def documents_restore(path: Path | str, reference: str) -> Document:
    """Put a document back that was taken out, as it was then; by its id or its first digits. Raises NotFoundError."""
    with Record(open_dossier(Path(path)).record) as record:
        found = [gone.id for gone in record.removed_documents() if gone.id.startswith(reference)]
        return record.restore_document(found[0] if len(found) == 1 else reference)
