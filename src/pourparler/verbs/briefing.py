"""report: hand it over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pourparler.briefing import Written, write_briefing
from pourparler.dossier import Dossier, open_dossier
from pourparler.record import Record
from pourparler.record.briefings import Begun
from pourparler.verbs.matching import match_kept
from pourparler.verbs.opening import Day, day_in


def report(
    path: Path | str,
    output: Path | str | None = None,
    sections: Iterable[str] = (),
    *,
    confirmed_only: bool = False,
    as_of: Day = None,
) -> Written:
    """Write the briefing in the form that the ending of ``output`` tells (.html, .md, .docx, .pdf); HTML into the dossier if not given.

    ``sections``: only these parts, beside the verdict and the notes. ``confirmed_only``: without what is only suggested. ``as_of``:
    the dossier as it stood at the end of that day. The record keeps when a briefing of things as they stand was handed over, and of which
    dossier: ``news`` counts from there. Where there is no record yet, or it cannot be written, the briefing is written all the same
    (``Written.kept``).
    """
    dossier = open_dossier(Path(path))
    loaded = dossier.load()
    text = dossier.yaml.read_text(encoding="utf-8-sig")
    match_kept(dossier, loaded.negotiation)
    begun = _begun(dossier)
    target = Path(output) if output else dossier.root / "briefing.html"
    day = day_in(as_of)
    written = write_briefing(dossier, target, sections, confirmed_only=confirmed_only, as_of=day)
    if day is not None:  # of an earlier day: what is new is counted from the last one of things as they stand
        return written
    return replace(written, kept=_kept(dossier, text, begun, confirmed_only=confirmed_only))


def _begun(dossier: Dossier) -> Begun | None:
    if not dossier.record.exists():
        return None
    with Record(dossier.record) as record:
        return record.begin_briefing()


def _kept(dossier: Dossier, text: str, begun: Begun | None, *, confirmed_only: bool) -> bool:
    if not dossier.record.exists():
        return False
    with Record(dossier.record) as record:
        if record.read_only:
            return False
        record.keep_briefing(text, confirmed_only=confirmed_only, begun=begun)
        return True
