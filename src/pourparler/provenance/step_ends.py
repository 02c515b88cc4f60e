"""From the dossier's next steps to the later sentences that seem to tell what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np

from pourparler.drafting.step_ends import ALIKE, End, Later, ends_told
from pourparler.model import Negotiation, NextStep
from pourparler.provenance.citations import Citations
from pourparler.provenance.due import told_on, with_due_days
from pourparler.reading.names import dossier_names
from pourparler.record import Record, Since
from pourparler.record.meanings import Floats

WATCHED = 120
"""Days after the last day of a step, or after it was told where that is not known, in which a sentence is looked for."""
NEAREST = 12
"""Statements nearest in meaning that are looked at for each step."""

Meant = Callable[[str], Floats]
"""What a phrase means, as a unit vector."""


def suggested_ends(
    steps: Sequence[NextStep],
    negotiation: Negotiation,
    record: Record,
    citations: Citations,
    today: date,
    meant: Meant,
    since: Since | None = None,
) -> tuple[End, ...]:
    """What later statements tell of steps of which nobody has said what became of them, the step's order kept; dismissed ones left out.

    ``since``: only of new documents. A step that names nobody, or of which no document has a day, is not looked for.
    """
    names, gone = dossier_names(negotiation), record.dismissed()
    parties = {p.name: p.name for p in negotiation.parties} | {
        a.name: p.name for p in negotiation.parties for a in p.actors
    }
    found: list[End] = []
    for step in with_due_days(steps, citations):
        told = told_on(step, citations)
        if step.became is not None or not step.who or told is None:
            continue
        last = min(today, (step.due or told) + timedelta(days=WATCHED))
        ids, days, meanings = record.meant_between(told + timedelta(days=1), last, since)
        later = _near(meant(step.what), ids, days, meanings, citations)
        found += [end for end in ends_told(step, later, names, parties) if end.id not in gone]
    return tuple(found)


def _near(
    vector: Floats, ids: Sequence[str], days: Sequence[date], meanings: Floats, citations: Citations
) -> list[Later]:
    """The statements that are nearest in meaning."""
    if not ids:
        return []
    likeness = meanings @ vector
    nearest = [int(k) for k in np.argsort(-likeness, kind="stable")[:NEAREST] if likeness[k] >= ALIKE]
    citations.expect(ids[k] for k in nearest)
    found = []
    for k in nearest:
        entry = citations.statement(ids[k])
        document = citations.document(entry.statement.document) if entry is not None else None
        if entry is not None and document is not None:
            found.append(Later(entry.statement, document.text, days[k], float(likeness[k])))
    return found
