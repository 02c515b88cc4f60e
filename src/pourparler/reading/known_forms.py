"""Written forms looked for in a text: time grows with the text, not with how many forms there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TOKEN = re.compile(r"\w+|[^\w\s]")
Found = tuple[int, int, str]
"""Where a form stands, and the form."""


class KnownForms:
    """Forms in lower case, each once, kept by their first word or sign and by their length: hundreds begin with "the"."""

    def __init__(self, forms: Iterable[str] = ()) -> None:
        self._by_first: dict[str, dict[int, dict[str, str]]] = {}
        for form in forms:
            self.add(form)

    def add(self, form: str) -> None:
        """Look for this form too; it holds something other than blanks at its beginning."""
        small = small_letters(form)
        first = _TOKEN.match(small)[0]  # type: ignore[index]
        those = self._by_first.setdefault(first, {})
        if len(small) in those:
            those[len(small)].setdefault(small, form)
        else:  # the longest first
            self._by_first[first] = dict(sorted([*those.items(), (len(small), {small: form})], key=lambda row: -row[0]))

    def remove(self, form: str) -> None:
        """Look for this form no longer."""
        small = small_letters(form)
        those = self._by_first[_TOKEN.match(small)[0]][len(small)]  # type: ignore[index]
        if those.get(small) == form:  # else another that differs in nothing but its last letter
            del those[small]

    def find(self, text: str) -> Iterator[Found]:
        """Where forms stand in the text as words of their own, in any case: at each place the longest, none overlapping another."""
        small = small_letters(text)
        by_first = self._by_first
        passed = 0
        for token in _TOKEN.finditer(small):
            if (forms := by_first.get(token[0])) is None:
                continue
            start = token.start()
            if start < passed or (start and _in_word(small[start - 1])):
                continue
            if (found := _longest(small, start, forms)) is not None:
                yield found
                passed = found[1]

    def beginning(self, text: str) -> Found | None:
        """The form that the text begins with, the first of those that ``find`` finds; None where it begins with none."""
        small = small_letters(text)
        token = _TOKEN.match(small)
        return _longest(small, 0, self._by_first.get(token[0], {})) if token else None


def _longest(text: str, start: int, forms: dict[int, dict[str, str]]) -> Found | None:
    """The longest form that begins at a place in small letters. ``forms``: those with the first word that stands there, longest first."""
    for length, those in forms.items():
        end = start + length
        if (form := those.get(text[start:end])) is not None and (end >= len(text) or not _in_word(text[end])):
            return start, end, form
    return None


def small_letters(text: str) -> str:
    """In small letters, each where it stood: a piece of it is what the piece itself is in small letters.

    Greek has a small letter that stands only where a word ends, and one capital has a small letter of two code points.
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    return small.replace("ς", "σ")


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
