"""Until when a next step would be in time: as somebody wrote it, else as its words name it, told from the day of their document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pourparler.dates import last_day_named
from pourparler.model import NextStep
from pourparler.provenance.citations import Citations


def told_on(step: NextStep, citations: Citations) -> date | None:
    """The day of the latest document that tells the step; None where none has a date."""
    days = [c.document.date for c in citations.cite_all(step.evidence) if c.document is not None and c.document.date]
    return max(days, default=None)


def with_due_days(steps: Iterable[NextStep], citations: Citations) -> tuple[NextStep, ...]:
    """The steps, each with its last day where that is known."""
    return tuple(
        step
        if step.due is not None or step.when is None
        else replace(step, due=last_day_named(step.when, told_on(step, citations)))
        for step in steps
    )
