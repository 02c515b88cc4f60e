"""Forms of one word that no ending tells: the search sets regular endings aside, and finds "left" for "leave" by this."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pourparler.reading.stemming import stem
from pourparler.reading.word_lists import word_list


def other_forms(word: str) -> tuple[str, ...]:
    """The irregular forms of an English word in any of its forms, without those of the same stem; none where it is regular."""
    return _by_stem().get(stem(word.lower()), ())


@cache
def _by_stem() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for forms in sorted(word_list("irregular_forms")):
        of_one = {stem(form): form for form in forms.split()}
        for own in of_one:
            found.setdefault(own, []).extend(form for other, form in of_one.items() if other != own)
    return {own: tuple(dict.fromkeys(forms)) for own, forms in found.items()}
