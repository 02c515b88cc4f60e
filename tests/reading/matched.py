"""Readings matched to a dossier, for tests."""

from pourparler.model import Document, Negotiation, Reading
from pourparler.reading import ModelReader
from pourparler.reading.matching import Matcher, read_matched


def matched(document: Document, negotiation: Negotiation | None, reader: ModelReader | None = None) -> Reading:
    """What a reader finds, as the dossier has it."""
    reader = reader or ModelReader()
    if negotiation is None:
        return reader.read(document)
    return read_matched(reader, document, Matcher(negotiation, reader.meaning), negotiation)
