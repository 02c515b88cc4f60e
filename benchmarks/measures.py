"""The table of what twenty years of talks may take: work, measured, target, whether it holds.

    python benchmarks/measures.py [ARCHIVE]      # or: make bench ARCHIVE=climate-negotiations

ARCHIVE: a checkout of github.com/rufuspollock/climate-negotiations; without it the rows that need the bulletins say so. Bulletins are
added and read as a user would, in processes of their own; ARCHIVE may also be a dossier in which they are read already: then only what
is asked of them is measured. Wall time, so other work on the machine counts; the last line says how much there is.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
FETCH = "needs the bulletins: git clone https://github.com/rufuspollock/climate-negotiations, then make bench ARCHIVE=climate-negotiations"
DAY = 50
"""Articles of a day."""


class Row(NamedTuple):
    """A measure. ``holds``: None where it could not be measured."""

    work: str
    measured: str
    target: str
    holds: bool | None


def command(*words: str | Path) -> tuple[float, float]:
    """Seconds that a command of pourparler took, and the MB of the largest process that was started so far."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "pourparler", *words], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(done.stderr)
    return time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def printed(script: str, *words: str | Path) -> str:
    """What another benchmark prints."""
    return subprocess.run([sys.executable, ROOT / script, *words], capture_output=True, text=True, check=True).stdout


def added_and_read(archive: Path, dossier: Path) -> Row:
    command("new", dossier)
    added, _ = command(
        "add", dossier, archive / "enb", "--details", archive / "data" / "documents.csv", "--kind", "bulletin"
    )
    read, most = command("read", dossier)
    minutes = (added + read) / 60
    return Row(
        "the bulletins, added and read",
        f"{minutes:.1f} min, {most:.0f} MB",
        "8 min, 600 MB",
        minutes < 8 and most < 600,
    )


def pages(dossier: Path | None) -> Iterator[Row]:
    record = "their record" if dossier else "a made record of 40,000 statements"
    found = re.findall(
        r"^(.+): (.+) \(target (.+)\)$", printed("bench_workbench.py", *([dossier] if dossier else [])), re.M
    )
    for work, told, target in found:
        quick, seconds = re.match(r"(\d+) of (\d+) addresses", told), re.fullmatch(r"([\d.]+) s", told)
        holds = quick[1] == quick[2] if quick else float(seconds[1]) < 1 if seconds else None
        yield Row(f"{work}, {record}", told, target, holds)


def asked(dossier: Path) -> Row:
    told = re.search(
        r"questions\.json: .* in (\d+) of (\d+), .*; (\d+) ms of processor a question", printed("bench_ask.py", dossier)
    )
    if told is None:
        return Row("ask", "not measured", "90 %, 300 ms", None)
    right, of, took = map(int, told.groups())
    return Row(
        "ask: right passage among the first five; a question",
        f"{right} of {of}, {took} ms of processor",
        "90 %, 300 ms",
        right >= 0.9 * of and took < 300,
    )


def a_day_more(dossier: Path, work: Path) -> Row:
    """50 articles more: added, read and matched, drafted, and what is new told. A draft was made the day before."""
    sys.path.insert(0, str(ROOT))
    from bench_cluster import invented

    texts = work / "day"
    texts.mkdir()
    for number, document in enumerate(list(invented())[:DAY]):
        (texts / f"2031-02-18_{number}.txt").write_text(document.text, encoding="utf-8")
    more = work / "more"
    shutil.copytree(dossier, more)
    command("draft", more)
    steps = (
        ("add", more, texts, "--name-pattern", "{date}_{*}"),
        ("read", more),
        ("draft", more),
        ("news", more, "--since", "2031-02-18"),
    )
    took = sum(command(*words)[0] for words in steps)
    return Row(f"{DAY} articles more: added, read, matched, drafted, what is new", f"{took:.0f} s", "60 s", took < 60)


def two_processes() -> Row:
    told = re.search(
        r"two processes against one: ([\d.]+) times .*; (the same record|ANOTHER RECORD)", printed("bench_cluster.py")
    )
    if told is None:
        return Row("two processes against one", "not measured", "1.8 times, same record", None)
    times = float(told[1])
    return Row(
        "two processes against one",
        f"{times:.2f} times, {told[2]}",
        "1.8 times, same record",
        times >= 1.8 and told[2] == "the same record",
    )


def rows(archive: Path | None) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        dossier: Path | None = None
        if archive is None:
            yield Row("the bulletins, added and read; ask; 50 articles more", FETCH, "", None)
        elif (archive / "dossier.yaml").is_file():
            dossier = work / "climate"
            shutil.copytree(archive, dossier)
        else:
            dossier = work / "climate"
            yield added_and_read(archive, dossier)
        yield from pages(dossier)
        if dossier is not None:
            yield asked(dossier)
            yield a_day_more(dossier, work)
        yield two_processes()


def main(archive: str | None = None) -> None:
    where = Path(archive).resolve() if archive else None
    if where is not None and not any((where / name).exists() for name in ("enb", "dossier.yaml")):
        sys.exit(f"{where}: neither the checkout of the archive (its folder enb/) nor a dossier. {FETCH}")
    print("| work | measured | target | holds |\n| --- | --- | --- | --- |", flush=True)
    for row in rows(where):
        holds = {True: "yes", False: "no", None: "not measured"}[row.holds]
        print(f"| {row.work} | {row.measured} | {row.target} | {holds} |", flush=True)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
