"""Run the workbench on this machine and open the browser."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable

from pourparler.dossier import Dossier
from pourparler.errors import PourparlerError

LOOPBACK = "127.0.0.1"


def serve(
    dossier: Dossier, *, port: int = 0, browser: bool = True, told: Callable[[str], None] = lambda link: None
) -> None:
    """Serve until interrupted. ``port`` 0: any free one. ``told`` gets the link with its token, once requests are taken.

    Raises:
        PourparlerError: the port is taken.
    """
    import uvicorn

    from pourparler.workbench.app import create_app

    token = secrets.token_urlsafe(24)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise PourparlerError(f"port {port} cannot be used: {error.strerror}", mend="Leave --port out") from error
    link = f"http://{LOOPBACK}:{listener.getsockname()[1]}/?token={token}"
    settings = uvicorn.Config(create_app(dossier, token), log_level="warning", access_log=False, server_header=False)
    server = uvicorn.Server(settings)

    def tell() -> None:
        while not server.started:
            if server.should_exit:
                return
            threading.Event().wait(0.02)
        told(link)
        if browser:
            webbrowser.open(link)

    threading.Thread(target=tell, daemon=True).start()
    server.run(sockets=[listener])
