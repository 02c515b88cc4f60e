"""new, check: begin a dossier, and see whether it holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import JSON, notice, print_json, say


def new(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    title: Annotated[str | None, typer.Option(help="The name of the talks.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Make an empty dossier: a folder with a dossier.yaml whose comments show how it is written.

    Example: pourparler new grain-talks --title "Grain corridor talks"
    """
    from pourparler import verbs

    dossier = verbs.new(path, title)
    if as_json:
        print_json({"dossier": str(dossier.root), "yaml": str(dossier.yaml)})
        return
    say(f"made {dossier.yaml}")
    say(f"Next: add documents (pourparler add {path} FILE …), or write the parties and issues into it")


def check(
    path: Annotated[Path | None, typer.Argument(metavar="DIR", help="The dossier.")] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of dossier.yaml for your editor, and stop.")
    ] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Check dossier.yaml: all problems with their lines, contradictions, and evidence whose document is missing.

    Exit code 0: valid; 1: valid, but a party contradicts itself; 2: not valid.

    Example: pourparler check grain-talks
    """
    from pourparler.dossier import json_schema, open_dossier
    from pourparler.model import unconfirmed

    if schema:
        print_json(json_schema())
        return
    if path is None:
        raise typer.BadParameter("name the dossier's folder, or ask for --schema")
    from pourparler import verbs, wording
    from pourparler.wording.confirmation import suggested_words

    checked = verbs.check(path)
    loaded, missing, found = checked.loaded, checked.missing, checked.contradictions
    negotiation = loaded.negotiation
    words = [wording.contradiction_words(negotiation, c) for c in found]
    if as_json:
        print_json(
            {
                "valid": True,
                "next": wording.next_action(negotiation, checked.documents, str(path)),
                "warnings": [str(w) for w in loaded.warnings],
                "suggested": asdict(unconfirmed(negotiation)),
                "missing_evidence": [{"claim": claim, "evidence": e} for claim, e in missing],
                "contradictions": [
                    {"party": c.party, "clash": c.clash.value, "positions": [p.id for p in c.positions], "words": w}
                    for c, w in zip(found, words, strict=True)
                ],
            }
        )
    else:
        for warning in loaded.warnings:
            notice(str(warning))
        for claim, evidence in missing:
            notice(f"{claim}: the record does not have the document for evidence {evidence}; add it")
        for line in words:
            say(line, "bold")
        counts = f"{len(negotiation.parties)} parties, {len(negotiation.issues)} issues, {len(negotiation.positions)} positions"
        if some := suggested_words(negotiation):
            counts += f" ({some})"
        say(f"{open_dossier(path).yaml}: valid; {counts}, {wording.plural(len(found), 'contradiction')}")
        if step := wording.next_action(negotiation, checked.documents, str(path)):
            say(step, "bold")
    if found:
        raise typer.Exit(1)
