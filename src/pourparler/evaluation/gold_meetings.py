"""How the meetings that a reader finds compare with those that people marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pourparler.evaluation.gold import GoldText
from pourparler.evaluation.scoring import match
from pourparler.model import Meeting


def judge_meetings(texts: Sequence[GoldText], readings: Sequence[Sequence[Meeting]]) -> dict[str, float]:
    """Shares in 0..1: meetings found that are right, and marked ones found; of the pairs, places, dates, durations and names.

    A meeting is the same where place or day agree, or half of those present, and neither place nor day speaks against it.
    """
    counts: Counter[str] = Counter()
    for text, found in zip(texts, readings, strict=True):
        pairs = match(text.meetings, found, _likeness)
        counts.update({"pairs": len(pairs), "found": len(found), "marked": len(text.meetings)})
        for i, j in pairs:
            wanted, got = text.meetings[i], found[j]
            for what in ("place", "date", "duration"):
                if wanted.get(what) is not None:
                    counts[f"{what} marked"] += 1
                    counts[f"{what} right"] += _same(wanted[what], getattr(got, what))
            present = set(wanted.get("present") or ())
            shared = len(present & set(got.present))
            counts.update({"present marked": len(present), "present found": len(got.present), "present right": shared})

    def share(part: str, of: str) -> float:
        return round(counts[part] / counts[of], 4) if counts[of] else 0.0

    return {
        "meeting precision": share("pairs", "found"),
        "meeting coverage": share("pairs", "marked"),
        **{f"meeting {what}": share(f"{what} right", f"{what} marked") for what in ("place", "date", "duration")},
        "present precision": share("present right", "present found"),
        "present coverage": share("present right", "present marked"),
    }


def _same(wanted: object, got: object) -> bool:
    if got is None or isinstance(wanted, date):
        return wanted == got
    first, second = str(wanted).lower(), str(got).lower()
    return first in second or second in first


def _likeness(wanted: Mapping[str, Any], got: Meeting) -> float | None:
    """How many of place, day and people agree; None where it is another meeting."""
    agree = 0.0
    for what in ("place", "date"):
        if wanted.get(what) is not None and getattr(got, what) is not None:
            if not _same(wanted[what], getattr(got, what)):
                return None
            agree += 1
    present = set(wanted.get("present") or ())
    shared = len(present & set(got.present)) / len(present) if present else 0.0
    return agree + shared if agree or shared >= 0.5 else None
