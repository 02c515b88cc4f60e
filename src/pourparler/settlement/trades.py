"""Bridging packages: two parties that each give way on the issue that matters less to it.

Log-rolling (Froman, Cohen 1970, "Compromise and logroll: comparing the efficiency of two bargaining processes", Behavioral Science 15:
180-183; "bridging" as in Pruitt 1981, "Negotiation Behavior"). Two issues on which the parties want opposite things: the package in which
each has its way on one of them is set against its mirror image. Whether a party surely prefers it is told by its linear program, else the
share of its value functions that do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from pourparler.model import Bundle, Negotiation
from pourparler.settlement.acceptability import Judges, PartyJudge
from pourparler.settlement.comparisons import stated_order
from pourparler.settlement.polytope import TOLERANCE, Column


@dataclass(frozen=True, slots=True)
class Trade:
    """``winner`` has its way on the first issue of ``package``, ``other`` on the second; ``mirror`` is the other way round.

    ``shares``: for both parties the share of value functions for which the package is at least as good as its mirror; 1.0 where it
    surely is.
    """

    winner: str
    other: str
    package: Bundle
    mirror: Bundle
    shares: tuple[float, float]
    sure: bool


def find_trades(judges: Judges, parties: Sequence[str]) -> tuple[Trade, ...]:
    """Trades between any two of these parties that more than half of the value functions of each speak for; sure ones first.

    Left out are parties whose values do not add up over issues (bonuses), and packages that break a hard position of any of the parties, or
    a linkage, whatever else is agreed.
    """
    rules = judges.rules
    chosen = {j.party: j for j in judges.among(parties) if not (j.contradicted or j.polytope.bonuses)}
    quarrels = {pair: list(_quarrels(judges.negotiation, *pair)) for pair in combinations(chosen, 2)}
    kept = [c for r in (*rules.linkages, *rules.held_by(parties)) for c in r.clauses]
    best: dict[tuple[str, str, str, str], Trade] = {}
    for (a, b), found in quarrels.items():
        for (i, mine, theirs), (j, mine_too, theirs_too) in permutations(found, 2):
            if i == j:
                continue
            package, mirror = ((i, mine), (j, theirs_too)), ((i, theirs), (j, mine_too))
            held = {rules.space.index[x]: rules.space.option_index[rules.space.index[x]][o] for x, o in package}
            if any(all(k in held and options[held[k]] for k, options in c) for c in kept):
                continue
            terms: dict[Column, float] = {("v", *x): sign for x, sign in _signed(package, mirror)}
            if (first := _share(chosen[a], terms)) <= 0.5 or (second := _share(chosen[b], terms)) <= 0.5:
                continue
            trade = Trade(a, b, package, mirror, (first, second), first == second == 1.0)
            before = best.get((a, b, i, j))
            if before is None or min(trade.shares) > min(before.shares):
                best[a, b, i, j] = trade
    return tuple(sorted(best.values(), key=lambda t: (not t.sure, -min(t.shares))))


def _signed(package: Bundle, mirror: Bundle) -> Iterator[tuple[tuple[str, str], float]]:
    yield from ((pair, 1.0) for pair in package)
    yield from ((pair, -1.0) for pair in mirror)


def _share(judge: PartyJudge, terms: dict[Column, float]) -> float:
    sampled = judge.sample.of(terms)
    if (sampled >= -TOLERANCE).all():  # else one of them shows that it is not sure, and no linear program is needed
        least = judge.polytope.minimum(terms)
        if least is not None and least >= -TOLERANCE:
            return 1.0
    return min(float((sampled >= 0).mean()), 1 - 1e-9)


def _quarrels(negotiation: Negotiation, first: str, second: str) -> Iterator[tuple[str, str, str]]:
    """(issue, option, other option): the first party surely prefers the option, the second the other one."""
    for issue in negotiation.issues:
        orders = [_order(negotiation, p, issue.id) for p in (first, second)]
        for a, b in permutations(issue.options, 2):
            if orders[0].get((a, b)) and orders[1].get((b, a)):
                yield issue.id, a, b


def _order(negotiation: Negotiation, party: str, issue: str) -> dict[tuple[str, str], bool]:
    options = tuple(negotiation.issue[issue].options)
    here = [p for p in negotiation.in_force if p.party == party and p.issue == issue]
    numbers = negotiation.values.get(party, {}).get(issue, {})
    return stated_order(options, here, [(a, b) for a, b in permutations(numbers, 2) if numbers[a] > numbers[b]])
