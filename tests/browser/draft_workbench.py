"""A workbench in a thread of the test, whose proposals are those that the test put there unless it is to draft."""

import threading
import time

import uvicorn

from pourparler.dossier import open_dossier
from pourparler.record import Record
from pourparler.workbench.app import create_app

from ..proposed_talks import Still

TOKEN = "token"


class Workbench:
    """Serves a folder until closed; ``record`` opens what it works on. ``drafts``: whether it drafts as the program does."""

    def __init__(self, folder, *, drafts=False, token=TOKEN):
        self.folder, self._token = folder, token
        app = create_app(open_dossier(folder), token)
        self.state = app.state
        if not drafts:
            app.state.drafting = Still()
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", timeout_graceful_shutdown=1))
        app.state.ending = lambda: self._server.should_exit
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.root = f"http://127.0.0.1:{port}"

    def link(self, path):
        """With the token that lets a browser in."""
        return f"{self.root}{path}?token={self._token}"

    def record(self):
        """The record, to look at what the pages did."""
        return Record(self.folder / "record.sqlite")

    def proposals(self):
        """As they are kept now."""
        with self.record() as record:
            return record.proposals()

    def close(self):
        """Ends the server."""
        self._server.should_exit = True
        self._thread.join()
