"""A dossier whose record proposes what a perfect reader would find in marked texts."""

import threading

from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.record import Record

from .marked_texts import marked


def proposed(folder, *names):
    """A dossier in the folder whose record proposes what the marked texts hold."""
    folder.mkdir()
    (folder / "dossier.yaml").write_text(EMPTY)
    found = marked(*names)
    with Record(folder / "record.sqlite") as record:
        found.put_into(record)
        kept = record.proposals()
        record.keep_proposals(kept, brought_up_to_date(kept, found.draft)[0], "draft")


EMPTY = "negotiation: Talks on the Tavi corridor\nparties: {}\nissues: {}\n"


class Still:
    """Drafts nothing: the proposals are those that the test put there."""

    running, due, fault, statements, new = False, False, None, 0, frozenset()

    def __init__(self):
        self.edits = threading.Lock()
        self.written = {}

    def follow(self, record):
        """Leaves the record as it is."""
