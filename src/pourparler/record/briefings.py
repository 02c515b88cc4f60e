"""When a briefing was handed over, and of which dossier: from there on what comes is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import insert, select

from pourparler.record import newly
from pourparler.record import schema as t
from pourparler.record.meanings import Floats
from pourparler.record.newly import Newly, NewlyRecorded, Since
from pourparler.record.newly_standing import NewlyStanding
from pourparler.record.proposal_record import ProposalRecord
from pourparler.record.proposed_newly import ProposedNewly, positions_waiting, proposed_newly
from pourparler.record.review import now, version
from pourparler.record.standing import Standing


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A briefing: when (universal time without its zone), by whom, of what is confirmed alone or not, and dossier.yaml as it was."""

    at: datetime
    by: str
    confirmed_only: bool
    dossier: str


class Begun(NamedTuple):
    """When a briefing was begun, in universal time without its zone, and the version that the record had then."""

    at: datetime
    version: int


class BriefingRecord(ProposalRecord):
    """The part of the record that knows what was handed over, and what came since."""

    def keep_briefing(self, dossier: str, *, confirmed_only: bool = False, begun: Begun | None = None) -> None:
        """Keep that a briefing of this text of dossier.yaml was handed over. No document, statement or decision changes.

        ``begun``: what came while it was made, a PDF takes seconds, is new the next time.
        """
        with self._writing() as db:
            at = begun.at if begun is not None and version(db) != begun.version else now()
            row = {"at": at, "by": self.by, "confirmed_only": confirmed_only, "dossier": dossier}
            db.execute(insert(t.briefings).values(**row))

    def begin_briefing(self) -> Begun:
        """For ``keep_briefing``, before the record is asked for what stands in it."""
        with self._reading() as db:
            return Begun(now(), version(db))

    def last_briefing(self) -> HandedOver | None:
        """The last one; None where none was handed over."""
        b = t.briefings
        query = select(b.c.at, b.c.by, b.c.confirmed_only, b.c.dossier).order_by(b.c.number.desc()).limit(1)
        with self._reading() as db:
            row = db.execute(query).first()
        return None if row is None else HandedOver(*row)

    def newly(self, since: Since, standing: Standing | None = None) -> Newly:
        """What is new, counted in the database; ``standing``: from all statements as they stand, where these are at hand."""
        if standing is None:
            return NewlyRecorded(self._reading, since)
        with self._reading() as db:
            return NewlyStanding(standing, newly.listed_documents(db, since), newly.in_order(db))

    def new_document_ids(self, since: Since) -> list[str]:
        """Their ids alone."""
        with self._reading() as db:
            return list(db.scalars(newly.is_new(since)))

    def proposed_newly(self, since: Since) -> list[ProposedNewly]:
        """Parties and issues that are proposed and rest on new documents alone."""
        with self._reading() as db:
            return proposed_newly(db, since)

    def meant_between(
        self, first: date, last: date, since: Since | None = None
    ) -> tuple[list[str], list[date], Floats]:
        """Ids, days and meanings of the statements of some days, both included; ``since``: only those of new documents."""
        with self._reading() as db:
            return newly.meant_between(db, first, last, since)

    def told_in(self, statements: Sequence[str], since: Since) -> dict[str, tuple[date | None, bool]]:
        """For each of these statements that the record holds the day of its document, and whether that is new."""
        with self._reading() as db:
            return newly.told_in(db, statements, since)

    def positions_waiting(self, since: Since) -> int:
        """How many positions of new documents are proposed, and confirmed or dismissed by nobody."""
        with self._reading() as db:
            return positions_waiting(db, since)

    def documents_between(self, first: date, last: date, since: Since | None = None) -> list[tuple[str, date]]:
        """Ids and days of the English documents of some days, both included; ``since``: only new ones."""
        with self._reading() as db:
            return newly.documents_between(db, first, last, since)
