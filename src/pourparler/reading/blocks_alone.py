"""Blocks read by themselves where the model took their words for another block's.

A headline's cue ("…, officials say") may be given the first sentence of the article as its content, so that the sentence's own cue goes
without. The border cut takes the words away from the headline; what they belong to shows when their block is read alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pourparler.model import merge_spans
from pourparler.reading.attribution import Attribution, find_attributions
from pourparler.reading.block_borders import Borders
from pourparler.reading.encoding import Encoded
from pourparler.reading.genres import meets
from pourparler.reading.model import Model, Scores

LEAST = 0.7
"""Score from which an attribution of a block that was read alone counts; without a source none does.

By us, on the 84 documents of PolNeAR dev: of 15 that are found 5 are right, of the 4 that are left 3.
"""


def attributions_within(part: Encoded, scores: Sequence[Scores], model: Model, borders: Borders) -> list[Attribution]:
    """The attributions of a part of the text, none over a border, in the order of their cues.

    Each block that lost words to another one's cue is read a second time, alone; what is found there counts where nothing else was found.
    """
    found = find_attributions(part, scores, model.transitions)
    kept = borders.keep_within(found)
    lost = blocks_that_lost_words(found, borders)
    if not lost:
        return kept
    taken = merge_spans(span for a in kept for span in (*a.cue, *a.content))
    for number in lost:
        block = borders.blocks[number]
        first, last = part.words(block.start, block.end)
        alone = part.part(first, last)
        again = borders.keep_within(find_attributions(alone, model.scores(alone), model.transitions))
        sure = [a for a in again if a.source and a.score >= LEAST]
        kept += [a for a in sure if not any(meets(span, taken) for span in (*a.cue, *a.content))]
    return sorted(kept, key=lambda a: a.cue)


def blocks_that_lost_words(found: Iterable[Attribution], borders: Borders) -> list[int]:
    """The numbers of the blocks, in order, in which words of a content stand whose cue stands in another block that may not have them."""
    lost: set[int] = set()
    for attribution in found:
        home = borders.at(attribution.cue[0][0])
        for span in attribution.content:
            lost |= {
                number
                for number, _ in borders.pieces(span)
                if home is not None and borders.blocks[number].kind.read and not borders.linked(home, number)
            }
    return sorted(lost)
