"""Numbered notes: every citation in a briefing once, in the order in which it is first needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pourparler.model import Evidence, Negotiation
from pourparler.provenance.citations import Citation, Citations


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the end of the briefing."""

    number: int
    citation: Citation


@dataclass
class Notes:
    """Hands out numbers."""

    citations: Citations
    _numbers: dict[tuple[str, ...], int] = field(default_factory=dict)
    _notes: list[Note] = field(default_factory=list)

    def of(self, evidence: Iterable[Evidence]) -> list[int]:
        """The numbers of the notes for this evidence, each once, ascending."""
        numbers = set()
        for item in evidence:
            citation = self.citations.cite(item)
            keys = _keys(item, citation)
            number = next((self._numbers[key] for key in keys if key in self._numbers), None)
            if number is None:
                number = len(self._notes) + 1
                self._notes.append(Note(number, citation))
            self._numbers.update(dict.fromkeys(keys, number))
            numbers.add(number)
        return sorted(numbers)

    @property
    def all(self) -> tuple[Note, ...]:
        """All notes by number."""
        return tuple(self._notes)

    @property
    def missing(self) -> int:
        """How many notes lead to a document that the record does not hold."""
        return sum(note.citation.missing for note in self._notes)


def _keys(evidence: Evidence, citation: Citation) -> list[tuple[str, ...]]:
    """By what two pieces of evidence are one note: the same words of a document, or a statement that several documents tell."""
    if citation.document is None:
        return [(str(evidence),)]
    words = [(citation.document.id, citation.quotation)]
    return [*words, (citation.entry.alike,)] if evidence.statement and citation.entry is not None else [*words]


def cited(notes: Notes, negotiation: Negotiation, claim: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a claim with the numbers of the notes for the positions that it rests on."""
    return {"words": claim["words"], "notes": notes_of(notes, negotiation, claim["rests_on"])}


def notes_of(notes: Notes, negotiation: Negotiation, ids: Iterable[str]) -> list[int]:
    """The numbers of the notes for what these positions rest on."""
    return notes.of(e for id in ids for e in negotiation.position[id].evidence)
