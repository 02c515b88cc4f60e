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


@pytest.fixture(params=SORTS)
def corrected(request, inside, read_demo):
    """A statement with holders, direction, kind and words of its position corrected, each by itself; and where these words stand."""
    with record_of(read_demo) as record:
        entry = next(e for e in record.statements() if SORTS[request.param](e.statement) and len(e.position) > 30)
        text = record.document(entry.statement.document).text
    s = entry.statement
    words = " ".join(entry.position.split()[:3])
    correct(inside, s.id, holders=["Harbour League", "!Port Auvane"])
    correct(inside, s.id, stance="offers" if s.stance is Stance.REJECTS else "rejects")
    correct(inside, s.id, stance="concedes")
    correct(inside, s.id, position=words)
    with record_of(read_demo) as record:
        now = record.statement(s.id)
    assert [(h.party, h.opposed) for h in now.statement.holders] == [("Harbour League", False), ("Port Auvane", True)]
    assert (now.statement.stance, quote(text, now.statement.position)) == (Stance.CONCEDES, words)
    return now


def read_again(folder, *, all_of_them=True):
    """All documents, or the one that has to be read because its kind is another."""
    assert sum(r.saved is not None for r in verbs.read(folder, again=all_of_them)) > 0
    with record_of(folder) as record:
        return {e.statement.id: e for e in record.statements()}


def test_holders_direction_kind_and_words_stay(corrected, read_demo):
    with record_of(read_demo) as record:
        before = {e.statement.id: e for e in record.statements()}
    after = read_again(read_demo)
    assert after.keys() == before.keys()
    assert after[corrected.statement.id] == before[corrected.statement.id] == corrected


def test_they_stay_where_the_document_is_read_as_another_kind(corrected, read_demo):
    s = corrected.statement
    with record_of(read_demo) as record:
        before = {e.statement.id for e in record.statements(document=s.document)}
    verbs.documents_set(read_demo, s.document, {"kind": OTHER_KIND})
    after = read_again(read_demo, all_of_them=False)
    assert {id for id, e in after.items() if e.statement.document == s.document} != before
    now = after[s.id]
    assert (now.statement, now.review, now.by) == (s, "corrected", corrected.by)
    doubled = [
        e.quote for e in after.values()
        if e.statement.document == s.document and e.statement.id not in before and overlap(e.statement.content, s.content) >= 0.5
    ]  # fmt: skip
    assert doubled == []


def test_a_correction_is_taken_back_to_what_the_reader_says_now(corrected, inside, read_demo):
    read_again(read_demo)
    for _ in range(4):
        post(inside, f"/statements/{corrected.statement.id}", {"decision": "undo"})
    with record_of(read_demo) as record:
        now = record.statement(corrected.statement.id)
    assert now.review == "proposed"
    assert not any(h.opposed for h in now.statement.holders)
    assert now.statement.chances is not None
