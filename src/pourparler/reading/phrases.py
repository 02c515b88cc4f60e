"""Phrases around a cue: the noun phrase that is its source, and where its content begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pourparler.model import Span, Spans
from pourparler.reading import cues
from pourparler.reading.sentences import Sentence, Token

_BREAKS = frozenset(',;:—–()[]"“”…-')
PLACE_OR_TIME = re.compile(
    r"(?:on|in|at|during|after|before|earlier|late|last|this|yesterday|today|tuesday|monday|wednesday|thursday|friday|saturday"
    r"|sunday|to|by|through|via)\b",
    re.I,
)


def that_or_quotation(following: Sequence[Token]) -> bool:
    """Whether `that` or a quotation follows."""
    return any(t.lower == "that" or t.text[0] in '“"' for t in following)


def noun_phrase_before(tokens: Sequence[Token], sentence: Sentence, stop: int, floor: int) -> tuple[int, int] | None:
    """Token range [first, last) of the noun phrase that ends at ``stop``, an apposition included."""
    end = stop
    if end > floor and tokens[end - 1].text == ",":
        # NAME, an apposition, CUE: step over the apposition.
        comma = next((j for j in range(end - 2, max(floor, end - 16) - 1, -1) if tokens[j].text == ","), None)
        if comma is None or comma == floor:
            return None
        inner = tokens[comma + 1 : end - 1]
        if not inner or any(t.lower in cues.CUES or sentence.quoted(t.start) for t in inner):
            return None
        start = _walk_left(tokens, sentence, comma, floor)
        if start is None or not any(t.capital for t in tokens[start:comma]):
            return None
        return start, end - 1
    start = _walk_left(tokens, sentence, end, floor)
    return (start, end) if start is not None else None


def _walk_left(tokens: Sequence[Token], sentence: Sentence, end: int, floor: int) -> int | None:
    start = end
    while start > floor and end - start < 16:
        token = tokens[start - 1]
        word = token.lower
        if sentence.quoted(token.start) or token.text in _BREAKS or word in cues.NOT_A_SOURCE:
            if word == "and" and start > floor + 1 and tokens[start - 2].capital and tokens[start].capital:
                start -= 1
                continue
            break
        if word in cues.AUXILIARIES or word in cues.CUES:
            break
        start -= 1
        if word in cues.PRONOUNS:
            break
    chosen = tokens[start:end]
    if not chosen or not any(t.is_word for t in chosen):
        return None
    head = chosen[-1].lower
    if head in cues.NOT_A_SOURCE or not chosen[-1].is_word:
        return None
    plain = [t for t in chosen if t.capital or t.lower in cues.PRONOUNS]
    determined = chosen[0].lower in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "one",
        "some",
        "many",
        "several",
        "two",
        "both",
    )
    if not plain and not determined and head not in cues.ANONYMOUS and not head.endswith("s"):
        return None
    # "On Monday Voss": drop a leading time or place.
    while len(chosen) > 1 and PLACE_OR_TIME.match(chosen[0].text) and chosen[0].lower not in ("to", "this"):
        names = next((j for j in range(len(chosen) - 1, 0, -1) if not chosen[j].capital), None)
        if names is None or names == len(chosen) - 1:
            break
        chosen = chosen[names + 1 :]
    return end - len(chosen)


def noun_phrase_after(tokens: Sequence[Token], sentence: Sentence, start: int) -> tuple[int, int] | None:
    """Token range [first, last) of the noun phrase that begins at ``start``, an apposition included."""
    stop = start
    while stop < len(tokens) and stop - start < 16:
        token = tokens[stop]
        if (
            token.text == "."
            and stop > start
            and len(tokens[stop - 1].text) <= 4
            and tokens[stop - 1].capital
            and stop + 1 < len(tokens)
        ):
            stop += 1
            continue
        if (
            sentence.quoted(token.start)
            or token.text in '“".;:'
            or token.lower in ("that", "when", "while", "after", "as", "in", "on", "at")
        ):
            break
        if token.text == ",":
            # NAME, an apposition: go on to the next comma or stop, if the part before is a name.
            rest = tokens[stop + 1 :]
            close = next((j for j, t in enumerate(rest) if t.text in ",.;"), None)
            inner = rest[: close or 0]
            if inner and len(inner) <= 14 and not any(t.lower in cues.CUES or sentence.quoted(t.start) for t in inner):
                stop += 1 + len(inner)
            break
        stop += 1
    chosen = tokens[start:stop]
    if not chosen or chosen[0].lower in cues.NOT_A_SOURCE:
        return None
    first = chosen[0]
    if (
        first.capital
        or first.lower in cues.PRONOUNS
        or first.lower in ("the", "a", "an", "one")
        or first.lower in cues.ANONYMOUS
    ):
        return start, stop
    return None


def subject(tokens: Sequence[Token], sentence: Sentence) -> Spans:
    """The noun phrase that a sentence begins with: up to its first verb, as far as that can be told."""
    stop = 0
    while stop < min(len(tokens), 10):
        token = tokens[stop]
        word = token.lower
        verb = word in cues.CUES or word in cues.AUXILIARIES or (not token.capital and word.endswith("ed"))
        if stop and (verb or not token.is_word or sentence.quoted(token.start)):
            break
        stop += 1
        if word in cues.PRONOUNS:
            break
    else:
        return ()
    first = tokens[0] if tokens else None
    if stop < len(tokens) and tokens[stop].text == ",":
        return ()
    if (
        first is None
        or not stop
        or not (first.capital or first.lower in cues.PRONOUNS)
        or PLACE_OR_TIME.match(first.text)
    ):
        return ()
    return ((first.start, tokens[stop - 1].end),)


def strong(sentence: Sentence, rest: Sequence[Token], verb: str) -> bool:
    """Whether what follows the cue is surely its content."""
    if not rest:
        return False
    return rest[0].lower == "that" or (
        verb in cues.SAYING and sum(t.is_word for t in rest) > 3 and not PLACE_OR_TIME.match(rest[0].text)
    )


def content_after(sentence: Sentence, rest: Sequence[Token], verb: str) -> int | None:
    """Where the content of a cue begins among the tokens after it; None where the cue has none there."""
    words = [t for t in rest if t.is_word]
    if not words:
        return None
    first_quote = next((q[0] for q in sentence.quotations if rest[0].start <= q[0]), None)
    that = next((t for t in rest[:14] if t.lower == "that" and not sentence.quoted(t.start)), None)
    if verb in cues.SAYING:
        if that is not None and all(t.text not in ";" for t in rest if t.start < that.start):
            near = [t for t in rest if t.start < that.start]
            if len(near) <= (10 if verb in cues.ASKING_AN_ADDRESSEE else 6):
                return that.start
        if rest[0].text in ",:" and first_quote is not None and len(rest) > 1:
            return first_quote
        if verb in cues.ASKING_AN_ADDRESSEE:
            skip = addressee(rest)
            return rest[skip].start if skip < len(rest) else None
        if rest[0].text == "," and len(words) > 5 and PLACE_OR_TIME.match(sentence.tokens[0].text):
            return words[0].start  # "In 2008, he said, the fund ..."
        if rest[0].text in ",;.)":
            return None
        if PLACE_OR_TIME.match(rest[0].text) and first_quote is None:
            skip = adverbial(rest)
            return rest[skip].start if skip < len(rest) else None
        if rest[0].text == ":":
            return rest[1].start if len(rest) > 1 else None
        return rest[0].start
    if verb in cues.THINKING:
        if that is not None and sum(t.start < that.start for t in rest) <= 3:
            return that.start
        if first_quote is not None and first_quote - rest[0].start < 40:
            return first_quote
        if rest[0].is_word and len(words) >= 3 and not PLACE_OR_TIME.match(rest[0].text):
            return rest[0].start
    if verb in cues.WANTING:
        lead = rest[0].lower
        if lead in ("to", "for") and verb not in ("called",):
            return rest[0].start
        if lead in ("for", "on", "it", "the") and verb.startswith("call"):
            return rest[0].start
        if first_quote is not None or (rest[0].is_word and len(words) >= 3):
            return rest[0].start
    return None


def addressee(rest: Sequence[Token]) -> int:
    """How many tokens name who was told."""
    k = 0
    while k < min(len(rest), 6):
        token = rest[k]
        if token.text in ",:":
            return k + 1
        name = token.capital or token.lower in (
            "reporters",
            "journalists",
            "the",
            "a",
            "an",
            "his",
            "her",
            "them",
            "him",
            "me",
            "us",
        )
        noun = k > 0 and rest[k - 1].lower in ("the", "a", "an", "his", "her", "news", "state")
        if not name and not noun:
            return k
        k += 1
    return k


def adverbial(rest: Sequence[Token]) -> int:
    """How many tokens tell when or where it was said."""
    k = 1
    while k < min(len(rest), 12):
        token = rest[k]
        if token.text == ",":
            return k + 1
        if token.lower in ("that", "he", "she", "they", "the", "his", "it", "there", "we") and k > 1 and rest[k - 1].lower not in (
            "in", "on", "at", "during", "of", "to", "for", "with", "by",
        ):  # fmt: skip
            return k
        k += 1
    return 0


def end_of_content(tokens: Sequence[Token], first: int, sentence: Sentence) -> tuple[int, int]:
    """Content runs to the end of the sentence, or to ", adding ..."."""
    for k in range(first + 2, len(tokens) - 1):
        if tokens[k].text == "," and not sentence.quoted(tokens[k].start):
            following = tokens[k + 1].lower
            if following.endswith("ing") and following in cues.SAYING:
                return tokens[k].start, k
            if following in ("but", "while", "although", "though"):
                return tokens[k].start, k + 1
        if (
            tokens[k].lower == "and"
            and tokens[k + 1].lower in cues.SAYING - cues.NOUNS_TOO
            and not sentence.quoted(tokens[k].start)
        ):
            return tokens[k].start, k
    return sentence.end, len(tokens)


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without blanks and commas at its ends; None where nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–"):
        end -= 1
    return (start, end) if start < end else None
