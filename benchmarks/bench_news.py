"""How long it takes to tell what is new where the last 50 of thousands of documents are: beside loading every statement in the same run."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from large_record import make
from pourparler import verbs
from pourparler.record import Record, Since

NEW = 50


def timed(what: Callable[[], Any]) -> float:
    """Seconds, the second time: the file is in memory then, as it is while somebody works."""
    what()
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def main(documents: int = 2_000, each: int = 20) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dossier = make(Path(folder) / "large", documents, each)
        issues = list(dossier.load().negotiation.issue)
        with Record(dossier.record, by="benchmark") as record:
            days = sorted(h.date for h in record.headings() if h.date)
            since = Since(days[-NEW])
            newly = record.newly(since)
            asked = {
                "documents": newly.documents,
                "who said how much": newly.spoke,
                "positions, new and known": lambda: [newly.taken(new=n, issues=issues) for n in (True, False)],
                "proposals": lambda: record.proposed_newly(since),
            }
            counted = {name: timed(what) for name, what in asked.items()}
            everything = timed(record.standing)
        for name, seconds in counted.items():
            print(f"{name}: {seconds * 1e3:.0f} ms")
        total = sum(counted.values())
        print(
            f"{documents * each:,} statements, {NEW} new documents: counted in {total:.2f} s, {total / everything:.2f} of loading all"
        )
        whole = timed(lambda: verbs.news(dossier.root, since.day))
        none = timed(lambda: verbs.news(dossier.root, days[-1] + timedelta(days=1)))
        print(f"the whole report: {whole:.2f} s (target 2 s); where nothing is new: {none:.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
