"""A briefing as HTML in one file, and as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pourparler.dossier import Dossier, write_whole
from pourparler.report.briefing import Briefing, build_briefing
from pourparler.report.citations import citing
from pourparler.settlement import analyse


@dataclass(frozen=True, slots=True)
class Written:
    """Where a briefing went; ``missing``: notes whose document the record lacks."""

    html: Path
    markdown: Path
    missing: int


def write_briefing(dossier: Dossier, output: Path) -> Written:
    """Analyse the dossier and write the briefing, both files whole or not at all.

    Raises DossierError, RecordError, PourparlerError.
    """
    negotiation = dossier.load().negotiation
    with citing(dossier) as citations:
        briefing = build_briefing(analyse(negotiation), citations, date.today())
    markdown = output.with_suffix(".md")
    html_text, markdown_text = to_html(briefing), to_markdown(briefing)
    write_whole(output, html_text)
    write_whole(markdown, markdown_text)
    return Written(output, markdown, briefing.missing)


def to_html(briefing: Briefing) -> str:
    """One self-contained file: style and figures inside, no script, nothing fetched. Everything from documents is escaped."""
    environment = _environment(autoescape=True)
    style = Markup((Path(__file__).parent / "templates" / "briefing.css").read_text(encoding="utf-8"))
    figures: dict[str, Any] = {
        name: Markup(briefing.view[name]) if briefing.view[name] else None for name in ("timeline", "bars")
    }
    if holding := briefing.view["holding"]:
        figures["holding"] = {**holding, "figure": Markup(holding["figure"]) if holding["figure"] else None}
    return environment.get_template("briefing.html").render(**{**briefing.view, **figures}, style=style)


def to_markdown(briefing: Briefing) -> str:
    """The same without figures."""
    return _environment(autoescape=False).get_template("briefing.md").render(**briefing.view)


def _environment(autoescape: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("pourparler.report"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _markdown_safe
    return environment


def _markdown_safe(text: object) -> str:
    """Text from documents must not become markup: special characters at work in Markdown are escaped."""
    out = str(text if text is not None else "")
    for mark in "\\`*_[]<>#|":
        out = out.replace(mark, "\\" + mark)
    return " ".join(out.split())
