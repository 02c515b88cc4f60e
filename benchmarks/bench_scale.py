"""Large spaces: counts, estimates, answers and blocking sets against their targets, each in a process of its own for its memory."""

from __future__ import annotations

import platform
import resource
import statistics
import subprocess
import sys
import time

import numpy as np

from pourparler.errors import TooManyError
from pourparler.settlement import PartyJudge, count_accepted, estimate, needs_of
from pourparler.settlement.blocking import find_blocking
from pourparler.settlement.commitment_strength import Firmness
from pourparler.settlement.hard_constraints import HardRules
from spaces import negotiation, utilities

SEEDS = 5
SPACE = {"parties": 12, "issues": 30, "options": 8, "hard": 100, "linkages": 20}


def timed(work) -> tuple[float, object]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def zopa() -> str:
    times, sizes, widths = [], [], []
    for seed in range(SEEDS):
        n = negotiation(**SPACE, seed=seed)
        took, diagram = timed(lambda n=n: HardRules.of(n).diagram())
        counting, size = timed(diagram.count)
        times.append(took + counting)
        sizes.append(size)
        widths.append(max(diagram.widths))
    return f"exact count, 30 issues of 8 options, 12 parties, 100 hard positions, 20 linkages: {1e3 * max(times):.0f} ms at most of {SEEDS} (target 5 s); {min(sizes):.2g} to {max(sizes):.2g} of {8**30:.2g}, widest layer {max(widths)}"


def two_parties() -> str:
    times, counts = [], []
    for seed in range(SEEDS):
        diagram = HardRules.of(negotiation(**SPACE, seed=seed)).diagram()
        bargain = utilities(parties=2, issues=30, options=8, seed=seed)
        took, size = timed(lambda b=bargain, d=diagram: count_accepted(b, d))
        times.append(took)
        counts.append(size)
    return f"the same space, 2 parties with whole numbers 0..10, exact: median {statistics.median(times):.1f} s, at most {max(times):.1f} s (target 5 s); {min(counts):.2g} to {max(counts):.2g}"


def five_parties() -> str:
    times, widths = [], []
    for seed in range(SEEDS):
        diagram = HardRules.of(negotiation(**SPACE, seed=seed)).diagram()
        bargain = utilities(parties=5, issues=30, options=8, seed=seed)
        took, found = timed(lambda b=bargain, d=diagram: estimate(d, needs_of(b), within=0.05))
        times.append(took)
        widths.append(found.within)
    return f"the same space, 5 parties, estimate: median {statistics.median(times):.1f} s, at most {max(times):.1f} s (target 10 s); 95 % interval within {100 * max(widths):.1f} % (target 5 %)"


def covered() -> str:
    """Estimates against exact counts: how often the 95 % interval holds the truth."""
    inside = total = 0
    for seed in range(20):
        bargain = utilities(parties=3, issues=10, options=5, seed=seed)
        diagram = HardRules.of(negotiation(parties=3, issues=10, options=5, hard=10, linkages=4, seed=seed)).diagram()
        try:
            exact = count_accepted(bargain, diagram)
        except TooManyError:
            continue
        for repeat in range(10):
            found = estimate(diagram, needs_of(bargain), within=0.05, seed=repeat)
            inside += found.low <= exact <= found.high
            total += 1
    return (
        f"estimates of 20 spaces whose exact count is known, 10 each: the 95 % interval holds it in {inside} of {total}"
    )


def answers() -> str:
    n = negotiation(parties=12, issues=15, options=4, orders=150)
    rules = HardRules.of(n)
    judges = [PartyJudge(n, p.name, rules) for p in n.parties]
    codes = np.random.default_rng(0).integers(0, 4, (40, 15))
    timings = [timed(lambda row=row: [j.judge(row) for j in judges])[0] for row in codes.tolist()]
    many = np.random.default_rng(1).integers(0, 4, (100_000, 15))
    took, _ = timed(lambda: [j.answers(many) for j in judges])
    return f"a settlement, 12 parties, 15 issues, 150 orders, with least and greatest gains: median {1e3 * statistics.median(timings):.1f} ms, at most {1e3 * max(timings):.1f} ms (target 50 ms); 100,000 settlements, answers alone: {took:.2f} s"


def blocking() -> str:
    lines = []
    for seed in range(SEEDS):
        n = negotiation(parties=12, issues=15, options=4, hard=150, linkages=5, seed=seed)
        took, found = timed(lambda n=n: find_blocking(HardRules.of(n), Firmness.of(n)))
        lines.append((took, len(found.blocking_sets), found.complete))
    return (
        f"blocking sets, 12 parties, 15 issues, 150 hard positions: at most {max(t for t, _, _ in lines):.1f} s (target 10 s); "
        + ", ".join(f"{k:,}{' (all)' if c else ''}" for _, k, c in lines)
    )


WORK = {f.__name__: f for f in (zopa, two_parties, five_parties, covered, answers, blocking)}


def main() -> None:
    if len(sys.argv) > 1:
        words = WORK[sys.argv[1]]()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        print(f"  {words}; {peak:.0f} MB at most")
        return
    print(
        f"large spaces, {platform.processor() or platform.machine()}, random negotiations, seeds 0 to {SEEDS - 1}",
        flush=True,
    )
    for name in WORK:
        subprocess.run([sys.executable, __file__, name], check=True)


if __name__ == "__main__":
    main()
