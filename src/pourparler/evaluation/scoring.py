"""How well a reading finds who said what: the measures of PolNeAR's task, micro-averaged over documents.

A role of an attribution is its set of words (punctuation at the ends stripped). Per role: ``token`` (union over the text),
``exact`` (equal sets), ``overlap`` (intersection over union at least one half, one-to-one, best first). Whole attributions:
``relation/exact``, ``relation/overlap`` (all three roles overlap), ``who-said-what/overlap`` (source and content overlap).
``recall/direct``, ``recall/indirect``, ``recall/mixed``: who-said-what by how the words are given.
Gold corpus and task: Newell, Margolin, Ruths 2018, "An attribution relations corpus for political news", LREC.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pourparler.errors import FormatError
from pourparler.model import Mode, Spans, Statement
from pourparler.reading.encoding import WORD
from pourparler.reading.quotation_marks import inside_marks, quotation_mode

ROLES = ("source", "cue", "content")
HALF = 0.5

TokenSet = frozenset[int]
Sets = Mapping[str, TokenSet]
Key = tuple[str, str]
Counts = Mapping[Key, tuple[int, int, int]]
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in 0..1; ``interval`` is the 95 % bootstrap interval of F1 over documents."""

    precision: float
    recall: float
    f1: float
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated document."""

    doc: str
    text: str
    attributions: tuple[Mapping[str, Spans], ...]


def load_gold(path: Path) -> list[Gold]:
    """JSON Lines (perhaps gzipped): doc, text, attributions with source, cue, content; only reading 1 where there are several.

    Raises:
        FormatError: naming the line.
    """
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    found = []
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip() and (gold := _gold(line, f"{path}:{number}")) is not None:
                    found.append(gold)
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise FormatError(f"cannot be read: {error}", where=str(path)) from error
    if not found:
        raise FormatError("there is no annotated document in it", where=str(path))
    return found


def _gold(line: str, where: str) -> Gold | None:
    try:
        row = json.loads(line)
        if row.get("reading", 1) != 1:
            return None
        attributions = tuple(
            {role: tuple((int(s), int(e)) for s, e in a.get(role, [])) for role in ROLES} for a in row["attributions"]
        )
        return Gold(str(row["doc"]), row["text"], attributions)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        mend = 'Each line: {"doc": …, "text": …, "attributions": [{"source": [[start, end]], "cue": …, "content": …}]}'
        raise FormatError(
            f"not an annotated document ({type(error).__name__}: {error})", where=where, mend=mend
        ) from error


class Attributed(Protocol):
    """A statement or an attribution: anything with the three roles."""

    @property
    def source(self) -> Spans: ...  # noqa: D102
    @property
    def cue(self) -> Spans: ...  # noqa: D102
    @property
    def content(self) -> Spans: ...  # noqa: D102


def roles(found: Iterable[Attributed]) -> list[Mapping[str, Spans]]:
    """What was found, as ``score`` takes it."""
    return [{"source": a.source, "cue": a.cue, "content": a.content} for a in found]


def outermost(statements: Iterable[Statement]) -> list[Statement]:
    """Without those that lie in the content of others, further positions in the same words, and acts, which nobody says.

    The corpus gives a word to one attribution only, the outermost.
    """
    return [s for s in statements if s.reported_by is None and s.part_of is None and not s.act]


def score(
    gold: Sequence[Gold], system: Mapping[str, Sequence[Mapping[str, Spans]]], draws: int = 1000
) -> dict[str, Score]:
    """All measures by their names; a gold document that the system lacks counts as read with nothing found."""
    rows = [_counts(g, system.get(g.doc, ())) for g in gold]
    rng = random.Random(0)
    result = {}
    for key in rows[0]:
        p, r, f = _f1(rows, key)
        interval = None
        if key == ("who-said-what", "overlap"):
            values = sorted(_f1(rng.choices(rows, k=len(rows)), key)[2] for _ in range(draws))
            interval = (values[int(0.025 * draws)], values[int(0.975 * draws)])
        result["/".join(key)] = Score(p, r, f, interval)
    return result


def score_in_sentences(
    gold: Sequence[Gold], system: Mapping[str, Sequence[Mapping[str, Spans]]], sentences: Mapping[str, Spans]
) -> dict[str, Score]:
    """Exact spans by role, each span cut at the ends of sentences (as sentence-wise taggers are scored; Wang et al. 2022, table 6).

    ``sentences`` gives each document's sentences; a document without any is left out.
    """
    rows: list[Counts] = []
    for document in gold:
        if not (cut := sentences.get(document.doc, ())):
            continue
        tokens = [(m.start(), m.end()) for m in WORD.finditer(document.text)]
        row: dict[Key, tuple[int, int, int]] = {}
        for role in ROLES:
            wanted, got = (
                {
                    found
                    for a in attributions
                    for start, end in a.get(role, ())
                    for first, last in cut
                    if start < last and end > first
                    and (found := _token_set(((max(start, first), min(end, last)),), tokens, document.text))
                }
                for attributions in (document.attributions, system.get(document.doc, ()))
            )  # fmt: skip
            row[role, "exact in sentences"] = (len(wanted & got), len(got), len(wanted))
        rows.append(row)
    return {"/".join(key): Score(*_f1(rows, key)) for key in (rows[0] if rows else ())}


def _counts(gold: Gold, system: Sequence[Mapping[str, Spans]]) -> Counts:
    text = gold.text
    tokens = [(m.start(), m.end()) for m in WORD.finditer(text)]

    def sets(rows: Iterable[Mapping[str, Spans]]) -> list[Sets]:
        return [{role: _token_set(row.get(role, ()), tokens, text) for role in ROLES} for row in rows]

    wanted, got = sets(gold.attributions), sets(system)
    out: dict[Key, tuple[int, int, int]] = {}
    for role in ROLES:
        g, s = [a[role] for a in wanted if a[role]], [a[role] for a in got if a[role]]
        all_g, all_s = frozenset[int]().union(*g), frozenset[int]().union(*s)
        out[role, "token"] = (len(all_g & all_s), len(all_s), len(all_g))
        out[role, "exact"] = (len(match(g, s, lambda a, b: 1.0 if a == b else None)), len(s), len(g))
        out[role, "overlap"] = (
            len(match(g, s, lambda a, b: v if (v := _iou(a, b)) >= HALF else None)),
            len(s),
            len(g),
        )
    equal = match(wanted, got, lambda a, b: 1.0 if a == b else None)
    out["relation", "exact"] = (len(equal), len(got), len(wanted))
    out["relation", "overlap"] = (len(match(wanted, got, _all_overlap(ROLES))), len(got), len(wanted))
    hits = match(wanted, got, _all_overlap(("source", "content")))
    out["who-said-what", "overlap"] = (len(hits), len(got), len(wanted))
    found = {i for i, _ in hits}
    marks = inside_marks(text)
    modes = [quotation_mode(a["content"], text, marks) for a in gold.attributions]
    for mode in (Mode.DIRECT, Mode.INDIRECT, Mode.MIXED):
        ids = {i for i, given in enumerate(modes) if given is mode}
        out["recall", mode.value] = (len(found & ids), len(ids), len(ids))
    return out


def _token_set(spans: Spans, tokens: Sequence[tuple[int, int]], text: str) -> TokenSet:
    there: set[int] = set()
    for start, end in spans:  # words stand in order and apart, so those of a span stand together
        there.update(range(bisect_right(tokens, start, key=itemgetter(1)), bisect_left(tokens, end, key=itemgetter(0))))
    got = sorted(there)

    def mark(i: int) -> bool:
        return not re.match(r"\w", text[tokens[i][0]])

    while got and mark(got[0]):
        got.pop(0)
    while got and mark(got[-1]):
        got.pop()
    return frozenset(got)


def _iou(a: TokenSet, b: TokenSet) -> float:
    if not a and not b:
        return 1.0
    return len(a & b) / len(a | b) if a and b else 0.0


def match(gold: Sequence[T], system: Sequence[U], value: Callable[[T, U], float | None]) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs, best first; a value of None does not count."""
    pairs = sorted(
        ((v, i, j) for i, g in enumerate(gold) for j, s in enumerate(system) if (v := value(g, s)) is not None),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    used_gold: set[int] = set()
    used_system: set[int] = set()
    hits = []
    for _, i, j in pairs:
        if i not in used_gold and j not in used_system:
            used_gold.add(i)
            used_system.add(j)
            hits.append((i, j))
    return hits


def _all_overlap(roles: Sequence[str]) -> Callable[[Sets, Sets], float | None]:
    def value(a: Sets, b: Sets) -> float | None:
        each = [_iou(a[role], b[role]) for role in roles]
        return sum(each) if min(each) >= HALF else None

    return value


def _f1(rows: Sequence[Counts], key: Key) -> tuple[float, float, float]:
    hits, system, gold = (sum(row[key][k] for row in rows) for k in range(3))
    p = hits / system if system else 0.0
    r = hits / gold if gold else 0.0
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)
