"""Whatever the user names → documents, one after the other; what fails does not stop the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pourparler.documents.faults import document_error
from pourparler.documents.files import files_in, is_folder, read_file, shown_name
from pourparler.documents.following import MOST, Following, left_alone, not_followed
from pourparler.documents.forms import form_of, is_known
from pourparler.documents.gathered import Gathered, Options, failed
from pourparler.documents.limits import Limits
from pourparler.documents.workers import opened
from pourparler.errors import DocumentError


def gather(
    names: Iterable[str],
    options: Options = Options(),
    limits: Limits = Limits(),
    *,
    follow_links: bool = False,
    most: int = MOST,
    following: Following | None = None,
) -> Iterator[Gathered]:
    """Documents from files, folders, tables, addresses, and ``-`` for standard input, in the order named.

    Each is opened within ``limits``, in a process of its own. ``follow_links``: also those that lead out of a folder. ``most``: documents
    that one feed, sitemap or list of addresses gives; 0: such are told and not followed. ``following``: how pages are fetched, if not as
    options and limits say.
    """
    way = following or Following(options, limits)
    for name in names:
        if name == "-":
            work = partial(_from_input, options, limits)
        elif name.startswith(("http://", "https://")):
            work = partial(_from_web, name, way)
        else:
            work = partial(_from_path, name, options, limits, follow_links)
        shown, form = _told_as(name)
        yield from _guarded(shown, form, partial(_followed, shown, work, way, most))


def _told_as(name: str) -> tuple[str, str]:
    """How messages name it, and the form by which faults are told."""
    if name == "-":
        return "standard input", "text"
    return shown_name(name), "web" if name.startswith(("http://", "https://")) else form_of(name)


def _followed(name: str, work: Callable[[], Iterator[Gathered]], way: Following, most: int) -> Iterator[Gathered]:
    """What ``work`` yields; where it is a listing, what that leads to."""
    listing = None
    for gathered in work():
        if gathered.listing is None:
            yield gathered
        else:
            listing = gathered.listing  # followed at the end: only then the process that opened it opens another
    if listing is not None and most:
        yield from way.all(name, listing, most)
    elif listing is not None:
        yield failed(name, DocumentError(not_followed(listing)))


def gather_data(name: str, data: bytes, options: Options = Options(), limits: Limits = Limits()) -> Iterator[Gathered]:
    """Documents from a file's content that came another way than from the disk; its ``name`` tells its form."""
    yield from map(left_alone, opened(shown_name(name), data, form_of(name), options, limits))


def _from_input(options: Options, limits: Limits) -> Iterator[Gathered]:
    data = sys.stdin.buffer.read(limits.size + 1)
    yield from opened("standard input", data, "text", options, limits)


def _from_web(url: str, way: Following) -> Iterator[Gathered]:
    yield from way.opened(url, way.fetch(url))


def _from_path(name: str, options: Options, limits: Limits, follow_links: bool) -> Iterator[Gathered]:
    if not is_folder(name):
        yield from opened(shown_name(name), read_file(name, limits), form_of(name), options, limits)
        return
    empty = True
    for found in files_in(name, follow_links=follow_links):
        empty = False
        shown = shown_name(found.path)
        if found.error is not None:
            yield failed(shown, found.error)
        elif found.notice is not None or not is_known(found.path):
            yield Gathered(shown, notice=found.notice or "pourparler does not read this kind of file", skipped=True)
        else:
            yield from _guarded(shown, form_of(found.path), partial(_from_file, found.path, options, limits))
    if empty:
        raise DocumentError("the folder is empty")


def _from_file(path: str, options: Options, limits: Limits) -> Iterator[Gathered]:
    yield from map(left_alone, opened(shown_name(path), read_file(path, limits), form_of(path), options, limits))


def _guarded(shown: str, form: str, work: Callable[[], Iterator[Gathered]]) -> Iterator[Gathered]:
    """What ``work`` yields; an error of its own ends this source, not the others."""
    try:
        yield from work()
    except Exception as error:
        yield failed(shown, document_error(error, form))
