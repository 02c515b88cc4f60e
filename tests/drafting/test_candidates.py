"""Of many positions the pairs that are worth comparing."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pourparler.drafting.candidates import _CHUNK, NEAREST, _largest, _nearest


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 5).flatmap(
        lambda rows: st.integers(NEAREST + 1, 700).flatmap(
            lambda many: arrays(np.float32, (rows, many), elements=st.sampled_from([-1.0, -0.5, 0.0, 0.25, 0.5, 1.0]))
        )
    )
)
def test_the_largest_of_each_row_are_found_also_where_many_are_equal(likeness):
    found = _largest(likeness)
    assert found.shape == (len(likeness), NEAREST)
    for row, columns in zip(likeness, found, strict=True):
        assert len(set(columns.tolist())) == NEAREST
        np.testing.assert_array_equal(np.sort(row[columns]), np.sort(row)[-NEAREST:])


def test_each_position_is_put_with_those_nearest_to_it_and_never_with_itself():
    many = 2 * _CHUNK + 30
    angle = np.linspace(0, np.pi / 2, many)
    first, second = _nearest(np.stack([np.cos(angle), np.sin(angle)], axis=1).astype(np.float32))
    near = second[first == _CHUNK]
    half = NEAREST // 2
    assert sorted(near.tolist()) == [*range(_CHUNK - half, _CHUNK), *range(_CHUNK + 1, _CHUNK + half + 1)]
    assert not np.any(first == second)
    np.testing.assert_array_equal(np.bincount(first), np.full(many, NEAREST))
