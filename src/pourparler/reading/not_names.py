"""Words that begin with a capital and are nobody's name."""

from __future__ import annotations

import re
from functools import lru_cache

from pourparler.quantities import without_quantities
from pourparler.reading.word_lists import REMEMBERED

_NEVER = frozenset(
    (
        "i we you he she it they us me him her hers them our ours my mine your yours their theirs its this that these those who which what someone somebody everyone nobody one "
        "mr mrs ms miss dr sir madam messrs yes no the a an both neither either each all none some several many others"
    ).split()
)
_OPENERS = frozenset(
    (
        "though although when while whilst if as but and because since after before until unless whereas where why how what that so or nor yet "
        "however then there here now perhaps maybe again thus therefore otherwise today yesterday tomorrow"
    ).split()
)
"""Words that open a clause: "Though I", "When Norland" begin sentences."""
_NUMBERED = re.compile(
    r"(?:phase|part|annex|article|chapter|section|table|figure|option|item|paragraph|schedule|appendix|title|stage|track|volume|tier|round|world war|pillar)s? "
    r"(?:[IVX]+|\d+|[A-Z])"
)
"""Parts of texts and plans, with a number or a letter."""
_WHICHEVER = re.compile(
    r"(?:the |these |all |both |two |three |other |contracting |opposing |warring )*(?:parties|sides)|(?:each |either |neither |the other |every )+(?:contracting )?(?:party|side)",
    re.I,
)
"""Those who talk or sign, taken together or one by one: "the Parties", "either side"."""

_ENDING = re.compile(r"['’](?:ve|re|ll|d|m|s)$")
"""What an apostrophe joins to a pronoun: "We've"."""
_COMPOUND = re.compile(r"[DRI]-[A-Z][a-z]+|[A-Z][a-z]+-[a-z]+")
"""A member of Congress's party and state ("D-Conn"), a compound adjective that begins a sentence ("High-ranking")."""


_BEGINS = re.compile(r"(?:\A|[.!?:;\n“”\"‘’'(–—-]\s*)\Z")


@lru_cache(maxsize=REMEMBERED)
def is_no_name(words: str) -> bool:
    """Whether these words name nobody: a pronoun, a title alone, a conjunction with what follows it, a numbered part, "either side"."""
    plain = [_ENDING.sub("", w.strip(".,:;'’\"“”")) for w in words.split()]
    if len(plain) == 1 and (len(plain[0]) < 2 or _COMPOUND.fullmatch(plain[0])):
        return True
    if plain == ["US"]:  # the state; "us" is the pronoun
        return False
    lowered = [w.lower() for w in plain if w]
    if not lowered:
        return True
    if all(w in _NEVER for w in lowered) or lowered[0] in _OPENERS or _WHICHEVER.fullmatch(" ".join(lowered)):
        return True
    return (len(plain) > 1 and lowered[-1] == "i" and plain[-1] == "I" and len(plain) == 2) or bool(
        _NUMBERED.fullmatch(" ".join([*lowered[:-1], plain[-1]]))
    )


def only_counts(text: str, start: int, end: int) -> bool:
    """Whether a number names nobody: in small letters, or with a capital only from the beginning of a sentence, "Five percent is fair".

    "The Five were against it" is of somebody.
    """
    words = text[start:end]
    if without_quantities(words.lower()).strip():
        return False
    return not words[:1].isupper() or _BEGINS.search(text, max(0, start - 5), start) is not None
