"""English that sentences are made with: articles, pronouns, and verb phrases turned into the plural, the negative and the base form."""

from __future__ import annotations

import re

BODIES = frozenset(
    "alliance army assembly association authority bank bloc board cabinet chamber coalition commission committee confederation congress "
    "council court delegation emirate federation front government group guard house kingdom league legion ministry mission movement "
    "navy office opposition order parliament party presidency quartet republic secretariat senate state states union nations".split()
)
"""Last words of names that take an article, or last before "of": the Harbour League, the Ministry of Health."""

MODALS = frozenset("can could may might must shall should will would".split())
IRREGULAR = {"is": "be", "has": "have", "does": "do", "was": "be"}
PLURAL = {"is": "are", "has": "have", "does": "do", "was": "were"}

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def named(name: str) -> str:
    """A name as it stands within a sentence: the Harbour League, the Europeans, Kestria."""
    head = re.split(r" (?:of|for) ", name)[0].split()
    last = head[-1].lower() if head else ""
    wants = (last in BODIES and " " in name) or is_many(name)
    return f"the {name}" if wants and not name.lower().startswith("the ") else name


def is_many(name: str) -> bool:
    """Whether the name is a plural, so that its verb is one too: Europeans, Ukrainians."""
    return bool(re.fullmatch(r"[A-Z]\w+ans", name))


def verb(name: str, one: str, many: str) -> str:
    """is for Kestria, are for Europeans."""
    return many if is_many(name) else one


def pronoun(name: str) -> str:
    """it, or they."""
    return "they" if is_many(name) else "it"


def objective(name: str) -> str:
    """it, or them."""
    return "them" if is_many(name) else "it"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """The text with its first letter small, to follow a colon; of a sentence that begins with no name."""
    return text[:1].lower() + text[1:]


def in_words(count: int) -> str:
    """three; from eleven on as digits."""
    return WORDS[count] if 0 <= count < len(WORDS) else f"{count:,}"


def base(word: str) -> str:
    """sign for signs, refuse for refuses, deny for denies, be for is."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if re.search(r"[^aeiou]ies$", word) and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search(r"(ss|sh|ch|x|zz|o)es$", word):
        return word[:-2]
    return word[:-1] if third_person(word) else word


def third_person(word: str) -> bool:
    """Whether the word looks like a verb that goes with it: signs, refuses, is."""
    return word in IRREGULAR or bool(re.fullmatch(r"[a-z-]+[^s\W]s", word) and not word.endswith(("us", "is")))


def verb_phrase(phrase: str, *, many: bool = False, negative: bool = False) -> str:
    """What somebody does, from the phrase that goes with `it`: signs a settlement; sign; does not sign; do not sign.

    `no longer rejects it` has the negative `still rejects it`. What is no verb phrase, such as the name of an option in another program's
    file, becomes one: chooses ‘Delay’.
    """
    lead, _, rest = phrase.partition(" ")
    if phrase.startswith("no longer "):
        inner = verb_phrase(phrase.removeprefix("no longer "), many=many)
        return f"still {inner}" if negative else f"no longer {inner}"
    if phrase.startswith("still "):
        inner = verb_phrase(phrase.removeprefix("still "), many=many)
        return f"no longer {inner}" if negative else f"still {inner}"
    if phrase.startswith("does not "):
        done = phrase.removeprefix("does not ")
        return f"{'do' if many else 'does'} {done}" if negative else f"{'do' if many else 'does'} not {done}"
    if lead in MODALS:
        return f"{lead} not {rest}" if negative else phrase
    if not third_person(lead):
        return verb_phrase(f"chooses ‘{phrase}’", many=many, negative=negative)
    if lead == "is" and negative:
        return f"{'are' if many else 'is'} not {rest}"
    if negative:
        return f"{'do' if many else 'does'} not {base(lead)} {rest}".rstrip()
    if many:
        return f"{PLURAL.get(lead, base(lead))} {rest}".rstrip()
    return phrase


DOUBLING = frozenset(
    "admit commit cut drop forget get let permit plan prefer put quit refer run set shut sit stop submit win".split()
)
"""Verbs whose last letter is doubled before -ing."""


def gerund(word: str) -> str:
    """signing for sign, refusing for refuse, stopping for stop."""
    if word.endswith("ie"):
        return f"{word[:-2]}ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return f"{word[:-1]}ing"
    return f"{word}{word[-1]}ing" if word in DOUBLING else f"{word}ing"


def infinitive(phrase: str, *, negative: bool = False) -> str | None:
    """to sign a settlement; not to sign it; of `no longer rejects it` to stop, or to keep, rejecting it. None of a modal verb."""
    for lead, goes_on in (("no longer ", negative), ("still ", not negative)):
        if phrase.startswith(lead):
            word, _, rest = phrase.removeprefix(lead).partition(" ")
            if not third_person(word):
                return None
            return f"to {'keep' if goes_on else 'stop'} {gerund(base(word))} {rest}".rstrip()
    word, _, rest = phrase.partition(" ")
    if word in MODALS or phrase.startswith("does not "):
        return None
    if not third_person(word):
        word, rest = "chooses", f"‘{phrase}’"
    return f"{'not ' if negative else ''}to {base(word)} {rest}".rstrip()


def quoted(text: object) -> str:
    """The words in quotation marks; what they quote themselves has single ones, and marks around all of them stand once."""
    words = str(text)
    marks = [(k, _opens(words, k)) for k, c in enumerate(words) if c in _DOUBLE]
    if [opening for _, opening in marks] == [True, False] and (marks[0][0], marks[1][0]) == (0, len(words) - 1):
        return f"“{words[1:-1]}”"
    told = list(words)
    for k, opening in marks:
        told[k] = "‘" if opening else "’"
    return f"“{''.join(told)}”"


_DOUBLE, _OPENING = frozenset('"“”„«»'), frozenset("“„«")


def _opens(text: str, place: int) -> bool:
    """Whether a double quotation mark begins a quotation: a straight one where nothing that it could close stands before it."""
    if text[place] != '"':
        return text[place] in _OPENING
    before = text[place - 1] if place else " "
    return before.isspace() or before in "([–—-‘“„«"
