"""How close parties are, against counting pair by pair; and who moved, on the example."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.calendar_periods import Length, periods
from pourparler.dossier import load
from pourparler.drafting.convergence import Trend, closeness, convergence, held_on
from pourparler.drafting.lives import Saying, StepKind, lives
from pourparler.drafting.movement import grid, movement
from pourparler.drafting.sayings import told_in_dossier
from pourparler.model import Kind
from pourparler.model.stances import Side

from ..conftest import DEMO

FIRST = date(2031, 2, 1)


def day(k):
    return FIRST + timedelta(days=k)


def saying(party, k, option, kind=Kind.DEMANDS, **more):
    side = Side.AGAINST if kind is Kind.REJECTS else Side.FOR
    return Saying(party, "x", option, side, kind, day(k), (party, k, option), True, **more)


def test_parties_come_closer_and_part_again():
    found = lives(
        [saying("A", 0, "a"), saying("B", 0, "b"), saying("C", 2, "b"), saying("A", 3, "b"), saying("C", 5, "c")]
    )
    days = periods(day(0), day(5), Length.DAY)
    c = convergence("x", found, days)
    assert [(p.same, p.pairs, p.options) for p in c.by_period] == [
        (0, 1, 2), (0, 1, 2), (1, 3, 2), (3, 3, 1), (3, 3, 1), (1, 3, 2),
    ]  # fmt: skip
    # C, who came later, changes nothing in how A and B stand to each other.
    assert (c.before.parties, c.before.share, c.after.share, c.trend) == (("A", "B"), 0.0, 1.0, Trend.CLOSER)
    assert convergence("x", found, days[3:]).trend is Trend.APART
    assert convergence("x", found, days[3:5]).trend is Trend.SAME
    assert convergence("x", [f for f in found if f.party == "A"], days).trend is Trend.UNKNOWN
    assert convergence("y", found, days).before is None


def test_an_option_that_a_party_also_rejects_is_held_by_nobody():
    beside = {"ends": False}
    for softened, held in ((False, {}), (True, {"A": frozenset("a")})):
        found = lives([saying("A", 0, "a", **beside), saying("A", 1, "a", Kind.REJECTS, softened=softened, **beside)])
        assert held_on(found, day(2)) == held


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from("ABCDEF"), st.frozensets(st.sampled_from("abcd"), min_size=1)))
def test_closeness_is_that_of_counting_pairs(held):
    found = closeness(held)
    same = 0
    for one, two in combinations(sorted(held), 2):
        same += any(option in held[two] for option in held[one])
    n = len(held)
    assert (found.pairs, found.same, found.parties) == (n * (n - 1) // 2, same, tuple(held))
    assert found.options == len({option for options in held.values() for option in options})
    if all(len(options) == 1 for options in held.values()) and n > 1:
        counts = [sum(options == {option} for options in held.values()) for option in "abcd"]
        assert abs(found.share - sum(c * (c - 1) for c in counts) / (n * (n - 1))) < 1e-12


SAYINGS = st.lists(
    st.builds(saying, st.sampled_from("ABC"), st.integers(0, 20), st.sampled_from("abc"), st.sampled_from([Kind.DEMANDS, Kind.REJECTS])),
    max_size=14,
)  # fmt: skip


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SAYINGS, st.integers(0, 20))
def test_held_on_a_day_is_what_was_last_taken_before_it(sayings, k):
    """Against going through the days: new options take the place of those not said on the same day."""
    held, against = {}, {}
    for now in range(k + 1):
        for party in "ABC":
            here = {(s.option, s.side) for s in sayings if s.party == party and s.day == day(now)}
            here = {(o, side) for o, side in here if (o, Side(-side)) not in here}
            wanted, refused = ({o for o, side in here if side is s} for s in (Side.FOR, Side.AGAINST))
            mine = held.setdefault(party, set())
            if wanted - mine:
                held[party] = wanted | (mine & wanted)
            held[party] -= refused
            against[party] = (against.get(party, set()) | refused) - wanted
    assert held_on(lives(sayings), day(k)) == {p: frozenset(options) for p, options in held.items() if options}


def test_who_moved_in_the_example():
    n = load(DEMO / "dossier.yaml").negotiation
    told = told_in_dossier(n, {})
    found = movement(n, lives(told.sayings, told.endings))
    assert (found.first, found.last, len(found.periods)) == (date(2031, 2, 3), date(2031, 3, 12), 6)
    assert [i.issue.id for i in found.issues] == [i.id for i in n.issues]
    dues = found.issues[2]
    assert dues.movers(found.first, found.last) == ["Kestria"]
    assert dues.moves(found.first, date(2031, 3, 11)) == 0
    # Maravel accepts a reduced due and rejects it: of that nobody can tell which holds, so Kestria did not come closer to it.
    assert dues.convergence.trend is Trend.SAME
    rows = grid(dues, found.periods, ("Kestria", "Harbour League"))
    cells = rows["Kestria"]
    assert [(c.held, c.spoke) for c in cells] == [(("full",), True), *[(("full",), False)] * 4, (("reduced",), True)]
    assert cells[-1].telling[1].kind is StepKind.MOVED
    assert cells[-1].changes == 2
    league = rows["Harbour League"]
    assert [(c.held, c.rejected) for c in league] == [((), ())] * 2 + [((), ("full",))] * 4
    # Until the day before nobody had moved on dues, and nothing that came later is told.
    before = movement(n, lives(told.sayings, told.endings), until=date(2031, 3, 11), since=date(2031, 2, 10))
    assert (before.first, before.last) == (date(2031, 2, 10), date(2031, 3, 11))
    assert sum(i.moves(None, None) for i in before.issues) == 1
    assert movement(n, [], undated=3).undated == 3
