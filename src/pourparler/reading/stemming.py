"""What an English word has in common with its plural, its past and its adjective: Porter's stemmer, second version (Porter 2001, Snowball)."""

from __future__ import annotations

import threading
from functools import lru_cache

_own = threading.local()
"""A stemmer keeps the word that it works on: two threads with one stemmer would take each other's letters."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in small letters. Safe to use from several threads."""
    if not hasattr(_own, "stemmer"):
        import snowballstemmer  # it brings the stemmers of thirty languages: only who needs one loads them

        _own.stemmer = snowballstemmer.stemmer("english")
    return str(_own.stemmer.stemWord(word))
