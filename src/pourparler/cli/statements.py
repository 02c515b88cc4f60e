"""statements: list, search, show, accept, correct, reject, cite."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, print_json, say
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.model import Document
    from pourparler.record import Entry, Record

app = typer.Typer(
    help="What the parties said: list, search, show; accept, correct or reject what the reader suggests.",
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The statement's id, or its first digits.")]
Note = Annotated[str | None, typer.Option(help="Why.")]


def entry_json(entry: Entry, document: Document) -> dict[str, Any]:
    """A statement as programs get it; spans are [start, end) in code points of the stored text.

    ``block``: of its content's beginning, with the headings that it stands under, the highest first.
    """
    from pourparler.record import statement_body

    s = entry.statement
    return {
        "id": s.id,
        "document": s.document,
        **statement_body(s),
        "quote": entry.quote,
        "block": _block(s.content[0][0], document),
        "review": entry.review,
        "by": entry.by,
        "at": entry.at,
        "note": entry.note,
        "reader": entry.reader,
    }


def _block(offset: int, document: Document) -> dict[str, Any] | None:
    from pourparler.model import heading_paths

    blocks = document.blocks
    number = bisect_right(blocks, offset, key=lambda b: b.start) - 1
    if number < 0 or offset >= blocks[number].end:
        return None
    above = [document.text[blocks[n].start : blocks[n].end] for n in heading_paths(blocks)[number]]
    return {"kind": blocks[number].kind, "span": [blocks[number].start, blocks[number].end], "under": above}


def _show(record: Record, entries: list[Entry], as_json: bool) -> None:
    if as_json:
        documents = {id: record.document(id) for id in {e.statement.document for e in entries}}
        print_json([entry_json(e, documents[e.statement.document]) for e in entries])
        return
    for e in entries:
        s = e.statement
        who = s.speaker or ("somebody unnamed" if s.anonymous else "unknown speaker")
        party = f" for {s.party}" if s.party and s.party != s.speaker else ""
        on = f" on {s.issue}: {s.option}" if s.issue and s.option else f" on {s.issue}" if s.issue else ""
        told = f" (reported in {s.reported_by})" if s.reported_by else ""
        say(f"{s.id}  {e.review:9}  {who}{party} {s.stance.value}{on}" + (" (hedged)" if s.hedged else "") + told)
        say(f"    {e.quote}")


@app.command("list")
def list_(
    path: Folder,
    party: Annotated[str | None, typer.Option(help="Only of this party.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only of this speaker.")] = None,
    issue: Annotated[str | None, typer.Option(help="Only on this issue.")] = None,
    document: Annotated[str | None, typer.Option(help="Only in this document (id).")] = None,
    review: Annotated[str | None, typer.Option(help="Only suggested, accepted, corrected or rejected ones.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """List the statements in the order of documents and text.

    Example: pourparler statements list grain-talks --party Northland --issue transit
    """
    from pourparler.cli.opening import record_at

    with record_at(path) as record:
        entries = record.statements(document=record.document(document).id if document else None)
        wanted = [
            e
            for e in entries
            if (party is None or e.statement.party == party)
            and (speaker is None or e.statement.speaker == speaker)
            and (issue is None or e.statement.issue == issue)
            and (review is None or e.review == review)
        ]
        _show(record, wanted, as_json)


@app.command()
def search(
    path: Folder,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Find statements by the words in them or the speaker's name. Exit code 1: none found.

    Example: pourparler statements search grain-talks "free passage"
    """
    from pourparler.cli.opening import record_at

    with record_at(path) as record:
        found = record.search(" ".join(words))
        _show(record, found, as_json)
    if not found:
        raise typer.Exit(1)


