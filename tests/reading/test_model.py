"""Pointers: one word's row is that of all rows at once."""

from __future__ import annotations

import numpy as np
import pytest

from pourparler.reading.model import FAR, Pointer, bucket


def pointer(words: int, seed: int) -> Pointer:
    random = np.random.default_rng(seed)
    rows, columns = (random.normal(size=(words, 16)).astype(np.float16) for _ in range(2))
    return Pointer(rows, columns, random.normal(size=32).astype(np.float32))


@pytest.mark.parametrize(
    ("words", "word", "columns"), [(1, 0, 1), (40, 7, 8), (40, 39, 40), (700, 5, 700), (700, 690, 700)]
)
def test_the_row_of_one_word_is_that_of_all_words_at_once(words: int, word: int, columns: int) -> None:
    each = pointer(words, seed=words + word)
    whole = each.scores(np.arange(words), np.arange(words))
    assert each.row(word, columns) == pytest.approx(whole[word, :columns], abs=1e-4)


def test_distances_beyond_the_farthest_count_as_the_farthest() -> None:
    each = pointer(3, seed=1)
    distances = np.array([-5000, -FAR, -3, 0, 2, FAR, 5000])
    wanted = each.by_distance[bucket(np.clip(distances, -FAR, FAR), 32)]
    assert each.near(distances).tolist() == wanted.tolist()
