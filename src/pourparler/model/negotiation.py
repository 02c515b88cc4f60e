"""What is negotiated: parties, issues, positions, linkages, settlements."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from math import prod

from pourparler.model.conflict import Conflict
from pourparler.model.influence import Contest, Vote
from pourparler.model.text import Actor, Evidence, Meeting

Number = Fraction | float
"""A number that somebody gave. A float stands for the shortest decimals that read back as it: 0.1 for a tenth (``exact``)."""

Bundle = tuple[tuple[str, str], ...]
"""(issue, option) pairs: a part of a settlement."""

Ranking = tuple[tuple[str, ...], ...]
"""Best first; the members of one group count as equal."""

Settlement = Mapping[str, str]
"""One option for every issue."""


def exact(number: Number) -> Fraction:
    """The number as it was written, never as rounded to binary."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


class Kind(StrEnum):
    """What a position does with its option."""

    PREFERS = "prefers"
    DEMANDS = "demands"
    REJECTS = "rejects"
    REQUIRES = "requires"
    ACCEPTS = "accepts"
    OFFERS = "offers"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Party:
    """A side that can accept or refuse a settlement. ``suggested``, here and elsewhere: proposed, and confirmed by nobody."""

    name: str
    at_table: bool = True
    actors: tuple[Actor, ...] = ()
    aliases: tuple[str, ...] = ()
    role: str | None = None
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Bystander:
    """Somebody who hosts, mediates or convenes, and neither accepts nor refuses: no party."""

    name: str
    role: str
    actors: tuple[Actor, ...] = ()
    aliases: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """A question to be settled. ``options`` maps an option's id to its words; exactly one is chosen.

    ``only_with``: words of which a sentence must have one to speak of it; without any, it is told by meaning and shared words.
    ``suggested_options``: those of its options that nobody confirmed; of a suggested issue all of them are.
    """

    id: str
    options: Mapping[str, str]
    question: str = ""
    aliases: tuple[str, ...] = ()
    suggested: bool = False
    suggested_options: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The question without its mark, or the id where no question is written."""
        return self.question.rstrip("?") or self.id.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Position:
    """What a party says of an option (``option``), of an order of options (``ranking``) or of two bundles.

    ``condition`` is the ``unless`` of a rejection and the ``if`` of an acceptance. ``until``: given up on that date, kept
    for the history, left out of the analysis. ``hedged``: the words that make the report less than certain.
    """

    id: str
    party: str
    kind: Kind
    issue: str | None = None
    option: str | None = None
    ranking: Ranking = ()
    condition: Bundle = ()
    better: Bundle = ()
    worse: Bundle = ()
    evidence: tuple[Evidence, ...] = ()
    as_of: date | None = None
    until: date | None = None
    hedged: str | None = None
    said_by: str | None = None
    concession: bool = False
    note: str | None = None
    suggested: bool = False

    @property
    def in_force(self) -> bool:
        """Whether the party still holds it."""
        return self.until is None

    @property
    def hard(self) -> bool:
        """Whether it rules settlements out whatever else they hold: rejects, requires, accepts on a condition."""
        return self.kind in (Kind.REJECTS, Kind.REQUIRES) or (
            self.kind in (Kind.ACCEPTS, Kind.OFFERS) and bool(self.condition)
        )

    @property
    def issues(self) -> tuple[str, ...]:
        """Every issue it speaks of, its own first."""
        bundles = self.condition + self.better + self.worse
        named = ([self.issue] if self.issue else []) + [issue for issue, _ in bundles]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Linkage:
    """Options that cannot stand together in a settlement, whoever may want it."""

    id: str
    never: Bundle
    because: str | None = None
    evidence: tuple[Evidence, ...] = ()
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Bonus:
    """What a package is worth to a party beyond its options one by one, in the units of the party's numbers; may be negative."""

    party: str
    package: Bundle
    worth: Number
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NoAgreement:
    """What the parties have without a settlement.

    ``options``: the option each issue then has; an issue not named is unknown. ``values``: a party's reservation value in
    the units of its numbers. ``better_than``: (parts of) settlements that the party holds no-agreement to be better than.
    ``suggested``: the issues and parties of which nobody confirmed what is told here.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Number] = field(default_factory=dict)
    better_than: Mapping[str, tuple[Bundle, ...]] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    suggested: tuple[str, ...] = ()


class StepStatus(StrEnum):
    """What became of a next step."""

    KEPT = "kept"
    """Who was to do it did it: a person says so, by a sentence that shows it."""
    BROKEN = "broken"
    """Likewise, that it was not done."""
    OVERDUE = "overdue"
    """Its last day is over, and nobody has said what became of it."""
    OPEN = "open"
    """Its last day is not over, or not known."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What somebody said would happen next, or promised to do.

    ``when``: in the words of the text. ``due``: the last day on which it would be in time. ``became``: KEPT or BROKEN, as a person
    confirmed it; ``shown_by``: what shows that.
    """

    what: str
    who: tuple[str, ...] = ()
    when: str | None = None
    hedged: str | None = None
    evidence: tuple[Evidence, ...] = ()
    suggested: bool = False
    due: date | None = None
    became: StepStatus | None = None
    shown_by: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """``n`` and 12 hexadecimal digits that follow from its words and evidence, and stay when its status changes."""
        key = "|".join((self.what, *map(str, self.evidence)))
        return "n" + hashlib.sha256(key.encode()).hexdigest()[:12]

    def status(self, today: date) -> StepStatus:
        """What became of it, as seen on a day."""
        if self.became is not None:
            return self.became
        return StepStatus.OVERDUE if self.due is not None and self.due < today else StepStatus.OPEN


@dataclass(frozen=True, slots=True)
class Claim:
    """Something in a dossier that rests on evidence, by the name under which a person finds it there."""

    name: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Stood:
    """That a negotiation is shown as it stood at the end of a ``day``.

    ``later``: how many of its positions were first said after that day, and are left out. ``undated``: how many of those that count have
    no date, and so count on every day.
    """

    day: date
    later: int = 0
    undated: int = 0


@dataclass(frozen=True)
class Negotiation:
    """Everything that the analysis works on. Orders are those of the file."""

    title: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    positions: tuple[Position, ...] = ()
    priorities: Mapping[str, Ranking] = field(default_factory=dict)
    priority_evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    suggested_priorities: tuple[str, ...] = ()
    """The parties whose priorities nobody confirmed."""
    linkages: tuple[Linkage, ...] = ()
    no_agreement: NoAgreement = field(default_factory=NoAgreement)
    values: Mapping[str, Mapping[str, Mapping[str, Number]]] = field(default_factory=dict)
    """Party, issue, option to a number, for issues on which every number is known."""
    ranges: Mapping[str, Mapping[str, Mapping[str, tuple[float, float]]]] = field(default_factory=dict)
    """The same for issues on which some number is only known to lie between two: least and greatest."""
    ceilings: Mapping[str, Number] = field(default_factory=dict)
    """Party to the most that a settlement counts for it; a sum of numbers above that counts as this."""
    bonuses: tuple[Bonus, ...] = ()
    bystanders: tuple[Bystander, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    conflict: Conflict | None = None
    """The talks as moves, where somebody wrote them down."""
    contests: tuple[Contest, ...] = ()
    """Who pulls where on which issue, where somebody gave numbers for it."""
    votes: tuple[Vote, ...] = ()
    """Rules by which bodies decide."""
    stood: Stood | None = None
    """Of which day this is; None for the dossier as it stands."""

    @cached_property
    def party(self) -> Mapping[str, Party]:
        """Parties by name."""
        return {party.name: party for party in self.parties}

    @cached_property
    def issue(self) -> Mapping[str, Issue]:
        """Issues by id."""
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def position(self) -> Mapping[str, Position]:
        """Positions by id, those given up included."""
        return {position.id: position for position in self.positions}

    @cached_property
    def in_force(self) -> tuple[Position, ...]:
        """The positions that are still held."""
        return tuple(position for position in self.positions if position.in_force)

    @cached_property
    def at_table(self) -> tuple[str, ...]:
        """The names of the parties at the table."""
        return tuple(party.name for party in self.parties if party.at_table)

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """The names of the parties not at the table."""
        return tuple(party.name for party in self.parties if not party.at_table)

    def claims(self) -> tuple[Claim, ...]:
        """Everything that may carry evidence, in the order of the file's sections; also what has none."""
        conflict = self.conflict
        wishes = [w for order in conflict.orders for tier in order.wishes for w in tier] if conflict else []
        return (
            *(Claim(p.id, p.evidence) for p in self.positions),
            *(Claim(k.id, k.evidence) for k in self.linkages),
            *(Claim(f"priorities of {party}", told) for party, told in self.priority_evidence.items()),
            Claim("no_agreement", self.no_agreement.evidence),
            *(Claim(f"bonus of {b.party}", b.evidence) for b in self.bonuses),
            *(Claim(b.name, b.evidence) for b in self.bystanders),
            *(Claim(f"meeting {m.title!r}", m.evidence) for m in self.meetings),
            *(Claim(f"next step {n.what!r}", n.evidence) for n in self.next_steps),
            *(Claim(f"what became of {n.what!r}", n.shown_by) for n in self.next_steps if n.shown_by),
            *(Claim(f"move {m.id}", m.evidence) for m in (conflict.moves if conflict else ())),
            *(Claim(f"preference {w.words!r}", w.evidence) for w in wishes),
            *(Claim(f"{p.actor} in the contest over {c.issue}", p.evidence) for c in self.contests for p in c.pulls),
            *(Claim(f"vote {v.title!r}", v.evidence) for v in self.votes),
        )

    @property
    def size(self) -> int:
        """How many settlements there are, linkages not looked at."""
        return prod(len(issue.options) for issue in self.issues)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Lower case, words joined by hyphens: fit for an identifier."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-_") or "x"
