"""The briefing, the words that results are told in, and the chains from conclusions to sentences."""

from pourparler.report.render import Written, write_briefing

__all__ = ["Written", "write_briefing"]
