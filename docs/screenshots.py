"""Write docs/briefing.png: the first screen of the demo's briefing, for the README and for looking at."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Make the demo, open its briefing, take the pictures."""
    chromium = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    if chromium is None:
        sys.exit("no Chromium found; see `make system-packages`")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = Path(folder) / "demo"
        subprocess.run([sys.executable, "-m", "pourparler", "demo", demo], check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 1180})
        page.goto((demo / "briefing.html").as_uri())
        page.screenshot(path=HERE / "briefing.png")
        build = HERE.parent / "build"
        build.mkdir(exist_ok=True)
        page.screenshot(path=build / "briefing-full.png", full_page=True)
        browser.close()
    print(f"wrote {HERE / 'briefing.png'} and {build / 'briefing-full.png'}")


if __name__ == "__main__":
    main()
