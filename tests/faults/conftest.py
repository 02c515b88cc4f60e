"""What the tests of faults share: the loaded program, small dossiers, seeds, and the counts that are printed at the end.

``make test`` runs few rounds, always the same ones; ``make soak`` (``pytest tests/faults --soak``) runs many, each time other ones, whose seed it
prints: ``--seed NUMBER`` runs them again. Ask ``rounds(config, few, many)`` for how many, and the fixture ``chance`` for a generator of random
numbers that depends on the seed and on the test's own name.

Any test adds to the counts with the fixture ``counted``: ``counted("kills", "read", "hit")`` adds one to the column "hit" of the row "read" of
the table "kills"; a fourth argument adds more than one. A table has the columns that somebody counted in it. Nothing needs to be declared, and
counts of several processes (``pytest -n``) are added up; ``tests/conftest.py`` prints them. A test that fails is counted by itself, under
"faults found".
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .programs import Program
from .stages import Stages

Counted = Callable[..., None]


def rounds(config: pytest.Config, few: int, many: int) -> int:
    """How many rounds of something to run: few in `make test`, many in `make soak`."""
    return many if config.getoption("--soak") else few


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random numbers for one test."""
    return random.Random(f"{request.config.getoption('--seed')}-{request.node.name}")


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Counted:
    """Count something into one of the tables that are printed at the end: table, row, column, and how many."""

    def count(table: str, row: str, column: str, many: int = 1) -> None:
        record_property("counted", [table, row, column, many])

    return count


@pytest.fixture(scope="session")
def grounds() -> Iterator[Path]:
    """A folder for all tests here, in memory where the system has a place for that: what is synced to a disk takes its time."""
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="pourparler-faults-", dir=where) as folder:
        yield Path(folder)


@pytest.fixture
def ground(grounds: Path) -> Iterator[Path]:
    """A folder for one test."""
    with tempfile.TemporaryDirectory(dir=grounds) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def program(grounds: Path) -> Iterator[Program]:
    """The program, loaded once."""
    loaded = Program(grounds / "jobs")
    yield loaded
    loaded.close()


@pytest.fixture(scope="session")
def stages(program: Program, grounds: Path) -> Stages:
    """The small dossier at each stage."""
    return Stages(program, grounds / "stages")
