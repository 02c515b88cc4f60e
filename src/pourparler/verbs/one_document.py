"""What is done with one document and depends on no other: the work of a process that reads for another (``pourparler.spread``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from pourparler.model import Document, Meaning, Negotiation, Statement
from pourparler.reading import ModelReader, Reader
from pourparler.reading.matching import Matcher
from pourparler.reading.matching_key import matching_key
from pourparler.reading.party_matching import Text
from pourparler.record.prepared import Matched, Prepared, kept_meanings, prepared


class Preparation:
    """Reads documents by one reader, with the names of one dossier, and matches what is found to the dossier."""

    def __init__(self, reader: Reader, negotiation: Negotiation) -> None:
        self._reader, self._negotiation = reader, negotiation
        self._key = matching_key(negotiation)

    def __reduce__(self) -> tuple[Callable[..., Preparation], tuple[Reader, Negotiation]]:
        """Another process understands the dossier's phrases by itself."""
        return Preparation, (self._reader, self._negotiation)

    @cached_property
    def encoder(self) -> ModelReader:
        """Who tells what phrases and statements mean, where the reader does not."""
        return self._reader if isinstance(self._reader, ModelReader) else ModelReader()

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._negotiation, self.encoder.meaning)

    def of(self, document: Document) -> Prepared:
        """The reading of a document with all that is kept beside it."""
        reading = self._reader.read(document, self._negotiation)
        if not reading.statements:
            return prepared(reading, document.text)
        meanings = reading.meanings or self.encoder.meanings(document, reading.statements)
        reading = replace(reading, meanings=meanings)
        text = Text(document.text, document.source)
        (statements,) = self._matcher.match([(text, reading.statements)], kept_meanings(meanings))
        return prepared(reading, document.text, Matched(self._key, document.source, tuple(statements)))


def prepare_one(preparation: Preparation, document: Document) -> Prepared:
    """See ``Preparation.of``."""
    return preparation.of(document)


def meanings_of_one(reader: ModelReader, item: tuple[Document, Sequence[Statement]]) -> Mapping[str, Meaning]:
    """What statements of a document mean that were read before."""
    return reader.meanings(*item)
