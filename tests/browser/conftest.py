"""The browser that these tests drive, the system's Chromium, and a workbench for it."""

import re
import signal
import subprocess
import sys

import pytest

from pourparler.briefing.pdf import find_browser

from .draft_workbench import Workbench

CHROMIUM = find_browser()
NEEDS_CHROMIUM = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found")]


@pytest.fixture(scope="package")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Running:
    """`pourparler open` as a process of its own."""

    def __init__(self, folder, port=0):
        command = [sys.executable, "-u", "-m", "pourparler", "open", str(folder), "--no-browser", "--port", str(port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.link = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.root = self.link.partition("/?")[0]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Served:
    """The same in a thread of the test, which is there at once: for all that does not end it."""

    def __init__(self, folder, **more):
        self._bench = Workbench(folder, drafts=True, **more)
        self.root, self.link, self.state = self._bench.root, self._bench.link("/"), self._bench.state

    def close(self):
        self._bench.close()


@pytest.fixture
def running(read_demo):
    server = Served(read_demo)
    yield server
    server.close()


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def opened(context, link):
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.faults = []
    page.on("pageerror", lambda e: page.faults.append(str(e)))
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.goto(link)
    return page


def said(page, words):
    """Waits until the line of the page says this; what it said instead is told."""
    from playwright.sync_api import TimeoutError as WaitedError

    line = page.locator("#status")
    try:
        line.filter(has_text=words).wait_for()
    except WaitedError:
        raise AssertionError(f"{words!r} is not said, but {line.text_content()!r}") from None


WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# All else that axe looks at is the same in the dark.
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def axe_faults(page, rules=WCAG):
    """What axe finds on a page: the rule, and the first elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={**rules, "resultTypes": ["violations"]}).response["violations"]
    return [(v["id"], [n["html"][:200] for n in v["nodes"]][:3]) for v in found]
