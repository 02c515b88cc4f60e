"""Documents that the model has begun with before they are read."""

from concurrent.futures import Future

import pytest

from pourparler.model import Document
from pourparler.reading import ModelReader
from pourparler.reading.ahead import Upcoming, begun
from pourparler.reading.encoding import Encoded, windows
from pourparler.reading.model import finished, shipped

TEXTS = [
    Document(text * many, "t")
    for text, many in (("Ada Voss said that it would stay open. ", 90), ("", 1), ("Kestria rejected it.\n", 200))
]


class Noted:
    """A reader that notes what it begins with."""

    def __init__(self):
        self.begun, self.called_off = [], 0

    def begin(self, document):
        self.begun.append(document.title)

    def call_off(self):
        self.called_off += 1


def documents(*lengths):
    return [Document("x" * length, str(number)) for number, length in enumerate(lengths)]


def test_a_document_comes_when_the_next_is_begun():
    reader = Noted()
    seen = [(d.title, list(reader.begun)) for d in begun(reader, documents(5, 5, 5), 0)]
    assert seen == [("0", ["0", "1"]), ("1", ["0", "1", "2"]), ("2", ["0", "1", "2"])]
    assert reader.called_off == 1


def test_so_much_is_begun_that_threads_have_work_behind_a_long_document():
    reader = Noted()
    first = next(begun(reader, documents(900, 10, 10, 10, 10), 30))
    assert first.title == "0"
    assert reader.begun == ["0", "1", "2", "3"]


def test_whoever_stops_leaves_nothing_begun():
    reader = Noted()
    found = begun(reader, documents(5, 5, 5), 0)
    next(found)
    found.close()
    assert reader.called_off == 1


def test_what_was_begun_is_read_as_anything_else():
    ahead, plain = ModelReader(), ModelReader()
    found = [ahead.read(d) for d in begun(ahead, TEXTS, 0)]
    assert found == [plain.read(d) for d in TEXTS]
    assert found[0].statements
    assert not ahead._begun


def test_what_is_not_read_is_called_off():
    reader = ModelReader()
    for document in TEXTS:
        reader.begin(document)
    if shipped().at_once > 1:
        assert reader._begun
        assert reader._upcoming._parts
    reader.call_off()
    assert not reader._begun
    assert not reader._upcoming._parts


def test_one_thread_begins_with_nothing():
    reader = ModelReader(shipped(1))
    reader.begin(TEXTS[0])
    assert not reader._begun


def test_an_interrupt_calls_off_the_rest():
    waiting, stopped = Future(), Future()
    stopped.set_exception(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        finished([stopped, waiting])
    assert waiting.cancelled()


class Counted:
    """A model that notes which windows of which part it begins with."""

    def __init__(self):
        self.begun = []

    def begin(self, encoded, cut):
        made = [Future() for _ in cut]
        for window, future in zip(cut, made, strict=True):
            future.set_result((id(encoded), window))
            self.begun.append((id(encoded), window))
        return made

    def scores(self, encoded):
        return [(id(encoded), window) for window in windows(encoded)]


def parts(*words):
    return [shipped().encode("yes " * number) for number in words]


def test_the_part_in_hand_comes_first_and_then_so_many_windows_of_what_follows():
    first, second, third = parts(2_000, 2_000, 2_000)
    many = len(windows(first))
    assert many > 5
    model = Counted()
    upcoming = Upcoming(model, most=3)
    upcoming.add([first])
    upcoming.add([second, third])
    assert model.begun == [(id(first), w) for w in windows(first)[:3]]
    assert upcoming.scores(first) == model.scores(first)
    assert model.begun == model.scores(first) + model.scores(second)[:3]
    assert upcoming.scores(second) == model.scores(second)
    assert upcoming.scores(third) == model.scores(third)
    assert model.begun == model.scores(first) + model.scores(second) + model.scores(third)


def test_windows_ahead_may_be_of_several_parts():
    some = parts(200, 200, 2_000)
    model = Counted()
    Upcoming(model, most=4).add(some)
    assert model.begun == model.scores(some[0]) + model.scores(some[1]) + model.scores(some[2])[:2]


def test_what_is_passed_over_is_called_off():
    first, second = parts(2_000, 100)
    upcoming = Upcoming(shipped())
    upcoming.add([first, second])
    found = upcoming.scores(second)
    assert [s.window for s in found] == windows(second)
    assert not upcoming._parts
    assert [s.window for s in upcoming.scores(first)] == windows(first)


def test_a_document_of_several_parts_is_read_as_without_looking_ahead(monkeypatch):
    monkeypatch.setattr(Encoded.parts, "__defaults__", (400,))
    ahead, plain = ModelReader(), ModelReader()
    found = [ahead.read(d) for d in begun(ahead, TEXTS, 0)]
    assert found == [plain.read(d) for d in TEXTS]
    assert found[0].statements
