"""Parties and issues that are proposed on the strength of new documents alone."""

import sqlite3
from datetime import date

import pytest

from pourparler.drafting import proposals as edits
from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.model import What
from pourparler.record import Record, Since
from tests.drafting.test_redrafting import FIRST

SINCE = Since(date(2031, 2, 1))


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="Ada") as opened:
        yield opened


@pytest.fixture
def kept(record):
    before = record.proposals()
    return record.keep_proposals(before, brought_up_to_date(before, FIRST)[0], "draft", undoable=False)


def dated(record, days):
    """Documents of these ids and days; what else is known of them does not matter here."""
    told = "title, language, encoding, format, text, added_at, added_by"
    with sqlite3.connect(record.path) as db:
        for id, day in days.items():
            db.execute(
                f"INSERT INTO documents(id, sha256, date, {told}) VALUES (?, ?, ?, 'T', 'en', 'utf-8', 'text', 'x', '2031-01-01', 'Ada')",
                (id, id, day.isoformat()),
            )


def resting_on(kept, id):
    return [p for p in kept.all(What.POSITION) if id in (p.body.party, kept.option_of(p.id).body.issue)]


def test_only_what_rests_on_new_documents_alone_with_its_sentences(record, kept):
    documents = sorted({p.body.document for p in kept.all(What.POSITION)})
    assert len(documents) > 1
    old, *new = documents
    dated(record, {old: date(2031, 1, 1), **{id: date(2031, 3, 1) for id in new}})
    found = {p.proposal.id: p for p in record.proposed_newly(SINCE)}
    wanted = {
        p.id
        for p in (*kept.all(What.PARTY), *kept.all(What.ISSUE))
        if (mine := resting_on(kept, p.id)) and all(q.body.document != old for q in mine)
    }
    assert set(found) == wanted
    assert wanted
    new_ones = [p for p in kept.all(What.POSITION) if p.body.document != old]
    assert record.positions_waiting(SINCE) == len(new_ones)
    for id, one in found.items():
        assert one.positions == len(resting_on(kept, id))
        assert {e.statement for e in one.evidence} <= {p.body.statement for p in resting_on(kept, id)}
        assert one.evidence


def test_what_a_person_confirmed_or_dismissed_is_no_proposal_any_more(record, kept):
    dated(record, dict.fromkeys({p.body.document for p in kept.all(What.POSITION)}, date(2031, 3, 1)))
    parties = [p.proposal.id for p in record.proposed_newly(SINCE) if p.proposal.what is What.PARTY]
    assert len(parties) > 1
    after = edits.confirm(edits.dismiss(kept, parties[:1], by="Ada"), parties[1:2], by="Ada")
    record.keep_proposals(kept, after, "both")
    waiting = [p for p in after.all(What.POSITION) if p.state.value in ("proposed", "changed")]
    assert record.positions_waiting(SINCE) == len(waiting)
    assert not set(parties[:2]) & {p.proposal.id for p in record.proposed_newly(SINCE)}
    assert record.proposed_newly(Since(date(2031, 4, 1))) == []
