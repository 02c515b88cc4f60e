"""What a dossier holds, apart from when things were done and in which order they were numbered."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock

from pourparler.dossier import open_dossier, revision_of
from pourparler.record import HAND, Record

Row = tuple[Any, ...]
Rows = Mapping[Any, Row]
KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "documents": (("id",), ("number", "added_at", "added_by")),
    "readings": (("document", "reader"), ("number", "at")),
    "statements": (("id",), ("number",)),
    "holders": (("statement", "holder"), ()),
    "meanings": (("statement",), ()),
    "matchings": (("document",), ()),
    "bands": (("band", "statement"), ()),
    "meetings": (("id",), ("number",)),
    "stories": (("document",), ()),
    "word_runs": (("run", "document"), ()),
    "story_pairs": (("one", "other"), ()),
    "story_decisions": (("document", "same"), ("number", "at", "by")),
    "passages": (("document", "start"), ("number",)),
    "decisions": (("statement", "decision", "note"), ("number", "at", "by", "step")),
    "proposals": (("id",), ()),
    "written": (("key",), ()),
    "source_entries": (("source", "key"), ("number", "at")),
    "briefings": (("dossier", "confirmed_only"), ("number", "at", "by")),
}
"""For each table what its rows go by, and what is left out of the comparison."""
ENTRY_DOCUMENT = 4
"""The place of the document in the row of an entry of a source."""
OPTION = 10
"""The place of the option in the row of a statement."""
LEFT_LYING = {"dossier.yaml", "record.sqlite", ".dossier.yaml.lock", "sources.txt", ".sources.txt.lock"}
"""The files of a dossier in which nobody works. A lock's file may lie there; what counts is whether anybody holds it."""


def contents(folder: Path) -> dict[str, Any]:
    """Each table as key → row, the lines of sources.txt likewise, and the text of dossier.yaml; of a dossier whose files nobody has open."""
    found: dict[str, Any] = {"dossier.yaml": (folder / "dossier.yaml").read_text(encoding="utf-8")}
    watched = folder / "sources.txt"
    lines = watched.read_text(encoding="utf-8").splitlines() if watched.exists() else []
    found["sources.txt"] = {(line,): (line,) for line in lines}
    path = folder / "record.sqlite"
    for table in KEYS:
        found[table] = {}
    if not path.exists():
        return found
    with sqlite3.connect(path) as db:
        for table, (key, left_out) in KEYS.items():
            asked = db.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in asked.description]
            keep = [k for k, name in enumerate(names) if name not in left_out]
            for row in asked:
                told = tuple(row[names.index(name)] for name in key)
                found[table][told] = tuple(row[k] for k in keep)
        revision = revision_of((folder / "dossier.yaml").read_bytes())
        announced = db.execute("SELECT entries FROM announced WHERE revision = ?", (revision,)).fetchone()
        if announced is not None:  # the file was written, and the program killed before it could say so
            rows = json.loads(announced[0]).items()
            found["written"] = {(k,): (k, section, name, json.dumps(entry)) for k, (section, name, entry) in rows}
    db.close()
    return found


