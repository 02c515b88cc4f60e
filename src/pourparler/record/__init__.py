"""Keep what was read and what was decided: one SQLite file in the dossier."""

from pourparler.record.adding import Added
from pourparler.record.briefings import HandedOver
from pourparler.record.document_changes import Removed
from pourparler.record.entries import (
    HAND,
    PROPOSED,
    REVIEWS,
    Entry,
    Found,
    Heading,
    Perhaps,
    Said,
    Saved,
    Telling,
    Wanted,
    told_once,
)
from pourparler.record.matchings import Unmatched
from pourparler.record.newly import By, NewDocument, Newly, Since, Spoke
from pourparler.record.open_record import who
from pourparler.record.proposal_rows import ProposalStep
from pourparler.record.proposed_newly import ProposedNewly
from pourparler.record.queries import by_story, telling_of
from pourparler.record.review import Seen
from pourparler.record.said_by import SaidBy
from pourparler.record.serialisation import statement_body
from pourparler.record.source_rows import entry_key
from pourparler.record.standing import Standing
from pourparler.record.store import Record
from pourparler.record.upkeep import documents_waiting

__all__ = [
    "HAND",
    "PROPOSED",
    "REVIEWS",
    "Added",
    "By",
    "Entry",
    "Found",
    "HandedOver",
    "Heading",
    "NewDocument",
    "Newly",
    "Perhaps",
    "ProposalStep",
    "ProposedNewly",
    "Record",
    "Removed",
    "Said",
    "SaidBy",
    "Saved",
    "Seen",
    "Since",
    "Spoke",
    "Standing",
    "Telling",
    "Unmatched",
    "Wanted",
    "by_story",
    "documents_waiting",
    "entry_key",
    "statement_body",
    "telling_of",
    "told_once",
    "who",
]
