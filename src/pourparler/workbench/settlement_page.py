"""The question "what could they agree on?", answered on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from pourparler import wording
from pourparler.figures.acceptability import SHAPES
from pourparler.figures.frontier import widest_pair
from pourparler.model import Issue, Negotiation
from pourparler.model.stances import TAKES_ONE_OPTION
from pourparler.settlement import Judged, Spoken
from pourparler.settlement.drafts import whole_settlement
from pourparler.wording.confirmation import rests_words
from pourparler.wording.limits import CONCESSIONS, GAPS, QUESTIONS, SOLUTIONS
from pourparler.wording.solutions import unclear_words
from pourparler.wording.views.advice import ask_view
from pourparler.wording.views.settlement import analysis_view, judged_view
from pourparler.workbench import start_page
from pourparler.workbench.counting import counting, pairs
from pourparler.workbench.routes import Router
from pourparler.workbench.scenarios import ADD, DROP, MOST, droppable, scenarios_view
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import Counting

router = Router()


@router.get("/")
def settlements(request: Request) -> Response:
    """Verdict, what it rests on, parties as switches, a settlement to put together, solutions, and scenarios side by side.

    Start, while the dossier has no issues.
    """
    session: Session = request.app.state.session
    if not session.sheet().negotiation.issues:
        return start_page.start(request)
    without = request.query_params.getlist("without")
    written = [s for s in request.query_params.getlist("scenario") if s.strip()]
    if parts := [*request.query_params.getlist("drop"), *_supposed(request)]:
        written.append("|".join(p for p in parts if p))
    counts = counting(request)
    sheet = session.sheet(without, counts)
    analysis, negotiation = sheet.analysis, sheet.analysis.negotiation
    nearest = analysis.zopa.examples or analysis.zopa.table_examples
    first = nearest[0].settlement if nearest else {i.id: next(iter(i.options)) for i in negotiation.issues}
    # A link to one settlement names its options.
    start = {i.id: _chosen(request, i, first[i.id]) for i in negotiation.issues}
    with session.looking() as record:
        spoken = session.spoken(record, counts.as_of)
    view = analysis_view(analysis, spoken)
    response: Response = request.app.state.page(
        "settlements.html",
        request,
        title="Settlements",
        whole=session.sheet((), counts).negotiation,
        negotiation=negotiation,
        without=without,
        verdict=view["verdict"]["answer_words"],
        not_confirmed=view["verdict"]["not_confirmed"],
        also=view["verdict"]["beside"],
        none_blocking=wording.none_blocking_words(sheet.analysis),
        blocking=[
            (group["words"], bool(group["rests_on_suggested"])) for group in view["blocking_sets"] if group["rests_on"]
        ],
        concessions=[
            (way["words"], "|".join(f"{DROP}{id}" for id in way["rests_on"]), bool(way["rests_on_suggested"]))
            for way in (view["concession_sets"] or ())[:CONCESSIONS]
            if way["rests_on"]
        ],
        questions=[question["words"] for question in view["open_questions"][:GAPS]],
        contradictions=[found["words"] for found in view["contradictions"]],
        start=start,
        answers=answers(negotiation, analysis.judge(start), spoken),
        scenarios=scenarios_view(session, sheet, written, without) if written else [],
        written=written[:MOST],
        droppable=droppable(negotiation),
        kinds=[k.value for k in TAKES_ONE_OPTION],
    )
    return response


def _chosen(request: Request, issue: Issue, default: str) -> str:
    asked = request.query_params.get(f"option.{issue.id}", default)
    return asked if asked in issue.options else default


def _supposed(request: Request) -> list[str]:
    """The part of a scenario that the form supposes; none where it was left empty."""
    party, kind, answer = (request.query_params.get(n, "") for n in ("party", "kind", "answer"))
    issue, _, option = answer.partition("=")
    return [f"{ADD}{party}: {issue} {kind} {option}"] if party and kind and option else []


@router.get("/solutions")
def solutions_part(request: Request) -> Response:
    """What takes a moment longer: solutions, the frontier, what to ask next. A part of the page, fetched when the rest is there."""
    session: Session = request.app.state.session
    without = request.query_params.getlist("without")
    counts = counting(request)
    sheet = session.sheet(without, counts)
    with session.looking() as record:
        spoken = session.spoken(record, counts.as_of)
    negotiation, analysis = sheet.analysis.negotiation, sheet.analysis
    robust = analysis.robust
    parties = robust.parties if robust else ()
    across, up = (request.query_params.get(n, "") for n in ("across", "up"))
    chosen: tuple[str, ...] = (across, up)
    if not {across, up} <= set(parties) or across == up:
        chosen = widest_pair(analysis.outcomes, parties) if analysis.outcomes and len(parties) > 1 else ()
    found = robust.solutions if robust else {}
    unclear = [words for n, s in found.items() if (words := unclear_words(s, wording.SOLUTION[n].split(":")[0]))]
    answers = [(n, a) for n, s in found.items() if s.stands_out for a in s.answers[:SOLUTIONS]]
    held = dict.fromkeys(answers[0][1].settlement.items()) if answers else {}
    common = {i: o for i, o in held if all(a.settlement[i] == o for _, a in answers)}
    solutions = [
        {
            "name": wording.SOLUTION[name],
            "link": link_to(a.settlement, without, counts=counts),
            "words": wording.settlement_words(negotiation, {i: o for i, o in a.settlement.items() if i not in common})
            or "as above",
            "share": wording.percent(a.share),
            "error": f"{100 * a.error:.0f}",
        }
        for name, a in answers
    ]
    response: Response = request.app.state.page(
        "solutions.html",
        request,
        rests=rests_words(negotiation, negotiation.in_force),
        title="What would help",
        chart=Markup(sheet.frontier(*chosen, lambda o: link_to(o.settlement, without, counts=counts)))
        if len(chosen) == 2
        else None,
        parties=parties,
        chosen=chosen,
        without=without,
        solutions=solutions,
        unclear=unclear,
        common=wording.settlement_words(negotiation, common),
        ask=_with_links(ask_view(negotiation, analysis.to_ask(), QUESTIONS, spoken), without, counts=counts),
    )
    return response


def _with_links(ask: dict[str, Any], without: Sequence[str], *, counts: Counting) -> dict[str, Any]:
    """With the address of a scenario for each answer about one option."""
    for answer in (a for p in ask["parties"] for a in p["answers"]):
        one = answer["what_if"][0]
        text = "|".join([f"{DROP}{id}" for id in one["drop"]] + [f"{ADD}{told}" for told in one["add"]])
        query = urlencode([*(("without", p) for p in without), *pairs(counts), ("scenario", text)])
        answer["scenario"] = f"/?{query}#what-if" if len(answer["what_if"]) == 1 else None
    return ask


def link_to(settlement: Mapping[str, str], without: Sequence[str], *, counts: Counting) -> str:
    """The address of the page with this settlement put together."""
    told = [("without", p) for p in without] + pairs(counts)
    told += [(f"option.{issue}", option) for issue, option in settlement.items()]
    return f"/?{urlencode(told)}#choose"


@router.post("/settlement")
def look(
    request: Request,
    settlement: dict[str, str],
    without: list[str],
) -> dict[str, Any]:
    """What each party says to one settlement."""
    session: Session = request.app.state.session
    counts = counting(request)
    sheet = session.sheet(without, counts)
    negotiation = sheet.analysis.negotiation
    whole = whole_settlement(negotiation, settlement)
    with session.looking() as record:
        spoken = session.spoken(record, counts.as_of)
    return {"answers": answers(negotiation, sheet.analysis.judge(whole), spoken)}


def answers(negotiation: Negotiation, found: Judged, spoken: Spoken) -> list[dict[str, Any]]:
    """For each party its answer in words, with a shape, and why; broken linkages first."""
    rows = [
        {
            "party": "Linkage",
            "word": "ruled out",
            "shape": "✕",
            "why": f"cannot be combined: {wording.bundle_words(negotiation, k.never)}",
        }
        for k in found.broken_linkages
    ]
    for party, told in judged_view(negotiation, found, spoken)["parties"].items():
        why = " ".join(filter(None, (told["because"], told["doubt"] and f"({told['doubt']})")))
        rows.append({"party": party, "word": told["answer"], "shape": SHAPES[told["answer"]], "why": why})
    return rows
