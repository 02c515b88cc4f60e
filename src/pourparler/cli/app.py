"""The application: its commands, and what becomes of errors."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from importlib.metadata import version
from typing import Annotated

import typer
from typer.exceptions import TyperException

from pourparler.cli import (
    advice,
    analysis,
    bargaining,
    briefing,
    documents,
    dossiers,
    draft,
    evaluation,
    influence,
    networks,
    next_steps,
    positions,
    proposals,
    stability,
    statements,
    workbench,
)
from pourparler.cli.console import complain, err
from pourparler.errors import PourparlerError

app = typer.Typer(
    name="pourparler",
    help="From what the parties say to what they could agree on.\n\n"
    "Start with an example: pourparler demo. Start with your own talks: pourparler new my-talks",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    dossiers.new,
    documents.add,
    documents.read,
    draft.draft,
    dossiers.check,
    analysis.settle,
    advice.concessions,
    advice.ask_next,
    advice.compare,
    advice.what_if,
    bargaining.solve,
    bargaining.convert,
    stability.stability,
    networks.network,
    analysis.why,
    briefing.report,
    briefing.demo,
):
    app.command()(command)
app.command("open")(workbench.open_)
app.add_typer(documents.app, name="documents")
app.add_typer(statements.app, name="statements")
app.add_typer(positions.app, name="positions")
app.add_typer(proposals.app, name="proposals")
app.add_typer(next_steps.app, name="next-steps")
app.add_typer(influence.app, name="influence")
app.add_typer(evaluation.app, name="evaluate")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pourparler {version('pourparler')}")
        raise typer.Exit


@app.callback()
def root(
    show: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Nothing of its own; options that go before a command."""


def main() -> None:
    """Run a command. Exit codes: 0 fine, 1 the answer is no, 2 your input is wrong, 3 our fault."""
    try:
        # Without its standalone mode the application returns the code of a typer.Exit, else what the command returned: None.
        code = app(standalone_mode=False) or 0
        sys.stdout.flush()
    except PourparlerError as error:
        complain(error)
        code = error.exit_code
    except TyperException as error:
        text = str(error).replace("[", "\\[")
        err.print(text if text.startswith("Usage") else f"[bold red]error[/] {text}. See: pourparler --help")
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        err.print("interrupted; everything reported as done is saved")
        code = 130
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away (head, less): not an error, and nothing more can be printed. Within a command typer ends so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        code = _refused(error)
    except Exception as error:
        code = _our_fault(error)
    sys.exit(code)


def _refused(error: OSError) -> int:
    """What the system does not do with a file or folder: a name too long, no right, no room."""
    if error.filename is None and error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
        return _our_fault(error)
    mend = "Check the name, the rights and the room on the disk, then run the command again"
    where = "a file or the output" if error.filename is None else str(error.filename)
    complain(PourparlerError(f"this cannot be opened or written: {error.strerror}", where=where, mend=mend))
    return 2


def _our_fault(error: Exception) -> int:
    err.print("[bold red]our fault[/]", f"{type(error).__name__}: {error}".replace("[", "\\["))
    if os.environ.get("POURPARLER_TRACEBACK"):
        traceback.print_exception(error)
    else:
        err.print("Set POURPARLER_TRACEBACK=1 to see where, and please report it.")
    return 3
