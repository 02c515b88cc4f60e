"""Documents that the model has begun with before they are read."""

from concurrent.futures import Future

import pytest

from pourparler.model import Document
from pourparler.reading import ModelReader, model_reader
from pourparler.reading.ahead import begun
from pourparler.reading.encoding import windows
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
    reader.call_off()
    assert not reader._begun


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


def test_of_a_long_document_the_first_windows_are_begun_and_the_rest_when_it_is_read(monkeypatch):
    monkeypatch.setattr(model_reader, "BEFOREHAND", 3)
    long, reader = TEXTS[2], ModelReader()
    reader.begin(long)
    if shipped().at_once > 1:
        assert len(reader._begun[id(long)].scores) == 3 < len(windows(shipped().encode(long.text)))
    assert reader.read(long) == ModelReader().read(long)
