"""What kind of document one is: said by a person on the reading page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from pourparler.errors import PourparlerError
from pourparler.model import DocumentKind
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()


@router.post("/documents/{id}/kind")
def set_kind(request: Request, id: str, kind: str) -> dict[str, Any]:
    """Keep what kind a document is; an empty ``kind``: recognise it by its form again.

    ``unread``: whether the document has to be read again for its statements to follow.

    Raises:
        NotFoundError: there is no such document.
        PourparlerError: there is no such kind.
    """
    from pourparler import verbs

    if kind and kind not in list(DocumentKind):
        mend = f"Choose from: {', '.join(DocumentKind)}"
        raise PourparlerError(f"there is no kind of document {kind!r}", mend=mend)
    session: Session = request.app.state.session
    changes = {"kind": DocumentKind(kind) if kind else None}
    document = verbs.documents_set(session.dossier.root, id, changes).document
    with session.record() as record:
        unread, version = not record.is_read(document.id), record.version()
    return {"kind": document.kind, "reason": document.kind_reason, "unread": unread, "version": version}
