"""The record's stories: which documents tell the same, which tell the same statement, who was first, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pourparler.record import queries, stories
from pourparler.record.entries import Heading, Perhaps, Telling
from pourparler.record.open_record import OpenRecord


class StoryRecord(OpenRecord):
    """The part of the record that says what is told again. Documents are named by their whole ids."""

    def tellings(self, alike: Iterable[str]) -> Mapping[str, tuple[Telling, ...]]:
        """Of each group of near-duplicates (``Entry.alike``) where its statements stand, who was first before the others."""
        with self._reading() as db:
            return queries.tellings(db, sorted(set(alike)))

    def retold(self, documents: Sequence[str]) -> Mapping[str, tuple[Telling, ...]]:
        """Of those of the documents whose story others tell too all that tell it, who was first before the others."""
        with self._reading() as db:
            return queries.retold(db, documents)

    def perhaps_one_story(self, headings: Iterable[Heading]) -> list[Perhaps]:
        """The documents that may tell one story, and nobody has decided; the closest first. ``headings``: of all documents, in order."""
        told = {h.id: (k, queries.telling_of(h)) for k, h in enumerate(headings)}
        with self._reading() as db:
            pairs = stories.suggested(db)
        found = []
        for pair in pairs:
            (_, first), (_, other) = sorted(told[id] for id in pair.couple if id in told)
            found.append(Perhaps(first, other, pair.translated))
        return found

    def put_together(self, document: str, other: str) -> None:
        """Keep that a document tells the story of another. Raises PourparlerError where it is that one."""
        with self._writing() as db:
            stories.put_together(db, self.by, document, other)

    def take_apart(self, document: str, other: str | None = None) -> None:
        """Keep that a document tells another story than those it is with, or than ``other``.

        Raises PourparlerError where it is with none.
        """
        with self._writing() as db:
            stories.take_apart(db, self.by, document, other)

    def undo_story(self, document: str) -> None:
        """Take the last decision on a document's story back. Raises NotFoundError where nothing was decided."""
        with self._writing() as db:
            stories.take_back(db, self.by, document)

    def story_decided(self) -> Mapping[str, str]:
        """The documents of whose story somebody decided, and who did last."""
        with self._reading() as db:
            return stories.decided_on(db)
