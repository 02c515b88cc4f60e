"""draft, positions, issues: what the record suggests for the dossier, and writing it there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from pourparler.dossier import add_evidence, add_positions, change_position, editing, on_current, open_dossier
from pourparler.drafting import Candidate, Draft, LanguageModelDrafter, suggest_positions
from pourparler.drafting.bodies_as_read import with_bodies_as_read
from pourparler.drafting.draft import draft as draft_from
from pourparler.drafting.kept_work import KeptWork, program
from pourparler.drafting.moves import given_up_on
from pourparler.drafting.redrafting import News, brought_up_to_date
from pourparler.errors import NotFoundError, StaleProposalsError
from pourparler.garbage import nothing_collected
from pourparler.model import Document, Meaning, Negotiation, Position, Proposals, Statement, What, Written
from pourparler.reading import ModelReader
from pourparler.record import Entry, Record, Telling, telling_of
from pourparler.record.proposal_rows import DRAFTED
from pourparler.spread import HERE, Spread
from pourparler.verbs.matching import matched_record
from pourparler.verbs.opening import load_negotiation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Applied(Generic[T]):
    """What was written: ``fresh`` were added, ``known`` stood in the dossier already; in ``chosen`` both, in the order asked for.

    ``ended``: ids of positions that are given up since, each with the day, because the party moved to one that was written.
    """

    chosen: tuple[T, ...]
    fresh: tuple[T, ...]
    known: tuple[T, ...]
    ended: tuple[tuple[str, date], ...] = ()


def drafted(
    path: Path | str, by: LanguageModelDrafter | None = None, *, on: Spread = HERE
) -> tuple[Draft, dict[str, Document]]:
    """Parties and positions that the record proposes, rejected statements left out; and its documents by their ids.

    ``by``: a language model that drafts instead. ``on``: where positions are compared with each other; the result is the same.
    Raises EndpointError where the language model cannot be asked or does not answer as asked, ClusterError where nobody is left.
    """
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    with matched_record(dossier) as record, record.at_one_moment():
        documents = {id: record.document(id) for id in record.document_ids()}
        entries = record.to_draft()
        meetings = record.meetings()
        takes = [e.statement.id for e in entries if e.statement.position and not e.rejected]
        meanings = dict(record.meanings(takes))
        kept = KeptWork(record.kept_work(program()))
    statements = [
        e.statement if e.as_read is None else with_bodies_as_read(e.statement, e.as_read)
        for e in entries
        if not e.rejected
    ]
    if by is not None:
        rejected = [e.statement for e in entries if e.rejected]
        told = by.draft(statements, documents, rejected=rejected, meetings=meetings, negotiation=negotiation)
        return told, documents
    _complete(meanings, statements, documents)
    alike = {e.statement.id: e.alike for e in entries}
    del entries
    told = draft_from(
        statements,
        documents,
        meanings=meanings,
        meetings=meetings,
        negotiation=negotiation,
        alike=alike,
        on=on,
        kept=kept,
    )
    if kept.made != kept.found:
        with Record(dossier.record) as record:
            record.keep_work(program(), kept.made)
    return told, documents


def _complete(meanings: dict[str, Meaning], statements: Sequence[Statement], documents: Mapping[str, Document]) -> None:
    """Work out the meanings that are not kept: of statements that a person marked, or whose words a person changed."""
    missing: dict[str, list[Statement]] = {}
    for s in statements:
        if s.position and (s.id not in meanings or meanings[s.id].position is None):
            missing.setdefault(s.document, []).append(s)
    if missing:
        reader = ModelReader()
        for document, those in missing.items():
            meanings |= reader.meanings(documents[document], those)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was drafted from the record now, the proposals that are kept, and what of them is new.

    ``documents``: by their ids; ``kept``: whether the record could be written.
    """

    draft: Draft
    documents: Mapping[str, Document]
    proposals: Proposals
    news: News
    kept: bool = True


@nothing_collected()
def draft(path: Path | str, by: LanguageModelDrafter | None = None, *, on: Spread = HERE) -> Drafted:
    """Draft from the record, and keep what is proposed; what a person did to earlier proposals stays.

    ``by``, ``on``: see ``drafted``.
    """
    fresh, documents = drafted(path, by, on=on)
    dossier = open_dossier(Path(path))
    loaded = dossier.load()
    negotiation = loaded.negotiation
    with matched_record(dossier, negotiation) as record:
        while True:
            kept = record.proposals()
            after, news = brought_up_to_date(kept, fresh, _standing(negotiation, kept, record.written(loaded.revision)))
            try:
                proposals = record.keep_proposals(kept, after, DRAFTED, undoable=False)
                return Drafted(fresh, documents, proposals, news, kept=not record.read_only)
            except StaleProposalsError:
                continue  # a person edited meanwhile: that comes first


