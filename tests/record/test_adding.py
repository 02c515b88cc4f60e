"""Many documents in one transaction come to the same as one after the other."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import Document
from pourparler.record import Record

TEXTS = ("One.", "Two.", "Three.")
DAY = datetime.date(2031, 2, 18)


def kept(record):
    rows = [(d.text, d.title, d.source, d.date) for d in record.documents()]
    steps = [(r["action"], r["before"], r["after"]) for text in TEXTS for r in record.revisions(Document(text, "t").id)]
    return sorted(rows, key=str), steps


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda text, title, source, date: Document(text, title, source=source, date=date),
            st.sampled_from(TEXTS),
            st.sampled_from(["A", "B"]),
            st.sampled_from([None, "Courier"]),
            st.sampled_from([None, DAY]),
        ),
        max_size=8,
    ),
    st.sampled_from([(), ("title",), ("date", "source")]),
)
def test_together_is_as_one_after_the_other(tmp_path_factory, documents, sure):
    folder = tmp_path_factory.mktemp("records")
    with Record(folder / "a.sqlite", by="ann") as alone, Record(folder / "b.sqlite", by="ann") as together:
        one_by_one = [alone.add_document(document, sure=sure) for document in documents]
        assert together.add_documents(documents, sure=sure) == one_by_one
        assert kept(together) == kept(alone)


def test_more_than_are_looked_for_at_once(tmp_path):
    many = [Document(f"Text {k}.", f"T{k}") for k in range(1_201)]
    with Record(tmp_path / "record.sqlite") as record:
        assert record.add_documents(many) == ["added"] * 1_201
        assert record.add_documents([*many[::-1], Document("New.", "N")]) == ["known"] * 1_201 + ["added"]
        assert len(record.documents()) == 1_202


def test_all_or_none(tmp_path):
    with Record(tmp_path / "record.sqlite") as record:
        with pytest.raises(Exception, match="surrogates"):
            record.add_documents([Document("Good.", "G"), Document("Bad.", "\ud800")])
        assert record.documents() == []
