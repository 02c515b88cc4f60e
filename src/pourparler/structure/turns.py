"""Turns of speech: who begins to speak where, in transcripts, interviews, records of meetings and hearings.

Forms: "Vladimir Putin: …", "MR MILLER: …", "Q: …", "Tom Hale (01:23):" or a name alone above the words, "Mrs. X (Country) (spoke in
French): …", and "Mr. Brandt. Thank you, …" as in the records of the Congress of the United States.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pourparler.model import Block, BlockKind, Span
from pourparler.structure.units import LONG, trimmed

HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Madam|MR|MRS|MS|DR|Messrs)\b\.?")
ASKING = frozenset(
    "q question questioner host interviewer presenter moderator caller journalist reporter correspondent anchor announcer".split()
)
"""Whoever asks: a part, not a name. By us: the parts that transcripts of interviews, phone-ins and press conferences write before a question."""
ANSWERING = frozenset({"a", "answer"})

_TIME = r"[(\[]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?"
_CAPITAL = r"(?:[A-ZÀ-Þ]\.)*[A-ZÀ-Þ][\w'’\-]*\.?"
_NAME = rf"{_CAPITAL}(?:,? (?:(?:of|for|the|de|van|von|al|bin|and|la|le|du|der|den|dos|da) )*(?:{_CAPITAL}|\d+)){{0,8}}"
_ASIDES = r"(?:\s?[(\[](?!\d{1,2}:\d\d)[^()\[\]\n]{1,60}[)\]]){0,3}"
_HEAD = re.compile(rf"(?:{_TIME}\s+)?(?P<name>{_NAME})(?P<asides>{_ASIDES})\s*(?P<time>{_TIME})?\s?(?P<mark>:)(?=\s|$)")
_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TIMED = re.compile(rf"(?P<name>{_NAME})(?P<asides>{_ASIDES})\s*(?P<time>{_TIME})(?P<mark>)\s*$")
_TIMED_FIRST = re.compile(rf"(?P<time>{_TIME})\s+(?P<name>{_NAME})(?P<asides>{_ASIDES})(?P<mark>)\s*$")
_SPOKEN = re.compile(
    rf"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? |(?:Senator|Chairman|Chairwoman|Representative|Ambassador|Secretary|General|Director) )"
    rf"{_CAPITAL}(?: {_CAPITAL}){{0,2}}(?<!\.)|The (?:Chairman|Chairwoman|Chair|President|Speaker))(?P<asides>)(?P<mark>\.)(?= +[A-ZÀ-Þ“\"\[])"
)
_QUESTION = re.compile(r"(?P<name>[QA])(?P<asides>)(?P<mark>\.)(?= )")
_ALONE = re.compile(rf"(?P<name>{_NAME})(?P<asides>{_ASIDES})(?P<mark>)$")
_FIELDS = frozenset(
    (
        "note notes subject date dates to from place source sources photo photos photograph image caption contact contacts author authors re present "
        "absent apologies attendance updated published posted tags background summary item article annex day ps nb title venue time agenda reference "
        "cc file video audio warning correction editor edited reporting update updates live latest see also related topics keywords"
    ).split()
)
"""Words with a colon after them that begin no turn."""
_OFFICE = re.compile(
    r"The (?:Acting |Vice-)?(?:President|Chair\w*|Speaker|Secretary[- ]General|Moderator|Presiding Officer)\b"
)
_LANGUAGE = re.compile(r"(?:spoke|speaking|interpretation|translated|through an interpreter)\b", re.I)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]][.]?$")
_CALLED = re.compile(
    r"\b(?:testimony|hearing|committee|subcommittee|statement of|transcript|interview|press conference|briefing)\b",
    re.I,
)

_ASKS = re.compile(r"\?[”\"’]?$")
_LONGEST_TURN = 8
"""Blocks of one turn beyond which a name with a colon likely opens an excerpt in a report."""
_FEWEST_ALONE = 6
"""Questions and answers below which nobody's names are no interview."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a turn is announced, in the block ``block``: the name, what stands in brackets after it, the mark, where the words begin."""

    block: int
    name: Span
    asides: tuple[Span, ...]
    mark: Span
    begin: int
    timed: bool = False
    full_stop: bool = False
    part: Literal["asks", "answers"] | None = None
    """Known without a name."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: its head and the stretches of words, one a block."""

    head: Head
    content: tuple[Span, ...]


