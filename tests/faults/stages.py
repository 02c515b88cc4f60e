"""A small dossier at each stage of the work, and the commands that lead on from there, with what an undisturbed run makes of them."""

from __future__ import annotations

import atexit
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pourparler.model import NextStep

from ..conftest import DEMO
from ..growing_site import feed, item, page, site
from .programs import Ended, Program
from .state import contents

TALKS = """\
# Talks in which a few documents are read.
negotiation: Strait of Lorn talks
parties:
  Kestria: {at_table: true, aliases: [Kestrian, Norhaven], actors: [{name: Ada Voss, role: foreign minister}]}
  Maravel: {at_table: true, aliases: [Sant Elmo], actors: [{name: Tomas Rell, role: chief negotiator}]}
issues:
  transit:
    question: Who may pass the strait?
    options: {open: open passage, escorted: passage under escort, closed: a closed strait}
    aliases: [open passage, escorted passage, closed strait]
  patrols:
    question: Who patrols it?
    options: {joint: joint patrols, league: patrols by the League, kestrian: patrols by Kestria alone, none: no patrols}
    aliases: [League boats, Kestrian boats]
  dues:
    question: What does a ship pay?
    options: {none: no dues, reduced: a reduced due, full: the full due} # said by nobody yet
    aliases: [transit dues]
positions: []
next_steps:
  - {what: a second round, when: in April, due: 2031-04-30}
"""
TOLD = NextStep("a second round")
DOCUMENTS = sorted(
    path
    for path in (DEMO / "documents").iterdir()
    if path.name[:10] in ("2031-02-03", "2031-02-09", "2031-02-18", "2031-02-19", "2031-03-07")
)
PATTERN = ("--name-pattern", "{date}_{source}_{*}")
ADD = ("add", ".", *DOCUMENTS, *PATTERN)


