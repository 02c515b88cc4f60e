"""report: hand it over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pourparler.briefing import Written, write_briefing
from pourparler.dossier import open_dossier
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
    the dossier as it stood at the end of that day.
    """
    dossier = open_dossier(Path(path))
    match_kept(dossier, dossier.load().negotiation)
    target = Path(output) if output else dossier.root / "briefing.html"
    return write_briefing(dossier, target, sections, confirmed_only=confirmed_only, as_of=day_in(as_of))
