"""Everything in dossier.yaml but positions and meetings, to be made and changed in place."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pourparler.dossier import ReferredToError
from pourparler.errors import DossierError, PourparlerError, StaleError
from pourparler.model import Negotiation
from pourparler.workbench.dossier_edits import edit
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import Sheet

router = Router()


@router.get("/dossier")
def dossier(request: Request) -> Response:
    """Parties, bystanders, issues, linkages, priorities, what holds without agreement, numbers."""
    session: Session = request.app.state.session
    response: Response = request.app.state.page("dossier.html", request, title="Dossier", **_view(session.sheet()))
    return response


@router.post("/dossier")
def change(
    request: Request,
    revision: str,
    what: str,
    of: dict[str, Any],
    told: dict[str, Any],
) -> dict[str, Any]:
    """Make one edit; the page as it is then, what was done, and the revision that it made."""
    session: Session = request.app.state.session
    try:
        with session.editing(revision) as edits:
            negotiation = session.sheet().negotiation
            edits.what = edit(session.dossier.yaml, negotiation, what, of, told)
    except DossierError as error:
        # Its lines are those of a text that was not written.
        fault = error.problems[0]
        mend = fault.mend if fault.mend and "{" not in fault.mend else None  # a page needs no YAML
        raise PourparlerError(fault.what, mend=mend) from error
    except (StaleError, ReferredToError):
        raise
    except PourparlerError as error:
        raise PourparlerError(error.what, mend=error.mend) from error  # the page knows which file it is
    return _after(request, f"Saved: {edits.what}.")


@router.post("/dossier/undo")
def undo(request: Request) -> dict[str, Any]:
    """Take the last edit of any page back; the page as it is then."""
    session: Session = request.app.state.session
    return _after(request, f"Undone: {session.undo()}.")


def _after(request: Request, status: str) -> dict[str, Any]:
    sheet = request.app.state.session.sheet()
    html = request.app.state.fragment("dossier_form.html", **_view(sheet))
    return {"revision": sheet.revision, "html": html, "status": status}


def _view(sheet: Sheet) -> dict[str, Any]:
    n = sheet.negotiation
    return {
        "n": n,
        "revision": sheet.revision,
        "options": {issue.id: list(issue.options.items()) for issue in n.issues},
        "numbers": _numbers(n),
    }


def _numbers(n: Negotiation) -> dict[tuple[str, str, str], str]:
    """The numbers as they are written in the fields: ``30``, or ``30 to 50``."""
    found = {
        (party, issue, option): f"{float(number):g}"
        for party, issues in n.values.items()
        for issue, numbers in issues.items()
        for option, number in numbers.items()
    }
    for party, issues in n.ranges.items():
        for issue, ends in issues.items():
            for option, (low, high) in ends.items():
                found[party, issue, option] = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return found
