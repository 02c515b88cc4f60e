"""Documents read by two processes against one, with the same record; what a document costs as the record grows; what a million would cost.

`bench_cluster.py FOLDER` reads the texts of a folder instead of invented ones: `*.txt` and `*.md`, at any depth.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from large_record import article, make, meanings
from pourparler import verbs
from pourparler.dossier import Dossier, open_dossier
from pourparler.model import Document, Negotiation, Reading
from pourparler.reading import ModelReader
from pourparler.record import Record
from pourparler.spread import HERE, Done, on_this_machine
from pourparler.verbs.one_document import Preparation

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "examples" / "strait-of-lorn"
MANY = 60
"""Documents that are read each time."""
TOLD_AGAIN = 0.25
"""The share of paragraphs that stand in other articles too. Of the 105,321 statements of 636 bulletins of climate talks 26,856 do."""
LONG_WORD = r"\b[a-z]{5,}\b"
ARTICLES = 1_000_000


@dataclass(frozen=True)
class Read:
    """How long reading took, from the start of the processes on and from the first result on; processor seconds of the client and of its workers."""

    documents: int
    statements: int
    seconds: float
    from_first: float
    client: float
    workers: float

    @property
    def cpu(self) -> float:
        return self.client + self.workers


def invented() -> Iterator[Document]:
    """Articles of about five kilobytes: the demo's paragraphs in any order, with other numbers in them.

    Most have other words too, so that they repeat each other no more than the texts of an archive do.
    """
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        dossier = a_dossier(Path(folder) / "demo", [])
        list(verbs.add(dossier.root, [str(DEMO / "documents")]))
        with Record(dossier.record) as record:
            texts = [document.text for document in record.documents()]
    paragraphs = [p for text in texts for p in text.split("\n\n") if len(p) > 80]
    words = re.findall(LONG_WORD, " ".join(paragraphs))

    def made() -> str:
        text = re.sub(r"\d+", lambda _: str(chance.randint(1, 99)), chance.choice(paragraphs))
        return text if chance.random() < TOLD_AGAIN else re.sub(LONG_WORD, lambda _: chance.choice(words), text)

    for number in range(MANY):
        some, size = [], 0
        while size < 5_000:
            some.append(made())
            size += len(some[-1])
        yield Document("\n\n".join([f"Number {number}", *some]), f"Number {number}", source=f"Outlet {number % 20}")


def texts_in(folder: Path) -> Iterator[Document]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    step = max(1, len(paths) // MANY)
    for path in paths[::step][:MANY]:
        yield Document(path.read_text(encoding="utf-8", errors="replace"), str(path.relative_to(folder)))


def a_dossier(folder: Path, documents: Sequence[Document]) -> Dossier:
    folder.mkdir()
    shutil.copyfile(DEMO / "dossier.yaml", folder / "dossier.yaml")
    dossier = open_dossier(folder)
    with Record(dossier.record) as record:
        record.add_documents(documents)
    return dossier


def read(dossier: Dossier, workers: int, reader: ModelReader) -> Read:
    """``workers``: processes; 0: in this one, by ``reader``."""
    begun, client, children = time.perf_counter(), cpu(), cpu(resource.RUSAGE_CHILDREN)
    first = 0.0
    statements = documents = 0

    def go(on) -> None:
        nonlocal first, statements, documents
        for done in verbs.read(dossier.root, on=on, reader=None if workers else reader):
            first = first or time.perf_counter()
            documents, statements = documents + 1, statements + done.statements

    if workers:
        with on_this_machine(workers) as place:
            go(place)
            ended = time.perf_counter()
    else:
        go(HERE)
        ended = time.perf_counter()
    worked = cpu(resource.RUSAGE_CHILDREN) - children
    return Read(documents, statements, ended - begun, ended - first, cpu() - client, worked)


def cpu(who: int = resource.RUSAGE_SELF) -> float:
    return sum(resource.getrusage(who)[:2])


def peak() -> int:
    """MB, the most that this process has held."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def held(dossier: Dossier) -> list[tuple]:
    """What the record holds of what was read, whatever the order."""
    asked = (
        "SELECT id, body, matched, words, party, issue, option, alike FROM statements",
        "SELECT statement, holder, party, opposed, own, sure FROM holders",
        "SELECT statement, content, position FROM meanings",
        "SELECT id, body FROM meetings",
    )
    with sqlite3.connect(dossier.record) as db:
        return [sorted(db.execute(query).fetchall(), key=repr) for query in asked]