def speaker_key(text: str, head: Head) -> str:
    """What two heads of one speaker have in common: the last word of the name, or the whole of a numbered part ("speaker 2")."""
    words = re.findall(r"[\w'’\-]+", text[slice(*head.name)].lower())
    if not words:
        return ""
    return " ".join(words[-2:]) if words[-1].isdigit() else words[-1]


def find_heads(text: str, spans: Sequence[Span]) -> list[Head]:
    """Whatever could announce a turn at the beginning of these blocks, whether or not the text is made of turns."""
    heads = []
    for number, (start, end) in enumerate(spans):
        if (head := _head(text, number, start, end)) is not None:
            heads.append(head)
    full = sum(h.full_stop for h in heads)
    if full == 1:  # "Mr. Brandt. Thank you": once is a hearing only if the text calls itself one
        first = next(h for h in heads if h.full_stop)
        if not _CALLED.search(text[: spans[first.block][0]][:1000]) and not re.match(
            r"\s*Thank you,? (?:Mr|Mad)", text[first.begin : first.begin + 60]
        ):
            heads = [h for h in heads if not h.full_stop]
    return heads


def _head(text: str, number: int, start: int, end: int) -> Head | None:
    stop = min(end, start + LONG)
    # Without a colon most patterns cannot match, and trying them takes most of the time that a short text takes.
    colon = ":" in text[start:stop]
    found = (_HEAD.match(text, start, stop) if colon else None) or _SPOKEN.match(text, start, stop)
    found = found or _QUESTION.match(text, start, stop)
    if found is None and colon and end - start <= 100:
        found = _TIMED.match(text, start, end) or _TIMED_FIRST.match(text, start, end)
    if found is None:
        return None
    words = re.findall(r"[\w'’\-]+", found["name"].lower())
    if not words or words[0] in _FIELDS or words[-1] in _FIELDS:
        return None
    asides = tuple(m.span(1) for m in _ASIDE.finditer(text, *found.span("asides")))
    timed = bool(found.groupdict().get("time"))
    mark = found.span("mark") if found["mark"] else (found.end("name"), found.end("name"))
    return Head(number, found.span("name"), asides, mark, found.end(), timed, found["mark"] == ".")


def begins_turn(text: str) -> bool:
    """Whether a line looks as if a turn began with it."""
    return _head(text, 0, 0, len(text)) is not None


def made_of_turns(text: str, heads: Sequence[Head], blocks: int) -> str | None:
    """By what a text of so many blocks with these heads is known to consist of turns, in words; None where it does not."""
    if not heads:
        return None
    keys = Counter(speaker_key(text, h) for h in heads)
    told = f"{len(heads)} turns of {len(keys)} speakers"
    if text[heads[0].begin :].strip() == "" or len(text) - heads[0].name[0] < 0.4 * len(text):
        return None
    asks = any(key in ASKING for key in keys)
    if len(heads) >= 2 and asks and (len(keys) > 1 or keys.total() > 2):
        return f"questions and answers ({told})"
    names = {re.sub(r"\W*\d+$", "", text[slice(*h.name)]) for h in heads}
    if sum(h.timed for h in heads) >= 2 and len(names) > 1:
        return f"names with times ({told})"
    if any(h.full_stop for h in heads):
        return f"names with a full stop before what each said ({told})"
    asides = [h for h in heads if h.asides]
    spoken = any(_LANGUAGE.match(text, *aside) for h in heads for aside in h.asides)
    formal = all(h.asides or _OFFICE.match(text, *h.name) or HONORIFIC.match(text, *h.name) for h in heads)
    if len(heads) >= 2 and asides and (spoken or (formal and len(asides) >= 2)):
        return f"names with what they speak for in brackets ({told})"
    again = sum(count for count in keys.values() if count > 1)
    close = (
        all(b.block - a.block <= _LONGEST_TURN for a, b in pairwise(heads))
        and blocks - heads[-1].block <= _LONGEST_TURN
    )
    if (
        len(heads) >= 3
        and len(keys) >= 2
        and again * 2 >= len(heads)
        and (close or len(heads) * 3 >= blocks - heads[0].block)
    ):
        return f"names with a colon that come again ({told})"
    return None


