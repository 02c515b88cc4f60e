"""What parties said over time: from a dossier's positions, from a record's statements, and the lives kept of these."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.dossier import load
from pourparler.drafting.kept_lives import KeptLives
from pourparler.drafting.lives import lives
from pourparler.drafting.sayings import told_in_dossier, told_in_record
from pourparler.model import Evidence, Issue, Kind, Negotiation, Party, Position, Stance
from pourparler.model.stances import Side

from ..conftest import DEMO

FIRST = date(2031, 2, 1)


def day(k):
    return FIRST + timedelta(days=k)


@dataclass(frozen=True)
class Taker:
    party: str | None
    opposed: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Said:
    id: str
    takers: tuple[Taker, ...] = (Taker("A"),)
    stance: str = "demands"
    option: str | None = "a"
    issue: str | None = "x"
    confirmed: bool = False
    alike: str = ""
    softened: bool = False
    said: str = ""


def talks(*positions):
    return Negotiation("n", (Party("A"), Party("B")), (Issue("x", {"a": "", "b": "", "c": ""}),), positions)


def test_a_position_is_said_with_each_of_its_sentences():
    evidence = tuple(Evidence(statement=f"s{k:012x}") for k in range(2))
    p = Position("p", "A", Kind.REQUIRES, "x", "a", evidence=evidence, as_of=day(5), hedged="perhaps", suggested=True)
    told = told_in_dossier(talks(p), {evidence[0]: day(1), evidence[1]: day(5)})
    assert [(s.day, s.evidence, s.side, s.softened, s.confirmed, s.ends) for s in told.sayings] == [
        (day(1), evidence[:1], Side.FOR, True, False, False),
        (day(5), evidence[1:], Side.FOR, True, False, False),
    ]
    order = Position("q", "B", Kind.PREFERS, "x", ranking=(("a", "b"), ("c",)), as_of=day(2), concession=True)
    told = told_in_dossier(talks(order, replace(order, id="r", as_of=None)), {})
    assert [(s.option, s.ends) for s in told.sayings] == [("a", True), ("b", True)]
    assert told.undated == 1


def test_what_another_position_goes_on_holding_is_not_given_up():
    demand = Position("p", "A", Kind.DEMANDS, "x", "a", as_of=day(0), until=day(4))
    accepts = Position("q", "A", Kind.ACCEPTS, "x", "a", as_of=day(4))
    told = told_in_dossier(talks(demand, accepts), {})
    assert told.endings == ()
    (life,) = lives(told.sayings, told.endings)
    assert [s.kind.value for s in life.steps] == ["first said", "weakened"]
    (end,) = told_in_dossier(talks(demand, replace(accepts, option="b")), {}).endings
    assert (end.option, end.day) == ("a", day(4))


def test_the_moves_of_the_example():
    told = told_in_dossier(load(DEMO / "dossier.yaml").negotiation, {})
    moved = [
        (f.party, f.issue, f.option, s.to[0])
        for f in lives(told.sayings, told.endings)
        for s in f.steps
        if s.to is not None
    ]
    assert moved == [
        ("Kestria", "dues", "full", "reduced"),
        ("Kestria", "transit", "open", "open"),
        ("Maravel", "crews", "all", "exchange"),
    ]


def test_a_statement_is_said_by_each_party_that_takes_its_position():
    both = Said("s1", (Taker("A"), Taker("B", opposed=True), Taker(None), Taker("Nobody")), alike="g")
    doubtful = Said("s2", (Taker("A", sure=False),))
    none = [Said("s3", stance="reports"), Said("s4", option=None), Said("s5", option="z"), Said("s6", issue="y")]
    told = told_in_record(talks(), {"d": (both, doubtful, *none)}, {"d": day(3)})
    assert [(s.party, s.side, s.kind, s.words, s.evidence[0].statement) for s in told.sayings] == [
        ("A", Side.FOR, Kind.DEMANDS, "g", "s1"),
        ("B", Side.AGAINST, Kind.REJECTS, "g", "s1"),
    ]
    undated = told_in_record(talks(), {"d": (both, doubtful)}, {"d": None})
    assert (undated.sayings, undated.undated) == ((), 1)
    documents = {"d": (both, replace(both, id="s9", confirmed=True))}
    confirmed = told_in_record(talks(), documents, {"d": day(3)}, confirmed=True)
    assert {s.evidence[0].statement for s in confirmed.sayings} == {"s9"}


STATEMENT = st.builds(
    Said,
    st.uuids().map(str),
    st.lists(st.builds(Taker, st.sampled_from("AB")), min_size=1, max_size=2, unique_by=lambda t: t.party).map(tuple),
    st.sampled_from([s.value for s in (Stance.DEMANDS, Stance.REJECTS, Stance.PREFERS, Stance.REPORTS)]),
    st.sampled_from("abc"),
    confirmed=st.booleans(),
    alike=st.sampled_from(["one", "two", "three", "four", "five"]),
)
DOCUMENTS = st.dictionaries(st.sampled_from("defgh"), st.lists(STATEMENT, max_size=4).map(tuple), max_size=5)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(DOCUMENTS, min_size=1, max_size=4), st.booleans())
def test_lives_brought_up_to_date_are_those_worked_out_anew(states, confirmed):
    kept = KeptLives(confirmed=confirmed)
    days = {d: day(k) for k, d in enumerate("defg")} | {"h": None}
    before = {}
    for state in states:
        now = {d: before.get(d, some) if len(some) == 2 else some for d, some in state.items()}
        told = told_in_record(talks(), now, days, confirmed=confirmed)
        assert kept.of(talks(), now, days) == (lives(told.sayings), told.undated)
        before = now
    later = {**days, "d": day(9)}
    told = told_in_record(talks(), before, later, confirmed=confirmed)
    assert kept.of(talks(), before, later)[0] == lives(told.sayings)
    other = replace(talks(), issues=(Issue("x", {"a": "", "b": ""}),))
    told = told_in_record(other, before, later, confirmed=confirmed)
    assert kept.of(other, before, later)[0] == lives(told.sayings)


def test_what_is_given_up_in_so_many_words_is_given_up_whoever_confirmed_it():
    issue = Issue("x", {"a": "a hard cap on wages", "b": "a luxury tax"}, "How are wages limited?")
    negotiation = Negotiation("n", (Party("A"), Party("B")), (issue,))
    left = Said("s2", stance="concedes", option=None, said="A no longer demands a hard cap on wages")
    days = {"d1": day(0), "d2": day(5)}

    def steps(**other):
        documents = {"d1": (Said("s1", alike="s1"),), "d2": (replace(left, alike="s2", **other),)}
        told = told_in_record(negotiation, documents, days)
        kept, _ = KeptLives().of(negotiation, documents, days)
        assert kept == lives(told.sayings, told.endings)
        return [s.kind.value for life in kept for s in life.steps]

    assert steps() == steps(confirmed=True) == ["first said", "given up"]
    assert steps(takers=(Taker("B"),)) == ["first said"]
    assert steps(takers=(Taker("A", opposed=True),)) == ["first said"]
    assert steps(stance="rejects") == ["first said"]
    assert steps(said="A no longer demands it") == ["first said"]
    assert steps(said="") == ["first said"]
