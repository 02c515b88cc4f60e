"""What is new: since a day, or since the last briefing; on the page, and to take away as HTML, Word, PDF or Markdown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from pourparler.briefing.contents import Briefing
from pourparler.briefing.news import Began, began, gather
from pourparler.briefing.news_view import Most, build_news
from pourparler.briefing.pdf import find_browser
from pourparler.briefing.render import FORMS, rendered
from pourparler.dates import day_of
from pourparler.errors import NotReadyError, PourparlerError, unknown
from pourparler.provenance.citations import Citations
from pourparler.record import By, Record
from pourparler.settlement import Analysis
from pourparler.workbench.briefing_page import MEDIA, POLICY
from pourparler.workbench.counting import NAME, ON, counting
from pourparler.workbench.routes import Router
from pourparler.workbench.session import Session
from pourparler.workbench.sheet import ALL, Sheet

router = Router()
WEEK = 7
"""Days that are looked at where no briefing was written yet and no day is asked for: those up to the last document."""


LISTS = ("positions", "again", "changes", "steps")
"""The long lists of the page, by the names under which one is asked for whole."""
FIRST = Most(positions=8, again=20, changes=20, steps=20)
"""How much of each the page shows at first."""


@router.get("/news")
def news(request: Request, since: str = "", by: str = By.SAID, whole: str = "") -> Response:
    """What is new since a day; without one since the last briefing, or in the last week of the documents where there was none.

    ``whole``: the long list (``LISTS``) that is shown whole.
    """
    session: Session = request.app.state.session
    with session.looking() as record:
        begun = _began(session, record, since, by)
        found = _built(session, record, begun, only=counting(request).confirmed_only, most=_most(whole))
        last = record.last_briefing()
    asked = [("since", begun.since.day.isoformat()), ("by", begun.since.by.value)] if begun.briefing is None else []
    pairs = [*asked, *([(NAME, ON)] if counting(request).confirmed_only else [])]
    response: Response = request.app.state.page(
        "news.html",
        request,
        title="What is new",
        here="/briefing",
        news=found.view,
        day=begun.since.day.isoformat() if begun.briefing is None else "",
        by=begun.since.by.value,
        from_briefing=begun.briefing is not None,
        briefed=None if last is None else last.at.replace(tzinfo=UTC).astimezone(),
        query=urlencode(pairs),
        whole={name: f"/news?{urlencode([*pairs, ('whole', name)])}#{name}" for name in LISTS},
        prints=find_browser() is not None,
    )
    return response


@router.get("/news.{ending}")
def file(request: Request, ending: str, since: str = "", by: str = By.SAID) -> Response:
    """The same in one form. Raises PourparlerError."""
    form = FORMS.get(f".{ending}")
    if form is None:
        raise PourparlerError(f"a report cannot be written as {ending!r}", mend=f"Choose from: {', '.join(FORMS)}")
    session: Session = request.app.state.session
    with session.looking() as record:
        found = _built(session, record, _began(session, record, since, by), only=counting(request).confirmed_only)
    headers = {"content-security-policy": POLICY, "content-disposition": f'attachment; filename="news.{ending}"'}
    return Response(rendered(found, form), media_type=MEDIA[form], headers=headers)


def _began(session: Session, record: Record, since: str, by: str) -> Began:
    """From when on; raises PourparlerError where a day or the measure cannot be read."""
    if by not in list(By):
        raise unknown("measure", by, [b.value for b in By])
    day = day_of(since)
    if day is None and record.last_briefing() is None:
        days = [h.date for h in session.headings(record) if h.date]
        day = date.fromordinal(max(days).toordinal() - WEEK + 1) if days else date.today()
    return began(record, day, By(by))


def _most(whole: str) -> Most:
    """How much of each list is shown. Raises PourparlerError where there is no list of that name."""
    if whole and whole not in LISTS:
        raise unknown("list", whole, LISTS)
    return replace(FIRST, **{whole: None}) if whole else FIRST


def _built(session: Session, record: Record, begun: Began, *, only: bool, most: Most = Most()) -> Briefing:
    """The report, made once for each state of the file, the record and the proposals."""
    sheet = session.sheet((), ALL._replace(confirmed_only=only))
    steps = record.proposal_steps(1)
    at: datetime | None = begun.since.moment
    key = ("news", sheet.key, record.version(), steps[0].number if steps else 0, begun.since, at, date.today(), most)

    def make() -> Briefing:
        whole = session.sheet().negotiation
        listed = session.headings(record)
        headings = {h.id: h for h in listed}
        found = gather(
            record,
            whole,
            begun,
            date.today(),
            confirmed_only=only,
            analysis=_analysis(sheet),
            announced=lambda ids: session.announced(record, [headings[id] for id in ids]),
            standing=session.standing_at_hand(record),
            analysed=lambda then: session.earlier(sheet, (begun.since, at), then),
        )
        return build_news(found, Citations(record), listed, most)

    return session.kept(key, make)


def _analysis(sheet: Sheet) -> Analysis | None:
    """What could be agreed, as other pages have computed it; None where the dossier is not ready for that."""
    try:
        return sheet.analysis
    except NotReadyError:
        return None
