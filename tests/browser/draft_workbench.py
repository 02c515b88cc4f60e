"""A workbench in a thread of the test, on a record with proposals as a perfect reader would make them."""

import threading
import time

import uvicorn

from pourparler.dossier import open_dossier
from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.record import Record
from pourparler.workbench.app import create_app

from ..marked_texts import marked

TOKEN = "token"


class Still:
    """Drafts nothing: the proposals are those that the test put there."""

    running, fault, statements = False, None, 0

    def __init__(self):
        self.edits = threading.Lock()

    def follow(self, record):
        """Leaves the record as it is."""


class Workbench:
    """Serves a folder until closed; ``record`` opens what it works on."""

    def __init__(self, folder):
        self.folder = folder
        app = create_app(open_dossier(folder), TOKEN)
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
        return f"{self.root}{path}?token={TOKEN}"

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


def proposed(folder, *names):
    """A dossier in the folder whose record proposes what the marked texts hold."""
    folder.mkdir()
    (folder / "dossier.yaml").write_text(EMPTY)
    found = marked(*names)
    with Record(folder / "record.sqlite") as record:
        found.put_into(record)
        kept = record.proposals()
        record.keep_proposals(kept, brought_up_to_date(kept, found.draft)[0], "draft")


EMPTY = "negotiation: Talks on the Tavi corridor\nparties: {Ostrey: {}}\nissues: {ferry: {question: Who runs the ferry, options: {state: the state, town: the town}}}\n"
