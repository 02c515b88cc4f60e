"""Documents that the model works on while this process is busy with the one before: names, holders, the record.

Words are worked on by as many threads as there are processors; what follows is work of one. Document by document the others would wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from pourparler.model import Document
from pourparler.reading.model_reader import ModelReader

AHEAD = 40_000
"""Code points behind the document in hand that the model has begun with at the least; with all before it takes about 30 MB."""


def begun(reader: ModelReader, documents: Iterable[Document], least: int = AHEAD) -> Iterator[Document]:
    """The documents in their order, each when the model has begun with the next, and with so many code points (``least``) behind it."""
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
