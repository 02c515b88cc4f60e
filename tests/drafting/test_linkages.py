"""What positions say beside their own issue: conditions on others, what matters most, what comes without an agreement."""

from __future__ import annotations

from pourparler.drafting import ProposedIssue, ProposedOption, ProposedPosition
from pourparler.drafting.linkages import linkages, no_agreement, priorities
from pourparler.model import Document, Mode, Stance, Statement


def position(issue: str, words: str, condition: str | None = None, stance: Stance = Stance.DEMANDS) -> ProposedPosition:
    return ProposedPosition("Arland", issue, "yes", stance, "Arland", f"s-{issue}", "d", ((0, 3),), words, condition)


def issue(id: str) -> ProposedIssue:
    return ProposedIssue(id, f"What about {id}?", (ProposedOption("yes", id), ProposedOption("not_yes", f"not {id}")))


TOLL = position("toll", "a toll on the strait", "if foreign pilots are free")
PILOTS = position("pilots", "foreign pilots without pay are free to board")
FERRIES = position("ferries", "night ferries")


def test_a_condition_that_names_another_issue_is_a_linkage():
    (found,) = linkages([TOLL, PILOTS, FERRIES], [issue("toll"), issue("pilots"), issue("ferries")])
    assert found.never == (("pilots", "not_yes"), ("toll", "yes"))
    assert found.because == "if foreign pilots are free"
    assert [str(e) for e in found.evidence] == ["s-toll"]


def test_a_condition_of_other_words_or_of_a_rejection_is_none():
    issues = [issue("toll"), issue("pilots")]
    assert linkages([position("toll", "a toll", "if it rains"), PILOTS], issues) == ()
    assert linkages([position("toll", "a toll", "if foreign pilots are free", Stance.REJECTS), PILOTS], issues) == ()


def test_a_condition_whose_words_two_issues_have_names_neither():
    issues = [issue("toll"), issue("pilots"), issue("harbour")]
    harbour = position("harbour", "foreign pilots are free in the harbour")
    assert linkages([TOLL, PILOTS, harbour, FERRIES], [*issues, issue("ferries")]) == ()
    nearly = position("harbour", "foreign pilots stay away")
    assert len(linkages([TOLL, PILOTS, nearly, FERRIES], [*issues, issue("ferries")])) == 1


def test_what_comes_if_the_talks_fail_is_no_linkage_but_no_agreement():
    fails = position("toll", "a full toll", "if the talks fail")
    assert linkages([fails, PILOTS], [issue("toll"), issue("pilots")]) == ()
    (found,) = no_agreement([fails, PILOTS])
    assert (found.issue, found.option, found.because) == ("toll", "yes", "a full toll")
    assert no_agreement([TOLL]) == ()


def test_what_a_party_calls_its_priority():
    document = Document("The toll is our first priority. Pilots are welcome.", "Tolls")
    statements = {
        "s-toll": Statement(document.id, (), (), ((0, 31),), Mode.DIRECT, id="s-toll"),
        "s-pilots": Statement(document.id, (), (), ((32, 51),), Mode.DIRECT, id="s-pilots"),
    }
    (found,) = priorities([TOLL, PILOTS], statements, {"d": document})
    assert (found.party, found.issue, found.because) == ("Arland", "toll", "The toll is our first priority.")
