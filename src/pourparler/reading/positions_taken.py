"""Who takes which position, in which words: from the model's scores to spans, holders, kinds and chances.

A position is the shortest stretch of one sentence from which a careful reader knows what somebody wants, offers, accepts or refuses.
The model says of each word whether it belongs to one, and of each stretch what is done there (seven kinds), whether on a condition,
and which words of the window name whoever holds it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Span
from pourparler.reading.encoding import Encoded, Window
from pourparler.reading.model import Scores, softmax, wide_columns
from pourparler.reading.new_clauses import new_clauses
from pourparler.reading.position_chances import (
    AGAINST,
    DIRECTION_WEIGHTS,
    KINDS,
    MARK_WEIGHTS,
    direction_features,
    fitted,
    mark_features,
)
from pourparler.reading.turned_words import denies_a_demand, denies_a_refusal, refuses, tells_of_a_failure

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
K = TypeVar("K")
Run = tuple[int, int]
"""Words, first and last (exclusive)."""

MARKS = ("O", "B", "I")
CONDITIONAL, ATTENTION, COLUMNS = 10, 11, 12
"""Where the scores of a word stand: three for MARKS, seven for KINDS, one for a condition, and how much the word counts in its span."""

INSIDE = 0.2
"""Probability from which a word can belong to a position, if a neighbour surely does."""
SURE = 0.3
"""Probability that at least one word of a position reaches."""
FEWEST_WORDS = 3
MOST_BETWEEN = 5
"""Words between two stretches that may still be one position, where each of them ..."""
BETWEEN = 0.05
"""... belongs to one with this probability on average, and the second does not surely begin another."""
SURELY_BEGINS = 0.5
SHARE_OF_BEST = 0.4
"""A mention is a holder if it has at least this share of the likeliest one's probability: lists of countries share it evenly."""
LEAST_CHANCE = 0.4
"""Positions that are less likely to be right are left out: where F1 is highest on cases that the models had not seen (training/chances.py)."""
LEAST_SHARE = 0.02
"""Less probability than this names nobody."""
LEAST_LIKELY = 0.005
"""Words with less than this are not kept for resolving by names."""

_POINTS = frozenset('.,;:!?…“”"«»–—•‣◦▪·*')
"""What is no part of a position at its ends."""
_JOINING = frozenset(("and", "or", "but"))
"""What is no part of a position at its end, nor between names."""
_ARTICLES = frozenset(("the", "a", "an"))
_SENTENCE_END = re.compile(r"[.!?](?=[\s”\"’')\]]|$)")
_NO_END = _POINTS | _JOINING
_NAMES_NOTHING = _NO_END | _ARTICLES | {"'", "’", "s"}
_TO_THE_END = 300
"""Code points after a position in which its sentence's end is looked for."""


@dataclass(frozen=True, slots=True)
class PositionTaken:
    """A position in the words of the text. All chances are probabilities (0..1), fitted on texts that the model had not seen.

    ``likely``: for every word of the window how likely it names the holder, by the word's number in the text, largest first; for resolving
    by names, where several mentions mean the same.
    """

    words: Span
    kind: str
    favours: bool
    conditional: bool
    chance: float
    direction_chance: float
    likely: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of words that may be a position, in word numbers of the text, and what the model says of it."""

    run: Run
    kinds: Floats
    """(7,) probabilities."""
    conditional: float
    first: int
    """Number of the window's first word."""
    pointed: Floats
    """(words of the window,) probability of naming the holder; what is missing to 1 is nobody in the window."""
    features: Floats
    """(len(FEATURES),) what the mark's chance is fitted on."""


def inside_odds(scores: Sequence[Scores]) -> tuple[Floats, Floats]:
    """(words,) probability of belonging to a position, and of being its first word, over the whole text."""
    rows = [softmax(s.positions[_kept(s.window), :3]) for s in scores]
    odds = np.concatenate(rows) if rows else np.zeros((0, 3), dtype=np.float32)
    return odds[:, 1] + odds[:, 2], odds[:, 1]


