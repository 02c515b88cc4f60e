"""statements: list, search, show, accept, correct, reject, cite."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import COUNT_EACH, JSON, notice, print_json, say
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.model import Negotiation, Statement
    from pourparler.record import Entry, Telling

app = typer.Typer(
    help="What the parties said: list, search, show; accept, correct or reject what the reader proposes.",
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The statement's id, or its first digits.")]
Note = Annotated[str | None, typer.Option(help="Why.")]
Seen = Annotated[
    str | None,
    typer.Option(
        metavar="LAST",
        help="Only if nobody has decided since you looked: `last` as `list --json` and `show --json` print it; '' for no decision yet.",
    ),
]

# What `list` and `export` choose by, the same as the workbench's page Record.
Words = Annotated[str, typer.Option(help="Only with all these words, in the quotation or the speaker's name.")]
Speaker = Annotated[str, typer.Option(help="Only of this speaker; a part of the name is enough.")]
Party = Annotated[str, typer.Option(help="Only of this party.")]
OfIssue = Annotated[str, typer.Option("--issue", help="Only on this issue.")]
OfStance = Annotated[
    str,
    typer.Option(
        "--stance",
        help="Only with these stances: demands, rejects, … (commas between); or any position, for, against, no position.",
    ),
]
Review = Annotated[
    str, typer.Option(help="Only those that are proposed (by the reader), accepted, corrected or rejected.")
]
Source = Annotated[str, typer.Option(help="Only in documents of this source.")]
Since = Annotated[str, typer.Option(help="Only in documents from this day on, as 2031-02-18.")]
Until = Annotated[str, typer.Option(help="Only in documents up to this day.")]
InDocument = Annotated[str, typer.Option("--document", help="Only in this document: its id, or the first digits.")]


def entry_json(entry: Entry, told_by: Sequence[Telling] = ()) -> dict[str, Any]:
    """A statement as programs get it; spans are [start, end) in code points of the stored text.

    ``told_by``: where it stands, where several documents tell it; empty where one does.

    ``kind`` of position and ``direction``, for or against, are null where no position is taken.
    """
    from pourparler.model.stances import told
    from pourparler.record import statement_body
    from pourparler.wording.views.tellings import telling_view

    s = entry.statement
    return {
        "id": s.id,
        "document": s.document,
        **statement_body(s),
        **told(s.stance),
        "quote": entry.quote,
        "position_quote": entry.position,
        "review": entry.review,
        "by": entry.by,
        "at": entry.at,
        "last": entry.last,
        "note": entry.note,
        "reader": entry.reader,
        "alike": entry.alike,
        "told_by": [telling_view(t) for t in told_by],
    }


def _show(path: Path, entries: list[Entry], as_json: bool) -> None:
    from pourparler import verbs

    tellings = verbs.statements_told(path, entries)
    if as_json:
        blocks = verbs.statements_blocks(path, entries)
        rows = [(e, tellings.get(e.alike, ())) for e in entries]
        print_json([{**entry_json(e, told), "block": blocks.get(e.statement.id)} for e, told in rows])
        return
    from pourparler.wording.statements import said_by, stand_words
    from pourparler.wording.tellings import told_words

    if not entries:
        say("No statement meets these conditions.")
        return
    lines: list[str] = []
    for e in entries:
        s = e.statement
        on = f" on {s.issue}: {s.option}" if s.issue and s.option else f" on {s.issue}" if s.issue else ""
        told = f" (reported in {s.reported_by})" if s.reported_by else ""
        lines.append(f"{s.id}  {e.review:9}  {said_by(s)}{on}" + (" (hedged)" if s.hedged else "") + told)
        if e.position and e.position != e.quote:
            lines.append(f"    {e.quote}")
        lines.append(f"    {stand_words(s, e.position or e.quote)}")
        if e.alike in tellings:
            lines.append(f"    {told_words(tellings[e.alike])}")
    say("\n".join(lines))  # thousands of lines, each printed by itself, took longer than finding them


@app.command("list")
def list_(
    path: Folder,
    words: Words = "",
    speaker: Speaker = "",
    party: Party = "",
    issue: OfIssue = "",
    stance: OfStance = "",
    review: Review = "",
    source: Source = "",
    since: Since = "",
    until: Until = "",
    document: InDocument = "",
    count_each: Annotated[bool, COUNT_EACH] = False,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """List the statements that meet all conditions, in the order of the documents; what several documents tell once.

    Example: pourparler statements list grain-talks --party Northland --issue transit
    """
    from pourparler import verbs

    asked = {
        "words": words, "speaker": speaker, "party": party, "issue": issue, "stance": stance, "review": review, "source": source,
        "since": since, "until": until, "document": document,
    }  # fmt: skip
    _show(path, verbs.statements_list(path, count_each=count_each, **asked), as_json)


@app.command()
def search(
    path: Folder,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Find statements by the words in them or the speaker's name. Exit code 1: none found.

    Example: pourparler statements search grain-talks "free passage"
    """
    from pourparler import verbs

    found = verbs.statements_search(path, " ".join(words))
    _show(path, found, as_json)
    if not found:
        notice("no statement has all these words, in the quotation or the speaker's name")
        raise typer.Exit(1)


