"""The question "what could they agree on?", answered on one page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from pourparler.model import Linkage
from pourparler.report import wording
from pourparler.report.briefing import SHAPES
from pourparler.settlement import Judged
from pourparler.settlement.drafts import whole_settlement
from pourparler.workbench.desk import Desk, Sheet

router = APIRouter()


@router.get("/")
def settlements(request: Request) -> Response:
    """Verdict, what it hangs on, parties as switches, and a settlement to put together."""
    desk: Desk = request.app.state.desk
    without = request.query_params.getlist("without")
    sheet = desk.sheet(without)
    analysis, negotiation = sheet.analysis, sheet.negotiation
    nearest = analysis.zopa.examples or analysis.zopa.table_examples
    start = nearest[0].settlement if nearest else {i.id: next(iter(i.options)) for i in negotiation.issues}
    response: Response = request.app.state.page(
        "settlements.html",
        request,
        title="Settlements",
        whole=desk.sheet().negotiation,
        negotiation=negotiation,
        without=without,
        verdict=wording.verdict_words(analysis),
        also=[
            w
            for w in (wording.set_aside_words(analysis), wording.table_words(analysis), wording.basis_words(analysis))
            if w
        ],
        blocking=[wording.blocking_words(negotiation, g) for g in analysis.blocking.blocking_sets if g],
        concessions=[wording.concession_words(negotiation, g) for g in (analysis.blocking.concessions or ())[:8] if g],
        questions=[wording.question_words(negotiation, q) for q in analysis.questions[:6]],
        contradictions=[wording.contradiction_words(negotiation, c) for c in analysis.contradictions],
        start=start,
        answers=answers(sheet, judged(sheet, dict(start))),
    )
    return response


@router.post("/settlement")
def look(
    request: Request,
    settlement: Annotated[dict[str, str], Body()],
    without: Annotated[list[str], Body()],
) -> dict[str, Any]:
    """What each party says to one settlement."""
    sheet = request.app.state.desk.sheet(without)
    whole = whole_settlement(sheet.negotiation, settlement)
    return {"answers": answers(sheet, judged(sheet, whole))}


def judged(sheet: Sheet, settlement: dict[str, str]) -> Judged:
    """One settlement, by the judges of the sheet."""
    rules, judges = sheet.judges
    codes = rules.space.codes(settlement)
    return Judged(settlement, tuple(j.judge(codes) for j in judges))


def answers(sheet: Sheet, found: Judged) -> list[dict[str, Any]]:
    """For each party its answer in words, with a shape, and why; what breaks a linkage first."""
    negotiation = sheet.negotiation
    rules, _ = sheet.judges
    codes = rules.space.codes(found.settlement)
    rows = [
        {"party": "Nobody", "word": "cannot be", "shape": "✕", "why": wording.bundle_words(negotiation, k.source.never)}
        for k in rules.linkages
        if isinstance(k.source, Linkage) and k.is_broken(codes)
    ]
    for j in found.judgements:
        word = wording.ACCEPTANCE[j.acceptance]
        broken = wording.joined(wording.position_words(negotiation, p, with_party=False) for p in j.broken)
        rows.append({"party": j.party, "word": word, "shape": SHAPES[word], "why": broken})
    return rows