def _kept(window: Window) -> slice:
    return slice(window.keep_first - window.first, window.keep_last - window.first)


def runs(inside: Floats, begins: Floats, edges: Ints, *, least: float = INSIDE, sure: float = SURE) -> list[Run]:
    """Stretches whose words are all likely inside and one of them surely. None goes over an edge (the first word of a sentence or block)."""
    likely = inside >= least
    if not likely.any():
        return []
    border = np.zeros(len(inside), dtype=bool)
    border[edges[edges < len(inside)]] = True
    # One doubtful word between two likely ones does not end a position.
    likely[1:-1] |= likely[:-2] & likely[2:] & (inside[1:-1] >= least / 2) & ~border[1:-1]
    opens = likely.copy()
    opens[1:] &= ~likely[:-1]
    # A new one begins where the model says "begins" rather than "goes on".
    opens |= likely & (border | (begins > inside - begins))
    firsts = np.flatnonzero(opens)
    stops = np.append(firsts[1:], len(inside))
    found = []
    for first, stop in zip(firsts.tolist(), stops.tolist(), strict=True):
        gaps = np.flatnonzero(~likely[first:stop])
        last = first + int(gaps[0]) if len(gaps) else stop
        if last - first >= FEWEST_WORDS and float(inside[first:last].max()) >= sure:
            found.append((first, last))
    return found


def joined(found: Sequence[Run], inside: Floats, begins: Floats, edges: Ints) -> list[Run]:
    """Stretches of one sentence as one where hardly anything parts them: a name, an aside."""
    result: list[Run] = []
    for first, last in found:
        before = result[-1] if result else None
        if before is not None and first - before[1] <= MOST_BETWEEN and begins[first] < SURELY_BEGINS:
            between = inside[before[1] : first]
            if same_sentence(edges, before[1] - 1, first) and (not len(between) or between.mean() >= BETWEEN):
                result[-1] = (before[0], last)
                continue
        result.append((first, last))
    return [run for run in result if run[1] - run[0] >= FEWEST_WORDS]


def parted(run: Run, inside: Floats, joints: Sequence[Run], *, sure: float = SURE) -> list[Run]:
    """A stretch taken apart at the ``joints`` (words, first and last), where both sides are long enough and surely inside."""
    first, last = run
    parts: list[Run] = []
    at, until = (bisect_left(joints, word, key=itemgetter(0)) for word in run)
    for stop, begin in joints[at:until]:
        long = stop - first >= FEWEST_WORDS and last - begin >= FEWEST_WORDS
        if long and min(inside[first:stop].max(), inside[begin:last].max()) >= sure:
            parts.append((first, stop))
            first = begin
    return [*parts, (first, last)]


def find(
    scores: Sequence[Scores],
    edges: Ints,
    told: NDArray[np.bool_],
    joints: Sequence[Run] = (),
    *,
    least: float = INSIDE,
    sure: float = SURE,
) -> Iterator[Found]:
    """The positions of a text in order.

    ``edges``: the first word of each sentence and block, ascending. ``told``: (words,) whether a word lies in what somebody is reported to say.
    ``joints``: words at which a sentence goes on with another position, in order.
    """
    inside, begins = inside_odds(scores)
    ends = np.array([s.window.keep_last for s in scores], dtype=np.int64)

    def found(run: Run, others: int = 0) -> Found:
        """``others``: words of its sentence that are another position's."""
        first, last = run
        s = scores[int(np.searchsorted(ends, first, side="right"))]
        here = slice(first - s.window.first, min(last, s.window.last) - s.window.first)
        rows = s.positions[here]
        pooled = softmax(rows[:, ATTENTION]) @ rows
        names = pointed(s, here.start, here.stop)
        features = mark_features(
            inside[first:last],
            float(begins[first]),
            pooled[3:10],
            names,
            told=bool(told[first:last].any()),
            sentence=sentence_length(edges, first, len(inside)) - others,
        )
        conditional = float(1 / (1 + np.exp(-pooled[CONDITIONAL])))
        return Found(run, softmax(pooled[3:10]), conditional, s.window.first, names, features)

    for whole in joined(runs(inside, begins, edges, least=least, sure=sure), inside, begins, edges):
        words = whole[1] - whole[0]
        parts = [found(run, words - (run[1] - run[0])) for run in parted(whole, inside, joints, sure=sure)]
        # Each part has to be likely by itself.
        likely = len(parts) > 1 and min(_chance(part) for part in parts) >= LEAST_CHANCE
        yield from parts if likely else [found(whole)]


