"""statements: list, search, show, accept, reject, correct, cite, export."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pourparler.dossier import open_dossier, write_whole
from pourparler.drafting.corrections import corrected
from pourparler.errors import PourparlerError
from pourparler.model import Decision, Document, Evidence, heading_paths
from pourparler.model.stances import spelled_out, told
from pourparler.provenance.citations import find_words
from pourparler.record import Entry, Record, Telling, Wanted, told_once
from pourparler.record.export import FORMS
from pourparler.verbs.matching import matched_record


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with its document and what was decided on it, the latest decision first."""

    entry: Entry
    document: Document
    history: tuple[Mapping[str, Any], ...]


def _wanted(record: Record, asked: Mapping[str, str]) -> Wanted:
    """The filters; a document by the first digits of its id. Raises PourparlerError where one cannot be."""
    document = record.document(asked["document"]).id if asked.get("document") else ""
    return Wanted.asked({**asked, "document": document, "stance": spelled_out(asked.get("stance", ""))})


def statements_list(path: Path | str, *, count_each: bool = False, **asked: str) -> list[Entry]:
    """The statements that fit all that is asked for (the fields of ``Wanted``), in the order of documents and text.

    Of what several documents tell one (``record.told_once``); ``count_each``: all.

    Raises:
        PourparlerError: something is asked for that cannot be.
    """
    with matched_record(open_dossier(Path(path))) as record:
        found = record.all(_wanted(record, asked))
    return found if count_each else told_once(found)


def statements_told(path: Path | str, entries: Iterable[Entry]) -> Mapping[str, tuple[Telling, ...]]:
    """By the group of each (``Entry.alike``) that several documents tell, where its statements stand, who was first before the others."""
    with Record(open_dossier(Path(path)).record) as record:
        found = record.tellings(e.alike for e in entries)
    return {alike: told for alike, told in found.items() if len(told) > 1}


def statements_search(path: Path | str, words: str) -> list[Entry]:
    """Statements by the words in them or the speaker's name."""
    with matched_record(open_dossier(Path(path))) as record:
        return record.search(words)


def statements_export(path: Path | str, output: Path | str, **asked: str) -> int:
    """Write statements, each with its document, in the form that the ending of ``output`` tells; how many.

    Raises:
        PourparlerError: there is no such form, or something is asked for that cannot be.
    """
    output = Path(output)
    form = output.suffix.removeprefix(".")
    if form not in FORMS:
        mend = f"End it with one of: {', '.join('.' + f for f in FORMS)}"
        raise PourparlerError(f"statements cannot be written as {output.name!r}", mend=mend)
    with matched_record(open_dossier(Path(path))) as record:
        rows, texts = record.selection(_wanted(record, asked))
    write_whole(output, FORMS[form][1](rows, texts, told))
    return len(rows)


def statements_show(path: Path | str, id: str) -> Shown:
    """One statement, by its id or the first digits. Raises NotFoundError."""
    with matched_record(open_dossier(Path(path))) as record:
        entry = record.statement(id)
        document = record.document(entry.statement.document)
        return Shown(entry, document, tuple(record.revisions(entry.statement.id)))


def statements_accept(path: Path | str, id: str, note: str | None = None, *, seen: str | None = None) -> Entry:
    """Accept a statement as the reader suggests it.

    ``seen``, here and in what follows: the last decision that the person saw on it (``Entry.last``); None: the one that stands now.

    Raises:
        NotFoundError: there is no such statement.
        DecidedError: it was decided on since.
    """
    with matched_record(open_dossier(Path(path))) as record:
        return record.decide(id, Decision.ACCEPTED, note=note, seen=_seen(record, id, seen))


def statements_reject(path: Path | str, id: str, note: str | None = None, *, seen: str | None = None) -> Entry:
    """Reject a statement; it is kept, and stays out of what is proposed. Raises NotFoundError, DecidedError."""
    with matched_record(open_dossier(Path(path))) as record:
        return record.decide(id, Decision.REJECTED, note=note, seen=_seen(record, id, seen))


def statements_correct(
    path: Path | str, id: str, correction: Mapping[str, Any], note: str | None = None, *, seen: str | None = None
) -> Entry:
    """Correct a statement: what is given replaces what the reader proposed (see ``drafting.corrections``); None for nobody, or none.

    Raises:
        NotFoundError: there is no such statement.
        DecidedError: it was decided on since.
        PourparlerError: the correction does not fit the dossier or the text.
    """
    negotiation = open_dossier(Path(path)).load().negotiation
    with matched_record(open_dossier(Path(path))) as record:
        expected = _seen(record, id, seen)
        statement = record.statement(id).statement
        changed = corrected(statement, correction, record.document(statement.document).text, negotiation)
        return record.decide(id, Decision.CORRECTED, as_corrected=changed, note=note, seen=expected)


def _seen(record: Record, id: str, last: str | None) -> dict[str, str]:
    entry = record.statement(id)
    return {entry.statement.id: entry.last if last is None else last}


def statements_cite(path: Path | str, words: str) -> list[tuple[Evidence, str]]:
    """The references to words that stand in documents exactly so, each with the title of its document. Raises NotFoundError."""
    with matched_record(open_dossier(Path(path))) as record, record.at_one_moment():
        documents = record.documents()
    titles = {d.id: d.title for d in documents}
    found = find_words(documents, words)
    return [(Evidence(document=(e.document or "")[:12], spans=e.spans), titles[e.document or ""]) for e in found]


def statements_blocks(path: Path | str, entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """For each statement's id the block in which its content begins: kind, span, and the headings it stands under, the highest first."""
    found: dict[str, dict[str, Any]] = {}
    with matched_record(open_dossier(Path(path))) as record, record.at_one_moment():
        documents: dict[str, tuple[Document, list[tuple[int, ...]]]] = {}
        for e in entries:
            s = e.statement
            if s.document not in documents:
                document = record.document(s.document)
                documents[s.document] = document, heading_paths(document.blocks)
            document, paths = documents[s.document]
            number = bisect_right(document.blocks, s.content[0][0], key=lambda b: b.start) - 1
            if number >= 0:
                block = document.blocks[number]
                above = [document.text[document.blocks[n].start : document.blocks[n].end] for n in paths[number]]
                found[s.id] = {"kind": block.kind, "span": [block.start, block.end], "under": above}
    return found
