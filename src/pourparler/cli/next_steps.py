"""next-steps: suggest, apply, list, confirm, reopen, dismiss."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from pourparler.cli.console import JSON, print_json, say

app = typer.Typer(help="Who will do what by when: proposed from the documents, confirmed by you.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
AS_OF = typer.Option("--as-of", metavar="DATE", help="The day that counts as today, for what is overdue.")


@app.command()
def suggest(path: Folder, as_json: Annotated[bool, JSON] = False) -> None:
    """Propose next steps from the documents, the latest first. Nothing is written.

    Steps that depend on an "if" are left out. Steps with "would", "may" or "expected to" are proposed only if they have a time, and are marked as hedged.

    Example: pourparler next-steps suggest grain-talks
    """
    from pourparler import verbs

    found = verbs.next_steps_suggest(path)
    if as_json:
        print_json(
            [
                {
                    "id": s.id, "what": s.step.what, "who": s.step.who, "when": s.step.when, "due": s.step.due, "hedged": s.step.hedged,
                    "known": s.known,
                }
                for s in found
            ]
        )  # fmt: skip
        return
    for s in found:
        when = (
            f"{s.step.when}" + (f" ({s.step.due.isoformat()})" if s.step.due else "")
            if s.step.when
            else "no time given"
        )
        state = f"in the dossier: {s.known}" if s.known else "proposed"
        say(f"{s.id:32} {when:28} {s.step.what}  ({state})" + ("  hedged" if s.step.hedged else ""))
    if not found:
        say("No next step can be proposed: no document says what will happen next.")


@app.command()
def apply(
    path: Folder,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids that `next-steps suggest` prints.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Confirm proposed next steps: they are written into dossier.yaml, whose comments and order are kept.

    Example: pourparler next-steps apply grain-talks 2812004a39d7@430-512
    """
    from pourparler import verbs

    done = verbs.next_steps_apply(path, ids)
    if as_json:
        print_json({"added": [s.id for s in done.fresh], "known": [s.id for s in done.known]})
        return
    for s in done.chosen:
        say(f"this is in the dossier already: {s.known}" if s.known else f"added {s.step.what}")


@app.command("list")
def list_(
    path: Folder,
    as_of: Annotated[str | None, AS_OF] = None,
    status: Annotated[
        str | None, typer.Option(help="Only those that are `kept`, `broken`, `overdue` or `open`.")
    ] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """The dossier's next steps and commitments: kept, broken, overdue or open, each with the sentence that shows it.

    A step is overdue when its last day is over and nobody has said what became of it. Where a later statement seems to tell that it was kept or
    broken, that is suggested; it counts once you confirm it.

    Example: pourparler next-steps list grain-talks --status overdue
    """
    from pourparler import verbs

    found = verbs.next_steps_list(path, as_of, status)
    if as_json:
        print_json([_row(s) for s in found])
        return
    for s in found:
        _tell(s)
    if not found:
        say(
            "The dossier holds no next step"
            + (f" that is {status}." if status else " yet: `next-steps suggest` proposes some.")
        )


@app.command()
def confirm(
    path: Folder,
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Of a step, or of a suggestion, as `next-steps list` prints them.")
    ],
    kept: Annotated[bool, typer.Option("--kept", help="It was done.")] = False,
    broken: Annotated[bool, typer.Option("--broken", help="It was not done.")] = False,
    evidence: Annotated[
        list[str] | None, typer.Option(help="What shows it: a statement's id, or DOCUMENT@START-END; may be repeated.")
    ] = None,
    judgement: Annotated[str | None, typer.Option(help="Or your own words for why you think so.")] = None,
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Say that a next step was kept or broken: it is written into dossier.yaml with the sentence that shows it.

    Example: pourparler next-steps confirm grain-talks n2812004a39d7 --kept --evidence s0123456789ab
    """
    from pourparler import verbs
    from pourparler.errors import PourparlerError
    from pourparler.model import Evidence, StepStatus
    from pourparler.record import who

    if kept and broken:
        raise PourparlerError("it cannot be both kept and broken", mend="Say one of them")
    became = StepStatus.KEPT if kept else StepStatus.BROKEN if broken else None
    told: list[Evidence | str] = [*(evidence or ())]
    if judgement is not None:
        told.append(Evidence(judgement=judgement, by=who(), on=date.today()))
    done = verbs.next_steps_confirm(path, id, became, told, as_of=as_of)
    print_json(_row(done)) if as_json else _tell(done)


@app.command()
def reopen(
    path: Folder,
    id: Annotated[str, typer.Argument(metavar="ID", help="Of a step, as `next-steps list` prints it.")],
    as_of: Annotated[str | None, AS_OF] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Take back what was said of a next step: it is open or overdue again.

    Example: pourparler next-steps reopen grain-talks n2812004a39d7
    """
    from pourparler import verbs

    done = verbs.next_steps_reopen(path, id, as_of=as_of)
    print_json(_row(done)) if as_json else _tell(done)


@app.command()
def dismiss(
    path: Folder,
    id: Annotated[str, typer.Argument(metavar="ID", help="Of a suggestion, as `next-steps list` prints it.")],
    back: Annotated[bool, typer.Option("--back", help="Suggest it again.")] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Suggest no more what a statement seems to tell of a step.

    Example: pourparler next-steps dismiss grain-talks n2812004a39d7:s0123456789ab
    """
    from pourparler import verbs

    verbs.next_steps_dismiss(path, id, back=back)
    if as_json:
        print_json({"id": id, "dismissed": not back})
    else:
        say(f"{id} is suggested again" if back else f"{id} is suggested no more")


def _row(s: Any) -> dict[str, Any]:
    """A step as plain data."""
    step = s.step
    return {
        "id": step.id, "what": step.what, "who": step.who, "when": step.when, "due": step.due, "status": s.status.value,
        "hedged": step.hedged, "suggested": step.suggested, "evidence": _cited(s.sentences), "shown_by": _cited(s.shown_by),
        "seems": [
            {"id": e.id, "became": e.became.value, "day": e.day, "likeness": round(e.likeness, 2), "words": e.words, "sentence": c.quotation}
            for e, c in s.ends
        ],
    }  # fmt: skip


def _cited(citations: Any) -> list[dict[str, str]]:
    return [{"evidence": str(c.evidence), "sentence": c.quotation or c.evidence.judgement or ""} for c in citations]


def _tell(s: Any) -> None:
    from pourparler.wording import day
    from pourparler.wording.confirmation import NOT_CONFIRMED

    step = s.step
    due = f"last day {day(step.due)}" if step.due else "no last day known"
    say(f"{step.id}  {s.status.value:8} {step.what} ({due})" + (f" ({NOT_CONFIRMED})" if step.suggested else ""))
    for c in s.sentences:
        say(f"      {_sentence(c)}")
    for c in s.shown_by:
        say(f"      {s.status.value}: {_sentence(c)}")
    for e, c in s.ends:
        say(f"   seems {e.became.value}, not confirmed: {_sentence(c)}")
        say(f"      confirm or dismiss it as {e.id}")


def _sentence(c: Any) -> str:
    from pourparler.wording import day, judge_words, missing_place_words, quoted

    if c.evidence.judgement is not None:
        return f"{judge_words(c.evidence)}: {c.evidence.judgement}"
    if c.document is None:
        return missing_place_words(c.evidence)
    return f"{quoted(c.quotation)} {c.document.source or c.document.title}, {day(c.document.date)}"
