"""A damaged record: every command says so in words, or answers from what can be read."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

Damage = Callable[[Path], None]


def in_sql(*statements: str) -> Damage:
    def damage(path: Path) -> None:
        with sqlite3.connect(path) as db:
            for statement in statements:
                db.execute(statement)
        db.close()

    return damage


def another_program(path: Path) -> None:
    path.unlink()
    in_sql("CREATE TABLE addresses (name)")(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def flipped(path: Path) -> None:
    chance, data = random.Random(2), bytearray(path.read_bytes())
    for _ in range(200):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    path.write_bytes(data)


DAMAGES: dict[str, Damage] = {
    "newer": in_sql("UPDATE alembic_version SET version_num = '9999'"),
    "half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "first page": lambda path: os.truncate(path, 1000),
    "random": lambda path: path.write_bytes(random.Random(1).randbytes(50_000)),
    "empty": lambda path: path.write_bytes(b""),
    "another program's": another_program,
    "a table gone": in_sql("DROP TABLE statements"),
    "other columns": in_sql("DROP TABLE documents", "CREATE TABLE documents (a)"),
    "a folder": a_folder,
    "log is a folder": lambda path: path.with_name(path.name + "-wal").mkdir(),
    "rows": in_sql("""UPDATE documents SET blocks = '[[1'"""),
    "flipped bytes": flipped,
}
COMMANDS = (
    ["check"], ["statements", "list"], ["statements", "export", "OUT.csv"], ["positions", "suggest"], ["draft"], ["documents", "list"],
    ["report", "-o", "OUT.html"], ["network"], ["read"], ["add", "TEXT"],
)  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small dossier that was read."""
    from pourparler import verbs

    folder = tmp_path_factory.mktemp("sound") / "talks"
    dossier = verbs.new(folder, "Talks")
    dossier.yaml.write_text(
        "negotiation: Talks\nparties: {Northland: {actors: [Ada Voss]}, Port Union: {}}\n"
        "issues: {transit: {question: Who may pass?, options: {open: free passage, closed: no passage}}}\n"
        "positions: [{party: Northland, issue: transit, rejects: open}]\n"
    )
    text = folder.parent / "a text.txt"
    text.write_text("Talks at sea\n\nAda Voss said that Northland would not accept free passage.\n")
    assert [a.outcome for a in verbs.add(folder, [str(text)])] == ["added"]
    assert sum(r.statements for r in verbs.read(folder)) > 0
    return folder


@pytest.mark.parametrize("name", DAMAGES)
def test_every_command_says_what_is_wrong_with_a_record(name: str, sound: Path, tmp_path: Path, run) -> None:
    folder = tmp_path / "talks"
    shutil.copytree(sound, folder)
    DAMAGES[name](folder / "record.sqlite")
    text = tmp_path / "another.txt"
    text.write_text("Ada Voss said that Northland would not sign.\n")
    worked = []
    for words in COMMANDS:
        first = 2 if words[0] in ("statements", "positions", "documents") else 1
        rest = [str(tmp_path / w) if w.startswith("OUT") else str(text) if w == "TEXT" else w for w in words[first:]]
        code, _, told = run(*words[:first], folder, *rest)
        assert code in (0, 1, 2), (words, told)
        assert "our fault" not in told, (words, told)
        if code == 2:
            assert str(folder / "record.sqlite") in told.replace("\n", "")
            assert told.rstrip().endswith(("again", "folder", "its rights", "touched it", "only in the record")), told
        else:
            worked.append(words[0])
    # A row or a page that a command does not need may be damaged without hindering it.
    assert len(worked) < (len(COMMANDS) if name in ("rows", "flipped bytes", "other columns") else 1), worked
