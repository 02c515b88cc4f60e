"""What whoever reads works out beside the reading is what the record would work out by itself."""

import pickle
from dataclasses import replace

import pytest

from pourparler import verbs
from pourparler.dossier import add_party, new_dossier
from pourparler.model import Decision, DocumentKind, Party, Reading
from pourparler.reading import ModelReader
from pourparler.reading.model import shipped
from pourparler.record import Record
from pourparler.record.prepared import Matched, kept_meanings
from pourparler.verbs.matching import match_again, unmatched
from pourparler.verbs.one_document import Preparation, prepare_one

from .test_matching import ACT, DOCUMENT, SAID, TALKS, TEXT, meant


class Told:
    """A reader that has read everything before."""

    name = "test"

    def __init__(self, given, *statements):
        self.meanings, self.statements = given, statements

    def read(self, document, negotiation=None):
        return Reading(document.id, self.name, self.statements, meanings=self.meanings)


@pytest.fixture(scope="module")
def meanings():
    return meant()


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_document(DOCUMENT)
        yield opened


def stand(record):
    return {e.statement.id: e.statement for e in record.statements()}


def found_with(given, *statements):
    return prepare_one(Preparation(Told(given, *statements), TALKS), DOCUMENT)


def test_what_is_prepared_stands_as_what_is_matched_later(record, tmp_path, meanings):
    record.save_prepared(found_with(meanings, ACT, SAID), TEXT)
    assert unmatched(record, TALKS) == []
    with Record(tmp_path / "other.sqlite", by="ann") as other:
        other.add_document(DOCUMENT)
        other.save_reading(Reading(DOCUMENT.id, "test", (ACT, SAID), meanings=meanings), TEXT)
        assert match_again(other, TALKS) == 2
        assert stand(other) == stand(record) != {s.id: s for s in (ACT, SAID)}
        as_read = other.statements(as_read=True)
        assert [e.statement for e in as_read] == [e.statement for e in record.statements(as_read=True)] == [ACT, SAID]
        assert {e.alike for e in as_read} == {e.alike for e in record.statements()}


def test_a_reader_without_embeddings_is_helped(record):
    found = found_with({}, ACT, SAID)
    assert found.meanings.keys() == {ACT.id, SAID.id}
    record.save_prepared(found, TEXT)
    assert stand(record)[ACT.id].issue == "toll"


def test_what_stays_of_an_earlier_reading_is_matched_later(record, meanings):
    record.save_prepared(found_with(meanings, ACT, SAID), TEXT)
    record.decide(SAID.id, Decision.ACCEPTED)
    record.save_prepared(found_with({ACT.id: meanings[ACT.id]}, ACT), TEXT)
    assert unmatched(record, TALKS) == [DOCUMENT.id]
    assert match_again(record, TALKS) == 0
    assert unmatched(record, TALKS) == []


def test_a_document_whose_source_changed_meanwhile_is_matched_again(record, meanings):
    found = found_with(meanings, ACT, SAID)
    record.change_document(DOCUMENT.id, {"source": "Government of Norland"})
    record.save_prepared(found, TEXT)
    assert unmatched(record, TALKS) == [DOCUMENT.id]


def test_kept_meanings_are_those_that_the_record_gives_back(record, meanings):
    record.save_reading(Reading(DOCUMENT.id, "test", (ACT, SAID), meanings=meanings), TEXT)
    kept, back = kept_meanings(meanings), record.meanings()
    assert kept.keys() == back.keys() == meanings.keys()
    for id, meaning in kept.items():
        assert (meaning.content == back[id].content).all()
        assert (meaning.position == back[id].position).all()


def test_a_preparation_goes_to_another_process(meanings):
    told = Preparation(Told(meanings, ACT, SAID), TALKS)
    there = pickle.loads(pickle.dumps(told))
    here, found = told.of(DOCUMENT), pickle.loads(pickle.dumps(there.of(DOCUMENT)))
    assert (found.reading, found.matched, found.meanings) == (here.reading, here.matched, here.meanings)
    assert isinstance(found.matched, Matched)
    assert found.bands == here.bands
    assert any(found.bands.values())


def test_a_document_that_says_nothing_waits_for_nothing(record):
    record.save_prepared(found_with({}), TEXT)
    assert unmatched(record, TALKS) == []
    assert record.statements() == []


def test_the_encoder_is_the_readers_own_where_it_has_one():
    reader = ModelReader(shipped(1))
    assert Preparation(reader, TALKS).encoder is reader
    assert isinstance(Preparation(Told({}), replace(TALKS, title="Other")).encoder, ModelReader)


def test_a_document_that_is_given_another_kind_while_it_is_read_is_read_again(tmp_path, meanings):
    dossier = new_dossier(tmp_path / "talks")
    kinds = []

    class Slow(Told):
        def read(self, document, negotiation=None):
            kinds.append(document.kind)
            if len(kinds) == 1:
                with Record(dossier.record) as other:
                    other.set_kind(document.id, DocumentKind.LETTER)
            return super().read(document, negotiation)

    with Record(dossier.record) as record:
        record.add_document(DOCUMENT)
    done = list(verbs.read(dossier.root, reader=Slow(meanings, ACT, SAID)))
    assert [(d.document.id, d.saved.added) for d in done] == [(DOCUMENT.id, 2)]
    assert kinds[1:] == [DocumentKind.LETTER] != kinds[:1]


def test_a_document_that_is_taken_out_while_it_is_read_stays_out(tmp_path, meanings):
    dossier = new_dossier(tmp_path / "talks")

    class Slow(Told):
        def read(self, document, negotiation=None):
            with Record(dossier.record) as other:
                other.remove_document(document.id)
            return super().read(document, negotiation)

    with Record(dossier.record) as record:
        record.add_document(DOCUMENT)
    assert list(verbs.read(dossier.root, reader=Slow(meanings, ACT, SAID))) == []
    with Record(dossier.record) as record:
        assert (record.documents(), record.statements()) == ([], [])


def test_what_is_taken_out_before_its_meanings_are_worked_out_stops_nothing(tmp_path, meanings, monkeypatch):
    dossier = new_dossier(tmp_path / "talks")
    with Record(dossier.record) as record:
        record.add_document(DOCUMENT)
        record.save_reading(Reading(DOCUMENT.id, "test", (ACT, SAID)), TEXT)
    lacking = Record.without_meanings

    def then_taken_out(record):
        found = lacking(record)
        with Record(dossier.record) as other:
            other.remove_document(DOCUMENT.id)
        return found

    monkeypatch.setattr(Record, "without_meanings", then_taken_out)
    assert list(verbs.read(dossier.root, reader=Told(meanings))) == []


@pytest.mark.parametrize("valid", [True, False])
def test_what_was_read_is_matched_to_the_dossier_as_it_is_at_the_end(tmp_path, meanings, valid):
    dossier = new_dossier(tmp_path / "talks")

    class Slow(Told):
        def read(self, document, negotiation=None):
            if valid:
                add_party(dossier.yaml, Party("Norland", aliases=("Norhaven",)))
            else:
                dossier.yaml.write_text("parties: [")
            return super().read(document, negotiation)

    with Record(dossier.record) as record:
        record.add_document(DOCUMENT)
    before = dossier.load().negotiation
    assert len(list(verbs.read(dossier.root, reader=Slow(meanings, ACT, SAID)))) == 1
    with Record(dossier.record) as record:
        assert unmatched(record, dossier.load().negotiation if valid else before) == []
