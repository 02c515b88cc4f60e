"""What a user does with a dossier, as functions: the command line and Python programs call the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from pourparler import formats, settlement, wording
from pourparler.briefing import Written, write_briefing
from pourparler.documents import Gathered, Options, gather
from pourparler.dossier import YAML, Dossier, is_dossier, load, new_dossier, open_dossier
from pourparler.drafting import Candidate, Proposal, Step, propose_issues, suggest_next_steps, suggest_positions
from pourparler.errors import FormatError, PourparlerError
from pourparler.formats import bargaining_instance, gmcr, json_files, partial_case, spatial_actors, voting_game
from pourparler.formats import conflict as conflict_file
from pourparler.influence import (
    PUBLISHED,
    Bargaining,
    Contested,
    Game,
    Powers,
    Rule,
    Rules,
    SpatialActor,
    bargain,
    contested,
    powers,
)
from pourparler.model import Document, Evidence, Negotiation, Statement, quote
from pourparler.model.conflict import Conflict
from pourparler.model.influence import Vote
from pourparler.provenance.citations import Citations
from pourparler.reading import ModelReader, Reader
from pourparler.record import Added, Record, Saved
from pourparler.settlement import Analysis, Blocking, Solved, analyse
from pourparler.settlement.acceptability import judges_of
from pourparler.settlement.blocking import find_blocking
from pourparler.settlement.subgroup_agreements import Group, find_groups
from pourparler.settlement.trades import Trade, find_trades
from pourparler.stability import Study, propose

__all__ = [
    "AddedDocument",
    "Concessions",
    "ReadDocument",
    "add",
    "concessions",
    "conflict_of",
    "contests",
    "convert",
    "keep",
    "load_conflict",
    "load_negotiation",
    "new",
    "power",
    "propose_conflict",
    "read",
    "settle",
    "solve",
    "spatial",
    "stability",
    "suggest",
    "suggest_issues",
    "suggest_steps",
    "unresolved_evidence",
    "write_report",
]


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """What became of one text. ``outcome`` is None where it could not be brought in or was passed over."""

    gathered: Gathered
    outcome: Added | None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What reading one document changed; ``saved`` is None where the reader does not know its language."""

    document: Document
    saved: Saved | None
    statements: int = 0


def new(path: Path | str, title: str | None = None) -> Dossier:
    """Make a dossier. Raises PourparlerError where there is one already."""
    return new_dossier(Path(path), title)


def add(path: Path | str, names: Iterable[str], options: Options | None = None) -> Iterator[AddedDocument]:
    """Add documents to a dossier, each in a transaction of its own; what fails is told and the others go on."""
    yield from keep(path, gather(names, options or Options()), options)


def keep(path: Path | str, texts: Iterable[Gathered], options: Options | None = None) -> Iterator[AddedDocument]:
    """Keep what was gathered; what ``options`` tell of it goes before what the record holds."""
    dossier = open_dossier(Path(path))
    given = options or Options()
    sure = [name for name in ("title", "date", "source", "url") if getattr(given.details, name) is not None]
    with Record(dossier.record) as record:
        for gathered in texts:
            outcome = record.add_document(gathered.document, sure=sure) if gathered.document else None
            if gathered.document and given.kind is not None:
                gathered = replace(gathered, document=record.set_kind(gathered.document.id, given.kind))
            yield AddedDocument(gathered, outcome)


def read(path: Path | str, *, again: bool = False, reader: Reader | None = None) -> Iterator[ReadDocument]:
    """Read the documents that this reader has not read (``again``: all), one after the other.

    Each is kept as soon as it is read, so an interrupted run goes on where it stopped. Decisions survive.
    """
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    by = reader or ModelReader()
    with Record(dossier.record) as record:
        wanted = record.document_ids() if again else record.unread(by.name)
        for identifier in wanted:
            document = record.document(identifier)
            if document.language != "en":
                yield ReadDocument(document, None)
                continue
            reading = by.read(document, negotiation)
            yield ReadDocument(document, record.save_reading(reading, document.text), len(reading.statements))


def load_negotiation(path: Path | str, lost: Callable[[str], None] = lambda what: None) -> Negotiation:
    """The negotiation in a dossier's folder, a dossier.yaml, or another program's file or folder.

    Read are partial-case/1 and bargaining-instance/1 (JSON), GENIUS domains, NegMAS scenario folders, tables (XLSX, a folder of CSV), and a
    CSV of numbers. ``lost`` is called for everything in them that has no place in a negotiation.

    Raises DossierError, FormatError or PourparlerError.
    """
    path = Path(path)
    if path.suffix in YAML and path.is_file():
        return load(path).negotiation
    if not path.exists():
        raise FormatError("there is no such file or folder", where=str(path))
    if (path / "dossier.yaml").exists() or not (form := formats.reader(path)):
        if path.is_dir():
            return open_dossier(path).load().negotiation
        return json_files.read(path, partial_case.FORM, bargaining_instance.FORM)
    negotiation: Negotiation
    negotiation, left_out = form.read(path)
    for what in left_out:
        lost(what)
    return negotiation


