"""Which words of a position leave to others what it is about, and what they point at."""

from __future__ import annotations

import pytest

from pourparler.model import Block, BlockKind, Spans, quote
from pourparler.reading.back_references import BLOCKS_BACK, MOST_OTHER_WORDS, linked, pointing_words
from pourparler.reading.positions_taken import PositionTaken
from pourparler.reading.said import Held


@pytest.mark.parametrize(
    ("words", "pointing"),
    [
        ("We support this", "this"),
        ("this is unacceptable", "this"),
        ("would not accept the proposal", "the proposal"),
        ("would not accept such an offer", "such an offer"),
        ("backed his revised plan", "his revised plan"),
        ("They would never do so", "so"),
        ("rejects them", "them"),
        ("agree to it for a year", "it"),
        ("it would be fair to open the port", None),  # "it" before a verb is whoever proposes
        ("that ships pass freely", None),
        ("This week ships pass", None),
        ("the road to the town", None),
        ("We demand free passage", None),
        ("supported this long and winding list of the many other things that were asked for", None),
    ],
)
def test_the_words_that_point_back(words: str, pointing: str | None) -> None:
    assert pointing_words(words) == pointing


def test_a_longer_position_says_itself_what_it_is_about() -> None:
    rest = " ".join(["ships"] * MOST_OTHER_WORDS)
    assert pointing_words(f"{rest} the plan") == "the plan"
    assert pointing_words(f"{rest} ships the plan") is None


def read(*paragraphs: str) -> tuple[str, list[Held], list[Block]]:
    """A text of paragraphs; each sentence in them is a position."""
    text = "\n".join(paragraphs)
    blocks, held, at = [], [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(paragraph)))
        for sentence in filter(None, paragraph.split(". ")):
            start = text.index(sentence, at)
            taken = PositionTaken((start, start + len(sentence.rstrip("."))), "demands", True, False, 1, 1)
            held.append(Held(taken, (), 1, None))
            at = start + len(sentence)
        at = blocks[-1].end + 1
    return text, held, blocks


def pointed(*paragraphs: str) -> list[str]:
    """What each position points to, empty where it points to nothing."""
    text, held, blocks = read(*paragraphs)

    def words(spans: Spans) -> str:
        return quote(text, spans)

    found = linked(held, text, blocks)
    assert [(f.taken, f.holders) for f in found] == [(h.taken, h.holders) for h in held]
    return [words(f.points_to) for f in found]


@pytest.mark.parametrize(
    ("paragraphs", "points_to"),
    [
        (["Open the port. Accept this."], ["", "Open the port"]),
        (["Open the port. Close the lock. Accept this."], ["", "", "Close the lock"]),  # the nearest before
        (["Open the port. Accept this. Reject the idea."], ["", "Open the port", "Open the port"]),  # not "Accept this"
        (["Open the port", "Accept this"], ["", "Open the port"]),
        (["Accept this. Open the port."], ["", ""]),  # none before
        (["Open the port. Close the lock."], ["", ""]),
        ([], []),
    ],
)
def test_a_position_points_at_the_nearest_before_that_says_what_it_is_about(
    paragraphs: list[str], points_to: list[str]
) -> None:
    assert pointed(*paragraphs) == points_to


def test_a_position_points_no_further_back_than_a_few_blocks() -> None:
    between = [""] * (BLOCKS_BACK - 1)
    assert pointed("Open the port", *between, "Accept this")[-1] == "Open the port"
    assert pointed("Open the port", *between, "", "Accept this")[-1] == ""