@cache
def sources() -> tuple[str, str]:
    """A folder, and the address of a feed of two entries whose server answers as long as the tests run."""
    folder = Path(tempfile.mkdtemp(prefix="pourparler-clippings-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for path in DOCUMENTS[:2]:
        shutil.copy2(path, folder)
    (folder / "notes.ods").write_bytes(b"of a kind that is not read")
    running = site()
    web = running.__enter__()
    atexit.register(running.__exit__, None, None, None)
    for n in (1, 2):
        web.put(f"/{n}", page(n))
    return str(folder), web.put("/feed.xml", feed(item(1, "/1"), item(2, "/2")))


STAGES: Mapping[str, tuple[Sequence[object], ...]] = {
    "new": (),
    "added": (ADD,),
    "read": (ADD, ("read", ".")),
    "drafted": (ADD, ("read", "."), ("draft", ".")),
}
"""By the name of a stage the commands that lead there."""


@dataclass(frozen=True)
class Kind:
    """A command that is disturbed. ``stage``: where it begins; ``words``: what to run there, from what the dossier holds.

    ``told``: from what the command printed, what of ``after`` it thereby says is kept, as (table, key). ``moves_on``: run once more it goes on
    from what it has written into dossier.yaml, so that two runs are not one.
    """

    name: str
    stage: str
    words: Callable[[Mapping[str, Any], random.Random], Sequence[object]]
    told: Callable[[str, Mapping[str, Any]], list[tuple[str, Any]]]
    moves_on: bool = False


def whole(out: str, after: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """A command that tells its one result at its end: then everything is kept."""
    return [(part, key) for part in after if part != "dossier.yaml" for key in after[part]] if out.strip() else []


def _documents_told(out: str, after: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [("documents", (id,)) for id in re.findall(r"^added +(\w{12})  ", out, re.MULTILINE)]


def _readings_told(out: str, after: Mapping[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for title in re.findall(r"^ *\d+ statements, +\d+ new   (.*)$", out, re.MULTILINE):
        ids = [id for (id,), row in after["documents"].items() if title in row]
        found += [("readings", key) for key in after["readings"] if key[0] in ids]
        found += [("statements", key) for key, row in after["statements"].items() if row[1] in ids]
    return found


def _some(table: str, number: int) -> Callable[[Mapping[str, Any], random.Random], list[str]]:
    """Some ids of a table."""
    return lambda before, chance: sorted(k[0] for k in chance.sample(sorted(before[table]), number))


def _statement(*words: str) -> Callable[[Mapping[str, Any], random.Random], Sequence[object]]:
    def asked(before: Mapping[str, Any], chance: random.Random) -> Sequence[object]:
        (id,) = _some("statements", 1)(before, chance)
        return ("statements", words[0], ".", id, *words[1:])

    return asked


KINDS = (
    Kind("add", "new", lambda before, chance: ADD, _documents_told),
    Kind("watch", "new", lambda before, chance: ("watch", ".", *sources(), "--allow-private"), _documents_told),
    Kind("read", "added", lambda before, chance: ("read", "."), _readings_told),
    Kind("ask", "added", lambda before, chance: ("ask", ".", "who spoke of dues"), whole),
    Kind("draft", "read", lambda before, chance: ("draft", "."), whole),
    Kind("draft --write", "read", lambda before, chance: ("draft", ".", "--write"), whole, moves_on=True),
    Kind("statements accept", "read", _statement("accept"), whole),
    Kind("statements reject", "read", _statement("reject", "--note", "quotes a film"), whole),
    Kind("statements correct", "read", _statement("correct", "--speaker", "Ada Voss", "--party", "Kestria"), whole),
    Kind("stories together", "added", lambda before, chance: ("stories", "together", ".", *_some("documents", 2)(before, chance)), whole),
    Kind("proposals confirm", "drafted", lambda b, chance: ("proposals", "confirm", ".", *_some("proposals", 3)(b, chance)), whole),
    Kind("positions apply", "read", lambda before, chance: ("positions", "apply", ".", *chance.sample(POSITIONS, 2)), whole),
    Kind("report", "read", lambda before, chance: ("report", ".", "-o", "../briefing.md", "--section", "meetings"), whole),
    Kind("next-steps confirm", "read", lambda before, chance: ("next-steps", "confirm", ".", TOLD.id, "--kept", "--judgement", "I was there"), whole),
    Kind("next-steps apply", "read", lambda before, chance: ("next-steps", "apply", ".", STEP), whole),
)  # fmt: skip
POSITIONS = ("maravel.patrols.rejects.kestrian", "maravel.transit.demands.open", "maravel.dues.rejects.reduced")
"""What `positions suggest` proposes of these documents, whatever the processor: none of it is in doubt."""
STEP = "e341de1a0cef@380-473"
"""And `next-steps suggest`."""


@dataclass(frozen=True)
class Undisturbed:
    """A command run in peace: the words, what was before it and what after it, how it ended."""

    words: Sequence[object]
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    ended: Ended


class Stages:
    """The dossiers, made once where they are first asked for."""

    def __init__(self, program: Program, root: Path) -> None:
        self._program, self._root = program, root
        self.folder = cache(self._folder)
        self.before = cache(lambda stage: contents(self.folder(stage)))
        self.undisturbed = cache(self._undisturbed)
        self.repeated = cache(self._repeated)

    def _folder(self, stage: str) -> Path:
        folder = self._root / stage
        folder.mkdir(parents=True)
        (folder / "dossier.yaml").write_text(TALKS, encoding="utf-8")
        *earlier, last = STAGES[stage] or ((),)
        if earlier or last:
            before = next(name for name, words in STAGES.items() if words == tuple(earlier))
            shutil.copytree(self.folder(before), folder, dirs_exist_ok=True)
            ended = self._program.run(folder, last)
            assert ended.code == 0, ended.err
        return folder

    def copy(self, stage: str, folder: Path) -> Path:
        """A dossier at this stage to work on."""
        shutil.copytree(self.folder(stage), folder)
        return folder

    def _undisturbed(self, kind: Kind, seed: str) -> Undisturbed:
        words = kind.words(self.before(kind.stage), random.Random(seed))
        folder = self.copy(kind.stage, self._root / _name(kind, seed))
        ended = self._program.run(folder, words)
        assert ended.code == 0, ended.err
        return Undisturbed(words, self.before(kind.stage), contents(folder), ended)

    def _repeated(self, kind: Kind, seed: str) -> Sequence[Mapping[str, Any]]:
        """What one, two and three undisturbed runs leave, one after the other."""
        peace = self.undisturbed(kind, seed)
        folder = self._root / f"{_name(kind, seed)}-repeated"
        shutil.copytree(self._root / _name(kind, seed), folder)
        found = [peace.after]
        for _ in range(2):
            ended = self._program.run(folder, peace.words)
            assert ended.code == 0, ended.err
            found.append(contents(folder))
        return found


def _name(kind: Kind, seed: str) -> str:
    return f"{kind.name}-{seed}".replace(" ", "_")
