"""Positions found against positions marked, as ``score_draft.py`` counts them; parties by the names and aliases of the annotation.

So this measures the model apart from whoever resolves names: a holder is the party whose mentions have most of the pointer's probability.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from network import Reader
from positions import Text
from pourparler.reading.attribution import find_attributions
from pourparler.reading.model import Pointer, Scores, softmax
from pourparler.reading.position_chances import AGAINST, MARK_WEIGHTS, fitted
from pourparler.reading.positions_taken import (
    LEAST_CHANCE,
    LEAST_LIKELY,
    Found,
    find,
    holder_odds,
    holders_among,
    same_sentence,
)
from score import window_scores

PRONOUNS = frozenset("he she they we i it his her their our its us them him my who whose".split())
STEPS = 3


@dataclass
class Taken:
    """A position found, with its parties by name and all that chances are fitted on."""

    start: int
    end: int
    quote: str
    kinds: list[float]
    features: list[float]
    parties: dict[str, float]
    here: bool
    """Whether the likeliest party is mentioned in the same sentence."""
    conditional: float

    @property
    def against(self) -> bool:
        """Whether it rejects."""
        return self.kinds[AGAINST] >= 0.5


def predicted(model: Reader, group: Sequence[Text], keep: Path | None = None) -> list[list[Taken]]:
    """What the model finds in each text, doubtful stretches too: ``measure`` and the fit of chances take what they need."""
    found = []
    for text in group:
        scores = window_scores(model, text) if len(text.encoded) else []  # type: ignore[arg-type]
        by_first = {s.window.first: s.antecedents for s in scores}
        found.append(
            [taken(text, f, by_first[f.first]) for f in find(scores, text.edges, reported(model, text, scores))]
        )
    if keep:
        keep.write_text(json.dumps([[vars(t) for t in one] for one in found]))
    return found


def reported(model: Reader, text: Text, scores: Sequence[Scores]) -> NDArray[np.bool_]:
    """(words,) whether a word lies in what the model takes for somebody's words, words of saying too."""
    inside = np.zeros(len(text.encoded), dtype=bool)
    for a in find_attributions(text.encoded, scores, model.transitions.detach().numpy()) if scores else ():
        for span in (*a.content, *a.cue):
            inside[slice(*text.encoded.words(*span))] = True
    return inside


def taken(text: Text, found: Found, back: Pointer) -> Taken:
    """A position with the probabilities of all parties that the window mentions."""
    encoded, offset, odds = text.encoded, found.first, found.pointed
    owner: dict[int, str] = {}
    for a, b, party in text.told.mentions:
        owner.update((w - offset, party) for w in range(*encoded.words(a, b)) if 0 <= w - offset < len(odds))

    def of(word: int) -> dict[str, float]:
        w = word - offset
        if w in owner:
            return {owner[w]: 1.0}
        pronoun = text.told.text[slice(*encoded.spans[word])].lower() in PRONOUNS
        return _back(w, back, owner, STEPS) if pronoun and odds[w] > 0.03 else {}

    likely = [(w + offset, float(odds[w])) for w in np.flatnonzero(odds > LEAST_LIKELY).tolist()]
    parties = holder_odds(likely, of)
    best = max(parties, key=lambda p: parties[p], default="")
    first, last = found.run
    here = any(owner.get(w - offset) == best and same_sentence(text.edges, first, w) for w, _ in likely)
    start, stop = int(encoded.spans[first, 0]), int(encoded.spans[last - 1, 1])
    return Taken(
        start,
        stop,
        text.told.text[start:stop],
        [float(x) for x in found.kinds],
        [float(x) for x in found.features],
        parties,
        here,
        found.conditional,
    )


def _back(word: int, back: Pointer, owner: dict[int, str], steps: int) -> dict[str, float]:
    if word in owner:
        return {owner[word]: 1.0}
    if not steps:
        return {}
    odds = softmax(back.scores(np.array([word]), np.arange(word + 1))[0])
    found: dict[str, float] = defaultdict(float)
    for before in np.argsort(-odds)[:4].tolist():
        if before != word and odds[before] > 0.05:
            for party, share in _back(before, back, owner, steps - 1).items():
                found[party] += share * float(odds[before])
    return found


def words(quote: str) -> set[str]:
    """As ``score_draft.py`` compares stretches."""
    return set(re.findall(r"\w+", quote.lower()))


def alike(a: str, b: str) -> float:
    """Words in common over all words, where they are enough for a match (0..1)."""
    one, two = words(a), words(b)
    both, every = len(one & two), len(one | two)
    return both / every if both and both / min(len(one), len(two)) >= 0.6 and both / every >= 0.3 else 0.0


def matched(gold: Sequence[tuple[str, str, bool]], system: Sequence[tuple[str, str, bool]]) -> list[tuple[int, int]]:
    """One to one, of (party, words, against)."""
    if not gold or not system:
        return []
    like = np.array([[alike(g[1], s[1]) * (1.0 if g[0] == s[0] else 0.99) for s in system] for g in gold])
    return [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(-like), strict=True) if like[i, j] > 0]


def gold_of(text: Text) -> list[tuple[str, str, bool]]:
    """(party, words, against) of every mark and each of its holders."""
    return [
        (party, text.told.text[m.start : m.end], (m.kind == "rejects") == side)
        for m in text.told.marks
        for party, side in m.holders.items()
    ]


def measure(
    group: Sequence[Text],
    found: Sequence[Iterable[Taken]],
    weights: Sequence[float] = MARK_WEIGHTS,
    least: float = LEAST_CHANCE,
) -> dict[str, float]:
    """F1 of marks, of marks with party, precision and recall of marks, and the share of directions that are right (percent).

    Marks count from a ``least`` chance on, by the logistic regression with these ``weights``.
    """
    n = defaultdict(float)
    for text, those in zip(group, found, strict=True):
        gold, system, before = gold_of(text), [], ["?"]
        for t in those:
            if fitted(weights, t.features) < least:
                continue
            before = holders_among(t.parties) or before
            system += [(p, t.quote, t.against) for p in before]
        pairs = matched(gold, system)
        n["gold"] += len(gold)
        n["system"] += len(system)
        n["marks"] += len(pairs)
        n["party"] += sum(gold[i][0] == system[j][0] for i, j in pairs)
        n["direction"] += sum(gold[i][2] == system[j][2] for i, j in pairs)
    f1 = lambda hits: round(200 * hits / max(n["gold"] + n["system"], 1), 1)  # noqa: E731
    return {
        "marks": f1(n["marks"]),
        "with_party": f1(n["party"]),
        "p": round(100 * n["marks"] / max(n["system"], 1), 1),
        "r": round(100 * n["marks"] / max(n["gold"], 1), 1),
        "party_right": round(100 * n["party"] / max(n["marks"], 1), 1),
        "direction": round(100 * n["direction"] / max(n["marks"], 1), 1),
        "gold": n["gold"],
    }
