"""From a document to what rests on it."""

from __future__ import annotations

from pourparler.model import Claim, Evidence, Negotiation, Position
from pourparler.provenance.citations import Citations


def resting_on(negotiation: Negotiation, citations: Citations, document: str) -> list[Claim]:
    """What in the dossier has evidence in a document, in the order of the file's sections. ``document``: the id of one in the record."""
    claims = list(negotiation.claims())
    citations.expect(e.statement for c in claims for e in c.evidence if e.statement)
    return [c for c in claims if any(_leads_to(e, citations, document) for e in c.evidence)]


def resting_only_on(negotiation: Negotiation, citations: Citations, document: str) -> list[Position]:
    """The positions all of whose evidence is in a document."""
    citations.expect(e.statement for p in negotiation.positions for e in p.evidence if e.statement)
    return [
        p for p in negotiation.positions
        if p.evidence and all(_leads_to(e, citations, document) for e in p.evidence)
    ]  # fmt: skip


def _leads_to(evidence: Evidence, citations: Citations, document: str) -> bool:
    if evidence.statement is not None:
        entry = citations.statement(evidence.statement)
        return entry is not None and entry.statement.document == document
    return evidence.document is not None and evidence.document.startswith(document)
