"""The plain data of each answer, which JSON, terminal, pages and briefing all show: on the Strait of Lorn."""

import pytest

from pourparler.dossier import load
from pourparler.influence import contested
from pourparler.settlement import Analysis
from pourparler.settlement.analysis import ToAsk
from pourparler.settlement.drafts import compare
from pourparler.settlement.scenarios import Scenario, changed, supposed
from pourparler.stability import StabilityAnalysis
from pourparler.wording.gaps import missing_words
from pourparler.wording.questions import asked_words
from pourparler.wording.stability import labels
from pourparler.wording.subgroup_agreements import group_words
from pourparler.wording.views import settlement
from pourparler.wording.views.advice import advice_view, ask_view, together_view
from pourparler.wording.views.influence import contest_view
from pourparler.wording.views.settlement import analysis_view, comparison_view, judged_view, scenario_view
from pourparler.wording.views.stability import ways_view

from ..conftest import DEMO

SELF_RULE = ["kestria.status_of_port_auvane.rejects.self_rule", "port-auvane.status_of_port_auvane.requires.self_rule"]


@pytest.fixture(scope="module")
def analysis():
    return Analysis(load(DEMO / "dossier.yaml").negotiation)


@pytest.fixture(scope="module")
def stability(analysis):
    return StabilityAnalysis.of(analysis.negotiation.conflict)


def test_the_whole_answer(analysis):
    view = analysis_view(analysis)
    assert view["verdict"]["answer"] == "none"
    assert view["verdict"]["at_table"] == "possible"
    assert view["verdict"]["rests_on"] == SELF_RULE
    assert len(view["verdict"]["beside"]) == 2
    assert (view["zopa"]["size"], view["zopa"]["at_table"], view["zopa"]["without_party"]["Kestria"]) == (0, 36, 36)
    assert [group["rests_on"] for group in view["blocking_sets"]] == [SELF_RULE]
    assert [way["rests_on"] for way in view["concession_sets"]] == [[id] for id in SELF_RULE]
    assert [found["party"] for found in view["contradictions"]] == ["Maravel"]
    assert view["open_questions"][0]["issues"] == ("fishing", "status_of_Port_Auvane")
    assert len(view["zopa"]["examples_at_table"]) == len(analysis.zopa.table_examples) > 0


def test_why_an_answer_is_not_known_is_worked_out_once_a_party(analysis, monkeypatch):
    asked = []
    monkeypatch.setattr(
        settlement, "missing_words", lambda n, party, spoken: (asked.append(party), missing_words(n, party, spoken))[1]
    )
    view = analysis_view(analysis)
    assert sorted(asked) == sorted(set(asked))
    assert view == analysis_view(analysis)
    assert len(view["zopa"]["examples_at_table"]) > 1


def test_one_settlement_judged(analysis):
    found = analysis.zopa.table_examples[0]
    parties = judged_view(analysis.negotiation, found)["parties"]
    assert parties["Port Auvane"]["answer"] == "would not accept"
    assert parties["Port Auvane"]["because"] == "because it requires self-rule"
    assert parties["Port Auvane"]["broken"] == SELF_RULE[1:]
    assert (parties["Kestria"]["answer"], parties["Kestria"]["because"]) == (
        "not known",
        "because nobody said how much each issue and option is worth to it",
    )


def test_a_scenario(analysis):
    other = Analysis(changed(analysis.negotiation, drop=SELF_RULE[:1]))
    view = scenario_view(Scenario("without it", other))
    assert (view["verdict"], view["size"], view["blocking_sets"], view["blocking_words"]) == ("possible", 12, [], [])
    today = scenario_view(Scenario("as it stands", analysis))
    assert (today["size"], today["at_table"], today["blocking_sets"]) == (0, 36, [SELF_RULE])
    assert today["blocking_words"] == [g["words"] for g in analysis_view(analysis)["blocking_sets"]]


def test_two_drafts_compared(analysis):
    found = compare(analysis.negotiation, {"dues": "full", "transit": "open"}, {"dues": "reduced", "transit": "open"})
    view = comparison_view(analysis.negotiation, found)
    assert view["changed"] == {"dues": {"from": "full", "to": "reduced"}}
    assert [p["party"] for p in view["parties"]] == ["Kestria", "Maravel", "Harbour League", "Port Auvane"]
    assert [p["change"] for p in view["parties"]] == [c.change.value for c in found.parties]
    assert all(p["party"] in p["words"] for p in view["parties"])


