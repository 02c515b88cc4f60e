"""What a person corrected stays when documents are read again, by the reader that ships in the package."""

import pytest

from pourparler import verbs
from pourparler.model import DocumentKind, Stance, overlap, quote
from pourparler.record import Record

from .conftest import post

OTHER_KIND = DocumentKind.AGREEMENT
"""Read as such, the documents of the demo have other statements."""
SORTS = {
    "said": lambda s: s.position and s.speaker and not s.part_of and not s.act,
    "told as an act": lambda s: s.act,
    "another position in the same words": lambda s: s.part_of,
}


def record_of(folder):
    return Record(folder / "record.sqlite")


def correct(inside, id, **correction):
    assert post(inside, f"/statements/{id}", {"decision": "corrected", "correction": correction}).status_code == 200


@pytest.fixture
def corrected(inside, read_demo):
    """A statement of each sort with holders, direction, kind and words of its position corrected, each by itself."""
    return [one_corrected(inside, read_demo, sort) for sort in SORTS.values()]


def one_corrected(inside, folder, sort):
    with record_of(folder) as record:
        entry = next(
            e for e in record.statements() if e.review == "proposed" and sort(e.statement) and len(e.position) > 30
        )
        text = record.document(entry.statement.document).text
    s = entry.statement
    words = " ".join(entry.position.split()[:3])
    correct(inside, s.id, holders=["Harbour League", "!Port Auvane"])
    correct(inside, s.id, stance="offers" if s.stance is Stance.REJECTS else "rejects")
    correct(inside, s.id, stance="concedes")
    correct(inside, s.id, position=words)
    with record_of(folder) as record:
        now = record.statement(s.id)
    assert [(h.party, h.opposed) for h in now.statement.holders] == [("Harbour League", False), ("Port Auvane", True)]
    assert (now.statement.stance, quote(text, now.statement.position)) == (Stance.CONCEDES, words)
    return now


def read_again(folder, *, all_of_them=True):
    """All documents, or those that have to be read because their kind is another."""
    assert sum(r.saved is not None for r in verbs.read(folder, again=all_of_them)) > 0
    with record_of(folder) as record:
        return {e.statement.id: e for e in record.statements()}


def test_holders_direction_kind_and_words_stay(corrected, read_demo):
    with record_of(read_demo) as record:
        before = {e.statement.id: e for e in record.statements()}
    after = read_again(read_demo)
    assert after.keys() == before.keys()
    for one in corrected:
        assert after[one.statement.id] == before[one.statement.id] == one


def test_they_stay_where_documents_are_read_as_another_kind(corrected, read_demo):
    documents = {one.statement.document for one in corrected}
    with record_of(read_demo) as record:
        before = {d: {e.statement.id for e in record.statements(document=d)} for d in documents}
    for document in documents:
        verbs.documents_set(read_demo, document, {"kind": OTHER_KIND})
    after = read_again(read_demo, all_of_them=False)
    for one in corrected:
        s = one.statement
        here = {id: e for id, e in after.items() if e.statement.document == s.document}
        assert here.keys() != before[s.document]
        now = after[s.id]
        assert (now.statement, now.review, now.by) == (s, "corrected", one.by)
        others = [e.statement for id, e in here.items() if id not in before[s.document]]
        assert [o for o in others if overlap(o.content, s.content) >= 0.5] == []


def test_a_correction_is_taken_back_to_what_the_reader_says_now(corrected, inside, read_demo):
    read_again(read_demo)
    for one in corrected:
        for _ in range(4):
            post(inside, f"/statements/{one.statement.id}", {"decision": "undo"})
        with record_of(read_demo) as record:
            now = record.statement(one.statement.id)
        assert now.review == "proposed"
        assert not any(h.opposed for h in now.statement.holders)
        assert now.statement.chances is not None
