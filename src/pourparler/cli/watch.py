"""watch: look at sources that grow, and keep the list of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, complain, notice, plain, print_json, say, tracked
from pourparler.cli.document_options import (
    ALLOW_PRIVATE,
    KIND_HELP,
    MEMORY_LIMIT,
    MOST,
    SIZE_LIMIT,
    TIME_LIMIT,
    DateOrder,
)
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.documents import Following
    from pourparler.verbs.visits import Looked, Visited

LEAST_MINUTES = 1.0


def watch(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...",
            help="Addresses of feeds (RSS, Atom), sitemaps, lists of addresses, pages; files; folders. They are watched from then on. Without one, all that are watched.",
        ),
    ] = None,
    every: Annotated[
        float | None,
        typer.Option(metavar="MINUTES", help="Go on, and look again so many minutes after each round, until Ctrl-C."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once; this is what happens without --every.")] = False,
    list_: Annotated[
        bool, typer.Option("--list", help="Only show what is watched, and what came of the last visits.")
    ] = False,
    remove: Annotated[
        list[str] | None, typer.Option(metavar="SOURCE", help="Watch this source no longer. Its documents stay.")
    ] = None,
    read: Annotated[bool, typer.Option("--read", help="Read what came, as `pourparler read` does.")] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Read what came, and draft again, as `pourparler draft` does.")
    ] = False,
    source: Annotated[
        str | None, typer.Option(help="Who publishes what the named sources give. This and the next six are kept.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Language code of it, such as en.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Character encoding of it.")] = None,
    kind: Annotated[str | None, typer.Option(help=KIND_HELP)] = None,
    name_pattern: Annotated[
        str | None, typer.Option(help="What its files' names contain, such as '{date}_{source}_{title}'.")
    ] = None,
    date_order: Annotated[
        DateOrder | None, typer.Option(help="Whether 2/3/2031 means 2 March (dmy) or 3 February (mdy).")
    ] = None,
    details: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A table of its files' details, as `pourparler add` takes it.")
    ] = None,
    most: Annotated[int, MOST] = 100,
    allow_private: Annotated[bool, ALLOW_PRIVATE] = False,
    time_limit: Annotated[float, TIME_LIMIT] = 30.0,
    memory_limit: Annotated[float, MEMORY_LIMIT] = 1000.0,
    size_limit: Annotated[float, SIZE_LIMIT] = 50.0,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Look at sources that grow, and add what is new: feeds, sitemaps, lists of addresses, pages that change, folders.

    The list stands in sources.txt in the dossier; edit it as you like. What you say of the named sources stands there below each of them, and holds for all that they give from then on. What was seen is kept in the record, so that nothing comes twice, and a run that was ended goes on with the next one. Servers are asked one page at a time, with a pause between two, as their robots.txt has it. A source that fails is told with since when; the others go on, and the exit code is 2.

    With --json and --every each visit is one line of JSON.

    Example: pourparler watch grain-talks https://press.example/feed.xml clippings/ --every 30 --read
    """
    from pourparler import verbs
    from pourparler.dossier.sources_file import TOLD

    if every is not None and (once or not LEAST_MINUTES <= every < 1e6):
        what = "--once and --every exclude each other" if once else f"--every is {every:g} minutes"
        raise PourparlerError(what, mend="Give --every 1 or more, or leave it out to look once")
    if list_ or remove:
        _remove(path, remove or ())
        if list_ or as_json:
            _list(path, as_json=as_json)
        return
    following = _following(allow_private, time_limit, memory_limit, size_limit)
    given = (source, language, encoding, kind, name_pattern, date_order and date_order.value, details and str(details))
    kept = {name: str(value) for name, value in zip(TOLD, given, strict=True) if value}
    named, _ = verbs.watch_add(path, sources or [], kept)
    rounds = _rounds(path, named, following, most, every, read=read or draft, draft=draft, as_json=as_json)
    if every is None:
        told, fine = next(rounds)
        if as_json:
            print_json(told)
        if not fine:
            raise typer.Exit(2)
        return
    done = new = 0
    try:
        for told, _ in rounds:
            done, new = done + 1, new + sum(len(visit["documents"]) for visit in told)
    except KeyboardInterrupt:
        notice(f"ended after {done} whole round{'' if done == 1 else 's'} with {new} documents; what was told is saved")


def _following(allow_private: bool, seconds: float, memory: float, size: float) -> Following:
    from pourparler.documents import Following, Limits, Manners, Options

    limits = Limits.of_options(seconds, memory, size)
    return Following(Options(allow_private=allow_private), limits, Manners(told=notice))


Told = list[dict[str, Any]]


