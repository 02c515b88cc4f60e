"""How commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pourparler.errors import NotReadyError, PourparlerError
from pourparler.monitor import Monitor

PIPED = 150
"""How wide tables are where no terminal limits them."""

out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PIPED)
err = Console(stderr=True, highlight=False, soft_wrap=True)

T = TypeVar("T")

JSON = typer.Option("--json", help="Print the result as JSON.")
CONFIRMED_ONLY = typer.Option(
    "--confirmed-only", help="Leave out what nobody has confirmed: `suggested` in dossier.yaml."
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
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=1) + "\n")


def complain(error: PourparlerError) -> None:
    """The error on standard error, markup in it left alone."""
    label = "[yellow]not yet[/]" if isinstance(error, NotReadyError) else "[bold red]error[/]"
    for line in error.message.splitlines():
        err.print(f"{label} {_escaped(line)}")


def notice(text: str) -> None:
    """Something worth knowing."""
    err.print(f"[yellow]note[/]  {_escaped(text)}")


def say(text: str = "", style: str | None = None) -> None:
    """A line of result; square brackets in it are text."""
    out.print(_escaped(text), style=style)


def _escaped(text: str) -> str:
    return text.replace("[", "\\[")


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Any]:
    """A bar on standard error, gone when the work is done; nothing where that is no terminal.

    Yields a function to call once for each step done.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def interruptible(what: str) -> Iterator[Monitor]:
    """For one long computation: yields its monitor, shows that it is running and how far it is.

    The first interrupt asks for what there is so far, a second one ends the program.
    """
    columns = (
        TextColumn("{task.description}"),
        SpinnerColumn(),
        TextColumn("{task.fields[steps]}"),
        TimeElapsedColumn(),
    )
    bar = Progress(*columns, console=err, transient=True, disable=not err.is_terminal)
    task = bar.add_task(what, total=None, steps="")

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
