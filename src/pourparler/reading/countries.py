"""States, territories and groups of states: by what names they go, and which of them a written form means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pourparler.reading.word_lists import REMEMBERED, word_list, word_table

_TABLES = ("states", "territories", "groups_of_states")
_INVERTED = re.compile(r"((?:[\w' ]+ )?(?:Republic|Kingdom|States?|Union) of(?: the)?) (\w[\w' \-]*)")
_SAINT = re.compile(r"\bst\.? (?=[a-z])")
_SPACE = re.compile(r"[\s\-‐‑–]+")
_AROUND_A_STROKE = re.compile(r" ?/ ?")
_BESIDE_THE_NAME = re.compile(r"^the |['’]s$|, the$", re.I)
_BEFORE_A_BODY = ("government", "delegation")
_BEHIND_A_BODY = ("government", "authorities", "administration", "regime", "leadership", "delegation", "side")
_GOVERNMENT = re.compile(
    rf"(?:the )?(?:{'|'.join(_BEFORE_A_BODY)}) of (?P<of>.+)|(?P<whose>.+) (?:{'|'.join(_BEHIND_A_BODY)})", re.I
)
_CHANGED = frozenset({"the", "st"})
"""Words that ``_plain`` leaves out or writes otherwise."""
_FIRST_LETTERS = re.compile(r"[a-z0-9]*")
_LAST_LETTERS = re.compile(r"[a-z0-9]*\Z")
_ONLY_IN_CAPITALS = 3
"""Letters that an abbreviation has at most of which other spellings are other words: "US", "us"."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a body: ``written`` as the table has it, and whether it is the body's name (not its people, not its seat)."""

    body: str
    written: str
    name: bool


@cache
def _bodies() -> Mapping[str, Mapping[str, list[str]]]:
    """Canonical name → its lists of other forms, of all three tables."""
    return {name: lists for table in _TABLES for name, lists in word_table(table).items()}


@cache
def _forms() -> Mapping[str, _Form]:
    """Every form without what only spelling makes different (``_plain``) → what it stands for."""
    found: dict[str, _Form] = {}
    for body, lists in _bodies().items():
        for kind, listed in (("names", [body]), *lists.items()):
            for written in listed:
                for form in _ways_to_write(written):
                    found.setdefault(_plain(form), _Form(body, written, name=kind == "names"))
    return found


def _ways_to_write(name: str) -> Iterator[str]:
    """The name, and as registers of the United Nations invert it: "Iran, Islamic Republic of", "Iran (Islamic Republic of)"."""
    yield name
    if found := _INVERTED.fullmatch(name):
        yield f"{found[2]}, {found[1]}"
        yield f"{found[2]} ({found[1]})"


def _plain(form: str) -> str:
    """In lower case, without accents, stops, "the" before it or after a comma, and a possessive ending; "St." is "Saint", "&" is "and", a hyphen is a space."""
    text = form.replace("’", "'")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _SAINT.sub("saint ", text.lower()).replace("&", " and ").replace(".", "")
    text = _AROUND_A_STROKE.sub("/", _SPACE.sub(" ", text))
    return _BESIDE_THE_NAME.sub("", text.strip())


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """What the first words of the forms begin with, and what the last words end with, letter for letter."""
    firsts = {_FIRST_LETTERS.match(form)[0] for form in _forms()}  # type: ignore[index]
    lasts = {_LAST_LETTERS.search(form)[0] for form in _forms()}  # type: ignore[index]
    return (
        frozenset(word[:k] for word in firsts for k in range(len(word) + 1)),
        frozenset(word[k:] for word in lasts for k in range(len(word) + 1)),
    )


@lru_cache(maxsize=REMEMBERED)
def may_begin(word: str) -> bool:
    """Whether the first word of a form that ``known_body`` knows may be this one. No says that none is; yes is often wrong, and told in no time."""
    lowered = word.lower()
    if lowered in _CHANGED or lowered in _BEFORE_A_BODY or not word.isascii():
        return True
    return _FIRST_LETTERS.match(lowered)[0] in _edges()[0]  # type: ignore[index]


@lru_cache(maxsize=REMEMBERED)
def may_end(word: str) -> bool:
    """As ``may_begin``, of the last word of a form that ends with a letter, perhaps in a possessive."""
    lowered = word.lower()
    if lowered in _CHANGED or lowered in _BEHIND_A_BODY or "'" in word or not word.isascii():
        return bool(word) and (word[-1].isalnum() or word[-1] in "'’")
    letters = _LAST_LETTERS.search(lowered)[0]  # type: ignore[index]
    return bool(letters) and letters in _edges()[1]


@lru_cache(maxsize=REMEMBERED)
def known_body(form: str) -> str | None:
    """The canonical name of the state, territory or group of states that a written form means; None where it means none.

    The form is taken for the whole of a name that somebody found ("the Kremlin", "RUSSIAN FEDERATION", "G-77/CHINA", "Dutch"), so "Turkey" and "Jordan"
    are states; "the French government" and "the delegation of France" are France. Capitals count: an abbreviation of up to three letters is one only in capitals ("US", not "us" or "Us"); what begins in lower case is one only
    where it is no common word ("russia", not "turkey" or "polish"; ``words_like_states``).
    """
    known = _forms().get(_plain(form))
    if known is None and (government := _GOVERNMENT.fullmatch(form.strip())):
        form = government["of"] or government["whose"]
        known = _forms().get(_plain(form))
    if known is None:
        return None
    bare = _BESIDE_THE_NAME.sub("", form.strip())
    letters = known.written.replace(".", "")
    if bare == known.written or bare.upper() == bare:
        return known.body
    if letters.isupper() and len(letters) <= _ONLY_IN_CAPITALS:
        return None
    return known.body if not bare[:1].islower() or not _is_common_word(known.written) else None


def _is_common_word(written: str) -> bool:
    """Whether the form in lower case is a word, or something else's name."""
    return written.lower() in word_list("words_like_states")


@lru_cache(maxsize=512)
def called(name: str) -> tuple[str, ...]:
    """Other forms of the state, territory or group that goes by ``name``: names, demonyms, seats of government; none where it is none's name.

    Only forms that mean it in any case of their letters: texts are searched for them without regard to case. A demonym or a seat is no name: "Moscow" has
    no other forms.
    """
    known = _forms().get(_plain(name))
    if known is None or not known.name or known_body(name) is None:
        return ()
    lists = _bodies()[known.body]
    forms = (known.body, *(form for key in ("seats", "names", "demonyms") for form in lists.get(key, ())))
    return tuple(form for form in dict.fromkeys(forms) if not _is_common_word(form))


def is_state(name: str) -> bool:
    """Whether a written form means a state, not a territory or a group."""
    return known_body(name) in word_table("states")
