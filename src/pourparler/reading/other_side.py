"""Which names the words before them put on the other side: "A, opposed by B and C, proposed …"."""

from __future__ import annotations

import re
from bisect import bisect_left

LONGEST_LIST = 400
"""Code points before a name in which the words are looked for that open its list."""
_OPENS = (
    r"\b(?:opposed\s+by|over\s+(?:the\s+)?objections?\s+(?:of|by|from)"
    r"|despite\s+(?:the\s+)?(?:opposition|objections?)\s+(?:of|by|from)|rejected\s+by)"
)
_ENDS_A_LIST = (".", ";")
_OPENING = re.compile(_OPENS, re.I)
_OPPOSED = re.compile(
    _OPENS + r"\b"
    # No other side begins before the name. Few words of any kind may stand between, and many where they are names and what joins them.
    r"(?:(?!\b(?:supported|backed|endorsed|seconded|joined)\s+by\b)(?:[^.;:()]|\([^().;]{0,60}\))){0,80}\(?$"
    r"|\bopposed\s+by\b"
    r"(?-i:\s+(?:[\w’'/-]*[A-Z][\w’'/-]*|the|and|of|for|on|behalf|by|both|others?|several|many),?|\s+\([^().;]{0,60}\),?){0,40}\s+\(?$",
    re.I,
)


class OtherSide:
    """The words of one text that put names on the other side, looked for once, and each name asked about once.

    ``first``, ``last``: where the names stand, in code points; all of the text if not given.
    """

    def __init__(self, text: str, first: int = 0, last: int | None = None) -> None:
        self._text = text
        begin, stop = max(0, first - LONGEST_LIST), len(text) if last is None else last
        self._opening = [m.start() for m in _OPENING.finditer(text, begin, stop)]
        self._known: dict[int, bool] = {}

    def holds(self, start: int) -> bool:
        """Whether the words before a name, which begins at ``start``, put it on the other side."""
        if start not in self._known:
            first = max(0, start - LONGEST_LIST)
            first = max(first, *(self._text.rfind(end, first, start) + 1 for end in _ENDS_A_LIST))
            here = slice(bisect_left(self._opening, first), bisect_left(self._opening, start))
            self._known[start] = any(_OPPOSED.match(self._text, at, start) for at in self._opening[here])
        return self._known[start]
