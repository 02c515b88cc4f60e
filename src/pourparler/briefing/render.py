"""A briefing as HTML in one file, as Markdown, as a Word document, and printed to PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pourparler import wording
from pourparler.briefing.contents import Briefing, build_briefing
from pourparler.briefing.sections import chosen_sections
from pourparler.dossier import Dossier, write_whole
from pourparler.errors import PourparlerError
from pourparler.provenance.citations import citing
from pourparler.settlement import analyse
from pourparler.settlement.scenarios import counted
from pourparler.shown import shown_in_template


@dataclass(frozen=True, slots=True)
class Written:
    """Where a briefing went, by form; ``missing``: notes whose document the record lacks. ``kept``: whether the record has kept that it was
    handed over, so that what is new can be counted from it."""

    files: Mapping[str, Path]
    missing: int
    kept: bool = False

    @property
    def first(self) -> Path:
        """The one that was asked for."""
        return next(iter(self.files.values()))


FORMS = {".html": "html", ".md": "markdown", ".docx": "docx", ".pdf": "pdf"}
"""Endings of file names, and the form that each asks for."""


def write_briefing(
    dossier: Dossier,
    output: Path,
    sections: Iterable[str] = (),
    *,
    confirmed_only: bool = False,
    as_of: date | None = None,
) -> Written:
    """Analyse the dossier and write the briefing in the form that the file's ending tells; beside HTML the same as Markdown.

    All files whole or none. ``sections``: see ``SECTIONS``; all where none is named. ``confirmed_only``: without what is only suggested.
    ``as_of``: the dossier as it stood at the end of that day, and of the record the documents until then.

    Raises DossierError, RecordError, PourparlerError.
    """
    form_of(output)
    whole = dossier.load().negotiation
    with citing(dossier, as_of) as citations:
        days = citations.days(whole) if as_of else None
        negotiation = counted(whole, confirmed_only=confirmed_only, as_of=as_of, days=days)
        chosen = chosen_sections(sections)
        briefing = build_briefing(analyse(negotiation), citations, date.today(), chosen, confirmed_only=confirmed_only)
    return write_report(briefing, output)


def form_of(output: Path) -> str:
    """Which of FORMS a file's ending asks for. Raises PourparlerError where it is none."""
    form = FORMS.get(output.suffix.lower())
    if form is None:
        raise PourparlerError(
            f"a briefing cannot be written as {output.suffix or 'a file without an ending'}",
            where=str(output),
            mend=f"End the name in one of: {', '.join(FORMS)}",
        )
    return form


def write_report(briefing: Briefing, output: Path) -> Written:
    """Write a report in the form that the file's ending tells; beside HTML the same as Markdown. All files whole or none.

    Raises PourparlerError.
    """
    form = form_of(output)
    files = {form: (output, rendered(briefing, form))}
    if form == "html":
        files["markdown"] = (output.with_suffix(".md"), rendered(briefing, "markdown"))
    for path, data in files.values():
        write_whole(path, data)
    return Written({name: path for name, (path, _) in files.items()}, briefing.missing)


def rendered(briefing: Briefing, form: str) -> bytes:
    """The briefing in one of FORMS. Raises PourparlerError where PDF is asked for and no browser is there."""
    if form == "markdown":
        return to_markdown(briefing).encode()
    page = to_html(briefing)
    if form == "docx":
        from pourparler.briefing.docx import to_docx

        return to_docx(page)
    if form == "pdf":
        from pourparler.briefing.pdf import to_pdf

        return to_pdf(page)
    return page.encode()


def to_html(briefing: Briefing) -> str:
    """One self-contained file: style and figures inside, no script, nothing fetched. Everything from documents is escaped."""
    environment = _environment(autoescape=True)
    style = Markup((Path(__file__).parent / "templates" / "briefing.css").read_text(encoding="utf-8"))
    figures: dict[str, Any] = {
        name: Markup(briefing.view[name]) for name in ("timeline", "bars") if briefing.view.get(name)
    }
    if stability := briefing.view.get("stability"):
        figures["stability"] = {**stability, "figure": Markup(stability["figure"]) if stability["figure"] else None}
    return environment.get_template(f"{briefing.template}.html").render(**{**briefing.view, **figures}, style=style)


def to_markdown(briefing: Briefing) -> str:
    """The same without figures."""
    return _environment(autoescape=False).get_template(f"{briefing.template}.md").render(**briefing.view)


@cache
def _environment(autoescape: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("pourparler.briefing"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        finalize=shown_in_template,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _markdown_safe
    environment.filters["quoted"] = wording.quoted
    return environment


def _markdown_safe(text: object) -> str:
    """Text from documents must not become markup: special characters at work in Markdown are escaped."""
    out = str(text if text is not None else "")
    for mark in "\\`*_[]<>#|":
        out = out.replace(mark, "\\" + mark)
    return " ".join(out.split())
