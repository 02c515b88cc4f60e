"""report: hand it over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pourparler.briefing import Written, write_briefing
from pourparler.dossier import open_dossier
from pourparler.verbs.matching import match_kept


def report(path: Path | str, output: Path | str | None = None, sections: Iterable[str] = ()) -> Written:
    """Write the briefing in the form that the ending of ``output`` tells (.html, .md, .docx, .pdf); HTML into the dossier if not given.

    ``sections``: only these parts, beside the verdict and the notes.
    """
    dossier = open_dossier(Path(path))
    match_kept(dossier, dossier.load().negotiation)
    return write_briefing(dossier, Path(output) if output else dossier.root / "briefing.html", sections)
