"""What a person does to proposals: what it means, what it brings with it, and what is refused."""

from __future__ import annotations

import pytest

from pourparler.drafting import proposals as edits
from pourparler.drafting import regrouping
from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Evidence, Proposals, Stance, State, What
from tests.drafting.test_redrafting import FIRST, issues_of, named


@pytest.fixture
def kept() -> Proposals:
    return brought_up_to_date(Proposals(), FIRST)[0]


def states(proposals: Proposals, *words: str) -> list[str]:
    return [proposals[named(proposals, w)].state.value for w in words]


def test_confirming_a_position_confirms_what_it_needs_and_nothing_else(kept) -> None:
    after = edits.confirm(kept, [named(kept, "words 1")], by="Ada")
    assert states(after, "words 1", "Arland", "toll?", "ten") == ["confirmed"] * 4
    assert states(after, "words 2", "Borland", "twenty", "pilots?") == ["proposed"] * 4
    assert after[named(after, "words 1")].why == "confirmed by Ada"


def test_confirming_an_issue_confirms_its_options_and_not_its_positions(kept) -> None:
    after = edits.confirm(kept, [named(kept, "toll?")])
    assert states(after, "toll?", "ten", "twenty", "words 1") == ["confirmed", "confirmed", "confirmed", "proposed"]


def test_dismissing_an_issue_takes_all_of_it_and_restoring_brings_it_back(kept) -> None:
    alone = edits.dismiss(kept, [named(kept, "words 2")])
    away = edits.dismiss(alone, [named(kept, "toll?")], by="Ada")
    assert states(away, "toll?", "ten", "words 1", "words 2") == ["dismissed"] * 4
    assert {p.words for p in away.dismissed} == {"toll?", "words 2"}
    back = edits.restore(away, [named(kept, "toll?")])
    assert states(back, "toll?", "ten", "words 1", "words 2") == ["proposed", "proposed", "proposed", "dismissed"]
    assert "dismissed by Ada" in back[named(kept, "toll?")].why


def test_dismissing_a_party_takes_its_positions(kept) -> None:
    after = edits.dismiss(kept, [named(kept, "Borland")])
    assert states(after, "words 2", "words 4", "words 1") == ["dismissed", "dismissed", "proposed"]


def test_restoring_or_confirming_a_position_brings_back_what_it_needs(kept) -> None:
    away = edits.dismiss(kept, [named(kept, "toll?")])
    assert states(edits.restore(away, [named(kept, "words 1")]), "words 1", "toll?", "ten", "words 2") == [
        "proposed", "proposed", "proposed", "dismissed",
    ]  # fmt: skip
    assert states(edits.confirm(away, [named(kept, "words 1")]), "words 1", "toll?") == ["confirmed", "confirmed"]


def test_a_rename_settles_the_words_and_a_party_keeps_its_old_name(kept) -> None:
    after = edits.rename(kept, named(kept, "Arland"), "  Republic of   Arland ", by="Ada")
    party = after[named(after, "Republic of Arland")]
    assert (party.body.aliases, party.state, party.why) == (
        ("Arland",), State.CHANGED, "takes 2 positions in 2 documents; renamed by Ada",
    )  # fmt: skip
    assert party.settled == {"name", "aliases"}
    assert states(edits.rename(edits.confirm(kept, [party.id]), party.id, "New"), "New") == ["confirmed"]


def test_merging_parties_joins_names_and_positions(kept) -> None:
    after = regrouping.merge(kept, [named(kept, "Corland")], named(kept, "Borland"), by="Ada")
    party = after[named(after, "Borland")]
    assert party.body.aliases == ("Corland",)
    assert {p.words for p in after.positions_by(party.id)} == {"words 2", "words 4", "words 5"}
    gone = after[named(after, "Corland")]
    assert (gone.merged_into, gone.why.split("; ")[-1]) == (party.id, "merged into “Borland” by Ada")
    assert gone not in after.dismissed


def test_merging_issues_moves_options_and_joins_those_of_the_same_words(kept) -> None:
    kept = edits.rename(kept, named(kept, "free"), "Ten")
    after = regrouping.merge(kept, [named(kept, "pilots?")], named(kept, "toll?"))
    issue = named(after, "toll?")
    assert [o.words for o in after.options_of(issue)] == ["ten", "twenty", "paid"]
    assert {p.words for p in after.positions_of(named(after, "ten"))} == {"words 1", "words 3", "words 4"}


def test_merging_options(kept) -> None:
    after = regrouping.merge(kept, [named(kept, "free")], named(kept, "paid"))
    assert {p.words for p in after.positions_of(named(after, "paid"))} == {"words 3", "words 4", "words 5"}


def test_splitting_an_issue_takes_options_along(kept) -> None:
    after, made = regrouping.split(kept, [named(kept, "words 3"), named(kept, "words 5")], issue="Who pays?")
    assert [o.words for o in after.options_of(made)] == ["free", "paid"]
    assert issues_of(after)["pilots?"] == {"words 4"}
    assert after[named(after, "words 4")].settled == {"issue"}


