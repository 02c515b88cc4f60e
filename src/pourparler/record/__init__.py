"""Keep what was read and what was decided: one SQLite file in the dossier."""

from pourparler.record.bodies import CORRECTABLE, statement_body
from pourparler.record.store import Added, Entry, Record, Saved, who

__all__ = ["CORRECTABLE", "Added", "Entry", "Record", "Saved", "statement_body", "who"]
