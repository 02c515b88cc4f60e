"""What came since some time, counted from all statements in memory: as ``record.newly`` counts it in the database.

A page that has every statement at hand (``Standing``) looks through them once; the database, asked for years, looked up for each of a
hundred thousand statements whether an earlier document tells the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pourparler.lazy import computed_once
from pourparler.model import Stance
from pourparler.record.entries import Tellings
from pourparler.record.newly import NewDocument, Spoke, Taken
from pourparler.record.standing import Standing, Stands


class NewlyStanding:
    """From memory. ``listed``: the documents that are new, their statements not counted yet; ``order``: the ids of all, oldest first."""

    def __init__(self, standing: Standing, listed: Sequence[NewDocument], order: Sequence[str]) -> None:
        self._standing = standing
        self._listed = listed
        self._order = order
        self._new = frozenset(d.id for d in listed)

    @computed_once
    def _told_before(self) -> set[str]:
        """The groups of near-duplicates that stand in a document that is not new, be it that they were rejected there."""
        there: set[str] = set()
        for id, these in self._standing.documents.items():
            if id not in self._new:
                there.update([s.alike for s in these])
        for id, gone in self._standing.rejected.items():
            if id not in self._new:
                there.update(map(Tellings.group, gone))
        return there

    def documents(self) -> list[NewDocument]:
        """See ``Newly``."""
        before, there = self._told_before, self._standing.documents
        counted = []
        for d in self._listed:
            these = there.get(d.id, ())
            again = sum([s.alike in before for s in these]) if before else 0
            counted.append(replace(d, statements=len(these), told_again=again))
        return counted

    @computed_once
    def _first_told(self) -> Mapping[str, Sequence[Stands]]:
        """Of new documents the statements that no earlier document tells."""
        before, there = self._told_before, self._standing.documents
        new = {id: these for id in self._new if (these := there.get(id, ()))}
        return {id: [s for s in these if s.alike not in before] for id, these in new.items()} if before else new

    def spoke(self) -> list[Spoke]:
        """See ``Newly``."""
        every: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
        confirmed: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
        for these in self._first_told.values():
            for s in these:
                for taker in s.takers:
                    every[taker.party, s.issue].add(s.alike)
                    if s.confirmed:
                        confirmed[taker.party, s.issue].add(s.alike)
        found = [
            Spoke(party, issue, len(told), len(confirmed.get((party, issue), ())))
            for (party, issue), told in every.items()
            if party is not None
        ]
        # As the database orders them: what is on no issue first.
        return sorted(found, key=lambda s: (s.party, s.issue is not None, s.issue or ""))

    def taken(self, *, new: bool, issues: Sequence[str]) -> list[Taken]:
        """See ``Newly``."""
        told: dict[tuple[str, str, str, str, bool], list[tuple[str, Stands]]] = {}
        asked = frozenset(issues)
        from_these = self._first_told if new else self._standing.documents
        for id in self._order:
            if (id in self._new) is not new:
                continue
            for s in [s for s in from_these.get(id, ()) if s.option is not None and s.issue in asked]:
                on = (s.issue or "", s.option or "", s.stance)
                for party, opposed in sorted(
                    {(t.party, t.opposed) for t in s.takers if t.sure and t.party is not None}
                ):
                    told.setdefault((party, *on, opposed), []).append((id, s))
        return [self._taken(key, found) for key, found in told.items()]

    def _taken(self, key: tuple[str, str, str, str, bool], found: Sequence[tuple[str, Stands]]) -> Taken:
        party, issue, option, stance, opposed = key
        days = [day for id, _ in found if (day := self._standing.days[id]) is not None]
        first: dict[str, str] = {}
        for _, s in found:
            first.setdefault(s.alike, s.id)
        confirmed = {s.alike for _, s in found if s.confirmed}
        first_day, last_day = min(days, default=None), max(days, default=None)
        return Taken(
            party, issue, option, Stance(stance), opposed, first_day, last_day, tuple(first.values()), len(confirmed)
        )