def differences(got: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """What is otherwise, in words, for a failing test."""
    found = []
    for part in wanted:
        if got[part] == wanted[part]:
            continue
        if part == "dossier.yaml":
            found.append(f"dossier.yaml:\n{got[part]}\n— instead of —\n{wanted[part]}")
            continue
        lacking, more = wanted[part].keys() - got[part].keys(), got[part].keys() - wanted[part].keys()
        other = [k for k in wanted[part].keys() & got[part].keys() if wanted[part][k] != got[part][k]]
        found.append(f"{part}: lacking {sorted(map(str, lacking))[:5]}, too many {sorted(map(str, more))[:5]}")
        found += [f"{part} {k}: {got[part][k]} instead of {wanted[part][k]}" for k in other[:3]]
    return found


def sound(folder: Path, aside: Path) -> dict[str, Any]:
    """The contents of a dossier that was just left by a killed process; looked at in a copy, so that the next command finds it as it was left.

    Asserts that the program opens it, that nothing in it is torn, that whatever was done has its entry in the history, and that no lock is held.
    """
    with FileLock(folder / ".dossier.yaml.lock", timeout=0):
        pass  # nobody holds it
    shutil.copytree(folder, aside)
    dossier = open_dossier(aside)
    dossier.load()
    if dossier.record.exists():
        with Record(dossier.record, busy_timeout=0.0) as record:
            record.documents(), record.statements(), record.proposals(), record.meetings(), record.headings()
        untorn(dossier.record)
    return contents(aside)


def untorn(path: Path) -> None:
    """Assert that tables, indexes and the search agree, and that documents, readings and decisions are as many as the history says."""
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("passages", "statements"):
            db.execute(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)")
        added = Counter(row[0] for row in db.execute("SELECT subject FROM revisions WHERE action = 'add document'"))
        assert added == Counter(row[0] for row in db.execute("SELECT id FROM documents"))
        read = Counter(row[0] for row in db.execute("SELECT subject FROM revisions WHERE action = 'read'"))
        assert read == Counter(row[0] for row in db.execute("SELECT document FROM readings"))
        said = Counter(
            row[0]
            for row in db.execute("SELECT subject FROM revisions WHERE action IN ('accepted', 'corrected', 'rejected')")
        )
        assert said == Counter(row[0] for row in db.execute("SELECT statement FROM decisions"))
        steps = db.execute("SELECT count(*) FROM revisions WHERE action = 'change proposals'").fetchone()
        assert steps == db.execute("SELECT count(*) FROM proposal_steps").fetchone()
    db.close()


def nothing_else(got: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What a command that was killed left and that stands neither in what was before it nor in what comes after it: half-written rows."""
    found = []
    if got["dossier.yaml"] not in (before["dossier.yaml"], after["dossier.yaml"]):
        found.append(f"dossier.yaml is neither the old nor the new one:\n{got['dossier.yaml']}")
    for part in (
        "documents",
        "readings",
        "decisions",
        "meetings",
        "meanings",
        "proposals",
        "written",
        "source_entries",
        "briefings",
    ):
        strange = [k for k, row in got[part].items() if row not in (before[part].get(k), after[part].get(k))]
        found += [f"{part} {k}: {got[part][k]}" for k in strange[:3]]
    strange = [k for k in got["statements"] if k not in before["statements"] and k not in after["statements"]]
    return found + [f"statement {k}" for k in strange[:3]]


def halves(got: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Documents of which only a part of the statements that the reader found, or of what they mean, is kept."""
    found = []
    for document, _ in got["readings"]:
        for part, of in (("statements", _statements_of), ("meanings", _meanings_of)):
            if of(got, document) != of(after, document):
                found.append(f"{document}: some of its {part}")
    read = {document for document, _ in got["readings"]}
    found += [
        f"{row[1]}: statements without a reading"
        for row in got["statements"].values()
        if row[1] not in read and HAND not in row
    ]
    return found


def unseen(got: Mapping[str, Any]) -> list[str]:
    """Documents of a visit without an entry that says that they were seen, and entries of documents that are not there."""
    seen = {row[ENTRY_DOCUMENT] for row in got["source_entries"].values()} - {None}
    kept = {id for (id,) in got["documents"]}
    return [f"{id} is seen and not kept" for id in seen - kept] + [f"{id} is kept and not seen" for id in kept - seen]


def _statements_of(told: Mapping[str, Any], document: str) -> set[Any]:
    return {key for key, row in told["statements"].items() if row[1] == document and HAND not in row}


def _meanings_of(told: Mapping[str, Any], document: str) -> set[Any]:
    return _statements_of(told, document) & set(told["meanings"])


def without_option(told: Mapping[str, Any]) -> list[str]:
    """The ids of statements that are about no option: whatever is decided on them, no position is proposed or withdrawn."""
    return sorted(id for (id,), row in told["statements"].items() if row[OPTION] is None)


def left_over(folder: Path, *, in_use: bool = False) -> set[str]:
    """Files that lie in a dossier without being a part of it. ``in_use``: whoever used the record last had no time or no room to put away what
    SQLite keeps beside it."""
    beside = {"record.sqlite-wal", "record.sqlite-shm", ".record.sqlite.lock"} if in_use else set()
    return {p.name for p in folder.iterdir()} - LEFT_LYING - beside
