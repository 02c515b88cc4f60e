"""A draft beside the dossier that people made: found, missed, wrong."""

from __future__ import annotations

import pytest

from pourparler.drafting import Draft, ProposedIssue, ProposedOption, ProposedParty, ProposedPosition
from pourparler.drafting.comparison import Fate, compare_with_dossier
from pourparler.model import Issue, Kind, Negotiation, Party, Position, Stance
from pourparler.wording.views.draft_comparison import comparison_view, comparison_words

NEGOTIATION = Negotiation(
    "Tolls",
    (Party("Arland", aliases=("the Republic",)), Party("Borland"), Party("Corland")),
    (Issue("toll", {"full": "the full toll", "none": "no toll"}), Issue("fish", {"shared": "shared grounds", "split": "split grounds"})),
    (
        Position("a", "Arland", Kind.DEMANDS, "toll", "full"),
        Position("b", "Borland", Kind.REJECTS, "toll", "full"),
        Position("c", "Corland", Kind.DEMANDS, "fish", "shared"),
        Position("d", "Borland", Kind.PREFERS, "fish", ranking=(("shared",), ("split",))),
        Position("e", "Arland", Kind.DEMANDS, "fish", "split"),
    ),
)  # fmt: skip
PLACES = {
    "a": [("doc1", ((0, 40),))],
    "b": [("doc1", ((50, 90),))],
    "c": [("doc2", ((0, 20),))],
    "d": [("doc1", ((100, 140),))],
}


def proposed(party: str, stance: Stance, document: str, start: int, end: int, issue: str = "x") -> ProposedPosition:
    return ProposedPosition(party, issue, "o", stance, party, f"s{start}", document, ((start, end),), f"words {start}")


DRAFT = Draft(
    (ProposedParty("Republic", (), (), 2), ProposedParty("Borland", (), (), 2), ProposedParty("editors", (), (), 1)),
    (
        ProposedIssue("x", "What about the toll?", (ProposedOption("o", "a toll"),)),
        ProposedIssue("y", "What about the grounds?", (ProposedOption("o", "shared"),)),
        ProposedIssue("z", "What about the editors?", (ProposedOption("o", "freed"),)),
    ),
    (
        proposed("Republic", Stance.DEMANDS, "doc1", 10, 30),
        proposed("Borland", Stance.DEMANDS, "doc1", 50, 80),
        proposed("Borland", Stance.PREFERS, "doc1", 105, 139, "y"),
        proposed("editors", Stance.DEMANDS, "doc3", 0, 9),
    ),
)


@pytest.fixture
def compared():
    return compare_with_dossier(DRAFT, NEGOTIATION, PLACES)


def test_positions_by_their_words(compared):
    assert {p.position.id: p.fate for p in compared.positions} == {
        "a": Fate.FOUND,  # by an alias of the party, in a part of its words
        "b": Fate.WRONG,  # for what the dossier has it against
        "c": Fate.MISSED,
        "d": Fate.FOUND,
    }
    assert [p.id for p in compared.without_place] == ["e"]
    assert [p.party for p in compared.more_positions] == ["editors"]


def test_the_words_of_another_party_are_wrong():
    draft = Draft(DRAFT.parties, DRAFT.issues, (proposed("Borland", Stance.DEMANDS, "doc1", 10, 30),))
    assert [p.fate for p in compare_with_dossier(draft, NEGOTIATION, {"a": PLACES["a"]}).positions] == [Fate.WRONG]


def test_less_than_half_of_the_words_is_another_place():
    draft = Draft(DRAFT.parties, DRAFT.issues, (proposed("Republic", Stance.DEMANDS, "doc1", 30, 60),))
    assert [p.fate for p in compare_with_dossier(draft, NEGOTIATION, {"a": PLACES["a"]}).positions] == [Fate.MISSED]


def test_parties_by_a_name_in_common(compared):
    assert [(p.name, q.name if q else None) for p, q in compared.parties] == [
        ("Arland", "Republic"), ("Borland", "Borland"), ("Corland", None),
    ]  # fmt: skip
    assert [p.name for p in compared.more_parties] == ["editors"]


def test_an_issue_is_found_where_most_of_each_lies_in_the_other(compared):
    assert [(i.id, i.proposal.id if i.proposal else None) for i in compared.issues] == [("toll", "x"), ("fish", "y")]


def test_an_issue_that_is_mixed_with_another_is_missed():
    mixed = [
        proposed("Republic", Stance.DEMANDS, "doc1", 10, 30),
        proposed("Borland", Stance.PREFERS, "doc1", 105, 139),
    ]
    compared = compare_with_dossier(Draft(DRAFT.parties, DRAFT.issues, tuple(mixed)), NEGOTIATION, PLACES)
    assert [i.proposal for i in compared.issues] == [None, None]


def test_words_and_view(compared):
    assert comparison_words(compared) == [
        "Parties: 2 of 3 found; missed: Corland; 1 name that the dossier does not have.",
        "Issues: 2 of 2 found, each with most of its positions in one proposed issue.",
        "Positions: 2 of 4 found, 1 with another party or on the other side, 1 missed; 1 more that the dossier does not have.",
    ]
    view = comparison_view(compared, NEGOTIATION)
    assert view["positions"]["wrong"] == [
        {"position": "b", "words": "Borland rejects the full toll. The draft: Borland demands “words 50”"}
    ]
    assert view["positions"]["missed"] == [{"position": "c", "words": "Corland demands shared grounds"}]
    assert view["parties"]["found"] == [["Arland", "Republic"], ["Borland", "Borland"]]
    assert view["positions"]["not_compared"] == ["e"]
