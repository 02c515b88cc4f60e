"""What documents announce and a draft keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pourparler.drafting import kept_steps
from pourparler.drafting.kept_steps import NAME, announced_in
from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.next_steps import announcements
from pourparler.model import Document

DOCUMENTS = [
    Document("The delegations will meet on 3 March. Norland would send a letter by Friday.", "Talks", date(2031, 2, 20)),
    Document("Nothing was said of the talks.", "Nothing"),
]  # fmt: skip


def test_what_was_kept_is_what_is_found_anew_and_nothing_is_looked_through_twice(monkeypatch):
    kept = KeptWork()
    found = announced_in(DOCUMENTS, kept)
    assert found == [announcements(d) for d in DOCUMENTS]
    assert [len(a.all) for a in found] == [2, 0]
    monkeypatch.setattr(kept_steps, "announcements", lambda document: pytest.fail(document.title))
    again = KeptWork(kept.made)
    assert announced_in(DOCUMENTS, again) == found
    assert again.made == kept.made


def test_another_day_of_a_document_makes_other_days_of_what_it_announces():
    kept = KeptWork()
    announced_in(DOCUMENTS, kept)
    later = [replace(DOCUMENTS[0], date=date(2032, 2, 20))]
    found = announced_in(later, KeptWork(kept.made))
    assert found == [announcements(later[0])]
    assert found[0].all[0].due == date(2032, 3, 3)


@pytest.mark.parametrize("damaged", [b"", b"[]", b"{", b'{"a": 1}', b'{"a": ["d", null, [1]]}'])
def test_what_is_damaged_is_looked_through_anew(damaged):
    assert announced_in(DOCUMENTS, KeptWork({NAME: damaged})) == [announcements(d) for d in DOCUMENTS]
