"""Issues and options are added, described, renamed, put in order and taken out; what refers to them follows or goes with them."""

import pytest

from pourparler.dossier import (
    ReferredToError,
    add_issue,
    add_option,
    change_issue,
    change_option,
    id_from,
    load,
    remove_issue,
    remove_option,
    rename_issue,
    rename_option,
    reorder_issues,
    reorder_options,
)
from pourparler.errors import DossierError, NotFoundError, PourparlerError
from pourparler.model import Issue

from .editing import FULL


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text(FULL)
    return file


def issue(path, id):
    return load(path).negotiation.issue[id]


@pytest.mark.parametrize(
    ("words", "taken", "id"),
    [
        ("Free passage", (), "free_passage"),
        ("NATO membership", (), "NATO_membership"),
        ("What becomes of the crews?", (), "becomes_crews"),
        ("25 percent", (), "25_percent"),
        ("Освобождение", (), "освобождение"),
        ("free passage", {"free_passage", "free_passage_2"}, "free_passage_3"),
        ("?", (), "x"),
        ("the of", (), "the_of"),
        ("one two three four five six seven eight nine ten eleven", (), "one_two_three_four_five_six_seven_eight"),
    ],
)
def test_ids_are_made_of_words(words, taken, id):
    assert id_from(words, taken) == id


@pytest.mark.parametrize(
    "start", ["negotiation: T\n", "negotiation: T\nparties: {}\nissues: {}\n", "negotiation: T\nissues:\n"]
)
def test_an_empty_dossier_gets_its_first_issue(path, start):
    path.write_text(start)
    made = Issue("transit", {"yes": "true", "no": "null"}, "Who may: use it?", ("x",), suggested_options=("no",))
    add_issue(path, made)
    assert load(path).negotiation.issues == (made,)


def test_an_issue_may_begin_with_one_answer_or_none(path):
    add_issue(path, Issue("seat", {"a": "a"}))
    add_issue(path, Issue("flag", {}))
    loaded = load(path)
    assert [i.id for i in loaded.negotiation.issues][-2:] == ["seat", "flag"]
    assert len([w for w in loaded.warnings if "fewer than two options" in w.what]) == 2


def test_an_issue_with_a_taken_name_is_not_written(path):
    for id in ("transit", "North", ""):
        with pytest.raises(PourparlerError, match=r"taken|needs a name"):
            add_issue(path, Issue(id, {"a": "a", "b": "b"}))
    assert path.read_text() == FULL


def test_a_question_and_other_words(path):
    change_issue(path, "patrols", {"question": "Who patrols?", "aliases": ("boats", "ships")})
    assert (issue(path, "patrols").question, issue(path, "patrols").aliases) == ("Who patrols?", ("boats", "ships"))
    change_issue(path, "patrols", {"question": "", "aliases": ()})
    assert path.read_text() == FULL
    change_issue(path, "transit", {}, confirmed=True)
    assert issue(path, "transit").suggested_options == ()


def test_a_new_id_is_followed_everywhere_and_the_old_one_brings_back_the_same_text(path):
    rename_issue(path, "transit", "passage")
    made = load(path).negotiation
    assert [i.id for i in made.issues] == ["passage", "dues", "patrols"]
    assert made.positions[0].issue == "passage"
    assert made.positions[1].condition == (("passage", "open"),)
    assert dict(made.positions[3].better) == {"passage": "open", "dues": "none"}
    assert made.linkages[0].never == (("passage", "open"), ("patrols", "none"))
    assert made.priorities["North"] == (("passage",), ("dues", "patrols"))
    assert made.priorities["South"] == (("dues",), ("passage", "patrols"))
    assert made.no_agreement.options == {"passage": "closed"}
    assert made.no_agreement.suggested == ("passage",)
    assert made.no_agreement.better_than["North"] == ((("passage", "closed"), ("dues", "full")),)
    assert made.contests[0].issue == "passage"
    assert made.conflict.moves[0].gives_up == ("south.passage.rejects.closed",)
    rename_issue(path, "passage", "transit")
    assert path.read_text() == FULL


def test_an_option_s_new_id_is_followed_everywhere_and_the_old_one_brings_back_the_same_text(path):
    rename_option(path, "transit", "closed", "shut")
    made = load(path).negotiation
    assert list(made.issue["transit"].options) == ["open", "escorted", "shut"]
    assert made.positions[0].ranking == (("open",), ("escorted", "shut"))
    assert made.positions[2].option == "shut"
    assert dict(made.positions[3].worse)["transit"] == "shut"
    assert made.no_agreement.options["transit"] == "shut"
    assert list(made.contests[0].scale) == ["shut", "escorted", "open"]
    assert made.contests[0].pulls[1].position == "shut"
    assert made.conflict.orders[0].wishes[0][0].rests_on == ("south.transit.rejects.shut",)
    rename_option(path, "transit", "shut", "closed")
    rename_option(path, "transit", "escorted", "guarded")
    assert issue(path, "transit").suggested_options == ("guarded",)
    rename_option(path, "transit", "guarded", "escorted")
    rename_option(path, "dues", "full", "whole")
    assert load(path).negotiation.ranges["East"]["dues"]["whole"] == (2, 3)
    rename_option(path, "dues", "whole", "full")
    assert path.read_text() == FULL
    with pytest.raises(PourparlerError, match="already"):
        rename_option(path, "transit", "open", "closed")


