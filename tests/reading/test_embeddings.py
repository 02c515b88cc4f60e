"""Sentence embeddings of stretches of a text."""

import numpy as np
import pytest

from pourparler.reading.embeddings import Meanings
from pourparler.reading.model import shipped

TEXT = "The pickers want higher wages. Workers ask for better pay. The strait was full of fish."


def meanings(text):
    encoded = shipped().encode(text)
    return Meanings(encoded, shipped().scores(encoded))


def of(words):
    at = TEXT.index(words)
    return meanings(TEXT).of(((at, at + len(words)),))


def test_a_unit_vector():
    vector = of("The pickers want higher wages")
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_what_means_the_like_is_nearer():
    wages, pay, fish = of("The pickers want higher wages"), of("Workers ask for better pay"), of("full of fish")
    assert wages @ pay > wages @ fish + 0.1


def test_two_stretches_lie_between_their_own():
    first, second = (0, 29), (31, 58)
    both = meanings(TEXT).of((first, second))
    assert both @ meanings(TEXT).of((first,)) > 0.7
    assert both @ meanings(TEXT).of((second,)) > 0.7


def test_nothing_has_no_direction():
    assert not meanings(TEXT).of(()).any()


def test_a_stretch_over_several_windows():
    text = "Wages rise and rents fall in the valley. " * 120
    vector = meanings(text).of(((0, len(text)),))
    assert vector @ meanings(text).of(((0, 40),)) > 0.8
