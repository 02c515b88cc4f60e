"""stories: which documents tell the same story, and what a person says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pourparler.dossier import open_dossier
from pourparler.model import Document
from pourparler.record import Perhaps, Record, Telling, by_story


@dataclass(frozen=True, slots=True)
class Stories:
    """``told``: the stories that several documents tell, by a document of each; who was first stands before the others.

    ``perhaps``: pairs of documents that may tell one story, the closest first; nobody has decided on them. ``decided``: the documents of
    whose story somebody decided, and who did last.
    """

    told: Mapping[str, tuple[Telling, ...]]
    perhaps: tuple[Perhaps, ...]
    decided: Mapping[str, str]

    def of(self, document: str) -> tuple[Telling, ...]:
        """All that tell the story of a document, itself among them; empty where no other does."""
        return next((those for those in self.told.values() if any(t.document == document for t in those)), ())


def stories_list(path: Path | str) -> Stories:
    """The stories that several of the dossier's documents tell, and what may be one."""
    with Record(open_dossier(Path(path)).record) as record, record.at_one_moment():
        headings = record.headings()
        return Stories(by_story(headings), tuple(record.perhaps_one_story(headings)), record.story_decided())


def stories_together(path: Path | str, reference: str, other: str) -> tuple[Telling, ...]:
    """Keep that a document tells the story of another, by their ids or first digits; all that tell it now.

    Raises:
        NotFoundError: there is no such document.
        PourparlerError: both are one document.
    """
    with Record(open_dossier(Path(path)).record) as record:
        document = record.document(reference)
        record.put_together(document.id, record.document(other).id)
    return stories_list(path).of(document.id)


def stories_apart(path: Path | str, reference: str, other: str | None = None) -> Document:
    """Keep that a document tells another story than those it is with, or than ``other``.

    Raises:
        NotFoundError: there is no such document.
        PourparlerError: no other document tells its story.
    """
    with Record(open_dossier(Path(path)).record) as record:
        document = record.document(reference)
        record.take_apart(document.id, record.document(other).id if other is not None else None)
    return document


def stories_undo(path: Path | str, reference: str) -> Document:
    """Take the last decision on a document's story back. Raises NotFoundError where there is no such document, or nothing was decided."""
    with Record(open_dossier(Path(path)).record) as record:
        document = record.document(reference)
        record.undo_story(document.id)
    return document
