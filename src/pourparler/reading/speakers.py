"""From the words of a source to who spoke and for which party; unknown where unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model import Document
from pourparler.reading import cues
from pourparler.reading.attribution import Attribution
from pourparler.reading.names import Names
from pourparler.reading.sentences import Sentence, sentence_at

_PERSONAL = frozenset({"he", "she", "i"})
_DESCRIBED = re.compile(
    r"\b(?:spokes(?:man|woman|person)|aide|adviser|advisor|minister|envoy|official|source|diplomat|ambassador|deputy|leader|member|ally)s?\b",
    re.I,
)
_OWNED = re.compile(r"\s*(?:'s|’s|s')")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke; None is unknown."""

    name: str | None = None
    party: str | None = None
    anonymous: bool = False


def resolve(
    document: Document, sentences: Sequence[Sentence], found: Sequence[Attribution], names: Names
) -> list[Speaker]:
    """One speaker for each attribution, in order."""
    result: list[Speaker] = []
    own = next((n for _, _, n in names.mentions(document.source or "")), None)
    for k, attribution in enumerate(found):
        words = " ".join(document.text[start:end] for start, end in attribution.source)
        if not words:
            result.append(Speaker())
        elif words.lower() in _PERSONAL and words.lower() != "i":
            result.append(_antecedent(document.text, sentences, found, result, k, names))
        elif words.lower() == "we":
            result.append(Speaker(own.name, own.party) if own else Speaker())
        else:
            result.append(named(words, names))
    return result


def named(words: str, names: Names) -> Speaker:
    """The speaker that a noun phrase names."""
    mentions = list(names.mentions(words))
    own = [m for m in mentions if not _OWNED.match(words, m[1]) and not _dependent(words, m[0])]
    people = [m for m in own if m[2].person]
    if len({m[2].name for m in people}) == 1:
        return Speaker(people[0][2].name, people[0][2].party)
    if people:
        parties = {m[2].party for m in people}
        return Speaker(None, next(iter(parties)) if len(parties) == 1 else None)
    anonymous = _anonymous(words)
    bodies = own or mentions
    parties = {m[2].party for m in bodies if m[2].party}
    party = next(iter(parties)) if len(parties) == 1 else None
    if anonymous or _DESCRIBED.search(words):
        return Speaker(None, party, anonymous)
    if len({m[2].name for m in own}) == 1:
        return Speaker(own[0][2].name, own[0][2].party)
    proper = re.fullmatch(
        r"(?:[Tt]he )?((?:[A-ZÀ-Þ][\w.'’\-]*)(?: (?:of|for|and|the|de|bin) [A-ZÀ-Þ][\w.'’\-]*| [A-ZÀ-Þ][\w.'’\-]*)*)(?:,.*)?",
        words,
    )
    if proper and not mentions and len(proper[1]) > 1:
        return Speaker(proper[1], None)
    return Speaker(None, party)


def _dependent(words: str, start: int) -> bool:
    """Whether the name only tells whose or which: "a spokesman for Voss", "a former aide to Voss"."""
    return bool(
        re.search(
            r"\b(?:for|of|to|from|with|by|under|near|against|at|in)\s+(?:the\s+|President\s+|Minister\s+|Mr\.?\s+)?$",
            words[:start],
        )
    )


def _anonymous(words: str) -> bool:
    heads = re.findall(r"[a-z]+", re.split(r"\b(?:of|from|in|with|close|familiar|who)\b|,", words)[0].lower())
    return bool(heads) and heads[-1] in cues.ANONYMOUS


def _antecedent(
    text: str,
    sentences: Sequence[Sentence],
    found: Sequence[Attribution],
    resolved: Sequence[Speaker],
    k: int,
    names: Names,
) -> Speaker:
    """He or she: the speaker before in this sentence, else the person whom the sentence before is about, else unknown.

    A sentence is about the person it begins with, else about the one that it lets speak (centering: Grosz, Joshi, Weinstein
    1995, subjects before other mentions). A paragraph further back is too far.
    """
    place = found[k].source[0][0]
    number = sentence_at(sentences, place)
    if number is None:
        return Speaker()
    floor = sentences[max(0, number - 1)].start
    spoken: dict[int, Speaker] = {}
    for j in range(k - 1, -1, -1):
        if not found[j].cue or found[j].cue[0][0] < floor:
            break
        if _is_person(resolved[j], names):
            spoken[found[j].cue[0][0]] = resolved[j]

    def subject(sentence: Sentence, stop: int) -> Speaker | None:
        for start, end, name in names.mentions(text[sentence.start : stop]):
            lead = text[sentence.start : sentence.start + start]
            owned = _OWNED.match(text, sentence.start + end)
            if name.person and not owned and not re.search(r"[a-z]{2}", lead.replace("The", "")):
                return Speaker(name.name, name.party)
        speakers = [spoken[at] for at in sorted(spoken) if sentence.start <= at < stop]
        return speakers[-1] if speakers else None

    here = subject(sentences[number], place)
    if here is not None or number == 0:
        return here or Speaker()
    before = sentences[number - 1]
    if sentences[number].paragraph - before.paragraph > 1:
        return Speaker()
    return subject(before, before.end) or Speaker()


def _is_person(speaker: Speaker, names: Names) -> bool:
    known = names.forms.get((speaker.name or "").lower())
    return known is not None and known.person
