"""What the tests of faults share: the loaded program, small dossiers, seeds, and the counts that are printed at the end.

``make test`` runs few rounds, always the same ones; ``make soak`` (``pytest tests/faults --soak``) runs many, each time other ones, whose seed it
prints: ``--seed NUMBER`` runs them again. Ask ``rounds(config, few, many)`` for how many, and the fixture ``chance`` for a generator of random
numbers that depends on the seed and on the test's own name.

Any test adds to the counts with the fixture ``counted``: ``counted("kills", "read", "hit")`` adds one to the column "hit" of the row "read" of
the table "kills"; a fourth argument adds more than one. A table has the columns that somebody counted in it. Nothing needs to be declared, and
counts of several processes (``pytest -n``) are added up. A test that fails is counted by itself, under "faults found".
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .programs import Program
from .stages import Stages

Counted = Callable[..., None]
Table = dict[str, dict[str, int]]
FOUND = "faults found"
HERE = Path(__file__).parent.name


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
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, loaded once."""
    loaded = Program(tmp_path_factory.mktemp("jobs"))
    yield loaded
    loaded.close()


@pytest.fixture(scope="session")
def stages(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """The small dossier at each stage."""
    return Stages(program, tmp_path_factory.mktemp("stages"))


def pytest_report_header(config: pytest.Config) -> str:
    return f"faults: --seed {config.getoption('--seed')} runs the same rounds again"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The counts, each table as wide as it must be."""
    tables: dict[str, Table] = {}
    ran = [r for r in terminalreporter.getreports("") if r.nodeid.startswith(f"tests/{HERE}/")]
    for report in ran:
        told = [value for name, value in report.user_properties if name == "counted"] if report.when == "call" else []
        if report.failed:
            told.append([FOUND, report.nodeid.partition("[")[0].rpartition("/")[2], "tests that failed", 1])
        for table, row, column, many in told:
            rows = tables.setdefault(table, {})
            rows.setdefault(row, {}).setdefault(column, 0)
            rows[row][column] += many
    if not tables:
        return
    terminalreporter.section(f"faults, seed {terminalreporter.config.getoption('--seed')}")
    for name, rows in tables.items():
        for line in _lines(name, rows):
            terminalreporter.write_line(line)
    if FOUND not in tables:
        terminalreporter.write_line("faults found: none")


def _lines(name: str, rows: Table) -> list[str]:
    columns = list(dict.fromkeys(c for row in rows.values() for c in row))
    shown = {**dict(sorted(rows.items())), "all": {c: sum(row.get(c, 0) for row in rows.values()) for c in columns}}
    wide = max(map(len, (name, *shown)))
    head = name.ljust(wide) + "".join(f"  {c}" for c in columns)
    return [
        "",
        head,
        *(row.ljust(wide) + "".join(f"  {told.get(c, 0):>{len(c)},}" for c in columns) for row, told in shown.items()),
    ]
