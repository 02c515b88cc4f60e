"""Where a sentence goes on with another thing that somebody wants: "… has never accepted that, and proposes a panel".

The model often marks two positions that stand side by side as one, and then their kinds and directions are mixed. Of the marks of the training
texts 16 hold such a joint and 103 pairs of neighbours have one between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pourparler.model import Span

_TAKES = (
    r"(?:(?:propose|demand|insist|oppose|support|reject|offer|accept|agree|prefer|urge|request|suggest|require|refuse|call|ask|want|favou?r|object|endorse|welcome|remain)(?:s|d|ed)"
    r"|seeks|sought)\b"
)
_DENIES = r"(?:(?:does|do|did|will|would|can|could|must|should|is|are|was|were|has|have|had)(?: not\b|n['’]t\b| never\b)|cannot\b|can['’]t\b|won['’]t\b)"
_JOINT = re.compile(
    rf";\s+|,?\s+(?:and|but)\s+(?:that\s+|(?={_TAKES}))|,\s+and\s+(?={_DENIES})|,?\s+but\s+(?={_DENIES}|(?:will|would|can|could|has|have)\b)|,\s+(?:while|whereas)\s+",
    re.I,
)


_VERB = re.compile(rf"{_TAKES}|{_DENIES}|(?:will|would|can|could|has|have|had)\b", re.I)


def begins_with_a_verb(text: str, start: int) -> bool:
    """Whether what begins at a place has no subject of its own: "proposes a panel", "would not sign"."""
    return _VERB.match(text, start) is not None


def new_clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """The joints in a stretch of a text, each from the end of what stands before it to the beginning of what follows."""
    for found in _JOINT.finditer(text, start, end):
        yield found.span()
