"""What became of a party's positions on an issue, each step with its sentence: a part of the cell's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from pourparler.drafting.movement import in_order
from pourparler.model import Negotiation
from pourparler.provenance.citations import Citations
from pourparler.record import Record
from pourparler.wording.lives import life_words, repeated_words, step_words, told_steps
from pourparler.wording.networks import BASES
from pourparler.workbench.session import Session

SHOWN = 8
"""Steps of a life that are listed, the latest."""


def lives_panel(
    session: Session, record: Record, negotiation: Negotiation, cell: tuple[str, str], then: date | None
) -> list[dict[str, Any]]:
    """By the dossier's positions and by the record's statements; ``then``: only what was said by that day. What has no step is left out."""
    citations = Citations(record, then)
    panels: list[dict[str, Any]] = []
    for basis in ("dossier", "record"):
        found, _ = session.lives(record, basis)
        own = [life for life in found if (life.party, life.issue) == cell]
        cut = [life if then is None else life.until(then) for life in own]
        told = in_order(negotiation, [life for life in cut if life is not None])
        steps = [told_steps(life.steps) for life in told]
        citations.expect_all(step.evidence[0] for each in steps for step, _ in each[-SHOWN:] if step.evidence)
        lives = [
            {
                "words": life_words(negotiation, life),
                "steps": [
                    {
                        "day": step.day,
                        "words": repeated_words(step, times)
                        if times > 1
                        else step_words(negotiation, life, step, doubt=False),
                        "suggested": step.suggested,
                        "leaving": step.kind.is_leaving,
                        "sentence": citations.cite(step.evidence[0]) if step.evidence else None,
                    }
                    for step, times in each[-SHOWN:]
                ],
                "earlier": max(len(each) - SHOWN, 0),
            }
            for life, each in zip(told, steps, strict=True)
        ]
        if lives:
            panels.append({"basis": BASES[basis], "lives": lives, "open": basis == "dossier" or not panels})
    return panels
