"""The record keeps proposals: whole, in steps with who and when, refused where somebody else came between, and undone."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import proposals as edits
from pourparler.drafting import regrouping
from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.errors import NotFoundError, StaleProposalsError
from pourparler.model import Actor, Chances, Evidence, Meeting, NextStep, Proposals, Stance, What, Written
from pourparler.record import Record
from pourparler.record.proposal_rows import proposal_from, proposal_row
from tests.drafting.drafts import drafts, touched
from tests.drafting.test_redrafting import FIRST, named


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="Ada") as opened:
        yield opened


@pytest.fixture
def kept(record) -> Proposals:
    before = record.proposals()
    return record.keep_proposals(before, brought_up_to_date(before, FIRST)[0], "draft", undoable=False)


def test_every_sort_of_proposal_comes_back_as_it_was(record, kept) -> None:
    evidence = (
        Evidence(statement="s0123456789ab"),
        Evidence(document="0123456789ab", spans=((1, 2), (4, 5))),
        Evidence(judgement="so it seems", by="Ada", on=date(2031, 2, 3)),
    )
    party, option, issue = named(kept, "Arland"), named(kept, "ten"), named(kept, "toll?")
    made = {
        What.PARTY: {"name": "New", "aliases": ("N",), "actors": (Actor("Ada Voss", "envoy", aliases=("Voss",)),), "role": "host", "evidence": evidence},
        What.ISSUE: {"name": "x", "question": "X?"},
        What.OPTION: {"issue": issue, "words": "thirty"},
        What.POSITION: {
            "party": party, "option": option, "stance": Stance.ACCEPTS, "spans": ((1, 2),), "chances": Chances(0.1, 0.2, 0.3),
            "conditions": (named(kept, "free"),), "note": "n", "evidence": evidence,
        },
        What.LINKAGE: {"never": (option, named(kept, "free")), "because": "b", "evidence": evidence},
        What.PRIORITY: {"party": party, "issue": issue, "evidence": evidence},
        What.NO_AGREEMENT: {"option": option, "evidence": evidence},
        What.MEETING: {"meeting": Meeting("Round", date(2031, 1, 1), "Aldmoor", present=("Arland",), evidence=evidence[:1])},
        What.NEXT_STEP: {"step": NextStep("They meet", ("Arland",), "soon", "may", evidence)},
    }  # fmt: skip
    after = kept
    for what, values in made.items():
        after, _ = edits.add(after, what, **values)
    after = edits.dismiss(after, [named(after, "paid")])
    assert record.keep_proposals(kept, after, "add").by_id == after.by_id
    assert record.proposals().by_id == after.by_id
    assert {p.what for p in after} == set(What)


def test_a_change_that_somebody_else_came_between_is_refused(record, kept) -> None:
    first = record.keep_proposals(kept, edits.rename(kept, named(kept, "toll?"), "How much?"), "rename")
    with pytest.raises(StaleProposalsError, match="changed meanwhile"):
        record.keep_proposals(kept, edits.confirm(kept, [named(kept, "ten")]), "confirm")
    with pytest.raises(StaleProposalsError):
        record.undo_proposals(kept.revision)
    assert record.proposals() == first


def test_nothing_changed_is_no_step(record, kept) -> None:
    assert record.keep_proposals(kept, kept, "draft") == kept
    assert len(record.proposal_steps()) == 1


def test_steps_tell_who_did_what_and_the_proposals_have_a_new_revision(record, kept) -> None:
    version = record.version()
    after = record.keep_proposals(kept, edits.confirm(kept, [named(kept, "ten")]), "confirm")
    assert [(s.action, s.by, s.undoable) for s in record.proposal_steps()] == [
        ("confirm", "Ada", True), ("draft", "Ada", False),
    ]  # fmt: skip
    assert after.revision > kept.revision
    assert record.version() == version  # what was read and decided is as it was


def test_undo_goes_back_step_by_step_and_leaves_the_draft(record, kept) -> None:
    one = record.keep_proposals(kept, edits.rename(kept, named(kept, "toll?"), "How much?"), "rename")
    record.keep_proposals(one, regrouping.merge(one, [named(one, "pilots?")], named(one, "How much?")), "merge")
    assert record.undo_proposals().by_id == one.by_id
    assert record.proposal_steps(1)[0].action == "undo: merge"
    assert record.undo_proposals().by_id == kept.by_id
    with pytest.raises(NotFoundError, match="can be undone"):
        record.undo_proposals()


def test_undo_keeps_what_was_drafted_since(record, kept) -> None:
    one = record.keep_proposals(kept, regrouping.merge(kept, [named(kept, "pilots?")], named(kept, "toll?")), "merge")
    more = brought_up_to_date(
        one, FIRST.__class__(FIRST.parties, FIRST.issues, FIRST.positions, meetings=(Meeting("Round"),))
    )[0]
    record.keep_proposals(one, more, "draft", undoable=False)
    after = record.undo_proposals()
    assert {p.words for p in after.issues} == {"toll?", "pilots?"}
    assert [p.words for p in after.live(What.MEETING)] == ["Round"]
    assert {i: p for i, p in after.by_id.items() if p.what is not What.MEETING} == kept.by_id


def test_undo_brings_back_what_drafting_took_away_since(record, kept) -> None:
    moved = record.keep_proposals(kept, regrouping.move(kept, [named(kept, "words 5")], named(kept, "toll?")), "move")
    fewer = FIRST.__class__(FIRST.parties, FIRST.issues, FIRST.positions[4:])
    record.keep_proposals(moved, brought_up_to_date(moved, fewer)[0], "draft", undoable=False)
    after = record.undo_proposals()
    assert after.option_of(named(after, "words 5")).words == "paid"
    assert after.issue_of(named(after, "words 5")).words == "pilots?"


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_undo_gives_back_the_state_before(tmp_path_factory, data) -> None:
    with Record(tmp_path_factory.mktemp("undo") / "record.sqlite") as record:
        states = [record.proposals()]
        drafted = brought_up_to_date(states[0], data.draw(drafts()))[0]
        states = [record.keep_proposals(states[0], drafted, "draft", undoable=False)]
        for _ in range(3):
            states.append(record.keep_proposals(states[-1], data.draw(touched(states[-1], 2)), "edit"))
        for before, after in reversed(list(itertools.pairwise(states))):
            if after.by_id != before.by_id:
                assert record.undo_proposals().by_id == before.by_id
        rows = [proposal_from(proposal_row(p)) for p in states[-1]]
        assert rows == list(states[-1])


def test_what_was_written_is_kept_beside_the_steps(record, kept) -> None:
    written = {"a": Written("parties", "Arland", {"at_table": True}), "b": Written("issues", "toll")}
    record.announce_written("a" * 12, written)
    assert record.written("0" * 12) == {}
    assert record.written("a" * 12) == written  # whoever was killed now has lost nothing
    record.settle_written("a" * 12)
    record.keep_proposals(kept, edits.confirm(kept, [named(kept, "ten")]), "confirm")
    record.undo_proposals()
    assert record.written("b" * 12) == written
    record.announce_written("c" * 12, {})
    record.settle_written("b" * 12)  # the file was not written
    assert record.written("c" * 12) == record.written("b" * 12) == written
    record.announce_written("c" * 12, {})
    record.settle_written("c" * 12)
    assert record.written("c" * 12) == {}


def test_what_a_draft_leaves_is_handed_to_the_next_by_the_same_rules_alone(record) -> None:
    assert record.kept_work("rules") == {}
    record.keep_work("rules", {"one": b"1", "other": bytes(300)})
    assert record.kept_work("rules") == {"one": b"1", "other": bytes(300)}
    assert record.kept_work("other rules") == {}
    record.keep_work("other rules", {"one": b"2"})
    assert record.kept_work("rules") == {}
    assert record.kept_work("other rules") == {"one": b"2"}
    record.keep_work("other rules", {})
    assert record.kept_work("other rules") == {}