def _chance(found: Found) -> float:
    return fitted(MARK_WEIGHTS, found.features.tolist())


def sentence_length(edges: Ints, word: int, words: int) -> int:
    """Words of the sentence that a word stands in."""
    k = int(np.searchsorted(edges, word, side="right"))
    return int(edges[k] if k < len(edges) else words) - int(edges[k - 1] if k else 0)


def pointed(s: Scores, first: int, last: int) -> Floats:
    """(words of the window,) how likely each names the holder of the span ``first:last`` (numbers within the window)."""
    row = s.holders.rows[first:last].astype(np.float32).mean(0)
    logits = wide_columns(s.holders) @ row / np.float32(len(row) ** 0.5)
    logits += s.holders.near(span_distance(first, last, len(logits)))
    return softmax(np.append(logits, np.float32(s.nobody)))[:-1]


def span_distance(first: int, last: int, words: int) -> Ints:
    """(words,) signed distance of each word to the nearer end of a span; 0 inside."""
    at = np.arange(words)
    return np.where(at < first, at - first, np.where(at >= last, at - last + 1, 0))


def holder_odds(likely: Iterable[tuple[int, float]], of: Callable[[int], Mapping[K, float]]) -> dict[K, float]:
    """Whoever the words mean → probability of holding the position; what is missing to 1 is nobody known.

    ``likely``: words and their shares (``PositionTaken.likely``). ``of``: whom a word means, as ``Antecedents.of`` tells it.
    """
    found: dict[K, float] = {}
    for word, share in likely:
        for who, chance in of(word).items():
            found[who] = found.get(who, 0.0) + share * chance
    return found


def holders_among(odds: Mapping[K, float]) -> list[K]:
    """The likeliest holder first, and others that share the probability with it; none where all are unlikely."""
    best = max(odds.values(), default=0.0)
    ranked = sorted(odds, key=lambda who: -odds[who])
    return [who for who in ranked if odds[who] >= max(SHARE_OF_BEST * best, LEAST_SHARE)]


def positions_taken(
    text: str,
    encoded: Encoded,
    scores: Sequence[Scores],
    starts: Iterable[int],
    told: Iterable[Span] = (),
    *,
    least: float = LEAST_CHANCE,
) -> list[PositionTaken]:
    """All positions of a text or a part of it, in order. Time grows in proportion to the text.

    ``starts``: where sentences and blocks begin, in code points; no position goes over one. ``told``: what somebody is
    reported to say, words of saying too. ``least``: positions with a smaller chance are left out.
    """
    if not all(s.positions.size for s in scores):  # a model without these heads
        return []
    edges = np.searchsorted(encoded.spans[:, 0], np.array(sorted(starts), dtype=np.int64))
    edges = np.unique(np.concatenate([edges, np.flatnonzero(encoded.signs[:, 2])]))
    reported = np.zeros(len(encoded), dtype=bool)
    for span in told:
        reported[slice(*encoded.words(*span))] = True
    joints = [encoded.words(*span) for span in new_clauses(text, *encoded.extent)]
    found = [_taken(text, encoded, f) for f in find(scores, edges, reported, joints)]
    return [
        position
        for position in found
        if position.chance >= least
        and not _is_asked(text, position.words[1])
        and not _is_not_demanded(text, position)
        and not _only_failed(text, position)
    ]


