"""Where positions stand, kept by document: the same as found anew."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import places
from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.places import NAME, pages
from tests.drafting.test_issues import record

CHOICES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 2), st.booleans(), st.integers(0, 5)), min_size=1)


@settings(max_examples=40, deadline=None)
@given(CHOICES, st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=2, max_size=4), st.integers(1, 3))
def test_places_with_what_was_kept_are_those_that_are_found_anew(choices, steps, every):
    statements, documents = record(choices)
    ids = sorted(documents)
    left: dict[str, bytes] = {}
    for number, chosen in enumerate(steps):
        some = {id for k, id in enumerate(ids) if k in chosen}
        taking = [s for s in statements if s.document in some][:: every if number % 2 else 1]
        kept = KeptWork(left)
        found = pages(taking, documents, kept)
        assert found == pages(taking, documents, KeptWork())
        assert list(found) == sorted({s.document for s in taking})
        left = kept.made


def test_documents_that_are_as_they_were_are_not_looked_at_again(monkeypatch):
    statements, documents = record([(0, 0, False, 0), (3, 1, True, 1)])
    kept = KeptWork()
    found = pages(statements, documents, kept)
    monkeypatch.setattr(places, "_page", lambda *told: pytest.fail("looked at again"))
    again = KeptWork(kept.made)
    assert pages(statements, documents, again) == found
    assert again.made == kept.made


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:40], lambda b: b"PK" + b[2:90]])
def test_what_is_damaged_is_looked_at_anew(damage):
    statements, documents = record([(0, 0, False, 0), (3, 1, True, 1)])
    kept = KeptWork()
    found = pages(statements, documents, kept)
    assert pages(statements, documents, KeptWork({NAME: damage(kept.made[NAME])})) == found
