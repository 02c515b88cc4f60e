"""What if: scenarios written in the page's address, analysed side by side; the dossier is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pourparler import wording
from pourparler.errors import PourparlerError
from pourparler.model import Negotiation
from pourparler.settlement.scenarios import Scenario, changed, supposed
from pourparler.wording.views.settlement import scenario_view
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import Sheet

MOST = 5
"""Scenarios side by side."""
DROP, ADD = "drop ", "add "


def scenarios_view(
    session: Session, sheet: Sheet, written: Sequence[str], without: Sequence[str]
) -> list[dict[str, Any]]:
    """A column each: as it stands, then the scenarios. Raises PourparlerError where one is not of the form that ``read`` takes."""
    negotiation = sheet.negotiation
    found = [_column("as it stands", "", sheet)]
    for text in list(dict.fromkeys(written))[:MOST]:
        drop, add = read(text)
        positions = [supposed(a, k) for k, a in enumerate(add, start=1)]
        other = session.derived(sheet, text, without, lambda d=drop, p=positions: changed(negotiation, drop=d, add=p))  # type: ignore[misc]
        name = wording.joined(
            [f"without “{wording.position_words(negotiation, negotiation.position[i])}”" for i in drop]
            + [f"if {wording.position_words(negotiation, p)}" for p in positions]
        )
        found.append(_column(name, text, other))
    return found


def read(text: str) -> tuple[list[str], list[str]]:
    """Positions dropped and supposed in a scenario: ``drop ID|add PARTY: ISSUE KIND OPTION``. Raises PourparlerError."""
    drop, add = [], []
    for part in (p.strip() for p in text.split("|")):
        if part.startswith(DROP):
            drop.append(part.removeprefix(DROP))
        elif part.startswith(ADD):
            add.append(part.removeprefix(ADD))
        else:
            raise PourparlerError(f"{part!r} is not part of a scenario", mend="Begin it with `drop ` or `add `")
    return drop, add


def droppable(negotiation: Negotiation) -> list[tuple[str, str]]:
    """(part of a scenario, words) of every position in force, hard ones first."""
    ordered = sorted(negotiation.in_force, key=lambda p: not p.hard)
    return [(f"{DROP}{p.id}", wording.position_words(negotiation, p)) for p in ordered]


def _column(name: str, text: str, sheet: Sheet) -> dict[str, Any]:
    view = scenario_view(Scenario(name, sheet.analysis))
    return {
        "name": name,
        "text": text,
        "verdict": view["words"],
        "everybody": wording.counted(view["size"]),
        "table": wording.counted(view["at_table"]),
        "blocking": view["blocking_words"],
    }
