"""Large documents: how long they take to open in the process that opens them, the start of it included, and to add to a dossier."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pourparler as pp
from pourparler.documents import Limits, gather
from pourparler.documents.workers import end_all

SAID = "Ada Voss said on day {} that the strait would stay open to all ships that pay the due."
MANY = 100_000


def page() -> str:
    return "<html><body><h1>Talks</h1>" + "".join(f"<p>{SAID.format(k)}</p>" for k in range(MANY)) + "</body></html>"


def table() -> str:
    rows = "".join(f'"Title {k}",2031-02-18,Courier,"{SAID.format(k)}"\n' for k in range(MANY))
    return f"title,date,source,text\n{rows}"


def opened(file: Path) -> float:
    """Seconds to open a file in a process that is started for it."""
    end_all()
    began = time.perf_counter()
    for gathered in gather([str(file)], limits=Limits(seconds=600)):
        assert gathered.document, gathered
    return time.perf_counter() - began


def added(file: Path) -> float:
    """Seconds to add a file to a new dossier."""
    end_all()
    pp.new(file.parent / "talks")
    began = time.perf_counter()
    for one in pp.add(file.parent / "talks", [str(file)], limits=Limits(seconds=600)):
        assert one.outcome, one
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_text(page())
        (folder / "table.csv").write_text(table())
        print(
            f"a page of {MANY:,} paragraphs opens in {opened(folder / 'page.html'):.1f} s (to be under 5)", flush=True
        )
        print(f"a table of {MANY:,} rows opens in {opened(folder / 'table.csv'):.1f} s (to be under 10)", flush=True)
        print(f"a table of {MANY:,} rows is in the record after {added(folder / 'table.csv'):.1f} s", flush=True)


if __name__ == "__main__":
    main()
