"""What several documents tell, as plain data: the same in JSON and on pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pourparler.wording.tellings import MayBeOne, Told, perhaps_words, story_words


class Telling(Told, Protocol):
    """A document that tells it, or a statement of one."""

    @property
    def document(self) -> str: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def statement(self) -> str: ...  # noqa: D102


def story_view(tellings: Sequence[Telling]) -> dict[str, Any]:
    """The documents that tell one story, who was first before the others."""
    return {"words": story_words(tellings), "told_by": [telling_view(t) for t in tellings]}


def telling_view(telling: Telling) -> dict[str, Any]:
    """One document, with the statement where one is meant."""
    about = {name: getattr(telling, name) for name in ("document", "title", "source", "date", "language")}
    return about | ({"statement": telling.statement} if telling.statement else {})


def stories_view(
    told: Mapping[str, Sequence[Telling]], perhaps: Sequence[MayBeOne[Telling]], decided: Mapping[str, str]
) -> dict[str, Any]:
    """All stories that several documents tell, what may be one, and by whom documents were decided on."""
    return {
        "stories": [story_view(tellings) for tellings in told.values()],
        "perhaps": [
            {
                "words": perhaps_words(p),
                "documents": [telling_view(p.first), telling_view(p.other)],
                "translated": p.translated,
            }
            for p in perhaps
        ],
        "decided": dict(decided),
    }
