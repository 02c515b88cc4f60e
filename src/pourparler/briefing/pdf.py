"""The briefing as PDF, printed by a browser that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from pourparler.errors import PourparlerError

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
"""The first is Chromium without its windows: it prints the same, and takes less of a processor."""
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
PATIENCE = 60
"""Seconds that the browser gets."""


def find_browser() -> str | None:
    """A browser that prints without a window: Chromium or one made from it."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if Path(place).is_file()), None)


def to_pdf(page: str) -> bytes:
    """The HTML of ``render.to_html`` as PDF.

    Raises:
        PourparlerError: no browser is installed, or it does not print.
    """
    browser = find_browser()
    if browser is None:
        raise PourparlerError(
            "no browser was found to print with",
            mend="Install Chromium or Chrome, or open the HTML and print it to PDF",
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "briefing.html", Path(folder) / "briefing.pdf"
        source.write_text(page, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
        ]
        # A browser does not start its sandbox for root; the page is our own and runs no script.
        command += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command += [f"--print-to-pdf={target}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise PourparlerError(
                f"the browser did not print: {error}", where=browser, mend="Open the HTML and print it to PDF"
            ) from error
