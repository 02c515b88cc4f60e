"""Questions, gaps, contradictions, trades, agreements that leave a party out, drafts, solutions, votes."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from pourparler.dossier import load
from pourparler.settlement import Acceptance, Clash, Contradiction, Estimate, Gap, OpenQuestion, RobustSolution
from pourparler.settlement.drafts import Change, Comparison, PartyChange
from pourparler.settlement.efficiency import Efficiency
from pourparler.settlement.questions import About, Question, Reply
from pourparler.settlement.sampling import Share
from pourparler.settlement.subgroup_agreements import Group, Outsider
from pourparler.settlement.trades import Trade
from pourparler.wording.drafts import change_words, party_change_words
from pourparler.wording.gaps import contradiction_words, question_words
from pourparler.wording.questions import asked_words, open_words, reply_words, together_words, worth_words
from pourparler.wording.solutions import balanced_words, division_words, efficiency_words, likely_words
from pourparler.wording.subgroup_agreements import group_words
from pourparler.wording.trades import trade_words
from pourparler.wording.voting import error_words, powerless_words, veto_words

from ..conftest import DEMO

ABOUT = Estimate(1200.0, 1100.0, 1300.0, 2000, 12)


@pytest.fixture(scope="module")
def talks():
    return load(DEMO / "dossier.yaml").negotiation


def asked(party="Kestria", about=About.OPTIONS, issue="transit", first="open", second="closed", still_open=36):
    replies = (Reply(first, 0.5, 0.591, 2, 0), Reply(second or "", 0.5, 1.27, 0, 0))
    return Question(party, about, issue, first, second, 0.033, replies, still_open, 36, 1.0)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (asked(), "Ask Kestria which it prefers: open passage or a closed strait."),
        (asked("Europeans"), "Ask the Europeans which they prefer: open passage or a closed strait."),
        (
            asked(about=About.NO_AGREEMENT, second=None),
            "Ask Kestria which it prefers: open passage, or no settlement on transit.",
        ),
        (
            asked("Harbour League", About.ISSUES, None, "dues", "status_of_Port_Auvane"),
            "Ask the Harbour League which issue matters more to it: dues or the status of Port Auvane.",
        ),
    ],
)
def test_questions(talks, question, words):
    assert asked_words(talks, question) == words


def test_what_an_answer_is_worth(talks):
    assert worth_words(asked()) == "the answer is expected to remove 3.3 % of the doubt about who would accept what"
    assert open_words(asked()) == "It is not known whether Kestria would accept any of the 36 settlements looked at."
    assert open_words(asked(still_open=20)) == (
        "Of the 36 settlements looked at, it is not known for 20 whether Kestria would accept them."
    )
    first, second = asked().replies
    assert reply_words(talks, asked(), first) == (
        "if it prefers open passage, the doubt about Kestria falls to 59 % of what it is now; "
        "then it would accept 2 more settlements under every value function in the sample"
    )
    assert reply_words(talks, asked(), second) == "if it prefers a closed strait, the doubt about Kestria grows by 27 %"
    same = Reply("dues", 0.5, 1.001, 0, 1)
    assert reply_words(talks, asked("Europeans", About.ISSUES, None, "dues", "crews"), same) == (
        "if dues matter more, the doubt about the Europeans stays as it is; "
        "then they would not accept 1 more settlement under every value function in the sample"
    )
    none = asked(about=About.NO_AGREEMENT, second=None)
    assert reply_words(talks, none, none.replies[1]).startswith("if it prefers no settlement, ")


def test_questions_together():
    assert together_words([asked()]) is None
    assert together_words([asked(), asked("Harbour League")]) == (
        "One question each to Kestria and the Harbour League is together expected to remove 6.6 % of the doubt."
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            OpenQuestion(Gap.NOTHING_SAID, ("Europeans",), ("dues", "crews"), 3, ()),
            "Ask the Europeans about dues and crews. The record has nothing from them on these issues.",
        ),
        (
            OpenQuestion(Gap.NOTHING_SAID, ("Kestria",), ("dues",), 3, ()),
            "Ask Kestria: What does a ship pay: ‘no dues’, ‘a reduced due’ or ‘the full due’? The record has nothing from it on this issue.",
        ),
        (
            OpenQuestion(Gap.NOT_SETTLED, ("Harbour League",), ("dues",), 3, (), (1,)),
            "Decide what the statement by the Harbour League on dues means. The dossier has no position for it yet.",
        ),
        (
            OpenQuestion(Gap.NOT_SETTLED, ("Kestria",), ("dues",), 3, (), (1200,)),
            "Decide what the 1,200 statements by Kestria on dues mean. The dossier has no position for it yet.",
        ),
        (
            OpenQuestion(Gap.NOT_SETTLED, ("Kestria",), ("dues", "status_of_Port_Auvane"), 3, (), (1, 4)),
            "Decide what the statements by Kestria mean on dues (1) and the status of Port Auvane (4). "
            "The dossier has no positions for them yet.",
        ),
        (
            OpenQuestion(Gap.NO_PRIORITIES, ("Port Auvane", "Harbour League"), ("dues",), 3, ()),
            "Ask Port Auvane and the Harbour League which issues matter most to each of them.",
        ),
        (
            OpenQuestion(
                Gap.NO_PRIORITIES, ("Kestria", "Maravel", "Europeans"), ("transit", "dues", "fishing", "crews"), 3, ()
            ),
            "Ask the Europeans which issues matter most to them. "
            "Ask Kestria where transit, fishing and crews stand beside the status of Port Auvane and dues. "
            "Ask Maravel where crews stand beside transit, dues and fishing.",
        ),
        (
            OpenQuestion(Gap.NOTHING_SAID, ("Kestria",), ("transit", "crews"), 3, ()),
            "Ask Kestria about transit and crews. The record has nothing from it on crews. It no longer holds what it said on transit.",
        ),
        (
            OpenQuestion(Gap.NO_PRIORITIES, ("Europeans",), ("dues",), 3, ()),
            "Ask the Europeans which issues matter most to them.",
        ),
        (
            OpenQuestion(Gap.NO_AGREEMENT, ("Kestria",), ("dues", "crews"), 3, ()),
            "Find out what happens to dues and crews without a settlement. Until then it is not known who would gain from one.",
        ),
    ],
)
def test_gaps(talks, question, words):
    assert question_words(talks, question) == words


def test_contradictions(talks):
    two = tuple(p for p in talks.positions if p.party == "Maravel" and p.issue == "dues" and p.option == "reduced")
    assert contradiction_words(talks, Contradiction("Maravel", Clash.TAKES_AND_REJECTS, two, "dues")) == (
        "Maravel contradicts itself on dues: it accepts a reduced due and it rejects a reduced due."
    )
    assert contradiction_words(talks, Contradiction("Maravel", Clash.CIRCULAR_PRIORITIES, (), "dues")) == (
        "The priorities of Maravel name dues twice."
    )
    assert contradiction_words(talks, Contradiction("Harbour League", Clash.NO_VALUES, ())) == (
        "The numbers and the priorities of the Harbour League contradict each other."
    )


def test_trades(talks):
    package, mirror = (("dues", "full"), ("crews", "all")), (("dues", "none"), ("crews", "none"))
    sure = Trade("Kestria", "Harbour League", package, mirror, (1.0, 1.0), True)
    assert trade_words(talks, sure) == (
        "Kestria and the Harbour League could agree on the full due and release of all crews rather than on no dues and "
        "crews: no release. Both prefer that, whatever is not known."
    )
    likely = trade_words(talks, Trade("Kestria", "Harbour League", package, mirror, (0.612, 0.999), False))
    assert likely.endswith(
        "That is better for Kestria in about 61 %, and for the Harbour League in over 99 %, of the value functions that fit what each said."
    )


def test_agreements_that_leave_a_party_out(talks):
    line = talks.position["kestria.status_of_port_auvane.rejects.self_rule"]
    group = Group(
        ("Kestria", "Harbour League"),
        36,
        (
            Outsider("Maravel", 0, 3, ((),)),
            Outsider("Port Auvane", 36, 0, ((line,),)),
            Outsider("Europeans", ABOUT, 0, ((),)),
        ),
    )
    assert group_words(talks, group) == (
        "Kestria and the Harbour League alone have 36 settlements that none of them is known to reject. "
        "Maravel is not known to reject any of them; it would accept 3. "
        "Port Auvane would not accept any of them; it could join if Kestria no longer rejects self-rule. "
        "The Europeans would not accept about 1,200 (1,100 to 1,300 with 95 % confidence) of them."
    )


@pytest.mark.parametrize(
    ("change", "before", "after", "words"),
    [
        (Change.GAINS, None, None, "Kestria would be better off with the second draft."),
        (Change.LOSES, None, None, "Kestria would be worse off with the second draft."),
        (
            Change.SAME,
            Acceptance.ACCEPTABLE,
            Acceptance.ACCEPTABLE,
            "Kestria would be as well off with either draft. It would accept either.",
        ),
        (
            Change.LOSES,
            Acceptance.OPEN,
            Acceptance.REFUSED,
            "Kestria would be worse off with the second draft. "
            "It is not known whether it would accept the first; it would not accept the second.",
        ),
        (
            Change.LOSES,
            Acceptance.OPEN,
            Acceptance.OPEN,
            "Kestria would be worse off with the second draft. It is not known whether it would accept either.",
        ),
    ],
)
def test_drafts(change, before, after, words):
    assert party_change_words(PartyChange("Kestria", change, 0, 0, None, before, after)) == words


def test_a_draft_of_which_nothing_is_known_has_a_share(talks):
    unknown = PartyChange("Harbour League", Change.UNKNOWN, -1, 1, Share(0.49, 0.01, 1.0), None, None)
    assert party_change_words(unknown) == (
        "It is not known whether the Harbour League would be better off with the second draft. "
        "It would be at least as well off in 49 % (± 2 points) of the value functions that fit what it said."
    )
    assert change_words(talks, Comparison({"dues": ("full", "none")}, ())) == [
        "on dues: no dues instead of the full due"
    ]


def test_what_a_balanced_settlement_contains(talks):
    nash = RobustSolution(
        (),
        {"dues": {"full": 0.6, "none": 0.395, "reduced": 0.005}, "crews": {"all": 0.97, "none": 0.03}},
        0.0,
        0.2,
        200,
    )
    fair = RobustSolution((), {"dues": {"none": 0.6, "full": 0.4}, "crews": {"all": 1.0}}, 0.0, 0.2, 200)
    assert likely_words(talks, nash) == ["dues: the full due 60 %, no dues 40 %", "crews: release of all crews"]
    robust = SimpleNamespace(parties=("Kestria", "Harbour League"), solutions={"nash": nash, "kalai_smorodinsky": fair})
    lead, also = balanced_words(robust)
    assert lead.startswith(
        "Under 20 % of the value functions that fit what Kestria and the Harbour League said, no settlement gives each of them as much"
    )
    assert "Under the others, the settlement with the largest product of gains" in lead
    assert "200 sampled value functions, ± 7 points at most:" in lead
    assert also.endswith("most often differs on dues.")
    robust.solutions["kalai_smorodinsky"] = nash
    assert balanced_words(robust)[1].endswith("is most often the same.")


def test_efficiency(talks):
    assert "is efficient: no other" in efficiency_words(talks, Efficiency.NECESSARY, {}, (), 0.0)
    assert efficiency_words(talks, Efficiency.NO, {"dues": "none"}, ("Maravel",), 0.0) == (
        "The first settlement above can be improved: no dues would cost no party anything, and Maravel might gain."
    )
    assert "under 61 % of the sampled value functions" in efficiency_words(talks, Efficiency.POSSIBLE, {}, (), 0.61)
    assert efficiency_words(talks, Efficiency.UNKNOWN, {}, (), 0.0) is None


def test_adjusted_winner(talks):
    two = SimpleNamespace(
        parties=talks.parties[1:3],
        issues=[SimpleNamespace(id=i) for i in ("transit", "status_of_Port_Auvane", "dues")],
    )
    division = SimpleNamespace(
        share=(Fraction(1), Fraction(0), Fraction(1, 4)), split=2, envy_free=True, points=(Fraction(60), Fraction(60))
    )
    assert division_words(two, division) == (
        "Adjusted Winner: Maravel decides transit and the Harbour League decides the status of Port Auvane. "
        "Dues are divided: 25% to Maravel. They get 60.0 and 60.0 of 100 points. Neither would rather have the other's part."
    )


def test_votes():
    game = SimpleNamespace(voters=("A", "Europeans", "B"), veto=("A", "Europeans"))
    exact = SimpleNamespace(game=game, error=None, banzhaf_absolute=(1, 0, 0))
    assert veto_words(exact) == "Nothing passes without A and the Europeans."
    assert powerless_words(exact) == "The Europeans and B are never decisive."
    assert error_words(exact) is None
    game.veto = ()
    sampled = SimpleNamespace(game=game, error=0.01, banzhaf_absolute=(1, 0, 1))
    assert veto_words(sampled) is None
    assert powerless_words(sampled) is None
    assert error_words(sampled).endswith("within 0.0100 of the exact ones.")
