"""Bodies that go by a plain noun phrase, and have no name: "the seamen's union", "union chair Ada Voss", "Tom Hale of the regional council"."""

from __future__ import annotations

import re

from pourparler.reading.affiliations import REACH, SENTENCE
from pourparler.reading.names import NO_MORE, is_office
from pourparler.reading.word_lists import singular, word_list

_WORD = r"[a-zß-ÿ][\w'’\-]*"
_PHRASE = rf"{_WORD}(?: {_WORD}){{0,4}}"
_DETERMINED = r"(?:the|its|their|our|a|an)"
_BEHIND = re.compile(
    rf"(?:,? (?:of|from|representing)|, (?:for|on behalf of)|,? who (?:chairs|leads|heads|represents|runs)) {_DETERMINED} (?P<rest>{_PHRASE})"
)
_APPOSITION = re.compile(
    rf", (?:{_DETERMINED} )?(?P<rest>[^,.;:!?\n“”\"]{{3,100}}?)(?=[,.;:!?\n]|$| (?:said|says|told|added)\b)"
)
_OF = re.compile(rf"(?P<office>[\w\-]+) (?:of|for|from|at|with) {_DETERMINED} (?P<rest>{_PHRASE})")
_OF_BEFORE = re.compile(rf"{_OF.pattern}, $")
_BEFORE = re.compile(rf"\b(?P<rest>{_WORD}(?: {_WORD}){{0,6}}),? $", re.I)
_WHOLE = re.compile(rf"(?:the|its|their|our) (?P<rest>{_PHRASE})", re.I)
_OF_A_NAME = re.compile(r"(?:(?<=\bof)| of) (?:the )?[A-ZÀ-Þ]")
_OF_A_FIELD = frozenset("minister secretary editor correspondent reporter analyst expert".split())
"""Offices before which a noun says what they see to: "the defence minister"."""
_BEFORE_OFFICES = frozenset(
    "chief deputy vice acting interim general executive managing senior lead leading press new first principal joint regional national local".split()
)
"""What may stand between a body and an office in it; after anything else the office is another's: "the union sued the mayor"."""
_SET_AGAINST = frozenset("critic victim hostage opponent enemy rival foe prisoner target survivor".split())
"""Words for people that say of them what a body is to them, and not that they act for it."""
_ENDS = re.compile(
    r"(?=[^\w\s]|\s*$|\s*\n)|\s\w+ed\b|\s(?:said|says|told|tells|added|asked|would|will|has|had|is|was|were|are|and|or|but|who|which|that|on|in|at|as|to|with)\b"
)
"""What follows a phrase that is whole: of "the union deal" the union is none."""
_ARTICLES = frozenset("the its their our a an".split())
_JOINING = frozenset(
    "and or but of for from with to in on at by as than that who which while when is was are were has had".split()
)
"""Words that end a phrase: "of the council and the mayors"."""


def is_body_noun(noun: str) -> bool:
    """Whether a plain noun may stand for a body: a group, or people of one kind ("the union", "insurgents"), but no single person."""
    one = singular(noun) or noun.lower()
    return bool({noun, one} & word_list("bodies")) or (one != noun and one in word_list("people"))


def plain_body(words: str) -> str | None:
    """The phrase without its article where words say nothing but what a body is called: "the seamen's union"; None else."""
    found = _WHOLE.fullmatch(words)
    phrase = _first_body(found["rest"]) if found is not None else None
    return phrase if found is not None and phrase == found["rest"] else None


def plain_body_beside(text: str, start: int, end: int) -> str | None:
    """The plain body that the words right before or after a person's name give, without its article; None where they give none, or tell of the past."""
    before = SENTENCE.split(text[max(0, start - REACH) : start])[-1]
    if not NO_MORE.search(before):
        if (found := _BEFORE.search(before)) is not None and (body := _before_an_office(found["rest"])) is not None:
            return body
        if (found := _OF_BEFORE.search(before)) is not None and is_office(found["office"]):
            return _first_body(found["rest"])
    if (found := _BEHIND.match(text, end)) is not None:
        body = _first_body(found["rest"])
        # "who leads the delegation of Arland": the delegation is Arland's.
        whole = body is not None and _ENDS.match(text, found.start("rest") + len(body)) is not None
        return body if whole and not _OF_A_NAME.match(text, found.end()) else None
    after = _APPOSITION.match(text, end, end + REACH + 20)
    if after is None or NO_MORE.search(after["rest"]):
        return None
    if (found := _OF.match(after["rest"])) is not None and is_office(found["office"]):
        return _first_body(found["rest"]) if found["office"].lower() not in _SET_AGAINST else None
    return _before_an_office(after["rest"])


def _before_an_office(words: str) -> str | None:
    """Of "seamen's union chair", "the company's chief executive": the body, where nothing but an office follows it."""
    split = words.split()
    for last in range(len(split) - 1, 0, -1):
        noun = re.sub(r"['’]s?$", "", split[last - 1])
        offices = split[last:]
        of_a_field = _OF_A_FIELD & {office.lower() for office in offices}
        named = is_office(offices[-1]) and all(w.lower() in _BEFORE_OFFICES or is_office(w) for w in offices)
        if is_body_noun(noun) and named and not of_a_field and not _SET_AGAINST & set(offices):
            return _trimmed([*split[: last - 1], noun])
    return None


def _first_body(words: str) -> str | None:
    """Of "seamen's union and the mayors": the phrase up to its noun."""
    split = words.split()
    for last, word in enumerate(split, 1):
        if word in _JOINING or (word.endswith("ly") and not is_body_noun(word)):
            return None
        if is_body_noun(word) and (last == len(split) or split[last] in _JOINING or not is_body_noun(split[last])):
            return " ".join(split[:last])
    return None


def _trimmed(words: list[str]) -> str:
    """The phrase that ends with a noun: what follows its article, else the noun with whose it is: "said the seamen's union", "so did union chair"."""
    before = range(len(words) - 2, -1, -1)
    first = next((k + 1 for k in before if words[k].lower() in _ARTICLES), None)
    if first is None or _JOINING & {w.lower() for w in words[first:]}:
        first = next((k + 1 for k in before if not words[k].endswith(("'", "’", "'s", "’s"))), 0)
    return " ".join(words[first:])
