"""Drafting again with what an earlier draft left: the same as drafting anew, in whatever order documents come."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import candidates, kept_work, nearest
from pourparler.drafting.draft import draft
from pourparler.drafting.kept_work import KeptWork, program
from pourparler.record import Record
from pourparler.verbs.drafting import drafted
from tests.drafting.meant import meant
from tests.drafting.test_issues import record
from tests.unwritable import only_readable


@pytest.fixture(autouse=True, scope="module")
def small():
    """As of a long record, on a few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "ALL", 5)
        patch.setattr(nearest, "NEAREST", 3)
        yield


CHOICES = st.tuples(st.integers(0, 7), st.integers(0, 2), st.booleans(), st.integers(0, 5))


@settings(max_examples=20, deadline=None)
@given(st.lists(CHOICES, min_size=12, max_size=24), st.randoms(use_true_random=False))
def test_documents_that_come_one_after_another_give_the_draft_that_is_made_anew(choices, random):
    statements, documents = record(choices)
    there: set[str] = set()
    left: dict[str, bytes] = {}
    for id in random.sample(sorted(documents), len(documents)):
        there.add(id)
        if len(there) > 2 and random.random() < 0.3:
            there.remove(random.choice(sorted(there)))
        some = [s for s in statements if s.document in there]
        texts = {d: documents[d] for d in there}
        kept = KeptWork(left)
        again = draft(some, texts, meanings=meant(some, texts), kept=kept)
        assert again == draft(some, texts, meanings=meant(some, texts))
        assert ("nearest" in kept.made) == (len(some) > 5)
        left = kept.made


def test_rules_are_told_apart_by_what_they_are():
    assert len(program()) == 16
    assert program() == program.__wrapped__()


@pytest.mark.parametrize("changed", ["reading/names.py", "reading/words/ends.toml", "drafting/pair_model.json"])
def test_a_changed_rule_model_or_word_list_is_another_program(tmp_path, monkeypatch, changed):
    for name in (
        "reading/names.py",
        "reading/words/ends.toml",
        "drafting/pair_model.json",
        "model/x.py",
        "structure/x.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(kept_work, "files", lambda package: tmp_path)
    before = program.__wrapped__()
    (tmp_path / "reading" / "weights").mkdir()
    (tmp_path / "reading" / "weights" / "reader.onnx").write_text("2")
    assert program.__wrapped__() == before
    (tmp_path / changed).write_text("2")
    assert program.__wrapped__() != before


def test_a_record_that_cannot_be_written_is_drafted_from_all_the_same(read_demo):
    whole, _ = drafted(read_demo)
    with Record(read_demo / "record.sqlite") as record:
        assert record.kept_work(program())
        record.keep_work(program(), {})
    with only_readable(read_demo) as place:
        assert drafted(place)[0] == whole
