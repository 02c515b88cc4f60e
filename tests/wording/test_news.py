"""What is new, in sentences."""

from datetime import date, datetime

import pytest

from pourparler.drafting.news import Heard, NewlyHeard, Sort
from pourparler.model import Issue, Kind, Negotiation, Party, Position, StepStatus
from pourparler.settlement import Analysis
from pourparler.settlement.asked_before import AskedBefore, Became
from pourparler.settlement.what_changed import Changed
from pourparler.wording import news as words

ISSUE = Issue("dues", {"none": "no dues", "full": "full dues"})
TALKS = Negotiation(
    "Talks",
    (Party("Kestria"), Party("Harbour League")),
    (ISSUE, Issue("transit", {"open": "open", "closed": "closed"})),
)


def newly(party, sort, issue="dues"):
    return NewlyHeard(Heard(Position("x", party, Kind.REJECTS, issue, "full"), None), sort)


def test_since_when():
    assert words.since_words(date(2031, 3, 1), said=True) == "1 March 2031, by the day of the documents"
    assert words.since_words(date(2031, 3, 1), said=False) == "1 March 2031, by when documents came in"
    moment = datetime(2031, 3, 1, 9, 5)
    told = words.since_words(moment.date(), said=False, briefing=moment, by="Ada")
    assert told == "the last briefing (1 March 2031, 09:05, by Ada)"


@pytest.mark.parametrize(
    ("many", "said", "told"),
    [
        (0, True, None),
        (
            1,
            True,
            "1 more document is of an earlier day and came into the record since then: --by added tells what is new in them.",
        ),
        (
            2,
            False,
            "2 more documents of these days are not counted: they were in the record before. --by said counts by the day of the documents.",
        ),
    ],
)
def test_what_the_other_measure_would_tell(many, said, told):
    assert words.others_words(many, said=said) == told


def test_documents():
    days = [date(2031, 3, 2), date(2031, 3, 9)]
    assert words.documents_words(days, 3, 2, 40, 5) == (
        "3 new documents from 2 sources, of 2 March 2031 to 9 March 2031; 40 statements, 5 of which an earlier document tells in the same words."
    )
    assert words.documents_words(days[:1], 1, 1, 1, 0) == "1 new document from 1 source, of 2 March 2031; 1 statement."
    assert words.documents_words([], 0, 0, 0, 0) == "No new document."
    assert words.unread_words(0) is None
    assert words.unread_words(1).startswith("1 new document is not read yet")


def test_positions_of_each_sort_and_how_many_nobody_confirmed():
    found = [newly("Kestria", s) for s in (Sort.NEW, Sort.EARLIER, Sort.REPEATED, Sort.MOVED, Sort.CONTRADICTS)]
    assert words.positions_words(found, 2) == (
        "5 positions: 2 new, 1 said again, 1 moved and 1 against what was known. Nobody has confirmed 3 of them."
    )
    assert words.positions_words(found[:1], 1) == "1 position: 1 new."
    assert words.positions_words(found[:2], 0).endswith("Nobody has confirmed any of them.")
    assert words.positions_words([], 0) == "No party took a position on an option of the dossier."


def test_who_moved_on_what():
    found = [newly("Kestria", Sort.MOVED), newly("Kestria", Sort.MOVED, "transit"), newly("Harbour League", Sort.MOVED)]
    assert words.who_words(found, Sort.MOVED) == "Moved: Kestria on dues and transit; the Harbour League on dues."
    assert words.who_words(found, Sort.CONTRADICTS) is None
    many = [newly(f"Party {k}", Sort.CONTRADICTS) for k in range(words.NAMED + 2)]
    assert words.who_words(many, Sort.CONTRADICTS).endswith("Party 5 on dues; 2 more.")


def test_what_is_proposed():
    assert words.proposed_words([], [], 0) is None
    assert words.proposed_words(["Port Auvane"], ["Who pays?", "Who patrols?"], 3) == (
        "Proposed for the dossier, and confirmed by nobody: 1 new party (Port Auvane), 2 new issues (Who pays? and Who patrols?) and 3 positions."
    )
    assert "2 more" in words.proposed_words([str(k) for k in range(words.NAMED + 2)], [], 0)


def test_next_steps():
    assert words.steps_words({"kept": 0}, 0) is None
    assert (
        words.steps_words({"kept": 1, "overdue": 2}, 3)
        == "Next steps: 1 kept, 2 overdue and 3 proposed from new documents."
    )
    assert words.seem_words(StepStatus.KEPT) == "that may be kept, not confirmed"


def test_the_verdict_then_and_now():
    both = (
        Position("n", "Kestria", Kind.REJECTS, "dues", "full"),
        Position("s", "Harbour League", Kind.REJECTS, "dues", "none"),
    )
    now, then = (Analysis(Negotiation("Talks", TALKS.parties, (ISSUE,), told)) for told in (both, both[:1]))
    assert words.verdict_words(Changed(then, None, (), ())) is None
    assert words.verdict_words(Changed(None, now, both, ())).startswith(
        "What could be agreed can be told for the first time: "
    )
    assert words.verdict_words(Changed(now, now, (), ())).startswith(
        "What could be agreed is as it was: Every settlement"
    )
    changed = Changed(then, now, both[1:], (), both[1:])
    assert words.verdict_words(changed).startswith("What could be agreed changed. Before: ")
    assert words.decisive_words(changed).startswith("This change alone makes the difference")
    assert words.decisive_words(Changed(then, now, both, (), both)).startswith("Each of these changes alone")
    assert words.decisive_words(Changed(then, now, both, ())).startswith("No single change")
    assert words.decisive_words(Changed(then, now, both, (), tried=False)).startswith(
        "Which change makes the difference was not worked out"
    )
    assert words.came_words(TALKS, both[0], came=True) == "Kestria rejects full dues."
    assert words.came_words(TALKS, both[0], came=False) == "No longer held: Kestria rejects full dues."


def test_questions():
    p = Position("n", "Kestria", Kind.REJECTS, "dues", "full")
    asked = [AskedBefore("Kestria", ("dues",), became, (p,)) for became in Became]
    assert words.questions_words([]) is None
    assert (
        words.questions_words(asked)
        == "Of the 3 questions to ask next, 1 answered, 1 spoken of in new statements and 1 not answered."
    )
    assert [words.became_words(TALKS, a) for a in asked] == [
        "Answered: Kestria rejects full dues.",
        "New statements tell a position, not in the dossier yet: Kestria rejects full dues.",
        "Not answered yet.",
    ]


def test_how_much_a_party_said():
    told = words.spoke_words("Harbour League", 12, 3, [("dues", 5), ("status_of_Port_Auvane", 1)], 6)
    assert (
        told
        == "The Harbour League: 12 statements, 3 of them confirmed; 5 on dues, 1 on the status of Port Auvane and 6 on no issue of the dossier."
    )
