"""Numbers, intervals and bonuses: what follows is what follows for every number in the intervals; bonuses as by listing."""

import json
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pourparler.dossier import loads
from pourparler.errors import DossierError, PourparlerError
from pourparler.formats import tables
from pourparler.model import Bonus, Issue, Linkage, Negotiation, NoAgreement, Party
from pourparler.settlement import Acceptance, Judges, PartyJudge, solve
from pourparler.settlement.drafts import compare
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.questions import next_questions

few = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
SIZES = (2, 3, 2)
ISSUES = tuple(Issue(f"i{k}", {str(o): str(o) for o in range(n)}) for k, n in enumerate(SIZES))


def answers_of(negotiation, party="A"):
    rules = HardRules.of(negotiation)
    return PartyJudge(negotiation, party, rules).answers(rules.space.everything()).tolist()


def utility(values, bonuses, party, settlement):
    total = sum(values[party][i][o] for i, o in settlement.items())
    return total + sum(b.worth for b in bonuses if b.party == party and all(settlement[i] == o for i, o in b.package))


def everything():
    return [dict(zip((i.id for i in ISSUES), chosen, strict=True)) for chosen in product(*(i.options for i in ISSUES))]


def table(numbers):
    return {i.id: {o: next(numbers) for o in i.options} for i in ISSUES}


@few
@given(
    st.lists(st.tuples(st.integers(-5, 9), st.integers(0, 4)), min_size=7, max_size=7),
    st.integers(-3, 15),
    st.integers(0, 99),
)
def test_intervals_conclude_only_what_holds_for_all_numbers_in_them(told, reservation, seed):
    ranges = {"A": table(iter([(float(low), float(low + wide)) for low, wide in told]))}
    assume(any(max(lo for lo, _ in v.values()) > min(hi for _, hi in v.values()) for v in ranges["A"].values()))
    n = Negotiation(
        "n", (Party("A"),), ISSUES, ranges=ranges, no_agreement=NoAgreement(values={"A": float(reservation)})
    )
    answers = answers_of(n)
    random = np.random.default_rng(seed)
    for _ in range(5):
        values = {"A": {i: {o: random.uniform(lo, hi) for o, (lo, hi) in v.items()} for i, v in ranges["A"].items()}}
        for answer, s in zip(answers, everything(), strict=True):
            gain = utility(values, (), "A", s) - reservation
            assert answer != Acceptance.ACCEPTABLE or gain >= -1e-6
            assert answer != Acceptance.UNACCEPTABLE or gain <= 1e-6
    exact = {"A": {i: {o: lo for o, (lo, _) in v.items()} for i, v in ranges["A"].items()}}
    points = {"A": {i: {o: (x, x) for o, x in v.items()} for i, v in exact["A"].items()}}
    known = NoAgreement(values={"A": float(reservation)})
    by_value = Negotiation("n", (Party("A"),), ISSUES, values=exact, no_agreement=known)
    assume(any(len(set(v.values())) > 1 for v in exact["A"].values()))
    by_range = Negotiation("n", (Party("A"),), ISSUES, ranges=points, no_agreement=known)
    assert answers_of(by_range) == answers_of(by_value)


bonuses = st.lists(
    st.tuples(st.sampled_from("AB"), st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 1)), st.sampled_from([(0, 1), (1, 2), (0, 2)]), st.integers(-6, 6)),
    max_size=3,
)  # fmt: skip


def with_bonuses(numbers, told, reservations, linkages=()):
    values = {p: table(iter(map(float, numbers[k]))) for k, p in enumerate("AB")}
    return Negotiation(
        "n",
        (Party("A"), Party("B")),
        ISSUES,
        values=values,
        linkages=linkages,
        bonuses=tuple(
            Bonus(p, tuple((f"i{k}", str(options[k])) for k in pair), float(w)) for p, options, pair, w in told
        ),
        no_agreement=NoAgreement(values=dict(zip("AB", map(float, reservations), strict=True))),
    )


numbers = st.lists(st.lists(st.integers(0, 9), min_size=7, max_size=7), min_size=2, max_size=2)


@few
@given(numbers, bonuses, st.tuples(st.integers(0, 20), st.integers(0, 20)))
def test_answers_with_bonuses_are_those_of_the_sums(given_numbers, told, reservations):
    n = with_bonuses(given_numbers, told, reservations)
    for k, p in enumerate("AB"):
        if not any(len(set(v.values())) > 1 for v in n.values[p].values()):
            continue
        for answer, s in zip(answers_of(n, p), everything(), strict=True):
            gain = utility(n.values, n.bonuses, p, s) - reservations[k]
            assert answer == (Acceptance.ACCEPTABLE if gain >= 0 else Acceptance.UNACCEPTABLE)


@few
@given(numbers, bonuses, st.tuples(st.integers(0, 15), st.integers(0, 15)), st.booleans())
def test_solve_with_bonuses_is_that_of_the_list(given_numbers, told, reservations, linked):
    links = (Linkage("l", (("i0", "1"), ("i2", "0"))),) if linked else ()
    n = with_bonuses(given_numbers, told, reservations, links)
    solved = solve(n)
    inside = [s for s in everything() if not (linked and s["i0"] == "1" and s["i2"] == "0")]
    vectors = {tuple(s.values()): tuple(utility(n.values, n.bonuses, p, s) for p in "AB") for s in inside}
    accepted = {s: v for s, v in vectors.items() if all(x >= r for x, r in zip(v, reservations, strict=True))}
    assert solved.zopa == len(accepted)
    best = {
        v
        for v in vectors.values()
        if not any(w != v and all(a >= b for a, b in zip(w, v, strict=True)) for w in vectors.values())
    }
    frontier = solved.all_outcomes.frontier
    assert {tuple(map(float, v)) for v in solved.bargain.plain(frontier.vectors).tolist()} == best
    for codes, vector in zip(frontier.codes.tolist(), solved.bargain.plain(frontier.vectors).tolist(), strict=True):
        assert vectors[tuple(map(str, solved.settlement(codes)))] == tuple(vector)
    ranked = [tuple(map(str, codes)) for _, codes in solved.best()]
    assert sorted(ranked) == sorted(accepted)


