"""What became of the questions to ask next."""

from pourparler.model import Issue, Kind, Negotiation, Party, Position
from pourparler.settlement import Analysis
from pourparler.settlement.asked_before import Became, what_became

ISSUES = (
    Issue("dues", {"none": "no dues", "full": "full dues"}),
    Issue("transit", {"open": "open", "closed": "closed"}),
)
THEN = Negotiation(
    "Talks", (Party("North"), Party("South")), ISSUES, (Position("n", "North", Kind.REJECTS, "dues", "full"),)
)
ANSWER = Position("a", "South", Kind.REJECTS, "dues", "none")


def asked(came=(), said=None, now=THEN, most=10):
    return {(a.party, *a.issues): a for a in what_became(Analysis(THEN).to_ask(), came, said or {}, now, most)}


def test_a_position_that_the_dossier_holds_since_answers():
    found = asked([ANSWER])
    assert found["South", "dues"].became is Became.ANSWERED
    assert found["South", "dues"].by == (ANSWER,)


def test_what_only_new_statements_tell_is_said_and_no_answer():
    found = asked(said={("South", "dues"): [ANSWER]})["South", "dues"]
    assert (found.became, found.by) == (Became.SAID, (ANSWER,))
    assert asked([ANSWER], {("South", "dues"): [ANSWER]})["South", "dues"].became is Became.ANSWERED


def test_of_another_party_or_issue_it_is_no_answer():
    others = [
        Position("b", "North", Kind.REJECTS, "dues", "none"),
        Position("c", "South", Kind.REJECTS, "transit", "open"),
    ]
    assert asked(others)["South", "dues"].became is Became.OPEN


def test_questions_to_parties_that_are_gone_are_left_out_and_only_the_first_are_told():
    assert {party for party, *_ in asked(now=Negotiation("Talks", (Party("North"),), ISSUES))} <= {"North"}
    assert len(asked(most=1)) == 1
