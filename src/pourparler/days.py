"""Days as pages, addresses and options write them."""

from __future__ import annotations

from datetime import date

from pourparler.errors import PourparlerError


def day_of(written: str | None) -> date | None:
    """The day; None where nothing is written. Raises PourparlerError where it is no date."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise PourparlerError(f"{written!r} is no date", mend="Write it as 2031-02-18") from None
