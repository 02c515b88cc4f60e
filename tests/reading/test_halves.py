"""Numbers of 16 bits become those of 32 that NumPy makes of them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pourparler.reading.halves import from_halves

shapes = st.tuples(st.integers(0, 9), st.integers(0, 20))


@given(arrays(np.float16, shapes, elements=st.floats(width=16, allow_nan=False)))
def test_from_halves_loses_nothing(values):
    made = from_halves(values)
    assert made.dtype == np.float32
    assert made.tobytes() == values.astype(np.float32).tobytes()


def test_columns_of_a_wider_matrix_are_turned_too():
    wide = np.arange(24, dtype=np.float16).reshape(4, 6)
    assert (from_halves(wide[:, 3:]) == wide[:, 3:].astype(np.float32)).all()


def test_all_halves_come_back():
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    halves = halves[~np.isnan(halves)].reshape(1, -1)
    assert from_halves(halves).astype(np.float16).tobytes() == halves.tobytes()
