"""What every reader is: a document and the negotiation's vocabulary go in, a reading comes out."""

from __future__ import annotations

from typing import Protocol

from pourparler.model import Document, Negotiation, Reading


class Reader(Protocol):
    """Reads English documents. The same document and negotiation give the same reading on the same kind of processor."""

    @property
    def name(self) -> str:
        """Name and version; kept with every statement."""
        ...

    def read(self, document: Document, negotiation: Negotiation | None = None) -> Reading:
        """Statements and meetings in the document.

        ``negotiation`` gives the actors, parties, issues and options to recognise; without one, speakers are named as the
        text names them, and no party or issue is suggested. Never raises on any text.
        """
        ...
