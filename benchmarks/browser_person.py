"""What a person does on the pages of the workbench in a real Chromium, each thing done counted once.

An edit is what the workbench saves at once: a name, a merge, a move of all cards that were marked for it, a filled form. Looking, marking and
searching are no edits. What is typed is counted in characters.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pourparler.briefing.pdf import find_browser


class Refused(Exception):
    """The workbench did not do what was asked, and said why."""


@contextmanager
def workbench(folder: Path) -> Iterator[Person]:
    """Somebody in front of `pourparler open` on this folder, in a browser 1280 pixels wide and 800 high."""
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-u", "-m", "pourparler", "open", str(folder), "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        link = re.search(r"http://\S+", server.stdout.readline())
        assert link is not None
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(15_000)
            page.goto(link[0])
            yield Person(page, link[0].partition("/?")[0])
            browser.close()
    finally:
        server.kill()
        server.wait()


class Person:
    """``edits``: how many of each sort. ``steps``: fields filled, choices made, cards marked, and edits sent. ``typed``: characters typed.
    ``again``: edits that were refused as stale and done once more.
    """

    def __init__(self, page: Any, root: str) -> None:
        self.page, self.root = page, root
        self.edits: Counter[str] = Counter()
        self.steps = self.typed = self.again = 0

    @property
    def keys(self) -> Any:
        """The keyboard."""
        return self.page.keyboard

    def forget(self) -> None:
        """Counting begins anew."""
        self.edits = Counter()
        self.steps = self.typed = self.again = 0

    # Documents and reading

    def add_document(self, file: Path, day: str, source: str) -> None:
        """On the page Start; returns when it is read."""
        self.page.goto(f"{self.root}/start")
        self.page.locator("[name=date]").fill(day)
        self.page.locator("[name=source]").fill(source)
        self.page.locator("#files").set_input_files(file)
        self.page.get_by_text(re.compile(r"^1 document read, with \d+ statements")).wait_for()

    # The page Draft

    def open_draft(self) -> None:
        """Once nothing is being drafted any more."""
        self.page.goto(f"{self.root}/draft")
        while self.page.request.get(f"{self.root}/draft/state").json()["running"]:
            time.sleep(0.1)
        self.page.goto(f"{self.root}/draft")
        self.page.locator(".thing").first.wait_for()

    def put_in(self, *, everything: bool) -> None:
        """What is confirmed, or all of the draft, into the dossier."""
        name = "Put everything in" if everything else "Put what is confirmed"
        self._draft("put the draft into the dossier", lambda: self.page.get_by_role("button", name=name).click())

    def rename(self, id: str, words: str) -> None:
        """A party, an issue or an option."""
        self._select(id)
        self.keys.press("r")
        self._draft("rename", lambda: self._enter(words))

    def merge(self, id: str, words: str) -> None:
        """Into the party, issue or option of these words."""
        self._select(id)
        self.keys.press("m")
        self._draft("merge", lambda: self._choose(words))

    def move(self, ids: Sequence[str], option: str, issue: str) -> None:
        """Positions to an option; both by their words."""
        self._mark(ids)
        self.keys.press("v")
        self._draft("move", lambda: self._choose(option, issue))

    def split(self, ids: Sequence[str], question: str) -> None:
        """Positions into a new issue."""
        self._mark(ids)
        self.keys.press("s")
        self._draft("split", lambda: self._choose(question, new=True))

    def new_option(self, issue: str, words: str) -> None:
        """An answer to an issue that nobody takes yet."""
        self._select(issue)
        self.keys.press("n")
        self._draft("new option", lambda: self._choose(words, new=True))

    def new_party_in_draft(self, name: str) -> None:
        """That nothing was drafted of."""
        self.keys.press("Shift+P")
        self._draft("new party", lambda: self._choose(name, new=True))

    def dismiss(self, ids: Sequence[str]) -> None:
        """One thing, or several positions at once."""
        self._mark(ids) if len(ids) > 1 else self._select(ids[0])
        self._draft("dismiss", lambda: self.keys.press("d"))

    def confirm_all(self) -> None:
        """All positions that are shown, with what they need."""
        self._draft("confirm", lambda: self.keys.press("Shift+C"))

    def turn(self, id: str) -> None:
        """A position to the other side."""
        self._select(id)
        self._draft("change of direction", lambda: self.keys.press("t"))

    def give_to(self, ids: Sequence[str], party: str) -> None:
        """Positions to another party."""
        self._mark(ids)
        self.keys.press("h")
        self._draft("change of party", lambda: self._choose(party))

    def set_field(self, id: str, field: str, value: str) -> None:
        """Beside the board: the kind of a position, a party's role, whether it is at the table."""
        self._select(id)
        self.page.locator(f"#panel[data-of='{id}'] select[name={field}]").wait_for()
        choice = self.page.locator(f"#panel select[name={field}]")
        sort = {"stance": "change of kind", "role": "change of role", "at_table": "at the table or away"}[field]
        self.steps += 1
        self._draft(sort, lambda: choice.select_option(value))

    # The page Dossier

    def new_party(self, name: str, *, at_table: bool) -> None:
        """By its row on the page Dossier."""
        self._dossier()
        row = self.page.locator("tr[data-edit='add party']")
        self._fill(row.locator("[name=name]"), name)
        if not at_table:
            row.locator("[name=at_table]").uncheck()
            self.steps += 1
        self._sent("new party", lambda: row.locator("[data-add]").click(), "/dossier")

    def new_issue(self, question: str, options: Sequence[str]) -> None:
        """A question with all its answers: one form."""
        self._dossier()
        self.keys.press("i")
        self._fill(self.page.locator("#new-issue"), question)
        self.keys.press("Enter")
        for words in options:
            self._enter(words)
        self._sent("new issue with its options", lambda: self.keys.press("Enter"), "/dossier")

    # The page of a party and an issue

    def new_position(self, party: str, issue: str, kind: str, option: str, words: str) -> None:
        """With the first sentence as evidence that a search for these words finds. Raises Refused: it finds none."""
        self.page.goto(f"{self.root}/positions/{quote(party, safe='')}/{quote(issue, safe='')}")
        form = self.page.locator("#add")
        form.locator("select[name=kind]").select_option(kind)
        form.locator("select[name=option]").select_option(label=option)
        form.locator(".scope").select_option("all")
        with self.page.expect_response(lambda answer: "words=" + words.split()[0] in answer.url):
            self._fill(form.locator("input.words"), words)
        row = form.locator(".found li", has_text=re.compile(words.split()[-1], re.IGNORECASE)).first
        row.wait_for(timeout=5_000)
        row.locator(".tick").click()
        self.steps += 4  # kind, option, where to search, the sentence
        self._sent("new position with evidence", lambda: self.keys.press("Control+Enter"), "/positions")
        self.page.get_by_text(re.compile("Saved to dossier.yaml")).wait_for()

    # How it is done

    def _dossier(self) -> None:
        if not self.page.url.endswith("/dossier"):
            self.page.goto(f"{self.root}/dossier")

    def _select(self, id: str) -> None:
        self.keys.press("Escape")  # nothing else is marked
        self.page.locator(f"#{id}").click(position={"x": 12, "y": 8})

    def _mark(self, ids: Sequence[str]) -> None:
        self._select(ids[0])
        for id in ids if len(ids) > 1 else ():
            self.steps += 1
            self.page.locator(f"#{id}").click(position={"x": 12, "y": 8})
            self.keys.press("x")

    def _fill(self, field: Any, words: str) -> None:
        self.typed += len(words)
        self.steps += 1
        field.fill(words)

    def _enter(self, words: str) -> None:
        self.typed += len(words)
        self.steps += 1
        self.keys.insert_text(words)
        self.keys.press("Enter")

    def _choose(self, words: str, group: str = "", *, new: bool = False) -> None:
        """In the list that is open. Of what stands in it a person types a word or two; counted is all."""
        self._fill(self.page.locator("#chooser-words"), words)
        rows = self.page.locator("#chooser-list li")
        if new:
            rows.last.click()
        else:
            told = f"{words} {group}".strip()
            rows.filter(has_text=re.compile(f"^{re.escape(told)}$")).first.click()

    def _draft(self, sort: str, act: Callable[[], Any]) -> None:
        told = self._sent(sort, act, "/draft").json()
        self.page.locator(f"#draft[data-revision='{told['revision']}']").wait_for()

    def _sent(self, sort: str, act: Callable[[], Any], path: str) -> Any:
        answer = self._answer(act, path)
        if answer.status == 409:
            self.again += 1
            button = self.page.get_by_role("button", name="Do it on the new state")
            answer = self._answer(button.click, path)
        if not answer.ok:
            raise Refused(f"{sort}: {answer.text()}")
        self.edits[sort] += 1
        self.steps += 1
        return answer

    def _answer(self, act: Callable[[], Any], path: str) -> Any:
        def wanted(answer: Any) -> bool:
            return answer.request.method == "POST" and answer.url.startswith(self.root + path)

        with self.page.expect_response(wanted) as found:
            act()
        return found.value
