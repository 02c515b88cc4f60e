"""A damaged record: every command ends with exit code 2 and says what to do, or with the answer that it gives of a sound one.

Never with a wrong answer, never as our fault; and what the message says to do brings the documents back.
"""

import os
import random
import shutil
import sqlite3

import pytest

from .conftest import rounds
from .stages import ADD, PATTERN
from .state import contents, differences

FEW, MANY = 1, 40
COMMANDS = (
    ("check", "."),
    ("documents", "list", "."),
    ("documents", "list", ".", "--json"),
    ("statements", "list", ".", "--json"),
    ("statements", "search", ".", "strait"),
    ("proposals", "list", "."),
    ("positions", "suggest", "."),
    ("next-steps", "suggest", "."),
    ("settle", "."),
    ("draft", "."),
    ("read", "."),
)
SAID = (
    "not a sound record",
    "the record is empty",
    "a database of another program",
    "cannot be understood",
    "the record answered",
)


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def sectors(data: bytes, chance: random.Random) -> bytes:
    """Random bytes in one to four pieces of 512 bytes, as a failing disk leaves them."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(0, len(data) // 512) * 512
        changed[at : at + 512] = chance.randbytes(512)
    return bytes(changed)


def pages(data: bytes, chance: random.Random) -> bytes:
    """Random bytes in a tenth of all pages."""
    changed = bytearray(data)
    for page in chance.sample(range(len(data) // 4096), len(data) // 40960 or 1):
        changed[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
    return bytes(changed)


def empty(data: bytes, chance: random.Random) -> bytes:
    return b""


def noise(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(len(data))


DAMAGES = (truncated, sectors, pages, empty, noise)


def pytest_generate_tests(metafunc):
    if "damage" in metafunc.fixturenames:
        many = rounds(metafunc.config, FEW, MANY)
        told = [(d, n) for d in DAMAGES for n in range(1 if d is empty else many)]
        metafunc.parametrize(("damage", "number"), told, ids=[f"{d.__name__}-{n}" for d, n in told])


def asked(program, folder, words, counted, row):
    ended = program.run(folder, words)
    counted("damaged records", row, "commands")
    counted("damaged records", row, "refused" if ended.code == 2 else "answered")
    assert ended.code in (0, 1, 2), (words, ended.code, ended.err)
    if ended.code == 2:
        assert any(told in ended.err for told in SAID), (words, ended.err)
        assert "pourparler add" in ended.err, (words, ended.err)
    return ended


def test_no_command_gives_a_wrong_answer(damage, number, program, stages, chance, ground, counted):
    sound_one = stages.folder("drafted")
    data = damage((sound_one / "record.sqlite").read_bytes(), chance)
    chosen = COMMANDS if damage is empty else chance.sample(COMMANDS, 3)
    for k, words in enumerate(chosen):
        folder = stages.copy("drafted", ground / str(k))
        (folder / "record.sqlite").write_bytes(data)
        ended = asked(program, folder, words, counted, damage.__name__)
        if damage in (empty, noise):
            if words[0] not in ("check", "settle"):  # these look for statements only
                assert ended.code == 2
            assert (folder / "record.sqlite").read_bytes() == data  # nothing is made worse
        if ended.code != 2 and words[0] not in ("read", "draft"):
            there = program.run(stages.copy("drafted", ground / f"sound {k}"), words)
            assert (ended.code, ended.out) == (there.code, there.out), words


@pytest.mark.parametrize("what", ["noise", "of another record", "cut off"])
def test_a_wrong_file_of_last_changes(what, program, stages, chance, ground, counted):
    """SQLite's -wal file: one that does not belong to the record is not taken for its last changes."""
    folder = stages.copy("drafted", ground / "talks")
    beside = folder / "record.sqlite-wal"
    with sqlite3.connect(
        folder / "record.sqlite" if what == "cut off" else stages.copy("new", ground / "other") / "x.sqlite"
    ) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE other (words TEXT)")
        db.execute("INSERT INTO other VALUES ('not of these talks')")
        db.commit()
        last = next(p for p in (folder, ground / "other") for p in p.glob("*-wal")).read_bytes()
    db.close()
    shutil.copyfile(stages.folder("drafted") / "record.sqlite", folder / "record.sqlite")
    for old in folder.glob("record.sqlite-*"):
        old.unlink()
    beside.write_bytes(
        {"noise": chance.randbytes(len(last)), "of another record": last, "cut off": last[: len(last) // 2]}[what]
    )
    for words in (("documents", "list", "."), ("statements", "list", ".", "--json")):
        ended = asked(program, folder, words, counted, f"last changes: {what}")
        if ended.code != 2:
            there = program.run(stages.copy("drafted", ground / f"sound {words[0]}"), words)
            assert (ended.code, ended.out) == (there.code, there.out)


def test_the_documents_come_back_as_the_message_says(program, stages, ground):
    folder = stages.copy("read", ground / "talks")
    (folder / "record.sqlite").write_bytes(os.urandom(50_000))
    told = program.run(folder, ("statements", "list", ".")).err
    assert "documents that you added and dossier.yaml are as they were" in told
    for path in folder.glob("record.sqlite*"):
        path.rename(ground / path.name)
    assert program.run(folder, ADD).code == 0
    assert PATTERN[0] in ADD
    assert program.run(folder, ("read", ".")).code == 0
    assert not differences(contents(folder), stages.before("read"))
