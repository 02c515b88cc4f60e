"""Run the workbench on this machine and open the browser."""

from __future__ import annotations

import gc
import importlib
import os
import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from jinja2 import Environment

    from pourparler.dossier import Dossier
    from pourparler.workbench.parts import Parts
    from pourparler.workbench.session import Session

LOOPBACK = "127.0.0.1"
SHUTDOWN = 1
"""Seconds that open pages, which listen for events, get when the workbench ends."""
WARM_AFTER = 2.0
"""Seconds after which what is slow to compute is computed, if no page has asked for it."""
LOADED_LATER = ("networkx",)
"""What the first network loads."""
TURN = 0.0005
"""Seconds that a thread goes on while another waits. A page asks the record a hundred times and waits for its turn after each: at Python's
own 0.005 it takes half a second longer while a draft is made in the background."""


def get_ready() -> None:
    """How the workbench's process works; to be called before most of the program is loaded.

    numpy multiplies matrices in the thread that asks: those of a page are small, and sharing them out took twice the processor, and three
    times as long where another program ran beside. Python looks for no garbage until the first page was served: what is loaded stays.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()


def serve(
    dossier: Dossier,
    *,
    port: int = 0,
    browser: bool = True,
    allow_private: bool = False,
    told: Callable[[str], None] = lambda link: None,
) -> None:
    """Serve until interrupted. ``port`` 0: any free one. ``allow_private``: pages may name addresses of private networks. ``told`` gets the
    link with its token; a request made from then on is answered as soon as the program is loaded.

    Raises:
        PourparlerError: the port is taken.
    """
    sys.setswitchinterval(TURN)
    token = secrets.token_urlsafe(24)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise PourparlerError(
            f"port {port} cannot be used: {error.strerror}", mend="Leave --port out to use any free port"
        ) from error
    # From here on a browser is heard, and waits; the rest of the program loads while it starts.
    listener.listen(128)
    link = f"http://{LOOPBACK}:{listener.getsockname()[1]}/?token={token}"
    told(link)
    if browser:
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
    import uvicorn

    from pourparler.workbench.app import create_app

    app = create_app(dossier, token, allow_private=allow_private, first=True)
    settings = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=SHUTDOWN
    )
    server = uvicorn.Server(settings)
    app.state.ending = lambda: server.should_exit
    # What pages will ask for first is computed once the first of them is served.
    warming = threading.Timer(WARM_AFTER, _warm, (app.state.session, app.state.templates, app.state.parts))
    warming.daemon = True
    warming.start()
    server.run(sockets=[listener])


def _warm(session: Session, templates: Environment, parts: Parts) -> None:
    """Have at hand what some page would else be the first to wait for; faults are left to the page that will tell them."""
    gc.enable()
    parts.load()
    for name in templates.list_templates(filter_func=lambda name: "/" not in name):
        templates.get_template(name)
    session.warm()
    for module in LOADED_LATER:
        importlib.import_module(module)
    for needing in ("kept_networks", "ask_page"):
        importlib.import_module(f"pourparler.workbench.{needing}").get_ready(session)
    # A hundred thousand statements stay: looking for garbage among them again and again would hold up every page.
    gc.freeze()
