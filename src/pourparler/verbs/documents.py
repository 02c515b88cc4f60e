"""add: bring texts in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pourparler.documents import Gathered, Options, gather
from pourparler.dossier import open_dossier
from pourparler.record import Added, Record


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """What became of one text. ``outcome`` is None where it could not be brought in or was skipped."""

    gathered: Gathered
    outcome: Added | None


def add(path: Path | str, names: Iterable[str], options: Options | None = None) -> Iterator[AddedDocument]:
    """Add documents to a dossier, each in a transaction of its own; a failure is reported and the others go on."""
    yield from keep(path, gather(names, options or Options()), options)


def keep(path: Path | str, texts: Iterable[Gathered], options: Options | None = None) -> Iterator[AddedDocument]:
    """Keep what was gathered; what ``options`` tell of it goes before what the record holds."""
    dossier = open_dossier(Path(path))
    given = options or Options()
    sure = [name for name in ("title", "date", "source", "url") if getattr(given.details, name) is not None]
    with Record(dossier.record) as record:
        for gathered in texts:
            outcome = record.add_document(gathered.document, sure=sure) if gathered.document else None
            yield AddedDocument(gathered, outcome)
