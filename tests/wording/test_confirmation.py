"""What rests on suggestions says so: how many positions behind a claim nobody has confirmed, never summed silently."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.dossier import loads
from pourparler.model import Issue, Kind, Linkage, Negotiation, NoAgreement, Party, Position
from pourparler.model.conflict import Role
from pourparler.settlement import Analysis, analyse
from pourparler.wording.confirmation import (
    conflict_words,
    doubt_words,
    many_words,
    resting,
    rests_words,
    suggested_words,
)
from pourparler.wording.positions import blocking_words, set_words, source_words
from pourparler.wording.verdict import answer_words, if_confirmed_words, verdict_words
from pourparler.wording.views.settlement import analysis_view

from ..model.test_confirmation import CONFLICT


def position(id, party="A", kind=Kind.REJECTS, option="yes", *, suggested=False):
    return Position(id, party, kind, "x", option, suggested=suggested)


SURE, UNSURE = position("0"), position("1", "B", Kind.REQUIRES, suggested=True)
OPTIONS = {"yes": "a yes", "no": "a no"}


def talks(*positions, **more):
    return Negotiation("t", (Party("A"), Party("B")), (Issue("x", OPTIONS), Issue("y", OPTIONS)), positions, **more)


@pytest.mark.parametrize(
    ("suggested", "words"),
    [
        ([], ""),
        ([False, False], ""),
        ([True], "nobody has confirmed the position behind this"),
        ([True, True], "nobody has confirmed the 2 positions behind this"),
        ([True, False, False], "nobody has confirmed 1 of the 3 positions behind this"),
    ],
)
def test_doubt_counts_what_nobody_confirmed(suggested, words):
    behind = [position(str(k), suggested=s) for k, s in enumerate(suggested)]
    assert doubt_words(behind) == words
    assert resting("So it is.", behind) == (f"So it is ({words})." if words else "So it is.")
    assert resting("So:", behind) == (f"So ({words}):" if words else "So:")
    assert resting("so it is", behind) == (f"so it is ({words})" if words else "so it is")


@given(st.lists(st.booleans(), max_size=12))
def test_a_claim_says_how_many_and_out_of_how_many(suggested):
    behind = [position(str(k), suggested=s) for k, s in enumerate(suggested)]
    told = resting("A claim.", [*behind, *behind])  # a position that is named twice counts once
    counted = [int(n) for n in re.findall(r"\d+", told)]
    many = sum(suggested)
    if not many:
        assert told == "A claim."
    elif many == len(suggested):
        assert counted == ([] if many == 1 else [many])
    else:
        assert counted == [many, len(suggested)]


def test_every_claim_about_positions_says_it():
    n = talks(SURE, UNSURE)
    assert blocking_words(n, (SURE, UNSURE)).endswith("(nobody has confirmed 1 of the 2 positions behind this).")
    assert set_words(n, (UNSURE,)) == "B no longer requires a yes (nobody has confirmed the position behind this)"
    assert source_words(UNSURE) == "proposed, not confirmed"
    assert (many_words(12, 5), many_words(12, 0)) == ("12, of which 5 proposed", "12")


@pytest.mark.parametrize(
    ("more", "behind", "words"),
    [
        ({}, [SURE], None),
        ({}, [UNSURE], "This rests on 1 position that nobody has confirmed."),
        ({}, [SURE, UNSURE], "This rests on 2 positions, 1 of which nobody has confirmed."),
        (
            {"linkages": (Linkage("l", (("x", "yes"), ("y", "no")), suggested=True),)},
            [SURE],
            "Nobody has confirmed 1 linkage.",
        ),
        (
            {
                "no_agreement": NoAgreement({"x": "no"}, suggested=("x",)),
                "priorities": {"A": (("x",), ("y",))},
                "suggested_priorities": ("A",),
            },
            [UNSURE],
            "This rests on 1 position that nobody has confirmed. "
            "Nobody has confirmed the priorities of A or what there is without a settlement either.",
        ),
    ],
)
def test_a_verdict_says_what_it_rests_on(more, behind, words):
    assert rests_words(talks(SURE, UNSURE, **more), behind) == words


def test_parties_issues_and_options_count_too():
    n = talks(SURE)
    n = replace(
        n,
        parties=(Party("A", suggested=True), Party("B", suggested=True)),
        issues=(replace(n.issues[0], suggested=True, suggested_options=("yes", "no")), replace(n.issues[1], suggested_options=("no",))),
    )  # fmt: skip
    assert rests_words(n, [SURE]) == "Nobody has confirmed 2 parties, 1 issue or 1 option."
    assert suggested_words(n) == "not confirmed: 2 parties, 1 issue, 1 option"
    assert suggested_words(talks(SURE, UNSURE)) == "not confirmed: 1 of 2 positions"
    assert suggested_words(talks(SURE)) is None


def test_the_verdict_of_what_is_confirmed_stands_beside():
    clash = Analysis(talks(SURE, UNSURE))
    assert verdict_words(clash) == (
        "Every settlement crosses a red line of A or B on x. This rests on 2 positions, 1 of which nobody has confirmed."
    )
    assert if_confirmed_words(clash) == (
        "If only what is confirmed counts, the answer changes: no party is known to reject 2 of the 4 settlements. "
        "It is not known whether all would accept any of them."
    )
    same = Analysis(talks(SURE, replace(UNSURE, suggested=False), position("2", suggested=True)))
    assert if_confirmed_words(same) == "If only what is confirmed counts, the answer is the same."
    assert if_confirmed_words(Analysis(talks(SURE))) is None
    assert verdict_words(Analysis(talks(SURE))) == answer_words(Analysis(talks(SURE)))
    alone = replace(talks(UNSURE), parties=(Party("B", suggested=True),))
    assert if_confirmed_words(Analysis(alone)) == "Nothing is confirmed yet that an answer could rest on."


def test_programs_get_the_ids_of_what_nobody_confirmed():
    view = analysis_view(analyse(talks(SURE, UNSURE)))
    for claim in (view["verdict"], view["zopa"], *view["blocking_sets"]):
        assert set(claim["rests_on"]) == {"0", "1"}
        assert claim["rests_on_suggested"] == ["1"]
    assert view["verdict"]["not_confirmed"] == "This rests on 2 positions, 1 of which nobody has confirmed."
    assert [c["rests_on_suggested"] for c in view["concession_sets"] if c["rests_on"] == ["0"]] == [[]]
    judged = Analysis(talks(SURE, UNSURE))
    answers = analysis_view(judged)["zopa"]["examples_at_table"]
    assert all(set(a["rests_on_suggested"]) <= set(a["rests_on"]) for e in answers for a in e["parties"].values())


def test_moves_and_preferences_say_what_they_rest_on():
    n = loads(
        """\
negotiation: Talks
parties: {North: {}, South: {}}
issues: {dues: {options: [none, full]}}
positions:
  - {id: a, party: North, issue: dues, rejects: full}
  - {id: b, party: South, issue: dues, rejects: none, suggested: true}
"""
        + CONFLICT
    ).negotiation
    words = "The moves and preferences rest on 2 positions of the dossier, 1 of which nobody has confirmed."
    assert conflict_words(n, n.conflict) == words
    confirmed = replace(n, positions=tuple(replace(p, suggested=False) for p in n.positions))
    assert conflict_words(confirmed, n.conflict) is None
    first, *rest = n.conflict.moves
    left = replace(n.conflict, moves=(replace(first, role=Role.GIVE_UP, gives_up=()), *rest))
    assert conflict_words(confirmed, left) == "1 of the moves gives up positions that are not counted here."
