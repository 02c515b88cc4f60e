"""Every statement is compared, on the bytes that are kept: against the plain product."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.asking.nearness import Nearness
from pourparler.record.meanings import packed, unpacked


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 60), st.integers(0, 2**32 - 1), st.integers(1, 20))
def test_cosines_and_the_nearest_are_those_of_the_vectors(many, seed, most):
    draws = np.random.default_rng(seed)
    kept = [packed(row) for row in draws.normal(size=(many, 384)).astype(np.float32)]
    rows = np.frombuffer(b"".join(kept), dtype=np.int8).reshape(many, 384)
    ids = [f"s{k}" for k in range(many)]
    vector = unpacked([packed(draws.normal(size=384).astype(np.float32))])[0]
    found = Nearness(ids, [f"d{k % 3}" for k in range(many)], rows)
    expected = dict(zip(ids, (unpacked(kept) @ vector).tolist(), strict=True)) if many else {}
    some = ids[::2]
    likeness = found.of(vector, [*some, "unknown"])
    assert list(likeness) == some
    assert all(abs(likeness[id] - expected[id]) < 1e-4 for id in some)
    everyone = found.of(vector, ids)
    for among, documents in ((some, None), (None, {"d1", "d7"}), (some, {"d1"}), (None, None), (None, set())):
        first = found.among(vector, most, [*among, "unknown"] if among is not None else None, documents)
        fits = [
            id
            for k, id in enumerate(ids)
            if (among is None or id in among) and (documents is None or f"d{k % 3}" in documents)
        ]
        assert list(first) == sorted(fits, key=lambda id: (-everyone[id], id))[:most]
        assert first == {id: everyone[id] for id in first}
    nearest = found.nearest(vector, most)
    best = sorted(expected.values(), reverse=True)[:most]
    assert len(nearest) == len(best)
    assert all(abs(p - q) < 1e-4 for (_, p), q in zip(nearest, best, strict=True))
