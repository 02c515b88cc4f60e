"""A position that several outlets tell in the same words is one: it is counted, shown and settled once, and all its sources stand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pourparler import verbs
from pourparler.dossier import Dossier, new_dossier
from pourparler.drafting import proposals as edits
from pourparler.drafting import regrouping
from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.errors import PourparlerError
from pourparler.model import Document, Proposals, Stance, State
from pourparler.record import Record
from pourparler.wording.views.board import board_view
from pourparler.workbench.draft_edits import Asked, done
from tests.drafting.drafts import draft_of, issue, position
from tests.record.told_again import versions

DAYS = (date(2031, 3, 4), date(2031, 3, 1), date(2031, 3, 2))


def told(positions, **more):
    return draft_of([issue("toll", "ten", "twenty")], positions, **more)


def three_outlets():
    """Arland's demand in three documents, Borland's in one."""
    same = [replace(position(k, "Arland", "toll", "ten"), telling="a/0") for k in (1, 2, 3)]
    return told([*same, replace(position(4, "Borland", "toll", "twenty"), telling="b/0")])


@pytest.fixture
def kept() -> Proposals:
    return brought_up_to_date(Proposals(), three_outlets())[0]


def ids(proposals, *words):
    return [next(p.id for p in proposals if p.words == w) for w in words]


def test_it_counts_once_and_has_one_card(kept) -> None:
    board = board_view(kept)
    assert board["words"].startswith("2 positions of 2 parties on 1 issue.")
    assert board["open"] == 2
    (lane,) = board["lanes"]
    cards = [p for o in lane["options"] for p in o["positions"]]
    assert [(p["quote"], p["documents"]) for p in cards] == [("words 1", 3), ("words 4", 1)]
    assert {p["name"]: p["positions"] for p in board["parties"]} == {"Arland": 1, "Borland": 1}


def test_whoever_settles_one_settles_all(kept) -> None:
    one, two, three, other = ids(kept, "words 1", "words 2", "words 3", "words 4")
    assert edits.with_tellings(kept, [two, other]) == [two, one, three, other]
    sure = edits.confirm(kept, edits.with_tellings(kept, [one]))
    assert [sure[id].state for id in (one, two, three, other)] == [State.CONFIRMED] * 3 + [State.PROPOSED]


def test_what_is_settled_otherwise_is_not_one(kept) -> None:
    one, two, three = ids(kept, "words 1", "words 2", "words 3")
    sure = edits.confirm(kept, [two])
    assert [p.id for p in sure.told_again(one)] == [one, three]
    assert [p.id for p in sure.told_again(two)] == [two]
    turned = edits.change(kept, three, stance=Stance.REJECTS)
    assert [p.id for p in turned.told_again(three)] == [three]


def test_another_outlet_is_new_to_what_was_confirmed(kept) -> None:
    sure = edits.confirm(kept, ids(kept, "words 1", "words 2", "words 3"))
    more = three_outlets()
    fifth = replace(position(5, "Arland", "toll", "ten"), telling="a/0")
    after, news = brought_up_to_date(sure, replace(more, positions=(*more.positions, fifth)))
    assert [p.words for p in news.added] == ["words 5"]
    assert [p.words for p in after.once(after.positions)] == ["words 1", "words 4", "words 5"]


def test_what_was_dismissed_is_not_proposed_again_by_another_outlet(kept) -> None:
    gone = edits.dismiss(kept, ids(kept, "words 1", "words 2", "words 3"))
    more = three_outlets()
    fifth = replace(position(5, "Arland", "toll", "ten"), telling="a/0")
    after, news = brought_up_to_date(gone, replace(more, positions=(*more.positions, fifth)))
    assert (news.added, [p.words for p in news.put_aside]) == ((), ["words 5"])
    assert [p.words for p in after.once(after.dismissed)] == ["words 1"]
    back = edits.restore(after, edits.with_tellings(after, ids(after, "words 2")))
    assert len(back.told_again(ids(back, "words 1")[0])) == 4


def test_two_positions_of_one_document_are_in_one_document(kept) -> None:
    both = [replace(position(k, party, "toll", "ten"), telling="a/0") for k, party in ((1, "Arland"), (1, "Borland"))]
    two = brought_up_to_date(Proposals(), told(both))[0]
    parties = [p.id for p in two.parties]
    one = regrouping.merge(two, parties, parties[0])
    (card,) = [p for o in board_view(one)["lanes"][0]["options"] for p in o["positions"]]
    assert card["documents"] == 1


def test_what_is_told_counts_what_a_person_chose(kept) -> None:
    card = ids(kept, "words 1")
    assert done(kept, Asked("dismiss", "Ada", card)).said == "1 proposal dismissed; u takes it back"
    assert done(kept, Asked("confirm", "Ada", card)).said == "1 proposal confirmed"
    turned = done(kept, Asked("turn", "Ada", card)).proposals
    assert [turned[id].body.stance for id in ids(kept, "words 1", "words 3")] == [Stance.REJECTS] * 2
    with pytest.raises(PourparlerError, match="has no name of its own"):
        done(kept, Asked("rename", "Ada", card, words="x"))


TEXT = (
    "{}\n\nMARAVEL, March 1 - Arland demanded a toll of ten crowns a ton on the strait, its minister Ada Voss said on Saturday. "
    "Borland rejected the toll and offered to pay for the pilots instead.\n\n"
    "The two met for three hours in the old customs house. Nobody said when they would meet again."
)


@pytest.fixture
def folder(tmp_path):
    dossier: Dossier = new_dossier(tmp_path / "talks", "Talks on the toll")
    with Record(dossier.record) as record:
        for source, day in zip(("Gazette", "Wire", "Courier"), DAYS, strict=True):
            record.add_document(
                Document(TEXT.format(f"News of the {source}"), f"Talks in the {source}", source=source, date=day)
            )
    list(verbs.read(dossier.root))
    verbs.draft(dossier.root)
    return dossier.root


def test_from_documents_to_the_dossier(run, folder) -> None:
    proposals = verbs.proposals_list(folder)
    first = next(p for p in proposals.positions if "ten crowns" in p.words)
    assert len(proposals.told_again(first.id)) == 3
    out = run("proposals", "list", folder)[1]
    assert out.count(f"“{first.words}”") == 1
    assert "the same in Talks in the Courier 2031-03-02, Talks in the Gazette 2031-03-04" in " ".join(out.split())
    assert run("proposals", "confirm", folder, first.id)[0] == 0
    after = verbs.proposals_list(folder)
    assert {p.state for p in after.told_again(first.id)} == {State.CONFIRMED}
    verbs.draft_write(folder, suggested=False)
    (demand,) = [p for p in verbs.positions_list(folder) if p.party == "Arland" and not p.suggested]
    assert (demand.as_of, len(demand.evidence)) == (min(DAYS), 3)


def test_changing_one_changes_all(folder) -> None:
    proposals = verbs.proposals_list(folder)
    first = next(p for p in proposals.positions if "ten crowns" in p.words)
    twins = [p.id for p in proposals.told_again(first.id)]
    after = verbs.proposals_change(folder, first.id, stance=Stance.OFFERS)
    assert [after[id].body.stance for id in twins] == [Stance.OFFERS] * 3


def test_stories_are_listed_while_others_add_what_may_be_one(tmp_path, monkeypatch):
    dossier = new_dossier(tmp_path / "talks")
    headings = Record.headings

    def then_added(record):
        found = headings(record)
        with Record(dossier.record) as other:
            for v in versions("later"):
                if v.talks == "pensions":
                    other.add_document(Document(v.text, f"{v.story} {v.language}", v.day, language=v.language))
        return found

    with monkeypatch.context() as here:
        here.setattr(Record, "headings", then_added)
        assert verbs.stories_list(dossier.root).perhaps == ()
    assert verbs.stories_list(dossier.root).perhaps != ()
