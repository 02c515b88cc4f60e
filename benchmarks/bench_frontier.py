"""The frontier of bargaining instances: ours against NegMAS's own, in turns in one run."""

from __future__ import annotations

import platform
import statistics
import time
from pathlib import Path

from pourparler.formats import bargaining_instance
from pourparler.settlement.counting import count_accepted
from pourparler.settlement.frontier import find_frontier
from pourparler.settlement.numeric_case import bargain_of
from pourparler.settlement.solutions import solutions_of

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "reference" / "bargaining"
AGAINST = ("gen-conflict-k4-8i-7e04-s110", "gen-real-k3-5i-1e06-s111", "anac2015-politics-3p", "anac2010-itexvscypress")
ALONE = ("gen-integer-k3-10i-1e10-s109", "gen-integer-k2-20i-1e20-s108")


def seconds(work) -> tuple[float, object]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def theirs(negotiation):
    """NegMAS's frontier over all outcomes, its utility functions made beforehand."""
    from negmas import LinearAdditiveUtilityFunction, make_issue, make_os
    from negmas.preferences.ops import pareto_frontier

    space = make_os([make_issue(list(i.options), i.id) for i in negotiation.issues])
    ufuns = [
        LinearAdditiveUtilityFunction(
            values={i.id: dict(negotiation.values[p.name][i.id]) for i in negotiation.issues},
            weights={i.id: 1.0 for i in negotiation.issues},
            outcome_space=space,
        )
        for p in negotiation.parties
    ]
    return lambda: pareto_frontier(ufuns, outcomes=list(space.enumerate()))[0]


def main() -> None:
    if not FOLDER.is_dir():
        print("frontier: reference instances absent")
        return
    try:
        import negmas
    except ImportError:
        negmas = None
    print(
        f"frontier, {platform.processor() or platform.machine()}, NegMAS {negmas.__version__ if negmas else 'absent'}"
    )
    for name in AGAINST:
        negotiation = bargaining_instance.read(FOLDER / f"{name}.json")[0]
        ours = lambda bargain=bargain_of(negotiation): find_frontier(bargain)  # noqa: E731
        whole = lambda negotiation=negotiation: find_frontier(bargain_of(negotiation))  # noqa: E731
        took, frontier = seconds(ours)
        line = f"  {name}: {len(frontier):,} vectors of {negotiation.size:,} settlements"
        if negmas is None:
            print(f"{line}, {1e3 * took:.1f} ms")
            continue
        peer = theirs(negotiation)
        pairs = [(seconds(ours)[0], seconds(peer)) for _ in range(5)]
        ratio = statistics.median(t / o for o, (t, _) in pairs)
        making = statistics.median(seconds(whole)[0] for _ in range(3))
        print(
            f"{line}, {1e3 * statistics.median(o for o, _ in pairs):.1f} ms ({1e3 * making:.1f} with the making of integers); "
            f"NegMAS {len({tuple(v) for v in pairs[0][1][1]}):,} vectors, {ratio:,.1f} times as long"
        )
    for name in ALONE:
        negotiation = bargaining_instance.read(FOLDER / f"{name}.json")[0]
        bargain = bargain_of(negotiation)

        def solutions(bargain=bargain):
            frontier = find_frontier(bargain)
            return solutions_of(frontier.rational(), bargain.reservation)

        took, _ = seconds(solutions)
        counting, count = seconds(lambda bargain=bargain: count_accepted(bargain))
        print(
            f"  {name}: frontier and all solutions {1e3 * took:.1f} ms; {count:,} of {negotiation.size:,} accepted by all, "
            f"counted in {counting:.1f} s"
        )


if __name__ == "__main__":
    main()