def convert(source: Path | str, target: Path | str, to: str) -> tuple[str, ...]:
    """Write a negotiation as another program's files (``genius``, ``negmas``, ``tables``, ``values``). Returns what is lost.

    Raises:
        PourparlerError: the source cannot be read, the target exists, or the format cannot hold the negotiation.
    """
    target = Path(target)
    if to not in formats.WRITTEN:
        raise PourparlerError(f"there is no format {to!r}", mend=f"There are: {', '.join(formats.WRITTEN)}")
    if target.exists():
        raise PourparlerError("there is something already", where=str(target), mend="Name a new file or folder")
    lost: list[str] = []
    negotiation = load_negotiation(source, lost.append)
    aside = target.with_name(f".{target.stem}.new{target.suffix}")
    try:
        lost += formats.WRITTEN[to].write(negotiation, aside)
        aside.rename(target)
    finally:
        if aside.is_dir():
            rmtree(aside)
        else:
            aside.unlink(missing_ok=True)
    return tuple(lost)


@dataclass(frozen=True, slots=True)
class Concessions:
    """What would open a settlement, which trades would help, and who could settle without whom."""

    blocking: Blocking
    trades: tuple[Trade, ...]
    groups: tuple[Group, ...]


def concessions(negotiation: Negotiation, go_on: Callable[[], bool] = lambda: True) -> Concessions:
    """Concession sets, bridging packages, and agreements without some."""
    rules, judges = judges_of(negotiation)
    return Concessions(
        find_blocking(rules, negotiation, go_on=go_on),
        find_trades(negotiation, rules, judges, [p.name for p in negotiation.parties]),
        find_groups(negotiation, rules, judges, go_on),
    )


def solve(path: Path | str) -> Solved:
    """Frontier, solutions and count where every party gave numbers. Takes what ``load_negotiation`` takes."""
    return settlement.solve(load_negotiation(path))


def settle(path: Path | str) -> Analysis:
    """What could be agreed. Takes what ``load_negotiation`` takes."""
    return analyse(load_negotiation(path))


def load_conflict(path: Path | str) -> Conflict:
    """A conflict from a .gmcr file, one in the format conflict/1, or the section of a dossier.

    Raises:
        FormatError: the file is neither, or is broken.
        DossierError: the dossier is not valid.
        PourparlerError: the dossier has no such section.
    """
    path = Path(path)
    if is_dossier(path):
        return conflict_of(load_negotiation(path), path)
    return gmcr.read(path) if path.suffix == ".gmcr" else conflict_file.read(path)


def conflict_of(negotiation: Negotiation, path: Path) -> Conflict:
    """The conflict in a dossier. Raises PourparlerError where it has none."""
    if negotiation.conflict is None:
        mend = f"See what can be proposed: pourparler stability {path} --propose"
        raise PourparlerError("the dossier has no `conflict:`", where=str(path), mend=mend)
    return negotiation.conflict


def propose_conflict(negotiation: Negotiation) -> Conflict:
    """The talks as moves, made from the positions."""
    rules, _ = judges_of(negotiation)
    blocking = find_blocking(rules, negotiation)
    what = {p.id: wording.position_words(negotiation, p, with_party=False) for p in negotiation.positions}
    return propose(negotiation, blocking.blocking_sets, what)


def stability(conflict: Conflict) -> Study:
    """Which states hold for whom, surely and possibly, how they come about, and what would make more hold."""
    return Study.of(conflict)


def power(path: Path | str) -> tuple[tuple[str, Powers], ...]:
    """Power indices of a weighted voting game in a JSON file, or of the votes in a dossier, each with its title.

    A dossier without votes has one rule: that those at the table settle together.

    Raises:
        FormatError: the file is broken.
        DossierError: the dossier is not valid.
        PourparlerError: the game is not one.
    """
    path = Path(path)
    if is_dossier(path):
        negotiation = load_negotiation(path)
        table = negotiation.at_table
        settle_together = Vote("a settlement of those at the table", table, ((((1,) * len(table)), len(table)),))
        votes = negotiation.votes or ((settle_together,) if table else ())
    else:
        voters, told = voting_game.read(path)
        votes = (Vote(path.stem, voters, told),)
    return tuple(
        (v.title, powers(Game(v.voters, tuple(Rule(weights, quota) for weights, quota in v.rules)))) for v in votes
    )


