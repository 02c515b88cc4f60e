"""open: the workbench in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.console import say
from pourparler.cli.document_options import ALLOW_PRIVATE


def open_(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")] = Path("."),
    port: Annotated[int, typer.Option(help="The port to listen on; any free one if not given.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    allow_private: Annotated[bool, ALLOW_PRIVATE] = False,
) -> None:
    """Open the workbench in your browser: review statements, see positions, put settlements together, preview the briefing.

    Only this machine can reach it, and only with the link that is printed. Ctrl-C ends it.

    Example: pourparler open grain-talks
    """
    from pourparler.workbench.serve import get_ready, serve

    get_ready()
    from pourparler.dossier import open_dossier

    dossier = open_dossier(path)

    def tell(link: str) -> None:
        say(f"The workbench of {dossier.root.resolve().name} is at {link}", "bold")
        say("Ctrl-C ends it. Every decision is saved at once.")

    serve(dossier, port=port, browser=browser, allow_private=allow_private, told=tell)
