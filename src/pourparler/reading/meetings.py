"""Who met, where, when, how long, and who was not there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pourparler.dates import MONTHS, WEEKDAYS, day_named
from pourparler.model import Document, Evidence, Meeting, Span, Statement
from pourparler.reading.names import Names
from pourparler.reading.sentences import Sentence

_MET = re.compile(
    r"\b(?:met(?: with)?|(?:held|hold|opened|concluded|began|resumed|hosted|convened) (?:\w+[ -]){0,5}?(?:talks|meetings?|rounds?|sessions?|negotiations"
    r"|discussions|consultations)|(?:talks|meeting|round|session|negotiations|discussions|summit|consultations) (?:in|at|between|with)"
    r"|hours of (?:talks|discussions|negotiations)|were (?:present|absent|not invited)|(?:the|in a) meeting|sat (?:down|across)|accompanied by"
    r"|seen sitting)\b",
    re.I,
)
_OPENS = re.compile(
    r"\b(?:met(?: with)?|(?:talks|meeting|round|session|negotiations|discussions|summit|consultations) (?:in|at)|hours of|held|opened|convened)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|would|to|should|could|may|might|plans? to|expected to|hope[sd]? to|potential|possible) (?:meet|hold|host|convene|for a)",
    re.I,
)
_NUMBER = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:twenty|thirty|forty|fifty)(?:-\w+)?|sixty|ninety|a|an|half an?)"
_DURATION = re.compile(
    rf"\b(?:(?:nearly|about|almost|more than|over|around|some|less than) )?{_NUMBER}(?:-| )(?:and[ -]a[ -]half )?(?:hours?|minutes?|days?)\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:in|at)(?: the)? ((?:[A-ZÀ-Þ][\w'’\-]+)(?:(?: (?:of|the|de|al))? [A-ZÀ-Þ][\w'’\-]+)*(?: in [A-ZÀ-Þ][\w'’\-]+(?: [A-ZÀ-Þ][\w'’\-]+)*)?)"
)
_ABSENT = re.compile(
    r"\b[Nn]o ([A-ZÀ-Þ]\w+(?: (?:or |and )?[A-ZÀ-Þ]\w+)* (?:officials?|representatives?|delegates?|envoys?))"
    r"|((?:[A-ZÀ-Þ]\w+ )+(?:officials?|representatives?|delegates?)?) ?(?:(?:was|were) not (?:invited|present|represented)|(?:stayed|kept) away|(?:was|were) absent)"
    r"|\b(?:(?:was|were) not (?:invited|present|represented|there)|(?:stayed|kept) away|(?:was|were) absent|did not (?:attend|take part|come))\b"
)
_BEFORE_A_TIME = frozenset((*WEEKDAYS, *MONTHS))
_ASIDE = re.compile(r"\b(?:that|which|where|while|whether|as some|saying|could|about)\b")
_RECENT = 100
"""Meetings before, the last ones, among which a sentence may go on with one."""
_HOST = re.compile(r"\bhosted by ((?:[A-ZÀ-Þ][\w'’\-]+ ?)+)")


@dataclass
class _Draft:
    evidence: list[Span] = field(default_factory=list)
    paragraph: int = 0
    day: date | None = None
    place: str | None = None
    duration: str | None = None
    host: str | None = None
    present: dict[str, None] = field(default_factory=dict)
    """Names in the order in which they come; as ``absent``."""
    absent: dict[str, None] = field(default_factory=dict)


def find_meetings(
    document: Document, sentences: Sequence[Sentence], names: Names, statements: Sequence[Statement] = ()
) -> tuple[Meeting, ...]:
    """Meetings that the document reports; those only planned or possible are left to next steps.

    ``statements``: found in the document already; where the source of one ("The ambassador, who met …") means a person, so does it here.
    """
    told = sorted((start, s.speaker) for s in statements if s.speaker for start, _ in s.source)
    starts = [start for start, _ in told]
    drafts: list[_Draft] = []
    text = document.text
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        if not _MET.search(words) or _PLANNED.search(words):
            continue
        near = told[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        seen = _draft(words, sentence, document, names, [(start - sentence.start, who) for start, who in near])
        current = next((d for d in reversed(drafts[-_RECENT:]) if not _conflict(d, seen)), None)
        if current is None:
            if not _OPENS.search(words) or not (seen.place or len(seen.present) > 1):
                continue
            current = _Draft(paragraph=sentence.block)
            drafts.append(current)
        elif not (seen.place or seen.present or seen.absent or seen.duration):
            continue
        _merge(current, seen)
    return tuple(_meeting(d, document) for d in drafts if d.place or len(d.present) > 1)


def _draft(words: str, sentence: Sentence, document: Document, names: Names, told: Sequence[tuple[int, str]]) -> _Draft:
    draft = _Draft(evidence=[(sentence.start, sentence.end)], paragraph=sentence.block)
    places = [m[1] for m in _PLACE.finditer(words) if m[1].split()[0].lower() not in _BEFORE_A_TIME]
    people = {n.name for _, _, n in names.mentions(words) if n.person}
    places = [p for p in places if not any(p in person or person in p for person in people)]
    draft.place = places[0] if places else None
    if found := _DURATION.search(words):
        draft.duration = found[0]
    draft.day = day_named(words, document.date)
    if found := _HOST.search(words):
        draft.host = found[1].strip()
    for found in _ABSENT.finditer(words):
        who = (found[1] or found[2] or "").strip().removeprefix("The ")
        known = names.forms.get(who.lower())
        subject = names.mentions(words[: found.start()], places=False)
        draft.absent |= dict.fromkeys([known.name if known else who] if who else (n.name for _, _, n in subject))
    if not draft.absent:
        # Names after "that", "while", "where" are spoken of, not there.
        clause = _ASIDE.split(words, maxsplit=1)[0]
        named = list(names.mentions(clause, places=False))
        there = {n.name: start for start, end, n in named if n.person and not words[end:].startswith(("'s", "’s"))}
        for start, who in told:
            known = names.forms.get(who.lower())
            if start < len(clause) and known is not None and known.person:
                there.setdefault(who, start)
        bodies = dict.fromkeys(n.name for _, _, n in named if n.party)
        if not there and len(bodies) > 1:
            draft.present = bodies
        else:
            draft.present = dict.fromkeys(sorted(there, key=there.__getitem__))
    return draft


def _conflict(known: _Draft, seen: _Draft) -> bool:
    """Another meeting: another place or day, or far away in the text without a place in common."""
    if known.place and seen.place:
        return not (
            known.place in seen.place or seen.place in known.place or set(known.place.split()) & set(seen.place.split())
        )
    if known.day and seen.day and known.day != seen.day:
        return True
    return not (known.place and seen.place) and seen.paragraph - known.paragraph > 3


def _merge(known: _Draft, seen: _Draft) -> None:
    known.evidence += seen.evidence
    known.paragraph = seen.paragraph
    known.day = known.day or seen.day
    if seen.place and (known.place is None or len(seen.place) > len(known.place)):
        known.place = seen.place
    known.duration = known.duration or seen.duration
    known.host = known.host or seen.host
    known.present |= seen.present
    known.absent |= seen.absent


def _those(names: Sequence[str]) -> str:
    if len(names) < 3:
        return " and ".join(names)
    return f"{names[0]}, {names[1]} and {names[2] if len(names) == 3 else 'others'}"


def _meeting(draft: _Draft, document: Document) -> Meeting:
    title = f"Meeting in {draft.place}" if draft.place else f"Meeting of {_those(list(draft.present))}"
    evidence = tuple(Evidence(document=document.id, spans=(span,)) for span in draft.evidence)
    present = tuple(name for name in draft.present if name != draft.place)  # where they met is nobody who came
    return Meeting(title, draft.day, draft.place, draft.duration, draft.host, present, tuple(draft.absent), evidence)
