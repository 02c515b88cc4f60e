"""What several commands open."""

from __future__ import annotations

from pathlib import Path

from pourparler.dossier import Dossier, open_dossier
from pourparler.record import Record
from pourparler.report.citations import Citations


def record_at(path: Path) -> Record:
    """The record of the dossier there, made if there is none yet."""
    return Record(open_dossier(path).record)


def citations_of(dossier: Dossier) -> Citations:
    """The record's words for citing; empty where nothing was added yet."""
    if not dossier.record.exists():
        return Citations((), ())
    with Record(dossier.record) as record:
        return Citations.of(record)
