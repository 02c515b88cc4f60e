"""What the model works on while this process is busy with the text before: names, holders, the record.

Words are worked on by as many threads as there are processors; what follows is work of one. Text by text the others would wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from pourparler.model import Document
from pourparler.reading.encoding import Encoded, Window, windows
from pourparler.reading.model import Model, Scores, call_off, finished

WINDOWS = 60
"""Windows behind the part in hand that the model works on; what it says of them takes about 50 MB. Of fewer
the model would be done while this process works on a long part, and wait; of a hundred the archive of bulletins took 637 MB."""
TEXT = 80_000
"""Code points in which there are so many windows."""


class Beginner(Protocol):
    """Who can begin with a document before it is read, and leave what was begun."""

    def begin(self, document: Document) -> None:
        """Work on a document that is read after those before it."""

    def call_off(self) -> None:
        """Leave what was begun and is not read."""


def begun(reader: Beginner, documents: Iterable[Document], least: int = TEXT) -> Iterator[Document]:
    """The documents in their order, each when the reader knows the next, and of so many code points (``least``) behind it."""
    waiting: deque[Document] = deque()
    size = 0
    try:
        for document in documents:
            reader.begin(document)
            waiting.append(document)
            size += len(document.text)
            while len(waiting) > 1 and size - len(waiting[0].text) >= least:
                size -= len(waiting[0].text)
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        reader.call_off()


@dataclass(eq=False)
class _Part:
    """A part of a text; ``begun``: what the model says of its first windows, as it comes."""

    encoded: Encoded
    cut: Sequence[Window]
    begun: list[Future[Scores]] = field(default_factory=list)


class Upcoming:
    """Parts of texts in the order in which they are read: the model works on the one in hand first, then on what comes next.

    ``most``: windows behind the part in hand that are worked on before that is asked for.
    """

    def __init__(self, model: Model, most: int = WINDOWS) -> None:
        self._model, self._most = model, most
        self._parts: deque[_Part] = deque()

    def add(self, parts: Iterable[Encoded]) -> None:
        """Parts that are read after those that were added before."""
        self._parts.extend(_Part(part, windows(part)) for part in parts)
        self._work_on()

    def scores(self, part: Encoded) -> list[Scores]:
        """As ``Model.scores``. Of what was added before this part and not asked for nothing is worked on any more."""
        if not any(part is other.encoded for other in self._parts):
            return self._model.scores(part)
        while self._parts[0].encoded is not part:
            call_off(self._parts.popleft().begun)
        mine = self._parts.popleft()
        self._begin(mine, len(mine.cut))
        self._work_on()
        return finished(mine.begun)

    def call_off(self) -> None:
        """Leave what nobody asked for."""
        for part in self._parts:
            call_off(part.begun)
        self._parts.clear()

    def _work_on(self) -> None:
        """Begin with as many windows as may be worked on beforehand."""
        room = self._most - sum(len(part.begun) for part in self._parts)
        for part in self._parts:
            if room <= 0:
                return
            room -= self._begin(part, room)

    def _begin(self, part: _Part, most: int) -> int:
        """Begin with further windows of a part, so many at most; with how many."""
        some = part.cut[len(part.begun) :][:most]
        part.begun += self._model.begin(part.encoded, some)
        return len(some)
