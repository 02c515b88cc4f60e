"""Texts annotated in full: spans, speaker, party, stance, issue, meetings; and how a reading compares with them.

A gold text is a file in three parts between lines of ``---``: details (kind, date, source, title), the text with marks, and what each
mark means. ``[s1|Ada Voss] [c1|said] [t1|that it would not do]`` marks source, cue and content of statement 1; below stands
``1: [Ada Voss, Kestria, rejects, transit]``: speaker, party, stance, issue, each ``null`` where nobody could tell; a fifth entry is the
number of another statement that this one reports whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pourparler.errors import FormatError
from pourparler.evaluation.scoring import HALF, Gold, match
from pourparler.limited_yaml import DOSSIER, YAMLFault, plain
from pourparler.model import Document, Span, Stance, Statement, overlap

_MARK = re.compile(r"\[([sct])(\d+)\|([^\[\]]*)\]")
_ROLE = {"s": "source", "c": "cue", "t": "content"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What people found of one statement; None where the text does not tell."""

    spans: Mapping[str, tuple[Span, ...]]
    speaker: str | None
    party: str | None
    stance: Stance
    issue: str | None


@dataclass(frozen=True, slots=True)
class GoldText:
    """One annotated text."""

    document: Document
    kind: str
    statements: tuple[Judged, ...]
    meetings: tuple[Mapping[str, Any], ...]

    @property
    def gold(self) -> Gold:
        """Its spans, as the scorer takes them."""
        return Gold(self.document.path or self.document.id, self.document.text, tuple(s.spans for s in self.statements))


def load_gold_text(path: Path) -> GoldText:
    """Read one marked text.

    Raises:
        FormatError: naming the file and what is wrong in it.
    """
    try:
        head, marked, tail = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.M)
        about: dict[str, Any] = {}
        for line in head.strip().splitlines():
            name, _, value = line.partition(": ")
            about[name] = value
        told: dict[Any, Any] = plain(tail, DOSSIER) or {}
        text, spans = _unmarked(marked.rstrip("\n") + "\n")
        meetings = tuple(told.pop("meetings", None) or ())
        if missing := set(spans) ^ set(told):
            raise ValueError(f"marks and list differ on {', '.join(map(str, sorted(missing)))}")
        statements = tuple(
            Judged(_with_inner(spans, k, inner), who, party, Stance(stance), issue)
            for k, (who, party, stance, issue, *inner) in sorted(told.items())
        )
        document = Document(
            text=text,
            title=about["title"],
            date=date.fromisoformat(about["date"]),
            source=about["source"],
            path=str(path),
        )
        return GoldText(document, about["kind"], statements, meetings)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, YAMLFault) as error:
        raise FormatError(
            f"not an annotated text ({error})", where=str(path), mend="The form: training/gold/README.md."
        ) from error


def _unmarked(marked: str) -> tuple[str, dict[int, dict[str, tuple[Span, ...]]]]:
    pieces: list[str] = []
    length = last = 0
    spans: dict[int, dict[str, tuple[Span, ...]]] = {}
    for mark in _MARK.finditer(marked):
        before = marked[last : mark.start()]
        pieces += [before, mark[3]]
        start = length + len(before)
        length, last = start + len(mark[3]), mark.end()
        own = spans.setdefault(int(mark[2]), {"source": (), "cue": (), "content": ()})
        own[_ROLE[mark[1]]] = (*own[_ROLE[mark[1]]], (start, length))
    text = "".join((*pieces, marked[last:]))
    if "[" in text or "]" in text:
        raise ValueError(f"a bracket is left over near {text[max(0, text.find('[') - 20) :][:60]!r}")
    return text, spans