class Remembering(ModelReader):
    """Keeps what it has read."""

    def __init__(self) -> None:
        super().__init__()
        self.readings: dict[str, Reading] = {}

    def read(self, document: Document, negotiation: Negotiation | None = None) -> Reading:
        reading = self.readings[document.id] = super().read(document, negotiation)
        return reading


def costs(documents: Sequence[Document], readings: dict[str, Reading], one: Read) -> None:
    """Print what a document costs, and how much faster two workers on two cores are than one that has the second core for its command.

    ``one``: how it went with one worker.
    """
    with tempfile.TemporaryDirectory() as folder:
        dossier = a_dossier(Path(folder) / "kept", documents)
        reader = Known(readings)
        ready = Ready(dossier, reader, documents)
        begun = time.process_time()
        for _ in verbs.read(dossier.root, reader=reader, on=ready):
            pass
        keep = (time.process_time() - begun) / one.documents
        with sqlite3.connect(dossier.record) as db:
            groups = "SELECT alike FROM statements GROUP BY alike HAVING count(DISTINCT document) > 1"
            (again,) = db.execute(f"SELECT count(*) FROM statements WHERE alike IN ({groups})").fetchone()
    r, passed = one.workers / one.documents, max(0.0, one.client / one.documents - keep)
    print(
        f"a document: R {r:.3f} s of a worker (with its start), W {keep:.3f} s to keep, D {passed:.3f} s to pass on; "
        f"by these 2R/(R+W+D) = {2 * r / (r + keep + passed):.2f}; {again:,} of {one.statements:,} statements stand in several documents"
    )


def processes(documents: Sequence[Document]) -> Read:
    """Print how reading goes by the number of processes; how it went in this one."""
    ModelReader().read(documents[0])  # what is loaded once is not counted
    found: dict[int, Read] = {}
    records = {}
    reader = Remembering()
    with tempfile.TemporaryDirectory() as folder:
        for workers in (1, 2, 0):
            dossier = a_dossier(Path(folder) / str(workers), documents)
            r = found[workers] = read(dossier, workers, reader)
            records[workers] = held(dossier)
            name = (
                f"{workers} worker process{'es' if workers > 1 else ''}" if workers else "in one process, two threads"
            )
            print(
                f"{name}: {r.documents} documents, {r.statements:,} statements in {r.seconds:.1f} s ({r.from_first:.1f} s from the first on), "
                f"{r.client:.1f} s of processors here and {r.workers:.1f} s in workers"
            )
    costs(documents, reader.readings, found[1])
    same = records[0] == records[1] == records[2]
    print(
        f"two processes against one: {found[1].from_first / found[2].from_first:.2f} times as fast (with their start "
        f"{found[1].seconds / found[2].seconds:.2f}; goal 1.8); against one process with two threads: "
        f"{found[0].from_first / found[2].from_first:.2f}; {'the same record' if same else 'ANOTHER RECORD'}"
    )
    return found[0]


class Known:
    """A reader that has read everything before: what is timed is keeping."""

    name = "benchmark/1"  # as what large_record.py keeps

    def __init__(self, readings: dict[str, Reading]) -> None:
        self._readings = readings

    def read(self, document: Document, negotiation: Negotiation | None = None) -> Reading:
        return self._readings[document.id]


class Ready:
    """A place where everything was worked out before: what is timed is keeping."""

    def __init__(self, dossier: Dossier, reader: Known, documents: Sequence[Document]) -> None:
        preparation = Preparation(reader, dossier.load().negotiation)
        self._found = {document.id: preparation.of(document) for document in documents}

    def map(self, work, shared, items):
        """As ``Spread.map``."""
        for document in items:
            yield Done(document, self._found[document.id])


