"""Drafting again: what nobody settled follows the documents, what a person did stays, and the same draft changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import Draft, ProposedParty, regrouping
from pourparler.drafting import proposals as edits
from pourparler.drafting.redrafted_bodies import IDENTITY
from pourparler.drafting.redrafting import News, brought_up_to_date
from pourparler.model import Meeting, PositionBody, Proposals, Stance, State, What
from tests.drafting.drafts import draft_of, drafts, issue, position, touched

FIRST = draft_of(
    [issue("toll", "ten", "twenty"), issue("pilots", "free", "paid")],
    [
        position(1, "Arland", "toll", "ten"),
        position(2, "Borland", "toll", "twenty"),
        position(3, "Arland", "pilots", "free"),
        position(4, "Borland", "pilots", "free", Stance.REJECTS),
        position(5, "Corland", "pilots", "paid"),
    ],
)


@pytest.fixture
def kept() -> Proposals:
    return brought_up_to_date(Proposals(), FIRST)[0]


def named(proposals: Proposals, words: str) -> str:
    return next(p.id for p in proposals if p.words == words)


def issues_of(proposals: Proposals) -> dict[str, set[str]]:
    return {i.words: {p.words for p in proposals.positions_on(i.id)} for i in proposals.issues}


def with_more(draft: Draft, *positions) -> Draft:
    return draft_of(list(draft.issues), [*draft.positions, *positions])


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_a_person_did_survives_and_the_same_draft_again_changes_nothing(data) -> None:
    kept = Proposals()
    for _ in range(data.draw(st.integers(1, 3))):
        kept = data.draw(touched(brought_up_to_date(kept, data.draw(drafts()))[0]))
    fresh = data.draw(drafts())
    after, _ = brought_up_to_date(kept, fresh)
    for old in kept:
        if old.state is not State.PROPOSED or (old.settled and old.id in after):
            new = after[old.id]
            names = type(old.body).__dataclass_fields__
            fixed = [n for n in names if old.fixed(n) and n not in IDENTITY]
            assert [getattr(new.body, n) for n in fixed] == [getattr(old.body, n) for n in fixed]
            assert (new.state, new.merged_into, new.place) == (old.state, old.merged_into, old.place)
            if old.what is What.POSITION and old.fixed("issue"):
                assert after.issue_of(old.id).id == kept.issue_of(old.id).id
    for p in after:
        assert all(r in after for r in p.refers_to)
        if p.live and isinstance(p.body, PositionBody):
            assert after[p.body.party].live
            assert after.option_of(p.id).live
            assert after.issue_of(p.id).live
    again, news = brought_up_to_date(after, fresh)
    assert again == after
    assert not news


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_the_order_of_documents_does_not_matter(data) -> None:
    kept = data.draw(touched(brought_up_to_date(Proposals(), data.draw(drafts()))[0]))
    fresh = data.draw(drafts())
    mixed = replace(
        fresh,
        parties=tuple(data.draw(st.permutations(fresh.parties))),
        issues=tuple(data.draw(st.permutations(fresh.issues))),
        positions=tuple(data.draw(st.permutations(fresh.positions))),
    )

    def placeless(draft: Draft) -> dict[str, object]:
        return {p.id: replace(p, place=0) for p in brought_up_to_date(kept, draft)[0]}

    assert placeless(fresh) == placeless(mixed)


def test_a_first_draft_is_all_proposed(kept) -> None:
    assert issues_of(kept) == {"toll?": {"words 1", "words 2"}, "pilots?": {"words 3", "words 4", "words 5"}}
    assert {p.state for p in kept} == {State.PROPOSED}
    assert [p.words for p in kept.parties] == ["Arland", "Borland", "Corland"]
    assert kept[named(kept, "pilots?")].why == "3 positions in 3 documents"


def test_new_positions_are_added_and_told(kept) -> None:
    after, news = brought_up_to_date(kept, with_more(FIRST, position(6, "Dorland", "toll", "ten")))
    assert [p.words for p in news.added] == ["words 6", "Dorland"] or {p.words for p in news.added} == {
        "words 6",
        "Dorland",
    }
    assert news.of(What.PARTY) == News(tuple(p for p in news.added if p.what is What.PARTY))
    assert "words 6" in issues_of(after)["toll?"]


def test_a_statement_that_is_gone_takes_its_position_with_it_unless_a_person_stood_behind_it(kept) -> None:
    kept = edits.confirm(kept, [named(kept, "words 1")])
    after, news = brought_up_to_date(kept, draft_of([issue("pilots", "free", "paid")], list(FIRST.positions[2:])))
    assert {p.words for p in news.gone} == {"words 2"}
    # The question stays with the confirmed position, and so do both of its answers.
    assert [o.words for o in after.options_of(named(after, "toll?"))] == ["ten", "twenty"]
    assert [p.words for p in news.unsupported] == ["words 1"]
    assert "toll?" in issues_of(after)


def test_a_rename_survives(kept) -> None:
    for old, new in (
        ("pilots?", "Who pays the pilots?"),
        ("Arland", "Republic of Arland"),
        ("paid", "paid by the ship"),
    ):
        kept = edits.rename(kept, named(kept, old), new)
    after, _ = brought_up_to_date(kept, with_more(FIRST, position(6, "Arland", "pilots", "paid")))
    assert "words 6" in issues_of(after)["Who pays the pilots?"]
    assert after[after[named(after, "words 6")].body.party].words == "Republic of Arland"
    assert after.option_of(named(after, "words 6")).words == "paid by the ship"
    assert len(after.parties) == 3


def test_what_was_merged_stays_together_and_takes_what_comes_for_either(kept) -> None:
    kept = regrouping.merge(kept, [named(kept, "pilots?")], named(kept, "toll?"))
    kept = regrouping.merge(kept, [named(kept, "Corland")], named(kept, "Borland"))
    more = (position(6, "Corland", "pilots", "paid"), position(7, "Arland", "toll", "ten"))
    after, news = brought_up_to_date(kept, with_more(FIRST, *more))
    assert issues_of(after) == {"toll?": {f"words {k}" for k in range(1, 8)}}
    assert {p.words for p in after.parties} == {"Arland", "Borland"}
    assert {p.words for p in news.added} == {"words 6", "words 7"}


def test_what_was_split_stays_apart_and_new_ones_join_the_larger_part(kept) -> None:
    kept, _ = regrouping.split(kept, [named(kept, "words 5")], issue="Who are the pilots?")
    after, _ = brought_up_to_date(kept, with_more(FIRST, position(6, "Dorland", "pilots", "free")))
    assert issues_of(after)["Who are the pilots?"] == {"words 5"}
    assert issues_of(after)["pilots?"] == {"words 3", "words 4", "words 6"}


def test_one_that_was_moved_away_does_not_pull_the_others_after_it(kept) -> None:
    kept = regrouping.move(kept, [named(kept, "words 2")], named(kept, "pilots?"))
    after, _ = brought_up_to_date(kept, FIRST)
    assert issues_of(after) == {"toll?": {"words 1"}, "pilots?": {"words 2", "words 3", "words 4", "words 5"}}


def test_a_dismissed_question_is_not_asked_again_and_new_positions_on_it_are_put_aside(kept) -> None:
    kept = edits.dismiss(kept, [named(kept, "toll?")])
    after, news = brought_up_to_date(kept, with_more(FIRST, position(6, "Arland", "toll", "twenty")))
    assert set(issues_of(after)) == {"pilots?"}
    assert [p.words for p in news.put_aside] == ["words 6"]
    assert [p.words for p in news.added] == []
    back = edits.restore(after, [named(after, "toll?")])
    assert issues_of(back)["toll?"] == {"words 1", "words 2", "words 6"} or issues_of(back)["toll?"] == {
        "words 1",
        "words 2",
    }


def test_what_nobody_settled_follows_a_better_draft(kept) -> None:
    better = draft_of(
        [issue("toll", "ten", "twenty"), issue("pilots", "free"), issue("fees", "paid")],
        [*FIRST.positions[:4], position(5, "Corland", "fees", "paid")],
    )
    after, news = brought_up_to_date(kept, better)
    assert issues_of(after)["fees?"] == {"words 5"}
    assert [p.words for p in news.moved] == ["words 5"]


def test_words_that_were_read_anew_are_the_same_position(kept) -> None:
    kept = regrouping.move(kept, [named(kept, "words 2")], named(kept, "pilots?"))
    again = [
        replace(p, statement=f"s{k:012x}", words=((p.words[0][0], p.words[0][1]),))
        for k, p in enumerate(FIRST.positions, 100)
    ]
    after, news = brought_up_to_date(kept, replace(FIRST, positions=tuple(again)))
    assert not news
    moved = after[named(after, "words 2")]
    assert (moved.body.statement, after.issue_of(moved.id).words) == (again[1].statement, "pilots?")


def test_a_party_is_known_by_its_names(kept) -> None:
    renamed = [replace(p, party="Kingdom of Arland") if p.party == "Arland" else p for p in FIRST.positions]
    parties = (ProposedParty("Kingdom of Arland", ("Arland",), (), 2), *FIRST.parties[1:])
    after, news = brought_up_to_date(kept, replace(FIRST, parties=parties, positions=tuple(renamed)))
    assert not news.added
    assert after[named(kept, "Arland")].words == "Kingdom of Arland"


def test_meetings_are_known_by_their_evidence(kept) -> None:
    met = replace(FIRST, meetings=(Meeting("First round"),))
    after, news = brought_up_to_date(kept, met)
    assert [p.words for p in news.added] == ["First round"]
    dismissed = edits.dismiss(after, [news.added[0].id])
    assert brought_up_to_date(dismissed, met) == (dismissed, News())
    assert [p.words for p in brought_up_to_date(after, FIRST)[1].gone] == ["First round"]


STANDING = {
    ("party", "Arland"): "", ("issue", "toll"): "", ("option", "toll", "ten"): "", ("option", "toll", "twenty"): "",
}  # fmt: skip


def as_known(draft: Draft, *ids: str) -> Draft:
    return replace(draft, issues=tuple(replace(i, known=i.id in ids) for i in draft.issues))


def test_what_a_person_wrote_into_the_dossier_is_confirmed() -> None:
    known = as_known(FIRST, "toll")
    kept, _ = brought_up_to_date(Proposals(), known, STANDING)
    there = {p.words for p in kept if p.confirmed}
    assert there == {"Arland", "toll?", "ten", "twenty"}
    assert kept[named(kept, "toll?")].in_file == "toll"
    standing = {
        ("party", "Arland"): named(kept, "Arland"), ("issue", "toll"): named(kept, "toll?"),
        ("option", "toll", "ten"): named(kept, "ten"), ("option", "toll", "twenty"): named(kept, "twenty"),
    }  # fmt: skip
    assert brought_up_to_date(kept, known, standing) == (kept, News())


def test_an_issue_that_stands_in_the_dossier_is_that_one_whatever_positions_say(kept) -> None:
    """A person renamed the issue, and what is drafted now comes under its id with other positions."""
    kept = edits.rename(kept, named(kept, "toll?"), "How much?")
    fresh = draft_of(
        [replace(issue("toll", "ten", "twenty"), known=True)],
        [position(8, "Arland", "toll", "ten"), position(3, "Arland", "toll", "twenty")],
    )
    after, _ = brought_up_to_date(kept, fresh, {("issue", "toll"): named(kept, "How much?")})
    assert issues_of(after)["How much?"] == {"words 8", "words 3"}


def test_an_option_of_the_dossier_is_the_one_whose_words_come_again_under_another_id(kept) -> None:
    """Positions are matched to the issue of the dossier, but not to its options: the draft has these, empty, and its own beside them."""
    again = [replace(p, option=f"{p.option}_2") for p in FIRST.positions[:2]]
    options = [*issue("toll", "ten", "twenty").options, *(replace(o, id=f"{o.id}_2") for o in FIRST.issues[0].options)]
    fresh = replace(
        FIRST,
        issues=(replace(FIRST.issues[0], options=tuple(options), known=True), FIRST.issues[1]),
        positions=(*again, *FIRST.positions[2:]),
    )
    standing = {
        ("issue", "toll"): named(kept, "toll?"), ("option", "toll", "ten"): named(kept, "ten"),
        ("option", "toll", "twenty"): named(kept, "twenty"),
    }  # fmt: skip
    after, news = brought_up_to_date(kept, fresh, standing)
    assert not news
    assert [o.words for o in after.options_of(named(kept, "toll?"))] == ["ten", "twenty"]


def test_reasons_count_what_several_documents_tell_once():
    told = [replace(position(n, "Arland", "toll", "ten"), telling="one") for n in (1, 2, 3)]
    draft = draft_of([issue("toll", "ten", "twenty")], [*told, position(4, "Borland", "toll", "twenty")])
    after, _ = brought_up_to_date(Proposals(), draft)
    (asked,) = after.issues
    assert asked.why == "2 positions in 3 documents"
    assert after[named(after, "ten")].why == "1 position"
