"""Even draws of value functions: known volumes, two samplers against each other, and errors that hold."""

import numpy as np
import pytest
from scipy.stats import beta

from pourparler.errors import PourparlerError
from pourparler.model import Issue, Kind, Negotiation, NoAgreement, Party, Position
from pourparler.monitor import Monitor
from pourparler.settlement import Judges, robust_solutions
from pourparler.settlement.acceptability import PartyJudge
from pourparler.settlement.hard_constraints import HardRules
from pourparler.settlement.order_sampling import sample_orders
from pourparler.settlement.polytope import build_polytope
from pourparler.settlement.questions import next_questions
from pourparler.settlement.sampling import Share, rhat, sample_values

ABC = {"a": "a", "b": "b", "c": "c"}


def negotiation(positions=(), **more):
    issues = (Issue("i", ABC), Issue("j", {"a": "a", "b": "b"}), Issue("k", ABC))
    known = NoAgreement({"i": "a", "j": "a", "k": "b"})
    return Negotiation("n", (Party("A"),), issues, tuple(positions), **({"no_agreement": known} | more))


def prefers(id, issue, *groups):
    return Position(id, "A", Kind.PREFERS, issue, ranking=tuple((o,) if isinstance(o, str) else o for o in groups))


CASES = {
    "nothing said": negotiation(),
    "an order": negotiation([prefers("0", "i", "a", "b", "c"), prefers("1", "k", "b", "c")]),
    "equal options": negotiation([prefers("0", "i", ("a", "b"), "c")]),
    "priorities": negotiation(priorities={"A": (("k",), ("i",))}),
    "equal priorities": negotiation(priorities={"A": (("k", "i"), ("j",))}),
    "unknown without a settlement": negotiation(no_agreement=NoAgreement({"i": "a"})),
}


def by_walk(n):
    return sample_values(build_polytope(n, "A"), draws=48, seed=3)


def evenly(n, many=20_000):
    polytope = build_polytope(n, "A")
    return sample_orders(n, "A", polytope.columns, many, seed=7), polytope


@pytest.mark.parametrize("name", CASES)
def test_all_draws_fit_what_was_said(name):
    n = CASES[name]
    drawn, polytope = evenly(n, 500)
    for points in (drawn, by_walk(n).points.reshape(-1, drawn.shape[1])[:500]):
        place = {c: k for k, c in enumerate(polytope.columns)}
        for row in polytope.rows:
            sums = sum(x * points[:, place[c]] for c, x in row.terms.items())
            assert (sums >= row.lower - 1e-7).all()
            assert (sums <= row.upper + 1e-7).all()


@pytest.mark.parametrize("name", CASES)
def test_independent_draws_and_hit_and_run_agree(name):
    n = CASES[name]
    drawn, polytope = evenly(n)
    walked = by_walk(n)
    assert walked.rhat < 1.2
    error = walked.points.mean(axis=1).std(axis=0, ddof=1) / 8 + drawn.std(axis=0) / np.sqrt(len(drawn)) + 1e-6
    apart = np.abs(walked.points.mean(axis=(0, 1)) - drawn.mean(axis=0)) / error
    assert apart.max() < 4.5, polytope.columns[int(apart.argmax())]


def test_weights_follow_the_known_distribution():
    """With two issues of 3 and 2 free options the first weight is Beta(4, 3): P(w >= 1/2) = 0.65625."""
    n = Negotiation(
        "n",
        (Party("A"),),
        (Issue("i", ABC), Issue("j", {"a": "a", "b": "b"})),
        no_agreement=NoAgreement({"i": "a", "j": "a"}),
    )
    exact = beta(4, 3).sf(0.5)
    judge = PartyJudge(n, "A", HardRules.of(n))
    for sample in (judge.sample, sample_values(build_polytope(n, "A"))):
        share = sample.share(sample.of({("w", "i"): 1.0}) >= 0.5)
        assert abs(share.value - exact) < 4 * share.error
        assert 0 < share.error < 0.03


