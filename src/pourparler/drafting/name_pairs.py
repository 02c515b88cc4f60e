"""What the names of a record have to do with each other: the figures by which it is told whether two of them are one party.

Names are those of holders and speakers after the plain cases are joined (``parties``). They are looked for in all documents, and what
stands between and beside them is counted (``name_counts``): "Petra Loom, convenor of the Foundry Union", "the union's committee", "Norland and Sund".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pourparler.drafting.name_counts import Known, Sort, Texts
from pourparler.reading.bodies import initials, is_body_noun
from pourparler.reading.countries import known_body
from pourparler.reading.mentions import LINKS
from pourparler.reading.model import Floats
from pourparler.reading.stemming import stem
from pourparler.reading.word_lists import singular

COUNTS = (
    "spoken for", "beside", "owns", "of", "listed", "one sentence", "nearest", "in the words of", "opposed", "together", "next",
)  # fmt: skip
"""How two names stand to each other in the texts; each is a share or a count cut off, 0..1."""
FORMS = (
    "begins",
    "ends",
    "shared words",
    "same head",
    "initials",
    "same stem",
    "two known bodies",
    "one known body",
    "elsewhere",
)
"""How the names themselves are alike; ``elsewhere``: the words beside one of them give another body."""
SORTS = tuple(f"{a} {b}" for k, a in enumerate(Sort) for b in tuple(Sort)[k:])
"""The pairs of sorts, each of which has weights of its own."""


def figures(names: Sequence[Known], texts: Texts, one: int, other: int) -> Floats:
    """(1 + len(COUNTS) + len(FORMS) + 1,) the figures of a pair: a constant, COUNTS, FORMS, and how rarely the rarer one takes a position."""
    rare = min(names[one].positions, names[other].positions)
    seldom = max(1, min(texts.occurs[one], texts.occurs[other]))
    counts = (
        texts.share("spoken for", one, other),
        texts.share("beside", one, other),
        min(1.0, texts.both("owns", one, other) / 2),
        min(1.0, texts.both("of", one, other)),
        min(1.0, texts.both("listed", one, other)),
        min(1.0, texts.both("one sentence", one, other) / seldom),
        texts.share("nearest", one, other),
        min(1.0, texts.both("in the words of", one, other) / 2),
        min(1.0, texts.both("opposed", one, other)),
        min(1.0, texts.both("together", one, other) / 2),
        min(1.0, texts.both("next", one, other) / max(1, rare)),
    )
    return np.array([1.0, *counts, *_alike(names, texts, one, other), 1 / (1 + rare)], dtype=np.float32)


def _alike(names: Sequence[Known], texts: Texts, one: int, other: int) -> tuple[float, ...]:
    first, second = (names[k].name.lower().removeprefix("the ") for k in (one, other))
    short, long = sorted((first.split(), second.split()), key=len)
    a, b = ([singular(w) or w for w in name if w not in LINKS and len(w) > 2] for name in (short, long))
    common = len(set(a) & set(b))
    bodies = known_body(names[one].name), known_body(names[other].name)
    beside, totals = texts.counts["beside"], texts.totals("beside")
    elsewhere = max(
        1 - beside.get((x, y), 0.0) / totals[x] if totals[x] and names[y].sort is Sort.BODY else 0.0
        for x, y in ((one, other), (other, one))
    )
    return (
        float(len(long) > len(short) and long[: len(short)] == short),
        float(len(long) > len(short) and long[-len(short) :] == short),
        common / max(1, min(len(set(a)), len(set(b)))),
        float(bool(a and b) and a[-1] == b[-1] and is_body_noun(a[-1])),
        float(initials(first) == second or initials(second) == first),
        float(min(len(first), len(second)) > 3 and stem(first) == stem(second)),
        float(None not in bodies and bodies[0] != bodies[1]),
        float((bodies[0] is None) != (bodies[1] is None)),
        elsewhere,
    )


def surely_two(names: Sequence[Known], texts: Texts, one: int, other: int) -> bool:
    """Whether two names are two parties whatever else is said: on opposite sides in the same words, side by side in a list, or two known bodies."""
    bodies = known_body(names[one].name), known_body(names[other].name)
    listed = texts.both("listed", one, other) > 0 and names[one].sort is names[other].sort is Sort.BODY
    return listed or texts.both("opposed", one, other) > 0 or (None not in bodies and bodies[0] != bodies[1])


def pair_sort(names: Sequence[Known], one: int, other: int) -> int:
    """Which of SORTS the pair is."""
    order = tuple(Sort)
    a, b = sorted(order.index(names[k].sort) for k in (one, other))
    return SORTS.index(f"{order[a]} {order[b]}")