def only_names(text: str, encoded: Encoded, position: PositionTaken, holders: Iterable[Span]) -> bool:
    """Whether the words of a position tell who takes one and not which: "the dockers' union". ``holders``: the words that name who takes it."""
    named = {k for span in holders for k in range(*encoded.words(*span))}
    words = range(*encoded.words(*position.words))
    return all(k in named or text[slice(*encoded.places[k])].lower() in _NAMES_NOTHING for k in words)


def _is_not_demanded(text: str, position: PositionTaken) -> bool:
    return position.kind in ("demands", "requires") and denies_a_demand(text[slice(*position.words)])


def _only_failed(text: str, position: PositionTaken) -> bool:
    """Whether a refusal is no more than something promised that was not done."""
    start, end = position.words
    return not position.favours and tells_of_a_failure(text[start:end], _sentence_of(text, start, end))


def _is_asked(text: str, end: int) -> bool:
    """Whether the sentence goes on to a question mark. Who asks takes no position: of 2,599 marks of the training texts 5 stand in a question."""
    stop = _SENTENCE_END.search(text, end, end + _TO_THE_END)
    return stop is not None and stop[0] == "?"


def _sentence_of(text: str, start: int, end: int) -> str:
    """The words of a position and what stands before and after them in its sentence."""
    low = max(0, start - _TO_THE_END)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, low, start)]
    stop = _SENTENCE_END.search(text, end, end + _TO_THE_END)
    return text[ends[-1] if ends else low : stop.start() if stop else end]


def _taken(text: str, encoded: Encoded, f: Found) -> PositionTaken:
    first, last = f.run
    while first < last - 1 and text[slice(*encoded.places[first])] in _POINTS:
        first += 1
    while first < last - 1 and text[slice(*encoded.places[last - 1])].lower() in _NO_END:
        last -= 1
    start, end = encoded.places[first][0], encoded.places[last - 1][1]
    likely = np.flatnonzero(f.pointed > LEAST_LIKELY)
    likely = likely[np.argsort(-f.pointed[likely])]
    kinds = f.kinds
    if kind_of(kinds) == AGAINST and denies_a_refusal(text[start:end]):
        kinds = without_refusal(kinds)
    elif refuses(text[start:end], _sentence_of(text, start, end)):
        kinds = only_refusal(kinds)
    kind = kind_of(kinds)
    return PositionTaken(
        words=(start, end),
        kind=KINDS[kind],
        favours=kind != AGAINST,
        conditional=f.conditional >= 0.5,
        chance=_chance(f),
        direction_chance=fitted(DIRECTION_WEIGHTS, direction_features(kinds)),
        likely=tuple((int(k) + f.first, float(f.pointed[k])) for k in likely),
    )


def without_refusal(kinds: Floats) -> Floats:
    """Probabilities of the kinds, where rejecting is ruled out."""
    rest = kinds.copy()
    rest[AGAINST] = 0.0
    total = rest.sum()
    return rest / total if total > 0 else np.full(len(kinds), 1 / len(kinds), dtype=kinds.dtype)


def only_refusal(kinds: Floats) -> Floats:
    """Probabilities of the kinds, where all but rejecting is ruled out."""
    only = np.zeros_like(kinds)
    only[AGAINST] = 1.0
    return only


def kind_of(kinds: Floats) -> int:
    """The number of the likeliest kind. For or against goes first: the six kinds for it may together be likelier than the one against."""
    if kinds[AGAINST] >= 0.5:
        return AGAINST
    return int(np.where(np.arange(len(kinds)) == AGAINST, 0, kinds).argmax())


def same_sentence(edges: Ints, one: int, other: int) -> bool:
    """Whether two words lie between the same edges."""
    return bool(np.searchsorted(edges, one, side="right") == np.searchsorted(edges, other, side="right"))
