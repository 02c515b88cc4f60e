"""From the words of a source to who spoke and for which party; unknown where unsure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from pourparler.model import Document, Negotiation
from pourparler.reading.attribution import Attribution
from pourparler.reading.bodies import body_like
from pourparler.reading.coreference import Antecedents
from pourparler.reading.names import Name, Names
from pourparler.reading.plain_bodies import plain_body
from pourparler.reading.word_lists import singular, word_list

T = TypeVar("T")

SURE = 0.6
"""Probability from which a pronoun or a description is taken to mean a name."""
LIKELY = 0.1
"""Probability that is enough for "he" and "she" where nobody is likelier and whoever spoke last is meant."""

_PERSONAL = frozenset({"he", "she", "him", "her"})
_BODIES = frozenset({"it", "they", "this"})
PRONOUNS = _PERSONAL | _BODIES
OWN_WORDS = frozenset({"we", "us", "our delegation", "the delegation", "the bureau"})
"""Sources that mean whoever published the text."""
_ASKING = frozenset({"q", "question"})
"""Heads of what is asked in a transcript; whoever asks may also go by a part ("Host"), which is no name."""
_OWNED = re.compile(r"\s*(?:'s|’s|s')")
_OWNER = re.compile(r"(?:his|her|their|its)\b", re.I)
_STAND_IN = re.compile(
    r"\b(?:spokes\w+|aides?|advis[eo]rs?|assistants?|deput(?:y|ies)|office|allies|ally|lawyers?|members?)\b", re.I
)
"""Whoever speaks for somebody, and is somebody else."""
_HEAD = re.compile(
    r"[^\W\d_]+(?:-[^\W\d_]+)*(?=\s*$|\s*[,'’(]|\s\s|\s+(?:of|for|from|in|at|to|with|who|that|on|under|near|close|familiar|briefed|and|or)\b)"
)
"""A word that may be the head of its phrase: what follows is the end, a name (blanked), or what a new phrase begins with."""
_DEFINITE = re.compile(r"\s*(?:the|this|that|these|those|his|her|their|its|our|my)\b", re.I)
_POSSESSIVE = re.compile(r"['’]s?\b")
_INDEFINITE = re.compile(r"(?:an?|one|two|three|four|five|six|some|several|many|other|both|all|most|no)\b", re.I)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke; None is unknown."""

    name: str | None = None
    party: str | None = None
    anonymous: bool = False


def resolve(
    document: Document,
    found: Sequence[Attribution],
    names: Names,
    antecedents: Antecedents,
) -> list[Speaker]:
    """One speaker for each attribution, in order."""
    own = next((n for _, _, n in names.mentions(document.source or "", places=False)), None)
    text = document.text
    result: list[Speaker] = []
    for attribution in found:
        words = " ".join(" ".join(text[start:end] for start, end in attribution.source).split())
        lowered = words.lower().strip(" ,.:;“”\"'")
        if not lowered:
            result.append(Speaker())
        elif lowered in _ASKING or _is_part(lowered, names):
            result.append(Speaker(anonymous=True))
        elif lowered in OWN_WORDS and own:
            result.append(Speaker(own.name, own.party))
        elif lowered in _PERSONAL:
            last = next((s.name for s in reversed(result) if s.name), None)
            others = {n for a, b in attribution.content for _, _, n in names.mentions(text[a:b])}
            result.append(_meant(attribution, antecedents, person=True, before=last, others=others))
        elif lowered in _BODIES:
            result.append(_meant(attribution, antecedents, person=False))
        else:
            result.append(_described(words, attribution, names, antecedents))
    return result


def _meant(
    attribution: Attribution,
    antecedents: Antecedents,
    *,
    person: bool,
    before: str | None = None,
    others: Set[Name] = frozenset(),
) -> Speaker:
    """The name that the source's words point back to, if one is likely enough; else perhaps the party.

    ``before``: who spoke last, for whom less is enough. ``others``: those named in what is said, of whom none says it.
    """
    first, last = antecedents.words(*attribution.source[-1])
    chances: dict[Name, float] = {}
    for word in range(first, last):
        for name, share in antecedents.of(word).items():
            if name.person is person and name not in others:
                chances[name] = max(chances.get(name, 0.0), share)
    if (likely := _likeliest(chances)) is not None:
        return Speaker(likely.name, likely.party)
    best = max(chances, key=lambda name: chances[name], default=None)
    if best is not None and best.name == before and chances[best] >= LIKELY:
        return Speaker(best.name, best.party)
    return Speaker(None, _likeliest(_by_party(chances)))


def _by_party(chances: Mapping[Name, float]) -> dict[str, float]:
    parties: dict[str, float] = {}
    for name, share in chances.items():
        if name.party:
            parties[name.party] = parties.get(name.party, 0.0) + share
    return parties


def _likeliest(chances: Mapping[T, float]) -> T | None:
    """The one whose probability is at least ``SURE``."""
    best = max(chances, key=lambda k: chances[k], default=None)
    return best if best is not None and chances[best] >= SURE else None


