"""The application: its commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Annotated

import typer
from typer.exceptions import TyperException

from pourparler.cli.console import complain, drop, labelled, take_any_letter, tell, upkeep_teller
from pourparler.errors import NO_ROOM, PourparlerError
from pourparler.monitor import followed

COMMANDS = {
    "new": "dossiers", "add": "adding", "watch": "watch", "read": "adding", "ask": "asking", "draft": "draft", "check": "dossiers",
    "settle": "analysis", "concessions": "advice", "ask-next": "advice", "compare": "advice", "what-if": "advice", "solve": "bargaining",
    "convert": "bargaining", "stability": "stability", "moved": "over_time", "network": "networks", "why": "analysis", "report": "briefing",
    "news": "news", "demo": "briefing", "open": "workbench",
}  # fmt: skip
"""Each command's module, in which a function has its name."""
GROUPS = {
    "documents": "documents", "stories": "stories", "statements": "statements", "positions": "positions", "proposals": "proposals",
    "next-steps": "next_steps", "influence": "influence", "evaluate": "evaluation",
}  # fmt: skip
"""Each group's module, which has an ``app`` of its commands."""


@cache
def application(asked: str = "") -> typer.Typer:
    """With all commands, or with the one that is asked for alone: to load the others takes a tenth of a second. ``asked`` may be no command."""
    app = typer.Typer(
        name="pourparler",
        help="From what the parties say to what they could agree on.\n\n"
        "Start with an example: pourparler demo. Start with your own talks: pourparler new my-talks",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    wanted = {asked} if asked in COMMANDS | GROUPS else COMMANDS | GROUPS
    for name, module in COMMANDS.items():
        if name in wanted:
            # "open" is a word of Python's own.
            function = "open_" if name == "open" else name.replace("-", "_")
            app.command(name)(getattr(import_module(f"pourparler.cli.{module}"), function))
    for name, module in GROUPS.items():
        if name in wanted:
            app.add_typer(import_module(f"pourparler.cli.{module}").app, name=name)
    return app


INTERRUPTED = 130
"""The exit code of a command that was interrupted."""
STOPPED = "interrupted; everything reported as done is saved"


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pourparler {version('pourparler')}")
        raise typer.Exit


def root(
    show: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Nothing of its own; options that go before a command."""


def _unforeseen(error: Exception) -> int:
    """Tell of an error that nobody raised on purpose; the exit code."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        drop(sys.stdout)
        mend = "What was reported as done is saved; make room and run it again"
        complain(PourparlerError(f"the result cannot be written: {error.strerror}", mend=mend))
        return 2
    if isinstance(error, OSError) and error.filename is not None:
        mend = "Check the name and the rights, then run the command again"
        what = f"this cannot be opened or written: {error.strerror}"
        complain(PourparlerError(what, where=str(error.filename), mend=mend))
        return 2
    labelled("our fault", "bold red", f"{type(error).__name__}: {error}")
    if os.environ.get("POURPARLER_TRACEBACK"):
        tell(traceback.format_exc())
    else:
        tell("Set POURPARLER_TRACEBACK=1 to see where, and please report it.")
    return 3


def _misused(error: TyperException) -> str:
    """What is wrong with the words of a command, and whose help says which there are."""
    said = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "pourparler"
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See: {command} --help"


def main() -> None:
    """Run a command. Exit codes: 0 fine, 1 the answer is no, 2 your input is wrong, 3 our fault."""
    take_any_letter()
    try:
        # Without its standalone mode the application returns the code of a typer.Exit, else what the command returned: None.
        with followed(upkeep_teller()):
            app = application(next(iter(sys.argv[1:]), ""))
            code = app(standalone_mode=False, prog_name="pourparler") or 0
        sys.stdout.flush()  # here, where it is told if it cannot be printed
        if code == INTERRUPTED:  # typer catches the interrupt itself
            tell(STOPPED)
    except PourparlerError as error:
        complain(error)
        code = error.exit_code
    except TyperException as error:
        text = str(error)
        if text.startswith("Usage"):
            tell(text)
        else:
            labelled("error", "bold red", _misused(error))
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        tell(STOPPED)
        code = INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away (head, less): not an error, and nothing more can be printed. Within a command typer ends so.
        drop(sys.stdout)
        code = 0
    except Exception as error:
        code = _unforeseen(error)
    sys.exit(code)
