"""Abbreviations are kept with the passages, follow their documents, and come to records of earlier releases too."""

from datetime import date

import pytest

from pourparler.model import Document
from pourparler.record import Record
from pourparler.verbs.indexing import index_again

from .older import made_older

FIRST = Document("The Port Dues Commission (PDC) met. The PDC will meet again.", "One", date(2031, 2, 3))
OTHERS = [
    Document("A port dues commission (PDC) was asked for.", "Two", date(2031, 2, 4)),
    Document("Patrols were reported by the Patrol Data Centre (PDC).", "Three", date(2031, 2, 5)),
]


@pytest.fixture
def path(tmp_path):
    with Record(tmp_path / "record.sqlite") as record:
        record.add_documents([FIRST, *OTHERS])
        index_again(record)
    return tmp_path / "record.sqlite"


def test_both_forms_are_found_those_of_most_documents_first(path):
    with Record(path) as record:
        assert record.long_forms({"pdc", "xyz"}) == {"pdc": ["port dues commission", "Patrol Data Centre"]}
        assert record.short_forms({"patrol data centre", "port dues commission", "port"}) == {
            "patrol data centre": ["PDC"],
            "port dues commission": ["PDC"],
        }


def test_they_go_and_come_with_their_document(path):
    with Record(path) as record:
        record.remove_document(OTHERS[1].id)
        assert record.long_forms({"pdc"}) == {"pdc": ["port dues commission"]}
        record.restore_document(OTHERS[1].id)
        index_again(record)
        assert record.long_forms({"pdc"}) == {"pdc": ["port dues commission", "Patrol Data Centre"]}


def test_of_a_record_of_an_earlier_release_they_are_looked_for_when_it_is_opened(path):
    with Record(path) as record:
        told = record.long_forms({"pdc"})
    made_older(path, "0016")
    with Record(path) as record:
        assert record.long_forms({"pdc"}) == told


def test_no_more_than_three_other_forms(tmp_path):
    longs = ["Port Dues Court", "Port Data Court", "Port Dock Court", "Port Deed Court"]
    with Record(tmp_path / "record.sqlite") as record:
        record.add_documents([Document(f"They asked the {long} (PDC).", long) for long in (*longs, *longs[1:])[:7]])
        index_again(record)
        assert len(record.long_forms({"pdc"})["pdc"]) == 3
