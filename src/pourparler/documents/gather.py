"""Whatever the user names → documents, one after the other; what fails does not stop the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from pourparler.documents.details import Details
from pourparler.documents.faults import document_error
from pourparler.documents.files import files_in, is_folder, read_file, shown_name
from pourparler.documents.forms import form_of, form_of_page, is_known
from pourparler.documents.gathered import Gathered, Options, failed
from pourparler.documents.limits import Limits
from pourparler.documents.workers import opened
from pourparler.errors import DocumentError


def gather(
    names: Iterable[str], options: Options = Options(), limits: Limits = Limits(), *, follow_links: bool = False
) -> Iterator[Gathered]:
    """Documents from files, folders, tables, addresses, and ``-`` for standard input, in the order named.

    Each is opened within ``limits``, in a process of its own. ``follow_links``: also those that lead out of a folder.
    """
    for name in names:
        if name == "-":
            yield from _guarded("standard input", "text", partial(_from_input, options, limits))
        elif name.startswith(("http://", "https://")):
            yield from _guarded(shown_name(name), "web", partial(_from_web, name, options, limits))
        else:
            yield from _guarded(
                shown_name(name), form_of(name), partial(_from_path, name, options, limits, follow_links)
            )


def gather_data(name: str, data: bytes, options: Options = Options(), limits: Limits = Limits()) -> Iterator[Gathered]:
    """Documents from a file's content that came another way than from the disk; its ``name`` tells its form."""
    yield from opened(shown_name(name), data, form_of(name), options, limits)


def _from_input(options: Options, limits: Limits) -> Iterator[Gathered]:
    data = sys.stdin.buffer.read(limits.size + 1)
    yield from opened("standard input", data, "text", options, limits)


def _from_web(url: str, options: Options, limits: Limits) -> Iterator[Gathered]:
    from pourparler.documents.web import fetch

    page = fetch(url, limits, allow_private=options.allow_private)
    known = replace(options, details=options.details.over(Details(url=page.url)), name_pattern=None)
    yield from opened(shown_name(url), page.data, form_of_page(page.media_type, page.data), known, limits)


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
    yield from opened(shown_name(path), read_file(path, limits), form_of(path), options, limits)


def _guarded(shown: str, form: str, work: Callable[[], Iterator[Gathered]]) -> Iterator[Gathered]:
    """What ``work`` yields; an error of its own ends this source, not the others."""
    try:
        yield from work()
    except Exception as error:
        yield failed(shown, document_error(error, form))
