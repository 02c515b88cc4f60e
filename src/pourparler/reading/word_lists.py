"""The lists of words that the rules go by. Each is a file in ``words/`` whose first lines state where it comes from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

REMEMBERED = 20_000
"""Words and forms of which what the lists say is kept: the same few are asked about again and again."""


def _text(name: str) -> str:
    return files("pourparler.reading").joinpath("words", name).read_text(encoding="utf-8")


@cache
def word_list(name: str) -> frozenset[str]:
    """The entries of ``words/name.txt``, one a line; lines that begin with ``#`` are comments."""
    lines = (line.strip() for line in _text(f"{name}.txt").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def word_table(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """``words/name.toml``: sections with lists."""
    return tomllib.loads(_text(f"{name}.toml"))


def any_of(patterns: Iterable[str]) -> str:
    """A regular expression for any of the patterns, as whole words; the first that fits."""
    return r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)"


def verb_forms(verb: str) -> set[str]:
    """Forms of a regular English verb, and some that do not exist (both spellings of a doubled consonant)."""
    stem = verb.removesuffix("e")
    forms = {verb, f"{verb}s", f"{stem}es", f"{stem}ed", f"{stem}ing"}
    if re.search(r"[^aeiou]y$", verb):
        forms |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    if re.search(r"[^aeiou][aeiou][bdgmnprt]$", verb):
        forms |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    if verb.endswith("ee"):
        forms |= {f"{verb}d", f"{verb}ing"}
    return forms


@lru_cache(maxsize=REMEMBERED)
def singular(noun: str) -> str | None:
    """A regular plural's singular, in lower case; None where the word is no plural in form."""
    word = noun.lower()
    if word == "people":
        return "person"
    for ending, instead in (
        ("women", "woman"),
        ("men", "man"),
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("s", ""),
    ):
        if word.endswith(ending) and not word.endswith(("ss", "us")):
            return word.removesuffix(ending) + instead
    return None
