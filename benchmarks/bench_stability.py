"""The five stability concepts against plain NumPy from the definitions, and power indices of a large game."""

from __future__ import annotations

import platform
import resource
import sys
import time
from dataclasses import replace
from itertools import product

import numpy as np

from pourparler.influence import SpatialActor, bargain
from pourparler.influence.large_games import banzhaf_swings, shapley_by_quadrature
from pourparler.model.conflict import Conflict, Move, Order
from pourparler.stability import analyse, forms
from pourparler.stability.relations import compare


def conflict(moves: int, makers: int, seed: int = 0) -> Conflict:
    random = np.random.default_rng(seed)
    states = np.arange(1 << moves)
    levels = [random.permutation(len(states)) for _ in range(makers)]
    return Conflict.with_levels(
        "random",
        tuple(f"D{d}" for d in range(makers)),
        tuple(Move(f"m{k}", k % makers) for k in range(moves)),
        states,
        levels,
    )


def partial(order: Order) -> Order:
    """Two states are compared where one is higher on both of two rankings that mostly agree."""
    level = order.levels(order.tiers[0].shape[1])
    noise = np.random.default_rng(int(level[0])).permutation(len(level)) // 2
    return Order((np.stack([level, level + noise]),))


def plain(c: Conflict) -> dict[str, list[np.ndarray]]:
    """From the definitions, with a matrix of moves for each decision maker and the closure of the others' by squaring."""
    n = len(c.states)
    states = np.array(c.states)
    levels = np.array(c.levels)
    makers = range(len(levels))
    masks = [sum(1 << k for k, m in enumerate(c.moves) if m.owner == d) for d in makers]
    moves = [((states[:, None] ^ states[None]) & ~masks[d] == 0) & ~np.eye(n, dtype=bool) for d in makers]
    better = [moves[d] & (levels[d][None] > levels[d][:, None]) for d in makers]

    def closure(edges: np.ndarray) -> np.ndarray:
        reached = (edges | np.eye(n, dtype=bool)).astype(np.float32)
        while True:
            further = ((reached @ reached) > 0).astype(np.float32)
            if (further == reached).all():
                return reached > 0
            reached = further

    found = {name: [] for name in ("nash", "gmr", "smr", "seq", "sim")}
    for d in makers:
        level = levels[d]
        escape = np.maximum(np.where(moves[d], level[None], -1).max(axis=1), level)
        found["nash"].append(~better[d].any(axis=1))
        for name, edges, punished in (("gmr", moves, level), ("smr", moves, escape), ("seq", better, level)):
            reached = closure(np.logical_or.reduce([edges[j] for j in makers if j != d]))
            worst = np.where(reached, punished[None], n).min(axis=1)
            found[name].append(~(better[d] & (worst[None] > level[:, None])).any(axis=1))
        stable = np.ones(n, dtype=bool)
        for s in range(n):
            choices = [[0, *(states[better[j][s]] ^ states[s]).tolist()] for j in makers if j != d]
            joint = np.array([np.bitwise_xor.reduce(chosen) for chosen in product(*choices)])
            for s1 in np.flatnonzero(better[d][s]):
                if not (level[states[s1] ^ joint] <= level[s]).any():
                    stable[s] = False
                    break
        found["sim"].append(stable)
    return found


def main() -> None:
    print(f"stability and power, {platform.processor() or platform.machine()}")
    c = conflict(12, 4)
    began = time.perf_counter()
    ours = analyse(c)
    took = time.perf_counter() - began
    began = time.perf_counter()
    theirs = plain(c)
    by_definition = time.perf_counter() - began
    for name, rows in theirs.items():
        assert (ours.stable[name] == np.array(rows)).all(), name
    print(
        f"  five concepts, 4,096 states, 4 decision makers: {took:.2f} s (target 1 s), {by_definition / took:.0f} times as fast as plain NumPy (target 100), same answers"
    )
    large = conflict(20, 3)
    began = time.perf_counter()
    found = analyse(large)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(
        f"  {', '.join(found.stable)}, {1 << 20:,} states, 3 decision makers: {time.perf_counter() - began:.1f} s (target 60 s), {peak:.0f} MB in all (target 4 GB)"
    )
    unknown = replace(conflict(10, 4), orders=tuple(partial(o) for o in conflict(10, 4).orders))
    share = np.mean([compare(order, 1024)[1].mean() for order in unknown.orders])
    began = time.perf_counter()
    told = forms(unknown)
    print(
        f"  {len(told.stable)} forms of five concepts, 1,024 states, {share:.0%} of the preferences not known, 4 decision makers: {time.perf_counter() - began:.1f} s"
    )
    random = np.random.default_rng(0)
    weights = np.sort(random.pareto(1.1, 190) + 0.1)[::-1]
    weights = np.maximum((weights / weights.sum() * 10_000).round().astype(int), 1).tolist()
    quota = -(-sum(weights) * 85 // 100)
    began = time.perf_counter()
    banzhaf_swings(weights, quota)
    shapley_by_quadrature(weights, quota)
    print(
        f"  Shapley-Shubik and Banzhaf, 190 voters, total weight {sum(weights):,}, quota 85 %: {time.perf_counter() - began:.2f} s (target 2 s)"
    )
    actors = [SpatialActor(str(k), *random.uniform(0.05, 1, 3)) for k in range(50)]
    began = time.perf_counter()
    bargain(actors, 20, runs=1_000, spread=0.1)
    print(f"  spatial model, 50 actors, 1,000 runs of 20 rounds: {time.perf_counter() - began:.1f} s (target 20 s)")


if __name__ == "__main__":
    main()
