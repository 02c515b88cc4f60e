"""Sketches of sets of words."""

from __future__ import annotations

from hashlib import sha1

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.record import min_hash
from pourparler.record.min_hash import SEED, VALUES, sketches
from pourparler.record.near_duplicates import bands, bands_of, shingles

FACTOR, MORE = 3582191691, 1792310487
"""The first function of datasketch 2.0 with this seed."""

SETS = st.lists(st.frozensets(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), min_size=1), max_size=8)


def by_hand(members, factor, more):
    """One value of a sketch, in whole numbers."""
    least = 2**32 - 1
    for member in members:
        h = int.from_bytes(sha1(member.encode()).digest()[:4], "little")
        h = ((h ^ (h >> 16)) * 0x85EBCA6B) % 2**32
        h = ((h ^ (h >> 13)) * 0xC2B2AE35) % 2**32
        h ^= h >> 16
        least = min(least, (factor * h + more) % 2**32)
    return least


@given(SETS)
def test_a_value_is_the_least_over_the_members(sets):
    drawn = np.random.RandomState(SEED)
    factors = [int(n) * 2 + 1 for n in drawn.randint(0, 1 << 31, VALUES, dtype=np.uint32)]
    more = [int(n) for n in drawn.randint(0, 1 << 32, VALUES, dtype=np.uint32)]
    assert (factors[0], more[0]) == (FACTOR, MORE)
    expected = [[by_hand(each, a, b) for a, b in zip(factors, more, strict=True)] for each in sets]
    assert [list(map(int, s)) for s in sketches(sets)] == expected


@given(SETS)
def test_sets_are_sketched_alike_by_themselves_and_together(sets):
    alone = [next(sketches([each])).tolist() for each in sets]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(min_hash, "AT_ONCE", 5)
        assert [s.tolist() for s in sketches(sets)] == alone


def test_of_nothing_there_is_no_sketch():
    with pytest.raises(ValueError, match="no sketch"):
        list(sketches([frozenset()]))


def test_bands_are_those_that_earlier_releases_kept():
    told = shingles("The delegation will never accept the tariff as it stands")
    kept = [
        -4343666378334350870,
        499429993476851998,
        2818518004207108966,
        -5793654117948280588,
        6715443682333102787,
        1707957536912752786,
        8262318875421688757,
        -1321136223023270170,
    ]
    assert bands(told) == kept
    assert bands_of([frozenset(), told, frozenset()]) == [[], kept, []]