def test_the_stated_error_covers_the_exact_share():
    """Over many seeds, P(v_i(a) >= v_i(b)) = 1/2 lies within 1.96 errors about 95 times in 100."""
    n = CASES["nothing said"]
    polytope = build_polytope(n, "A")
    place = {c: k for k, c in enumerate(polytope.columns)}
    inside = 0
    for seed in range(40):
        sample = sample_values(polytope, chains=32, draws=16, seed=seed)
        assert sample.columns == tuple(place)
        share = sample.share(sample.of({("v", "i", "a"): 1.0, ("v", "i", "b"): -1.0}) >= 0)
        inside += abs(share.value - 0.5) <= 1.96 * share.error
    assert inside >= 33  # fewer is less likely than 1 in 1,000 if 95 % are right


def test_packages_and_numbers_are_walked_and_orders_are_not():
    package = Position("0", "A", Kind.PACKAGE, better=(("i", "a"),), worse=(("k", "a"), ("j", "b")))
    n = negotiation([package])
    assert sample_orders(n, "A", build_polytope(n, "A").columns, 10, 0) is None
    judge = PartyJudge(n, "A", HardRules.of(n))
    gain = judge.sample.of({("v", "i", "a"): 1.0, ("v", "k", "a"): -1.0, ("v", "j", "b"): -1.0})
    assert (gain >= -1e-7).all()
    numbers = negotiation(
        values={"A": {"i": {"a": 1, "b": 0, "c": 3}, "j": {"a": 0, "b": 2}, "k": {"a": 5, "b": 0, "c": 1}}}
    )
    fixed = PartyJudge(numbers, "A", HardRules.of(numbers))
    assert fixed.sample.of({("w", "i"): 1.0}) == pytest.approx(0.3)
    assert fixed.share((2, 1, 0)) == Share(1.0, 0.0, 1.0)


class NoMoreSteps(Monitor):
    """Says no after so many times."""

    def __init__(self, many):
        super().__init__()
        self.left = many

    @property
    def stopped(self):
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("many", [0, 3, 40])
def test_draws_end_where_somebody_says_so_and_are_whole_the_next_time(many):
    package = Position("0", "A", Kind.PACKAGE, better=(("i", "a"),), worse=(("k", "a"), ("j", "b")))
    n = negotiation([package])
    judge = PartyJudge(n, "A", HardRules.of(n))
    assert judge.sample_within(NoMoreSteps(many)) is None
    whole = judge.sample_within(NoMoreSteps(10_000))
    assert (whole.points == PartyJudge(n, "A", HardRules.of(n)).sample.points).all()
    assert judge.sample_within(NoMoreSteps(0)) is whole is judge.sample
    other = Judges.of(n)
    assert next_questions(other, monitor=NoMoreSteps(3)) == ()
    assert robust_solutions(other, ["A"], monitor=NoMoreSteps(3)) is None
    assert next_questions(other)
    assert robust_solutions(other, ["A"]) is not None


def test_draws_are_the_same_every_time():
    n = CASES["an order"]
    first, second = (PartyJudge(n, "A", HardRules.of(n)).sample.points for _ in range(2))
    assert (first == second).all()
    assert (by_walk(n).points == by_walk(n).points).all()


def test_what_contradicts_itself_has_no_value_functions():
    bundle = Position("0", "A", Kind.PACKAGE, better=(("i", "c"),), worse=(("i", "a"),))
    n = negotiation([prefers("1", "i", "a", "b", "c"), bundle], priorities={"A": (("i",), ("j", "k"))})
    polytope = build_polytope(n, "A")
    assert not polytope.feasible()
    with pytest.raises(PourparlerError, match="no value function fits what A said"):
        sample_values(polytope)


def test_rhat_tells_chains_apart():
    random = np.random.default_rng(0)
    assert rhat(random.standard_normal((8, 200))) < 1.02
    assert rhat(random.standard_normal((8, 200)) + np.arange(8)[:, None]) > 2
