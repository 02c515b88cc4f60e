"""The words of positions as options', kept from one draft to the next: they hang on nothing but the position's words and who takes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.naming import label

NAME = "labels"
"""Of what is kept."""


class Labels:
    """As ``naming.label``, each worked out once; what an earlier draft left in ``kept`` is used, the result is the same."""

    def __init__(self, kept: KeptWork) -> None:
        self._before = _unpacked(kept.found.get(NAME, b""))
        self._made: dict[str, str] = {}

    def __call__(self, words: str, *, denied: bool = False, holders: Iterable[str] = ()) -> str:
        """See ``naming.label``."""
        named = sorted(set(holders))
        key = hashlib.blake2b(repr((words, denied, named)).encode(), digest_size=12).hexdigest()
        if (known := self._made.get(key)) is None:
            known = self._before.get(key) or label(words, denied=denied, holders=named)
            self._made[key] = known
        return known

    def keep(self, kept: KeptWork) -> None:
        """Leave for the next draft what this one used."""
        kept.made[NAME] = json.dumps(self._made).encode()


def _unpacked(kept: bytes) -> dict[str, str]:
    """What an earlier draft left; nothing where this is something else: labels are made again then."""
    try:
        found = json.loads(kept)
    except ValueError:
        return {}
    whole = isinstance(found, dict) and all(isinstance(words, str) for words in found.values())
    return found if whole else {}
