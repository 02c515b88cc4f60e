"""What the program proposes for a dossier and what a person made of it: proposals that refer to each other by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from pourparler.model.proposal_bodies import Body, IssueBody, OptionBody, PositionBody, What, references


class State(StrEnum):
    """What became of a proposal. Changed: a person changed it, and did not confirm it yet."""

    PROPOSED = "proposed"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing proposed for a dossier.

    ``why``: what it rests on, and what a person did to it, in words. ``settled``: names of the body's fields that a person set (of a
    position also ``issue``); drafting again leaves them. ``key``: by which a draft knows it again, whatever a person calls it now; empty
    where a person added it. ``dismissed_with``: the proposal with which this one was dismissed. ``merged_into``: the one that has taken
    its place. ``place``: its order among its like. ``in_file``: its name in dossier.yaml where it stood there before it was proposed.
    """

    id: str
    what: What
    body: Body
    state: State = State.PROPOSED
    why: str = ""
    settled: frozenset[str] = frozenset()
    key: str = ""
    dismissed_with: str | None = None
    merged_into: str | None = None
    place: int = 0
    in_file: str | None = None

    @property
    def words(self) -> str:
        """By which it is shown: a name, a question, an option's words, a quotation."""
        return self.body.words

    @property
    def refers_to(self) -> tuple[str, ...]:
        """The ids of the proposals that it speaks of, and of those with which it was dismissed or into which it was merged."""
        also = (self.dismissed_with, self.merged_into)
        return (*(id for _, id in references(self.body)), *(id for id in also if id is not None))

    @property
    def live(self) -> bool:
        """Whether it is not dismissed."""
        return self.state is not State.DISMISSED

    @property
    def confirmed(self) -> bool:
        """Whether a person stands behind it."""
        return self.state is State.CONFIRMED

    def fixed(self, name: str) -> bool:
        """Whether drafting again leaves this field of the body as it is: a person set it, or confirmed or dismissed the whole."""
        return name in self.settled or self.state in (State.CONFIRMED, State.DISMISSED)


