"""How well a row fits words that are looked for, and where it is not worked out: for words that nearly all rows have."""

from __future__ import annotations


def worth(table: str, index: str, most: int, weights: str = "") -> str:
    """SQL for how well a row fits ``:terms``, an expression of FTS5 of which a row has every word: the lower, the better.

    ``table``, ``index``: where the rows are, and where they are looked up; ``most``: so many are wanted at most. Where more fit than
    that, and more than half of all rows, one is as good as another: bm25 gives no weight to a word that most rows have, and takes a tenth
    of a second to say of all of them how long they are.
    """
    fitting = f"(SELECT count(*) FROM {index} WHERE {index} MATCH :terms)"
    many = f"max({most}, (SELECT max(number) FROM {table}) / 2)"
    return f"CASE WHEN {fitting} > {many} THEN 0.0 ELSE bm25({index}{weights}) END"
