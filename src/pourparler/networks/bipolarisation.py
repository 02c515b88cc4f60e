"""How far actors fall into two camps: the best division into two groups, and its modularity.

Bipolarisation as in rDNA's ``dna_multiclust`` with k = 2 (github.com/leifeld/dna at 2adbf786, rDNA/rDNA/R/dna_multiclust.R): the highest
modularity of two groups. There ties against are cut off; here they count, by the modularity of signed networks (Gómez, Jensen,
Arenas 2009, "Analysis of community structure in networks of correlated data", Physical Review E 80, 016114), which without any is
Newman's (2006). DNA's newer ``Polarization.java`` is not followed: its fitness, which it maximises, is 0.25 for two camps of three
that agree within and oppose across, and 0.52 for camps that are mixed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
EXACT = 14
"""Actors with ties up to which every division is tried: 8,192 at most."""
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Bipolarisation:
    """Two groups, by numbers of actors, the one with the smallest number first; actors without a tie are in none.

    ``modularity``: 0 to 0.5; 0.5 where all agreement is within two groups of equal weight and all conflict between them.
    ``within``: the share of congruence that is within groups, ``across``: of conflict between them; 0..1, None where there is none.
    ``exact``: every division was tried; else the best one found.
    """

    groups: tuple[tuple[int, ...], tuple[int, ...]]
    modularity: float
    within: float | None
    across: float | None
    exact: bool


def bipolarisation(congruence: Floats, conflict: Floats) -> Bipolarisation | None:
    """The division into two groups with the highest modularity; None without a tie.

    ``congruence``, ``conflict``: (actors, actors) weights, symmetric, nothing negative. With w⁺, w⁻ their sums and k⁺, k⁻ those of rows:
    Q = Σ over i, i' in one group of (a⁺ − a⁻ − (k⁺ k⁺' / w⁺ − k⁻ k⁻' / w⁻)) / (w⁺ + w⁻).
    Up to EXACT actors all divisions are tried; of more the best of several starts is mended by moving single actors until
    none helps (Newman 2006, "Modularity and community structure in networks").
    """
    tied = np.flatnonzero((congruence + conflict).sum(axis=1) > 0)
    if not len(tied):
        return None
    same, opposite = congruence[np.ix_(tied, tied)], conflict[np.ix_(tied, tied)]
    gains = gain(same) * same.sum() - gain(opposite) * opposite.sum()
    gains /= same.sum() + opposite.sum()
    exact = len(tied) <= EXACT
    signs = _every(gains) if exact else _best(gains)
    if signs[0] < 0:
        signs = -signs
    together = np.equal.outer(signs, signs)
    groups = tuple(tuple(int(tied[k]) for k in np.flatnonzero(signs == sign)) for sign in (1, -1))
    return Bipolarisation(
        (groups[0], groups[1]),
        round(max(_modularity(gains, signs), 0.0), 6),
        _share(same, together),
        _share(opposite, ~together),
        exact,
    )


def gain(weights: Floats) -> Floats:
    """(n, n) what two of one group add to Newman's modularity: (a − k k' / w) / w, of weights with the sum w; zeros where w is 0."""
    total = weights.sum()
    if total <= 0:
        return np.zeros_like(weights)
    rows = weights.sum(axis=1)
    found: Floats = (weights - np.outer(rows, rows) / total) / total
    return found


def _share(weights: Floats, where: NDArray[np.bool_]) -> float | None:
    total = float(weights.sum())
    return float(weights[where].sum()) / total if total > 0 else None


def _modularity(gains: Floats, signs: Floats) -> float:
    return float(gains[np.equal.outer(signs, signs)].sum())


def _every(gains: Floats) -> Floats:
    """The best of all divisions; the first actor stays in its group. Of equal ones the first."""
    many = len(gains)
    bits = (np.arange(2 ** (many - 1))[:, None] >> np.arange(many - 1)) & 1
    signs = np.hstack([np.ones((len(bits), 1)), 1.0 - 2.0 * bits])
    values = np.einsum("nk,nk->n", signs @ gains, signs)
    best: Floats = signs[int(np.flatnonzero(values >= values.max() - TINY)[0])]
    return best


def _best(gains: Floats) -> Floats:
    """Starts: the signs of the vectors that go with the largest eigenvalues, and each actor alone with those it gains with."""
    vectors = np.linalg.eigh(gains)[1][:, ::-1][:, :4].T
    signs = _moved(gains, np.where(np.vstack([vectors, gains]) >= 0, 1.0, -1.0))
    values = np.einsum("nk,nk->n", signs @ gains, signs)
    best: Floats = signs[int(np.flatnonzero(values >= values.max() - TINY)[0])]
    return best


def _moved(gains: Floats, starts: Floats) -> Floats:
    """(starts, actors): from each start one actor at a time changes its group, whichever gains most, until none gains."""
    signs, own, rows = starts.copy(), np.diag(gains), np.arange(len(starts))
    while True:
        better = own - signs * (signs @ gains)
        at = better.argmax(axis=1)
        gaining = better[rows, at] > TINY
        if not gaining.any():
            return signs
        signs[rows[gaining], at[gaining]] *= -1
