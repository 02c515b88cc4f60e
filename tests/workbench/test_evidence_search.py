"""Evidence is found by words, party and issue; what is found can be sent back as it was given."""

import pytest

from pourparler.model import Decision, Document, Evidence, Mode, Reading, Statement
from pourparler.provenance.citations import Citations
from pourparler.record import Record


def search(inside, **asked):
    answer = inside.get("/evidence", params=asked, headers={"accept": "application/json"})
    assert answer.status_code == 200
    return answer.json()


def test_statements_of_a_party_on_an_issue_stand_there_without_a_word(inside, read_demo):
    told = search(inside, party="Kestria", issue="transit")
    assert told["sentences"] == []
    assert told["many"] == len(told["statements"]) > 0
    with Record(read_demo / "record.sqlite") as record:
        for one in told["statements"]:
            cited = Citations(record).cite(Evidence.parse(one["written"]))
            assert (one["quote"], one["title"]) == (cited.quotation, cited.document.title)
            assert {cited.entry.statement.party, *(h.party for h in cited.entry.statement.takers)} & {"Kestria"}


@pytest.mark.parametrize("words", ["nobody checks", "NOBODY CHECK", "checks nob"])
def test_words_are_found_also_while_the_last_is_being_written(inside, words):
    assert any("nobody checks what the ships carry" in s["quote"] for s in search(inside, words=words)["statements"])


def test_sentences_without_a_statement_are_found_where_everything_is_searched(inside, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        for e in record.search("nobody checks"):
            record.decide(e.statement.id, Decision.REJECTED)
    told = search(inside, words="nobody checks")
    assert told["statements"] == []
    assert search(inside, words="nobody checks", party="Kestria")["sentences"] == []
    free = search(inside, words="fishing boats")["sentences"] + search(inside, words="round")["sentences"]
    assert free
    with Record(read_demo / "record.sqlite") as record:
        for one in free:
            assert Citations(record).cite(Evidence.parse(one["written"])).quotation == one["quote"]


def test_a_sentence_is_found_by_words_that_its_statement_lacks(inside, read_demo):
    """Of a statement only speaker and quotation are searched; the words between them stand in the sentence alone."""
    with Record(read_demo / "record.sqlite") as record:
        document = Document("Ada Voss has repeatedly rejected this idea.", "Once more")
        refusal = Statement(document.id, ((0, 8),), ((24, 32),), ((33, 42),), Mode.INDIRECT, "Ada Voss")
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (refusal,)), document.text)
    assert search(inside, words="voss idea")["many"] == 1
    assert search(inside, words="voss idea")["sentences"] == []
    told = search(inside, words="voss repeatedly idea")
    assert told["statements"] == []
    assert [s["quote"] for s in told["sentences"]] == [document.text]


@pytest.mark.parametrize("words", ["zebra", '"', "*", "a* OR b", "-"])
def test_strange_words_find_nothing_and_break_nothing(inside, words):
    told = search(inside, words=words)
    assert (told["statements"], told["sentences"]) == ([], [])