@app.command()
def export(
    path: Folder,
    output: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv, .jsonl or .jsonld (Web Annotations).")],
    words: Words = "",
    speaker: Speaker = "",
    party: Party = "",
    issue: OfIssue = "",
    stance: OfStance = "",
    review: Review = "",
    source: Source = "",
    since: Since = "",
    until: Until = "",
    document: InDocument = "",
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Write statements, each with its document, for other programs.

    Example: pourparler statements export grain-talks statements.csv --review accepted
    """
    from pourparler import verbs

    asked = {
        "words": words, "speaker": speaker, "party": party, "issue": issue, "stance": stance, "review": review, "source": source,
        "since": since, "until": until, "document": document,
    }  # fmt: skip
    written = verbs.statements_export(path, output, **asked)
    if as_json:
        print_json({"file": str(output), "statements": written})
    else:
        say(f"wrote {written} statements into {output}")


@app.command()
def show(path: Folder, id: Id, as_json: Annotated[bool, JSON] = False) -> None:
    """Show one statement in its paragraph, with its history.

    Example: pourparler statements show grain-talks s3f9a
    """
    from pourparler import verbs
    from pourparler.model import quote

    found = verbs.statements_show(path, id)
    entry, document, history = found.entry, found.document, found.history
    told_by = verbs.statements_told(path, [entry]).get(entry.alike, ())
    if as_json:
        block = verbs.statements_blocks(path, [entry]).get(entry.statement.id)
        print_json(
            {
                **entry_json(entry, told_by),
                "block": block,
                "title": document.title,
                "date": document.date,
                "history": history,
            }
        )
        return
    from pourparler.model.stances import told
    from pourparler.wording.statements import stand_words
    from pourparler.wording.tellings import source_words

    s = entry.statement
    start, end = s.extent
    paragraph = document.text[document.text.rfind("\n", 0, start) + 1 : end] + document.text[end:].partition("\n")[0]
    say(f"{s.id}  {entry.review}" + (f" by {entry.by}" if entry.by else ""), "bold")
    say(
        f"{document.title}"
        + (f" ({document.source})" if document.source else "")
        + (f", {document.date}" if document.date else "")
    )
    say()
    say(paragraph)
    say()
    say(stand_words(s, entry.position or entry.quote))
    for telling in told_by:
        say(
            f"    told {telling.date or 'without a date'}: {source_words(telling)}, {telling.title}  {telling.statement}"
        )
    say()
    details = [
        ("speaker", s.speaker or "unknown"), ("party", s.party or "unknown"), ("mode", s.mode.value), ("stance", s.stance.value),
        ("direction", told(s.stance)["direction"] or "–"), ("issue", s.issue or "–"), ("option", s.option or "–"), ("hedged", "yes" if s.hedged else "no"), ("words", entry.quote),
    ]  # fmt: skip
    if s.condition:
        details.append(("condition", quote(document.text, s.condition)))
    if s.reported_by:
        details.append(("reported", f"in {s.reported_by}"))
    for name, value in details:
        say(f"{name:9} {value}")
    for change in history:
        say(f"{change['at']:%Y-%m-%d %H:%M}  {change['action']} by {change['by']}")


def _decided(entry: Entry, as_json: bool) -> None:
    if as_json:
        print_json(entry_json(entry))
    else:
        say(f"{entry.statement.id} {entry.review} by {entry.by}")


@app.command()
def accept(path: Folder, id: Id, note: Note = None, seen: Seen = None, as_json: Annotated[bool, JSON] = False) -> None:
    """Accept a statement as the reader proposes it.

    Example: pourparler statements accept grain-talks s3f9a
    """
    from pourparler import verbs

    _decided(verbs.statements_accept(path, id, note, seen=seen), as_json)


@app.command()
def reject(path: Folder, id: Id, note: Note = None, seen: Seen = None, as_json: Annotated[bool, JSON] = False) -> None:
    """Reject a statement that was not made, or not by anybody in these talks. It stays in the record, and no position is proposed from it.

    Example: pourparler statements reject grain-talks s3f9a --note "quotes a film"
    """
    from pourparler import verbs

    _decided(verbs.statements_reject(path, id, note, seen=seen), as_json)


@app.command()
def correct(
    path: Folder,
    id: Id,
    speaker: Annotated[str | None, typer.Option(help="Who spoke; 'unknown' if nobody knows.")] = None,
    party: Annotated[str | None, typer.Option(help="The party that this was said for; 'unknown' for none.")] = None,
    stance: Annotated[
        str | None,
        typer.Option(help="demands, requires, offers, accepts, concedes, prefers or rejects; reports for no position."),
    ] = None,
    holder: Annotated[
        list[str] | None,
        typer.Option(
            help="Who takes the position; give it once for each. '!Norland' takes the other side; 'unknown' if nobody knows."
        ),
    ] = None,
    position: Annotated[
        str | None, typer.Option(help="The words that take the position, or spans; [] for no position.")
    ] = None,
    issue: Annotated[str | None, typer.Option(help="The issue's id; 'none' for no issue.")] = None,
    option: Annotated[
        str | None, typer.Option(help="The option's id; 'none' for no option, or '' where one is called none.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Words of the source as they stand in the text, or spans as [[120, 131]].")
    ] = None,
    cue: Annotated[str | None, typer.Option(help="Words of the cue, or spans.")] = None,
    content: Annotated[str | None, typer.Option(help="The words that were said, or spans.")] = None,
    condition: Annotated[str | None, typer.Option(help="Words of the condition, or spans; [] for none.")] = None,
    hedged: Annotated[
        bool | None,
        typer.Option("--hedged/--plain", help="Whether the statement is hedged, such as with may or perhaps."),
    ] = None,
    note: Note = None,
    seen: Seen = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Correct a statement. What you give replaces what the reader proposed, and is kept when documents are read again.

    Example: pourparler statements correct grain-talks s3f9a --speaker "Ada Voss" --party Northland --stance rejects
    """
    from pourparler import verbs

    given: dict[str, Any] = {
        "speaker": speaker, "party": party, "stance": stance, "issue": issue, "option": option, "hedged": hedged,
        "source": source, "cue": cue, "content": content, "condition": condition, "position": position,
        "holders": holder,
    }  # fmt: skip
    correction = {name: value for name, value in given.items() if value is not None}
    if not correction:
        raise PourparlerError("you did not say what to correct", mend="See `pourparler statements correct --help`")
    for name in ("source", "cue", "content", "condition", "position"):
        if name in correction:
            correction[name] = _words_or_spans(correction[name])
    entry = verbs.statements_show(path, id).entry
    cleared = _cleared(correction, entry.statement, verbs.load_negotiation(path))
    last = entry.last if seen is None else seen
    _decided(verbs.statements_correct(path, id, cleared, note, seen=last), as_json)


def _cleared(correction: Mapping[str, Any], statement: Statement, negotiation: Negotiation) -> dict[str, Any]:
    """The correction, "unknown" and "none" written as None, unless the issue has an option of that name."""
    issue = negotiation.issue.get(correction.get("issue", statement.issue) or "")
    names = [n for n in ("speaker", "party", "issue") if correction.get(n) in ("unknown", "none")]
    if correction.get("option") == "none" and (issue is None or "none" not in issue.options):
        names.append("option")
    if correction.get("holders") in (["unknown"], ["none"]):
        names.append("holders")
    return {**correction, **dict.fromkeys(names)}


def _words_or_spans(written: str) -> Any:
    """Spans where they are written as such, else the words as they are."""
    try:
        return json.loads(written) if written.startswith("[") else written
    except json.JSONDecodeError:
        return written


@app.command()
def cite(
    path: Folder,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words, exactly as a document has them.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Print the reference to put under `evidence:` for words that you found yourself.

    Example: pourparler statements cite grain-talks "would not accept open passage"
    """
    from pourparler import verbs

    found = verbs.statements_cite(path, " ".join(words))
    if as_json:
        print_json([{"evidence": str(e), "title": title} for e, title in found])
        return
    for e, title in found:
        say(f"{e}   {title}")