def _with_inner(
    spans: Mapping[int, Mapping[str, tuple[Span, ...]]], k: int, inner: Sequence[int]
) -> Mapping[str, tuple[Span, ...]]:
    """The spans of statement k; where it reports another statement whole, that one's spans are its content."""
    content = [
        span
        for other in (k, *inner)
        for role in (("content",) if other == k else _ROLE.values())
        for span in spans[other][role]
    ]
    return {**spans[k], "content": tuple(sorted(content))}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How the found statements compare. All in 0..1.

    ``precision``: names given that are right; ``coverage``: gold names that were given; both over gold statements whose spans were
    found. Statements that gold leaves unknown count against precision when named.
    """

    found: int
    speaker_precision: float
    speaker_coverage: float
    party_precision: float
    party_coverage: float
    stance_f1: float
    issue_precision: float
    issue_coverage: float
    worst: tuple[str, ...]

    @property
    def figures(self) -> dict[str, float]:
        """The shares by name, four digits."""
        names = (
            "speaker_precision",
            "speaker_coverage",
            "party_precision",
            "party_coverage",
            "stance_f1",
            "issue_precision",
            "issue_coverage",
        )
        return {name.replace("_", " "): round(float(getattr(self, name)), 4) for name in names}


def judge(texts: Sequence[GoldText], readings: Sequence[Sequence[Statement]]) -> Judgement:
    """Compare speakers, parties, stances and issues of all statements whose content overlaps a gold one by half."""
    names: Counter[str] = Counter()
    stances: Counter[tuple[str, str]] = Counter()
    worst: list[str] = []
    for gold, statements in zip(texts, readings, strict=True):
        for told, read in _pairs(gold, statements):
            names["found"] += 1
            for what, wanted, given in (
                ("speaker", told.speaker, read.speaker),
                ("party", told.party, read.party),
                ("issue", told.issue, read.issue),
            ):
                names[f"{what} wanted"] += wanted is not None
                names[f"{what} given"] += given is not None
                names[f"{what} right"] += given is not None and wanted == given
                if given is not None and given != wanted:
                    words = gold.document.text[slice(*read.extent)].replace("\n", " ")
                    worst.append(f"{gold.document.path}: {what} {given}, not {wanted or 'unknown'}: {words[:120]}")
            stances[as_position(told.stance), as_position(read.stance)] += 1

    def share(part: str, of: str) -> float:
        return names[part] / names[of] if names[of] else 0.0

    confused = [
        f"stance {given} for {wanted}: {count} times"
        for (wanted, given), count in stances.most_common()
        if wanted != given
    ]
    return Judgement(
        names["found"],
        share("speaker right", "speaker given"),
        share("speaker right", "speaker wanted"),
        share("party right", "party given"),
        share("party right", "party wanted"),
        _macro_f1(stances),
        share("issue right", "issue given"),
        share("issue right", "issue wanted"),
        (*worst, *confused),
    )


def _pairs(gold: GoldText, statements: Sequence[Statement]) -> list[tuple[Judged, Statement]]:
    def shared(told: Judged, read: Statement) -> float | None:
        value = overlap(told.spans["content"], read.content)
        return value if value >= HALF else None

    return [(gold.statements[i], statements[j]) for i, j in match(gold.statements, statements, shared)]


_AS_POSITION = {
    Stance.CALLS_ON: Stance.DEMANDS,  # what somebody must do is demanded of that one
    Stance.CONDITIONS: Stance.REPORTS,
    Stance.DENIES: Stance.REPORTS,
}


def as_position(stance: Stance) -> str:
    """The kind of position that a stance is, "reports" where it is none: annotated texts tell more stances apart than kinds of position."""
    return _AS_POSITION.get(stance, stance).value


def _macro_f1(stances: Counter[tuple[str, str]]) -> float:
    """Mean F1 over the stances that occur in the gold."""
    values = []
    for stance in sorted({wanted for wanted, _ in stances}):
        right = stances[stance, stance]
        wanted = sum(n for (w, _), n in stances.items() if w == stance)
        given = sum(n for (_, g), n in stances.items() if g == stance)
        values.append(2 * right / (wanted + given))
    return sum(values) / len(values) if values else 0.0
