"""From the dossier's next steps to the later words that seem to tell what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from pourparler.drafting.step_ends import ALIKE, End, Later, acts_of, ends_told, reports, tells, without_time
from pourparler.model import Evidence, Negotiation, NextStep, quote
from pourparler.provenance.citations import Citations
from pourparler.provenance.due import told_on, with_due_days
from pourparler.reading.names import Names, dossier_names
from pourparler.reading.sentences import sentences
from pourparler.record import Record, Since
from pourparler.record.meanings import Floats

WATCHED = 90
"""Days after the last day of a step, or after it was told where that is not known, in which words are looked for."""
NEAREST = 12
"""Statements, and sentences, that are looked at for each step."""
DOCUMENTS = 40
"""Documents in whose sentences is looked for each step, those first that came first."""

Meant = Callable[[str], Floats]
"""What a phrase means, as a unit vector."""


def suggested_ends(
    steps: Sequence[NextStep],
    negotiation: Negotiation,
    record: Record,
    citations: Citations,
    meant: Meant,
    since: Since | None = None,
    until: date | None = None,
) -> tuple[End, ...]:
    """What later words tell of steps of which nobody has said what became of them; dismissed ones left out.

    ``since``: only of new documents; ``until``: of no later day. A step that names nobody, or of which no document has a day, is left out.
    """
    gone = record.dismissed()
    parties = {a.name: p.name for p in negotiation.parties for a in p.actors}
    parties |= {p.name: p.name for p in negotiation.parties}
    search = _Search(record, citations, dossier_names(negotiation), parties, meant, since)
    found: list[End] = []
    for step in with_due_days(steps, citations):
        told = told_on(step, citations)
        if step.became is not None or not step.who or told is None or not acts_of(step.what):
            continue
        first, last = told + timedelta(days=1), (step.due or told) + timedelta(days=WATCHED)
        last = last if until is None else min(last, until)
        vector = meant(without_time(step))
        later = [*search.statements(vector, first, last), *search.sentences(step, vector, first, last)]
        found += [end for end in ends_told(step, later, search.names, parties) if end.id not in gone]
    return tuple(found)


@dataclass
class _Search:
    """Looks through the statements and sentences of some days; each document is cut into sentences once."""

    record: Record
    citations: Citations
    names: Names
    parties: Mapping[str, str]
    meant: Meant
    since: Since | None
    cut: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)

    def statements(self, vector: Floats, first: date, last: date) -> list[Later]:
        """Those that are nearest in meaning and may report something."""
        ids, days, meanings = self.record.meant_between(first, last, self.since)
        if not ids:
            return []
        likeness = meanings @ vector
        nearest = [int(k) for k in np.argsort(-likeness, kind="stable")[:NEAREST] if likeness[k] >= ALIKE]
        self.citations.expect(ids[k] for k in nearest)
        found = []
        for k in nearest:
            entry = self.citations.statement(ids[k])
            document = self.citations.document(entry.statement.document) if entry is not None else None
            if entry is not None and document is not None and reports(entry.statement):
                s = entry.statement
                own = frozenset(name for name in (s.party, s.speaker) if name)
                words = quote(document.text, s.content)
                found.append(Later(words, Evidence(statement=s.id), days[k], float(likeness[k]), own))
        return found

    def sentences(self, step: NextStep, vector: Floats, first: date, last: date) -> list[Later]:
        """Those that tell something of the step if they speak of it; of these the first ones are compared in meaning."""
        forms = self._forms(step)
        found: list[Later] = []
        for id, day in self.record.documents_between(first, last, self.since)[:DOCUMENTS]:
            for start, end, words in self._cut(id):
                one = Later(words, Evidence(document=id, spans=((start, end),)), day, 0.0)
                if any(f in words.lower() for f in forms) and tells(step, one, self.names, self.parties):
                    found.append(replace(one, likeness=float(self.meant(words) @ vector)))
                    if len(found) == NEAREST:
                        return found
        return found

    def _forms(self, step: NextStep) -> set[str]:
        """In lower case the names of those who were to do it."""
        return {form for form, name in self.names.forms.items() if name.name in step.who or name.side in step.who}

    def _cut(self, id: str) -> list[tuple[int, int, str]]:
        if id not in self.cut:
            document = self.citations.document(id)
            found = sentences(document.text, document.blocks) if document is not None else []
            self.cut[id] = [
                (s.start, s.end, " ".join(document.text[s.start : s.end].split()))
                for s in found
                if document is not None
            ]
        return self.cut[id]
