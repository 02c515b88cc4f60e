"""A disk that takes no more: said in words with exit code 2, nothing half-written, nothing lost, and completed once there is room."""

import re

import pytest
from sqlalchemy import event

from pourparler.errors import RecordError
from pourparler.model import Document
from pourparler.record import Record

from .conftest import rounds
from .stages import KINDS
from .state import contents, differences, halves, left_over, nothing_else, sound

FEW, MANY = 1, 6
LARGEST = 60_000
"""Bytes: what SQLite keeps beside the record has 32 KiB at least, and more with each page that is written."""
FULL = ("the disk does not take", "cannot be written", "cannot be made")
"""How a full disk is told, by what could not be written."""


def pytest_generate_tests(metafunc):
    if "number" in metafunc.fixturenames:
        many = rounds(metafunc.config, FEW, MANY)
        told = [(kind, number) for kind in KINDS for number in range(many)]
        metafunc.parametrize(("kind", "number"), told, ids=[f"{k.name.replace(' ', '_')}-{n}" for k, n in told])


def test_a_command_on_a_full_disk(kind, number, program, stages, chance, ground, counted):
    """No file may be written beyond a size."""
    peace = stages.undisturbed(kind, "0")
    folder = stages.copy(kind.stage, ground / "talks")
    ended = program.run(folder, peace.words, file_size=chance.randint(1, LARGEST))
    counted("full disk", kind.name, "runs")
    counted("full disk", kind.name, "refused" if ended.code else "had room")
    assert ended.code in (0, 2), (ended.code, ended.err)
    got = sound(folder, ground / "left")
    assert not nothing_else(got, peace.before, peace.after)
    assert not halves(got, peace.after)
    lost = [(part, key) for part, key in kind.told(ended.out, peace.after) if key not in got[part]]
    assert not lost or ended.code == 2, f"reported, and lost: {ended.out}"
    if ended.code == 2:
        assert "error" in ended.err
        assert any(words in ended.err for words in FULL), ended.err
    assert not left_over(folder, in_use=True)
    again = program.run(folder, peace.words)
    assert again.code == 0, again.err
    completed = sound(folder, ground / "completed")
    if kind.moves_on and got["dossier.yaml"] != peace.before["dossier.yaml"]:
        assert completed in stages.repeated(kind, "0")[1:]
    else:
        assert not differences(completed, peace.after)


def test_an_output_that_does_not_fit_leaves_nothing(program, stages, ground):
    folder = stages.copy("read", ground / "talks")
    dossier = folder / "dossier.yaml"
    title = re.compile(r"^negotiation: .*$", re.M)
    assert title.search(dossier.read_text(encoding="utf-8"))
    long = title.sub(f"negotiation: {'Long talks ' * 500}", dossier.read_text(encoding="utf-8"))
    dossier.write_text(long, encoding="utf-8")
    assert program.run(folder, ("report", ".", "-o", "before.html")).code == 0
    before = contents(folder)  # the record keeps that a briefing was handed over
    largest = (folder / "before.html").stat().st_size
    for made in folder.glob("before.*"):
        made.unlink()
    # Room for what SQLite keeps beside the record while it is read, and not for the briefing.
    assert largest > 33_000
    ended = program.run(folder, ("report", ".", "-o", "out.html"), file_size=33_000)
    assert ended.code == 2, ended.err
    assert "out.html: cannot be written: File too large" in ended.err
    assert not left_over(folder, in_use=True)
    assert contents(folder) == before


def test_the_record_keeps_what_was_done(ground):
    """The disk is full for SQLite itself."""
    path = ground / "record.sqlite"
    with Record(path) as record:
        record.add_document(Document("Words " * 200, "First"))

        @event.listens_for(record._engine, "connect")
        def small(connection, _):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 5}")

        record._engine.dispose()
        with pytest.raises(RecordError, match="the disk does not take it"):
            record.add_document(Document("Other words " * 200_000, "Second"))
        assert [d.title for d in record.documents()] == ["First"]
    with Record(path) as record:
        assert record.add_document(Document("Other words " * 200, "Second")) == "added"
