"""What the names of a record have to do with each other: the figures by which it is told whether two of them are one party.

Names are those of holders and speakers after the plain cases are joined (``parties``). They are looked for in all documents, and what
stands between and beside them is counted (``name_counts``): "Petra Loom, convenor of the Foundry Union", "the union's committee", "Norland and Sund".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from pourparler.drafting.name_counts import Known, Sort, Texts
from pourparler.reading.bodies import initials
from pourparler.reading.countries import known_body
from pourparler.reading.mentions import LINKS
from pourparler.reading.model import Floats
from pourparler.reading.plain_bodies import is_body_noun
from pourparler.reading.stemming import stem
from pourparler.reading.word_lists import REMEMBERED, singular

COUNTS = (
    "spoken for", "beside", "owns", "of", "listed", "one sentence", "nearest", "in the words of", "opposed", "together", "next", "published by",
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
    "bare",
    "qualified",
    "elsewhere",
)
"""How the names themselves are alike; ``elsewhere``: the words beside one of them give another body."""
SORTS = tuple(f"{a} {b}" for k, a in enumerate(Sort) for b in tuple(Sort)[k:])
"""The pairs of sorts, each of which has weights of its own."""


_FACING = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        (
            "union worker employee staff striker crew picket labourer workforce",
            "company firm employer management owner shareholder operator corporation manufacturer contractor investor",
        ),
        ("tenant renter lodger", "landlord owner company developer"),
        (
            "rebel insurgent guerrilla separatist militant opposition militia",
            "government cabinet army ministry regime state police",
        ),
        ("buyer consumer importer customer", "seller producer exporter supplier"),
        ("creditor lender bondholder", "debtor borrower"),
        ("union worker employee staff tenant", "ministry government parliament mayor"),
        ("company firm", "council ministry government parliament mayor court"),
    )
)
"""Kinds of bodies that face each other at tables. Who bears a noun of one is not who bears a noun of the other."""


def opposite_kinds(one: str, other: str) -> bool:
    """Whether the last nouns of two names are of kinds that face each other: "seamen's union", "company"."""
    if known_body(one) is not None or known_body(other) is not None or one.split()[:-1] == other.split()[:-1] != []:
        return False  # "European Union", "Soviet government": heads of one name
    a, b = (_head(name) for name in (one, other))
    return any((a in x and b in y) or (a in y and b in x) for x, y in _FACING)


_ORGANISATIONS = frozenset(
    "union association league federation company party club society alliance coalition movement guild brotherhood chamber front cooperative bank corporation".split()
)
"""Kinds of bodies that nobody goes by two of; ministries, offices and councils may be one side's."""


def _two_organisations(names: Sequence[Known], texts: Texts, one: int, other: int) -> bool:
    """Whether both are organisations by their names, with no word in common, and no text says that one is the other's: "Commuters' Association", "Pensioners' League"."""
    words = [names[k].name.lower().split() for k in (one, other)]
    if not all(
        len(w) > 1 and _head(" ".join(w)) in _ORGANISATIONS for w in words
    ):  # most pairs: nothing else is looked at
        return False
    told = any(texts.both(what, one, other) for what in ("owns", "of", "beside", "spoken for"))
    return not told and {stem(w) for w in words[0]}.isdisjoint(stem(w) for w in words[1])


@lru_cache(maxsize=REMEMBERED)
def _head(name: str) -> str:
    """The noun of a name, in the singular: of "union of the deckhands" the union."""
    words = re.split(r"\s(?:of|for)\s", name.lower())[0].split()
    return (singular(words[-1]) or words[-1]) if words else ""


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
        min(1.0, texts.both("published by", one, other) / max(1, rare)),
    )
    return np.array([1.0, *counts, *_alike(names, texts, one, other), 1 / (1 + rare)], dtype=np.float32)


def _alike(names: Sequence[Known], texts: Texts, one: int, other: int) -> tuple[float, ...]:
    first, second = (names[k].name.lower().removeprefix("the ") for k in (one, other))
    short, long = sorted((first.split(), second.split()), key=len)
    a, b = ([singular(w) or w for w in name if w not in LINKS and len(w) > 2] for name in (short, long))
    common = len(set(a) & set(b))
    bodies = known_body(names[one].name), known_body(names[other].name)
    plain = [names[k].name for k in (one, other) if names[k].sort is Sort.DESCRIPTION]
    described = plain[0] if len(plain) == 1 else None
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
        float(described is not None and " " not in described),
        float(described is not None and " " in described and not common),
        elsewhere,
    )


def surely_two(names: Sequence[Known], texts: Texts, one: int, other: int) -> bool:
    """Whether two names are two parties whatever else is said: on opposite sides in the same words, side by side in a list, two known bodies, or of
    kinds that face each other at tables: a union and a company."""
    if opposite_kinds(names[one].name, names[other].name) or _two_organisations(names, texts, one, other):
        return True
    bodies = known_body(names[one].name), known_body(names[other].name)
    listed = texts.both("listed", one, other) > 0 and names[one].sort is names[other].sort is Sort.BODY
    return listed or texts.both("opposed", one, other) > 0 or (None not in bodies and bodies[0] != bodies[1])


def pair_sort(names: Sequence[Known], one: int, other: int) -> int:
    """Which of SORTS the pair is."""
    order = tuple(Sort)
    a, b = sorted(order.index(names[k].sort) for k in (one, other))
    return SORTS.index(f"{order[a]} {order[b]}")
