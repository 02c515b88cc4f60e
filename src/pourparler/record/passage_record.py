"""What the record tells a question: which passages have which words, whose a statement is, what it means, and where these meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from pourparler.model import Document, Passage
from pourparler.record import abbreviations, passages, said_by
from pourparler.record.document_rows import from_row
from pourparler.record.meanings import MeaningRows, meaning_rows
from pourparler.record.open_record import OpenRecord
from pourparler.record.passages import MOST_RANKED, Placed, Stretch
from pourparler.record.said_by import SaidBy


class PassageRecord(OpenRecord):
    """The part of a record that is searched by passages."""

    def unindexed(self, most: int) -> list[Document]:
        """Documents whose passages are not kept yet, at most so many, in the order they came."""
        with self._reading() as db:
            return [from_row(row) for row in passages.unindexed(db, most)]

    def without_passages(self) -> int:
        """How many documents ``unindexed`` would give."""
        with self._reading() as db:
            return passages.without_passages(db)

    def keep_passages(self, documents: Sequence[tuple[str, Sequence[Passage]]]) -> None:
        """Keep the passages of documents that ``unindexed`` gave, in its order; harmless where another process has done it meanwhile."""
        with self._deriving() as db:
            passages.put_passages(db, documents)

    def ranked_passages(
        self,
        terms: str,
        *,
        among: str = "",
        since: date | None = None,
        until: date | None = None,
        most: int = MOST_RANKED,
        every: bool = False,
    ) -> list[tuple[int, float]]:
        """(number, score) of the passages that fit an expression of FTS5, best first (see ``passages.ranked``).

        ``terms``, ``among``: see ``passages.quoted_terms``.
        """
        with self._reading() as db:
            return passages.ranked(db, terms, among=among, since=since, until=until, most=most, every=every)

    def passages_fitting(self, terms: str, most: int) -> list[int]:
        """Numbers of passages that fit an expression of FTS5, in no order, at most so many."""
        with self._reading() as db:
            return passages.fitting(db, terms, most)

    def passages_under(self, terms: str, numbers: Collection[int]) -> set[int]:
        """Those of the passages that fit an expression of FTS5."""
        with self._reading() as db:
            return passages.under(db, terms, numbers)

    def passages_having(self, *words: str) -> int:
        """How many passages have one of the words, or a form of it."""
        with self._reading() as db:
            return passages.passages_having(db, words)

    def last_passage(self) -> int:
        """The number of the passage that was kept last; 0 where none is."""
        with self._reading() as db:
            return passages.last_passage(db)

    def terms(self) -> list[str]:
        """Every word that passages have, without its ending."""
        with self._reading() as db:
            return passages.terms(db)

    def long_forms(self, keys: Collection[str]) -> dict[str, list[str]]:
        """What short forms stand for, as documents spell them out (see ``abbreviations.long_forms``)."""
        with self._reading() as db:
            return abbreviations.long_forms(db, keys)

    def short_forms(self, keys: Collection[str]) -> dict[str, list[str]]:
        """How long forms are written in short, as documents spell them out (see ``abbreviations.short_forms``)."""
        with self._reading() as db:
            return abbreviations.short_forms(db, keys)

    def passage_rows(self, numbers: Collection[int]) -> dict[int, Row[Any]]:
        """Passages by number, with their words and what is known of the document."""
        with self._reading() as db:
            return passages.rows_of(db, numbers)

    def passage_stretches(self, numbers: Collection[int]) -> dict[int, Stretch]:
        """Where passages lie, by number."""
        with self._reading() as db:
            return passages.stretches_of(db, numbers)

    def statements_in(self, numbers: Collection[int]) -> list[Placed]:
        """The statements that lie in passages or run through them, those that were rejected left out."""
        with self._reading() as db:
            return passages.statements_in(db, numbers)

    def passages_of(self, statements: Sequence[str]) -> dict[str, list[int]]:
        """The passages through which each statement runs, in order."""
        with self._reading() as db:
            return passages.places_of(db, statements)

    def statement_ids(self, names: Collection[str]) -> set[str]:
        """The statements that somebody of these names makes or whose position he takes, rejected ones among them."""
        with self._reading() as db:
            return said_by.ids_of(db, names)

    def documents_dated(self, since: date | None, until: date | None) -> set[str]:
        """The ids of the documents of these days, both ends included; None is open."""
        with self._reading() as db:
            return said_by.documents_dated(db, since, until)

    def latest_statements(
        self, most: int, among: Collection[str] | None = None, documents: Collection[str] | None = None
    ) -> list[str]:
        """The statements whose documents came last, at most so many; only of some, only in some documents."""
        with self._reading() as db:
            return said_by.latest(db, most, among, documents)

    def said_by(self, names: Collection[str] | None, among: Collection[str]) -> dict[str, SaidBy]:
        """What somebody of these names (None: anybody) does in statements, by id; those rejected left out."""
        with self._reading() as db:
            return said_by.said_by(db, names, among)

    def spoken(
        self, parties: Collection[str], issues: Collection[str], until: date | None = None
    ) -> dict[tuple[str, str | None], int]:
        """(party, issue) to how many statements are the party's: ``Standing.spoken`` of these alone, without all that it needs."""
        with self._reading() as db:
            return said_by.spoken(db, parties, issues, until)

    def names(self) -> Counter[str]:
        """Who speaks or takes positions, and in how many statements: names as the record has them."""
        with self._reading() as db:
            return said_by.names(db)

    def read_version(self) -> int:
        """A number that grows whenever documents are read, taken out or put back: as long as it is the same, so are the meanings."""
        with self._reading() as db:
            return said_by.read_version(db)

    def meaning_rows(self, ids: Collection[str] | None = None, documents: Collection[str] | None = None) -> MeaningRows:
        """What is said in all statements, in some, or in those of some documents; see ``meanings``."""
        with self._reading() as db:
            return meaning_rows(db, ids, documents)
