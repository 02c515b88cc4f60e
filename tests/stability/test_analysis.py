"""The whole analysis of a conflict, on the examples and the textbook, and how it is told."""

import pytest

from pourparler import verbs
from pourparler.dossier import load
from pourparler.model.conflict import Role
from pourparler.settlement.hard_constraints import HardRules, broken
from pourparler.settlement.scenarios import changed
from pourparler.settlement.states import settlements_left, state_of
from pourparler.stability import StabilityAnalysis
from pourparler.stability.attitudes import sure
from pourparler.wording.preferences import wish_words
from pourparler.wording.stability import lead_words

from ..conftest import DEMO, RIYADH


@pytest.fixture(scope="module")
def talks():
    return load(DEMO / "dossier.yaml").negotiation


@pytest.fixture(scope="module")
def analysis(talks):
    return StabilityAnalysis.of(talks.conflict)


def ids(analysis, place):
    return {m.id for m in analysis.conflict.taken(place)}


def test_the_demo_holds_only_against_the_town(analysis):
    assert [ids(analysis, s) for s in analysis.sure] == [
        {"kestria_signs", "maravel_signs", "league_signs", "town_shuts"}
    ]
    assert len(analysis.equilibria) == 2
    reached = analysis.evolution()
    way = reached.path(analysis.sure[0])
    assert [analysis.conflict.decision_makers[d] for d, _ in way] == [
        "Harbour League",
        "Maravel",
        "Kestria",
        "Port Auvane",
    ]
    assert {analysis.conflict.decision_makers[d] for d in analysis.reasons(analysis.conflict.now)} == {
        "Kestria",
        "Maravel",
        "Harbour League",
    }


def test_settled_states_are_those_that_all_accept(analysis):
    for s in range(len(analysis.conflict.states)):
        taken = analysis.conflict.taken(s)
        roles = [m.role for m in taken]
        settled = roles.count(Role.ACCEPT) == 3 and Role.STOP not in roles and Role.CONTEST not in roles
        assert (s in analysis.settled) == settled


def test_what_would_make_a_settlement_hold_does(analysis):
    assert analysis.within_reach
    for state, (concept, changes) in analysis.within_reach.items():
        assert state in analysis.settled
        assert not sure(analysis.conflict)[concept][:, state].all()
        after = analysis.conflict
        for change in changes:
            after = change.of(after)
        assert sure(after)[concept][:, state].all()


def test_a_settlement_has_its_state(talks, analysis):
    """What it breaks is given up; the town requires self-rule, so a joint administration asks it to yield."""
    best = {
        "transit": "open",
        "patrols": "joint",
        "dues": "none",
        "fishing": "shared",
        "crews": "all",
        "monitoring": "third_party",
    }
    place = state_of(talks, {**best, "status_of_Port_Auvane": "joint"})
    assert ids(analysis, place) == {"kestria_signs", "maravel_signs", "league_signs", "town_yields"}
    place = state_of(talks, {**best, "status_of_Port_Auvane": "self_rule", "dues": "reduced"})
    assert ids(analysis, place) == {"kestria_signs", "maravel_signs", "league_signs", "kestria_yields", "maravel_pays"}


def test_settlements_left_in_a_state_are_those_without_what_is_given_up(talks, analysis):
    place = analysis.conflict.place(
        next(1 << k for k, m in enumerate(analysis.conflict.moves) if m.id == "kestria_yields")
    )
    without = changed(talks, drop=["kestria.status_of_port_auvane.rejects.self_rule"])
    rules = HardRules.of(without)
    codes = rules.space.everything()

    def allowed(some):
        return int((~broken([*some, *rules.linkages], codes)).sum())

    assert settlements_left(talks, [place, analysis.conflict.now]) == [
        (allowed(rules.positions), allowed(rules.held_by(talks.at_table))),
        (0, 36),
    ]


def test_where_nothing_is_known_nothing_is_sure():
    n = load(RIYADH / "dossier.yaml").negotiation
    analysis = StabilityAnalysis.of(n.conflict)
    assert analysis.sure == ()
    assert analysis.equilibria
    assert "none is known to hold" in lead_words(analysis)


def test_the_words_of_wishes_hold_no_ids(analysis):
    for d, order in enumerate(analysis.conflict.orders):
        for wish in (w for tier in order.wishes for w in tier):
            words = wish_words(analysis.conflict, d, wish)
            assert "_" not in words
            assert words


def test_elmira_as_published(reference):
    """The status quo with the local government insisting, and the accepted modified order, are the strong equilibria; the coalition of
    ministry and company leaves the first for the second (Kilgour, Hipel, Fang, Peng 2001)."""
    from pourparler.stability.coalitions import coalitions

    analysis = StabilityAnalysis.of(verbs.load_conflict(reference / "gmcr" / "elmira.json"))
    conflict = analysis.conflict
    delay, accepted = (
        next(s for s in range(len(conflict.states)) if {m.name for m in conflict.taken(s)} == names)
        for names in ({"Delay", "Insist"}, {"Modify", "Accept", "Insist"})
    )
    for concept in analysis.surely:
        assert analysis.surely[concept][:, [delay, accepted]].all()
    found = coalitions(conflict)
    assert all(accepted in found.equilibria(concept) for concept in found.stable)
    assert not any(delay in found.equilibria(concept) for concept in found.stable)
    left = [g for k, g in enumerate(found.groups) if not found.stable["nash"][k, delay]]
    assert [{conflict.decision_makers[d] for d in g} for g in left] == [{"MoE", "Uniroyal"}]


def test_the_cuban_missile_crisis_as_published(reference):
    """The Soviet Union withdraws under the blockade: the one equilibrium of that crisis in every sense (Fraser, Hipel 1982)."""
    analysis = StabilityAnalysis.of(verbs.load_conflict(reference / "gmcr" / "cuban.json"))
    strongest = [s for s in analysis.sure if analysis.strength[0][s] == 5]
    assert strongest
    for s in strongest:
        names = {m.name.lower() for m in analysis.conflict.taken(s)}
        assert any("withdraw" in name for name in names)
        assert not any("escalat" in name for name in names)
