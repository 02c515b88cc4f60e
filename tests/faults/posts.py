"""What pages of the workbench send, in any order, and by what one sees that it was kept."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from pourparler.dossier import load, revision_of
from pourparler.model import Negotiation
from pourparler.record import HAND

from ..conftest import DEMO
from .programs import Workbench
from .stages import TOLD
from .state import without_option

UPLOADED = DEMO / "documents" / "2031-03-02_Norhaven-Radio_Interview-with-Ada-Voss.txt"
Contents = Mapping[str, Any]


@dataclass(frozen=True)
class Post:
    """``send`` sends it to the workbench of a dossier's folder; ``kept`` tells from contents and negotiation whether it was done."""

    name: str
    send: Callable[[Workbench, Path], httpx.Response]
    kept: Callable[[Contents, Negotiation], bool]


@cache
def empty_folder() -> str:
    """A folder in which nothing comes."""
    folder = tempfile.mkdtemp(prefix="pourparler-empty-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def posts(before: Contents) -> list[Post]:
    """One of each sort, for a dossier that is drafted and holds ``before``."""
    first, second, third, *_ = without_option(before)
    document = next(id for (id,), row in sorted(before["documents"].items()) if "2031-02-19" in row)
    beside = next(id for (id,) in sorted(before["documents"]) if id != document)
    proposals = sorted(
        (json.loads(row[-1])["key"], id) for (id,), row in before["proposals"].items() if row[1] == "issue"
    )
    proposal = proposals[0][1]
    return [
        Post(
            "statement accepted",
            lambda w, folder: w.post(f"/statements/{first}", {"decision": "accepted"}),
            lambda c, n: (first, "accepted", None) in c["decisions"],
        ),
        Post(
            "statement rejected",
            lambda w, folder: w.post(f"/statements/{second}", {"decision": "rejected"}),
            lambda c, n: (second, "rejected", None) in c["decisions"],
        ),
        Post(
            "statement corrected",
            lambda w, folder: w.post(f"/statements/{third}", {"decision": "corrected", "correction": {"speaker": "Ada Voss"}}),
            lambda c, n: (third, "corrected", None) in c["decisions"],
        ),
        Post(
            "statement marked",
            lambda w, folder: w.post(f"/documents/{document}/statements", {"content": [[0, 7]]}),
            lambda c, n: any(HAND in row for row in c["statements"].values()),
        ),
        Post(
            "document uploaded",
            lambda w, folder: w.post(f"/documents?name={UPLOADED.name}&date=2031-03-02", content=UPLOADED.read_bytes()),
            lambda c, n: any("Interview with Ada Voss" in row for row in c["documents"].values()),
        ),
        Post(
            "source watched",
            lambda w, folder: w.post("/sources", {"source": empty_folder()}),
            lambda c, n: (empty_folder(),) in c["sources.txt"],
        ),
        Post(
            "document's source changed",
            lambda w, folder: w.post(f"/documents/{document}/details", {"details": {"source": "The press office"}, "revision": _revision(folder)}),
            lambda c, n: "The press office" in c["documents"][document,],
        ),
        Post(
            "story decided",
            lambda w, folder: w.post(f"/documents/{document}/story", {"same": True, "other": beside}),
            lambda c, n: (document, 1) in c["story_decisions"],
        ),
        Post(
            "position added",
            lambda w, folder: w.post("/positions", {"position": POSITION, "revision": _revision(folder)}),
            lambda c, n: any(p.party == "Maravel" and p.option == "joint" for p in n.positions),
        ),
        Post(
            "next step marked as broken",
            lambda w, folder: w.post("/meetings/became", {"id": TOLD.id, "became": "broken", "evidence": [JUDGED], "revision": _revision(folder)}),
            lambda c, n: any(s.became is not None for s in n.next_steps),
        ),
        Post(
            "party added",
            lambda w, folder: _edit(w, folder, "add party", {"name": "Pilots of Orsina"}),
            lambda c, n: "Pilots of Orsina" in n.party,
        ),
        Post(
            "issue changed",
            lambda w, folder: _edit(w, folder, "change issue", {"question": "What is paid?"}, {"issue": "dues"}),
            lambda c, n: n.issue["dues"].question == "What is paid?",
        ),
        Post(
            "proposal confirmed",
            lambda w, folder: w.post("/draft", {"edit": "confirm", "ids": [proposal], "revision": _drafted(w)}),
            lambda c, n: '"confirmed"' in c["proposals"][proposal,][-1] or "confirmed" in c["proposals"][proposal,],
        ),
        Post(
            "draft written",
            lambda w, folder: w.post("/draft/write", {"suggested": True, "revision": _drafted(w)}),
            lambda c, n: bool(c["written"]),
        ),
    ]  # fmt: skip


JUDGED = {"judgement": "nobody came", "by": "Ada", "on": "2031-05-02"}
POSITION = {
    "party": "Maravel", "kind": "offers", "issue": "patrols", "option": "joint",
    "evidence": [{"judgement": "she said so in private", "by": "Ada", "on": "2031-03-21"}],
}  # fmt: skip


def kept(post: Post, contents: Contents, folder: Path) -> bool:
    """Whether a post was done, as the dossier in ``folder`` tells, which holds ``contents``."""
    return post.kept(contents, load(folder / "dossier.yaml").negotiation)


def _edit(w: Workbench, folder: Path, what: str, told: Any, of: Any = None) -> httpx.Response:
    return w.post("/dossier", {"revision": _revision(folder), "what": what, "of": of or {}, "told": told})


def _revision(folder: Path) -> str:
    return revision_of((folder / "dossier.yaml").read_bytes())


def _drafted(w: Workbench) -> int:
    revision: int = w.get("/draft/state")["revision"]
    return revision