def _rounds(
    path: Path,
    named: list[str],
    following: Following,
    most: int,
    every: float | None,
    *,
    read: bool,
    draft: bool,
    as_json: bool,
) -> Iterator[tuple[Told, bool]]:
    """Round after round: the visits, and whether all went well. What goes wrong in a later round is told, and the next one tries again.

    ``named``: as they stand in sources.txt; one that somebody takes out there is not put back.
    """
    from pourparler import verbs
    from pourparler.verbs.watching import rounds

    for number in rounds(every):
        fine = True
        visits: Told = []
        try:
            events = tracked("looking", verbs.watch_look(path, named, following, most=most), None)
            for visit, well in _visits(events, quiet=as_json):
                fine = fine and well
                visits.append(visit)
                if every is not None and as_json:
                    _line(visit)
                sys.stdout.flush()
            if named and not visits:
                notice("none of the sources that were named is watched any longer")
            if read:
                fine = _read(path, draft=draft, quiet=as_json) and fine
        except PourparlerError as error:
            if number == 1:
                raise
            complain(error)
            fine = False
        yield visits, fine


def _line(visit: dict[str, Any]) -> None:
    from pourparler.shown import written_json

    sys.stdout.write(written_json(plain(visit), only_ascii=True) + "\n")


def _visits(events: Iterable[Looked | Visited], *, quiet: bool) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each visit with its documents, told as they come; and whether all of it went well."""
    from pourparler.verbs.visits import Visited
    from pourparler.wording.watching import visit_view

    documents: list[dict[str, Any]] = []
    for event in events:
        if not isinstance(event, Visited):
            if (told := _tell(event, quiet=quiet)) is not None:
                documents.append(told)
            continue
        view = visit_view(event.source, event.visit, put_off=event.put_off) | {"documents": documents}
        failed = event.visit.fault is not None and not event.put_off
        if failed:
            complain(PourparlerError(view["words"], where=event.source))
        elif not quiet:
            say(f"{event.source}: {view['words']}")
        yield view, not failed and not event.visit.failed
        documents = []


def _tell(looked: Looked, *, quiet: bool) -> dict[str, Any] | None:
    """Tell what became of one text; as programs get it, where a document came of it."""
    from pourparler.wording.tellings import story_words
    from pourparler.wording.views.tellings import story_view

    got, document = looked.gathered, looked.gathered.document
    if got.error is not None:
        complain(got.error)
    elif got.notice:
        notice(f"{got.name}: {got.notice}")
    if document is None:
        return None
    if not quiet:
        about = ", ".join(p for p in (document.source, document.date.isoformat() if document.date else None) if p)
        was = f"  was {looked.was}" if looked.was else ""
        say(f"{looked.outcome or '':9} {document.id}  {document.title}" + (f"  ({about})" if about else "") + was)
        if looked.story:
            say(f"    {story_words(looked.story)}")
    return {
        "outcome": looked.outcome, "document": document.id, "was": looked.was, "title": document.title, "date": document.date,
        "date_guessed": document.date_guessed, "source": document.source, "url": document.url, "name": got.name,
        "story": story_view(looked.story) if looked.story else None,
    }  # fmt: skip


def _read(path: Path, *, draft: bool, quiet: bool) -> bool:
    """Read what nobody has read, and perhaps draft again; whether all of it could be read."""
    from pourparler import verbs
    from pourparler.reading import ModelReader
    from pourparler.verbs.reading import waiting
    from pourparler.wording.terms import plural

    reader = ModelReader()
    total = waiting(path, reader)
    statements, unread = 0, 0
    for done in tracked("reading", verbs.read(path, reader=reader), total):
        statements += done.saved.added if done.saved else 0
        unread += done.saved is None
    if total and not quiet:
        say(f"read: {plural(total - unread, 'document')}, {plural(statements, 'new statement')}")
    if unread:
        notice(f"{plural(unread, 'document is', 'documents are')} not read: written in another language than English")
    if draft and (total or not quiet):
        news = verbs.draft(path).news
        if not quiet:
            say(f"drafted: {plural(len(news.added), 'new proposal')}")
    return True


def _remove(path: Path, sources: Iterable[str]) -> None:
    from pourparler import verbs

    for source in sources:
        notice(f"{verbs.watch_remove(path, source)} is watched no longer; its documents stay")


def _list(path: Path, *, as_json: bool) -> None:
    from pourparler import verbs
    from pourparler.wording.watching import source_view

    found = [source_view(source) for source in verbs.watch_list(path)]
    if as_json:
        print_json(found)
        return
    for source in found:
        say(source["source"], "bold")
        for name, value in source["told"].items():
            say(f"  {name}: {value}")
        what = f"{source['what']}; {source['seen_words']} seen. " if source["what"] else ""
        say(f"  {what}{source['when'] + ': ' if source['when'] else ''}{source['words']}")
    if not found:
        say(f"Nothing is watched yet. To begin: pourparler watch {path} https://… or a folder")
