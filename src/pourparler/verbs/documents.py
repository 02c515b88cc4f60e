"""add: bring texts in; documents: list and show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.dossier import open_dossier
from pourparler.model import Document, DocumentKind
from pourparler.record import Added, Record, Telling
from pourparler.structure.kinds import completed

if TYPE_CHECKING:
    from pourparler.documents import Gathered, Limits, Options


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """What became of one text. ``outcome`` is None where it could not be brought in or was skipped.

    ``gathered``: a document that was in the record before is told as it stands there.
    ``story``: all that tell the same story, who was first before the others; empty where no other does.
    """

    gathered: Gathered
    outcome: Added | None
    story: tuple[Telling, ...] = ()


def add(
    path: Path | str,
    names: Iterable[str],
    options: Options | None = None,
    limits: Limits | None = None,
    *,
    follow_links: bool = False,
    most: int | None = None,
    details: Path | str | None = None,
) -> Iterator[AddedDocument]:
    """Add documents to a dossier, each saved when it is told; a failure is reported and the others go on.

    ``limits``: what opening one may take. ``follow_links``: also those that lead out of a folder. ``most``: documents that one feed,
    sitemap or list of addresses gives; 100 where it is not said. ``details``: a table that tells title, date, source … of the files; it
    goes before what they say.

    Raises:
        DocumentError: the table cannot be read, or it is not clear which file a row of it names; nothing is added then.
    """
    from pourparler.documents import MOST, Limits, Options, ahead, gather, load_details

    options, limits = options or Options(), limits or Limits()
    table = load_details(str(details), options, limits) if details is not None else None
    most = MOST if most is None else most
    texts = gather(names, options, limits, follow_links=follow_links, most=most, details=table)
    with ahead(texts) as upcoming:
        yield from keep(path, upcoming, options)


def keep(path: Path | str, texts: Iterable[Gathered], options: Options | None = None) -> Iterator[AddedDocument]:
    """Keep what was gathered; what ``options`` tell of it goes before what the record holds."""
    dossier = open_dossier(Path(path))
    told = ("title", "date", "source", "url")
    given = frozenset(name for name in told if options is not None and getattr(options.details, name) is not None)
    with Record(dossier.record) as record:
        for bundle in bundles(texts):
            bundle = [of_kind(g, options.kind if options is not None else None, record.by) for g in bundle]
            documents = [gathered.document for gathered in bundle if gathered.document is not None]
            sure = given | bundle[0].sure
            became = record.add_documents(documents, sure=sure) if documents else []
            kept, outcomes = as_kept(record, documents, became), iter(became)
            stories = record.retold([d.id for d in documents])
            for gathered in bundle:
                outcome = next(outcomes) if gathered.document else None
                if gathered.document and (before := kept.get(gathered.document.id)) is not None:
                    before = before if gathered.kind is None else record.set_kind(before.id, gathered.kind)
                    gathered = replace(gathered, document=before)
                story = stories.get(gathered.document.id, ()) if gathered.document else ()
                yield AddedDocument(gathered, outcome, story)


def of_kind(gathered: Gathered, kind: DocumentKind | None, by: str) -> Gathered:
    """With the kind that a person says the document is of, which is kept with it; else that of its row in a table of details, if any."""
    told = kind or gathered.kind
    if gathered.document is None or told is None:
        return gathered
    document = replace(gathered.document, kind=told, kind_reason=f"given by {by}")
    return replace(gathered, document=document, kind=told)


def as_kept(record: Record, documents: Sequence[Document], became: Sequence[Added]) -> dict[str, Document]:
    """Those that were in the record before, as they stand there: its title, date and source count, not those that came now."""
    before = [d.id for d, outcome in zip(documents, became, strict=True) if outcome != "added"]
    return record.cited(before) if before else {}


def bundles(texts: Iterable[Gathered]) -> Iterator[list[Gathered]]:
    """The texts that came together, with details of the same names given: many are kept at a time, and no file waits for another."""
    bundle: list[Gathered] = []
    for gathered in texts:
        if bundle and bundle[0].sure != gathered.sure:
            yield bundle
            bundle = []
        bundle.append(gathered)
        if not gathered.more:
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def documents_list(path: Path | str, kind: DocumentKind | None = None) -> list[Document]:
    """The documents in a dossier's record, or those of one kind, oldest date first; with their blocks and kinds."""
    with Record(open_dossier(Path(path)).record) as record:
        found = [completed(d) for d in record.documents()]
    return [d for d in found if kind in (None, d.kind)]


def documents_show(path: Path | str, reference: str) -> Document:
    """One document by its id or its first digits. Raises NotFoundError."""
    with Record(open_dossier(Path(path)).record) as record:
        return record.document(reference)