def _described(words: str, attribution: Attribution, names: Names, antecedents: Antecedents) -> Speaker:
    """A noun phrase: by the name in it, else by what it points to."""
    speaker = named(words, names)
    phrase = plain_body(words.split(",")[0]) if speaker == Speaker() and not _describes(words, names) else None
    if phrase is not None and singular(phrase.split()[-1]) is None:  # "the delegations" may be those of all sides
        return _plain(phrase, _meant(attribution, antecedents, person=False), names)
    if speaker.name or speaker.anonymous or not _describes(words, names) or _INDEFINITE.match(words):
        return speaker
    if _STAND_IN.search(words):
        if speaker.party is None and _OWNER.match(words):
            first, _ = antecedents.words(*attribution.source[-1])
            speaker = Speaker(None, _likeliest(_by_party(antecedents.of(first))))
        return speaker
    if re.search(r"s\b(?!')", words.split(",")[0].split()[-1]):
        return speaker  # "the ministers": several people are nobody's name
    meant = _meant(attribution, antecedents, person=True)
    if meant.name and speaker.party in (None, meant.party):
        return meant
    return speaker


def _plain(phrase: str, meant: Speaker, names: Names) -> Speaker:
    """A body without a name, "the seamen's union": the named one that is meant, else the one that has these words in its name, else itself."""
    if meant.name is not None:
        return meant
    like = body_like(phrase, names)
    return Speaker(like.name, like.party) if like is not None else Speaker(phrase, names.party_of(phrase))


def roles_of(negotiation: Negotiation) -> dict[str, list[Name]]:
    """Role → the actors who have it."""
    found: dict[str, list[Name]] = {}
    for party, actors in [(p.name, p.actors) for p in negotiation.parties] + [
        (None, b.actors) for b in negotiation.bystanders
    ]:
        for actor in actors:
            if actor.role:
                found.setdefault(actor.role.lower(), []).append(Name(actor.name, party, person=True))
    return found


def by_role_alone(words: str, names: Names, roles: Mapping[str, Sequence[Name]], party: str | None) -> Name | None:
    """The one actor, of the party where that is known, whose role a noun phrase states; None where several have it, or where it names a stand-in."""
    if not _describes(words, names) or _INDEFINITE.match(words) or _STAND_IN.search(words):
        return None
    fitting = [n for n in _by_role(words, names, roles) if party in (None, n.party)]
    return fitting[0] if len(fitting) == 1 else None


def _by_role(words: str, names: Names, roles: Mapping[str, Sequence[Name]]) -> list[Name]:
    """Actors whose role the words state: the whole role, or else its last word ("the minister" for a water minister)."""
    rest = words
    for start, end, _ in names.mentions(words):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    rest = re.sub(r"^\s*(?:the|its|their|his|her)\b|\s['’]s\b|['’](?=\s)", " ", rest.lower())
    said = set(re.findall(r"[a-z]+", rest.split(",")[0]))
    heads = re.findall(r"[a-z]+", re.split(r"\b(?:of|from|for|in|with|who|at)\b|,", rest)[0])
    whole = [n for role, people in roles.items() if set(role.split()) <= said for n in people]
    if whole or not heads:
        return whole
    return [
        n
        for role, people in roles.items()
        if role.split()[-1] == heads[-1] and said - {heads[-1]} <= set(role.split())
        for n in people
    ]


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
    anonymous = _anonymous(words, mentions)
    bodies = own or mentions
    parties = {m[2].party for m in bodies if m[2].party}
    party = next(iter(parties)) if len(parties) == 1 else None
    if anonymous or _describes(words, names):
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


def _outside(words: str, mentions: Sequence[tuple[int, int, Name]]) -> str:
    """The words with known names blanked, so that what is left keeps its place."""
    for start, end, _ in mentions:
        words = words[:start] + " " * (end - start) + words[end:]
    return words


def _describes(words: str, names: Names) -> bool:
    """Whether the words, known names apart, have a noun for a person at their head, or say that somebody stands in for another.

    A capitalised word counts at the beginning or where it is an office: "Foreign Minister", but not the "Fishermen" of a name.
    """
    rest = _outside(words, list(names.mentions(words)))
    for found in _HEAD.finditer(rest):
        word, lowered = found[0], found[0].lower()
        forms = {lowered, singular(lowered)}
        if forms & word_list("offices") or ((word.islower() or not found.start()) and forms & word_list("people")):
            return True
    return _STAND_IN.search(rest) is not None


def _is_part(lowered: str, names: Names) -> bool:
    """Whether the source is a bare noun for a person, as a transcript heads what a host or a caller says."""
    return lowered not in names.forms and lowered in word_list("people")


def _anonymous(words: str, mentions: Sequence[tuple[int, int, Name]]) -> bool:
    """Whether the head of the phrase is a word for unnamed sources, or people without a "the": "villagers", "an economist".

    Whoever speaks for a body is not anonymous: the body is the source.
    """
    phrase = re.split(r"\b(?:of|from|in|with|close|familiar|who|on|briefed)\b|,", _outside(words, mentions))[0]
    heads = list(re.finditer(r"[a-z]+(?:-[a-z]+)*", phrase.lower()))
    if not heads:
        return False
    head = heads[-1][0]
    plural = singular(head)
    if head in word_list("anonymous_sources") or plural in word_list("anonymous_sources"):
        return True
    if _STAND_IN.fullmatch(head) or _DEFINITE.match(phrase) or _POSSESSIVE.search(words):
        return False
    if plural in word_list("people"):
        return phrase[heads[-1].start()].islower()
    return head in word_list("people") and _INDEFINITE.match(phrase.strip()) is not None
