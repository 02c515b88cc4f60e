"""Stems, from one thread and from many."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from pourparler.reading.stemming import stem


@pytest.mark.parametrize(
    ("first", "second"), [("democrats", "democratic"), ("negotiation", "negotiators"), ("fishing", "fished")]
)
def test_forms_of_a_word_have_one_stem(first, second):
    assert stem(first)[:5] == stem(second)[:5]


def test_other_words_have_others():
    assert len({stem(word) for word in ("border", "water", "wages", "prisoner")}) == 4


def test_threads_do_not_take_each_others_letters():
    words = [
        "".join(parts)
        for parts in product(
            ("nation", "agre", "relat", "gener"), ("al", "ion", "ive"), ("ization", "fulness", "ements")
        )
    ]
    stem.cache_clear()
    alone = {word: stem(word) for word in words}
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            for _ in range(20):
                stem.cache_clear()
                assert dict(zip(words * 4, pool.map(stem, words * 4), strict=True)) == alone
    finally:
        sys.setswitchinterval(before)
