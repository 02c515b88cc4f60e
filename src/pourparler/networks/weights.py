"""Weights of discourse networks from counts: aggregation and normalisation as in Discourse Network Analyzer (DNA).

``x`` is DNA's array X: (actors, concepts, 2), how often an actor was for ([..., 0]) and against ([..., 1]) a concept.
Sources: Leifeld 2017 (Discourse network analysis: policy debates as dynamic networks, The Oxford Handbook of Political Networks);
the manual of DNA (Leifeld, Gruber, Bossner 2019), chapter Algorithms; ``computeOneModeMatrix`` and ``computeTwoModeMatrix`` in
github.com/leifeld/dna at 2adbf786, dna/src/main/java/dna/export/Exporter.java. The qualifier is binary: for or against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Aggregation(StrEnum):
    """What a tie between two actors counts: the same side, opposite sides, the first less the second, or any side."""

    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"
    IGNORE = "ignore"


class Normalisation(StrEnum):
    """What a tie between two actors is divided by."""

    NONE = "none"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"


def between_actors(x: Floats, aggregation: Aggregation, normalisation: Normalisation = Normalisation.NONE) -> Floats:
    """(actors, actors) the network of actors; symmetric, zeros on its diagonal.

    With x(i,j,k) the counts, i and i' two actors, j a concept, k a side and k̄ the other one:
    congruence Σ_j Σ_k x(i,j,k) x(i',j,k); conflict Σ_j Σ_k x(i,j,k) x(i',j,k̄); subtract congruence − conflict;
    ignore Σ_j (Σ_k x(i,j,k)) (Σ_k x(i',j,k)), which is congruence + conflict. Each divided by ``divisors``.
    """
    return each_between_actors(x, (aggregation,), normalisation)[0]


def each_between_actors(
    x: Floats, aggregations: Iterable[Aggregation], normalisation: Normalisation = Normalisation.NONE
) -> list[Floats]:
    """``between_actors`` for several aggregations, which all come of the same two products."""
    for_, against = x[..., 0], x[..., 1]
    same = for_ @ for_.T + against @ against.T
    opposite = for_ @ against.T
    opposite = opposite + opposite.T
    for sums in (same, opposite):
        np.fill_diagonal(sums, 0.0)
    by = divisors(x, normalisation)
    weights: dict[Aggregation, Callable[[], Floats]] = {
        Aggregation.CONGRUENCE: lambda: same,
        Aggregation.CONFLICT: lambda: opposite,
        Aggregation.SUBTRACT: lambda: same - opposite,
        Aggregation.IGNORE: lambda: same + opposite,
    }
    return [divided(weights[one](), by) for one in aggregations]


def divisors(x: Floats, normalisation: Normalisation) -> Floats:
    """(actors, actors) what ties are divided by. With s(i) = Σ_j Σ_k x(i,j,k), how often an actor took any side:

    none 1; average activity (s(i) + s(i')) / 2; cosine, as DNA defines it, √s(i)² √s(i')²; Jaccard
    Σ x(i,j,k) [x(i',j,k) = 0] + Σ x(i',j,k) [x(i,j,k) = 0] + Σ x(i,j,k) x(i',j,k), sums over j and k.
    """
    flat = x.reshape(len(x), x.shape[1] * x.shape[2])
    said: Floats = flat.sum(axis=1)
    by: Floats = np.ones((len(x), len(x)))
    if normalisation is Normalisation.AVERAGE:
        by = (said[:, None] + said[None, :]) / 2
    elif normalisation is Normalisation.COSINE:
        by = said[:, None] * said[None, :]
    elif normalisation is Normalisation.JACCARD:
        alone = flat @ (flat == 0).T.astype(np.float64)
        by = alone + alone.T + flat @ flat.T
    return by


def divided(weights: Floats, by: Floats) -> Floats:
    """Weights divided cell by cell; 0 where the divisor is 0."""
    return np.divide(weights, by, out=np.zeros_like(weights), where=by != 0)