def test_what_would_help(analysis):
    negotiation, view = analysis.negotiation, advice_view(analysis)
    assert view["complete"]
    assert [way["rests_on"] for way in view["concession_sets"]] == [[id] for id in SELF_RULE]
    assert [g["words"] for g in view["groups"]] == [group_words(negotiation, g) for g in analysis.groups]
    first = view["groups"][0]
    assert (first["parties"], first["size"]) == (("Kestria", "Maravel", "Harbour League"), 36)
    assert first["outsiders"] == [
        {"party": "Port Auvane", "refuses": 36, "accepts": 0, "price": [[id] for id in SELF_RULE]}
    ]
    assert set(first["rests_on"]) == set(SELF_RULE)


def test_what_to_ask(analysis):
    negotiation, ask = analysis.negotiation, analysis.to_ask()
    view = ask_view(negotiation, ask, 3)
    assert view["lead"].startswith("Each of these answers alone would change")
    assert [(p["party"], p["words"]) for p in view["parties"]] == [
        ("Kestria", "Ask Kestria"),
        ("Port Auvane", "Ask Port Auvane"),
    ]
    first = view["parties"][0]["answers"][0]
    assert first["words"] == "If Kestria would accept ‘self-rule’, 12 settlements would be left that nobody refuses."
    assert (first["effect"], first["after"], first["rests_on"]) == ("opens", 12, SELF_RULE[:1])
    # What is told can be tried: the arguments of `what-if` give the dossier in which that many are left.
    (tried,) = first["what_if"]
    added = [supposed(told, k) for k, told in enumerate(tried["add"])]
    assert Analysis(changed(negotiation, drop=tried["drop"], add=added)).zopa.size == 12
    whole = ask_view(negotiation, ask, 100)
    assert (whole["more"], view["more"]) == (0, sum(len(p["answers"]) for p in whole["parties"]) - 3)
    assert whole["narrowing"] == []
    assert whole["together"] is None


def test_what_to_ask_where_no_answer_changes_the_verdict(analysis):
    negotiation, questions = analysis.negotiation, analysis.questions
    view = ask_view(negotiation, ToAsk((), questions), 3)
    assert view["lead"].startswith("No single answer of a party would change")
    assert view["parties"] == []
    assert view["more"] == len(questions) - 3
    assert [q["words"] for q in view["narrowing"]] == [asked_words(negotiation, q) for q in questions[:3]]
    assert [(q["party"], q["worth"], len(q["reply_words"])) for q in view["narrowing"]] == [
        (q.party, q.worth, len(q.replies)) for q in questions[:3]
    ]
    whole = ask_view(negotiation, ToAsk((), questions), len(questions))
    asked = [q["words"] for q in whole["narrowing"] if q["in_batch"]]
    assert sorted(whole["together"]["questions"]) == sorted(asked)
    assert together_view(negotiation, questions[:1]) is None
    assert ask_view(negotiation, ToAsk((), ()), 3)["lead"].endswith("who stands in the way.")


def test_how_states_come_about(stability):
    start = stability.conflict.now
    view = ways_view(stability, start)
    label = labels(stability)
    named = [way["state"] for way in view["ways"]]
    assert sorted([*named, *view["none"]]) == sorted(label(k) for k in stability.shown(8) if k != start)
    assert len(set(named)) == len(named) > 0
    assert all(way["words"].endswith(".") and " then " in way["words"] for way in view["ways"])
    assert view["others"] >= len(named)
    assert len(ways_view(stability, start, any_move=True)["ways"]) >= len(named)


def test_a_contest(analysis):
    (contest,) = analysis.negotiation.contests
    found = contested(analysis.negotiation, contest, 10, runs=50)
    view = contest_view(analysis.negotiation, found)
    assert view["options"] == ["no dues", "a reduced due", "the full due"]
    assert view["title"].startswith("Dues")
    assert len(view["actor_words"]) == 3
    assert view["nearest_at_end"] == found.nearest[1]
    assert [row["when"] for row in view["nearest"]] == ["before the first round", "after the last round"]
    assert all(len(row["cells"]) == 3 for row in view["nearest"])
    assert not view["every_number_given"]
