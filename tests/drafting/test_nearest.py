"""Nearest positions: whole numbers that are the same in any order, and the same with what was found before as without."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import nearest as n

FEW = 4


@pytest.fixture(autouse=True, scope="module")
def small():
    """As of a long record, on a few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(n, "NEAREST", FEW)
        patch.setattr(n, "_SAMPLE", 8)
        patch.setattr(n, "_ROWS", 5)
        patch.setattr(n, "_SENT", 15)
        yield


def slow(grid):
    """Of each the nearest, nearest first, of equally near ones the first."""
    likeness = grid.astype(np.int64) @ grid.astype(np.int64).T
    found = []
    for k, row in enumerate(likeness):
        found.append(sorted((j for j in range(len(grid)) if j != k), key=lambda j: (-row[j], j))[:FEW])
    return np.array(found), np.take_along_axis(likeness, np.array(found), 1)


def some(seed, many, kinds):
    """Rows of a few kinds, so that many are equally near."""
    random = np.random.default_rng(seed)
    return random.integers(-40, 40, (kinds, 6)).astype(np.float32)[random.integers(0, kinds, many)]


def same(one, other):
    np.testing.assert_array_equal(one.of, other.of)
    np.testing.assert_array_equal(one.likeness, other.likeness)
    np.testing.assert_array_equal(one.tokens, other.tokens)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(FEW + 1, 70), st.integers(1, 30))
def test_they_are_those_that_looking_at_all_of_them_finds(seed, many, kinds):
    grid = some(seed, many, kinds)
    found = n.nearest(grid, n.tokens_of(list(map(str, range(many))), grid))
    of, likeness = slow(grid)
    np.testing.assert_array_equal(found.of, of)
    np.testing.assert_array_equal(found.likeness, likeness)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(FEW + 1, 60), st.data())
def test_with_what_was_found_before_others_came_and_went_they_are_the_same(seed, many, data):
    grid = some(seed, many, data.draw(st.integers(2, 40)))
    ids = [f"s{k}" for k in range(many)]
    sets = st.sets(st.integers(0, many - 1), min_size=FEW + 1)
    kept = None
    for those in data.draw(st.lists(sets, min_size=2, max_size=4)):
        order = sorted(those)
        if data.draw(st.integers(0, 9)) == 0:
            order = data.draw(st.permutations(order))  # a document has another day now
        rows, tokens = grid[order], n.tokens_of([ids[k] for k in order], grid[order])
        anew = n.nearest(rows, tokens)
        kept = n.nearest(rows, tokens, kept)
        same(kept, anew)
        kept = n.Nearest.unpacked(kept.packed())
        same(kept, anew)


def test_only_what_is_new_and_what_lost_a_near_one_is_compared_again(monkeypatch):
    grid = some(1, 60, 60)
    tokens = n.tokens_of([f"s{k}" for k in range(60)], grid)
    kept = n.nearest(grid[:50], tokens[:50])
    compared = []
    monkeypatch.setattr(n, "_near_ones", lambda work, part, do=n._near_ones: compared.append(part) or do(work, part))
    n.nearest(grid, tokens, kept)
    assert sum(end - start for start, end in compared) == 10
    compared.clear()
    n.nearest(grid[1:50], tokens[1:50], kept)
    assert sum(end - start for start, end in compared) == np.any(kept.of[1:] == 0, axis=1).sum()


def test_what_is_kept_of_something_else_is_not_used():
    assert n.Nearest.unpacked(b"") is None
    assert n.Nearest.unpacked(b"PK\x03\x04 and no more") is None
    grid = some(2, 20, 9)
    tokens = n.tokens_of(list(map(str, range(20))), grid)
    anew = n.nearest(grid, tokens)
    odd = n.Nearest(anew.tokens, anew.of[:, :2], anew.likeness[:, :2])
    same(n.nearest(grid, tokens, odd), anew)
    others = n.tokens_of([f"other {k}" for k in range(20)], grid)
    same(n.nearest(grid, tokens, n.nearest(grid, others)), anew)


def test_products_on_the_grid_are_exact_whatever_the_vectors_are():
    random = np.random.default_rng(3)
    vectors = random.standard_normal((40, 384)).astype(np.float32)
    vectors[20:] = np.eye(384, dtype=np.float32)[:20]
    grid = n.on_grid(vectors, vectors)
    assert (grid == np.rint(grid)).all()
    assert np.linalg.norm(grid.astype(np.float64), axis=1).max() ** 2 < 2**24
    np.testing.assert_array_equal(grid @ grid.T, grid.astype(np.int64) @ grid.astype(np.int64).T)


def test_the_place_on_the_grid_stays_when_later_ones_come():
    random = np.random.default_rng(4)
    vectors, contents = random.standard_normal((2, 40, 384)).astype(np.float32)
    np.testing.assert_array_equal(n.on_grid(vectors[:33], contents[:33]), n.on_grid(vectors, contents)[:33])
    assert (n.on_grid(vectors, contents) != n.on_grid(vectors[1:], contents[1:])[0]).any()