def test_drafts_and_questions_know_bonuses():
    n = with_bonuses([[1, 0, 1, 0, 0, 1, 0], [0, 1, 0, 1, 0, 0, 1]], [("A", (1, 1, 0), (0, 1), 9)], (2, 1))
    better = compare(n, {"i0": "0", "i1": "0"}, {"i0": "1", "i1": "1"})
    assert [c.change.value for c in better.parties] == ["gains", "gains"]
    with pytest.raises(PourparlerError, match="also depends on i1"):
        compare(n, {"i0": "0"}, {"i0": "1"})
    assert next_questions(Judges.of(n)) == ()


DOSSIER = """negotiation: n
parties: {A: , B: }
issues:
  x: {options: {yes: "yes", no: "no"}}
  y: {options: {yes: "yes", no: "no"}}
values:
  A: {x: {"yes": [3, 5], "no": 0}, y: {"yes": 1, "no": 0}}
  B: {x: {"yes": 0, "no": 1}, y: {"yes": 2, "no": 0}}
bonuses:
  - {party: B, package: {x: "yes", y: "yes"}, worth: 4}
no_agreement: {A: 2, B: 1}
"""


def test_a_dossier_holds_intervals_and_bonuses(tmp_path):
    n = loads(DOSSIER).negotiation
    assert n.ranges == {"A": {"x": {"yes": (3.0, 5.0), "no": (0.0, 0.0)}}}
    assert n.bonuses == (Bonus("B", (("x", "yes"), ("y", "yes")), 4.0),)
    yes, no = Acceptance.ACCEPTABLE, Acceptance.UNACCEPTABLE
    assert answers_of(n, "A") == [yes, yes, no, no]
    assert answers_of(n, "B") == [yes, no, yes, yes]
    with pytest.raises(PourparlerError, match="A gave an interval"):
        solve(n)
    for name in ("t.xlsx", "t"):
        assert tables.write(n, tmp_path / name) == ()
        assert tables.read(tmp_path / name)[0] == n


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[3, 5]", "[5, 3]", "an interval must be [least, greatest]"),
        ("[3, 5]", "[5]", "an interval must be [least, greatest]"),
        ("[3, 5]", "[3, .inf]", "must be a number"),
        ("worth: 4", "worth: much", "the worth of a bonus must be a number"),
        (', y: "yes"}, worth', "}, worth", "a bonus needs a `package` of at least two issues"),
        ("party: B, package", "party: C, package", "'C'"),
        ("{A: 2, B: 1}", "{A: 2}", "it is not known whether B has this bonus without a settlement"),
        ('  B: {x: {"yes": 0, "no": 1}, y: {"yes": 2, "no": 0}}\n', "", "B has a bonus but no numbers"),
        (
            '{"yes": [3, 5], "no": 0}, y: {"yes": 1, "no": 0}',
            '{"yes": [0, 5], "no": 0}',
            "every settlement equally good",
        ),
    ],
)
def test_bad_numbers_in_a_dossier(old, new, told):
    assert old in DOSSIER
    with pytest.raises(DossierError) as caught:
        loads(DOSSIER.replace(old, new))
    assert told in str(caught.value)


BAD = {
    "issues": [{"name": "x", "options": ["a", "b"]}],
    "parties": [{"name": "A", "weights": [1], "scores": [[0, 1]], "reservation": 0}],
}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"issues": [{"name": "x", "options": []}]}, ""),
        ({"parties": [{"name": "A", "weights": [1], "scores": [[0, float("inf")]], "reservation": 0}]}, "finite"),
        ({"parties": [{"name": "A", "weights": [float("nan")], "scores": [[0, 1]], "reservation": 0}]}, "finite"),
        ({"parties": []}, ""),
        ({"issues": []}, ""),
    ],
)
def test_bad_instances_are_told(run, tmp_path, change, told):
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({"format": "bargaining-instance/1", **BAD, **change}))
    code, _, err = run("solve", path)
    assert code == 2
    assert "bad.json" in err or "error" in err
    assert told in err


def test_one_option_no_weight_and_a_reservation_out_of_reach_have_answers(run, tmp_path):
    path = tmp_path / "odd.json"
    parties = [
        {"name": "A", "weights": [0], "scores": [[0]], "reservation": 0},
        {"name": "B", "weights": [1], "scores": [[2]], "reservation": 3},
    ]
    path.write_text(
        json.dumps({"format": "bargaining-instance/1", "issues": [{"name": "x", "options": ["a"]}], "parties": parties})
    )
    code, out, _ = run("solve", path, "--json")
    found = json.loads(out)
    assert (code, found["zopa"], found["all_outcomes"]["frontier_utilities"]) == (1, 0, [[0.0, 2.0]])
    assert found["rational"]["nash"] is None
