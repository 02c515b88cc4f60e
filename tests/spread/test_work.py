"""Work in this process, and what holds wherever it is done."""

import numpy as np
import pytest

from pourparler.errors import ClusterError
from pourparler.spread import HERE, Done, Lost, in_order

from .works import drawn, refuse, square


def test_here_each_item_is_worked_on_when_its_result_is_asked_for():
    asked = []
    found = HERE.map(square, 1, (asked.append(k) or k for k in range(3)))
    assert asked == []
    assert next(found).result[0] == 1
    assert asked == [0]
    assert [(done.item, done.result[0]) for done in found] == [(1, 2), (2, 5)]


def test_what_the_work_raises_is_raised():
    found = HERE.map(refuse, None, range(9))
    assert [next(found) for _ in range(5)] == [Done(k, k) for k in range(5)]
    with pytest.raises(ZeroDivisionError, match="nobody divides 5"):
        next(found)


class Backwards:
    """A place where the last item is done first; ``lost`` is never done."""

    def __init__(self, lost=None):
        self.lost = lost

    def map(self, work, shared, items):
        for item in reversed(list(items)):
            yield Lost(item, 3) if item[0] == self.lost else Done(item, work(shared, item))


def test_results_are_put_in_order():
    seeds = np.random.SeedSequence(7).spawn(5)
    there = in_order(Backwards(), drawn, 100, seeds)
    assert there == in_order(HERE, drawn, 100, seeds) == [drawn(100, s) for s in seeds]
    assert len(set(there)) == 5


def test_a_sample_that_lacks_a_part_is_none():
    with pytest.raises(ClusterError, match="3 processes ended while they worked on one and the same part"):
        in_order(Backwards(lost=2), drawn, 100, np.random.SeedSequence(7).spawn(5))
