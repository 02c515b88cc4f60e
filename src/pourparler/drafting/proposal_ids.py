"""Ids of proposals: they follow from what is proposed, so that the same draft has the same ids everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable

from pourparler.model import What

LETTERS = {
    What.PARTY: "pa", What.ISSUE: "is", What.OPTION: "op", What.POSITION: "po", What.LINKAGE: "li", What.PRIORITY: "pr",
    What.NO_AGREEMENT: "no", What.MEETING: "me", What.NEXT_STEP: "ne",
}  # fmt: skip


def new_id(taken: Container[str], what: What, parts: Iterable[str]) -> str:
    """Two letters of the kind and 10 hexadecimal digits of the parts; others where these are taken."""
    key, number = "|".join(parts), 0
    while True:
        digits = hashlib.sha256(f"{key}|{number}".encode()).hexdigest()[:10]
        if (id := LETTERS[what] + digits) not in taken:
            return id
        number += 1