def spatial(
    path: Path | str, rounds: int = 10, *, runs: int = 1, spread: float = 0.0, published: bool = False
) -> Bargaining:
    """Spatial bargaining of the actors in a JSON file. Raises FormatError, PourparlerError."""
    actors = [SpatialActor(*row) for row in spatial_actors.read(Path(path))]
    return bargain(actors, rounds, rules=PUBLISHED if published else Rules(), runs=runs, spread=spread)


def contests(
    negotiation: Negotiation, rounds: int = 10, *, runs: int = 1_000, published: bool = False
) -> tuple[Contested, ...]:
    """Spatial bargaining over every contest of a dossier. Raises PourparlerError where there is none, or nothing to contest."""
    if not negotiation.contests:
        mend = "Under influence: contests: name an issue with the order of its options, for example dues: {order: none < reduced < full}"
        raise PourparlerError("the dossier has no contest over an ordered issue", where=negotiation.title, mend=mend)
    rules = PUBLISHED if published else Rules()
    return tuple(contested(negotiation, c, rounds, runs=runs, rules=rules) for c in negotiation.contests)


def write_report(path: Path | str, output: Path | str | None = None, sections: Iterable[str] = ()) -> Written:
    """Write the briefing in the form that the ending of ``output`` tells (.html, .md, .docx, .pdf); HTML into the dossier if not given.

    ``sections``: only these parts, beside the verdict and the notes.
    """
    dossier = open_dossier(Path(path))
    return write_briefing(dossier, Path(output) if output else dossier.root / "briefing.html", sections)


def suggest(path: Path | str) -> tuple[Candidate, ...]:
    """Positions that the record's statements suggest, rejected statements left out."""
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    with Record(dossier.record) as record:
        entries = [e for e in record.statements() if e.review != "rejected"]
        dates = {d.id: d.date for d in record.documents()}
    return suggest_positions((e.statement for e in entries), negotiation, dates)


def suggest_issues(path: Path | str) -> list[tuple[Proposal, list[tuple[Statement, str]]]]:
    """Groups of statements that speak of like things, each statement with the words of its content; rejected ones left out."""
    dossier = open_dossier(Path(path))
    with Record(dossier.record) as record:
        texts = {id: record.document(id).text for id in record.document_ids()}
        told = [
            (e.statement, quote(texts[e.statement.document], e.statement.content))
            for e in record.statements()
            if e.review != "rejected"
        ]
    words = {s.id: w for s, w in told}
    return [(p, [(s, words[s.id]) for s in p.statements]) for p in propose_issues(told, ModelReader().meaning)]


def suggest_steps(path: Path | str) -> tuple[Step, ...]:
    """Next steps that the record's English documents tell, the latest documents first."""
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    with Record(dossier.record) as record:
        documents = [record.document(id) for id in record.document_ids()]
    return suggest_next_steps([d for d in documents if d.language == "en"], negotiation)


def unresolved_evidence(negotiation: Negotiation, citations: Citations) -> list[tuple[str, str]]:
    """(what rests on it, the reference) for all evidence in the dossier that leads to nothing in the record."""
    claims: list[tuple[str, Iterable[Evidence]]] = [(p.id, p.evidence) for p in negotiation.positions]
    claims += [(k.id, k.evidence) for k in negotiation.linkages]
    claims += [(f"priorities of {party}", evidence) for party, evidence in negotiation.priority_evidence.items()]
    claims += [("no_agreement", negotiation.no_agreement.evidence)]
    claims += [(b.name, b.evidence) for b in negotiation.bystanders]
    claims += [(f"meeting {m.title!r}", m.evidence) for m in negotiation.meetings]
    claims += [(f"next step {n.what!r}", n.evidence) for n in negotiation.next_steps]
    if negotiation.conflict is not None:
        claims += [(f"move {m.id}", m.evidence) for m in negotiation.conflict.moves]
        wishes = [w for order in negotiation.conflict.orders for tier in order.wishes for w in tier]
        claims += [(f"preference {w.words!r}", w.evidence) for w in wishes]
    claims += [(f"{p.actor} in the contest over {c.issue}", p.evidence) for c in negotiation.contests for p in c.pulls]
    claims += [(f"vote {v.title!r}", v.evidence) for v in negotiation.votes]
    return [(claim, str(e)) for claim, evidence in claims for e in evidence if not citations.cite(e).found]
