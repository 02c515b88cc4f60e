"""What came of visits to sources that grow, in sentences and as plain data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pourparler.model import Visit, WatchedSource
from pourparler.wording.terms import day, plural


def moment(when: datetime) -> str:
    """18 February 2031, 14:05 UTC."""
    return f"{day(when.date())}, {when:%H:%M} UTC"


def visit_words(visit: Visit, *, put_off: bool = False) -> str:
    """What came of a visit, with nothing of when it was. ``put_off``: the source was not asked this time."""
    if put_off and visit.not_before is not None:
        return f"not asked, because its server wants to be left alone until {moment(visit.not_before)}"
    if visit.fault is not None:
        since = (
            f" This has been so since {moment(visit.failing_since)}."
            if visit.failing_since not in (None, visit.at)
            else ""
        )
        return f"cannot be looked at: {visit.fault}.{since}{_later(visit)}"
    if visit.unchanged:
        return f"nothing new; {'it says that it has' if visit.what != 'a file' else 'it has'} not changed since the last visit"
    # An archive or a mailbox is one file and holds many documents: "8 new of 1" would be said of it.
    within = visit.new + visit.changed + visit.known + visit.failed <= visit.total
    told = [f"{visit.new:,} new of {visit.total:,}" if within else plural(visit.new, "new document")]
    told += [f"{visit.changed:,} changed"] if visit.changed else []
    told += [f"{visit.known:,} in the record already"] if visit.known else []
    told += [f"{visit.failed:,} could not be brought in"] if visit.failed else []
    told += [f"{visit.left:,} left for the next visit"] if visit.left else []
    return ", ".join(told) + _later(visit)


def _later(visit: Visit) -> str:
    if visit.not_before is None:
        return ""
    return f"{'' if visit.fault else '.'} Its server wants to be left alone until {moment(visit.not_before)}"


def source_view(source: WatchedSource) -> dict[str, Any]:
    """A source that is watched, for pages and programs."""
    last = source.last
    return {
        "source": source.name,
        "what": last.what if last else None,
        "title": last.title if last else None,
        "visited": last.at if last else None,
        "when": moment(last.at) if last else None,
        "words": visit_words(last) if last else "not looked at yet",
        "failing": last is not None and last.fault is not None,
        "seen": source.seen,
        "seen_words": plural(source.seen, "text"),
        "told": dict(source.told),
    }


def visit_view(source: str, visit: Visit, *, put_off: bool = False) -> dict[str, Any]:
    """A visit as programs get it; times are universal ones."""
    return {
        "source": source,
        "what": visit.what,
        "title": visit.title,
        "visited": visit.at,
        "put_off": put_off,
        "total": visit.total,
        "new": visit.new,
        "changed": visit.changed,
        "known": visit.known,
        "failed": visit.failed,
        "left": visit.left,
        "unchanged": visit.unchanged,
        "fault": visit.fault,
        "failing_since": visit.failing_since,
        "not_before": visit.not_before,
        "words": visit_words(visit, put_off=put_off),
    }
