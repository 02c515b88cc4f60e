"""How much of their words two positions have in common."""

from __future__ import annotations

from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import likeness
from pourparler.drafting.likeness import _Bags


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=2, max_size=12), st.booleans(), st.integers(1, 50))
def test_the_weight_in_common_is_that_of_the_words_in_both(bags, plain, at_once):
    pairs = list(combinations(range(len(bags)), 2))
    a, b = np.array(pairs).T
    spread = {w: sum(w in bag for bag in bags) for w in set().union(*bags)}
    weight = {w: 1.0 if plain else log(1 + len(bags) / n) for w, n in spread.items()}

    def heavy(words: set[str]) -> float:
        return sum(weight[w] for w in words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "_AT_ONCE", at_once)
        common = _Bags(bags, plain=plain).common(a, b)
    np.testing.assert_allclose(common, [heavy(bags[i] & bags[k]) for i, k in pairs], rtol=1e-5)
    either, less = _Bags(bags, plain=plain).overlap(a, b)
    for (i, k), e, s in zip(pairs, either, less, strict=True):
        if bags[i] and bags[k]:
            assert e == pytest.approx(heavy(bags[i] & bags[k]) / heavy(bags[i] | bags[k]), rel=1e-4)
            assert s == pytest.approx(heavy(bags[i] & bags[k]) / min(heavy(bags[i]), heavy(bags[k])), rel=1e-4)
        else:
            assert (e, s) == (0, 0)
