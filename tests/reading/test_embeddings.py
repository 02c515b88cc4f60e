"""Sentence embeddings of stretches of a text."""

from dataclasses import replace

import numpy as np
import pytest

from pourparler.model import Document, Mode, Statement
from pourparler.reading import ModelReader
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


def test_a_statement_has_its_content_and_the_words_of_its_position():
    demand = Statement("d" * 12, (), (), ((0, 29),), Mode.INDIRECT, position=((12, 29),))
    found = meanings(TEXT).of_statement(demand)
    assert np.array_equal(found.content, of("The pickers want higher wages"))
    assert np.array_equal(found.position, of("want higher wages"))
    assert meanings(TEXT).of_statement(replace(demand, position=())).position is None


def test_a_reading_has_the_meanings_of_its_statements_and_finds_the_same_again():
    document = Document("Ada Voss said the strait must stay open. The union rejected the offer of the ministry.", "")
    reader = ModelReader()
    reading = reader.read(document)
    assert reading.statements
    assert set(reading.meanings) == {s.id for s in reading.statements}
    again = reader.meanings(document, reading.statements)
    for id, meaning in reading.meanings.items():
        assert np.allclose(again[id].content, meaning.content)
        assert (again[id].position is None) == (meaning.position is None)
