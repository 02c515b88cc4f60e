"""The document handed over: as HTML, Markdown, a Word document, PDF."""

from pourparler.briefing.render import Written, write_briefing, write_report

__all__ = ["Written", "write_briefing", "write_report"]