def _standing(negotiation: Negotiation, kept: Proposals, written: Mapping[str, Written]) -> dict[tuple[str, ...], str]:
    """What stands in the dossier, and which of it was proposed."""
    names: list[tuple[str, ...]] = [("party", p.name) for p in negotiation.parties]
    names += [("party", b.name) for b in negotiation.bystanders]
    for issue in negotiation.issues:
        names += [("issue", issue.id), *(("option", issue.id, option) for option in issue.options)]
    found = dict.fromkeys(names, "")
    told = {key: w.name.split("\n") for key, w in written.items()}
    told |= {p.id: [p.in_file] for p in kept if p.in_file is not None and p.what is not What.OPTION}
    for p in kept.all(What.OPTION):
        if p.in_file is not None and (issue_name := kept.issue_of(p.id).in_file) is not None:
            told[p.id] = [issue_name, p.in_file]
    for id, name in told.items():
        if id in kept and (kept[id].what.value, *name) in found:
            found[kept[id].what.value, *name] = id
    return found


def positions_list(path: Path | str) -> tuple[Position, ...]:
    """The positions of a dossier, those given up included."""
    return load_negotiation(path).positions


def positions_suggest(path: Path | str, *, count_each: bool = False) -> tuple[Candidate, ...]:
    """Positions that the record's statements suggest, rejected statements left out.

    ``count_each``: the same words told by several outlets count every time, not once.
    """
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    with matched_record(dossier) as record, record.at_one_moment():
        entries = [e for e in record.statements() if e.review != "rejected"]
        dates = {d.id: d.date for d in record.documents()}
    alike = None if count_each else {e.statement.id: e.alike for e in entries}
    return suggest_positions((e.statement for e in entries), negotiation, dates, alike)


def positions_told(path: Path | str, candidates: Iterable[Candidate]) -> Mapping[str, tuple[Telling, ...]]:
    """By the ids of proposed positions the documents that tell their statements, who was first before the others."""
    with Record(open_dossier(Path(path)).record) as record:
        documents = [telling_of(h) for h in record.headings()]
    told = {c.position.id: {s.document for s in c.statements} for c in candidates}
    return {id: tuple(t for t in documents if t.document in those) for id, those in told.items()}


def positions_doubtful(path: Path | str) -> tuple[Entry, ...]:
    """Statements on an option that nobody decided on and that may be for it or against it: the reader is not sure."""
    with matched_record(open_dossier(Path(path))) as record:
        return tuple(
            e for e in record.statements() if e.statement.doubtful and e.statement.option and e.decision is None
        )


def positions_apply(path: Path | str, ids: Iterable[str]) -> Applied[Candidate]:
    """Write proposed positions into dossier.yaml; where it has one already, its evidence is completed.

    What a party held before it moved to one of them is given up on that day, be it written now or in the dossier already.

    Raises:
        NotFoundError: an id is not proposed.
    """
    dossier = open_dossier(Path(path))
    wanted = list(ids)

    def apply(revision: str) -> Applied[Candidate]:
        found = {c.position.id: c for c in positions_suggest(path)}
        chosen = suggested_by_id(found, wanted, "position", "positions suggest")
        fresh = tuple(c for c in chosen if c.known is None)
        standing = [c for c in found.values() if c.known is not None or c in fresh]
        until = {c.position.id: given_up_on(c, standing) for c in fresh}
        there = dossier.load().negotiation.position
        ended = [
            (c.known, day)
            for c in standing
            if c.known
            and (day := given_up_on(c, standing, chosen)) is not None
            and (there[c.known].as_of or day) <= day
        ]
        with editing(dossier.yaml, revision):
            if fresh:
                add_positions(dossier.yaml, [replace(c.position, until=until[c.position.id]) for c in fresh])
            for c in chosen:
                if c.known is not None:
                    add_evidence(dossier.yaml, c.known, c.position.evidence)
            for id, day in ended:
                change_position(dossier.yaml, id, {"until": day})
        ended += [(id, day) for id, day in until.items() if day is not None]
        return Applied(tuple(chosen), fresh, tuple(c for c in chosen if c.known is not None), tuple(ended))

    return on_current(dossier.yaml, apply)


def suggested_by_id(found: Mapping[str, T], ids: Iterable[str], what: str, command: str) -> Sequence[T]:
    """The suggestions with these ids, each once."""
    wanted = list(dict.fromkeys(ids))
    for id in wanted:
        if id not in found:
            raise NotFoundError(f"no {what} {id!r} is proposed", mend=f"`pourparler {command}` lists the proposed ones")
    return [found[id] for id in wanted]