def test_options_are_added_described_and_put_in_order(path):
    add_option(path, "transit", "paid", "passage for a due", suggested=True)
    assert issue(path, "transit").suggested_options == ("escorted", "paid")
    change_option(path, "transit", "paid", "passage for those who pay", confirmed=True)
    assert issue(path, "transit").options["paid"] == "passage for those who pay"
    assert issue(path, "transit").suggested_options == ("escorted",)
    reorder_options(path, "transit", ["paid", "closed", "escorted", "open"])
    assert list(issue(path, "transit").options) == ["paid", "closed", "escorted", "open"]
    reorder_options(path, "dues", ["full", "none"])
    change_option(path, "dues", "full", "the full due")  # a list becomes a mapping
    assert issue(path, "dues").options == {"full": "the full due", "none": "none"}
    with pytest.raises(DossierError, match="numbers for some options"):
        add_option(path, "dues", "half", "half of it")
    with pytest.raises(PourparlerError, match="cannot be added"):
        add_option(path, "transit", "open", "another")
    with pytest.raises(PourparlerError, match="needs words"):
        change_option(path, "transit", "open", " ")
    with pytest.raises(NotFoundError, match="no option 'shut'"):
        change_option(path, "transit", "shut", "x")
    with pytest.raises(PourparlerError, match="each once"):
        reorder_options(path, "dues", ["full", "full"])
    assert "# paid by ships" in path.read_text()


def test_the_order_of_issues_and_the_comments_above_them(path):
    reorder_issues(path, ["dues", "patrols", "transit"])
    assert [i.id for i in load(path).negotiation.issues] == ["dues", "patrols", "transit"]
    assert "  # paid by ships\n  dues:" in path.read_text()
    reorder_issues(path, ["transit", "dues", "patrols"])
    assert path.read_text() == FULL


def test_what_speaks_of_an_issue_is_named_before_it_goes_with_it(path):
    with pytest.raises(ReferredToError, match="positions: 4") as refused:
        remove_issue(path, "transit")
    told = {"positions": 4, "linkages": 1, "priorities": 2, "no_agreement": 2, "contests": 1}
    assert refused.value.references == told
    assert path.read_text() == FULL
    remove_issue(path, "transit", with_references=True)
    made = load(path).negotiation
    assert [p.party for p in made.positions] == ["East"]
    assert not made.linkages
    assert not made.contests
    assert made.priorities == {"North": (("dues", "patrols"),), "South": (("dues",), ("patrols",))}
    assert made.no_agreement.options == {}
    assert made.no_agreement.better_than == {}
    assert made.conflict.moves[0].gives_up == ()
    assert made.conflict.orders[0].wishes[0][0].rests_on == ()
    for text in ("# paid by ships", "# what was said", "# the northern coast"):
        assert text in path.read_text()
    remove_issue(path, "dues", with_references=True)
    remove_issue(path, "patrols", with_references=True)
    left = load(path).negotiation
    assert left.issues == ()
    assert left.positions == ()
    assert left.priorities == {}
    assert left.ranges == {}


def test_a_contest_goes_with_an_end_of_its_scale_and_stays_without_its_middle(path):
    scale = "scale: {closed: 0, escorted: [20, 40], open: 100}"
    path.write_text(FULL.replace("order: closed < escorted < open", scale))
    remove_option(path, "transit", "escorted", with_references=True)
    assert list(load(path).negotiation.contests[0].scale) == ["closed", "open"]
    path.write_text(FULL.replace("order: closed < escorted < open", scale))
    remove_option(path, "transit", "closed", with_references=True)
    assert load(path).negotiation.contests == ()


def test_what_speaks_of_an_option_goes_with_it_and_orders_go_on_without_it(path):
    with pytest.raises(ReferredToError) as refused:
        remove_option(path, "transit", "closed")
    assert refused.value.references == {"positions": 3, "no_agreement": 2, "contests": 2}
    remove_option(path, "transit", "closed", with_references=True)
    made = load(path).negotiation
    assert made.positions[0].ranking == (("open",), ("escorted",))
    assert [p.kind.value for p in made.positions] == ["prefers", "accepts", "demands"]
    assert made.no_agreement.options == {}
    remove_option(path, "patrols", "none", with_references=True)
    assert len(load(path).negotiation.issue["patrols"].options) == 1
    with pytest.raises(NotFoundError):
        remove_option(path, "transit", "closed")
