"""Write meetings and next steps into dossier.yaml. They have no ids: one that stands there is named by its place, the first is 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from pourparler.dossier.edit import editing, flow_sequence, list_of, set_fields
from pourparler.dossier.evidence import evidence_node
from pourparler.dossier.load import MEETING_KEYS, NEXT_STEP_KEYS, next_steps_in
from pourparler.errors import NotFoundError
from pourparler.model import Evidence, Meeting, NextStep, StepStatus

Told = Meeting | NextStep
SECTION: Mapping[type[Told], str] = {Meeting: "meetings", NextStep: "next_steps"}
KEYS: Mapping[type[Told], tuple[str, ...]] = {Meeting: MEETING_KEYS, NextStep: NEXT_STEP_KEYS}


def add_meetings(path: Path, meetings: Sequence[Meeting]) -> None:
    """Append meetings. Raises DossierError where the file is not valid, or would not be; it stays as it was."""
    _add(path, "meetings", meetings)


def add_next_steps(path: Path, steps: Sequence[NextStep]) -> None:
    """Append next steps. Raises DossierError where the file is not valid, or would not be; it stays as it was."""
    _add(path, "next_steps", steps)


def change_told(path: Path, place: int, told: Told) -> None:
    """Put a meeting or next step in the place of one that stands there; its comments stay.

    Raises:
        NotFoundError: there is none at this place.
        DossierError: the file would not be valid; it stays as it was.
    """
    with editing(path) as tree:
        row, after, order = _row(tree, type(told), place, path), _fields(told), KEYS[type(told)]
        # A single name or reference may stand there without a list.
        changed = {n: after.get(n) for n in order if after.get(n) not in (row.get(n), [row.get(n)])}
        set_fields(row, changed, order)


def remove_told(path: Path, kind: type[Told], place: int) -> None:
    """Take a meeting or next step out. Raises NotFoundError where there is none at this place."""
    with editing(path) as tree:
        _row(tree, kind, place, path)
        tree[SECTION[kind]].pop(place)


def set_became(path: Path, id: str, became: StepStatus | None, shown_by: Sequence[Evidence] = ()) -> None:
    """Say what became of a next step, by what shows it; None: nobody knows yet. The step counts as confirmed with that.

    Raises:
        NotFoundError: there is no such next step, or more than one.
        DossierError: the file would not be valid; it stays as it was.
    """
    with editing(path) as tree:
        places = [k for k, step in enumerate(next_steps_in(tree)) if step.id.startswith(id)]
        if len(places) != 1:
            mend = "`pourparler next-steps list` shows them" if not places else "Give more of its digits"
            raise NotFoundError(f"no single next step {id!r} in the dossier", where=str(path), mend=mend)
        fields = {
            "became": became.value if became else None,
            "shown_by": evidence_node(shown_by) if became and shown_by else None,
        }
        set_fields(tree["next_steps"][places[0]], fields, NEXT_STEP_KEYS, confirmed=became is not None)


def _add(path: Path, section: str, told: Sequence[Told]) -> None:
    with editing(path) as tree:
        list_of(tree, section).extend(CommentedMap(_fields(one)) for one in told)


def _row(tree: CommentedMap, kind: type[Told], place: int, path: Path) -> CommentedMap:
    rows = tree.get(SECTION[kind]) or []
    if not 0 <= place < len(rows):
        what = SECTION[kind].replace("_", " ")
        raise NotFoundError(f"there is no entry {place + 1} under {what}", where=str(path), mend="Reload the page")
    row: CommentedMap = rows[place]
    return row


def _fields(told: Told) -> dict[str, Any]:
    """What is written of it; names in one line, as people write them."""
    found: dict[str, Any] = {}
    for name in KEYS[type(told)]:
        value = getattr(told, name)
        if not value:
            continue
        if name in ("evidence", "shown_by"):
            value = evidence_node(value)
        if isinstance(value, StrEnum):
            value = value.value
        found[name] = flow_sequence(list(value)) if isinstance(value, tuple) else value
    return found
