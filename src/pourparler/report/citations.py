"""Evidence → the words it points at, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pourparler.errors import NotFoundError
from pourparler.model import Document, Evidence, Spans, overlap, quote
from pourparler.reading.sentences import DATELINE
from pourparler.record import Entry, Record


@dataclass(frozen=True, slots=True)
class Citation:
    """The words behind a claim. ``document`` is None where the record does not hold the text the evidence points at."""

    evidence: Evidence
    document: Document | None = None
    spans: Spans = ()
    quotation: str = ""
    entry: Entry | None = None

    @property
    def found(self) -> bool:
        """Whether the words are in the record."""
        return self.document is not None

    @property
    def status(self) -> str:
        """How the words got here: by hand, suggested by the reader, or confirmed by a person."""
        if self.entry is None:
            return "cited by hand"
        return "suggested by the reader" if not self.entry.confirmed else f"{self.entry.review} by {self.entry.by}"


class Citations:
    """Looks evidence up in one record, reading it once."""

    def __init__(self, documents: Sequence[Document], entries: Sequence[Entry]) -> None:
        self.documents = tuple(documents)
        self.entries = tuple(entries)
        self._by_id = {e.statement.id: e for e in entries}
        self._by_document: dict[str, list[Entry]] = {}
        for e in entries:
            self._by_document.setdefault(e.statement.document, []).append(e)

    @classmethod
    def of(cls, record: Record) -> Citations:
        """Everything in the record."""
        return cls(record.documents(), record.statements())

    def cite(self, evidence: Evidence) -> Citation:
        """The citation of one piece of evidence."""
        if evidence.statement:
            entry = self._by_id.get(evidence.statement)
            if entry is None:
                return Citation(evidence)
            text = next(d for d in self.documents if d.id == entry.statement.document)
            extent = (entry.statement.extent,)
            return Citation(evidence, text, extent, quote(text.text, extent), entry)
        document = next(
            (d for d in self.documents if evidence.document and d.sha256.startswith(evidence.document)), None
        )
        if document is None or any(end > len(document.text) for _, end in evidence.spans):
            return Citation(evidence)
        spans = tuple(whole_sentence(document.text, span) for span in evidence.spans)
        near = [e for e in self._by_document.get(document.id, []) if overlap(e.statement.content, evidence.spans) > 0]
        best = max(near, key=lambda e: overlap(e.statement.content, evidence.spans), default=None)
        return Citation(evidence, document, evidence.spans, quote(document.text, tuple(dict.fromkeys(spans))), best)

    def cite_all(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """Citations in order."""
        return tuple(self.cite(e) for e in evidence)


def whole_sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span widened to whole sentences of its paragraph: a quotation is read in its sentence."""
    start = text.rfind("\n", 0, span[0]) + 1
    # What stands before the first sentence of a paragraph is no part of it: a list's dash, a dateline.
    for lead in (re.compile("- "), DATELINE):
        found = lead.match(text, start)
        if found and found.end() <= span[0]:
            start = found.end()
    end = text.find("\n", span[1])
    end = len(text) if end < 0 else end
    before = [start + m.end() for m in re.finditer(r"[.!?][\"”]? (?=[A-ZÀ-Þ\"“])", text[start : span[0]])]
    after = re.search(r"[.!?][\"”’]?(?= |$)", text[max(span[1] - 2, span[0]) : end])
    return (before[-1] if before else start, max(span[1] - 2, span[0]) + after.end() if after else end)


def find_words(documents: Iterable[Document], words: str) -> list[Evidence]:
    """Evidence for every place where the words stand verbatim, blanks and line ends counted as equal.

    Raises:
        NotFoundError: they stand nowhere.
    """
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = [
        Evidence(document=d.id, spans=((m.start(), m.end()),))
        for d in documents
        for m in pattern.finditer(d.text)
        if m.end() > m.start()
    ]
    if not found:
        raise NotFoundError(f"no document has the words {words!r}", mend="Copy them exactly, marks included")
    return found
