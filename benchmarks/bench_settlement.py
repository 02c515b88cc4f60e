"""Counting by decision diagram against listing; acceptability in closed form against SciPy's linear programs, one call each."""

from __future__ import annotations

import time
from itertools import product
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

from pourparler.dossier import load
from pourparler.settlement.acceptability import Acceptance, PartyJudge
from pourparler.settlement.hard_constraints import HardRules

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def counting() -> None:
    negotiation = load(EXAMPLES / "riyadh-2025" / "dossier.yaml").negotiation
    rules = HardRules.of(negotiation)
    began = time.perf_counter()
    by_diagram = rules.count(without_issue=0)
    counting = time.perf_counter() - began
    began = time.perf_counter()
    kept = [r for r in rules.positions if 0 not in r.scope]
    sizes = [1, *rules.space.sizes[1:]]
    listed = sum(not any(r.is_broken(codes) for r in kept) for codes in product(*map(range, sizes)))
    listing = time.perf_counter() - began
    assert by_diagram == listed
    print(
        f"count, Riyadh ({negotiation.size:,} settlements): {listing / counting:.0f} times as fast as listing ({counting * 1e3:.1f} ms)"
    )


def acceptability() -> None:
    negotiation = load(EXAMPLES / "strait-of-lorn" / "dossier.yaml").negotiation
    rules = HardRules.of(negotiation)
    sample = list(product(*map(range, rules.space.sizes)))[::30]
    ours = plain = 0.0
    for party in negotiation.parties:
        judge = PartyJudge(negotiation, party.name, rules)
        wanted = [codes for codes in sample if not any(r.is_broken(codes) for r in judge.rules)]
        began = time.perf_counter()
        answers = judge.answers(np.array(wanted))
        ours += time.perf_counter() - began
        p = judge.polytope
        place = {c: k for k, c in enumerate(p.columns)}
        a, low, high = np.zeros((len(p.rows), len(place))), [], []
        for k, row in enumerate(p.rows):
            for c, x in row.terms.items():
                a[k, place[c]] += x
            low.append(row.lower)
            high.append(row.upper)
        equal = np.array([lo == hi for lo, hi in zip(low, high, strict=True)])
        upper = {
            "A_ub": -a[~equal],
            "b_ub": -np.array(low)[~equal],
            "A_eq": a[equal],
            "b_eq": np.array(low)[equal],
            "bounds": (0, 1),
        }
        began = time.perf_counter()
        for codes, answer in zip(wanted, answers, strict=True):
            cost = np.zeros(len(place))
            for c, x in p.gain(rules.space.settlement(codes)).items():
                cost[place[c]] += x
            least = linprog(cost, **upper).fun
            greatest = -linprog(-cost, **upper).fun if least < -1e-9 else None
            found = Acceptance(answer)
            wanted_answer = Acceptance.UNACCEPTABLE if least < -1e-9 and greatest <= 1e-9 else Acceptance.OPEN
            assert found is (Acceptance.ACCEPTABLE if least >= -1e-9 else wanted_answer)
        plain += time.perf_counter() - began
    print(
        f"acceptability, demo, {len(sample)} settlements: {plain / ours:.1f} times as fast as one SciPy call each, same answers"
    )


if __name__ == "__main__":
    counting()
    acceptability()
