"""Evidence → the words it points at, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from pourparler.dossier import Dossier
from pourparler.errors import NotFoundError
from pourparler.model import Days, Decision, Document, Evidence, Meeting, Negotiation, Place, Spans, overlap, quote
from pourparler.reading.verbatim import places_of
from pourparler.record import Entry, Heading, Record, Standing, Telling, Wanted
from pourparler.record.queries import Stretch, pieces
from pourparler.settlement.cells import Spoken

ID = 12
"""Digits of a document's hash by which the record knows it."""


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
    tellings: tuple[Telling, ...] = ()
    """Where the statement stands, who was first before the others, where that was asked for (``Citations.told``)."""

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
    """Looks evidence up in a record that stays open meanwhile; only what is cited is fetched, once. Without a record nothing is found.

    ``until``: what is listed and counted is only of documents of this day or before, and of those without a date.
    """

    def __init__(self, record: Record | None = None, until: date | None = None) -> None:
        self._record = record
        self._until = until
        self._documents: dict[str, Document | None] = {}
        self._cited: dict[str, Document] = {}
        self._entries: dict[str, Entry | None] = {}
        self._near: dict[Stretch, list[Entry]] = {}
        self._standing: Standing | None = None
        self._spoken: Spoken | None = None

    @property
    def headings(self) -> list[Heading]:
        """Every document in the record, without its text."""
        found = self._record.headings() if self._record else []
        return [h for h in found if self._by_then(h.date)]

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings that readers found."""
        return [m for m in self._record.meetings() if self._by_then(m.date)] if self._record else []

    @property
    def standing(self) -> Standing | None:
        """Every statement as it stands; None without a record."""
        if self._record is not None and self._standing is None:
            self._standing = self._record.standing()
        return self._standing

    @property
    def spoken(self) -> Spoken | None:
        """How many statements are which party's on which issue; None without a record."""
        if self.standing is not None and self._spoken is None:
            self._spoken = self.standing.until(self._until).spoken()
        return self._spoken

    def told(self, citations: Iterable[Citation]) -> tuple[Citation, ...]:
        """The citations with all that tell the same."""
        these = tuple(citations)
        alike = {c.entry.alike for c in these if c.entry is not None and c.entry.alike}
        found = self._record.tellings(alike) if self._record and alike else {}
        return tuple(replace(c, tellings=found.get(c.entry.alike, ())) if c.entry else c for c in these)

    def _by_then(self, day: date | None) -> bool:
        return self._until is None or day is None or day <= self._until

    def places(self, evidence: Iterable[Evidence], *, nearest: bool = False) -> dict[Evidence, Place]:
        """Where each piece of evidence stands, and of which day that is; what the record does not hold is left out.

        ``nearest``: of a stretch of a document also the statement that has most of its words.
        """
        wanted = list(dict.fromkeys(evidence))
        found = {e: Place(None, e.on) for e in wanted if e.judgement is not None}
        if self._record is None:
            return found
        statements = [e.statement for e in wanted if e.statement]
        documents = [e.document[:ID] for e in wanted if e.document]
        placed = self._record.placed(statements, documents)
        keys = {e: e.statement or (e.document or "")[:ID] for e in wanted}
        told = {e: Place(*placed[key], e.statement) for e, key in keys.items() if key in placed}
        for e in [e for e in told if nearest and e.statement is None]:
            entry = self.cite(e).entry
            told[e] = told[e]._replace(statement=entry.statement.id if entry else None)
        return found | told

    def days(self, negotiation: Negotiation) -> Days:
        """On which day each piece of evidence in a dossier was published, where that is known."""
        told = self.places(e for claim in negotiation.claims() for e in claim.evidence)
        return {e: place.day for e, place in told.items() if place.day is not None}

    def first_said(self, party: str, issue: str, most: int) -> tuple[Evidence, ...]:
        """The oldest statements of a party on an issue, at most so many."""
        wanted = Wanted(party=party, issue=issue, until=self._until)
        found = self._record.find(wanted, limit=most).entries if self._record else ()
        return tuple(Evidence(statement=e.statement.id) for e, _ in found if e.review != Decision.REJECTED)

    def expect(self, statements: Iterable[str]) -> None:
        """Fetch many statements together that are cited soon; those given by the beginning of their id are fetched when they are."""
        wanted = [id for id in dict.fromkeys(statements) if id not in self._entries]
        for some in pieces(wanted) if self._record else ():
            self.know(self._record.statements(ids=some) if self._record else ())

    def expect_all(self, evidence: Iterable[Evidence]) -> None:
        """Fetch together what is cited soon: statements, the texts in which they stand, and what stands where a text is cited."""
        these = tuple(evidence)
        self.expect(e.statement for e in these if e.statement)
        entries = (self._entries.get(e.statement) for e in these if e.statement)
        wanted = {e.statement.document for e in entries if e is not None}
        wanted |= {e.document[:ID] for e in these if e.document}
        if self._record is None:
            return
        if lacking := wanted.difference(self._cited):
            self._cited |= self._record.cited(lacking)
        places = {_stretch(e.document[:ID], e.spans) for e in these if e.document and not e.statement}
        if unseen := places.difference(self._near):
            self._near |= self._record.reaching(unseen)

    def know(self, entries: Iterable[Entry]) -> None:
        """Take statements that the caller has fetched, so that they are not fetched again to be cited."""
        self._entries |= {e.statement.id: e for e in entries}

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
            text = self._text(entry.statement.document) if entry else None
            if entry is None or text is None:
                return Citation(evidence)
            extent = (entry.statement.extent,)
            return Citation(evidence, text, extent, quote(text.text, extent), entry)
        if evidence.judgement is not None:
            return Citation(evidence)
        document = self._text(evidence.document or "")
        if document is None or any(end > len(document.text) for _, end in evidence.spans):
            return Citation(evidence)
        spans = tuple(whole_sentence(document.text, span) for span in evidence.spans)
        near = [e for e in self._reaching(document.id, evidence.spans) if overlap(e.statement.content, evidence.spans)]
        best = max(near, key=lambda e: overlap(e.statement.content, evidence.spans), default=None)
        return Citation(evidence, document, evidence.spans, quote(document.text, tuple(dict.fromkeys(spans))), best)

    def _text(self, reference: str) -> Document | None:
        """The document whose hash begins so, as it is cited."""
        id = reference[:ID]
        if id not in self._cited and self._record is not None:
            self._cited |= self._record.cited([id])
        found = self._cited.get(id)
        return found if found is not None and found.sha256.startswith(reference) else self.document(reference)

    def _reaching(self, document: str, spans: Spans) -> list[Entry]:
        """The statements of a document from where the spans begin to where they end; a bulletin has hundreds of others."""
        place = _stretch(document, spans)
        if place not in self._near:
            self._near |= self._record.reaching([place]) if self._record else {place: []}
        return self._near[place]

    def cite_all(self, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
        """Citations in order."""
        these = tuple(evidence)
        self.expect_all(these)
        return tuple(self.cite(e) for e in these)


def _stretch(document: str, spans: Spans) -> Stretch:
    """From where spans of a document begin to where they end."""
    return document, min((start for start, _ in spans), default=0), max((end for _, end in spans), default=0)


@contextmanager
def citing(dossier: Dossier, until: date | None = None) -> Iterator[Citations]:
    """The record's words for citing; nothing is found where nothing was added yet, and no file is made. ``until``: see ``Citations``."""
    if not dossier.record.exists():
        yield Citations(until=until)
        return
    with Record(dossier.record) as record, record.at_one_moment():
        yield Citations(record, until)


def whole_sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span widened to whole sentences of its paragraph: a quotation is read in its sentence."""
    from pourparler.structure.blocks import DATELINE

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
