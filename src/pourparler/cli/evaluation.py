"""evaluate: how well the reader reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import JSON, print_json, say, tracked

app = typer.Typer(help="Measure the reader against texts annotated by people.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keeps `reader` a command of its own."""


@app.command()
def reader(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD", help="JSON Lines: doc, text, attributions with source, cue, content spans."),
    ],
    write: Annotated[
        Path | None, typer.Option(metavar="SYSTEM.jsonl", help="Also write what the reader found.")
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Score who said what: precision, recall, F1 by role and relation; 95 % interval for the headline.

    Example: pourparler evaluate reader gold.jsonl.gz
    """
    from pourparler.dossier import write_whole
    from pourparler.model import Document
    from pourparler.reading import RulesReader, load_gold, score

    documents = load_gold(gold)
    by = RulesReader()
    found = {}
    for d in tracked("reading", documents, len(documents)):
        statements = by.read(Document(text=d.text, title=d.doc)).statements
        found[d.doc] = [{"source": s.source, "cue": s.cue, "content": s.content} for s in statements]
    if write is not None:
        write_whole(
            write, "".join(json.dumps({"doc": doc, "attributions": rows}) + "\n" for doc, rows in found.items())
        )
    scores = score(documents, found)
    if as_json:
        print_json(
            {
                name: {"p": round(s.precision, 4), "r": round(s.recall, 4), "f1": round(s.f1, 4)}
                | ({"ci95": [round(x, 4) for x in s.interval]} if s.interval else {})
                for name, s in scores.items()
            }
        )
        return
    say(f"{len(documents)} documents, reader {by.name}")
    for name, s in scores.items():
        line = f"{name:24} P {100 * s.precision:5.1f}  R {100 * s.recall:5.1f}  F1 {100 * s.f1:5.1f}"
        say(line + (f"  95 % {100 * s.interval[0]:.1f}..{100 * s.interval[1]:.1f}" if s.interval else ""))
