"""What several tests need. Reference data lies beside a checkout in ../shared; users do not have it."""

from __future__ import annotations

import gc
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from filelock import FileLock
from hypothesis import settings

from .kept import everything

# One thread in each product of matrices: with as many tests at a time as there are processors, more only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples each time; how long one takes depends on what else the machine does, and is no fault.
settings.register_profile("same", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared" / "reference"
DEMO = ROOT / "examples" / "strait-of-lorn"
RIYADH = ROOT / "examples" / "riyadh-2025"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-wording", action="store_true", help="Write tests/wording/expected anew.")
    parser.addoption("--soak", action="store_true", help="tests/faults: many rounds, other ones each time.")
    parser.addoption("--seed", type=int, help="tests/faults: the seed of random rounds, to run them again.")


def pytest_xdist_auto_num_workers() -> int:
    """With ``-n auto`` half as many again as there are processors: a fifth of the time tests wait for a browser, another process, or a disk."""
    many = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return many + many // 2


def pytest_configure(config: pytest.Config) -> None:
    """Without a seed few rounds are the same each time, and many are others each time. Before other processes are given the options."""
    if config.option.seed is None:
        config.option.seed = random.randrange(1_000_000) if config.option.soak else 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Tests and what they load stay to the end: Python's collector neither looks through them while they come, nor ever after."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture
def reference() -> Path:
    """The reference folder; where it is absent the test is skipped."""
    if not REFERENCE.is_dir():
        pytest.skip(f"REFERENCE DATA ABSENT: {REFERENCE}")
    return REFERENCE


def skipped(reporter: pytest.TerminalReporter) -> Counter[str]:
    """How many tests were skipped, by reason."""
    return Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in reporter.stats.get("skipped", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    _print_counts(terminalreporter)
    for reason, many in skipped(terminalreporter).items():
        terminalreporter.write_line(f"SKIPPED {many} TEST{'S' if many > 1 else ''}: {reason}", red=True, bold=True)


def _print_counts(reporter: pytest.TerminalReporter) -> None:
    """What tests counted with the fixture ``counted`` (tests/faults/conftest.py): a table for each name, all processes added up."""
    tables: dict[str, dict[str, Counter[str]]] = {}
    failed: Counter[str] = Counter()
    for report in (r for reports in reporter.stats.values() for r in reports if isinstance(r, pytest.TestReport)):
        told = [value for name, value in report.user_properties if name == "counted"] if report.when == "call" else []
        for table, row, column, many in told:
            tables.setdefault(table, {}).setdefault(row, Counter())[column] += many
        if report.failed and "/faults/" in report.nodeid:
            failed[report.nodeid.rpartition("/")[2]] += 1
    if not tables:
        return
    reporter.section(f"faults (--seed {reporter.config.option.seed})")
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        every = {**dict(sorted(rows.items())), "all": sum(rows.values(), Counter())}
        wide = max(map(len, (name, *every)))
        reporter.write_line(name.ljust(wide) + "".join(f"  {column}" for column in columns), bold=True)
        for row, told in every.items():
            reporter.write_line(row.ljust(wide) + "".join(f"  {told[c]:>{len(c)},}" for c in columns))
        reporter.write_line("")
    reporter.write_line(f"faults found: {sum(failed.values()) or 'none'}", bold=True)
    for test in failed:
        reporter.write_line(f"  {test}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI set, a skipped test fails the run: there everything must be tested."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and skipped(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session", autouse=True)
def kept_for_all_tests() -> Iterator[None]:
    """What is worked out once for all tests of this process that ask for the same."""
    yield from everything()


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A fresh copy of the demo dossier, nothing added yet."""
    folder = tmp_path / "lorn"
    folder.mkdir()
    shutil.copyfile(DEMO / "dossier.yaml", folder / "dossier.yaml")
    return folder


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A copy of the folder that ``make`` fills: once for all processes that run these tests, whichever asks first."""
    own = factory.getbasetemp()
    made = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"made {name}"
    with FileLock(f"{made}.lock"):
        if not made.exists():
            unfinished = own / f"unfinished {name}"
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(made)
    # A record that another process opens may change while it is looked at: each has its own.
    return shutil.copytree(made, factory.mktemp(name) / "lorn")


@pytest.fixture(scope="session")
def added_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo dossier with its documents added, once for all tests: only to be copied."""
    from pourparler import verbs
    from pourparler.documents import NamePattern, Options

    def add(folder: Path) -> None:
        shutil.copyfile(DEMO / "dossier.yaml", folder / "dossier.yaml")
        options = Options(name_pattern=NamePattern("{date}_{source}_{*}"))
        assert all(a.outcome == "added" for a in verbs.add(folder, [str(DEMO / "documents")], options))

    return made_once(tmp_path_factory, "added", add)


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory, added_once: Path) -> Path:
    """The demo dossier with its documents added and read, once for all tests: only to be looked at."""
    from pourparler import verbs

    def read(folder: Path) -> None:
        shutil.copytree(added_once, folder, dirs_exist_ok=True)
        assert sum(r.statements for r in verbs.read(folder)) > 50

    return made_once(tmp_path_factory, "read", read)


@pytest.fixture
def read_demo(demo: Path, read_once: Path) -> Path:
    """A copy of it for one test to change."""
    shutil.copytree(read_once, demo, dirs_exist_ok=True)
    return demo


make_commands = typer.main.get_command


@cache
def commands_of(app: typer.Typer) -> Any:
    """The commands of the application, made once for all tests: to make them takes as long as most of them take."""
    return make_commands(app)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in this process: (exit code, standard output, standard error)."""
    import sys

    from pourparler.cli import main

    monkeypatch.setattr("typer.main.get_command", commands_of)

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pourparler", *map(str, words)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capfd.readouterr()
        return int(stopped.value.code or 0), out, err

    return call


def suggest(yaml: Path) -> None:
    """Mark every other position of a dossier.yaml as suggested, with a party, an issue, an option, a linkage, priorities and no-agreement."""
    from ruamel.yaml import YAML

    y = YAML()
    tree = y.load(yaml.read_text(encoding="utf-8"))
    for place, position in enumerate(tree["positions"]):
        if place % 2:
            position["suggested"] = True
    list(tree["parties"].values())[-1]["suggested"] = True
    first, *_, last = tree["issues"].values()
    last["suggested"] = True
    first["suggested"] = [list(first["options"])[-1]]
    tree["linkages"][0]["suggested"] = True
    party, told = next(iter(tree["priorities"].items()))
    tree["priorities"][party] = {**(told if isinstance(told, dict) else {"order": told}), "suggested": True}
    tree["no_agreement"]["suggested"] = [next(iter(tree["no_agreement"]))]
    tree["meetings"][0]["suggested"] = True
    tree["next_steps"][0]["suggested"] = True
    with yaml.open("w", encoding="utf-8") as file:
        y.dump(tree, file)


@pytest.fixture
def half_confirmed(read_demo: Path) -> Path:
    """The demo with its documents read, half of what the dossier says only suggested."""
    suggest(read_demo / "dossier.yaml")
    return read_demo
