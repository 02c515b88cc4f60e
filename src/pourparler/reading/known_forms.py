"""Written forms looked for in a text: time grows with the text, not with how many forms there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pourparler.model import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


class KnownForms:
    """Forms in lower case, each once, kept by their first word or sign and by their length: hundreds begin with "the"."""

    def __init__(self, forms: Iterable[str] = ()) -> None:
        self._by_first: dict[str, dict[int, set[str]]] = {}
        for form in forms:
            self.add(form)

    def add(self, form: str) -> None:
        """Look for this form too; it holds something other than blanks at its beginning."""
        first = _TOKEN.match(form)[0]  # type: ignore[index]
        those = self._by_first.setdefault(first, {})
        if len(form) in those:
            those[len(form)].add(form)
        else:  # the longest first
            self._by_first[first] = dict(sorted([*those.items(), (len(form), {form})], key=lambda row: -row[0]))

    def remove(self, form: str) -> None:
        """Look for this form no longer."""
        self._by_first[_TOKEN.match(form)[0]][len(form)].remove(form)  # type: ignore[index]

    def find(self, text: str) -> Iterator[Span]:
        """Where forms stand in the text as words of their own, in any case: at each place the longest, none overlapping another."""
        passed = 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start < passed or token[0].lower() not in self._by_first or (start and _in_word(text[start - 1])):
                continue
            if (end := self._longest(text, token)) is not None:
                yield start, end
                passed = end

    def beginning(self, text: str) -> int | None:
        """Where the form ends that the text begins with, the first of those that ``find`` finds; None where it begins with none."""
        token = _TOKEN.match(text)
        return self._longest(text, token) if token else None

    def _longest(self, text: str, token: re.Match[str]) -> int | None:
        """The end of the longest form that begins with a word or sign."""
        start = token.start()
        for length, forms in self._by_first.get(token[0].lower(), {}).items():
            end = start + length
            if text[start:end].lower() in forms and (end >= len(text) or not _in_word(text[end])):
                return end
        return None


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
