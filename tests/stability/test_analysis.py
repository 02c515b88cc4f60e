"""The whole study of a conflict, on the examples and the textbook, and how it is told."""

import pytest

from pourparler import verbs
from pourparler.dossier import load
from pourparler.model.conflict import Role
from pourparler.settlement.hard_constraints import HardRules, broken
from pourparler.settlement.scenarios import changed
from pourparler.stability import Study
from pourparler.stability.attitudes import sure
from pourparler.wording import stability as holding

from ..conftest import DEMO, RIYADH


@pytest.fixture(scope="module")
def talks():
    return load(DEMO / "dossier.yaml").negotiation


@pytest.fixture(scope="module")
def study(talks):
    return Study.of(talks.conflict)


def ids(study, place):
    return {m.id for m in study.conflict.taken(place)}


def test_the_demo_holds_only_against_the_town(study):
    assert [ids(study, s) for s in study.sure] == [{"kestria_signs", "maravel_signs", "league_signs", "town_shuts"}]
    assert len(study.equilibria) == 2
    reached = study.evolution()
    way = reached.path(study.sure[0])
    assert [study.conflict.decision_makers[d] for d, _ in way] == [
        "Harbour League",
        "Maravel",
        "Kestria",
        "Port Auvane",
    ]
    assert {study.conflict.decision_makers[d] for d in study.reasons(study.conflict.now)} == {
        "Kestria",
        "Maravel",
        "Harbour League",
    }


def test_settled_states_are_those_that_all_accept(study):
    for s in range(len(study.conflict.states)):
        taken = study.conflict.taken(s)
        roles = [m.role for m in taken]
        settled = roles.count(Role.ACCEPT) == 3 and Role.STOP not in roles and Role.CONTEST not in roles
        assert (s in study.settled) == settled


def test_what_would_make_a_settlement_hold_does(study):
    assert study.within_reach
    for state, (concept, changes) in study.within_reach.items():
        assert state in study.settled
        assert not sure(study.conflict)[concept][:, state].all()
        after = study.conflict
        for change in changes:
            after = change.of(after)
        assert sure(after)[concept][:, state].all()


def test_a_settlement_has_its_state(talks, study):
    """What it breaks is given up; the town requires self-rule, so a joint administration asks it to yield."""
    best = {
        "transit": "open",
        "patrols": "joint",
        "dues": "none",
        "fishing": "shared",
        "crews": "all",
        "monitoring": "third_party",
    }
    place = holding.state_of(talks, {**best, "status_of_Port_Auvane": "joint"})
    assert ids(study, place) == {"kestria_signs", "maravel_signs", "league_signs", "town_yields"}
    place = holding.state_of(talks, {**best, "status_of_Port_Auvane": "self_rule", "dues": "reduced"})
    assert ids(study, place) == {"kestria_signs", "maravel_signs", "league_signs", "kestria_yields", "maravel_pays"}


def test_settlements_left_in_a_state_are_those_without_what_is_given_up(talks, study):
    place = study.conflict.place(next(1 << k for k, m in enumerate(study.conflict.moves) if m.id == "kestria_yields"))
    without = changed(talks, drop=["kestria.status_of_port_auvane.rejects.self_rule"])
    rules = HardRules.of(without)
    codes = rules.space.everything()

    def allowed(some):
        return int((~broken([*some, *rules.linkages], codes)).sum())

    assert holding.left(talks, [place, study.conflict.now]) == [
        (allowed(rules.positions), allowed(rules.held_by(talks.at_table))),
        (0, 36),
    ]


def test_where_nothing_is_known_nothing_is_sure():
    n = load(RIYADH / "dossier.yaml").negotiation
    study = Study.of(n.conflict)
    assert study.sure == ()
    assert study.equilibria
    assert "as long as preferences are not known" in holding.lead_words(study)


def test_the_words_of_wishes_hold_no_ids(study):
    for order in study.conflict.orders:
        for wish in (w for tier in order.wishes for w in tier):
            words = holding.wish_words(study.conflict, wish)
            assert "_" not in words
            assert words


def test_elmira_as_published(reference):
    """The status quo with the local government insisting, and the accepted modified order, are the strong equilibria; the coalition of
    ministry and company leaves the first for the second (Kilgour, Hipel, Fang, Peng 2001)."""
    from pourparler.stability.coalitions import coalitions

    study = Study.of(verbs.load_conflict(reference / "gmcr" / "elmira.json"))
    conflict = study.conflict
    delay, accepted = (
        next(s for s in range(len(conflict.states)) if {m.name for m in conflict.taken(s)} == names)
        for names in ({"Delay", "Insist"}, {"Modify", "Accept", "Insist"})
    )
    for concept in study.surely:
        assert study.surely[concept][:, [delay, accepted]].all()
    found = coalitions(conflict)
    assert all(accepted in found.equilibria(concept) for concept in found.stable)
    assert not any(delay in found.equilibria(concept) for concept in found.stable)
    left = [g for k, g in enumerate(found.groups) if not found.stable["nash"][k, delay]]
    assert [{conflict.decision_makers[d] for d in g} for g in left] == [{"MoE", "Uniroyal"}]


def test_the_cuban_missile_crisis_as_published(reference):
    """The Soviet Union withdraws under the blockade: the one equilibrium of that crisis in every sense (Fraser, Hipel 1982)."""
    study = Study.of(verbs.load_conflict(reference / "gmcr" / "cuban.json"))
    strongest = [s for s in study.sure if study.strength[0][s] == 5]
    assert strongest
    for s in strongest:
        names = {m.name.lower() for m in study.conflict.taken(s)}
        assert any("withdraw" in name for name in names)
        assert not any("escalat" in name for name in names)
