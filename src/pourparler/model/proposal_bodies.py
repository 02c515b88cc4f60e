"""What each kind of proposal holds; bodies refer to other proposals by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model.negotiation import NextStep
from pourparler.model.text import Actor, Chances, Evidence, Meeting, Spans, Stance


class What(StrEnum):
    """What is proposed."""

    PARTY = "party"
    ISSUE = "issue"
    OPTION = "option"
    POSITION = "position"
    LINKAGE = "linkage"
    PRIORITY = "priority"
    NO_AGREEMENT = "no_agreement"
    MEETING = "meeting"
    NEXT_STEP = "next_step"


@dataclass(frozen=True, slots=True)
class PartyBody:
    """``role``: party, mediator, host or observer; only a party accepts or refuses."""

    name: str
    aliases: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    role: str = "party"
    at_table: bool = True
    evidence: tuple[Evidence, ...] = ()

    @property
    def words(self) -> str:
        """By which it is shown."""
        return self.name


@dataclass(frozen=True, slots=True)
class IssueBody:
    """``name``: a short one, from which its id in dossier.yaml is made. ``chance`` (0..1): that its positions answer one question."""

    name: str
    question: str = ""
    chance: float = 1.0

    @property
    def words(self) -> str:
        """By which it is shown."""
        return self.question or self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class OptionBody:
    """An answer to the question of ``issue`` (a proposal's id). ``name``: a short one, from which its id in dossier.yaml is made."""

    issue: str
    words: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class PositionBody:
    """A party (by the proposal's id) is for or against an option (likewise); the issue is the option's.

    ``holder``: the party as the statement names it. ``conditions``: options of other issues (ids) on which it hangs; ``condition``: in
    the text's words. A position that a person added rests on ``evidence`` and may have no statement. ``telling``: the same for all
    positions that are one told again, by an outlet that prints the same words; they count once.
    """

    party: str
    option: str
    stance: Stance
    statement: str = ""
    holder: str = ""
    document: str = ""
    spans: Spans = ()
    quote: str = ""
    condition: str | None = None
    conditions: tuple[str, ...] = ()
    hedged: bool = False
    chances: Chances | None = None
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()
    telling: str = ""

    @property
    def words(self) -> str:
        """By which it is shown."""
        return self.quote

    @property
    def sources(self) -> tuple[Evidence, ...]:
        """The statement, and what a person gave besides."""
        own = (Evidence(statement=self.statement),) if self.statement else ()
        return tuple(dict.fromkeys((*own, *self.evidence)))


@dataclass(frozen=True, slots=True)
class LinkageBody:
    """Options (by the proposals' ids), each of another issue, that somebody says cannot stand together."""

    never: tuple[str, ...]
    because: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def words(self) -> str:
        """By which it is shown."""
        return self.because


@dataclass(frozen=True, slots=True)
class PriorityBody:
    """An issue that a party says matters most to it; both by the proposals' ids."""

    party: str
    issue: str
    because: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def words(self) -> str:
        """By which it is shown."""
        return self.because


@dataclass(frozen=True, slots=True)
class NoAgreementBody:
    """The option that its issue comes to without an agreement, by the proposal's id."""

    option: str
    because: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def words(self) -> str:
        """By which it is shown."""
        return self.because


@dataclass(frozen=True, slots=True)
class MeetingBody:
    """A meeting."""

    meeting: Meeting

    @property
    def words(self) -> str:
        """By which it is shown."""
        return self.meeting.title


@dataclass(frozen=True, slots=True)
class NextStepBody:
    """What somebody said would happen next."""

    step: NextStep

    @property
    def words(self) -> str:
        """By which it is shown."""
        return self.step.what


Body = (
    PartyBody | IssueBody | OptionBody | PositionBody | LinkageBody | PriorityBody | NoAgreementBody | MeetingBody | NextStepBody
)  # fmt: skip

BODIES: Mapping[What, type[Body]] = {
    What.PARTY: PartyBody,
    What.ISSUE: IssueBody,
    What.OPTION: OptionBody,
    What.POSITION: PositionBody,
    What.LINKAGE: LinkageBody,
    What.PRIORITY: PriorityBody,
    What.NO_AGREEMENT: NoAgreementBody,
    What.MEETING: MeetingBody,
    What.NEXT_STEP: NextStepBody,
}
"""The body of each kind of proposal."""


REFERENCES: Mapping[str, What] = {
    "party": What.PARTY, "issue": What.ISSUE, "option": What.OPTION, "conditions": What.OPTION, "never": What.OPTION,
}  # fmt: skip
"""The fields of bodies that hold ids of proposals, and of which kind."""


_REFERRING: Mapping[type[Body], tuple[str, ...]] = {
    body: tuple(name for name in REFERENCES if name in body.__dataclass_fields__) for body in BODIES.values()
}


def references(body: Body) -> list[tuple[str, str]]:
    """(field, id) of every proposal that a body refers to."""
    found = []
    for name in _REFERRING[type(body)]:
        value = getattr(body, name)
        found += [(name, id) for id in ((value,) if isinstance(value, str) else value)]
    return found
