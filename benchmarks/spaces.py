"""Random negotiations for the benchmarks, by seed: issues, hard positions, linkages, orders, and utilities in whole numbers."""

from __future__ import annotations

import numpy as np

from pourparler.model import Issue, Kind, Linkage, Negotiation, NoAgreement, Party, Position
from pourparler.settlement import Bargain


def negotiation(
    *, parties: int, issues: int, options: int, hard: int = 0, orders: int = 0, linkages: int = 0, seed: int = 0
) -> Negotiation:
    """Hard positions: three in four reject an option, the others reject it unless, or accept it only if, another issue goes one way."""
    random = np.random.default_rng(seed)
    told = tuple(Issue(f"i{k}", {f"o{j}": f"o{j}" for j in range(options)}) for k in range(issues))
    names = [f"P{k}" for k in range(parties)]

    def pick(issue: Issue) -> str:
        return f"o{random.integers(len(issue.options))}"

    positions = []
    for k in range(hard):
        issue, other = (told[int(i)] for i in random.choice(issues, 2, replace=False))
        kind = Kind.ACCEPTS if random.random() < 0.125 else Kind.REJECTS
        condition = ((other.id, pick(other)),) if kind is Kind.ACCEPTS or random.random() < 1 / 7 else ()
        positions.append(
            Position(f"h{k}", names[int(random.integers(parties))], kind, issue.id, pick(issue), condition=condition)
        )
    for k in range(orders):
        issue = told[int(random.integers(issues))]
        ranked = sorted(random.choice(options, int(random.integers(2, options + 1)), replace=False).tolist())
        positions.append(
            Position(
                f"o{k}",
                names[int(random.integers(parties))],
                Kind.PREFERS,
                issue.id,
                ranking=tuple((f"o{o}",) for o in ranked),
            )
        )
    links = []
    for k in range(linkages):
        pair = [told[int(i)] for i in random.choice(issues, 2, replace=False)]
        links.append(Linkage(f"l{k}", tuple((i.id, pick(i)) for i in pair)))
    priorities = {
        p: tuple((f"i{int(i)}",) for i in random.choice(issues, min(4, issues), replace=False)) for p in names
    }
    return Negotiation(
        f"random {seed}",
        tuple(map(Party, names)),
        told,
        tuple(positions),
        priorities if orders else {},
        linkages=tuple(links),
        no_agreement=NoAgreement({i.id: "o0" for i in told}) if orders else NoAgreement(),
    )


def utilities(*, parties: int, issues: int, options: int, reach: float = 0.6, seed: int = 0) -> Bargain:
    """Whole numbers 0..10 an option; each party needs ``reach`` of the best it could get."""
    random = np.random.default_rng(seed + 1_000)
    values = [random.integers(0, 11, (parties, options)) for _ in range(issues)]
    best = sum(v.max(axis=1) for v in values)
    return Bargain.of(values, reservation=np.floor(best * reach).astype(int))
