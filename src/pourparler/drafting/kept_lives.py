"""Lives of a record's statements, kept and brought up to date: a decision costs the parties and issues of its document, not all of them."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from pourparler.drafting.lives import Ending, Life, Saying, lives
from pourparler.drafting.sayings import Stands, Told, told_in_document
from pourparler.model import Negotiation

Cell = tuple[str, str]


class KeptLives:
    """The lives of one basis (see ``sayings.told_in_record``); safe to use from several threads.

    Documents whose statements are the same object as before, on the same day, are not looked at again.
    """

    def __init__(self, *, confirmed: bool = False) -> None:
        self._confirmed = confirmed
        self._lock = threading.Lock()
        self._names: object = None
        self._forget()

    def _forget(self) -> None:
        self._seen: dict[str, tuple[Sequence[Stands], date | None, Told]] = {}
        self._cells: dict[Cell, dict[str, list[Saying | Ending]]] = defaultdict(dict)
        self._lives: dict[Cell, tuple[Life, ...]] = {}

    def of(
        self, negotiation: Negotiation, documents: Mapping[str, Sequence[Stands]], days: Mapping[str, date | None]
    ) -> tuple[tuple[Life, ...], int]:
        """The lives as they are now, and how many statements have no date."""
        with self._lock:
            names = tuple(negotiation.party), {i.id: tuple(i.options) for i in negotiation.issues}
            if names != self._names:
                self._forget()
                self._names = names
            changed = {id for id in self._seen if id not in documents}
            for id, statements in documents.items():
                before = self._seen.get(id)
                if before is None or before[0] is not statements or before[1] != days[id]:
                    changed.add(id)
            touched = {cell for id in changed for cell in self._change(id, negotiation, documents, days)}
            for cell in touched:
                told = [s for some in self._cells[cell].values() for s in some]
                said = [s for s in told if isinstance(s, Saying)]
                self._lives[cell] = lives(said, (s for s in told if isinstance(s, Ending)))
            undated = sum(told.undated for _, _, told in self._seen.values())
            return tuple(life for cell in sorted(self._lives) for life in self._lives[cell]), undated

    def _change(
        self,
        id: str,
        negotiation: Negotiation,
        documents: Mapping[str, Sequence[Stands]],
        days: Mapping[str, date | None],
    ) -> set[Cell]:
        """Put what a document says now in place of what it said; the parties and issues of both."""
        touched = set()
        if id in self._seen:
            for s in _each(self._seen.pop(id)[2]):
                touched.add((s.party, s.issue))
                self._cells[s.party, s.issue].pop(id, None)
        if id in documents:
            told = told_in_document(negotiation, documents[id], days[id], confirmed=self._confirmed)
            self._seen[id] = documents[id], days[id], told
            for s in _each(told):
                touched.add((s.party, s.issue))
                self._cells[s.party, s.issue].setdefault(id, []).append(s)
        return touched


def _each(told: Told) -> tuple[Saying | Ending, ...]:
    return *told.sayings, *told.endings
