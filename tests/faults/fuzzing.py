"""What is fuzzed: readers of strangers' files, each with valid samples that are damaged, and what must hold of whatever comes of it."""

from __future__ import annotations

import contextlib
import io
import json
import random
import traceback
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pourparler.dates import read_date
from pourparler.documents import Limits, Options, archives, details_table, unpacking
from pourparler.documents import opening as opening_module
from pourparler.documents.addresses import redirected, web_address
from pourparler.documents.details_table import read_details
from pourparler.documents.forms import CONTAINERS, form_of
from pourparler.documents.gathered import Gathered
from pourparler.documents.members import Item, Member
from pourparler.documents.opening import open_document
from pourparler.documents.unpacking import open_container
from pourparler.dossier import loads
from pourparler.errors import DocumentError, DossierError, PourparlerError, Problem
from pourparler.limited_yaml import DOSSIER, plain, text_of
from pourparler.model import Document, Negotiation
from pourparler.settlement import analyse
from pourparler.settlement.scenarios import counted

from . import foreign_files, samples
from .damage import TOKENS, damaged, grown

OURS = str(Path(opening_module.__file__).parent.parent)
MOST_OPTIONS = 50
"""From which on a negotiation of another program is not analysed: that takes its time."""
EASY = Limits(seconds=60, memory=2_000_000_000, size=5_000_000)


@dataclass(frozen=True, slots=True)
class Reader:
    """``seeds``: valid files; ``read``: reads one, raises AssertionError or anything but a PourparlerError where there is a fault, and
    returns whether an answer came of it, or a message. ``packed``: what is damaged are also the members of a ZIP.
    ``trees``: of the seeds, where they are JSON or YAML."""

    name: str
    seeds: Sequence[bytes]
    read: Callable[[bytes], bool]
    packed: bool = False
    trees: Sequence[Any] = ()

    def input(self, chance: random.Random) -> bytes:
        """A damaged file."""
        data = chance.choice(self.seeds)
        if self.packed and chance.random() < 0.8:
            return _in_a_member(data, chance)
        if self.trees and chance.random() < 0.6:
            return json.dumps(grown(chance.choice(self.trees), chance), indent=chance.choice((None, 1))).encode()
        if chance.random() < 0.1:
            other = chance.choice(self.seeds)
            data = data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]
        return damaged(data, chance, text=not self.packed)


def _in_a_member(packed: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed)) as read:
        names = [n for n in read.namelist() if "theme" not in n and "thumbnail" not in n]
    likely = [n for n in names if "document.xml" in n or "sheet" in n or "workbook" in n or "core" in n]
    member = chance.choice(likely if likely and chance.random() < 0.7 else names)
    return samples.changed(packed, member, lambda data: damaged(data, chance))


def document_reader(name: str, data: bytes) -> Reader:
    """The reader of one form of document, called without the process around it."""
    form = form_of(name)

    def read(damaged_data: bytes) -> bool:
        told: list[Exception] = []
        found = list(_opened(name, damaged_data, form, told))
        for error in told:
            assert not _ours(error), "".join(traceback.format_exception(error)[-4:])
        for g in found:
            assert g.error is None or g.error.message.startswith(name), g.error
            if (document := g.document) is not None:
                _check_document(document)
        assert any(g.error or g.document for g in found), "nothing came of it"
        return not any(g.error for g in found)

    return Reader(name, [data], read, packed=data.startswith(b"PK"))


def _opened(name: str, data: bytes, form: str, told: list[Exception]) -> Iterator[Gathered]:
    """What ``open_document`` gives; ``told`` gets the errors that it took for damage to the document."""
    with _noted(told):
        yield from open_document(name, data, form, Options(), EASY)


def container_reader(name: str, data: bytes) -> Reader:
    """The reader of one form of container and of what is in it, called without the processes around it."""

    def read(damaged_data: bytes) -> bool:
        told: list[Exception] = []
        with _noted(told):
            found = list(_contained(name, damaged_data, form_of(name), 0))
        for error in told:
            assert not _ours(error), "".join(traceback.format_exception(error)[-4:])
        assert found, "nothing came of it"
        for item in found:
            assert item.name.startswith(name), item.name
            if isinstance(item, Gathered) and item.error is not None:
                assert item.error.message.startswith(name), item.error
            if isinstance(item, Gathered) and (document := item.document) is not None:
                _check_document(document)
        return not any(isinstance(g, Gathered) and g.error for g in found)

    return Reader(name, [data], read, packed=data.startswith(b"PK"))


