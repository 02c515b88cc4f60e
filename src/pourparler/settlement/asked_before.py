"""What became of the questions that were to be asked next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pourparler.model import Negotiation, Position
from pourparler.settlement.analysis import ToAsk
from pourparler.settlement.deciding import Deciding
from pourparler.settlement.questions import Question


class Became(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    """The dossier now holds a position of the party on the issue that it did not hold then."""
    SAID = "said"
    """New statements tell a position of the party on the issue; the dossier does not hold it."""
    OPEN = "open"
    """Neither."""


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A question to a party on issues, and the positions that answer it. ``deciding``: where its answer would have changed the verdict."""

    party: str
    issues: tuple[str, ...]
    became: Became
    by: tuple[Position, ...]
    deciding: tuple[Deciding, ...] = ()
    narrowing: Question | None = None


Said = Mapping[tuple[str, str], Sequence[Position]]
"""(party, issue) to the positions that new statements tell."""


def what_became(
    asked: ToAsk, came: Sequence[Position], said: Said, negotiation: Negotiation, most: int
) -> list[AskedBefore]:
    """Of the first ``most`` questions, those to one party on one issue together. ``came``: the positions that the dossier holds since."""
    groups: dict[tuple[str, tuple[str, ...]], list[Deciding]] = {}
    for d in asked.deciding:
        groups.setdefault((d.party, (d.answer.issue,)), []).append(d)
    found = [_asked(party, issues, came, said, deciding=tuple(told)) for (party, issues), told in groups.items()]
    for q in asked.narrowing:
        issues = (q.issue,) if q.issue is not None else tuple(i for i in (q.first, q.second) if i is not None)
        found.append(_asked(q.party, issues, came, said, narrowing=q))
    return [a for a in found if a.party in negotiation.party and all(i in negotiation.issue for i in a.issues)][:most]


def _asked(
    party: str,
    issues: tuple[str, ...],
    came: Sequence[Position],
    said: Said,
    *,
    deciding: tuple[Deciding, ...] = (),
    narrowing: Question | None = None,
) -> AskedBefore:
    answers = tuple(p for p in came if p.party == party and set(p.issues) & set(issues))
    if answers:
        return AskedBefore(party, issues, Became.ANSWERED, answers, deciding, narrowing)
    told = tuple(p for issue in issues for p in said.get((party, issue), ()))
    return AskedBefore(party, issues, Became.SAID if told else Became.OPEN, told, deciding, narrowing)
