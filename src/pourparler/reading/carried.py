"""One speaker for several verbs of a sentence: "called it serious but said …", "said …, adding …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pourparler.reading.attribution import Attribution
from pourparler.reading.sentences import Sentence, sentence_at
from pourparler.reading.speakers import Speaker

_JOINED = re.compile(
    r"[\s,;”\"]*(?:and|but|then|or|while|also|later|further|in turn|instead)[\s,]+(?:\w+ly\s+)?$", re.I
)
_PARTICIPLE = re.compile(r"(?:[,;”\"]\s*|\b(?:and|but|while|before|after|also)\s+)$", re.I)


def carry(
    text: str, parts: Sequence[Sentence], found: Sequence[Attribution], speakers: Sequence[Speaker]
) -> list[Speaker]:
    """Give a cue without a source the speaker of the cue that it is joined to, within one sentence.

    Joined: by "and", "but" and the like, or as a participle. The model gives a source to one cue only, as its corpus does.
    """
    result = list(speakers)
    order = sorted((k for k in range(len(found)) if found[k].cue), key=lambda k: found[k].cue[0])
    for before, after in pairwise(order):
        first, second = found[before], found[after]
        known = first.source or result[before].name  # itself carried here, perhaps
        if bool(known) is bool(second.source):
            continue
        start, end = first.cue[0][0], second.cue[0][0]
        here = sentence_at(parts, start)
        if here is None or here != sentence_at(parts, end) or not _joined(text, second):
            continue
        if not second.source:
            result[after] = result[before]
        elif second.source[0][1] <= start:
            result[before] = result[after]
    return result


def _joined(text: str, attribution: Attribution) -> bool:
    start, end = attribution.cue[0]
    before = text[max(0, start - 40) : start]
    if text[start:end].split()[0].lower().endswith("ing"):
        return _PARTICIPLE.search(before) is not None
    return _JOINED.search(before) is not None
