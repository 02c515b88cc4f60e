"""The record's proposals: what is proposed for the dossier, what people made of it, and what of it stands in dossier.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from pourparler.model import Proposals, Written
from pourparler.record import proposal_rows
from pourparler.record import schema as t
from pourparler.record.open_record import OpenRecord


class ProposalRecord(OpenRecord):
    """The part of the record that holds proposals; every change is one step."""

    def proposals(self) -> Proposals:
        """What is proposed for the dossier and what people made of it; its revision is the number of the last step."""
        with self._reading() as db:
            return proposal_rows.proposals(db)

    def keep_proposals(self, before: Proposals, after: Proposals, action: str, *, undoable: bool = True) -> Proposals:
        """Keep a change of proposals as one step; ``action``: what was done, in words. ``after`` with its new revision.

        ``undoable``: whether a person did it, who may take it back; a draft is made again instead.

        Raises:
            StaleProposalsError: another change came since ``before`` was looked at; nothing is kept.
        """
        with self._writing() if undoable else self._deriving() as db:
            return proposal_rows.keep(db, self.by, before, after, action, undoable=undoable)

    def kept_work(self, program: str) -> dict[str, bytes]:
        """By name what a draft left that was made by these rules (``drafting.kept_work.program``)."""
        k = t.kept_work
        with self._reading() as db:
            return {row.name: row.made for row in db.execute(select(k.c.name, k.c.made).where(k.c.program == program))}

    def keep_work(self, program: str, made: Mapping[str, bytes]) -> None:
        """Keep what a draft leaves, in place of all that was kept; none of it is anybody's work, and nothing is lost without it."""
        k = t.kept_work
        with self._deriving() as db:
            db.execute(delete(k))
            if made:
                db.execute(insert(k), [{"name": n, "program": program, "made": bytes_} for n, bytes_ in made.items()])

    def undo_proposals(self, revision: int | None = None) -> Proposals:
        """Take the last thing back that a person did and nobody has taken back; ``proposal_steps`` tells what it was.

        What was drafted since stays.

        Raises:
            NotFoundError: there is none.
            StaleProposalsError: ``revision`` is given, and another change came since.
        """
        with self._writing() as db:
            return proposal_rows.undo(db, self.by, revision)

    def drafted_since(self, revision: int) -> frozenset[str] | None:
        """Ids of proposals that drafting alone changed after a revision; None where a person changed any."""
        with self._reading() as db:
            return proposal_rows.drafted_since(db, revision)

    def proposal_steps(self, limit: int = 50) -> list[proposal_rows.ProposalStep]:
        """The last steps, newest first."""
        with self._reading() as db:
            return proposal_rows.steps(db, limit)

    def written(self, revision: str) -> dict[str, Written]:
        """What of the proposals stands in dossier.yaml, which has this revision, by the key that the writer gave it."""
        with self._reading() as db:
            return proposal_rows.written(db, revision)

    def announce_written(self, revision: str, entries: Mapping[str, Written]) -> None:
        """Keep what will stand in dossier.yaml as soon as it has this revision: before the file is written; afterwards ``settle_written``.

        Whoever is killed in between leaves a record that tells by the file what holds.
        """
        with self._writing() as db:
            proposal_rows.announce_written(db, revision, entries)

    @property
    def announced(self) -> bool:
        """Whether something was announced of which it is not settled yet whether it stands in dossier.yaml."""
        with self._reading() as db:
            return db.execute(select(t.announced.c.revision).limit(1)).scalar() is not None

    def settle_written(self, revision: str) -> None:
        """The file was written, or not: what was announced for the revision that it has stands in it."""
        with self._writing() as db:
            proposal_rows.settle_written(db, revision)
