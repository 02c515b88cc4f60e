"""What positions say beside their own issue: that it hangs on another one, that it matters most, what comes without an agreement."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from pourparler.drafting.proposed import (
    ProposedIssue,
    ProposedLinkage,
    ProposedNoAgreement,
    ProposedPosition,
    ProposedPriority,
)
from pourparler.model import Document, Evidence, Statement, quote
from pourparler.model.stances import Side, side_of
from pourparler.reading.issue_matching import stems

LEAST_SHARED = 0.6
"""Share of the weight of a condition's words that the words on another issue must hold."""
CLEARLY = 1.3
"""How many times as much as the next issue holds of it."""
LEAST_WORDS = 2
"""Words that a condition shares with the other issue at the least: with one, too much is shared by chance."""
_ROUNDING = 1e-9
_WITHOUT = re.compile(
    r"\b(?:without (?:an? |any |the )?(?:deal|agreement|settlement|accord|contract|treaty)|no[- ](?:deal|agreement)|"
    r"(?:if|should|when|once) (?:the )?(?:talks|negotiations|mediation|parties|sides) (?:fail|collapse|break down|end without))",
    re.I,
)
_MATTERS_MOST = re.compile(
    r"\b(?:(?:top|first|highest|main|overriding|number one|foremost) (?:priority|concern|demand)|matters? (?:the )?most|most important|above all(?: else)?"
    r"|more important than)\b",
    re.I,
)


def linkages(
    positions: Sequence[ProposedPosition],
    issues: Sequence[ProposedIssue],
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[ProposedLinkage, ...]:
    """Options that cannot stand together, from conditions that name another issue: "a toll only if pilots are free" never goes without free pilots.

    Only where the condition's words are surely those of one other issue, and that issue has two options, so that one is the denial of the other.
    ``known``: the stems of the positions' words, where somebody has them.
    """
    words = _Words(positions, known or {})
    by_id = {issue.id: issue for issue in issues}
    found: dict[tuple[tuple[str, str], ...], ProposedLinkage] = {}
    for p in positions:
        if p.condition is None or _WITHOUT.search(p.condition) or side_of(p.stance) is not Side.FOR:
            continue
        other = words.meant(p)
        if other is None:
            continue
        issue, option = other
        rest = [o.id for o in by_id[issue].options if o.id != option]
        if len(rest) == 1:
            never = tuple(sorted(((p.issue, p.option), (issue, rest[0]))))
            there = found.get(never)
            evidence = (*(there.evidence if there else ()), Evidence(statement=p.statement))
            found[never] = ProposedLinkage(never, there.because if there else p.condition, evidence)
    return tuple(found.values())


class _Words:
    """The words of the options of every issue.

    A long record has tens of thousands of options and thousands of conditions: what is shared is added up for all options at once.
    """

    def __init__(self, positions: Sequence[ProposedPosition], known: Mapping[str, Collection[str]]) -> None:
        found: dict[tuple[str, str], set[str]] = {}
        for p in positions:
            own = known[p.quote] if p.quote in known else stems(p.quote)
            found.setdefault((p.issue, p.option), set()).update(own)
        self._options = sorted(found)
        self._issues = sorted({issue for issue, _ in self._options})
        number = {issue: k for k, issue in enumerate(self._issues)}
        self._issue = np.array([number[issue] for issue, _ in self._options], dtype=np.int64)
        """The number of each option's issue, ascending."""
        having: dict[str, list[int]] = {}
        for k, option in enumerate(self._options):
            for stem in found[option]:
                having.setdefault(stem, []).append(k)
        self._having = {stem: np.array(options, dtype=np.int64) for stem, options in having.items()}
        """The numbers of the options that have a word."""
        self._spread = {stem: np.unique(self._issue[options]) for stem, options in self._having.items()}
        """Those of the issues that have it."""

    def meant(self, p: ProposedPosition) -> tuple[str, str] | None:
        """The issue and option that a position's condition names; None where that is not sure."""
        said = sorted(stems(p.condition or "") - stems(p.quote.replace(p.condition or "", " ")))
        many = len(self._issues)
        weight = {s: log(1 + many / (len(self._spread[s]) if s in self._spread else 1)) for s in said}
        whole = sum(weight.values())
        near = self._near(weight, (LEAST_SHARED / CLEARLY - _ROUNDING) * whole)
        near = [k for k in near if self._issues[k] != p.issue]
        if not near:
            return None
        there = [self._having[s] for s in weight if s in self._having]
        numbers = np.concatenate(there)
        weights = np.repeat([weight[s] for s in weight if s in self._having], [len(options) for options in there])
        held = np.asarray(np.bincount(numbers, weights, len(self._options)), dtype=np.float64)
        scores = sorted((self._best(k, held) for k in near), reverse=True)
        (most, best), *rest = scores
        shared = int(np.count_nonzero(numbers == best))
        if most / whole < LEAST_SHARED or shared < LEAST_WORDS:
            return None
        clear = not rest or most / whole >= CLEARLY * (rest[0][0] / whole)
        return self._options[best] if clear else None

    def _best(self, issue: int, held: NDArray[np.float64]) -> tuple[float, int]:
        """How much that option of an issue holds that holds most, of several the last, and its number."""
        first, end = np.searchsorted(self._issue, (issue, issue + 1))
        of = held[first:end]
        best = len(of) - 1 - int(np.argmax(of[::-1]))
        return float(of[best]), int(first) + best

    def _near(self, weight: Mapping[str, float], least: float) -> list[int]:
        """The numbers of the issues whose words weigh this much at the least: no other can be meant, or leave in doubt which one is."""
        there = [s for s in weight if s in self._spread]
        if not there:
            return []
        numbers = np.concatenate([self._spread[s] for s in there])
        weights = np.repeat([weight[s] for s in there], [len(self._spread[s]) for s in there])
        return [int(k) for k in np.flatnonzero(np.bincount(numbers, weights) >= least)]


def no_agreement(positions: Sequence[ProposedPosition]) -> tuple[ProposedNoAgreement, ...]:
    """What an issue comes to where the talks fail, from positions that hold on that condition; the first that says it for each issue."""
    found: dict[str, ProposedNoAgreement] = {}
    for p in positions:
        if p.condition is not None and _WITHOUT.search(p.condition) and side_of(p.stance) is Side.FOR:
            found.setdefault(
                p.issue, ProposedNoAgreement(p.issue, p.option, p.quote, (Evidence(statement=p.statement),))
            )
    return tuple(found.values())


def priorities(
    positions: Sequence[ProposedPosition], statements: Mapping[str, Statement], documents: Mapping[str, Document]
) -> tuple[ProposedPriority, ...]:
    """Issues of which a party says that they matter most to it: where the position or what is said with it has such words."""
    found: dict[tuple[str, str], ProposedPriority] = {}
    for p in positions:
        s = statements[p.statement]
        told = quote(documents[p.document].text, s.content) if s.content else p.quote
        if side_of(p.stance) is Side.FOR and _MATTERS_MOST.search(told):
            evidence = (Evidence(statement=p.statement),)
            found.setdefault((p.party, p.issue), ProposedPriority(p.party, p.issue, told, evidence))
    return tuple(found.values())
