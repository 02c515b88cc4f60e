"""sources.txt: the feeds, pages and folders that are watched for a dossier, one a line. People read, edit and move it as any text.

It lies beside dossier.yaml and not in it, because what is watched is no part of the negotiation, and outlives a record that is lost. What
each source has given stands in the record, with the documents.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pourparler.dossier.edit import alone
from pourparler.dossier.files import write_whole
from pourparler.errors import NotFoundError, PourparlerError, did_you_mean

NAME = "sources.txt"
HEAD = """\
# What `pourparler watch` looks at for new documents, one a line: addresses of feeds (RSS, Atom), sitemaps, lists and pages; files; folders.
# A path that is no full one begins at the folder of this file. A line that begins with # counts for nothing.
# Below a source, set in: what is told of its documents, such as "    source: Lorn Post" or "    name-pattern: {date}_{title}".
"""
LARGEST = 1_000_000
"""Bytes; more is no list that people keep."""
WEB = ("http://", "https://")
TOLD = ("source", "language", "encoding", "kind", "name-pattern", "date-order", "details")
"""What may be told of all that a source gives: as the options of ``pourparler watch`` are called."""
_LINE_TOLD = re.compile(r"[ \t]+([A-Za-z-]+):[ \t]+(\S.*)")

Told = Mapping[str, str]


def sources_in(root: Path) -> list[str]:
    """The sources in a dossier's sources.txt, each once, in their order; none where there is no such file. Raises PourparlerError."""
    return list(told_of_sources(root))


def told_of_sources(root: Path) -> Mapping[str, Told]:
    """What the lines below each source tell of its documents, by the names in TOLD. Raises PourparlerError."""
    path = root / NAME
    found: dict[str, dict[str, str]] = {}
    last: dict[str, str] | None = None
    for number, line in enumerate(_lines(path), start=1):
        if (told := _LINE_TOLD.fullmatch(line.rstrip())) is not None:
            where = f"{path}:{number}"
            if told[1] not in TOLD:
                raise PourparlerError(
                    f"nothing called {told[1]!r} can be told of a source", where=where, mend=did_you_mean(told[1], TOLD)
                )
            if last is None:
                raise PourparlerError(
                    f"no source stands above {told[1]!r}", where=where, mend="Put the source on a line above it"
                )
            last[told[1]] = told[2]
        elif source := _source(line):
            last = found.setdefault(source, {})
    return found


def as_listed(root: Path, name: str) -> str:
    """How a source stands in sources.txt: an address as it is, a path without the folder of the dossier where it lies in there.

    Raises PourparlerError where it cannot stand in a line.
    """
    if name.lower().startswith(WEB):
        listed = name.strip()
    else:
        whole, inside = os.path.abspath(name), os.path.join(os.path.abspath(root), "")
        listed = whole.removeprefix(inside) if whole.startswith(inside) else whole
        listed = f"./{listed}" if listed.startswith("#") else listed
    if not listed.isprintable() or listed != listed.strip():
        mend = "Rename it, then name it again"
        raise PourparlerError("its name cannot stand in a line of text", where=ascii(name), mend=mend)
    return listed


def path_of(root: Path, source: str) -> str:
    """The file or folder that a line names."""
    return os.path.join(root, source)


def add_sources(root: Path, sources: Sequence[str], told: Told | None = None) -> list[str]:
    """Put sources at the end of the file, which is made where there is none; those that stood there already.

    ``told``: of all of them, by the names in TOLD; of one that stood there already it takes the place of what stood below it. Raises
    PourparlerError.
    """
    path = root / NAME
    for name, value in (told or {}).items():
        if name not in TOLD or not value.isprintable() or value != value.strip() or not value:
            mend = "Write it in one line, without blanks at its ends"
            raise PourparlerError(f"{name} {value!r} cannot be kept for a source", mend=mend)
    below = [f"    {name}: {value}" for name, value in (told or {}).items()]
    with alone(path):
        known = sources_in(root)
        fresh = [source for source in dict.fromkeys(sources) if source not in known]
        if fresh or below:
            lines = _lines(path) or HEAD.splitlines()
            if below:
                lines = _with(lines, dict.fromkeys(sources, below))
            added = (line for source in fresh for line in (source, *below))
            write_whole(path, "".join(f"{line}\n" for line in (*lines, *added)))
    return [source for source in sources if source in known]


def remove_source(root: Path, source: str) -> None:
    """Take a source out of the file; what else stands there stays. Raises NotFoundError, PourparlerError."""
    path = root / NAME
    with alone(path):
        known = sources_in(root)
        if source not in known:
            mend = did_you_mean(source, known) if known else "No source is watched"
            raise NotFoundError(f"{source!r} is not watched", where=str(path), mend=mend)
        write_whole(path, "".join(f"{line}\n" for line in _with(_lines(path), {source: None})))


def _with(lines: Sequence[str], below: Mapping[str, Sequence[str] | None]) -> list[str]:
    """The lines with others below some sources; None: without the source."""
    kept: list[str] = []
    of = ""
    for line in lines:
        told = _LINE_TOLD.fullmatch(line.rstrip()) is not None
        if not told and (source := _source(line)):
            of = source
        if of in below and (told or _source(line)):
            if told:
                continue
            new = below[of]
            kept += [] if new is None else [line, *new]
        else:
            kept.append(line)
    return kept


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise PourparlerError("the list of sources is longer than 1 MB", where=str(path), mend="Shorten it")
        return data.decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except UnicodeDecodeError as error:
        raise PourparlerError("the list of sources is not UTF-8", where=str(path), mend="Save it as UTF-8") from error
    except OSError as error:
        raise PourparlerError(f"cannot be read: {error.strerror}", where=str(path), mend="Check its rights") from error


def _source(line: str) -> str:
    """What a line names; nothing for a comment."""
    plain = line.strip()
    return "" if plain.startswith("#") else plain