@app.command()
def export(
    path: Folder,
    output: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv, .jsonl or .jsonld (Web Annotations).")],
    party: Annotated[str, typer.Option(help="Only of this party.")] = "",
    issue: Annotated[str, typer.Option(help="Only on this issue.")] = "",
    review: Annotated[str, typer.Option(help="Only suggested, accepted, corrected or rejected ones.")] = "",
    words: Annotated[str, typer.Option(help="Only with these words.")] = "",
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Write statements, each with its document, for other programs.

    Example: pourparler statements export grain-talks statements.csv --review accepted
    """
    from pourparler.cli.opening import record_at
    from pourparler.dossier import write_whole
    from pourparler.record import Wanted
    from pourparler.record.export import FORMS

    form = output.suffix.removeprefix(".")
    if form not in FORMS:
        mend = f"End it with one of: {', '.join('.' + f for f in FORMS)}"
        raise PourparlerError(f"statements are not written as {output.name!r}", mend=mend)
    with record_at(path) as record:
        rows, texts = record.selection(Wanted(words=words, party=party, issue=issue, review=review))
    write_whole(output, FORMS[form][1](rows, texts))
    if as_json:
        print_json({"file": str(output), "statements": len(rows)})
    else:
        say(f"wrote {len(rows)} statements into {output}")


@app.command()
def show(path: Folder, id: Id, as_json: Annotated[bool, JSON] = False) -> None:
    """Show one statement in its paragraph, with its history.

    Example: pourparler statements show grain-talks s3f9a
    """
    from pourparler.cli.opening import record_at
    from pourparler.model import quote

    with record_at(path) as record:
        entry = record.statement(id)
        document = record.document(entry.statement.document)
        history = record.revisions(entry.statement.id)
    if as_json:
        print_json({**entry_json(entry, document), "title": document.title, "date": document.date, "history": history})
        return
    s = entry.statement
    start, end = s.extent
    paragraph = document.text[document.text.rfind("\n", 0, start) + 1 : max(document.text.find("\n", end), end)]
    say(f"{s.id}  {entry.review}" + (f" by {entry.by}" if entry.by else ""), "bold")
    say(
        f"{document.title}"
        + (f" ({document.source})" if document.source else "")
        + (f", {document.date}" if document.date else "")
    )
    say()
    say(paragraph)
    say()
    details = [
        ("speaker", s.speaker or "unknown"), ("party", s.party or "unknown"), ("mode", s.mode.value), ("stance", s.stance.value),
        ("issue", s.issue or "–"), ("option", s.option or "–"), ("hedged", "yes" if s.hedged else "no"), ("words", entry.quote),
    ]  # fmt: skip
    if s.condition:
        details.append(("condition", quote(document.text, s.condition)))
    if s.reported_by:
        details.append(("reported", f"in {s.reported_by}"))
    for name, value in details:
        say(f"{name:9} {value}")
    for change in history:
        say(f"{change['at']:%Y-%m-%d %H:%M}  {change['action']} by {change['by']}")


def _decided(
    path: Path, id: str, decision: str, note: str | None, as_json: bool, correction: dict[str, Any] | None = None
) -> None:
    from pourparler.cli.opening import record_at
    from pourparler.model import Decision

    with record_at(path) as record:
        entry = record.decide(id, Decision(decision), correction=correction, note=note)
        document = record.document(entry.statement.document)
    if as_json:
        print_json(entry_json(entry, document))
    else:
        say(f"{entry.statement.id} {entry.review} by {entry.by}")


@app.command()
def accept(path: Folder, id: Id, note: Note = None, as_json: Annotated[bool, JSON] = False) -> None:
    """Accept a statement as the reader suggests it.

    Example: pourparler statements accept grain-talks s3f9a
    """
    _decided(path, id, "accepted", note, as_json)


@app.command()
def reject(path: Folder, id: Id, note: Note = None, as_json: Annotated[bool, JSON] = False) -> None:
    """Reject a statement: not said, or not by anybody in these talks. It is kept, and stays out of what is suggested.

    Example: pourparler statements reject grain-talks s3f9a --note "quotes a film"
    """
    _decided(path, id, "rejected", note, as_json)


@app.command()
def correct(
    path: Folder,
    id: Id,
    speaker: Annotated[str | None, typer.Option(help="Who spoke; 'unknown' for nobody known.")] = None,
    party: Annotated[str | None, typer.Option(help="The party; 'unknown' for none.")] = None,
    stance: Annotated[str | None, typer.Option(help="demands, offers, accepts, prefers, rejects, concedes, …")] = None,
    issue: Annotated[str | None, typer.Option(help="The issue's id; 'none' for no issue.")] = None,
    option: Annotated[str | None, typer.Option(help="The option's id; 'none' for no option.")] = None,
    source: Annotated[str | None, typer.Option(help="Source spans, as [[120, 131]].")] = None,
    cue: Annotated[str | None, typer.Option(help="Cue spans.")] = None,
    content: Annotated[str | None, typer.Option(help="Content spans.")] = None,
    condition: Annotated[
        str | None, typer.Option(help="Spans of the words that the rest hangs on; [] for none.")
    ] = None,
    hedged: Annotated[bool | None, typer.Option("--hedged/--plain", help="Whether the words hedge.")] = None,
    note: Note = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Correct a statement. What you give replaces what the reader suggested, and stays when documents are read again.

    Example: pourparler statements correct grain-talks s3f9a --speaker "Ada Voss" --party Northland --stance rejects
    """
    from pourparler.dossier import open_dossier

    given: dict[str, Any] = {
        "speaker": speaker,
        "party": party,
        "stance": stance,
        "issue": issue,
        "option": option,
        "hedged": hedged,
    }
    correction = {name: value for name, value in given.items() if value is not None}
    for name, words in (("source", source), ("cue", cue), ("content", content), ("condition", condition)):
        if words is not None:
            correction[name] = _spans(name, words)
    if not correction:
        raise PourparlerError("nothing to correct was given", mend="See `pourparler statements correct --help`")
    for name in ("speaker", "party", "issue", "option"):
        if correction.get(name) in ("unknown", "none"):
            correction[name] = None
    negotiation = open_dossier(path).load().negotiation
    chosen = correction.get("party")
    if chosen is not None and chosen not in negotiation.party:
        raise PourparlerError(f"there is no party {chosen!r}", mend=f"There are: {', '.join(negotiation.party)}")
    wanted = correction.get("issue")
    if wanted is not None and wanted not in negotiation.issue:
        raise PourparlerError(f"there is no issue {wanted!r}", mend=f"There are: {', '.join(negotiation.issue)}")
    answer = correction.get("option")
    if answer is not None and wanted is not None and answer not in negotiation.issue[wanted].options:
        known = ", ".join(negotiation.issue[wanted].options)
        raise PourparlerError(f"{wanted} has no option {answer!r}", mend=f"There are: {known}")
    _decided(path, id, "corrected", note, as_json, correction)


def _spans(name: str, words: str) -> list[list[int]]:
    try:
        spans = json.loads(words)
        return [[int(start), int(end)] for start, end in spans]
    except (json.JSONDecodeError, TypeError, ValueError) as error:
        raise PourparlerError(f"--{name}: {words!r} is not a list of spans", mend="Write it as [[120, 131]]") from error


@app.command()
def cite(
    path: Folder,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words that stand in a document exactly so.")],
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Print the reference to put under `evidence:` for words that you found yourself.

    Example: pourparler statements cite grain-talks "would not accept open passage"
    """
    from pourparler.cli.opening import record_at
    from pourparler.provenance.citations import find_words

    with record_at(path) as record:
        documents = record.documents()
    found = find_words(documents, " ".join(words))
    titles = {d.sha256[:12]: d.title for d in documents}
    found = [type(e)(document=(e.document or "")[:12], spans=e.spans) for e in found]
    if as_json:
        print_json([{"evidence": str(e), "title": titles[e.document or ""]} for e in found])
        return
    for e in found:
        say(f"{e}   {titles[e.document or '']}")
