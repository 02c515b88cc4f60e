"""What is done with one document and depends on no other: the work of a process that reads for another (``pourparler.spread``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pourparler.model import Document, Meaning, Negotiation, Reading, Statement
from pourparler.reading.model_reader import ModelReader
from pourparler.reading.protocol import Reader


def read_one(shared: tuple[Reader, Negotiation], document: Document) -> Reading:
    """The reading of a document by a reader that knows the names of a dossier."""
    reader, negotiation = shared
    return reader.read(document, negotiation)


def meanings_of_one(reader: ModelReader, item: tuple[Document, Sequence[Statement]]) -> Mapping[str, Meaning]:
    """What statements of a document mean that were read before."""
    return reader.meanings(*item)