def _contained(name: str, data: bytes, form: str, depth: int) -> Iterator[Item]:
    for item in open_container(name, data, form, EASY):
        if not isinstance(item, Member):
            yield item
        elif item.form not in CONTAINERS:
            known = Options(item.details, fallback=item.fallback)
            yield from open_document(item.name, item.data, item.form, known, EASY)
        elif depth < 2:
            yield from _contained(item.name, item.data, item.form, depth + 1)


def details_reader() -> Reader:
    """The reader of tables that tell details of files."""

    def read(data: bytes) -> bool:
        told: list[Exception] = []
        with _noted(told):
            found = list(read_details("details.csv", data, "csv", Options(), EASY))
        for error in told:
            assert not _ours(error), "".join(traceback.format_exception(error)[-4:])
        return bool(found) and not any(isinstance(item, Gathered) and item.error for item in found)

    return Reader("details.csv", [b"path,title,date,kind\na/b.txt,One,2031-02-17,news\nc,Two,,letter\n"], read)


@contextlib.contextmanager
def _noted(told: list[Exception]) -> Iterator[None]:
    """``told`` gets the errors that are taken for damage to a document or a container."""
    plain = opening_module.document_error
    modules: list[Any] = [opening_module, unpacking, archives, details_table]

    def noted(error: Exception, form: str) -> DocumentError:
        if not isinstance(error, PourparlerError):
            told.append(error)
        return plain(error, form)

    for module in modules:
        module.document_error = noted
    try:
        yield
    finally:
        for module in modules:
            module.document_error = plain


def listing_reader(form: str, data: bytes) -> Reader:
    """The reader of one form of what lists texts; what it leads to can be kept, and asked for or refused."""

    def read(damaged_data: bytes) -> bool:
        told: list[Exception] = []
        (found,) = _opened(form, damaged_data, form, told)
        for error in told:
            assert not _ours(error), "".join(traceback.format_exception(error)[-4:])
        for lead in found.listing.leads if found.listing else ():
            for words in (lead.address, lead.details.title, lead.details.source, lead.mark, found.listing.title):
                assert words is None or (words.encode() is not None and "\0" not in words), words
            if lead.address is not None:
                try:
                    web_address(lead.address)
                except DocumentError as error:
                    error.message.encode()
        return found.error is None

    return Reader(form, [data], read)


