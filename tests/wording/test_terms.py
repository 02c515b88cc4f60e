"""Numbers, shares, days, issues: what they look like in a sentence."""

from datetime import date

import pytest

from pourparler.model import Issue, Negotiation
from pourparler.settlement import Acceptance, Estimate
from pourparler.settlement.sampling import Share
from pourparler.wording.terms import (
    ACCEPTANCE,
    bundle_words,
    counted,
    day,
    issue_verb,
    issue_words,
    joined,
    number,
    parties,
    percent,
    plural,
    settlement_words,
    share_words,
)

ABOUT = Estimate(1234.4, 1100.2, 1400.6, 2000, 12)


@pytest.mark.parametrize(
    ("words", "last", "expected"),
    [([], "and", ""), (["a"], "and", "a"), (["a", "b"], "or", "a or b"), (["a", "b", "c"], "and", "a, b and c")],
)
def test_lists(words, last, expected):
    assert joined(words, last) == expected


def test_parties_within_a_sentence():
    assert parties(["Kestria", "Harbour League", "Europeans"]) == "Kestria, the Harbour League and the Europeans"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0 settlements"),
        (1, "1 settlement"),
        (1152, "1,152 settlements"),
        (ABOUT, "about 1,234 (1,100 to 1,401 with 95 % confidence) settlements"),
    ],
)
def test_a_count_carries_its_interval_wherever_it_is_an_estimate(size, expected):
    assert plural(size, "settlement") == expected
    assert counted(size) in expected


def test_very_large_numbers_are_powers_of_ten():
    assert number(10**20) == "1.00e+20"
    assert plural(2, "party", "parties") == "2 parties"


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.0, "0 %"), (0.001, "under 1 %"), (0.494, "49 %"), (0.999, "over 99 %"), (1.0, "100 %")],
)
def test_what_is_nearly_all_or_nearly_none_says_so(share, expected):
    assert percent(share) == expected


@pytest.mark.parametrize(
    ("error", "expected"), [(0.01, "49 % (± 2 points)"), (0.005, "49 % (± 1 point)"), (0.0, "49 % (± 0 points)")]
)
def test_shares_carry_their_error(error, expected):
    assert share_words(Share(0.49, error, 1.0)) == expected


def test_three_states_have_three_words():
    assert set(ACCEPTANCE) == set(Acceptance)
    assert set(ACCEPTANCE.values()) == {"would accept", "would not accept", "not known"}
    assert ACCEPTANCE[Acceptance.OPEN] == "not known"


def test_days():
    assert day(date(2031, 2, 18)) == "18 February 2031"
    assert day(None) == "undated"


@pytest.mark.parametrize(
    ("issue", "words", "verb"),
    [
        ("transit", "transit", "is"),
        ("dues", "dues", "are"),
        ("status_of_Port_Auvane", "the status of Port Auvane", "is"),
        ("size_of_forces", "the size of forces", "is"),
        ("neutral_status", "neutral status", "is"),
    ],
)
def test_issues_within_a_sentence(issue, words, verb):
    assert issue_words(issue) == words
    assert issue_verb(issue, "is", "are") == verb


def test_an_option_that_names_its_issue_needs_no_label():
    talks = Negotiation(
        "Talks",
        (),
        (Issue("patrols", {"joint": "joint patrols"}), Issue("transit", {"open": "free passage"})),
    )
    assert bundle_words(talks, (("patrols", "joint"), ("transit", "open"))) == "joint patrols and transit: free passage"
    assert settlement_words(talks, {"transit": "open"}) == "transit: free passage"