def growth(sizes: Sequence[int] = (100, 1_000, 5_000), more: int = 15, each: int = 30) -> tuple[float, float]:
    """Print what keeping and matching one article more costs in records of some sizes; milliseconds and kB of it in the largest."""
    cost = size = 0.0
    for articles in sizes:
        with tempfile.TemporaryDirectory() as folder:
            dossier = make(Path(folder) / "large", articles, each)
            before = bytes_of(dossier)
            chance, draws, told = random.Random(7), np.random.default_rng(7), list[str]()
            readings, documents = {}, []
            with Record(dossier.record) as record:
                for number in range(more):
                    document, statements = article(chance, 1_000_000 + number, each, told)
                    record.add_document(document)
                    documents.append(document)
                    meant = meanings(statements, draws)
                    readings[document.id] = Reading(document.id, Known.name, tuple(statements), (), meant)
            reader = Known(readings)
            ready = Ready(dossier, reader, documents)
            spent = []
            begun = time.process_time()
            for _ in verbs.read(dossier.root, reader=reader, on=ready):
                spent.append(time.process_time() - begun)
                begun = time.process_time()
            cost, size = 1e3 * statistics.median(spent), before / articles / 1024
            print(
                f"  one more in a record of {articles:,} articles of {each} statements: {cost:.0f} ms to keep and match, {size:.0f} kB an article"
            )
    return cost, size


def bytes_of(dossier: Dossier) -> int:
    with sqlite3.connect(dossier.record) as db:
        (pages,), (size,) = db.execute("PRAGMA page_count").fetchone(), db.execute("PRAGMA page_size").fetchone()
    return pages * size


def echo(_: None, item: bytes) -> bytes:
    """What comes back is as large as the reading of an article of five kilobytes."""
    return item * 15


def sent(many: int) -> None:
    """Print how long so many items took to go to a process and come back, and the most memory that client and scheduler held (one process)."""
    with on_this_machine(1) as place:
        items = (os.urandom(5_000) for _ in range(many))
        begun, cpu = 0.0, 0.0
        for number, _ in enumerate(place.map(echo, None, items)):
            if number == 0:
                begun, cpu = time.perf_counter(), time.process_time()
        print(json.dumps([(time.perf_counter() - begun) / many, (time.process_time() - cpu) / many, peak()]))


def passing() -> float:
    """Print what Dask adds to a document, and what it holds; seconds of the client a document."""
    cost = 0.0
    for many in (500, 5_000):
        told = subprocess.run(
            [sys.executable, __file__, "--sent", str(many)], capture_output=True, text=True, check=True
        )
        seconds, cost, most = json.loads(told.stdout)
        print(
            f"  {many:,} documents there and back: {1e3 * seconds:.1f} ms each, {1e3 * cost:.1f} ms of client and scheduler; both together held {most} MB at most"
        )
    return cost


def million(here: Read, keep: float, size: float, passed: float) -> None:
    """What a million articles would take, by the costs just measured (docs/scale.md has the formula)."""
    reads = here.cpu / here.documents - keep / 1e3
    writes = keep / 1e3 + passed
    print(f"  an article: {reads:.2f} s of a worker, {1e3 * writes:.0f} ms of the client")
    for cores in (2, 16, 64, 256):
        hours = ARTICLES * max(reads / cores, writes) / 3600
        print(
            f"  a million articles on {cores} cores: {hours:,.0f} hours{' (the client is what holds up)' if writes > reads / cores else ''}"
        )
    print(
        f"  the record: {ARTICLES * size / 2**20:.0f} GB; the client is busy to the full from {reads / writes:.0f} cores on"
    )


def main(words: Sequence[str]) -> None:
    documents = list(texts_in(Path(words[0])) if words else invented())
    here = processes(documents)
    print("keeping:")
    keep, size = growth()
    print("passing on:")
    passed = passing()
    print("a million:")
    million(here, keep, size, passed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--sent"]:
        sent(int(sys.argv[2]))
    else:
        main(sys.argv[1:])
