"""Ask: a question in plain words, what was understood of it, and the sentences that answer, by position and date."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from pourparler.asking import Answer, Question, answer
from pourparler.asking.question import SIDES
from pourparler.errors import PourparlerError
from pourparler.reading.model import shipped
from pourparler.record import Record
from pourparler.verbs.asking import MOST, given_from, worded
from pourparler.wording.asking import question_words
from pourparler.wording.views.answers import answer_view
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session

router = Router()
FURTHEST = 400
"""Groups that a page shows at most."""

Asked = list[tuple[str, str]]
"""The parts of an address: ``q``, and what a person said of the question's parts (``party`` perhaps several times)."""


@router.get("/ask")
def ask(request: Request, q: str = "", most: int = MOST) -> Response:
    """The page; without a question it says what can be asked. What is given in the address goes before what the question says."""
    session: Session = request.app.state.session
    sheet = session.sheet()
    asked = [(name, value) for name, value in request.query_params.multi_items() if name in NAMES]
    most = min(max(most, 1), FURTHEST)
    found: Answer | None = None
    fault = ""
    with session.looking() as record:
        documents = len(session.headings(record))
        if q.strip():
            key = ("ask", record.version(), sheet.key, tuple(asked), most)
            try:
                found = session.kept(key, lambda: _answered(session, record, asked, most))
            except PourparlerError as error:
                fault = error.message
    view = answer_view(found) if found is not None else None
    response: Response = request.app.state.page(
        "ask.html",
        request,
        title="Ask",
        q=q,
        fault=fault,
        view=view,
        chips=_chips(found.question, asked) if found is not None else [],
        further=_address([*asked, ("most", str(min(FURTHEST, most + MOST)))])
        if view and view["more"] and most < FURTHEST
        else "",
        bars=_bars(view["years"]) if view else [],
        given=dict(asked),
        sides=SIDES,
        parties=list(sheet.negotiation.party),
        documents=documents,
    )
    return response


def get_ready(session: Session) -> None:
    """Have at hand what the first question would wait for, by asking one; faults are left to the page that will tell them."""
    with contextlib.suppress(PourparlerError), session.record() as record:
        who = next(iter(session.sheet().negotiation.party), "")
        _answered(session, record, [("q", f"what did {who} say about an agreement since {date.today().year}")], 1)


NAMES = ("q", "party", "from", "to", "heading", "side", "groups", "written")


def _answered(session: Session, record: Record, asked: Asked, most: int) -> Answer:
    said: dict[str, Any] = {name: value for name, value in asked if name != "party"}
    parties = [value for name, value in asked if name == "party"]
    given = given_from(
        parties if any(name == "party" for name, _ in asked) else None,
        said.get("from"),
        said.get("to"),
        said.get("heading"),
        said.get("side"),
        groups=bool(said.get("groups")),
        as_written=bool(said.get("written")),
    )
    return answer(
        record, worded(said["q"]), session.known(record), session.nearness(record), shipped().meaning, given, most=most
    )


def _chips(question: Question, asked: Asked) -> list[dict[str, str]]:
    """The parts that were understood: what they say, and the address of the question without them, empty for the matter."""
    chips = []
    for part, words in question_words(question):
        if part == "who" and question.parties:
            for who in question.parties:
                others = [("party", w.name) for w in question.parties if w is not who] or [("party", "")]
                chips.append(_chip(part, who.name, [*_without(asked, "party"), *others]))
        elif part == "when":
            chips.append(_chip(part, words, [*_without(asked, "from", "to"), ("from", ""), ("to", "")]))
        elif part in ("heading", "side"):
            chips.append(_chip(part, words, [*_without(asked, part), (part, "")]))
        elif part == "groups":
            chips.append(_chip(part, f"and {words}", _without(asked, "groups")))
        elif part == "also":
            chips.append(_chip(part, words, [*_without(asked, "written"), ("written", "yes")]))
        elif part == "matter":
            chips.append({"part": part, "words": words, "without": ""})
    return chips


def _chip(part: str, words: str, without: Asked) -> dict[str, str]:
    return {"part": part, "words": words, "without": _address(without)}


def _without(asked: Asked, *names: str) -> Asked:
    return [(name, value) for name, value in asked if name not in names]


def _address(asked: Sequence[tuple[str, str]]) -> str:
    return f"/ask?{urlencode(list(asked))}"


def _bars(years: Mapping[int, int]) -> list[dict[str, int]]:
    """Every year from the first to the last, how many sentences, and how high that is against the most (percent)."""
    if not years:
        return []
    most = max(years.values())
    return [
        {"year": year, "many": years.get(year, 0), "height": round(100 * years.get(year, 0) / most)}
        for year in range(min(years), max(years) + 1)
    ]
