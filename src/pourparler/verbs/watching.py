"""watch: sources that grow are looked at, and what is new comes into the record."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pourparler.dossier import Dossier, open_dossier
from pourparler.dossier.sources_file import (
    WEB,
    Told,
    add_sources,
    as_listed,
    remove_source,
    sources_in,
    told_of_sources,
)
from pourparler.errors import PourparlerError
from pourparler.model import WatchedSource
from pourparler.record import Record
from pourparler.record.review import now as universal_time

if TYPE_CHECKING:
    from pourparler.documents import Following
    from pourparler.verbs.visits import Looked, Visited


def watch(
    path: Path | str,
    sources: Iterable[str] = (),
    following: Following | None = None,
    *,
    told: Told | None = None,
    most: int | None = None,
    now: Callable[[], datetime] = universal_time,
) -> Iterator[Looked | Visited]:
    """Look once at the sources that are watched, or at those named, which are watched from then on; one after the other.

    What is new is added, each text told when it is kept, each source when it was looked at. One that fails does not stop the others.
    ``following``: how pages are fetched and documents opened. ``told``: what is kept of those named, see ``watch_add``.
    ``most``: texts that one source gives at one visit; 100 where it is not said.

    Raises:
        PourparlerError: no source is watched, one that is named cannot be, or what is told of it is wrong.
        RecordError: the record cannot be written.
    """
    names, _ = watch_add(path, sources, told)
    yield from watch_look(path, names, following, most=most, now=now)


def watch_look(
    path: Path | str,
    names: Sequence[str] = (),
    following: Following | None = None,
    *,
    most: int | None = None,
    now: Callable[[], datetime] = universal_time,
) -> Iterator[Looked | Visited]:
    """As ``watch``, at sources as they stand in sources.txt; without ``names`` at all of them. One that is watched no longer when its turn
    comes is left out."""
    from pourparler.documents import MOST, Following
    from pourparler.verbs.visiting import Visitor

    dossier = open_dossier(Path(path))
    wanted = names or sources_in(dossier.root)
    if not wanted:
        mend = f"Name one: pourparler watch {dossier.root} https://… or a folder"
        raise PourparlerError("no source is watched yet", where=str(dossier.root), mend=mend)
    way = following or Following()
    way.manners.begin()
    with Record(dossier.record) as record:
        visitor = Visitor(record, dossier.root, way, MOST if most is None else most)
        for source in wanted:
            told = told_of_sources(dossier.root).get(source)
            if told is None:
                continue
            yield from visitor.visit(source, now(), told)
            # Taken out during the visit, and what was kept of it before forgotten.
            if source not in sources_in(dossier.root):
                record.forget_source(source)


def watch_add(path: Path | str, sources: Iterable[str], told: Told | None = None) -> tuple[list[str], list[str]]:
    """Put sources into sources.txt, without looking at them; how they stand there, and which of them stood there before.

    ``told``: what holds for all that they give from now on, by the names in ``sources_file.TOLD``: the options of ``add``.

    Raises PourparlerError where one cannot be watched, or what is told is wrong; then none is put there.
    """
    dossier = open_dossier(Path(path))
    listed = [_checked(dossier, name) for name in dict.fromkeys(sources)]
    if told:
        from pourparler.documents import Following
        from pourparler.verbs.source_details import SourceDetails

        told = {n: as_listed(dossier.root, value) if n == "details" else value for n, value in told.items()}
        if not listed:
            raise PourparlerError("no source is named of which this holds", mend="Name the source beside it")
        SourceDetails.of(dossier.root, told, Following())
    return listed, add_sources(dossier.root, listed, told) if listed else []


def watch_remove(path: Path | str, source: str) -> str:
    """Watch a source no longer; the documents that it gave stay. ``source``: as it was named, or as it stands in sources.txt; the latter.

    Raises NotFoundError, PourparlerError.
    """
    dossier = open_dossier(Path(path))
    known = sources_in(dossier.root)
    listed = source if source in known else as_listed(dossier.root, source)
    remove_source(dossier.root, listed)
    if dossier.record.exists():
        with Record(dossier.record) as record:
            record.forget_source(listed)
    return listed


def watch_list(path: Path | str) -> list[WatchedSource]:
    """The sources that are watched, with what came of the last visit to each."""
    dossier = open_dossier(Path(path))
    told = told_of_sources(dossier.root)
    if not told or not dossier.record.exists():
        return [WatchedSource(name, told=about) for name, about in told.items()]
    with Record(dossier.record) as record:
        visits, seen = record.last_visits(), record.seen_of_sources()
    return [WatchedSource(name, visits.get(name), seen.get(name, 0), about) for name, about in told.items()]


def rounds(
    minutes: float | None, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] = time.sleep
) -> Iterator[int]:
    """1, then 2 and so on, each so many minutes after the round before has ended; only 1 without ``minutes``.

    ``clock`` only goes forward: whoever sets the computer's clock makes neither a burst of rounds nor a stop.
    """
    number = 1
    yield number
    while minutes is not None:
        end = clock() + 60 * minutes
        while (left := end - clock()) > 0:
            sleep(left)
        number += 1
        yield number


def _checked(dossier: Dossier, name: str) -> str:
    """As it will stand in sources.txt. Raises PourparlerError where it cannot be watched."""
    from pourparler.documents.addresses import web_address
    from pourparler.documents.files import is_folder, shown_name
    from pourparler.errors import DocumentError

    try:
        if name.lower().startswith(WEB):
            web_address(name)
        elif is_folder(name) and _holds(name, dossier.root):
            mend = "Put the documents into a folder of their own, and watch that"
            raise DocumentError("the dossier lies in this folder, and what is written there is no document", mend=mend)
    except DocumentError as error:
        raise type(error)(error.what, where=shown_name(name), mend=error.mend) from error
    return as_listed(dossier.root, name)


def _holds(folder: str, root: Path) -> bool:
    outer, inner = os.path.realpath(folder), os.path.realpath(root)
    return inner == outer or inner.startswith(os.path.join(outer, ""))
