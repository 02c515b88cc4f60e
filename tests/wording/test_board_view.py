"""The board as plain data."""

import pytest

from pourparler.drafting import proposals as edits
from pourparler.drafting import regrouping
from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.model import Chances, Meeting, MeetingBody, NextStep, NextStepBody, Proposals, Stance, What
from pourparler.wording.views.board import CARDS, COLOURS, LANES, board_view, lowest, party_colours

from ..marked_texts import marked


@pytest.fixture
def kept():
    return brought_up_to_date(Proposals(), marked("tavi-corridor-2032").draft)[0]


def lane(board, words):
    (found,) = [row for row in board["lanes"] if row["words"] == words]
    return found


def card(board, words):
    (found,) = [p for row in board["lanes"] for o in row["options"] for p in o["positions"] if words in p["quote"]]
    return found


def called(proposals, words):
    (found,) = [p for p in proposals if p.words == words]
    return found.id


def test_a_lane_for_each_issue_with_its_options_and_cards(kept):
    toll = lane(board_view(kept), "What is paid per ton?")
    assert [o["words"] for o in toll["options"]] == ["nine crowns", "four crowns", "free passage"]
    assert (toll["positions"], toll["confirmed"]) == (6, 0)
    card = toll["options"][0]["positions"][0]
    assert {k: card[k] for k in ("name", "side", "does", "quote", "state", "condition")} == {
        "name": "Upper Tavi",
        "side": "against",
        "does": "rejects",
        "quote": "Nine crowns a ton to cross somebody's beach!",
        "state": "proposed",
        "condition": None,
    }
    assert sum(row["positions"] for row in board_view(kept)["lanes"]) == len(kept.positions)


def test_parties_with_what_is_not_as_with_most(kept):
    rows = {p["name"]: p for p in board_view(kept)["parties"]}
    assert rows["Upper Tavi"]["about"] == ""
    assert rows["Porters' Brotherhood of Lune"]["about"] == "away"
    assert rows["Upper Tavi"]["positions"] == 7
    assert rows["Upper Tavi"]["people"] == ["Emil Garrick"]
    mediating = edits.change(kept, rows["Marisk"]["id"], role="mediator")
    assert {p["name"]: p["about"] for p in board_view(mediating)["parties"]}["Marisk"] == "mediator"


def test_what_is_confirmed_dismissed_and_merged(kept):
    one = kept.positions[0].id
    board = board_view(edits.confirm(kept, [one]))
    assert board["words"] == "24 positions of 4 parties on 5 issues. 1 confirmed, 23 proposed."
    assert board["open"] == 23
    assert card(board, kept[one].words)["state"] == "confirmed"
    gone = board_view(edits.dismiss(kept, [one]))
    assert card(gone, kept[one].words)["state"] == "dismissed"
    assert gone["words"].startswith("23 positions")
    merged = regrouping.merge(kept, [called(kept, "What is paid per ton?")], called(kept, "Who guards the trains?"))
    board = board_view(merged)
    assert len(board["lanes"]) == 4
    assert lane(board, "Who guards the trains?")["positions"] == 11
    assert board_view(kept)["words"].endswith("None is confirmed yet.")
    assert board_view(edits.confirm(kept, [p.id for p in kept.positions]))["words"].endswith("All are confirmed.")


def test_an_option_that_nobody_takes_is_there(kept):
    with_one, made = edits.add(kept, What.OPTION, issue=kept.issues[0].id, words="a tunnel")
    (found,) = [o for row in board_view(with_one)["lanes"] for o in row["options"] if o["id"] == made]
    assert (found["taken"], found["positions"]) == (False, [])


def test_parties_keep_the_colours_that_they_have_in_the_dossier(kept):
    names = {p.id: p.words for p in kept.all(What.PARTY)}
    alone = {names[id]: colour for id, colour in party_colours(kept).items()}
    assert sorted(alone.values()) == [1, 2, 3, 4]
    known = ("Ostrey", "Marisk")
    found = {names[id]: colour for id, colour in party_colours(kept, known).items()}
    assert found["Marisk"] == 2
    assert sorted(found.values()) == [2, 3, 4, 5]
    dismissed = edits.dismiss(kept, [kept.all(What.PARTY)[0].id])
    assert party_colours(dismissed) == party_colours(kept)
    many = tuple(map(str, range(COLOURS)))
    assert set(party_colours(kept, many).values()) == {1, 2, 3, 4}


def test_a_chance_is_that_of_the_least_certain_part():
    assert lowest(Chances(0.9, 0.4, 0.8)) == 0.4
    assert lowest(None) is None


def test_what_stands_below_the_board(kept):
    issue, other = kept.issues[:2]
    options = [kept.options_of(i.id)[0].id for i in (issue, other)]
    more, _ = edits.add(kept, What.LINKAGE, never=tuple(options), because="both said so")
    more, _ = edits.add(more, What.PRIORITY, party=kept.parties[0].id, issue=issue.id, because="above all")
    more, _ = edits.add(more, What.MEETING, meeting=Meeting("Second round", place="Lune", present=("Garrick", "Pryce")))
    more, _ = edits.add(more, What.NEXT_STEP, step=NextStep("meet again", ("Garrick",), "in June"))
    groups = {g["title"]: g["rows"] for g in board_view(more)["others"]}
    assert list(groups) == ["Cannot stand together", "What matters most", "Meetings", "Next steps"]
    assert all(kept[o].words in groups["Cannot stand together"][0]["words"] for o in options)
    assert groups["Cannot stand together"][0]["because"] == "both said so"
    assert groups["What matters most"][0]["words"] == f"{kept.parties[0].words}: {issue.words}"
    assert groups["Meetings"][0]["words"] == "Second round, undated, Lune; present: Garrick and Pryce"
    assert groups["Next steps"][0]["words"] == "Garrick: meet again (in June)"
    assert {MeetingBody, NextStepBody} <= {type(p.body) for p in more}


def test_what_came_last_is_marked(kept):
    some = {kept.positions[0].id, kept.positions[1].id, kept.issues[0].id}
    board = board_view(kept, new=some)
    assert board["new_words"] == "1 issue and 2 positions"
    assert card(board, kept.positions[0].words)["new"]
    assert not card(board, kept.positions[5].words)["new"]
    assert board_view(kept)["new_words"] == ""


def test_a_long_board_in_pages_and_one_issue_whole(kept):
    issue = kept.issues[0].id
    long = kept
    for k in range(LANES):
        long, _ = edits.add(long, What.ISSUE, name=f"q{k}", question=f"Question {k}?")
    first, second = board_view(long), board_view(long, page=2)
    assert (len(first["lanes"]), len(second["lanes"]), first["pages"]) == (LANES, 5, 2)
    assert not {row["id"] for row in first["lanes"]} & {row["id"] for row in second["lanes"]}
    assert board_view(long, page=99)["page"] == 2
    option = kept.options_of(issue)[0].id
    full = kept
    for k in range(CARDS):
        full, _ = edits.add(
            full, What.POSITION, party=kept.parties[0].id, option=option, stance=Stance.DEMANDS, quote=f"words {k}"
        )
    own = len(kept.positions_of(option))

    def shown(board):
        (found,) = [o for row in board["lanes"] for o in row["options"] if o["id"] == option]
        return len(found["positions"]), found["more"]

    assert shown(board_view(full)) == (CARDS, own)
    assert shown(board_view(full, issue=issue)) == (CARDS + own, 0)
    assert [row["id"] for row in board_view(full, issue=issue)["lanes"]] == [issue]
