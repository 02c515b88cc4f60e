"""Write the pictures of README and docs, and one of every page into build/, for looking at."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pourparler.briefing.pdf import find_browser
from pourparler.dossier import load, new_dossier

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent / "build"
FIRST = {"start": "/start", "draft": "/draft"}
"""Taken where documents were added and nobody has written a dossier yet."""
PAGES = {
    "dossier": "/dossier",
    "meetings": "/meetings",
    "settlements": "/",
    "read": "/read",
    "record": "/record?words=monitoring",
    "stability": "/stability",
    "positions": "/positions",
    "cell": "/positions/Maravel/dues",
    "queue": "/read?by_priority=true",
    "timeline": "/timeline",
    "moved": "/moved",
    "network": "/network",
    "periods": "/network/periods",
    "ask": "/ask?q=what+did+Maravel+say+about+dues",
    "news": "/news?since=2031-03-01",
    "out": "/briefing",
}

IN_DOCS = {
    "draft": "draft.png",
    "read": "workbench.png",
    "settlements": "settlements.png",
    "moved": "moved.png",
}


def main() -> None:
    """Make the demo, open its briefing and its workbench, take the pictures."""
    chromium = find_browser()
    if chromium is None:
        sys.exit("no Chromium found; see `make system-packages`")
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = Path(folder) / "lorn"
        subprocess.run([sys.executable, "-m", "pourparler", "demo", demo], check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 1180})
        page.goto((demo / "briefing.html").as_uri())
        page.screenshot(path=HERE / "briefing.png")
        page.screenshot(path=BUILD / "briefing-full.png", full_page=True)
        workbench(browser, demo, PAGES)
        begun = Path(folder) / "begun"
        title = load(demo / "dossier.yaml").negotiation.title
        new_dossier(begun, title)
        shutil.copyfile(demo / "record.sqlite", begun / "record.sqlite")
        workbench(browser, begun, FIRST)
        browser.close()
    print(f"wrote {HERE / 'briefing.png'}, {HERE / 'workbench.png'} and every page into {BUILD}")


def workbench(browser: Browser, demo: Path, pages: dict[str, str]) -> None:
    """Every page, light and dark and narrow; those in README and docs also there."""
    command = [sys.executable, "-u", "-m", "pourparler", "open", str(demo), "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"POURPARLER_USER": "Ada"})
    try:
        assert server.stdout is not None
        link = re.search(r"http://\S+", server.stdout.readline())
        assert link is not None
        root = link[0].partition("/?")[0]
        for look, size in (("light", (1280, 800)), ("dark", (1280, 800)), ("light", (820, 1100))):
            context = browser.new_context(color_scheme=look, viewport={"width": size[0], "height": size[1]})  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(link[0])
            for name, path in pages.items():
                page.goto(root + path)
                # What is fetched after the page: pictures, solutions.
                page.locator(
                    ".picture svg, #solutions-part, .reader, .position, .steps, table, iframe"
                ).first.wait_for()
                if name == "draft":
                    page.keyboard.press("j")
                    page.keyboard.press("c")
                page.wait_for_timeout(800)
                page.screenshot(path=BUILD / f"workbench-{name}-{look}-{size[0]}.png")
                if name in IN_DOCS and (look, size[0]) == ("light", 1280):
                    page.screenshot(path=HERE / IN_DOCS[name])
            context.close()
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