@dataclass(frozen=True)
class Proposals:
    """All proposals of a dossier, dismissed ones included; immutable. ``revision``: of the record's state that this is or began as.

    Lookups give live ones only, in their order, unless they say otherwise.
    """

    by_id: Mapping[str, Proposal] = field(default_factory=dict)
    revision: int = 0

    @classmethod
    def of(cls, items: Iterable[Proposal], revision: int = 0) -> Proposals:
        """From proposals with ids of their own."""
        return cls({p.id: p for p in items}, revision)

    def __iter__(self) -> Iterator[Proposal]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def __contains__(self, id: object) -> bool:
        return id in self.by_id

    def __getitem__(self, id: str) -> Proposal:
        """By the whole id, dismissed ones too. Raises KeyError."""
        return self.by_id[id]

    def all(self, what: What) -> tuple[Proposal, ...]:
        """Those of one kind, dismissed ones too, in their order."""
        return self._ordered.get(what, ())

    def live(self, what: What) -> tuple[Proposal, ...]:
        """Those of one kind."""
        return tuple(p for p in self.all(what) if p.live)

    @property
    def parties(self) -> tuple[Proposal, ...]:
        """Parties, mediators, hosts and observers."""
        return self.live(What.PARTY)

    @property
    def issues(self) -> tuple[Proposal, ...]:
        """Issues."""
        return self.live(What.ISSUE)

    @property
    def positions(self) -> tuple[Proposal, ...]:
        """Positions."""
        return self.live(What.POSITION)

    @property
    def dismissed(self) -> tuple[Proposal, ...]:
        """What was dismissed by itself and can be restored: not what went with something else, nor what was merged."""
        return tuple(p for p in self if not p.live and p.dismissed_with is None and p.merged_into is None)

    def options_of(self, issue: str) -> tuple[Proposal, ...]:
        """The options of an issue."""
        return tuple(p for p in self._options.get(issue, ()) if p.live)

    def positions_of(self, option: str) -> tuple[Proposal, ...]:
        """The positions on an option."""
        return tuple(p for p in self._on.get(option, ()) if p.live)

    def positions_on(self, issue: str) -> tuple[Proposal, ...]:
        """The positions on all options of an issue."""
        return tuple(p for o in self.options_of(issue) for p in self.positions_of(o.id))

    def positions_by(self, party: str) -> tuple[Proposal, ...]:
        """The positions that a party takes."""
        return tuple(p for p in self._by.get(party, ()) if p.live)

    def told_again(self, position: str) -> tuple[Proposal, ...]:
        """The positions that are one with this one, itself among them: the same words of the same speaker in several documents.

        In their order. They are for or against the same option by the same party, and stand alike: what is confirmed is not one with
        what is not.
        """
        p = self[position]
        key = _telling(p)
        return tuple(self._tellings[key]) if key is not None else (p,)

    def documents_of(self, position: str) -> tuple[str, ...]:
        """The documents that tell a position, itself first."""
        bodies = (q.body for q in (self[position], *self.told_again(position)))
        return tuple(dict.fromkeys(b.document for b in bodies if isinstance(b, PositionBody)))

    def once(self, positions: Iterable[Proposal]) -> tuple[Proposal, ...]:
        """Those that are not one with another before them."""
        found: dict[Any, Proposal] = {}
        for p in positions:
            found.setdefault(_telling(p) or p.id, p)
        return tuple(found.values())

    def option_of(self, position: str) -> Proposal:
        """The option that a position speaks of."""
        body = self[position].body
        assert isinstance(body, PositionBody)
        return self[body.option]

    def issue_of(self, id: str) -> Proposal:
        """The issue of an option or a position; an issue itself."""
        p = self[id]
        if isinstance(p.body, IssueBody):
            return p
        option = p.body if isinstance(p.body, OptionBody) else self.option_of(id).body
        assert isinstance(option, OptionBody)
        return self[option.issue]

    def within(self, id: str) -> tuple[Proposal, ...]:
        """What stands or falls with an issue, an option or a party, dismissed ones too: options and positions; empty for all else."""
        what = self[id].what
        if what is What.ISSUE:
            options = self._options.get(id, ())
            return (*options, *(p for o in options for p in self._on.get(o.id, ())))
        if what is What.OPTION:
            return tuple(self._on.get(id, ()))
        return tuple(self._by.get(id, ())) if what is What.PARTY else ()

    def resolved(self, id: str) -> Proposal:
        """The proposal, or the one that it was merged into in the end."""
        p = self[id]
        while p.merged_into is not None:
            p = self[p.merged_into]
        return p

    def with_(self, changed: Iterable[Proposal], *, gone: Iterable[str] = ()) -> Proposals:
        """With some put in or replaced, and some taken out."""
        rows = dict(self.by_id)
        rows.update((p.id, p) for p in changed)
        for id in gone:
            rows.pop(id, None)
        return replace(self, by_id=rows)

    def changes_to(self, after: Proposals) -> tuple[tuple[Proposal | None, Proposal | None], ...]:
        """(before, after) of every proposal that differs; None where it is not there."""
        ids = dict.fromkeys((*self.by_id, *after.by_id))
        pairs = ((self.by_id.get(id), after.by_id.get(id)) for id in ids)
        return tuple((old, new) for old, new in pairs if old is not new and old != new)

    @cached_property
    def _ordered(self) -> Mapping[What, tuple[Proposal, ...]]:
        rows: dict[What, list[Proposal]] = {}
        for p in self:
            rows.setdefault(p.what, []).append(p)
        return {what: tuple(sorted(found, key=lambda p: (p.place, p.id))) for what, found in rows.items()}

    @cached_property
    def _options(self) -> Mapping[str, list[Proposal]]:
        rows: dict[str, list[Proposal]] = {}
        for p in self.all(What.OPTION):
            assert isinstance(p.body, OptionBody)
            rows.setdefault(p.body.issue, []).append(p)
        return rows

    @cached_property
    def _on(self) -> Mapping[str, list[Proposal]]:
        return self._positions("option")

    @cached_property
    def _by(self) -> Mapping[str, list[Proposal]]:
        return self._positions("party")

    @cached_property
    def _tellings(self) -> Mapping[tuple[Any, ...], list[Proposal]]:
        rows: dict[tuple[Any, ...], list[Proposal]] = {}
        for p in self.all(What.POSITION):
            if (key := _telling(p)) is not None:
                rows.setdefault(key, []).append(p)
        return rows

    def _positions(self, name: str) -> Mapping[str, list[Proposal]]:
        rows: dict[str, list[Proposal]] = {}
        for p in self.all(What.POSITION):
            rows.setdefault(getattr(p.body, name), []).append(p)
        return rows


def _telling(p: Proposal) -> tuple[Any, ...] | None:
    """What positions that are one have in common; None of what a person added, or an earlier release drafted."""
    told = telling_key(p.body)
    return (*told, p.state) if told is not None else None


def telling_key(body: Body) -> tuple[Any, ...] | None:
    """The words that a position tells, and what is taken from them: the same for each document that has them. None as in ``_telling``."""
    told = isinstance(body, PositionBody) and body.telling
    return (body.telling, body.party, body.option, body.stance) if told else None  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Written:
    """How something proposed stands in dossier.yaml: in which section, under which name, and as a program wrote it.

    ``entry``: plain data; None where it stood there before anybody proposed it.
    """

    section: str
    name: str
    entry: Any = None
