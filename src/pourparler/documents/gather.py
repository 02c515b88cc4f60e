"""Whatever the user names → documents, one after the other; what fails does not stop the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from pourparler.documents.containers import Containers, WithDetails
from pourparler.documents.faults import document_error
from pourparler.documents.file_details import FileDetails
from pourparler.documents.files import beginning, files_in, is_folder, read_file, shown_name
from pourparler.documents.following import MOST, Following, left_alone, not_followed
from pourparler.documents.forms import CONTAINERS, form_of, form_of_bytes, is_known
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
    details: FileDetails | None = None,
) -> Iterator[Gathered]:
    """Documents from files, folders, tables, archives, mailboxes, addresses, and ``-`` for standard input, in the order named.

    Each is opened within ``limits``, in a process of its own. ``follow_links``: also those that lead out of a folder. ``most``: documents
    that one feed, sitemap or list of addresses gives; 0: such are told and not followed. ``following``: how pages are fetched, if not as
    options and limits say. ``details``: what a table tells of the files.

    Raises:
        DocumentError: it is not clear which file a row of ``details`` names, before any file is opened.
    """
    named = list(names)
    if details is not None:
        details.check(_files(named, follow_links))
        yield from details.faults
    gathering = _Gathering(options, limits, follow_links, details)
    way = following or Following(options, limits)
    for name in named:
        if name == "-":
            work = gathering.from_input
        elif _is_address(name):
            work = partial(gathering.from_web, name, way)
        else:
            work = partial(gathering.from_path, name)
        shown, form = _told_as(name)
        yield from _guarded(shown, form, partial(_followed, shown, work, way, most))
    if details is not None:
        yield from details.notices()


def gather_data(name: str, data: bytes, options: Options = Options(), limits: Limits = Limits()) -> Iterator[Gathered]:
    """Documents from a file's content that came another way than from the disk; its ``name`` tells its form."""
    yield from map(left_alone, _Gathering(options, limits).data(shown_name(name), data, form_of(name)))


def gather_container(
    path: str, form: str, options: Options = Options(), limits: Limits = Limits()
) -> Iterator[Gathered]:
    """Documents from an archive, a mailbox or a message on the disk, which may be of any size. ``form``: one of ``forms.CONTAINERS``."""
    yield from _guarded(shown_name(path), form, partial(_Gathering(options, limits).opened, path, form, options))


def _told_as(name: str) -> tuple[str, str]:
    """How messages name it, and the form by which faults are told."""
    if name == "-":
        return "standard input", "text"
    return shown_name(name), "web" if _is_address(name) else form_of(name)


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


def _files(names: Iterable[str], follow_links: bool) -> Iterator[str]:
    """The paths of the files that will be opened, as far as they can be told before."""
    for name in names:
        if name == "-" or _is_address(name):
            continue
        try:
            folder = is_folder(name)
        except DocumentError:  # told when it is its turn
            continue
        if not folder:
            yield name
            continue
        found = (f.path for f in files_in(name, follow_links=follow_links) if not f.error and not f.notice)
        yield from (path for path in found if form_in_folder(path))


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def form_in_folder(path: str) -> str | None:
    """The form of a file in a folder, None where it is not read; mailboxes of mail programs have no ending."""
    if is_known(path):
        return form_of(path)
    if not os.path.splitext(path)[1] and form_of_bytes(beginning(path)) == "mailbox":
        return "mailbox"
    return None


class _Gathering:
    """One run over what the user named."""

    def __init__(
        self, options: Options, limits: Limits, follow_links: bool = False, details: FileDetails | None = None
    ) -> None:
        self._options, self._limits, self._follow_links, self._details = options, limits, follow_links, details
        self._containers = Containers(limits)

    def data(self, shown: str, data: bytes, form: str) -> Iterator[Gathered]:
        """The documents in a file's content."""
        if form == "text" and (found := form_of_bytes(data)) in CONTAINERS:
            form = found
        if form in CONTAINERS:
            yield from self._containers.documents(shown, data, form, self._options)
        else:
            yield from opened(shown, data, form, self._options, self._limits)

    def from_input(self) -> Iterator[Gathered]:
        """The documents in what is handed over on standard input."""
        yield from self.data("standard input", sys.stdin.buffer.read(self._limits.size + 1), "text")

    def from_web(self, url: str, way: Following) -> Iterator[Gathered]:
        """What a page holds, or an archive or mailbox on the web."""
        page = way.fetch(url)
        form = next((f for f in (form_of(urlsplit(page.url).path), form_of_bytes(page.data)) if f in CONTAINERS), None)
        if form is None or page.media_type == "text/html":
            yield from way.opened(url, page)
        else:
            yield from self._containers.documents(shown_name(url), page.data, form, self._options)

    def from_path(self, name: str) -> Iterator[Gathered]:
        """The documents in a file, or in the files of a folder."""
        if not is_folder(name):
            seen = form_of(name) if is_known(name) else form_of_bytes(beginning(name))
            yield from self._from_file(name, seen if seen in CONTAINERS else form_of(name))
            return
        empty = True
        for found in files_in(name, follow_links=self._follow_links):
            empty = False
            shown = shown_name(found.path)
            if found.error is not None:
                yield failed(shown, found.error)
            elif found.notice is not None or (form := form_in_folder(found.path)) is None:
                yield Gathered(shown, notice=found.notice or "pourparler does not read this kind of file", skipped=True)
            else:
                work = partial(self._from_file, found.path, form)
                yield from map(left_alone, _guarded(shown, form, work))
        if empty:
            raise DocumentError("the folder is empty")

    def _from_file(self, path: str, form: str) -> Iterator[Gathered]:
        if self._details is None:
            yield from self.opened(path, form, self._options)
        elif form in CONTAINERS and self._details.row_of(path) is None:  # it may have rows for what is in it
            yield from self.opened(path, form, self._options, self._with_details)
        else:
            yield from self._with_details(path, self._options, partial(self.opened, path, form))

    def opened(
        self, path: str, form: str, options: Options, with_details: WithDetails | None = None
    ) -> Iterator[Gathered]:
        """The documents in a file."""
        shown = shown_name(path)
        if form in CONTAINERS:
            yield from self._containers.documents(shown, os.path.abspath(path), form, options, with_details)
        else:
            yield from opened(shown, read_file(path, self._limits), form, options, self._limits)

    def _with_details(
        self, file: str, options: Options, work: Callable[[Options], Iterator[Gathered]]
    ) -> Iterator[Gathered]:
        assert self._details is not None
        try:
            known, row = self._details.use(file, options)
        except DocumentError as error:
            yield failed(shown_name(file), error)
            return
        for gathered in work(known):
            yield self._details.told(gathered, row)


def _guarded(shown: str, form: str, work: Callable[[], Iterator[Gathered]]) -> Iterator[Gathered]:
    """What ``work`` yields; an error of its own ends this source, not the others."""
    try:
        yield from work()
    except Exception as error:
        yield failed(shown, document_error(error, form))
