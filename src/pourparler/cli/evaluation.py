"""evaluate: how well the reader reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.console import JSON, print_json, say, tracked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.evaluation import Gold, Score
    from pourparler.model import Statement

app = typer.Typer(help="Measure the reader against texts annotated by people.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keeps `reader` a command of its own."""


@app.command()
def reader(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD...",
            help="JSON Lines (doc, text, attributions with source, cue, content spans), or folders of annotated texts, each with its dossier.yaml.",
        ),
    ],
    write: Annotated[
        Path | None, typer.Option(metavar="SYSTEM.jsonl", help="Also write down what the reader found.")
    ] = None,
    worst: Annotated[int, typer.Option(metavar="N", help="How many errors are listed, for annotated texts.")] = 10,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Measure how well the reader finds who said what: precision, recall and F1 by role and relation; for annotated texts also speaker, party, stance and issue.

    Example: pourparler evaluate reader gold.jsonl.gz
    """
    from pourparler.dossier import write_whole
    from pourparler.errors import FormatError
    from pourparler.evaluation import judge, judge_meetings, load_gold, load_gold_text, outermost, roles, score
    from pourparler.model import Document
    from pourparler.reading import ModelReader
    from pourparler.verbs import load_negotiation

    by = ModelReader()
    documents: list[Gold] = []
    found: dict[str, list[Statement]] = {}
    texts, readings, meetings = [], [], []
    for path in gold:
        if path.is_dir():
            negotiation = load_negotiation(path)
            files = sorted(path.glob("*.txt"))
            if not files:
                raise FormatError("there is no annotated text (*.txt) in it", where=str(path))
            for file in tracked("reading", files, len(files)):
                text = load_gold_text(file)
                reading = by.read(text.document, negotiation)
                statements = list(reading.statements)
                meetings.append(reading.meetings)
                texts.append(text)
                readings.append(statements)
                documents.append(text.gold)
                found[text.gold.doc] = statements
        else:
            rows = load_gold(path)
            for row in tracked("reading", rows, len(rows)):
                documents.append(row)
                found[row.doc] = list(by.read(Document(text=row.text, title=row.doc)).statements)
    system = {doc: roles(outermost(statements)) for doc, statements in found.items()}
    if write is not None:
        write_whole(
            write, "".join(json.dumps({"doc": doc, "attributions": rows}) + "\n" for doc, rows in system.items())
        )
    judgement = judge(texts, readings) if texts else None
    judged = {**judgement.figures, **judge_meetings(texts, meetings)} if judgement else {}
    errors = judgement.worst if judgement else ()
    _show(by.name, score(documents, system), judged, errors[:worst], len(documents), as_json)


def _show(
    name: str,
    scores: dict[str, Score],
    judged: dict[str, float],
    errors: Sequence[str],
    documents: int,
    as_json: bool,
) -> None:
    if as_json:
        rows = {
            key: {"p": round(s.precision, 4), "r": round(s.recall, 4), "f1": round(s.f1, 4)}
            | ({"ci95": [round(x, 4) for x in s.interval]} if s.interval else {})
            for key, s in scores.items()
        }
        print_json(rows | ({"judged": judged} if judged else {}))
        return
    say(f"{documents} documents, reader {name}")
    for key, s in scores.items():
        line = f"{key:24} P {100 * s.precision:5.1f}  R {100 * s.recall:5.1f}  F1 {100 * s.f1:5.1f}"
        say(line + (f"  95 % {100 * s.interval[0]:.1f}..{100 * s.interval[1]:.1f}" if s.interval else ""))
    if judged:
        say("\nPercent right, of the statements and meetings found in the annotated texts")
        for key, value in judged.items():
            say(f"{key:24} {100 * value:5.1f}")
    if errors:
        say("\nErrors")
    for line in errors:
        say(f"  {line}")
