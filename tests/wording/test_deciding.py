"""What would change the verdict, in words; what stands out, and what is missing for an answer."""

from dataclasses import replace

import pytest

from pourparler.dossier import load
from pourparler.model import Kind, Negotiation, NoAgreement, Party
from pourparler.settlement import Answer, Estimate, RobustSolution
from pourparler.settlement.deciding import Deciding, Effect
from pourparler.settlement.supposed_answers import possible_refusals
from pourparler.wording.deciding import ask_words, deciding_words, grouped
from pourparler.wording.gaps import missing_words, said_already_words
from pourparler.wording.solutions import unclear_words

from ..conftest import DEMO

ABOUT = Estimate(1200.0, 1100.0, 1300.0, 2000, 12)


@pytest.fixture(scope="module")
def talks() -> Negotiation:
    return load(DEMO / "dossier.yaml").negotiation


def found(talks, effect, before=0, after=0, *, option="open", accepts=False, rests_on=()):
    asked = next(a for a in possible_refusals(talks) if (a.party, a.issue) == ("Port Auvane", "transit"))
    return Deciding(replace(asked, option=option, accepts=accepts), effect, before, after, rests_on)


@pytest.mark.parametrize(
    ("effect", "accepts", "before", "after", "words"),
    [
        (Effect.OPENS, True, 0, 12, "would accept ‘open passage’, 12 settlements would be left that nobody refuses."),
        (Effect.OPENS, True, 0, 1, "would accept ‘open passage’, 1 settlement would be left that nobody refuses."),
        (
            Effect.OPENS, True, 0, ABOUT,
            "would accept ‘open passage’, about 1,200 (1,100 to 1,300 with 95 % confidence) settlements would be left that nobody refuses.",
        ),
        (Effect.CLOSES, False, 3, 0, "refused ‘open passage’, no settlement would be left that nobody refuses."),
        (
            Effect.OPENS_TABLE, True, 0, 4,
            "would accept ‘open passage’, those at the table would have 4 settlements among themselves.",
        ),
        (
            Effect.CLOSES_TABLE, False, 4, 0,
            "refused ‘open passage’, those at the table would have no settlement left among themselves.",
        ),
        (
            Effect.FEWER, True, 2, 1,
            "would accept ‘open passage’, some settlements would be refused by one party only; today each is refused by at least two parties.",
        ),
        (
            Effect.MORE, False, 1, 2,
            "refused ‘open passage’, each settlement would be refused by at least two parties; today some are refused by one party only.",
        ),
        (
            Effect.UNBLOCKS, True, 0, 0,
            "would accept ‘open passage’, red lines on transit would no longer exclude every settlement; others still would.",
        ),
    ],
)  # fmt: skip
def test_what_follows_from_an_answer(talks, effect, accepts, before, after, words):
    told = deciding_words(talks, [found(talks, effect, before, after, accepts=accepts)])
    assert told == f"If Port Auvane {words}"


def test_standing_in_the_way_names_the_others(talks):
    line = next(p for p in talks.positions if p.party == "Maravel" and p.kind is Kind.REQUIRES)
    one = found(talks, Effect.BLOCKS, rests_on=(line,))
    assert deciding_words(talks, [one]) == (
        "If Port Auvane refused ‘open passage’, it and Maravel would exclude every settlement on transit, too."
    )
    both = [one, found(talks, Effect.BLOCKS, option="closed", rests_on=(line,))]
    (group,) = grouped(both)
    assert deciding_words(talks, group) == (
        "If Port Auvane refused any one of these, it and Maravel would exclude every settlement on that issue, too: "
        "‘open passage’ or ‘a closed strait’."
    )
    # What is not the same is not put together.
    assert len(grouped([one, replace(one, rests_on=())])) == 2
    assert ask_words("Harbour League") == "Ask the Harbour League"


def test_options_of_the_same_words_are_named_with_their_issue(talks):
    transit = talks.issue["transit"]
    twice = replace(talks, issues=(*talks.issues, replace(transit, id="passage")))
    assert "‘transit: open passage’" in deciding_words(twice, [found(talks, Effect.CLOSES, 3)])


def test_what_is_missing_for_an_answer(talks):
    assert (
        missing_words(talks, "Harbour League") == "because it has no position on fishing or the status of Port Auvane"
    )
    assert missing_words(talks, "Port Auvane") == "because it has no position on 4 of the 7 issues"
    spoken = {("Port Auvane", "transit"): 1, ("Port Auvane", "patrols"): 3, ("Harbour League", "fishing"): 2}
    assert missing_words(talks, "Port Auvane", spoken) == (
        "because it has no position on dues, crews or monitoring and nobody has put down what it said on transit"
    )
    assert said_already_words(talks, "Port Auvane", ["transit", "patrols", "dues"], spoken) == (
        "It spoke of transit already: decide first what that means."
    )
    assert said_already_words(talks, "Port Auvane", ["patrols", "dues"], spoken) is None
    assert said_already_words(talks, "Port Auvane", ["transit"], None) is None
    bare = replace(talks, no_agreement=NoAgreement(), parties=(*talks.parties, Party("Europeans")))
    assert missing_words(bare, "Europeans") == (
        "because they have no position on 7 of the 7 issues and nobody said what they have without a settlement"
    )
    assert missing_words(replace(talks, priorities={}), "Maravel") == (
        "because nobody said which issues matter most to it"
    )
    numbers = replace(talks, values={"Kestria": {"dues": {"full": 1.0}}}, no_agreement=NoAgreement())
    assert missing_words(numbers, "Kestria") == "because nobody gave the value of no agreement to it"


def solution(*shares, draws=200):
    told = tuple(Answer({}, s, (s * (1 - s) / draws) ** 0.5, {}) for s in shares)
    return RobustSolution(told, {}, 0.0, 0.0, draws)


def test_what_stands_out_is_ahead_beyond_the_error_of_sampling():
    assert solution(1.0).stands_out
    assert not solution().stands_out
    assert not solution(0.03, 0.025).stands_out
    # 4 % against 2 % of 200: 2 points ahead, with a standard error of 1.7.
    assert not solution(0.04, 0.02).stands_out
    assert solution(0.04, 0.02, draws=2000).stands_out
    assert solution(0.3, 0.1).stands_out
    assert unclear_words(solution(0.3, 0.1), "Nash") is None
    assert unclear_words(solution(), "Nash") is None
    assert unclear_words(solution(0.03, 0.025), "Nash") == (
        "Nothing stands out yet: the most frequent Nash settlement is best in 3 % (± 2 points) of the value functions that fit "
        "what the parties said, and another may be best as often."
    )
