"""How a bar on standard error looks; loaded when the first one is shown."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text


def counted_bar(console: Console, total: int | None) -> Progress:
    """Of steps, with how fast they go and how long they will take; ``total`` None: nobody knows how many. Nothing where there is no terminal."""
    columns: list[ProgressColumn] = [_words("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate()]
    columns += [TimeElapsedColumn()] if total is None else [TimeRemainingColumn(), _words("left")]
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def running_bar(console: Console) -> Progress:
    """Of one long computation, with its field ``steps``. Nothing where there is no terminal."""
    columns = (_words("{task.description}"), SpinnerColumn(), _words("{task.fields[steps]}"), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _words(form: str) -> TextColumn:
    return TextColumn(form, markup=False)


class _Rate(ProgressColumn):
    """How many are done in a second, or in a minute where it is fewer than one."""

    def render(self, task: Task) -> Text:
        """Of the last steps; empty before there are any."""
        speed = task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f} a second" if speed >= 1 else f"{60 * speed:.1f} a minute")
