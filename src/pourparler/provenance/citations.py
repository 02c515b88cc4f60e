"""Evidence → the words it points at, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pourparler.dossier import Dossier
from pourparler.errors import NotFoundError
from pourparler.model import Decision, Document, Evidence, Meeting, Spans, overlap, quote
from pourparler.reading.verbatim import places_of
from pourparler.record import Entry, Heading, Record, Wanted
from pourparler.record.queries import pieces
from pourparler.settlement.cells import Spoken
from pourparler.structure.blocks import DATELINE


@dataclass(frozen=True, slots=True)
class Citation:
    """The words behind a claim. ``document`` is None where the record does not hold the text that the evidence points at, and where the
    evidence is a judgement.
    """

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
    def missing(self) -> bool:
        """Whether it points at words that the record does not hold; a judgement points at none."""
        return not self.found and self.evidence.judgement is None

    @property
    def status(self) -> str:
        """How the words got here: by hand, proposed by the reader, or confirmed by a person."""
        if self.entry is None:
            return "cited by hand"
        return "proposed by the reader" if not self.entry.confirmed else f"{self.entry.review} by {self.entry.by}"


class Citations:
    """Looks evidence up in a record that stays open meanwhile; only what is cited is fetched, once. Without a record nothing is found."""

    def __init__(self, record: Record | None = None) -> None:
        self._record = record
        self._documents: dict[str, Document | None] = {}
        self._entries: dict[str, Entry | None] = {}
        self._within: dict[str, list[Entry]] = {}
        self._spoken: Spoken | None = None

    @property
    def headings(self) -> list[Heading]:
        """Every document in the record, without its text."""
        return self._record.headings() if self._record else []

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings that readers found."""
        return self._record.meetings() if self._record else []

    @property
    def spoken(self) -> Spoken | None:
        """How many statements are which party's on which issue; None without a record."""
        if self._record is not None and self._spoken is None:
            self._spoken = self._record.standing().spoken()
        return self._spoken

    def first_said(self, party: str, issue: str, most: int) -> tuple[Evidence, ...]:
        """The oldest statements of a party on an issue, at most so many."""
        found = self._record.find(Wanted(party=party, issue=issue), limit=most).entries if self._record else ()
        return tuple(Evidence(statement=e.statement.id) for e, _ in found if e.review != Decision.REJECTED)

    def expect(self, statements: Iterable[str]) -> None:
        """Fetch many statements together that are cited soon, by their whole ids."""
        wanted = [id for id in dict.fromkeys(statements) if id not in self._entries]
        for some in pieces(wanted) if self._record else ():
            found = {e.statement.id: e for e in self._record.statements(ids=some)} if self._record else {}
            self._entries |= {id: found.get(id) for id in some}

    def statement(self, reference: str) -> Entry | None:
        """The statement whose id begins so; None where there is none, or more than one."""
        if reference not in self._entries:
            try:
                found = self._record.statement(reference) if self._record else None
            except NotFoundError:
                found = None
            self._entries[reference] = found
        return self._entries[reference]

    def document(self, reference: str) -> Document | None:
        """The document whose hash begins so."""
        if reference not in self._documents:
            try:
                found = self._record.document(reference) if self._record else None
            except NotFoundError:
                found = None
            self._documents[reference] = found
        return self._documents[reference]

    def cite(self, evidence: Evidence) -> Citation:
        """The citation of one piece of evidence."""
        if evidence.statement:
            entry = self.statement(evidence.statement)
            text = self.document(entry.statement.document) if entry else None
            if entry is None or text is None:
                return Citation(evidence)
            extent = (entry.statement.extent,)
            return Citation(evidence, text, extent, quote(text.text, extent), entry)
        if evidence.judgement is not None:
            return Citation(evidence)
        document = self.document(evidence.document or "")
        if document is None or any(end > len(document.text) for _, end in evidence.spans):
            return Citation(evidence)
        spans = tuple(whole_sentence(document.text, span) for span in evidence.spans)
        near = [e for e in self._statements_of(document.id) if overlap(e.statement.content, evidence.spans) > 0]
        best = max(near, key=lambda e: overlap(e.statement.content, evidence.spans), default=None)
        return Citation(evidence, document, evidence.spans, quote(document.text, tuple(dict.fromkeys(spans))), best)

    def _statements_of(self, document: str) -> list[Entry]:
        if document not in self._within:
            self._within[document] = self._record.statements(document=document) if self._record else []
        return self._within[document]

    def cite_all(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """Citations in order."""
        return tuple(self.cite(e) for e in evidence)


@contextmanager
def citing(dossier: Dossier) -> Iterator[Citations]:
    """The record's words for citing; nothing is found where nothing was added yet, and no file is made."""
    if not dossier.record.exists():
        yield Citations()
        return
    with Record(dossier.record) as record:
        yield Citations(record)


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
    # One character more is looked at: the span may begin its sentence.
    before = [m.end() for m in re.compile(r"[.!?][\"”]? (?=[A-ZÀ-Þ\"“])").finditer(text, start, span[0] + 1)]
    after = re.search(r"[.!?][\"”’]?(?= |$)", text[max(span[1] - 2, span[0]) : end])
    return (before[-1] if before else start, max(span[1] - 2, span[0]) + after.end() if after else end)


def find_words(documents: Iterable[Document], words: str) -> list[Evidence]:
    """Evidence for every place where the words stand verbatim (see ``reading.verbatim``).

    Raises:
        NotFoundError: they stand nowhere.
    """
    found = [Evidence(document=d.id, spans=(place,)) for d in documents for place in places_of(words, d.text)]
    if not found:
        raise NotFoundError(f"no document has the words {words!r}", mend="Copy them from a document, whole words only")
    return found
