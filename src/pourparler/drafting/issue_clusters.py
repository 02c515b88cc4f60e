"""Issues for a dossier that has none yet: statements that speak of like things, in groups, with the words that set them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from pourparler.model import Stance, Statement
from pourparler.reading.issue_matching import stems
from pourparler.reading.model import Floats

APART = 1.4
"""Ward's distance at which groups are no longer joined: between the many small groups of 1.2 and the few mixed ones of 1.6 on our own texts."""
LEAST = 3
"""Statements that make a group."""
MOST = 4_000
"""Statements compared with each other; of more, the latest."""
_NOTHING_ASKED = frozenset({Stance.REPORTS, Stance.DENIES})
_EDGE = frozenset(
    "a an the of to in on for and or its their his her that this be is are was were by with at as from not no".split()
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Statements that may speak of one issue, the most typical first. ``label``: words that they share and others do not."""

    label: str
    statements: tuple[Statement, ...]


def propose_issues(told: Sequence[tuple[Statement, str]], embed: Callable[[str], Floats]) -> tuple[Proposal, ...]:
    """Groups of statements, the largest first, from statements with the words of their contents.

    What only reports or denies is left out where enough is left. Hierarchical clustering of sentence embeddings (Ward 1963); labels by
    how much more often a group uses a word or two than the others do (class-based tf-idf, Grootendorst 2022, eq. 2).
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    asking = [(s, words) for s, words in told if s.stance not in _NOTHING_ASKED]
    kept = (asking if len(asking) >= 2 * LEAST else list(told))[-MOST:]
    if len(kept) < LEAST:
        return ()
    vectors = np.stack([embed(words) for _, words in kept])
    groups = fcluster(linkage(vectors, "ward"), APART, "distance")
    members = {int(g): np.flatnonzero(groups == g) for g in sorted(set(groups.tolist()))}
    terms = {g: Counter(t for k in rows for t in _terms(kept[k][1])) for g, rows in members.items()}
    found = []
    for group, rows in members.items():
        if len(rows) < LEAST:
            continue
        middle = vectors[rows].mean(0)
        typical = sorted(rows.tolist(), key=lambda k: (-float(vectors[k] @ middle), k))
        found.append(Proposal(_label(group, terms, len(rows)), tuple(kept[k][0] for k in typical)))
    return tuple(sorted(found, key=lambda p: -len(p.statements)))


def _terms(words: str) -> set[str]:
    """Words and pairs of neighbouring words that may name a thing."""
    row = re.findall(r"[a-zà-ÿ][a-zà-ÿ\-]+", words.lower())
    single = {w for w in row if w not in _EDGE and stems(w)}
    pairs = {f"{a} {b}" for a, b in pairwise(row) if a in single and b in single}
    return single | pairs


def _label(group: int, terms: dict[int, Counter[str]], size: int) -> str:
    everywhere = Counter[str]()
    for counts in terms.values():
        everywhere.update(counts)
    mean = sum(everywhere.values()) / len(terms)
    weight = {
        t: n * log(1 + mean / everywhere[t]) * (1.3 if " " in t else 1.0)
        for t, n in terms[group].items()
        if n > 1 or size == LEAST
    }
    chosen: list[str] = []
    for term in sorted(weight, key=lambda t: (-weight[t], t)):
        if not any(stems(term) & stems(other) for other in chosen):
            chosen.append(term)
        if len(chosen) == 3:
            break
    return ", ".join(chosen) or "no word in common"
