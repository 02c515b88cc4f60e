"""evaluate: how well the reader reads, and what a draft found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.console import JSON, print_json, say, tracked
from pourparler.cli.language_model import DRAFT_BY, ENDPOINT, drafter
from pourparler.shown import written_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.evaluation import Score

app = typer.Typer(help="Measure the reader and the draft against what people made.", no_args_is_help=True)


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
    from pourparler import verbs
    from pourparler.dossier import write_whole
    from pourparler.verbs.reading import annotated_texts

    texts = annotated_texts(gold)
    found = verbs.evaluate_reader(tracked("reading", texts, len(texts)))
    if write is not None:
        rows = (written_json({"doc": doc, "attributions": told}) + "\n" for doc, told in found.found.items())
        write_whole(write, "".join(rows))
    _show(found.reader, dict(found.scores), dict(found.figures), found.worst[:worst], found.documents, as_json)


@app.command()
def draft(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier whose record is drafted from.")],
    dossier: Annotated[
        Path | None,
        typer.Option(
            metavar="DOSSIER.yaml", help="What people made of the same documents; the one in DIR if not given."
        ),
    ] = None,
    language_model: Annotated[str | None, DRAFT_BY] = None,
    endpoint: Annotated[str | None, ENDPOINT] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Compare what the record proposes with a dossier that people made of the same documents: found, missed, wrong.

    Example: pourparler evaluate draft lorn --dossier examples/strait-of-lorn/dossier.yaml
    """
    from pourparler import verbs
    from pourparler.wording.views.draft_comparison import comparison_view

    with drafter(path, language_model, endpoint, None) as by:
        compared = verbs.evaluate_draft(path, dossier, by)
    view = comparison_view(compared, verbs.load_negotiation(dossier or path))
    if as_json:
        print_json(view)
        return
    for sentence in view["words"]:
        say(sentence)
    for fate, title in (("wrong", "Wrong"), ("missed", "Missed"), ("more", "Not in the dossier")):
        if view["positions"][fate]:
            say(f"\n{title}")
        for row in view["positions"][fate]:
            say(f"  {row['words']}")


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
