"""How commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from io import TextIOWrapper
from typing import Any, TextIO, TypeVar

import typer
from rich.console import Console
from rich.text import Text

from pourparler.errors import NotReadyError, PourparlerError
from pourparler.monitor import Monitor, Report
from pourparler.shown import shown, written_json

PIPED = 150
"""How wide tables are where no terminal limits them."""
UNTOLD, BETWEEN = 2.0, 5.0
"""Seconds after which it is told how far an upkeep of the record is, and between two lines of it."""


class PlainConsole(Console):
    """A console that takes all text for what it is: no markup, no pictures for ``:x:``, nothing highlighted, control characters made visible.

    Whatever rich makes of a text goes through ``render_str``: lines, cells and heads of tables, titles. Styles are given beside a text.
    """

    def render_str(self, text: str, **options: Any) -> Text:
        """The text as it is, in the style asked for."""
        given = {name: options[name] for name in ("style", "justify", "overflow") if options.get(name)}
        return Text(shown(text), **given)


def _open_what_is_closed() -> None:
    """What a shell closed (``>&-``) goes nowhere; else the next file that is opened, perhaps the record, would be standard output."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for as long as the program runs


_open_what_is_closed()
out = PlainConsole(soft_wrap=True, width=None if sys.stdout.isatty() else PIPED)
err = PlainConsole(stderr=True, soft_wrap=True)

T = TypeVar("T")

JSON = typer.Option("--json", help="Print the result as JSON.")
CONFIRMED_ONLY = typer.Option(
    "--confirmed-only", help="Leave out what nobody has confirmed: `suggested` in dossier.yaml."
)

AS_OF = typer.Option(
    "--as-of",
    metavar="DATE",
    help="The dossier as it stood at the end of that day: positions said by then and not given up by then.",
)

COUNT_EACH = typer.Option(
    "--count-each", help="Count the same words every time that an outlet tells them; else they count once."
)


def plain(value: Any) -> Any:
    """Dates as text, dataclasses as objects, tuples as lists, estimates as the object that they say they are."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if hasattr(value, "as_json"):
        return value.as_json()
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def print_json(value: Any) -> None:
    """One JSON document on standard output, nothing else."""
    told = plain(value)
    text = written_json(told, indent=1)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = written_json(told, indent=1, only_ascii=True)
    sys.stdout.write(text + "\n")


def take_any_letter() -> None:
    """Letters that the terminal's or the file's encoding does not have are written as ``\\u25cf``, and end no command."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def complain(error: PourparlerError) -> None:
    """The error on standard error."""
    for line in error.message.splitlines():
        if isinstance(error, NotReadyError):
            labelled("not yet", "yellow", line)
        else:
            labelled("error", "bold red", line)


def notice(text: str) -> None:
    """Something worth knowing."""
    labelled("note ", "yellow", text)


def labelled(label: str, style: str, text: str) -> None:
    """A line on standard error that says in colour what it is."""
    tell(Text.assemble((label, style), " ", shown(text)))


def tell(text: str | Text) -> None:
    """A line on standard error. Where that takes no more nobody can be told, and the exit code has to do."""
    try:
        err.print(text)
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO) -> None:
    """What is left to print there goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(text: str = "", style: str | None = None) -> None:
    """A line of result."""
    out.print(text, style=style)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Any]:
    """A bar on standard error, with how fast it goes and how long it will take, gone when the work is done; nothing where that is no terminal.

    Yields a function to call once for each step done.
    """
    from pourparler.cli.bars import counted_bar

    with counted_bar(err, total) as bar:
        task = bar.add_task(shown(what), total=total)
        yield lambda: bar.advance(task)


@contextmanager
def interruptible(what: str) -> Iterator[Monitor]:
    """For one long computation: yields its monitor, shows that it is running and how far it is.

    The first interrupt asks for what there is so far, a second one ends the program.
    """
    from pourparler.cli.bars import running_bar

    bar = running_bar(err)
    task = bar.add_task(shown(what), total=None, steps="")

    def report(part: str, done: int, total: int | None) -> None:
        bar.update(task, steps=f"{done:,} of {total:,}" if total else f"{done:,}")

    monitor = Monitor(report)

    def stop(*_: Any) -> None:
        monitor.stop()
        signal.signal(signal.SIGINT, before)
        notice("finishing with what was found so far; interrupt again to stop at once")

    in_main = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT)
    if in_main:
        signal.signal(signal.SIGINT, stop)
    try:
        with bar:
            yield monitor
    finally:
        if in_main:
            signal.signal(signal.SIGINT, before)


def tracked(what: str, items: Iterable[T], total: int | None) -> Iterator[T]:
    """The items, with a progress bar."""
    with progress(what, total) as step:
        for item in items:
            yield item
            step()


def upkeep_teller(clock: Callable[[], float] = time.monotonic) -> Report:
    """Tells on standard error how far an upkeep of the record is that takes longer than UNTOLD; see ``monitor.followed``."""
    in_hand, began, told = "", 0.0, 0.0

    def report(what: str, done: int, total: int | None) -> None:
        nonlocal in_hand, began, told
        now = clock()
        if what != in_hand or done == 0:
            in_hand, began, told = what, now, now - BETWEEN
        elif now - began >= UNTOLD and now - told >= BETWEEN:
            from pourparler.wording.upkeep import NOTHING_LOST, upkeep_words

            told = now
            notice(f"{upkeep_words(what, done, total or done, now - began)}. {NOTHING_LOST}")

    return report
