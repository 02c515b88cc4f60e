"""What every edit of dossier.yaml from a page answers, and how it is taken back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body
from starlette.requests import Request

from pourparler import wording
from pourparler.workbench.session import Session

router = APIRouter()


def edited(session: Session) -> dict[str, Any]:
    """How things stand after an edit: ``revision`` of the file, the ``verdict`` in words."""
    sheet = session.sheet()
    return {"revision": sheet.revision, "verdict": wording.verdict_words(sheet.analysis)}


@router.post("/dossier/undo")
def undo(request: Request, revision: Annotated[str, Body(embed=True)]) -> dict[str, Any]:
    """Take back the last edit that a page made, unless the file has changed since. Raises NotFoundError, StaleError."""
    session: Session = request.app.state.session
    session.undo(revision)
    return edited(session)