def names_alone(text: str, spans: Sequence[Span]) -> list[Head]:
    """Names on a line of their own above what each said: at least two of them, coming again."""
    found = []
    for number, (start, end) in enumerate(spans[:-1]):
        if end - start <= 60 and (match := _ALONE.match(text, start, end)) and len(match["name"].split()) <= 5:
            following = spans[number + 1]
            if following[1] - following[0] > 15:
                found.append(Head(number, match.span("name"), (), (match.end("name"),) * 2, end))
    if len(found) < 4:  # two names that come again
        return []
    keys = Counter(text[slice(*h.name)].lower() for h in found)
    again = {key for key, count in keys.items() if count > 1}
    heads = [h for h in found if text[slice(*h.name)].lower() in again]
    return found if len(again) >= 2 and len(heads) * 2 >= len(found) and len(found) * 5 >= len(spans) else []


def questions_alone(text: str, blocks: Sequence[Block]) -> list[Head]:
    """An interview whose questions and answers stand in turn, with nobody's name before them; heads without a name, mark or bracket."""
    told = [
        n
        for n, b in enumerate(blocks)
        if b.kind is not BlockKind.TITLE and b.kind not in (BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.DATELINE)
    ]
    asks = [bool(_ASKS.search(text, max(blocks[n].start, blocks[n].end - 3), blocks[n].end)) for n in told]
    first = next((k for k, ask in enumerate(asks) if ask), None)
    if first is None or first > 1 or len(told) - first < _FEWEST_ALONE:
        return []
    asked, answered = asks[first::2], asks[first + 1 :: 2]
    if sum(asked) < 0.5 * len(asked) or sum(answered) > 0.2 * len(answered):
        return []
    heads = []
    for k, n in enumerate(told[first:]):
        start = blocks[n].start
        heads.append(Head(n, (start, start), (), (start, start), start, part="answers" if k % 2 else "asks"))
    return heads


def turn_heads(text: str, blocks: Sequence[Block], *, any_head: bool = False) -> tuple[list[Head], str | None]:
    """Where turns begin, and by what a text is known to consist of them; ``any_head``: somebody said that it does."""
    titles = {n for n, b in enumerate(blocks) if b.kind in (BlockKind.TITLE, BlockKind.HEADING)}
    spans = [(b.start, b.end) for b in blocks]
    heads = [h for h in find_heads(text, spans) if h.block not in titles]
    if why := made_of_turns(text, heads, len(blocks)) or ("its kind was given" if any_head and heads else None):
        return heads, why
    if heads := [h for h in names_alone(text, spans) if h.block not in titles]:
        return heads, f"names on lines of their own ({len(heads)} turns)"
    if heads := questions_alone(text, blocks):
        return heads, f"questions and answers in turn ({len(heads)})"
    return [], None


def find_turns(text: str, blocks: Sequence[Block], *, any_head: bool = False) -> list[Turn]:
    """The turns of a text; none where it does not consist of turns.

    What stands in brackets alone ("[Laughter]") is nobody's; a block without a head goes on with the turn before.
    """
    by_block = {h.block: h for h in turn_heads(text, blocks, any_head=any_head)[0]}
    turns: list[tuple[Head, list[Span]]] = []
    for number, block in enumerate(blocks):
        head = by_block.get(number)
        if head is not None:
            turns.append((head, []))
        if not turns or (head is None and not block.kind.told):
            continue
        begin, end = trimmed(text, head.begin if head else block.start, block.end)
        if begin < end and not (end - begin < 80 and _BRACKETED.match(text, begin, end)):
            turns[-1][1].append((begin, end))
    return [Turn(head, tuple(content)) for head, content in turns if content]