def _ours(error: BaseException) -> bool:
    """Whether an error was raised in our own lines, and not in those of a library: what a library says of a damaged file is no fault."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and frames[-1].filename.startswith(OURS)


def _check_document(document: Document) -> None:
    """It can be stored, and its blocks lie within it, one after the other."""
    for words in (document.text, document.title, document.source, document.url, document.language):
        assert words is None or (words.encode() is not None and "\0" not in words), words
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text), (at, block)
        at = block.end


def dossier_reader() -> Reader:
    """dossier.yaml; what is valid is written and read again, and its analysis ends."""

    def read(data: bytes) -> bool:
        try:
            text = text_of(data)
        except PourparlerError:
            return False
        problems: Sequence[Problem] = ()
        try:
            _analysed(loads(text).negotiation)
        except DossierError as error:
            problems = error.problems
            error.message.encode()
        assert all(1 <= p.line <= text.count("\n") + 2 for p in problems), problems
        return not problems

    seeds = [samples.DOSSIER, samples.NUMBERS]
    return Reader("dossier.yaml", [s.encode() for s in seeds], read, trees=[_tree(s) for s in seeds])


def _tree(text: str) -> Any:
    return json.loads(json.dumps(plain(text, DOSSIER), default=str))


def _analysed(negotiation: Negotiation) -> None:
    try:
        analyse(counted(negotiation, confirmed_only=False))
    except PourparlerError as error:
        error.message.encode()


def foreign_reader(format: str, files: Mapping[str, bytes], name: str, folder: Path, number: int) -> Reader:
    """One file of a format; the others beside it are valid. ``number``: which of them is damaged."""
    damaged_file = sorted(files)[number % len(files)]
    folder.mkdir(parents=True)
    for file, data in files.items():
        (folder / file).write_bytes(data)

    def read(data: bytes) -> bool:
        (folder / damaged_file).write_bytes(data)
        message = ""
        try:
            found = foreign_files.read(format, folder, name)
            if isinstance(found, Negotiation) and sum(len(i.options) for i in found.issues) <= MOST_OPTIONS:
                _analysed(found)
        except PourparlerError as error:
            message = error.message
        assert not message or str(folder) in message, f"does not say where: {message}"
        return not message

    data = files[damaged_file]
    trees = [_tree(data.decode())] if damaged_file.endswith((".json", ".gmcr", ".yml")) else ()
    return Reader(f"{format}: {damaged_file}", [data], read, damaged_file.endswith(".xlsx"), trees)


def tokens_reader() -> Reader:
    """Conditions, orders and dates in a dossier: words between marks, in any order."""
    words = [
        b"stops",
        b"pays",
        b"and",
        b"or",
        b"not",
        b"if",
        b"iff",
        b"(",
        b")",
        b">",
        b"=",
        b"<",
        b"open",
        b"escorted",
        b"closed",
        *TOKENS[40:60],
    ]

    def read(data: bytes) -> bool:
        text = data.decode(errors="replace").replace("'", "").replace("\n", " ")
        for line in (
            f"conflict: {{moves: {{North: {{stops: x, pays: y}}}}, never: ['{text}']}}",
            f"positions: [{{party: North, issue: transit, prefers: '{text}'}}]",
            f"meetings: [{{title: x, date: '{text}', present: [North]}}]",
            f"influence: {{contests: {{transit: {{order: '{text}'}}}}}}",
        ):
            try:
                loads(f"{samples.BASE}{line}\n")
            except DossierError as error:
                error.message.encode()
        return True

    class Tokens(Reader):
        __slots__ = ()

        def input(self, chance: random.Random) -> bytes:
            return b" ".join(chance.choice(words) for _ in range(chance.randrange(1, 30)))

    return Tokens("conditions and orders", [b"stops"], read)


def words_reader(name: str, seeds: Sequence[str], take: Callable[[str], object]) -> Reader:
    """What takes a few words and raises a PourparlerError over others."""

    def read(data: bytes) -> bool:
        try:
            take(data.decode(errors="surrogateescape"))
        except PourparlerError:
            return False
        return True

    return Reader(name, [seed.encode() for seed in seeds], read)


def _redirected(location: str) -> None:
    redirected(web_address("https://lorn.example/a/b"), location)


ADDRESSES = (
    "https://lorn.example/strait?a=b#c",
    "http://[::1]:80/",
    "http://user:pass@127.0.0.1/",
    "//x/../y",
    "https://bücher.example/%zz",
)
DAYS = ("2031-02-17", "17.2.2031", "17 February 2031", "Feb 17, 2031", "20310217", "2031-02-17T09:00:00Z", "17/02/31")


def readers(folder: Path) -> list[Reader]:
    """All of them; files are written in ``folder``."""
    (folder / "samples").mkdir(parents=True)
    found = [document_reader(name, data) for name, data in samples.documents().items()]
    found += [container_reader(name, data) for name, data in samples.containers().items()]
    found.append(details_reader())
    found += [listing_reader(form, data) for form, data in samples.listings().items()]
    found += [dossier_reader(), tokens_reader(), words_reader("dates", DAYS, read_date)]
    found += [words_reader("addresses", ADDRESSES, web_address), words_reader("redirections", ADDRESSES, _redirected)]
    for format, (files, name) in samples.foreign(folder / "samples").items():
        some = range(len(files)) if len(files) <= 3 else (0, 4, 5, 7, 8)
        found += [foreign_reader(format, files, name, folder / f"{format.replace('/', '-')}-{k}", k) for k in some]
    gold = {"a.txt": foreign_files.GOLD_TEXT.encode()}, "a.txt"
    lines = {"a.jsonl": foreign_files.GOLD_LINES}, "a.jsonl"
    found.append(foreign_reader("gold-text", *gold, folder / "gold-text", 0))
    found.append(foreign_reader("gold-lines", *lines, folder / "gold-lines", 0))
    return found
