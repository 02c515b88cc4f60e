"""Invented stories for the tests of what is told again: edited, shortened, and told in other languages (``told_elsewhere``)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "told_elsewhere"


@dataclass(frozen=True)
class Version:
    """One telling: of which talks and which story of these, in which language, when."""

    talks: str
    story: str
    language: str
    day: date
    text: str


def versions(name: str) -> list[Version]:
    """The stories of a file: each in English and another language, two stories of the same talks on about the same day."""
    found = []
    for part in (FOLDER / f"{name}.txt").read_text("utf-8").split("== ")[1:]:
        head, _, text = part.partition("\n")
        talks, story, language, day = head.split(" | ")
        found.append(Version(talks, story, language, date.fromisoformat(day), text.strip()))
    return found


def quotations(part: str) -> Iterator[tuple[str, str]]:
    """The pairs of a part of the file of quotations, as "tuning | same"."""
    for section in (FOLDER / "quotations.txt").read_text("utf-8").split("== ")[1:]:
        head, _, body = section.partition("\n")
        if head == part:
            lines = body.strip().split("\n")
            yield from zip(lines[::2], lines[1::2], strict=True)


WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "l", "st", "")]


def story(seed: int, words: int = 150) -> list[str]:
    """Words that make a text of their own."""
    chance = random.Random(seed)
    return [chance.choice(WORDS) for _ in range(words)]


def edited(words: list[str], seed: int, every: int = 25) -> list[str]:
    """The words with one of so many changed."""
    chance = random.Random(seed)
    return [chance.choice(WORDS) if k % every == every // 2 else w for k, w in enumerate(words)]
