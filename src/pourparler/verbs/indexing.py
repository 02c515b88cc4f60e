"""The passages of the record: kept for every document before anybody asks for them."""

from __future__ import annotations

from pourparler.monitor import upkeep
from pourparler.record import Record

AT_ONCE = 20
"""Documents whose passages are kept in one transaction: others can write in between."""
INDEXED = "documents prepared for questions and searches"


def index_again(record: Record, most: int | None = None) -> int:
    """Keep the passages of documents that have none yet, at most of so many documents; of how many.

    Two processes that do it at once do the same. A killed run leaves no document half done.
    """
    done = total = 0
    while most is None or done < most:
        few = AT_ONCE if most is None else min(AT_ONCE, most - done)
        waiting = record.unindexed(few)
        if not waiting:
            break
        total = total or (len(waiting) if len(waiting) < AT_ONCE else record.without_passages())
        from pourparler.reading.passages import passages_of  # mostly none waits

        upkeep(INDEXED, done, total)
        record.keep_passages([(document.id, passages_of(document)) for document in waiting])
        done += len(waiting)
    return done
