"""news: what is new since a day, or since the last briefing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pourparler.briefing import Written, write_report
from pourparler.briefing.contents import Briefing
from pourparler.briefing.news import PATIENCE, began, gather
from pourparler.briefing.news_view import build_news
from pourparler.dates import read_date
from pourparler.dossier import open_dossier
from pourparler.errors import unknown
from pourparler.monitor import Monitor
from pourparler.provenance.citations import Citations
from pourparler.record import By, Record
from pourparler.verbs.matching import matched_record


def news(
    path: Path | str,
    since: date | str | None = None,
    *,
    by: By | str = By.SAID,
    as_of: date | str | None = None,
    confirmed_only: bool = False,
    monitor: Monitor | None = None,
) -> Briefing:
    """What is new since a day; without one since the last briefing.

    ``by``: whether a document is new by its own day (``said``) or by when it came into the record (``added``); since a briefing it is
    always the latter. ``as_of``: the day that counts as today for what is overdue. ``confirmed_only``: of the dossier only what somebody
    confirmed counts.

    Raises:
        PourparlerError: no briefing was written yet, or something cannot be read.
    """
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    begins, measure = _day(since), _measure(by)
    today = _day(as_of) or date.today()
    watched = monitor and monitor.limited(PATIENCE)

    def build(record: Record | None) -> Briefing:
        begun = began(record, begins, measure)
        found = gather(record, negotiation, begun, today, confirmed_only=confirmed_only, monitor=watched)
        return build_news(found, Citations(record))

    if not dossier.record.exists():
        return build(None)
    with matched_record(dossier, negotiation) as record, record.at_one_moment():
        return build(record)


def news_write(report: Briefing, output: Path | str) -> Written:
    """Write what is new in the form that the file's ending tells (.html, .md, .docx, .pdf); beside HTML the same as Markdown."""
    return write_report(report, Path(output))


def _day(told: date | str | None) -> date | None:
    return read_date(told) if isinstance(told, str) else told


def _measure(told: By | str) -> By:
    if told not in list(By):
        raise unknown("measure", str(told), [b.value for b in By])
    return By(told)