def test_a_new_issue_of_one_option_gets_the_other_answer(kept) -> None:
    after, made = regrouping.split(kept, [named(kept, "words 5")], issue="Who pays?")
    assert [o.words for o in after.options_of(made)] == ["paid", "not “paid”"]


def test_splitting_an_option(kept) -> None:
    after, made = regrouping.split(kept, [named(kept, "words 4")], option="half")
    assert after.issue_of(made).words == "pilots?"
    assert [p.words for p in after.positions_of(made)] == ["words 4"]


def test_moving_to_an_option_and_to_a_new_one(kept) -> None:
    there = regrouping.move(kept, [named(kept, "words 5")], named(kept, "toll?"), named(kept, "ten"))
    moved = there[named(there, "words 5")]
    assert there.option_of(moved.id).words == "ten"
    assert (moved.state, moved.settled) == (State.CHANGED, {"issue", "option"})
    new = regrouping.move(kept, [named(kept, "words 5")], named(kept, "toll?"), words="thirty")
    assert [o.words for o in new.options_of(named(new, "toll?"))] == ["ten", "twenty", "thirty"]
    like = regrouping.move(kept, [named(kept, "words 5")], named(kept, "toll?"))
    assert like.option_of(named(like, "words 5")).words == "paid"


def test_reordering(kept) -> None:
    after = edits.reorder(kept, named(kept, "Corland"), named(kept, "Arland"))
    assert [p.words for p in after.parties] == ["Corland", "Arland", "Borland"]
    assert [p.words for p in edits.reorder(after, named(kept, "Corland")).parties] == ["Arland", "Borland", "Corland"]


def test_adding_what_the_draft_missed(kept) -> None:
    more, party = edits.add(kept, What.PARTY, name="Dorland", by="Ada")
    after, id = edits.add(
        more, What.POSITION, party=party, option=named(kept, "ten"), stance=Stance.REJECTS, evidence=(Evidence(statement="s000000000009"),)
    )  # fmt: skip
    assert (after[party].why, after[party].state) == ("added by Ada; confirmed by Ada", State.CONFIRMED)
    assert after[id].body.sources == (Evidence(statement="s000000000009"),)
    assert states(after, "toll?") == ["confirmed"]
    assert brought_up_to_date(after, FIRST)[0] == after


def test_changing_fields_settles_them(kept) -> None:
    after = edits.change(kept, named(kept, "words 1"), stance=Stance.REJECTS, party=named(kept, "Corland"))
    again, _ = brought_up_to_date(after, FIRST)
    body = again[named(again, "words 1")].body
    assert (body.stance, again[body.party].words) == (Stance.REJECTS, "Corland")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda p: edits.rename(p, "nothing", "x"), "no proposal 'nothing'"),
        (lambda p: edits.rename(p, named(p, "toll?"), "  "), "no words"),
        (lambda p: edits.rename(p, named(p, "words 1"), "x"), "no name of its own"),
        (lambda p: edits.rename(p, named(p, "Arland"), "borland"), "a party “Borland” already"),
        (lambda p: regrouping.merge(p, [named(p, "toll?")], named(p, "toll?")), "nothing to merge"),
        (lambda p: regrouping.merge(p, [named(p, "toll?")], named(p, "Arland")), "with their like"),
        (lambda p: regrouping.merge(p, [named(p, "ten")], named(p, "free")), "different questions"),
        (lambda p: regrouping.split(p, [named(p, "words 1")]), "either the question or the option"),
        (lambda p: regrouping.split(p, [], issue="x"), "no position is chosen"),
        (lambda p: regrouping.split(p, [named(p, "words 1"), named(p, "words 3")], option="x"), "different questions"),
        (lambda p: regrouping.split(p, [named(p, "toll?")], issue="x"), "not a position"),
        (lambda p: regrouping.move(p, [named(p, "words 1")], named(p, "ten")), "not an issue"),
        (lambda p: regrouping.move(p, [named(p, "words 1")], named(p, "toll?"), named(p, "free")), "not an option of"),
        (lambda p: edits.change(p, named(p, "words 1"), colour="red"), "no 'colour'"),
        (lambda p: edits.change(p, named(p, "words 1"), party=named(p, "ten")), "is not a party"),
        (lambda p: edits.add(p, What.OPTION, words="x"), "an option needs more"),
        (lambda p: edits.reorder(p, named(p, "toll?"), named(p, "ten")), "another of its kind"),
        (
            lambda p: edits.restore(regrouping.merge(p, [named(p, "free")], named(p, "paid")), [named(p, "free")]),
            "was merged into “paid”",
        ),
        (lambda p: regrouping.move(edits.dismiss(p, [named(p, "toll?")]), [named(p, "words 5")], named(p, "toll?")), "is dismissed"),
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_refused(kept, edit, said) -> None:
    with pytest.raises(PourparlerError, match=said):
        edit(kept)


def test_ids_are_typed_by_their_beginning(kept) -> None:
    id = named(kept, "toll?")
    assert edits.find(kept, id[:7]).id == id
    with pytest.raises(NotFoundError, match="no single proposal 'po'"):
        edits.find(kept, "po")
    with pytest.raises(NotFoundError, match="no single proposal ''"):
        edits.find(kept, "")
