"""HTML: the article's text and what the page says of itself, by trafilatura."""

from __future__ import annotations

import logging
from typing import Any

import trafilatura

from pourparler.dates import read_date
from pourparler.documents.details import Details
from pourparler.errors import DocumentError

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def html_to_text(data: bytes | str, url: str | None = None) -> tuple[str, Details]:
    """The article on a page, without navigation, comments and advertisements.

    Raises:
        DocumentError: no article was found.
    """
    try:
        found: Any = trafilatura.bare_extraction(
            data,
            url=url,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "max_date": "2999-12-31",
            },  # the day of publication, not of an update
        )
    except Exception as error:  # trafilatura and lxml raise many kinds on hostile pages
        raise DocumentError(f"the page cannot be parsed ({type(error).__name__})") from error
    text = getattr(found, "text", None) if found is not None else None
    if not text or not text.strip():
        mend = "If a script builds the page, save it as text or PDF and add that file"
        raise DocumentError("no article text was found on the page", mend=mend)
    day = None
    if found.date:
        try:
            day = read_date(found.date)
        except DocumentError:
            day = None
    text = "\n\n".join(line for line in text.split("\n") if line.strip())
    return text, Details(title=found.title, date=day, source=found.sitename or found.hostname, url=found.url or url)
