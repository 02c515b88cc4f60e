"""read, evaluate reader: who says what, and how well the reader finds it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pourparler.dossier import open_dossier
from pourparler.errors import DossierError, FormatError, NotFoundError
from pourparler.evaluation import (
    Gold,
    GoldText,
    Score,
    judge,
    judge_meetings,
    load_gold,
    load_gold_text,
    outermost,
    roles,
    score,
)
from pourparler.formats.files import no_device
from pourparler.model import Document, Negotiation, Statement
from pourparler.reading import ModelReader, Reader
from pourparler.reading.ahead import begun
from pourparler.reading.matching import Matcher, read_matched
from pourparler.reading.model import shipped
from pourparler.record import HAND, Record, Saved
from pourparler.spread import HERE, Done, Lost, Spread
from pourparler.verbs.indexing import index_again
from pourparler.verbs.matching import match_again
from pourparler.verbs.one_document import Preparation, meanings_of_one, prepare_one
from pourparler.verbs.opening import load_negotiation

PASSAGES_AT_ONCE = 10
"""Documents that are read before the passages of as many are kept."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What reading one document changed; ``saved`` is None where it was not read.

    That is so where the reader does not know its language, or where ``ended`` processes ended while they read it.
    """

    document: Document
    saved: Saved | None
    statements: int = 0
    ended: int = 0


def read(
    path: Path | str, *, again: bool = False, reader: Reader | None = None, on: Spread = HERE
) -> Iterator[ReadDocument]:
    """Read the documents that this reader has not read (``again``: all), each on its own.

    Each is kept as soon as it is read, so an interrupted run goes on where it stopped. Decisions survive. Of documents that were read by an
    earlier release, or by a reader without embeddings, what their statements mean is worked out too; their statements stay as they are.
    ``on``: where documents are read, and with more than one process in which order they come; kept are they here, and with the same
    result. Raises ClusterError where nobody is left who reads.
    """
    dossier = open_dossier(Path(path))
    negotiation = dossier.load().negotiation
    by = reader or ModelReader()
    with Record(dossier.record) as record:
        preparation = Preparation(by, negotiation)
        wanted: Sequence[str] = record.document_ids() if again else record.unread(by.name)
        while wanted:
            wanted = yield from _read_these(record, preparation, wanted, by, on)
        if lacking := record.without_meanings():
            texts = ((document, _kept(record, document.id)) for document in _still_there(record, lacking))
            for made in on.map(meanings_of_one, preparation.encoder, texts):
                if isinstance(made, Done):
                    record.keep_meanings(made.item[0].id, made.result)
        # Of an archive reading takes minutes, in which people go on with the dossier: what they have matched since is not matched back.
        with suppress(DossierError):
            negotiation = dossier.load().negotiation
        match_again(record, negotiation)
        index_again(record)


def _read_these(
    record: Record, preparation: Preparation, wanted: Iterable[str], by: Reader, on: Spread
) -> Generator[ReadDocument, None, list[str]]:
    """Read documents and keep what is found. Returns those that were given another day or kind while they were read: they wait again."""
    foreign: list[Document] = []
    changed: list[str] = []
    documents = _in_english(record, wanted, foreign)
    if on is HERE and isinstance(by, ModelReader):
        documents = begun(by, documents)
    for number, done in enumerate(on.map(prepare_one, preparation, documents), 1):
        yield from _not_read(foreign)
        if isinstance(done, Lost):
            yield ReadDocument(done.item, None, ended=done.deaths)
            continue
        document, found = done.item, done.result
        saved = record.save_prepared(found, document.text, read_as=document)
        if saved is None:
            changed.append(document.id)
            continue
        if number % PASSAGES_AT_ONCE == 0:
            index_again(record, PASSAGES_AT_ONCE)
        yield ReadDocument(document, saved, len(found.reading.statements))
    yield from _not_read(foreign)
    return changed


def _still_there(record: Record, wanted: Iterable[str]) -> Iterator[Document]:
    """The documents one by one, without those taken out meanwhile."""
    for id in wanted:
        try:
            document = record.document(id)
        except NotFoundError:
            continue
        yield document


def _in_english(record: Record, wanted: Iterable[str], foreign: list[Document]) -> Iterator[Document]:
    """The documents that can be read, one by one; those in other languages are put aside."""
    for document in _still_there(record, wanted):
        if document.language == "en":
            yield replace(document, path=None)  # where its file lies is nobody's business elsewhere
        else:
            foreign.append(document)


def _not_read(foreign: list[Document]) -> Iterator[ReadDocument]:
    """Tell of each that was put aside, once."""
    while foreign:
        yield ReadDocument(foreign.pop(0), None)


def _kept(record: Record, document: str) -> list[Statement]:
    """A document's statements as they were read."""
    return [e.statement for e in record.statements(document=document, as_read=True) if e.reader != HAND]


def waiting(path: Path | str, reader: Reader | None = None, *, again: bool = False) -> int:
    """How many documents ``read`` would read; without a reader, how many nobody has read."""
    with Record(open_dossier(Path(path)).record) as record:
        return len(record.document_ids() if again else record.unread(reader.name if reader else None))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well a reader reads. ``scores``: by role and relation; ``figures`` and ``worst``: of annotated texts, empty without these.

    ``found``: what the reader found in each text, in the form of the gold.
    """

    reader: str
    documents: int
    scores: Mapping[str, Score]
    figures: Mapping[str, float]
    worst: tuple[str, ...]
    found: Mapping[str, Sequence[Mapping[str, Any]]]


Annotated = tuple[Gold, GoldText | None, Negotiation | None]
"""A text with what people marked in it, and for an annotated text the dossier that it is read with."""


def annotated_texts(gold: Iterable[Path | str]) -> list[Annotated]:
    """All texts of JSON Lines and of folders of annotated texts. Raises FormatError where a folder has none, or a file is broken."""
    texts: list[Annotated] = []
    for path in map(Path, gold):
        if not path.is_dir():
            no_device(path)
            texts += [(row, None, None) for row in load_gold(path)]
            continue
        negotiation = load_negotiation(path)
        files = sorted(path.glob("*.txt"))
        if not files:
            raise FormatError("there is no annotated text (*.txt) in it", where=str(path))
        annotated = [load_gold_text(file) for file in files]
        texts += [(text.gold, text, negotiation) for text in annotated]
    return texts


def evaluate_reader(texts: Iterable[Annotated], reader: Reader | None = None) -> Evaluation:
    """Read texts that people annotated (``annotated_texts`` loads them), and compare."""
    by = reader or ModelReader()
    golds, judged, readings, meetings = [], [], [], []
    matcher: tuple[Negotiation, Matcher] | None = None
    found: dict[str, list[Any]] = {}
    for gold, text, negotiation in texts:
        document = text.document if text else Document(text=gold.text, title=gold.doc)
        if negotiation is None:
            reading = by.read(document)
        else:
            if matcher is None or matcher[0] is not negotiation:
                matcher = negotiation, Matcher(negotiation, shipped().meaning)
            reading = read_matched(by, document, matcher[1], negotiation)
        golds.append(gold)
        found[gold.doc] = roles(outermost(list(reading.statements)))
        if text:
            judged.append(text)
            readings.append(list(reading.statements))
            meetings.append(reading.meetings)
    judgement = judge(judged, readings) if judged else None
    figures = {**judgement.figures, **judge_meetings(judged, meetings)} if judgement else {}
    worst = tuple(judgement.worst) if judgement else ()
    return Evaluation(by.name, len(golds), score(golds, found), figures, worst, found)
