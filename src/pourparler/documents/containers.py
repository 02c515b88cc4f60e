"""Archives, web archives, mailboxes and messages → the documents in them, each opened by itself within the limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from pourparler.documents.details import Details
from pourparler.documents.following import left_alone
from pourparler.documents.forms import CONTAINERS
from pourparler.documents.gathered import Gathered, Options, failed
from pourparler.documents.limits import Limits
from pourparler.documents.members import Item, LeftOut, Member, Tally
from pourparler.documents.workers import opened, unpacked
from pourparler.errors import DocumentError, NoTextError

_TOGETHER = 0.5
"""Seconds for which documents that came together wait for each other, to be kept together."""

WithDetails = Callable[[str, Options, Callable[[Options], Iterator[Gathered]]], Iterator[Gathered]]
"""(name of a file, options, what opens it with options) → what came of it, with what a table tells of it."""


@dataclass(frozen=True, slots=True)
class _Outermost:
    """What holds for a container and for those in it."""

    tally: Tally
    with_details: WithDetails | None


class Containers:
    """The containers of one run: a message that came before, by its Message-ID, is not brought again."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._messages: set[int] = set()

    def documents(
        self, name: str, source: bytes | str, form: str, options: Options, with_details: WithDetails | None = None
    ) -> Iterator[Gathered]:
        """The documents in a container, and last what was left out of it.

        ``source``: its bytes, or its path. ``with_details``: through which the files in it are opened.
        """
        outermost = _Outermost(Tally(), with_details)
        empty = True
        for gathered in self._inside(name, source, form, options, outermost, 0):
            empty = False
            yield gathered
        for words in outermost.tally.words:
            empty = False
            yield Gathered(name, notice=words)
        if empty:
            yield failed(name, DocumentError("there is no file in it"))

    def _inside(
        self, name: str, source: bytes | str, form: str, options: Options, outermost: _Outermost, depth: int
    ) -> Iterator[Gathered]:
        with closing(unpacked(name, source, form, self._limits)) as bundles:
            if form == "message":  # small, and its process opens what is in it
                yield from self._message([item for bundle in bundles for item in bundle], options, outermost, depth)
                return
            for bundle in bundles:
                yield from _together(g for item in bundle for g in self._of(item, options, outermost, depth))

    def _message(self, items: list[Item], options: Options, outermost: _Outermost, depth: int) -> Iterator[Gathered]:
        identity = next((item.message for item in items if isinstance(item, Member) and item.message), None)
        if identity is not None:
            if hash(identity) in self._messages:
                outermost.tally.add(LeftOut("messages that came before (by their Message-ID)", items[0].name))
                return
            self._messages.add(hash(identity))
        for item in items:
            yield from self._of(item, options, outermost, depth)

    def _of(self, item: Item, options: Options, outermost: _Outermost, depth: int) -> Iterator[Gathered]:
        if isinstance(item, Gathered):
            yield item
        elif isinstance(item, LeftOut):
            outermost.tally.add(item)
        elif item.form in CONTAINERS and item.form != "message" and depth:
            outermost.tally.add(LeftOut("archives in archives in archives: unpack them first", item.name))
        elif item.file and outermost.with_details is not None and item.form not in CONTAINERS:
            yield from outermost.with_details(
                item.name, options, lambda known: self._opened(item, known, outermost, depth)
            )
        else:
            yield from self._opened(item, options, outermost, depth)

    def _opened(self, item: Member, options: Options, outermost: _Outermost, depth: int) -> Iterator[Gathered]:
        known = replace(options, details=options.details.over(item.details))
        if item.fallback != Details():
            known = replace(known, fallback=item.fallback, fallback_day=item.fallback_day)
        if not item.file:
            known = replace(known, name_pattern=None)
        if item.form in CONTAINERS:
            deeper = depth if item.form == "message" else depth + 1
            yield from self._inside(item.name, item.data, item.form, known, outermost, deeper)
        else:
            for gathered in map(left_alone, opened(item.name, item.data, item.form, known, self._limits)):
                if isinstance(gathered.error, NoTextError) and item.page:
                    outermost.tally.add(LeftOut("pages without an article", item.name))
                    continue
                if gathered.fallback_date:
                    outermost.tally.dated(known.fallback_day)
                yield gathered


def _together(found: Iterator[Gathered]) -> Iterator[Gathered]:
    """Each marked whether the next one is there already."""
    held: Gathered | None = None
    until = 0.0
    for gathered in found:
        if held is not None:
            more = time.monotonic() < until
            yield replace(held, more=more)
            if not more:
                held = None
        if held is None:
            until = time.monotonic() + _TOGETHER
        held = gathered
    if held is not None:
        yield replace(held, more=False)
