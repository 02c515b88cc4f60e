"""What a question asks: who, when, under which heading, which side; the rest is the matter."""

from collections import Counter

import pytest

from pourparler.asking.named import Known
from pourparler.asking.question import Given, understood
from pourparler.dossier import open_dossier
from pourparler.errors import NotFoundError, PourparlerError

from ..conftest import DEMO

NAMES = Counter(
    {
        "Saudi Arabia": 5,
        "SAUDI ARABIA": 1,
        "SBI": 4,
        "Berta Corm": 3,
        "QELROs": 3,
        "Kestria": 9,
        "Group of 77 and China": 2,
    }
)


@pytest.fixture(scope="module")
def known():
    return Known(open_dossier(DEMO).load().negotiation, NAMES)


def parts(words, known, **given):
    q = understood(words, known, Given(**given) if given else None, is_heading=lambda heading: True)
    return [w.name for w in q.parties], q.matter


@pytest.mark.parametrize(
    ("words", "who", "matter"),
    [
        ("what did Saudi Arabia say about co-financing", ["Saudi Arabia"], "co-financing"),
        ("saudi arabia on co-financing", ["Saudi Arabia"], "co-financing"),
        ("What did Norway and Switzerland want on HFCs?", ["Norway", "Switzerland"], "HFCs"),
        ("Norway and Switzerland's views on HFCs", ["Norway", "Switzerland"], "HFCs"),
        ("positions of the African Group on adaptation", ["African Group"], "adaptation"),
        ("what was said on tolls by the League", ["Harbour League"], "tolls"),
        ("did Norhaven accept lower dues", ["Kestria"], "lower dues"),
        ("what did Berta Corm say about crews", ["Berta Corm"], "crews"),
        # Whoever is named after those asked after, with 's, or as what is opposed belongs to the matter.
        (
            "What did China say about Tuvalu's proposal to amend the protocol?",
            ["China"],
            "Tuvalu's proposal to amend the protocol",
        ),
        ("what did Norway say when the US deleted the word equitable", ["Norway"], "US deleted the word equitable"),
        ("who opposed Saudi Arabia on response measures", [], "Saudi Arabia on response measures"),
        ("Who was against QELROs", [], "QELROs"),
        ("what did Norway and Berta Corm say about crews", ["Norway", "Berta Corm"], "crews"),
        ("Norway and the SBI on crews", ["Norway", "SBI"], "crews"),
        ("what did Minister Berta Corm say about crews", ["Berta Corm"], "crews"),
        # A name that only the record has is a matter as well.
        ("what did Norway say about QELROs", ["Norway"], "QELROs"),
        ("Which delegations objected to the evolution of commitments?", [], "evolution of commitments"),
        ("what did Maravel say", ["Maravel"], ""),
        ("what about trade measures by developed countries", [], "trade measures by developed countries"),
    ],
)
def test_who_and_what(words, who, matter, known):
    assert parts(words, known) == (who, matter)


def test_a_name_has_all_its_spellings_in_the_record(known):
    (who,) = understood("what did Saudi Arabia say", known).parties
    assert (who.names, who.kind) == ({"Saudi Arabia", "SAUDI ARABIA"}, "state")
    assert "Saudi" in known.forms(who)
    assert known.who("Tomas Rell").name == "Maravel"
    assert known.who("Zeta") is None


@pytest.mark.parametrize(
    ("words", "side", "matter"),
    [
        ("was Norway against tolls", "against", "tolls"),
        ("did Norway reject the tolls", "against", "tolls"),
        ("why could Norway not support tolls", "against", "tolls"),
        ("why doesn't Norway accept tolls", "against", "tolls"),
        ("is Norway in favour of tolls", "for", "tolls"),
        ("who supported tolls and who opposed them", "", "tolls"),
        ("what did Norway say about tolls", "", "tolls"),
        ("who was against tolls", "against", "tolls"),
        ("did the delegations of Norway oppose tolls", "against", "tolls"),
        # What is agreed or opposed in the matter is no side of whoever is asked after.
        ("what did Norway demand before tolls are agreed", "", "demand before tolls are agreed"),
        ("what did Norway say about objections to tolls", "against", "tolls"),
    ],
)
def test_sides(words, side, matter, known):
    q = understood(words, known)
    assert (q.side, q.strict) == (side, False)
    if side:
        assert q.matter == matter


def test_a_body_in_capitals_is_a_heading_where_there_is_one(known):
    words = "what did Norway say in the SBI about budgets in 2009"
    q = understood(words, known, is_heading=lambda heading: heading == "SBI")
    assert (q.heading, q.matter, q.since.year) == ("SBI", "budgets", 2009)
    assert understood(words, known, is_heading=lambda heading: False).heading == ""


def test_what_is_given_goes_before_what_the_question_says(known):
    words = "was Norway against tolls in the SBI in 2009"
    q = understood(words, known, Given(("Kestria",), heading="Crews", side="for", anytime=True))
    assert [w.name for w in q.parties] == ["Kestria"]
    assert (q.heading, q.side, q.strict, q.since, q.until) == ("Crews", "for", True, None, None)
    q = understood(words, known, Given((), heading="", side=""))
    assert (q.parties, q.heading, q.side, q.since.year) == ((), "", "", 2009)


def test_what_cannot_be_given_is_said(known):
    with pytest.raises(NotFoundError, match=r"nobody here is called 'Kestira'.*Kestria"):
        understood("tolls", known, Given(("Kestira",)))
    with pytest.raises(PourparlerError, match="side"):
        understood("tolls", known, Given(side="maybe"))


@pytest.mark.parametrize(
    "words",
    ["the", "what did say", "?", "'s", "Norway's", "in 2009", "who opposed", "\u202e tolls", "a" * 900, "and and ,"],
)
def test_no_question_is_too_strange(words, known):
    understood(words, known)
