"""moved: who moved, and whether the parties come closer; and the life of positions, for `positions history`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import CONFIRMED_ONLY, JSON, print_json, say, tracked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.drafting.lives import Life, Step
    from pourparler.provenance.citations import Citations

BASIS = typer.Option(
    help="Made from the positions of the dossier (dossier), confirmed statements (confirmed), or all statements (record)."
)
FROM = typer.Option("--from", metavar="DATE", help="Only what happened on this day or later.")
TO = typer.Option("--to", metavar="DATE", help="Only what was said by the end of this day.")


def moved(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    issue: Annotated[str | None, typer.Option(metavar="ISSUE", help="Only this issue.")] = None,
    since: Annotated[str | None, FROM] = None,
    until: Annotated[str | None, TO] = None,
    basis: Annotated[str, BASIS] = "dossier",
    confirmed_only: Annotated[bool, CONFIRMED_ONLY] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Who moved on which issue, in which sentence, and whether the parties come closer: which of them hold the same option, period by period.

    Example: pourparler moved grain-talks --issue transit --from 2031-02-01
    """
    from pourparler import verbs
    from pourparler.dossier import open_dossier
    from pourparler.provenance.citations import citing
    from pourparler.wording.lives import unchanged_together
    from pourparler.wording.views.lives import (
        most_moved,
        movement_evidence,
        movement_view,
        sentences_to_look_at,
        steps_of,
    )

    found = verbs.moved(path, issue, since, until, basis=basis, confirmed_only=confirmed_only)
    dossier = open_dossier(path)
    negotiation = dossier.load().negotiation
    with citing(dossier) as citations:
        view = movement_view(negotiation, found, basis, citations.places(movement_evidence(found)))
        if as_json:
            print_json(view)
            return
        behind = [[_sentence(citations, step) for _, step in steps_of(one, found)] for one in most_moved(found)]
        unsure = [[_sentence(citations, s) for _, s in sentences_to_look_at(one, found)] for one in most_moved(found)]
    say(view["words"], "bold")
    if view["undated_words"]:
        say(view["undated_words"])
    for one, sentences, doubtful in zip(view["issues"], behind, unsure, strict=True):
        say()
        say(f"{one['name']}: {one['moves_words']}", "bold")
        say(f"  {one['trend_words']}")
        _say_steps(one["steps"], sentences)
        if one["look_at_words"]:
            say(f"  {one['look_at_words']}")
            _say_steps(one["look_at"], doubtful)
        rows = unchanged_together(found.periods, [close["words"] for close in one["periods"]])
        width = max((len(name) for name, _ in rows), default=0)
        for name, words in rows:
            say(f"  {name:{width}}  {words}")


def _say_steps(steps: Sequence[dict[str, Any]], sentences: Sequence[Sequence[str]]) -> None:
    for step, words in zip(steps, sentences, strict=True):
        say(f"  {step['day']}  {step['sentence']}{step['doubt']}")
        for sentence in words:
            say(f"              {sentence}")


def print_lives(path: Path, found: Sequence[Life], basis: str, *, as_json: bool) -> None:
    """Each life with its steps and the sentence behind each; repetitions in a row are told together."""
    from pourparler.dossier import open_dossier
    from pourparler.provenance.citations import citing
    from pourparler.wording.lives import NOTHING_DATED, life_words, repeated_words, step_words, told_steps
    from pourparler.wording.views.lives import evidence_of, life_view

    dossier = open_dossier(path)
    negotiation = dossier.load().negotiation
    with citing(dossier) as citations:
        if as_json:
            places = citations.places(evidence_of(found))
            print_json({"basis": basis, "lives": [life_view(negotiation, life, places) for life in found]})
            return
        lines: list[tuple[str, str | None]] = []
        for life in tracked("looking sentences up", found, len(found)):
            lines.append((life_words(negotiation, life), "bold"))
            for step, times in told_steps(life.steps):
                words = repeated_words(step, times) if times > 1 else step_words(negotiation, life, step)
                lines.append((f"  {step.day}  {words}", None))
                lines += [(f"              {sentence}", None) for sentence in _sentence(citations, step)]
            lines.append(("", None))
    for line, style in lines:
        say(line, style)
    if not found:
        say(NOTHING_DATED)


def _sentence(citations: Citations, step: Step) -> list[str]:
    """The first sentence behind a step; none where a person gave it without evidence."""
    from pourparler.provenance.chains import citation_link

    more = f" (and {len(step.evidence) - 1} more)" if len(step.evidence) > 1 else ""
    return [f"{citation_link(citations.cite(e)).words}{more}" for e in step.evidence[:1]]
