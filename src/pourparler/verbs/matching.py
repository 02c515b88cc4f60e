"""The record as the dossier has it: before anybody asks what was said, statements are matched to the parties and issues of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from pourparler.dossier import Dossier, alone, revision_of
from pourparler.errors import DossierError, PourparlerError
from pourparler.model import Negotiation
from pourparler.monitor import upkeep
from pourparler.reading.matching_key import matching_key
from pourparler.record import Record
from pourparler.verbs.indexing import index_again

if TYPE_CHECKING:
    from pourparler.reading.matching import Matcher

AT_ONCE = 200
"""Documents that are matched and kept in one transaction: others can write in between, and a killed run leaves no document half matched."""


@contextmanager
def matched_record(dossier: Dossier, negotiation: Negotiation | None = None) -> Iterator[Record]:
    """The record of a dossier, its statements matched and its passages kept. All that reads statements or positions opens the record here.

    ``negotiation``: what dossier.yaml says, where the caller has read it. While dossier.yaml cannot be read, statements stay as they were
    matched last; whoever needs the dossier says what is wrong with it.
    """
    with Record(dossier.record) as record:
        if record.announced and not record.read_only:
            _settle_announced(record, dossier)
        if negotiation is None:
            try:
                negotiation = dossier.load().negotiation
            except DossierError:
                negotiation = None
        if negotiation is not None:
            match_again(record, negotiation)
        index_again(record)
        yield record


def _settle_announced(record: Record, dossier: Dossier) -> None:
    """A program was killed beside the file: the file's next edit must not make its entries a person's.

    Who has announced and is only about to write holds the file: to settle then would be to forget what will stand there. Nobody waits for
    it, and where it cannot be done it is left to the next one.
    """
    with suppress(PourparlerError), alone(dossier.yaml, patience=0):
        if dossier.yaml.is_file():
            record.settle_written(revision_of(dossier.yaml.read_bytes()))


def match_kept(dossier: Dossier, negotiation: Negotiation) -> None:
    """As ``matched_record`` for those who ask the record only for what positions rest on; where nothing was added yet no file is made."""
    if dossier.record.exists():
        with matched_record(dossier, negotiation):
            pass


def match_again(record: Record, negotiation: Negotiation) -> int:
    """Match the statements of those documents that are not matched to the dossier as it is now; how many stand otherwise than before.

    Nothing is read again, and no decision changes. Two processes that do it at once do the same.
    """
    documents = unmatched(record, negotiation)
    return Matching(record, negotiation).match(documents) if documents else 0


def unmatched(record: Record, negotiation: Negotiation) -> list[str]:
    """The ids of the documents whose statements are not matched to the dossier as it is now."""
    return record.unmatched(matching_key(negotiation))


class Matching:
    """Matches documents of a record to one dossier, whose phrases are understood once."""

    def __init__(self, record: Record, negotiation: Negotiation) -> None:
        self._record, self._negotiation = record, negotiation
        self._key = matching_key(negotiation)

    @cached_property
    def _matcher(self) -> Matcher:
        from pourparler.reading.matching import Matcher
        from pourparler.reading.model import shipped

        return Matcher(self._negotiation, shipped().meaning)

    def match(self, documents: Sequence[str]) -> int:
        """Match the statements of documents; how many stand otherwise than before."""
        from pourparler.reading.party_matching import Text

        changed = 0
        for k in range(0, len(documents), AT_ONCE):
            if len(documents) > AT_ONCE:
                upkeep("documents matched to the dossier", k, len(documents))
            found = self._record.to_match(documents[k : k + AT_ONCE])
            meanings = self._record.meanings([s.id for each in found for s in each.statements])
            matched = self._matcher.match([(Text(each.text, each.source), each.statements) for each in found], meanings)
            changed += self._record.keep_matched(self._key, list(zip(found, matched, strict=True)))
        return changed
